// Answers of a survey in the spellings that people use.
#ifndef STELSEL_PLUGINS_SURVEY_ANSWER_H_
#define STELSEL_PLUGINS_SURVEY_ANSWER_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace survey {

// BW, MO, ...: the domains of agreement_status, in its order.
inline constexpr std::string_view kDomains[] = {"BW", "MO", "VO", "OGGZ", "VZ"};

// The domain that a word names, or an empty text.
std::string_view DomainOf(std::string_view word);

// `BW en MO`, `bw/mo`, `beide`, `maatschappelijke opvang`; nothing when another word stands there.
std::optional<std::vector<std::string>> ReadDomains(std::string_view text);

struct Answer {
  enum Kind {
    kEmpty,     // no answer
    kLeftOpen,  // words that say that there is none: n.v.t., onbekend
    kStatus,
    kByDomain,  // `BW: ja; MO: in ontwikkeling`
    kUnknown,   // anything else: also `deels` and numbers, whose meaning each survey chose itself
  };
  Kind kind = kEmpty;
  std::string_view status;                                          // nee, in_ontwikkeling or ja
  std::vector<std::pair<std::string, std::string_view>> by_domain;  // domain and status
};

Answer ReadAnswer(std::string_view text);

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_ANSWER_H_
