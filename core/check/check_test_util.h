// Snapshots for tests, written down row by row, and what the checks find in them.
#ifndef STELSEL_CORE_CHECK_CHECK_TEST_UTIL_H_
#define STELSEL_CORE_CHECK_CHECK_TEST_UTIL_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/check/checks.h"
#include "core/check/findings.h"
#include "core/model/snapshot.h"
#include "core/model/writer.h"

namespace stelsel::core {

// The core's tables.
SchemaSetPtr CoreSet();
// Tables of the test's own. Ends the test program when a schema is refused.
SchemaSetPtr SetOf(const std::vector<std::string_view>& schemas);

class TestData {
 public:
  using Cells = std::vector<std::pair<std::string_view, std::string_view>>;

  // Rows stand in chunks of `rows_a_chunk`.
  explicit TestData(SchemaSetPtr schemas = CoreSet(), size_t rows_a_chunk = 1);

  // A row with these cells, as they would stand in a file; the others are empty. The rows of a
  // table come from the lines of TABLE.csv, the first from line 2.
  TestData& Add(const std::string& table, const Cells& cells);
  // A row that does not come from a file.
  TestData& AddStored(const std::string& table, const Cells& cells);
  TestData& KeepOut(const std::string& table, const std::vector<std::string>& key);

  // Ends the data; to be called once.
  SnapshotPtr Done(Origin origin = {});

 private:
  void AddRow(const std::string& table, const Cells& cells, uint32_t line);
  void Append(const std::string& table, ChunkBuilder& chunk);

  SchemaSetPtr schemas_;
  size_t rows_a_chunk_;
  std::unique_ptr<Writer> writer_;
  std::map<std::string, ChunkBuilder> chunks_;
  std::map<std::string, uint32_t> lines_;
};

// Where a rule finds something: `TABLE:LINE FIELD` for each finding, or `TABLE(KEY) FIELD` when the
// row is not from a file.
std::vector<std::string> Places(const SnapshotPtr& snapshot, std::string_view rule,
                                std::string_view today = "");
// The messages of a rule's findings, in English and with values.
std::vector<std::string> Messages(const SnapshotPtr& snapshot, std::string_view rule,
                                  std::string_view today = "");
// All findings of a check, which is to come to its end; `today` is an ISO date, or empty for none.
std::vector<Finding> AllFindings(const SnapshotPtr& snapshot, std::string_view today = "");

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_CHECK_TEST_UTIL_H_
