// What calculations and the report say, in Dutch or English.
#ifndef STELSEL_PLUGINS_FINANCE_WORDS_H_
#define STELSEL_PLUGINS_FINANCE_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace finance {

// A fixed text in both languages. `{0}`, `{1}` and so on stand for what is filled in.
struct Text {
  const char* nl;
  const char* en;
};

// Texts in one language. Cheap to copy; any thread.
class Words {
 public:
  explicit Words(bool dutch) : dutch_(dutch) {}
  bool dutch() const { return dutch_; }
  std::string operator()(const Text& text, const std::vector<std::string>& values = {}) const;
  // An amount for people: `€ -1.234,50` or `€ -1,234.50`.
  std::string Euros(std::int64_t cents) const;
  // `value` / 10^scale: `12,50`.
  std::string Decimal(std::int64_t value, int scale) const;
  // A share in millionths as a percentage: `14,2857%`.
  std::string Percent(std::int64_t share) const;

 private:
  bool dutch_;
};

namespace texts {

inline constexpr Text kLinear{
    "lineair pad is een aanname: de officiële percentages per jaar staan in geen bron",
    "a linear path is an assumption: no source gives the official percentages by year"};
inline constexpr Text kLeftOverCent{", met {0} die bij het afronden overbleef",
                                    ", with {0} that was left in rounding"};
inline constexpr Text kTooLarge{"{0}: een bedrag is te groot om in centen te tellen",
                                "{0}: an amount of money is too large to count in cents"};
inline constexpr Text kTwice{"de sleutel komt twee keer voor; geen van beide telt",
                             "the key is there twice; neither counts"};
inline constexpr Text kTogether{"Samen", "Together"};
inline constexpr Text kIllustratief{"illustratief", "illustratief"};

}  // namespace texts
}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_WORDS_H_
