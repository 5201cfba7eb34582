#include "core/base/nearest.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "absl/strings/ascii.h"

namespace stelsel::core {
namespace {

// Insertions, deletions, replacements and exchanges of neighbours that make `a` into `b`. Both at
// most kLongest bytes.
size_t ChangesBetween(std::string_view a, std::string_view b) {
  using Row = std::array<size_t, NearestWord::kLongest + 1>;
  Row before{}, last{}, now{};
  std::iota(last.begin(), last.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replaced});
      const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before = last;
    last = now;
  }
  return last[b.size()];
}

}  // namespace

std::string Lower(std::string_view text) {
  return absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
}

// A short word that takes two changes may be any other.
NearestWord::NearestWord(std::string_view wanted)
    : wanted_(wanted), changes_(std::min<size_t>(2, wanted.size() / 4) + 1) {}

void NearestWord::Look(std::string_view lower, std::string_view word) {
  if (wanted_.size() > kLongest || lower.size() > kLongest) return;
  const size_t apart =
      lower.size() > wanted_.size() ? lower.size() - wanted_.size() : wanted_.size() - lower.size();
  if (apart > changes_) return;
  const size_t changes = ChangesBetween(wanted_, lower);
  if (changes < changes_) {
    changes_ = changes;
    alone_ = true;
    word_ = std::string(word);
  } else if (changes == changes_) {
    alone_ = false;
  }
}

std::optional<std::string> NearestWord::word() const {
  if (word_.empty() || !alone_) return std::nullopt;
  return word_;
}

std::optional<std::string> NearestOf(std::string_view wanted,
                                     const std::vector<std::string>& words) {
  if (wanted.empty()) return std::nullopt;
  std::string lower = Lower(wanted);
  std::replace(lower.begin(), lower.end(), ' ', '_');
  NearestWord nearest(lower);
  for (const std::string& word : words) {
    if (Lower(word) == lower) return word;
    nearest.Look(Lower(word), word);
  }
  return nearest.word();
}

}  // namespace stelsel::core
