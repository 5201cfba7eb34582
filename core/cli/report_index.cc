#include "core/cli/report_index.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "absl/strings/str_cat.h"
#include "stelsel/document.hpp"

namespace stelsel::core {
namespace {

// The formats that some entry has, in the order in which they come up.
std::vector<std::string> FormatsOf(const std::vector<IndexEntry>& entries) {
  std::vector<std::string> formats;
  for (const IndexEntry& entry : entries) {
    for (const IndexFile& file : entry.files) {
      if (std::find(formats.begin(), formats.end(), file.format) == formats.end())
        formats.push_back(file.format);
    }
  }
  return formats;
}

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string TitleOf(const Engine& engine, const std::string& table, Language language) {
  const TableSchemaPtr schema = engine.schemas()->Find(table);
  return schema != nullptr ? schema->title.In(language) : table;
}

class IndexWriter {
 public:
  IndexWriter(Engine& engine, const RunRequest& request, std::string each,
              const std::vector<IndexEntry>& entries)
      : engine_(engine),
        request_(request),
        dutch_(request.language == Language::kNl),
        each_(std::move(each)),
        entries_(entries),
        formats_(FormatsOf(entries)) {}

  void Write(stelsel::Document& out) const {
    const std::string day = absl::StrCat(dutch_ ? "Peildatum " : "As of ", request_.as_of);
    stelsel::detail::JsonObject options;
    options.text("subtitle", day).text("as_of", request_.as_of);
    out.title(dutch_ ? "Rapporten" : "Reports", options.str());
    out.paragraph(absl::StrCat(dutch_ ? "Gemaakt uit " : "Made from ",
                               request_.snapshot->origin().Shown(), "."));
    stelsel::Sheet sheet(Columns());
    for (const IndexEntry& entry : entries_) sheet.cells(Row(entry));
    std::move(sheet).table(out, dutch_ ? "Alle rapporten" : "All reports", "reports");
  }

 private:
  std::vector<stelsel::SheetColumn> Columns() const {
    using stelsel::As;
    std::vector<stelsel::SheetColumn> columns{
        {"report", dutch_ ? "Rapport" : "Report", As::text, {.facet = true}}};
    if (!each_.empty())
      columns.push_back({"subject", TitleOf(engine_, each_, request_.language), As::text});
    for (const std::string& format : formats_) {
      columns.push_back({"of_" + format, Upper(format), As::text, {.link = "to_" + format}});
      columns.push_back({"to_" + format, "", As::hidden_text});
    }
    return columns;
  }
  std::vector<stelsel::Cell> Row(const IndexEntry& entry) const {
    std::vector<stelsel::Cell> cells{entry.title};
    if (!each_.empty())
      cells.push_back(entry.subject.empty() ? stelsel::Cell() : stelsel::Cell(entry.subject));
    for (const std::string& format : formats_) {
      const auto file = std::find_if(entry.files.begin(), entry.files.end(),
                                     [&](const IndexFile& one) { return one.format == format; });
      const bool has = file != entry.files.end();
      cells.push_back(has ? stelsel::Cell(Upper(format)) : stelsel::Cell());
      cells.push_back(has ? stelsel::Cell(file->path) : stelsel::Cell());
    }
    return cells;
  }

  Engine& engine_;
  const RunRequest& request_;
  const bool dutch_;
  const std::string each_;
  const std::vector<IndexEntry>& entries_;
  const std::vector<std::string> formats_;
};

}  // namespace

absl::StatusOr<stelsel_document> MakeIndex(Engine& engine, const RunRequest& request,
                                           const std::string& each,
                                           const std::vector<IndexEntry>& entries) {
  stelsel_document document{Document(request.language)};
  try {
    stelsel::Document out(stelsel::Host(engine.host()), &document);
    IndexWriter(engine, request, each, entries).Write(out);
  } catch (const stelsel::Error& error) {
    return absl::InternalError(absl::StrCat("the index cannot be made: ", error.what()));
  }
  return document;
}

}  // namespace stelsel::core
