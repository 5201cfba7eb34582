// Findings that are known: a run that finds them again does not fail for them.
#ifndef STELSEL_CORE_CHECK_BASELINE_H_
#define STELSEL_CORE_CHECK_BASELINE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/model/finding.h"

namespace stelsel::core {

// Names a finding from one run to the next, as 32 hexadecimal digits: a digest of its rule, table
// and field, and of its row's key; without a key, of its file's name without folders and of its
// words. So it stays the same when other rows come or go, when the row moves, and when the same
// data is read from elsewhere. Empty when this machine cannot compute digests. Any thread.
std::string FingerprintOf(const Finding& finding);

// The file holds, below a line that says what it is, a line a finding: rule, table, field,
// fingerprint, and how often when more than once, with a space between them and `-` for what is not
// known. The lines are sorted, and none holds a value from the data. Lines that begin with # are
// skipped.
//
// One thread at a time.
class Baseline {
 public:
  // One to be written: whatever it is asked about is known from then on.
  static Baseline ToWrite() { return Baseline(true); }
  // Fails when the file is not there or is no baseline; the text names the line.
  static absl::StatusOr<Baseline> Read(const std::string& path);

  // Whether the finding with this fingerprint is known. One that stands in the file so many times
  // is known so many times: the next one is new.
  bool Knows(const Finding& finding, const std::string& fingerprint);

  // How many findings of each rule stand in the file and were not asked about.
  std::map<std::string, int64_t> Gone() const;

  // Writes the file, whole or not at all. The same findings give the same bytes.
  absl::Status Write(const std::string& path) const;

 private:
  struct Entry {
    size_t about;    // in abouts_
    int64_t count;   // how often it is known
    int64_t unseen;  // and was not asked about
  };

  explicit Baseline(bool to_write) : to_write_(to_write) {}
  absl::Status AddLine(std::string_view line);
  Entry& EntryOf(const std::string& about, const std::string& fingerprint);

  bool to_write_;
  std::vector<std::string> abouts_;  // rule, table and field
  absl::flat_hash_map<std::string, size_t> numbers_;
  absl::flat_hash_map<std::string, Entry> entries_;  // by fingerprint
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_BASELINE_H_
