// What the fuzz targets share.
#ifndef STELSEL_TESTS_FUZZ_FUZZ_UTIL_H_
#define STELSEL_TESTS_FUZZ_FUZZ_UTIL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/unique_fd.h"
#include "core/io/io_test_util.h"
#include "core/io/record.h"

// What a target must keep to: called again and again, from one thread.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace stelsel::core {

inline std::string_view View(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Ends the program, which makes the input a crash that is kept, unless `holds`.
void Require(bool holds, std::string_view what);

// A file in memory, with a path for as long as it lives.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes);
  const std::string& path() const { return path_; }
  File Open() const;

 private:
  UniqueFd fd_;
  std::string path_;
};

// The schemas of TestSchemas, made once.
const SchemaSetPtr& Schemas();

// All there is to a row that was read or a finding that was made: values and places.
std::vector<std::string> AllOf(const Snapshot& snapshot, const Collector& findings);

// Reads all records, of which there can be no more than `most`, each as one text; one with
// a fault begins with `fault`.
std::vector<std::string> AllRecords(RecordReader& records, size_t most);

}  // namespace stelsel::core

#endif  // STELSEL_TESTS_FUZZ_FUZZ_UTIL_H_
