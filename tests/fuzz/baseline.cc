// A baseline: one that was read is written so that it is read back, with as many known findings.
#include "core/check/baseline.h"

#include "tests/fuzz/fuzz_util.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace stelsel::core;
  static const TempFolder folder;
  const MemoryFile memory(View(data, size));
  const auto baseline = Baseline::Read(memory.path());
  if (!baseline.ok()) return 0;
  const std::string path = folder / "known.txt";
  Require(baseline->Write(path).ok(), "a baseline can be written");
  const auto again = Baseline::Read(path);
  Require(again.ok(), "what was written can be read");
  Require(again->Gone() == baseline->Gone(), "it knows the same");
  return 0;
}
