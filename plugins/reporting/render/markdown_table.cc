#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "render/clean.h"
#include "render/markdown.h"
#include "render/texts.h"

namespace reporting {
namespace {

// A table that is wider is written as a list when a column of it holds texts to read: nobody reads
// lines of hundreds of characters.
constexpr std::size_t kWidest = 140;
constexpr std::size_t kLong = 60;

const char kNothing[] = "–";

std::string Escaped(const std::string& cell) {
  std::string out;
  for (const std::string_view line : SplitLines(cell)) {
    if (!out.empty()) out += "<br>";
    out += EscapeMarkdown(line);
  }
  return out;
}

// Escaped text, as a link where the cell has one. A place within the document is no link here.
std::string Linked(const Cell& cell, const std::string& escaped) {
  if (cell.link.empty() || cell.link[0] == '#' || cell.link == cell.text) return escaped;
  const bool plain = cell.link.find_first_of("()") == std::string::npos;
  return "[" + escaped + "](" + (plain ? cell.link : "<" + cell.link + ">") + ")";
}

std::string Marked(const std::vector<std::string>& marks) {
  std::string out;
  for (const std::string& mark : marks) out += " (**" + EscapeMarkdown(mark) + "**)";
  return out;
}

// The cells as they will stand, the heads first.
std::vector<std::vector<std::string>> GridOf(const TableView& table) {
  std::vector<std::vector<std::string>> grid(1);
  for (const TableView::Column& column : table.columns) grid[0].push_back(Escaped(column.title));
  for (const TableView::Row& row : table.rows) {
    std::vector<std::string>& cells = grid.emplace_back();
    for (const Cell& cell : row.cells)
      cells.push_back(cell.text.empty() ? kNothing : Linked(cell, Escaped(cell.text)));
    cells[0] += Marked(row.marks);
  }
  return grid;
}

std::vector<std::size_t> WidthsOf(const std::vector<std::vector<std::string>>& grid) {
  std::vector<std::size_t> widths(grid[0].size(), 3);
  for (const auto& cells : grid) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], Length(cells[i]));
  }
  return widths;
}

std::string Padded(const std::string& text, std::size_t width, bool right) {
  const std::string space(width - Length(text), ' ');
  return right ? space + text : text + space;
}

std::string Lines(const TableView& table, const std::vector<std::vector<std::string>>& grid,
                  const std::vector<std::size_t>& widths) {
  std::string out;
  for (std::size_t r = 0; r < grid.size(); ++r) {
    for (std::size_t i = 0; i < grid[r].size(); ++i) {
      out += (i > 0 ? " | " : "| ") + Padded(grid[r][i], widths[i], table.columns[i].numeric);
    }
    out += " |\n";
    if (r > 0) continue;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool right = table.columns[i].numeric;
      out += (i > 0 ? " | " : "| ") + std::string(widths[i] - (right ? 1 : 0), '-') +
             (right ? ":" : "");
    }
    out += " |\n";
  }
  return out;
}

// Each row as an item, named by its first cell, with what else it says below it.
std::string List(const TableView& table) {
  std::string out;
  for (const TableView::Row& row : table.rows) {
    const std::string name =
        row.cells[0].text.empty() ? kNothing : EscapeMarkdown(CleanLine(row.cells[0].text));
    out += "- **" + Linked(row.cells[0], name) + "**" + Marked(row.marks) + "\n";
    for (std::size_t i = 1; i < row.cells.size(); ++i) {
      if (row.cells[i].text.empty()) continue;
      const std::string head = "  - " + EscapeMarkdown(table.columns[i].title) + ": ";
      const std::string line = Escaped(row.cells[i].text);
      const std::string link = Linked(row.cells[i], line);
      out += link != line ? head + link + "\n" : WrapMarkdown(row.cells[i].text, head, "    ");
    }
  }
  return out;
}

}  // namespace

std::string MarkdownTable(const TableView& table, const Words& words) {
  if (table.rows.empty() || table.columns.empty()) {
    return std::string(words(texts::kNoRows)) + ".\n";
  }
  const auto grid = GridOf(table);
  const std::vector<std::size_t> widths = WidthsOf(grid);
  std::size_t width = 1;
  for (const std::size_t one : widths) width += one + 3;
  const bool has_texts = *std::max_element(widths.begin(), widths.end()) >= kLong;
  return width > kWidest && has_texts ? List(table) : Lines(table, grid, widths);
}

}  // namespace reporting
