// What somebody who misspelt a word may have meant.
#ifndef STELSEL_CORE_BASE_NEAREST_H_
#define STELSEL_CORE_BASE_NEAREST_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stelsel::core {

// In small letters, of ASCII.
std::string Lower(std::string_view text);

// The word that takes the fewest changes, when those are few and no other takes as few. `wanted` is
// in small letters and must outlive this.
class NearestWord {
 public:
  // Longer words are passed over.
  static constexpr size_t kLongest = 63;

  explicit NearestWord(std::string_view wanted);

  // `lower` is the word in small letters.
  void Look(std::string_view lower, std::string_view word);
  std::optional<std::string> word() const;

 private:
  const std::string_view wanted_;
  size_t changes_;
  bool alone_ = true;
  std::string word_;
};

// The one of `words` that `wanted` may have been meant for: the same in another case or with spaces
// in place of its underscores, or else the nearest.
std::optional<std::string> NearestOf(std::string_view wanted,
                                     const std::vector<std::string>& words);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_NEAREST_H_
