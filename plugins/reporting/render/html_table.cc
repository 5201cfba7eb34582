#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "render/clean.h"
#include "render/html.h"
#include "render/texts.h"

namespace reporting {
namespace {

// From this length on a cell is a text to read, and its column gets room.
constexpr std::size_t kLong = 60;
// What columns would take (html_style.h has their least widths), and where it is too much for them
// to stand beside each other on a screen unless long ones get less room; in half rem.
constexpr std::size_t kLongWidth = 40, kShortWidth = 13, kMany = 110;

std::vector<bool> LongColumns(const TableView& table) {
  std::vector<bool> out(table.columns.size(), false);
  for (const TableView::Row& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (Length(row.cells[i].text) >= kLong) out[i] = true;
    }
  }
  return out;
}

const char* KindOf(const std::vector<bool>& is_long) {
  const auto texts = static_cast<std::size_t>(std::count(is_long.begin(), is_long.end(), true));
  if (texts == 0) return "figures";
  const std::size_t width = texts * kLongWidth + (is_long.size() - texts) * kShortWidth;
  return width < kMany ? "texts" : "texts many";
}

std::string Badges(const std::vector<std::string>& marks) {
  std::string out;
  for (const std::string& mark : marks) {
    out += " <span class=\"badge\">" + EscapeHtml(mark) + "</span>";
  }
  return out;
}

std::string CellText(const std::string& cell, const Words& words) {
  if (!cell.empty()) return EscapeLines(cell);
  return "<span aria-hidden=\"true\">–</span><span class=\"unseen\">" +
         std::string(words(texts::kEmpty)) + "</span>";
}

std::string ClassOf(bool numeric, bool is_long) {
  if (numeric) return " class=\"number\"";
  return is_long ? " class=\"long\"" : "";
}

std::string Head(const TableView& table, const std::vector<bool>& is_long) {
  std::string out = "<thead role=\"rowgroup\"><tr role=\"row\">";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const TableView::Column& column = table.columns[i];
    out += "<th scope=\"col\" role=\"columnheader\"" + ClassOf(column.numeric, is_long[i]) + ">" +
           EscapeHtml(column.title) + "</th>";
  }
  return out + "</tr></thead>\n";
}

// The first cell names its row; the others carry their head with them for narrow screens.
std::string RowText(const TableView& table, const TableView::Row& row,
                    const std::vector<bool>& is_long, const Words& words) {
  std::string out = "<tr role=\"row\">";
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const TableView::Column& column = table.columns[i];
    const std::string cell =
        ClassOf(column.numeric, is_long[i]) + ">" + CellText(row.cells[i].text, words);
    if (i == 0) {
      out += "<th scope=\"row\" role=\"rowheader\"" + cell + Badges(row.marks) + "</th>";
    } else {
      out += "<td role=\"cell\" data-title=\"" + EscapeHtml(column.title) + "\"" + cell + "</td>";
    }
  }
  return out + "</tr>\n";
}

}  // namespace

// On a narrow screen rows are laid out as blocks, which are no table any more to those who listen
// unless every part says what it is.
std::string HtmlTable(const TableView& table, const std::string& id, const std::string& caption,
                      const Words& words) {
  const std::vector<bool> is_long = LongColumns(table);
  std::string out = "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + id +
                    "\">\n<table role=\"table\" class=\"" + KindOf(is_long) +
                    "\">\n<caption id=\"" + id + "\">" + caption + "</caption>\n";
  if (table.columns.empty()) return out + "</table>\n</div>\n";
  out += Head(table, is_long) + "<tbody role=\"rowgroup\">\n";
  for (const TableView::Row& row : table.rows) out += RowText(table, row, is_long, words);
  if (table.rows.empty()) {
    out += "<tr role=\"row\"><td role=\"cell\" colspan=\"" + std::to_string(table.columns.size()) +
           "\">" + words(texts::kNoRows) + "</td></tr>\n";
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

}  // namespace reporting
