// What the tests of this room share.
#ifndef STELSEL_CORE_IO_IO_TEST_UTIL_H_
#define STELSEL_CORE_IO_IO_TEST_UTIL_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/io/package.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// A new folder, gone with its contents when the test ends.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  // Writes a file, and the folders it stands in; returns its path.
  std::string Put(std::string_view name, std::string_view bytes) const;
  std::string Get(std::string_view name) const;
  // Names of all there is, sorted.
  std::vector<std::string> List(std::string_view folder) const;

 private:
  std::string path_;
};

// Keeps all findings, for one thread.
class Collector : public FindingSink {
 public:
  void Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) override;
  void AddRow(std::string_view rule, const RowRef& row,
              absl::FunctionRef<void(Finding&)> fill) override;

  std::vector<Finding> findings;
  // Each as `RULE TABLE.FIELD LINE:COLUMN row ROW NAME=TEXT NAME=<VALUE>`, what is empty left out.
  std::vector<std::string> Lines() const;
};

// A table `thing` with a field of each type, whose key is `id` (a code) and `number` (an integer),
// and a table `word` of one text, `word`.
SchemaSetPtr TestSchemas();

// The rows of a table, each in its own form as CSV, in the order of the snapshot.
std::vector<std::string> Rows(const Snapshot& snapshot, std::string_view table);

// ReadSource, which must succeed.
SnapshotPtr Read(const std::string& path, Collector& findings);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_IO_TEST_UTIL_H_
