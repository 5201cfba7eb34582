// CSV: the rows and findings are the same however large the blocks are that are read, and whether
// the file is read in one go or in segments on two threads.
#include <fuzzer/FuzzedDataProvider.h>

#include <optional>

#include "core/io/csv_dialect.h"
#include "core/io/csv_reader.h"
#include "core/io/csv_segments.h"
#include "core/io/table_reader.h"
#include "core/io/text_survey.h"
#include "core/model/writer.h"
#include "tests/fuzz/fuzz_util.h"

namespace stelsel::core {
namespace {

// As a table; in segments when there is a survey.
std::vector<std::string> ReadTable(const File& file, const CsvOptions& options,
                                   const std::optional<TextSurvey>& survey) {
  Writer writer(Snapshot::Empty(Schemas()));
  Collector findings;
  CsvReader records(file, options);
  RecordSource source{records, "thing.csv", file.size()};
  std::optional<CsvSegments> segments;
  if (survey) source.segments = &segments.emplace(file, options, *survey, records, 2);
  source.decimal_comma = options.dialect.delimiter == ';';
  const TableSchemaPtr schema = Schemas()->Find("thing");
  const ReadOptions plain;
  TableReader reader(source, *schema, writer, findings, plain);
  Require(reader.Read().ok(), "a file that is there can be read");
  return AllOf(*writer.Commit({}), findings);
}

std::vector<std::string> ReadRecords(const File& file, const CsvOptions& options) {
  CsvReader records(file, options);
  return AllRecords(records, static_cast<size_t>(file.size()) + 1);
}

void Try(FuzzedDataProvider data) {
  CsvOptions options;
  const char quote = "\"\"\"',;x"[data.ConsumeIntegralInRange(0, 6)];
  const bool any_delimiter = data.ConsumeBool();
  const char delimiter = data.ConsumeIntegral<char>();
  const size_t block_bytes = data.ConsumeIntegralInRange<size_t>(1, 64);
  const auto segment_bytes =
      data.ConsumeIntegralInRange<int64_t>(TextSurvey::kLeastSegmentBytes, 99);
  const size_t limit = data.ConsumeIntegralInRange<size_t>(1, 99);
  const MemoryFile memory(data.ConsumeRemainingBytesAsString());
  const File file = memory.Open();
  const TableSchemaPtr schema = Schemas()->Find("thing");
  options.dialect = DialectOf(file, *schema, std::nullopt, quote);
  Require(options.dialect.delimiter != quote, "marks are two");
  if (any_delimiter && delimiter != quote) options.dialect.delimiter = delimiter;
  CsvOptions other = options;
  other.block_bytes = block_bytes;

  Require(ReadRecords(file, options) == ReadRecords(file, other), "blocks do not matter");
  const auto survey = SurveyText(file, options.dialect.quote, 1, segment_bytes);
  Require(survey.ok(), "a file that is there can be looked at");
  const std::vector<std::string> table = ReadTable(file, options, std::nullopt);
  if (survey->is_utf8) Require(table == ReadTable(file, other, *survey), "segments do not matter");
  other.max_record_bytes = limit;
  other.max_record_cells = limit;
  ReadRecords(file, other);
}

}  // namespace
}  // namespace stelsel::core

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stelsel::core::Try({data, size});
  return 0;
}
