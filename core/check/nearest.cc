#include "core/check/nearest.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "absl/strings/ascii.h"

namespace stelsel::core::checking {
namespace {

constexpr int64_t kMostRows = 5000;
constexpr size_t kLongest = 63;

std::string Lower(std::string_view text) {
  return absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
}

// Insertions, deletions, replacements and exchanges of neighbours that make `a` into `b`. Both at
// most kLongest bytes.
size_t ChangesBetween(std::string_view a, std::string_view b) {
  using Row = std::array<size_t, kLongest + 1>;
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

// The code that takes the fewest changes, when no other takes as few.
class Best {
 public:
  // A short code that takes two changes may be any other.
  explicit Best(std::string_view wanted)
      : wanted_(wanted), changes_(std::min<size_t>(2, wanted.size() / 4) + 1) {}

  // `lower` is the code in small letters.
  void Look(std::string_view lower, std::string_view code) {
    if (code.size() > kLongest) return;
    const size_t apart = lower.size() > wanted_.size() ? lower.size() - wanted_.size()
                                                       : wanted_.size() - lower.size();
    if (apart > changes_) return;
    const size_t changes = ChangesBetween(wanted_, lower);
    if (changes < changes_) {
      changes_ = changes;
      alone_ = true;
      code_ = std::string(code);
    } else if (changes == changes_) {
      alone_ = false;
    }
  }
  std::optional<std::string> code() const {
    if (code_.empty() || !alone_) return std::nullopt;
    return code_;
  }

 private:
  const std::string_view wanted_;
  size_t changes_;
  bool alone_ = true;
  std::string code_;
};

}  // namespace

std::optional<std::string> Nearest(std::string_view wanted, const Table& target) {
  const TableSchema& schema = target.schema();
  if (schema.primary_key.size() != 1 || target.row_count() > kMostRows) return std::nullopt;
  const int key = schema.primary_key[0];
  if (target.dictionary(key) == nullptr || wanted.empty() || wanted.size() > kLongest) {
    return std::nullopt;
  }
  const int name = schema.IndexOf("name");
  const std::string lower = Lower(wanted);
  std::optional<std::string> same;
  Best best(lower);
  target.ForEachRow([&](const RowRef& row) {
    const std::string_view text = row.Text(key);
    const std::string code = Lower(text);
    const bool digits = code.size() > lower.size() && code.ends_with(lower) && lower.size() >= 4;
    if (code == lower || digits || (name >= 0 && Lower(row.Text(name)) == lower)) {
      if (!same) same = std::string(text);
      return;
    }
    best.Look(code, text);
  });
  if (same) return same;
  return best.code();
}

std::optional<std::string> NearestCode(std::string_view wanted,
                                       const std::vector<std::string>& codes) {
  if (wanted.empty() || wanted.size() > kLongest) return std::nullopt;
  std::string lower = Lower(wanted);
  std::replace(lower.begin(), lower.end(), ' ', '_');
  Best best(lower);
  for (const std::string& code : codes) {
    if (Lower(code) == lower) return code;
    best.Look(Lower(code), code);
  }
  return best.code();
}

}  // namespace stelsel::core::checking
