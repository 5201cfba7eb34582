// Workbooks, as they come: whatever the bytes are, reading ends, with rows or with what is wrong.
#include "tests/fuzz/fuzz_util.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace stelsel::core;
  const MemoryFile memory(View(data, size));
  ReadOptions options;
  options.format = "xlsx";
  Collector findings;
  const auto snapshot = ReadSource(memory.path(), Schemas(), findings, options);
  Require(snapshot.ok(), "what is wrong with a workbook is a finding");
  AllOf(**snapshot, findings);
  return 0;
}
