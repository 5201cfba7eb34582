// Files and folders: the SOURCE and TARGET that need no plugin.
#ifndef STELSEL_CORE_IO_PACKAGE_H_
#define STELSEL_CORE_IO_PACKAGE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

struct ReadOptions {
  // Told for each block of each file: its name as in findings, bytes done, bytes in all. Returns
  // false to stop the reading, which then fails as Cancelled. May be null.
  std::function<bool(const std::string& what, int64_t done, int64_t total)> progress;
  // Of the kFileFormats, what the file at the path is; empty when its name tells.
  std::string format = {};
  // That read large files; 0 is what suits the machine, at most two.
  int threads = 0;
};

// What a source may be called before its path: `json:PATH`. A folder is a package whatever it is
// called.
inline constexpr std::array<std::string_view, 7> kFileFormats = {"csv", "json", "jsonl", "ndjson",
                                                                 "tsv", "xlsx", "zip"};
bool IsFileFormat(std::string_view format);
// Whether a file of that name would be read as one of them.
bool IsFileName(std::string_view path);

// Reads `path`: a folder with a datapackage.json, a folder without one (each file is the table it
// is called after), a .zip of either, one file, or a datapackage.json. A file is CSV, JSON, JSON
// Lines or a workbook (.xlsx), of which each sheet is the table it is called after; with .gz behind
// its name it is compressed. Calls `sink` and `progress` from this thread only.
//
// Findings name files as `path` joined with the resource's path, a sheet behind a `#`, and what is
// wrong with encoding, structure and types; keys, references and constraints are for core/check. A
// row with such a finding is kept out; its key, where it can be read, is remembered. The schemas of
// `schemas` count, never those of the package. Nothing outside the package's folder is read.
//
// Fails with one sentence when there is nothing to read: no such file or folder, a file of another
// kind, a folder without files of tables, an archive that is none, a datapackage.json that is no
// JSON or lists no resources.
absl::StatusOr<SnapshotPtr> ReadSource(const std::string& path, const SchemaSetPtr& schemas,
                                       FindingSink& sink, const ReadOptions& options);

// Writes the tables that are present as NAME.csv, with a datapackage.json beside them, in the
// folder `folder`, which is made when only it is missing. Rows come in the order of the primary
// key; rows without any value are left out, since a reader takes them for blank lines. The same
// snapshot gives the same bytes, and reading them back and writing them again does too.
//
// Each file appears whole or not at all, and none before all of them have been written. Of the
// files that were there, only those go that an earlier WritePackage listed and this one does not.
// What stands where a file is to go and was not written by it is FailedPrecondition, and stays.
absl::Status WritePackage(const Snapshot& snapshot, const std::string& folder);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_PACKAGE_H_
