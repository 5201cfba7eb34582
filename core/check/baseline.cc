#include "core/check/baseline.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/base/status.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

constexpr std::string_view kHead = "# stelsel baseline 1";
constexpr std::string_view kHeadTells =
    ": known findings, which do not fail `stelsel check --baseline`. Rule, table, field, "
    "fingerprint, how often.\n";
constexpr size_t kFingerprintDigits = 32;
constexpr int64_t kMaxBytes = int64_t{1} << 30;
// How often one finding may be known: sums over all lines of the largest file stay in 64 bits.
constexpr int64_t kMaxCount = 10'000'000'000;

// One word of a line.
std::string Word(const std::string& text) {
  return text.empty() ? "-" : absl::StrReplaceAll(OneLine(text), {{" ", "_"}});
}

std::string AboutOf(const Finding& finding) {
  return absl::StrCat(Word(finding.rule), " ", Word(finding.table), " ", Word(finding.field));
}

bool IsFingerprint(std::string_view text) {
  return text.size() == kFingerprintDigits && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

std::string FingerprintOf(const Finding& finding) {
  std::vector<std::string> parts = {finding.rule, finding.table, finding.field};
  if (!finding.key.empty()) {
    parts.insert(parts.end(), finding.key.begin(), finding.key.end());
  } else {
    parts.push_back(finding.file.substr(finding.file.rfind('/') + 1));
    for (const Finding::Argument& argument : finding.arguments) {
      parts.push_back(absl::StrCat(argument.name, "=", argument.text));
    }
  }
  return Sha256Hex(absl::StrJoin(parts, absl::string_view("\0", 1))).substr(0, kFingerprintDigits);
}

Baseline::Entry& Baseline::EntryOf(const std::string& about, const std::string& fingerprint) {
  const auto [it, is_new] = entries_.try_emplace(fingerprint, Entry{0, 0, 0});
  if (!is_new) return it->second;
  const auto [number, is_first] = numbers_.try_emplace(about, abouts_.size());
  if (is_first) abouts_.push_back(about);
  it->second.about = number->second;
  return it->second;
}

bool Baseline::Knows(const Finding& finding, const std::string& fingerprint) {
  if (fingerprint.empty()) return false;
  if (to_write_) {
    ++EntryOf(AboutOf(finding), fingerprint).count;
    return true;
  }
  const auto it = entries_.find(fingerprint);
  if (it == entries_.end() || it->second.unseen == 0) return false;
  --it->second.unseen;
  return true;
}

std::map<std::string, int64_t> Baseline::Gone() const {
  std::map<std::string, int64_t> gone;
  for (const auto& [fingerprint, entry] : entries_) {
    const std::string& about = abouts_[entry.about];
    if (entry.unseen > 0) gone[about.substr(0, about.find(' '))] += entry.unseen;
  }
  return gone;
}

absl::Status Baseline::AddLine(std::string_view line) {
  const std::vector<std::string> words =
      absl::StrSplit(absl::string_view(line.data(), line.size()), ' ');
  int64_t count = 1;
  const bool right = (words.size() == 4 || words.size() == 5) && IsFingerprint(words[3]) &&
                     (words.size() == 4 || (absl::SimpleAtoi(words[4], &count) && count > 0));
  if (!right) return absl::InvalidArgumentError("not RULE TABLE FIELD FINGERPRINT [HOW OFTEN]");
  Entry& entry = EntryOf(absl::StrJoin(words.begin(), words.begin() + 3, " "), words[3]);
  if (count > kMaxCount - entry.count) return absl::InvalidArgumentError("is known too often");
  entry.count += count;
  entry.unseen = entry.count;
  return absl::OkStatus();
}

absl::StatusOr<Baseline> Baseline::Read(const std::string& path) {
  STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path, kMaxBytes));
  if (!text.starts_with(kHead) || text.substr(kHead.size(), 1).find_first_of(":\r\n") != 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        OneLine(path), " is no baseline: it does not begin with `", std::string(kHead), "`"));
  }
  Baseline baseline(false);
  int64_t number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripTrailingAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    const absl::Status status = baseline.AddLine({line.data(), line.size()});
    if (status.ok()) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(OneLine(path), ":", number, ": ", std::string(status.message())));
  }
  return baseline;
}

absl::Status Baseline::Write(const std::string& path) const {
  std::vector<std::string> lines;
  for (const auto& [fingerprint, entry] : entries_) {
    lines.push_back(absl::StrCat(abouts_[entry.about], " ", fingerprint,
                                 entry.count > 1 ? absl::StrCat(" ", entry.count) : "", "\n"));
  }
  std::sort(lines.begin(), lines.end());
  STELSEL_ASSIGN_OR_RETURN(FileWriter file, FileWriter::Create(path));
  STELSEL_RETURN_IF_ERROR(file.Write(kHead));
  STELSEL_RETURN_IF_ERROR(file.Write(kHeadTells));
  for (const std::string& line : lines) STELSEL_RETURN_IF_ERROR(file.Write(line));
  return file.Commit();
}

}  // namespace stelsel::core
