// Options of a document's elements, read: the words are those of host.document/1 in stelsel.h.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_OPTIONS_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_OPTIONS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reporting {

enum class ColumnKind {
  kText,
  kInteger,
  kDecimal,
  kPercent,
  kEuro,
  kDate,
  kMark,
  kNone  // not shown itself; others refer to it
};

// What is meant by the shade of a code or series. A word that is not known is kPlain.
enum class Tone { kPlain, kGood, kMiddle, kBad };

// How a code of a column is shown.
struct CodeOption {
  std::string value;  // in the rows
  std::string title;  // for people; the value when none was given
  Tone tone = Tone::kPlain;
  std::string letter;  // may be empty
};

struct ColumnOption {
  std::string name;
  std::string title;
  ColumnKind kind = ColumnKind::kText;
  std::optional<int> decimals;  // of a kDecimal; as many as the rows have when not given
  std::vector<CodeOption> codes;
  bool facet = false;    // readers may choose among its values
  std::string link;      // column with the address; empty when there is none
  std::string withheld;  // column that says which numbers are withheld; empty when there is none
};

// The days on a calendar that rows are: names of columns, of which `to` and `id` may be empty.
struct EventsOption {
  std::string from, to, title, id;
};

struct SeriesOption {
  std::string name;
  std::string title;  // empty when none was given
  Tone tone = Tone::kPlain;
  bool dashed = false, steps = false;
  std::string low, high;  // columns of the band around it; both or neither
};

enum class ChartKind {
  kRowsOnly,  // of a kind that is not known
  kStackedBar,
  kTileMap,
  kMatrix,
  kLine,
  kTimeline,
  kFlow,
  kBridge
};

// Names of columns by the part that they play; empty where the kind has no such part, or need not
// have it and it was not given.
struct ChartOption {
  ChartKind kind = ChartKind::kRowsOnly;
  std::string title;  // of the labels of a kStackedBar
  std::string label, value, x, y, code, row, column, lane, from, to, text, amount, total;
  std::vector<SeriesOption> series;
};

struct TitleOption {
  std::string subtitle;
  std::string as_of;  // YYYY-MM-DD, of a day that there is; empty when none was given
};

// All throw STELSEL_INVALID_ARGUMENT when the options are not as stelsel.h says. Members that are
// not known are passed over: a later version may have added them.

TitleOption ReadTitleOption(std::string_view options);
// The columns of a table or chart; nothing when the options name none.
std::optional<std::vector<ColumnOption>> ReadColumns(std::string_view options);
std::optional<EventsOption> ReadEvents(std::string_view options);
ChartOption ReadChartOption(std::string_view options);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_OPTIONS_H_
