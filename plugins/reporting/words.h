// Saying things in the language of a document: what reports and renderers share.
#ifndef STELSEL_PLUGINS_REPORTING_WORDS_H_
#define STELSEL_PLUGINS_REPORTING_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stelsel/stelsel.hpp"

namespace reporting {

// A fixed text in both languages. `{0}`, `{1}` and so on stand for what is filled in.
struct Text {
  const char* nl;
  const char* en;
};

// A thing that is counted.
struct Noun {
  Text one;
  Text many;
};

// Texts, numbers and dates in one language. Cheap to copy; any thread.
class Words {
 public:
  explicit Words(std::string_view language) : dutch_(language != "en") {}

  bool dutch() const { return dutch_; }
  const char* language() const { return dutch_ ? "nl" : "en"; }

  // The text with `{0}` replaced by the first of `values`, and so on.
  std::string operator()(const Text& text, const std::vector<std::string>& values = {}) const;
  // `1 regio`, `43 regio's`.
  std::string Count(std::int64_t count, const Noun& noun) const;
  // `a`, `a en b`, `a, b en c`.
  std::string Join(const std::vector<std::string>& parts) const;
  // `1.234` or `1,234`.
  std::string Number(std::int64_t value) const;
  // `value` / 10^scale with that many decimals: `-1.234,50`.
  std::string Decimal(std::int64_t value, int scale) const;
  // `december`; `month` counts from 1.
  const char* Month(int month) const;
  // `31 december 2021`.
  std::string Day(stelsel::Date date) const;

 private:
  bool dutch_;
};

// The text with its first letter, when that is ASCII, as a capital.
std::string Capital(std::string text);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_WORDS_H_
