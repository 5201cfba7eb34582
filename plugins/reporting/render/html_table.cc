#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "render/clean.h"
#include "render/html.h"
#include "render/texts.h"

namespace reporting {
namespace {

// From this length on a cell is a text to read, and its column gets room.
constexpr std::size_t kLong = 60;
// What columns would take (page.css has their least widths), and where it is too much for them to
// stand beside each other on a screen unless long ones get less room; in half rem.
constexpr std::size_t kLongWidth = 40, kShortWidth = 13, kMany = 110;
// So many rows are looked at to lay out a table.
constexpr std::size_t kLookedAt = 200;

std::vector<bool> LongColumns(const std::vector<Column>& columns,
                              const std::vector<TableView::Row>& rows) {
  std::vector<bool> out(columns.size(), false);
  for (const TableView::Row& row : rows) {
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

const char* NameOf(Tone tone) {
  constexpr const char* kNames[] = {"plain", "good", "middle", "bad"};
  return kNames[static_cast<std::size_t>(tone)];
}

// A number as the script reads it.
std::string Plain(const Cell& cell) {
  if (cell.kind == CellKind::kReal) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, cell.real).ptr};
  }
  std::string digits = std::to_string(cell.number);
  if (cell.decimals == 0) return digits;
  const bool minus = digits[0] == '-';
  if (minus) digits.erase(0, 1);
  const auto decimals = static_cast<std::size_t>(cell.decimals);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  digits.insert(digits.size() - decimals, ".");
  return (minus ? "-" : "") + digits;
}

// What rows are sorted by where it is not the text: codes by their place.
std::string SortKey(const Cell& cell) {
  if (cell.code) return " data-v=\"" + std::to_string(*cell.code) + "\"";
  return cell.has_number() ? " data-v=\"" + Plain(cell) + "\"" : "";
}

bool HasTones(const Column& column) {
  return std::any_of(column.codes.begin(), column.codes.end(),
                     [](const Code& code) { return code.tone != Tone::kPlain; });
}

std::string CellText(const Cell& cell, const Column& column, const Words& words) {
  if (cell.withheld) return "<i class=\"withheld\">" + EscapeHtml(cell.text) + "</i>";
  if (cell.text.empty()) {
    return "<span class=\"none\"><span aria-hidden=\"true\">–</span><span class=\"unseen\">" +
           std::string(words(texts::kEmpty)) + "</span></span>";
  }
  std::string out = EscapeLines(cell.text);
  if (!cell.link.empty()) {
    out = "<a href=\"" + EscapeHtml(cell.link) + "\" rel=\"noopener noreferrer\">" + out + "</a>";
  }
  if (!cell.code) return out;
  const Code& code = column.codes[*cell.code];
  if (!HasTones(column)) return out;
  return "<span class=\"code " + std::string(NameOf(code.tone)) + "\" data-letter=\"" +
         EscapeHtml(code.letter) + "\">" + out + "</span>";
}

std::string ClassOf(bool numeric, bool is_long) {
  if (numeric) return " class=\"number\"";
  return is_long ? " class=\"long\"" : "";
}

class TableWriter {
 public:
  TableWriter(Pieces& out, const std::vector<Column>& columns, const Words& words)
      : out_(out), columns_(columns), words_(words) {}

  void Write(const RowSource& next, const std::string& id, const std::string& caption) {
    std::vector<TableView::Row> first;
    const TableView::Row* row = nullptr;
    while (first.size() < kLookedAt && (row = next()) != nullptr) first.push_back(*row);
    is_long_ = LongColumns(columns_, first);
    WriteHead(id, caption);
    for (const TableView::Row& one : first) WriteRow(one);
    while (row != nullptr && (row = next()) != nullptr) WriteRow(*row);
    if (first.empty()) WriteNoRows();
    out_ << "</tbody>\n</table>\n</div>\n";
    if (withheld_) out_ << "<p class=\"why\">" << words_(texts::kWhyWithheld) << "</p>\n";
  }

 private:
  // On a narrow screen rows are laid out as blocks, which are no table any more to those who listen
  // unless every part says what it is.
  void WriteHead(const std::string& id, const std::string& caption) {
    out_ << "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" << id
         << "\">\n<table role=\"table\" class=\"" << KindOf(is_long_)
         << "\">\n<caption role=\"caption\" id=\"" << id << "\">" << caption
         << "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">";
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      out_ << "<th scope=\"col\" role=\"columnheader\"" << ClassOf(columns_[i].numeric, is_long_[i])
           << (columns_[i].facet ? " data-facet>" : ">") << EscapeHtml(columns_[i].title)
           << "</th>";
      titles_.push_back(EscapeHtml(columns_[i].title));
    }
    out_ << "</tr></thead>\n<tbody role=\"rowgroup\">\n";
  }

  // The first cell names its row; the others carry their head with them for narrow screens.
  void WriteRow(const TableView::Row& row) {
    out_ << "<tr role=\"row\">";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      withheld_ = withheld_ || cell.withheld;
      const std::string inside = ClassOf(columns_[i].numeric, is_long_[i]) + SortKey(cell) + ">" +
                                 CellText(cell, columns_[i], words_);
      if (i == 0) {
        out_ << "<th scope=\"row\" role=\"rowheader\"" << inside << Badges(row.marks) << "</th>";
      } else {
        out_ << "<td role=\"cell\" data-title=\"" << titles_[i] << "\"" << inside << "</td>";
      }
    }
    out_ << "</tr>\n";
  }

  void WriteNoRows() {
    out_ << "<tr role=\"row\" class=\"empty\"><td role=\"cell\" colspan=\""
         << std::to_string(std::max<std::size_t>(columns_.size(), 1)) << "\">"
         << words_(texts::kNoRows) << "</td></tr>\n";
  }

  Pieces& out_;
  const std::vector<Column>& columns_;
  const Words& words_;
  std::vector<bool> is_long_;
  std::vector<std::string> titles_;  // escaped
  bool withheld_ = false;
};

}  // namespace

std::string Badges(const std::vector<std::string>& marks) {
  std::string out;
  for (const std::string& mark : marks) {
    out += " <span class=\"badge\">" + EscapeHtml(mark) + "</span>";
  }
  return out;
}

void WriteTable(Pieces& out, const std::vector<Column>& columns, const RowSource& next,
                const std::string& id, const std::string& caption, const Words& words) {
  TableWriter(out, columns, words).Write(next, id, caption);
}

std::string HtmlTable(const TableView& table, const std::string& id, const std::string& caption,
                      const Words& words) {
  std::string all;
  Pieces out([&](std::string_view piece) { all += piece; });
  std::size_t at = 0;
  const RowSource next = [&] { return at < table.rows.size() ? &table.rows[at++] : nullptr; };
  WriteTable(out, table.columns, next, id, caption, words);
  out.Flush();
  return all;
}

}  // namespace reporting
