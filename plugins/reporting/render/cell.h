// Values of a document's rows, put into words and still known by what they are.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_CELL_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_CELL_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "render/options.h"
#include "stelsel/plugin.hpp"
#include "words.h"

namespace reporting {

// A code of a column, as it is shown. Its texts are clean.
struct Code {
  std::string value;  // in the rows, as it stands there
  std::string title;
  Tone tone = Tone::kPlain;
  std::string letter;  // never empty: where none was given, one of the title that no other has
};

enum class CellKind {
  kNothing,  // no value; or it is withheld
  kText,
  kInteger,
  kDecimal,
  kReal,
  kDate,    // days since 1970-01-01
  kMoment,  // microseconds since then, UTC
  kFlag
};

struct Cell {
  Cell() = default;
  // A text that is clean.
  Cell(std::string said) : text(std::move(said)) {  // NOLINT: a text is a cell
    if (!text.empty()) kind = CellKind::kText;
  }
  Cell(const char* said) : Cell(std::string(said)) {}  // NOLINT

  std::string text;  // for people, in the language of the document; empty when there is no value
  CellKind kind = CellKind::kNothing;
  std::int64_t number = 0;  // of all but kText and kReal, exactly as in the rows
  int decimals = 0;         // of `number` when it is a kDecimal
  double real = 0;          // of a kReal
  bool withheld = false;    // the number was left out: `text` says so, and no other member tells it
  std::optional<std::size_t> code;  // place among the codes of its column
  std::string link;                 // where it points to: IsSafeLink, but not escaped

  bool has_number() const { return kind != CellKind::kNothing && kind != CellKind::kText; }
  // The number for drawing, rounded as a double is.
  double Amount() const;
};

// How a column is shown.
struct Column {
  std::string title;      // clean, on one line
  bool numeric = false;   // stands to the right
  std::string name = {};  // in the rows
  ColumnKind kind = ColumnKind::kText;
  bool facet = false;  // readers may choose among its values
  std::vector<Code> codes = {};
};

// Reads the cells of one column of rows. Throws STELSEL_INVALID_ARGUMENT where the options do not
// fit the rows.
class CellReader {
 public:
  CellReader(const stelsel::Rows& rows, const ColumnOption& option);

  const Column& column() const { return column_; }
  stelsel::Kind kind() const { return type_.kind; }
  Cell Read(const stelsel::Rows& rows, std::size_t row, const Words& words) const;
  // Of a boolean: whether it is there and true.
  bool IsTrue(const stelsel::Rows& rows, std::size_t row) const;
  // Bytes of the text in the rows; 0 of what is no text.
  std::size_t Bytes(const stelsel::Rows& rows, std::size_t row) const;

 private:
  void ReadValue(const stelsel::Rows& rows, std::size_t row, const Words& words, Cell& cell) const;
  std::string Say(std::int64_t value, const Words& words) const;
  std::string SayDecimal(std::int64_t value, int decimals, const Words& words) const;
  void FindCode(const std::string& value, Cell& cell) const;

  Column column_;
  stelsel::ColumnType type_;
  std::size_t place_ = 0;
  std::optional<int> decimals_;
  std::optional<std::size_t> link_, withheld_;  // places of columns
  std::map<std::string, std::size_t> codes_;    // places by value
};

// Place of the column in the rows. Throws STELSEL_INVALID_ARGUMENT when they have none.
std::size_t PlaceOf(const stelsel::Rows& rows, const std::string& name);

// How a column is shown that the options say nothing about.
ColumnOption DefaultOption(const stelsel::ColumnType& type);

bool IsNumeric(ColumnKind kind);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_CELL_H_
