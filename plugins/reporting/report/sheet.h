// Rows for a table or chart of a document, with the options that say how to show them.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_SHEET_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_SHEET_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "stelsel/plugin.hpp"

namespace reporting {

// A cell: nothing, a text, a number, or a mark.
using Value = std::variant<std::monostate, std::string, std::int64_t, bool>;

// A text, or nothing when it is empty.
inline Value TextOrNothing(std::string text) {
  return text.empty() ? Value() : Value(std::move(text));
}

struct SheetColumn {
  std::string name;   // in the rows
  std::string title;  // for people
  std::string kind;   // text, integer, percent or mark, as in stelsel.h
};

class Sheet {
 public:
  explicit Sheet(std::vector<SheetColumn> columns);

  // One value a column.
  void Add(const std::vector<Value>& row);
  bool empty() const { return rows_.rows() == 0; }
  // Writes what was added as a table; once.
  void WriteTable(stelsel::Document& out, const std::string& caption);

 private:
  std::vector<SheetColumn> columns_;
  stelsel::Builder rows_;
};

struct Series {
  std::string name;
  std::string title;
  std::string tone;  // good, middle, bad or plain
};

// A chart of stacked bars: for each label a number a series.
class BarChart {
 public:
  // `label` is the column of the labels; `title` says what they are.
  BarChart(std::string label, std::string title, std::vector<Series> series);

  void Add(const std::string& label, const std::vector<std::int64_t>& values);
  void Write(stelsel::Document& out, const std::string& caption);

 private:
  std::string label_, title_;
  std::vector<Series> series_;
  stelsel::Builder rows_;
};

// The document's title, with a subtitle.
void WriteTitle(stelsel::Document& out, const std::string& title, const std::string& subtitle);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_SHEET_H_
