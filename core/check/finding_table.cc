// Findings as rows of a table that exists only to be handed out.
#include <memory>
#include <utility>

#include "core/base/status.h"
#include "core/check/embedded_check.h"
#include "core/check/write_formats.h"
#include "core/model/arrow.h"

namespace stelsel::core {
namespace {

// Schema and dictionaries of one stream, which keeps them alive.
struct Home {
  TableSchemaPtr schema;
  std::unique_ptr<DictionaryPool> pool;
  std::vector<Dictionary*> dictionaries;
};

absl::StatusOr<std::shared_ptr<const Home>> MakeHome() {
  const EmbeddedFile file = EmbeddedFindingSchema().front();
  auto home = std::make_shared<Home>();
  STELSEL_ASSIGN_OR_RETURN(home->schema, ReadTableSchema(file.text, file.name, "core"));
  STELSEL_ASSIGN_OR_RETURN(const SchemaSetPtr set, SchemaSet::Create({home->schema}));
  home->pool = std::make_unique<DictionaryPool>(*set);
  home->dictionaries = home->pool->Of(*set, *home->schema);
  return std::shared_ptr<const Home>(std::move(home));
}

// Appends to the columns of a row by name.
class Row {
 public:
  explicit Row(ChunkBuilder& chunk) : chunk_(chunk) {}

  void Put(std::string_view field, std::string_view text) {
    text.empty() ? chunk_.AppendNull(At(field)) : chunk_.AppendText(At(field), text);
  }
  void Put(std::string_view field, int64_t number) {
    number == 0 ? chunk_.AppendNull(At(field)) : chunk_.AppendScalar(At(field), number);
  }

 private:
  size_t At(std::string_view field) const {
    return static_cast<size_t>(chunk_.schema().IndexOf(field));
  }
  ChunkBuilder& chunk_;
};

void AppendFinding(const Findings& findings, const Finding& finding, int64_t number,
                   const WriteOptions& options, ChunkBuilder& chunk) {
  Row row(chunk);
  row.Put("finding", number);
  row.Put("rule", finding.rule);
  row.Put("severity", SeverityName(findings.SeverityOf(finding.rule)));
  row.Put("message", MessageOf(findings, finding, options));
  row.Put("file", finding.file);
  row.Put("line", finding.line);
  row.Put("column", finding.column);
  row.Put("cell", finding.cell);
  row.Put("row", finding.row);
  row.Put("field", finding.field);
  row.Put("table", finding.table);
  row.Put("key", KeyOf(finding));
  row.Put("region", finding.region);
  row.Put("revision", finding.revision);
  chunk.EndRow();
}

}  // namespace

absl::Status ExportFindings(const Findings& findings, Language language, ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const std::shared_ptr<const Home> home, MakeHome());
  WriteOptions options;
  options.language = language;
  std::vector<ChunkPtr> chunks;
  ChunkBuilder chunk(home->schema, home->dictionaries);
  int64_t number = 0;
  for (const Finding& finding : findings.Kept()) {
    AppendFinding(findings, finding, ++number, options, chunk);
    if (chunk.full()) chunks.push_back(chunk.Finish());
  }
  if (chunk.rows() > 0) chunks.push_back(chunk.Finish());
  ExportChunks(home->schema, home->dictionaries, std::move(chunks), home, out);
  return absl::OkStatus();
}

}  // namespace stelsel::core
