#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "render/clean.h"
#include "render/html.h"
#include "render/texts.h"

namespace reporting {
namespace {

// From this length on a cell is a text to read: its column gets room, and on a narrow screen the
// table's rows are shown one below the other instead of scrolled sideways.
constexpr std::size_t kLong = 60;

std::vector<bool> LongColumns(const TableView& table) {
  std::vector<bool> out(table.columns.size(), false);
  for (const TableView::Row& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (Length(row.cells[i]) >= kLong) out[i] = true;
    }
  }
  return out;
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

// A table that is laid out as blocks is no table any more to those who listen, unless it says so.
std::string Role(bool stacked, const char* role) {
  return stacked ? std::string(" role=\"") + role + "\"" : "";
}

std::string Head(const TableView& table, const std::vector<bool>& is_long, bool stacked) {
  std::string out = "<thead" + Role(stacked, "rowgroup") + "><tr" + Role(stacked, "row") + ">";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const TableView::Column& column = table.columns[i];
    out += "<th scope=\"col\"" + Role(stacked, "columnheader") +
           ClassOf(column.numeric, is_long[i]) + ">" + EscapeHtml(column.title) + "</th>";
  }
  return out + "</tr></thead>\n";
}

std::string RowText(const TableView& table, const TableView::Row& row,
                    const std::vector<bool>& is_long, bool stacked, const Words& words) {
  std::string out = "<tr" + Role(stacked, "row") + ">";
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const TableView::Column& column = table.columns[i];
    const std::string tag = i == 0 ? "th" : "td";
    out += "<" + tag + (i == 0 ? " scope=\"row\"" : "") +
           Role(stacked, i == 0 ? "rowheader" : "cell") + ClassOf(column.numeric, is_long[i]);
    if (stacked && i > 0) out += " data-title=\"" + EscapeHtml(column.title) + "\"";
    out += ">" + CellText(row.cells[i], words) + (i == 0 ? Badges(row.marks) : "") + "</" + tag + ">";
  }
  return out + "</tr>\n";
}

}  // namespace

std::string HtmlTable(const TableView& table, const std::string& id, const std::string& caption,
                      const Words& words) {
  const std::vector<bool> is_long = LongColumns(table);
  const bool stacked = std::count(is_long.begin(), is_long.end(), true) > 0;
  std::string out = "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + id +
                    "\">\n<table class=\"" + (stacked ? "stacked" : "plain") + "\"" +
                    Role(stacked, "table") + ">\n<caption id=\"" + id + "\">" + caption +
                    "</caption>\n";
  if (table.columns.empty()) return out + "</table>\n</div>\n";
  out += Head(table, is_long, stacked) + "<tbody" + Role(stacked, "rowgroup") + ">\n";
  for (const TableView::Row& row : table.rows) out += RowText(table, row, is_long, stacked, words);
  if (table.rows.empty()) {
    out += "<tr><td colspan=\"" + std::to_string(table.columns.size()) + "\">" +
           words(texts::kNoRows) + "</td></tr>\n";
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

}  // namespace reporting
