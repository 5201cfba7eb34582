// What the parts of a report write with, and on: one document, its words and its sources.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_PAGE_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_PAGE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "report/context.h"
#include "report/sources.h"
#include "stelsel/document.hpp"

namespace reporting {

using stelsel::As;
using stelsel::Cell;
using stelsel::Sheet;
using stelsel::SheetColumn;

// Lent to the parts for one report; nothing is owned.
struct Page {
  const Context& context;
  Sources& sources;
  stelsel::Document& out;

  const Words& words() const { return context.words; }
  std::string operator()(const Text& text, const std::vector<std::string>& values = {}) const {
    return context.words(text, values);
  }
  std::string Number(std::int64_t value) const { return context.words.Number(value); }
  std::string Cite(const Citation& citation) const { return sources.Cite(citation, context.words); }
  std::string Field(const char* table, const char* field) const {
    return context.labels.Field(table, field);
  }
};

// A text, or nothing when it is empty.
inline Cell TextOrNothing(std::string text) {
  return text.empty() ? Cell() : Cell(std::move(text));
}
// `part` of `whole` in whole percents; nothing of none.
Cell PercentOrNothing(std::int64_t part, std::int64_t whole);
// `24 van de 45 regio's (53%)`.
std::string PartOf(const Page& page, std::int64_t part, std::int64_t whole);

// The two columns that end the tables of facts: where it stands, and whether it is made up.
SheetColumn SourceColumn(const Context& context);
SheetColumn MarkColumn(const Context& context);
// The statuses as codes of a column, the best first, with letters.
std::vector<stelsel::Code> StatusCodes(const Context& context);

// A chart of stacked bars: for each label a number a series.
class BarChart {
 public:
  // `label` is the column of the labels; `title` says what they are.
  BarChart(std::string label, std::string title, std::vector<stelsel::Series> series);

  void Add(const std::string& label, const std::vector<std::int64_t>& values);
  bool empty() const { return sheet_.empty(); }
  // Once.
  void Write(stelsel::Document& out, const std::string& caption);

 private:
  std::string label_, title_;
  std::vector<stelsel::Series> series_;
  Sheet sheet_;
};

// The document's title, with a subtitle and the day that it is about.
void WriteTitle(const Context& context, stelsel::Document& out, const std::string& title,
                const std::string& subtitle);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_PAGE_H_
