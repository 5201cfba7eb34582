// Options of a document's elements, read.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_OPTIONS_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_OPTIONS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reporting {

enum class ColumnKind { kText, kInteger, kDecimal, kPercent, kEuro, kDate, kMark };

struct ColumnOption {
  std::string name;
  std::string title;
  ColumnKind kind = ColumnKind::kText;
  std::optional<int> decimals;  // of a kDecimal; as many as the rows have when not given
};

struct ChartOption {
  std::string label;  // column
  std::string title;  // of the labels
  struct Series {
    std::string name;
    std::string title;
    std::string tone;
  };
  std::vector<Series> series;
};

// All throw STELSEL_INVALID_ARGUMENT when the options are not as stelsel.h says. Members that are
// not known are passed over: a later version may have added them.

// The columns of a table; nothing when the options name none.
std::optional<std::vector<ColumnOption>> ReadColumns(std::string_view options);
ChartOption ReadChartOption(std::string_view options);
// The text member `name`; empty when it is not there.
std::string ReadTextOption(std::string_view options, std::string_view name);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_OPTIONS_H_
