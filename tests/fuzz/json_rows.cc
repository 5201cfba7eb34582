// JSON rows: the records are the same however large the blocks are that are read; and of a list of
// objects, or of lists, that is good JSON, every row is read without a fault.
#include <algorithm>
#include <boost/json/array.hpp>

#include "core/base/json.h"
#include "core/io/json_reader.h"
#include "core/io/table_reader.h"
#include "core/model/writer.h"
#include "tests/fuzz/fuzz_util.h"

namespace stelsel::core {
namespace {

std::vector<std::string> ReadRecords(const File& file, bool lines, const JsonOptions& options) {
  JsonReader records(file, lines, options);
  return AllRecords(records, static_cast<size_t>(file.size()) + 1);
}

void ReadTable(const File& file, bool lines) {
  JsonReader records(file, lines);
  RecordSource source{records, "thing.json", file.size()};
  const auto has_head = records.HasHead();
  if (!has_head.ok()) return;
  source.has_head = *has_head;
  Writer writer(Snapshot::Empty(Schemas()));
  Collector findings;
  const TableSchemaPtr schema = Schemas()->Find("thing");
  const ReadOptions plain;
  TableReader reader(source, *schema, writer, findings, plain);
  Require(reader.Read().ok(), "a file that is there can be read");
  AllOf(*writer.Commit({}), findings);
}

// Whether it is a list, and all in it are of one kind.
bool IsListOfRows(const boost::json::value& value) {
  if (!value.is_array()) return false;
  const auto& rows = value.get_array();
  return std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.is_object(); }) ||
         std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.is_array(); });
}

void CompareWithWhole(std::string_view text, const std::vector<std::string>& records) {
  const auto whole = ParseJson(text, "rows");
  if (!whole.ok() || !IsListOfRows(*whole)) return;
  Require(records.size() == whole->get_array().size(), "each item of the list is a record");
  for (const std::string& record : records) {
    Require(!record.starts_with("fault"), "good JSON has no faults");
  }
}

void Try(std::string_view text) {
  const MemoryFile memory(text);
  const File file = memory.Open();
  for (const bool lines : {false, true}) {
    const std::vector<std::string> records = ReadRecords(file, lines, {});
    for (const size_t block : {size_t{1}, size_t{7}}) {
      JsonOptions options;
      options.block_bytes = block;
      Require(records == ReadRecords(file, lines, options), "blocks do not matter");
    }
    ReadRecords(file, lines, {3, 20, 2});
    ReadTable(file, lines);
    if (!lines) CompareWithWhole(text, records);
  }
}

}  // namespace
}  // namespace stelsel::core

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stelsel::core::Try(stelsel::core::View(data, size));
  return 0;
}
