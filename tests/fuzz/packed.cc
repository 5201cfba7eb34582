// Packed files: a gzip file holds what was packed; any other bytes are read as gzip and as a zip of
// a package, and refused or told of.
#include "core/io/packing_test_util.h"
#include "core/io/unpack.h"
#include "tests/fuzz/fuzz_util.h"

namespace stelsel::core {
namespace {

void TryGzip(std::string_view bytes) {
  const MemoryFile raw(bytes);
  static_cast<void>(Gunzip(raw.Open()));
  const MemoryFile packed(Gzipped(bytes));
  const auto unpacked = Gunzip(packed.Open());
  Require(unpacked.ok(), "a gzip file can be unpacked");
  const auto same = ReadWholeFile(*unpacked, int64_t{1} << 30);
  Require(same.ok() && *same == bytes, "what comes out is what went in");
}

void TryZip(std::string_view bytes) {
  const MemoryFile memory(bytes);
  ReadOptions options;
  options.format = "zip";
  Collector findings;
  const auto snapshot = ReadSource(memory.path(), Schemas(), findings, options);
  if (snapshot.ok()) AllOf(**snapshot, findings);
}

}  // namespace
}  // namespace stelsel::core

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stelsel::core::TryGzip(stelsel::core::View(data, size));
  stelsel::core::TryZip(stelsel::core::View(data, size));
  return 0;
}
