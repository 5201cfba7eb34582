// Charts that Excel has itself, drawn from ranges of a sheet. For the other parts of xlsx only.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_XLSX_NATIVE_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_XLSX_NATIVE_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "render/xlsx_chart.h"

namespace reporting {

// 1970-01-01, in days of a spreadsheet.
inline constexpr double kSheetEpoch = 25569;

// Where the numbers of a chart stand: rows `first` to `last` of a sheet.
struct Ranges {
  struct Series {
    std::size_t column = 0;
    std::string title;
    Tone tone = Tone::kPlain;
    bool dashed = false;
  };
  std::size_t first = 1, last = 1, label = 0;
  std::vector<Series> series;
};

// How the series of a chart are told apart: never by colour alone.
class Fills {
 public:
  void Fill(lxw_chart_series* series, Tone tone);
  void Stroke(lxw_chart_series* series, Tone tone, bool dashed);

 private:
  std::map<Tone, std::size_t> used_;
};

// Each throws STELSEL_RESOURCE_EXHAUSTED without memory.
lxw_chart* NewChart(const XlsxChart& chart, uint8_t type);
lxw_chart_series* AddSeries(lxw_chart* out, const XlsxSheet& sheet, const Ranges& at,
                            const Ranges::Series& one);
// Puts it at the top of a column, with room for so many bars.
void Insert(lxw_chart* out, const XlsxChart& chart, XlsxSheet& sheet, std::size_t column,
            std::size_t bars);
// Bars lie, the first at the top.
void DrawBars(const XlsxChart& chart, XlsxSheet& sheet, const Ranges& at, std::size_t column);
void DrawLines(const XlsxChart& chart, const LinesView& lines, XlsxSheet& sheet, const Ranges& at,
               std::size_t column);

// A title or name of a chart, which has less room than a cell.
std::string Short(const std::string& text);
void Heads(XlsxSheet& sheet, XlsxStyle& style, const std::vector<std::string>& heads);
void Widths(XlsxSheet& sheet, std::size_t first, std::size_t last, double width);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_XLSX_NATIVE_H_
