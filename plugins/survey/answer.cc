#include "answer.h"

#include <algorithm>

#include "words.h"

namespace survey {
namespace {

struct Spelling {
  std::string_view plain;
  std::string_view status;
};
// Of WordsOf: `i.o.` is `i o`, `in_ontwikkeling` is `in ontwikkeling`.
constexpr Spelling kSpellings[] = {
    {"nee", "nee"},
    {"n", "nee"},
    {"neen", "nee"},
    {"no", "nee"},
    {"ja", "ja"},
    {"j", "ja"},
    {"yes", "ja"},
    {"y", "ja"},
    {"in ontwikkeling", "in_ontwikkeling"},
    {"inontwikkeling", "in_ontwikkeling"},
    {"ontwikkeling", "in_ontwikkeling"},
    {"is in ontwikkeling", "in_ontwikkeling"},
    {"nog in ontwikkeling", "in_ontwikkeling"},
    {"in ontw", "in_ontwikkeling"},
    {"i o", "in_ontwikkeling"},
    {"io", "in_ontwikkeling"},
    {"in development", "in_ontwikkeling"},
};
constexpr std::string_view kLeftOpenWords[] = {
    "",          "nvt",           "n v t",         "niet van toepassing", "onbekend",
    "weet niet", "geen antwoord", "niet ingevuld", "niet beantwoord",     "geen idee"};

std::string_view StatusOf(std::string_view plain) {
  for (const Spelling& spelling : kSpellings)
    if (spelling.plain == plain) return spelling.status;
  return {};
}

// One part of an answer that names domains: those, and the status that is left.
bool ReadPart(std::string_view part, Answer& answer) {
  std::vector<std::string> domains, rest;
  for (const std::string& word : WordsOf(part)) {
    const std::string_view domain = DomainOf(word);
    if (!domain.empty()) {
      domains.emplace_back(domain);
    } else if (word != "voor" && word != "en") {
      rest.push_back(word);
    }
  }
  const std::string_view status = StatusOf(Joined(rest, 0, rest.size()));
  if (domains.empty() || status.empty()) return false;
  for (std::string& domain : domains) {
    for (const auto& [known, ignored] : answer.by_domain)
      if (known == domain) return false;  // twice, perhaps with two answers
    answer.by_domain.emplace_back(std::move(domain), status);
  }
  return true;
}

}  // namespace

std::string_view DomainOf(std::string_view word) {
  for (const std::string_view domain : kDomains)
    if (Plain(domain) == word) return domain;
  return {};
}

std::optional<std::vector<std::string>> ReadDomains(std::string_view text) {
  std::vector<std::string> domains;
  const auto add = [&](std::string_view domain) {
    if (std::find(domains.begin(), domains.end(), domain) == domains.end())
      domains.emplace_back(domain);
  };
  const std::vector<std::string> words = WordsOf(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string two = Joined(words, i, std::min(i + 2, words.size()));
    if (const std::string_view domain = DomainOf(words[i]); !domain.empty()) {
      add(domain);
    } else if (two == "beschermd wonen" || two == "maatschappelijke opvang") {
      add(two == "beschermd wonen" ? "BW" : "MO");
      ++i;
    } else if (words[i] == "beide") {
      add("BW");
      add("MO");
    } else if (words[i] == "vrouwenopvang" || words[i] == "verslavingszorg") {
      add(words[i] == "vrouwenopvang" ? "VO" : "VZ");
    } else if (words[i] != "en") {
      return std::nullopt;
    }
  }
  if (domains.empty()) return std::nullopt;
  return domains;
}

Answer ReadAnswer(std::string_view text) {
  Answer answer;
  text = Trimmed(text);
  if (text.empty()) return answer;
  const std::string plain = Plain(text);
  answer.status = StatusOf(plain);
  if (!answer.status.empty()) {
    answer.kind = Answer::kStatus;
    return answer;
  }
  // Without a word: a dash says that there is no answer, a question mark or a tick says anything.
  const bool dashes = text.find_first_not_of("-/ ") == text.npos || text == "–" || text == "—";
  if (plain.empty() ? dashes
                    : std::find(std::begin(kLeftOpenWords), std::end(kLeftOpenWords), plain) !=
                          std::end(kLeftOpenWords)) {
    answer.kind = Answer::kLeftOpen;
    return answer;
  }
  answer.kind = Answer::kByDomain;
  for (const std::string_view part : Parts(text, ";,/\n")) {
    if (ReadPart(part, answer)) continue;
    return {Answer::kUnknown, {}, {}};
  }
  if (answer.by_domain.empty()) answer.kind = Answer::kUnknown;
  return answer;
}

}  // namespace survey
