// A matrix is a table with a letter in each cell: its heads can stay in sight, and those who listen
// can walk through it.
#include <cstddef>
#include <string>
#include <vector>

#include "render/clean.h"
#include "render/html.h"
#include "render/html_texts.h"
#include "render/svg.h"
#include "render/texts.h"

namespace reporting {
namespace {

class MatrixDrawing {
 public:
  MatrixDrawing(const MatrixView& chart, const Words& words)
      : chart_(chart),
        words_(words),
        fills_(FillsOf(chart.value.codes)),
        used_(chart.value.codes.size() + 1, false),
        grid_(chart.row_heads.size() * chart.column_heads.size()) {
    for (const MatrixView::Entry& entry : chart.entries) {
      grid_[entry.row_place * chart.column_heads.size() + entry.column_place].push_back(&entry);
      if (entry.value.code) used_[*entry.value.code] = true;
    }
    for (const auto& cell : grid_) used_.back() = used_.back() || cell.empty();
  }

  std::string Draw(const std::string& title) const {
    std::string out =
        CodeLegend(chart_.value.codes, used_, words_) +
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + EscapeHtml(title) +
        "\">\n<table class=\"matrix\">\n<thead><tr><th scope=\"col\">" +
        EscapeHtml(words_(texts::kMatrixCorner, {chart_.row.title, chart_.column.title})) + "</th>";
    for (const std::string& head : chart_.column_heads) {
      out += "<th scope=\"col\"><span>" + EscapeHtml(head) + "</span></th>";
    }
    out += "</tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < chart_.row_heads.size(); ++i) out += Row(i);
    return out + "</tbody>\n</table>\n</div>\n";
  }

 private:
  std::string Row(std::size_t row) const {
    std::string out = "<tr><th scope=\"row\">" + EscapeHtml(chart_.row_heads[row]) + "</th>";
    const std::size_t width = chart_.column_heads.size();
    for (std::size_t i = 0; i < width; ++i) out += CellOf(grid_[row * width + i]);
    return out + "</tr>\n";
  }

  // Values that contradict each other stand beside each other.
  std::string CellOf(const std::vector<const MatrixView::Entry*>& entries) const {
    if (entries.empty()) {
      return "<td class=\"nothing\"><span class=\"unseen\">" + std::string(words_(texts::kEmpty)) +
             "</span></td>";
    }
    std::string rows, inside, fill;
    for (const MatrixView::Entry* entry : entries) {
      rows += (rows.empty() ? "" : " ") + std::to_string(entry->row);
      const std::string own = entry->value.code ? fills_[*entry->value.code] : "nothing";
      fill = fill.empty() || fill == own ? own : "mixed";
      inside += Letter(entry->value);
    }
    return "<td class=\"" + fill + "\" data-row=\"" + rows + "\">" + inside + "</td>";
  }

  std::string Letter(const Cell& value) const {
    const std::string said =
        value.text.empty() ? std::string(words_(texts::kEmpty)) : CleanLine(value.text);
    const std::string letter = value.code ? chart_.value.codes[*value.code].letter
                               : value.withheld || value.text.empty() ? "·"
                                                                      : Shortened(said, 30, 15);
    return "<abbr title=\"" + EscapeHtml(said) + "\"><span aria-hidden=\"true\">" +
           EscapeHtml(letter) + "</span><span class=\"unseen\">" + EscapeHtml(said) +
           " </span></abbr>";
  }

  const MatrixView& chart_;
  const Words& words_;
  std::vector<std::string> fills_;
  std::vector<bool> used_;
  std::vector<std::vector<const MatrixView::Entry*>> grid_;
};

}  // namespace

std::string HtmlMatrix(const MatrixView& chart, const std::string& /*id*/, const std::string& title,
                       const Words& words) {
  return MatrixDrawing(chart, words).Draw(title);
}

}  // namespace reporting
