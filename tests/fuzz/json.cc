// JSON: a value that was read is written so that it is read back the same.
#include "core/base/json.h"

#include "tests/fuzz/fuzz_util.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace stelsel::core;
  const auto value = ParseJson(View(data, size), "input");
  if (!value.ok()) return 0;
  for (const int indent : {0, 2}) {
    const auto again = ParseJson(WriteJson(*value, indent), "what was written");
    Require(again.ok(), "what was written can be read");
    Require(*again == *value, "it is the same value");
    Require(WriteJson(*again, indent) == WriteJson(*value, indent), "it is the same text");
  }
  return 0;
}
