#include "report/page.h"

#include <boost/json.hpp>

#include "report/tally.h"
#include "report/texts.h"

namespace reporting {
namespace {

std::vector<SheetColumn> ColumnsOf(const std::string& label, const std::string& title,
                                   const std::vector<stelsel::Series>& series) {
  std::vector<SheetColumn> columns{{label, title, As::text}};
  for (const stelsel::Series& one : series) columns.push_back({one.name, one.title, As::integer});
  return columns;
}

}  // namespace

Cell PercentOrNothing(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? Cell(Percent(part, whole)) : Cell();
}

std::string PartOf(const Page& page, std::int64_t part, std::int64_t whole) {
  return page(texts::kPartOfRegions, {page.Number(part), page.Number(whole),
                                      whole > 0 ? page.Number(Percent(part, whole)) : "–"});
}

SheetColumn SourceColumn(const Context& context) {
  return {"source_document", context.words(texts::kSourceAndSection), As::text};
}

SheetColumn MarkColumn(const Context& context) {
  return {"illustratief", context.labels.Mark(), As::mark};
}

std::vector<stelsel::Code> StatusCodes(const Context& context) {
  std::vector<stelsel::Code> codes;
  for (const stelsel::Series& one : context.StatusSeries()) {
    const bool dutch = context.words.dutch();
    const char* letter = one.tone == "good"  ? (dutch ? "J" : "Y")
                         : one.tone == "bad" ? "N"
                                             : (dutch ? "O" : "D");
    codes.push_back({one.name, one.title, one.tone, letter});
  }
  return codes;
}

BarChart::BarChart(std::string label, std::string title, std::vector<stelsel::Series> series)
    : label_(std::move(label)),
      title_(std::move(title)),
      series_(std::move(series)),
      sheet_(ColumnsOf(label_, title_, series_)) {}

void BarChart::Add(const std::string& label, const std::vector<std::int64_t>& values) {
  std::vector<Cell> row{label};
  for (const std::int64_t value : values) row.emplace_back(value);
  sheet_.cells(row);
}

void BarChart::Write(stelsel::Document& out, const std::string& caption) {
  // `title` is no column: it says what the labels are.
  std::move(sheet_).chart(
      out, caption, stelsel::Chart{"stacked_bar", {{"label", label_}, {"title", title_}}, series_});
}

void WriteTitle(const Context& context, stelsel::Document& out, const std::string& title,
                const std::string& subtitle) {
  const boost::json::object options{{"subtitle", subtitle}, {"as_of", context.as_of}};
  out.title(title, boost::json::serialize(options));
}

}  // namespace reporting
