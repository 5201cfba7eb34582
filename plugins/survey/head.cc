#include "head.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "answer.h"
#include "words.h"

namespace survey {
namespace {

using Words = std::vector<std::string>;

struct AboutName {
  std::string_view plain;
  About about;
};
constexpr AboutName kAboutNames[] = {
    {"regio", About::kRegion},
    {"region", About::kRegion},
    {"regiocode", About::kRegion},
    {"centrumgemeente", About::kRegion},
    {"gemeente", About::kRegion},
    {"welke regio", About::kRegion},
    {"voor welke regio vult u deze vragenlijst in", About::kRegion},
    {"regionaam", About::kRegionName},
    {"naam regio", About::kRegionName},
    {"naam van de regio", About::kRegionName},
    {"region name", About::kRegionName},
    {"respondent", About::kRespondent},
    {"respondentnummer", About::kRespondent},
    {"respondent nr", About::kRespondent},
    {"respondent id", About::kRespondent},
    {"respondentcode", About::kRespondent},
    {"domein", About::kDomain},
    {"domain", About::kDomain},
    {"datum", About::kDate},
    {"datum invullen", About::kDate},
    {"ingevuld op", About::kDate},
    {"invuldatum", About::kDate},
    {"waargenomen op", About::kDate},
    {"observed on", About::kDate},
    {"date", About::kDate},
    {"golf", About::kWave},
    {"wave", About::kWave},
    {"meting", About::kWave},
    {"peiling", About::kWave},
    {"ronde", About::kWave},
    {"organisatie", About::kObservedBy},
    {"waargenomen door", About::kObservedBy},
    {"observed by", About::kObservedBy},
    {"illustratief", About::kIllustratief},
};

constexpr std::string_view kPassedNames[] = {
    "id",          "nr",         "nummer",          "volgnummer", "begintijd", "tijd van voltooien",
    "tijdstempel", "start time", "completion time", "timestamp",  "taal",      "language"};
constexpr std::string_view kPersonalNames[] = {"naam",
                                               "name",
                                               "e mail",
                                               "email",
                                               "e mailadres",
                                               "emailadres",
                                               "email address",
                                               "contactpersoon",
                                               "telefoon",
                                               "telefoonnummer",
                                               "ip adres",
                                               "ip address",
                                               "naam invuller",
                                               "functie",
                                               "naam respondent",
                                               "ingevuld door",
                                               "naam contactpersoon",
                                               "laatst gewijzigd door"};

struct RoleName {
  std::string_view plain;
  Role role;
};
// The longer before those that they end in.
constexpr RoleName kRoleNames[] = {
    {"toelichting op", Role::kExplanation},
    {"toelichting bij", Role::kExplanation},
    {"toelichting", Role::kExplanation},
    {"toelichtingen", Role::kExplanation},
    {"uitleg", Role::kExplanation},
    {"opmerking", Role::kExplanation},
    {"opmerkingen", Role::kExplanation},
    {"explanation", Role::kExplanation},
    {"naar verwachting gereed op", Role::kReady},
    {"naar verwachting gereed", Role::kReady},
    {"verwacht gereed op", Role::kReady},
    {"verwacht gereed", Role::kReady},
    {"datum gereed", Role::kReady},
    {"wanneer gereed", Role::kReady},
    {"gereed op", Role::kReady},
    {"gereed", Role::kReady},
    {"expected ready on", Role::kReady},
    {"trefwoorden", Role::kTags},
    {"trefwoord", Role::kTags},
    {"tags", Role::kTags},
    {"tag", Role::kTags},
};

template <typename List>
bool IsAmong(const List& list, std::string_view plain) {
  return std::find(std::begin(list), std::end(list), plain) != std::end(list);
}

bool IsNumber(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

bool StartsWith(const Words& words, const Words& part) {
  return words.size() >= part.size() && std::equal(part.begin(), part.end(), words.begin());
}
bool EndsWith(const Words& words, const Words& part) {
  return words.size() >= part.size() && std::equal(part.rbegin(), part.rend(), words.rbegin());
}

// Takes the words for a role off one end.
std::optional<Role> TakeRole(Words& words, bool at_begin) {
  for (const RoleName& name : kRoleNames) {
    const Words part = WordsOf(name.plain);
    if (!(at_begin ? StartsWith(words, part) : EndsWith(words, part))) continue;
    const auto length = static_cast<std::ptrdiff_t>(part.size());
    at_begin ? words.erase(words.begin(), words.begin() + length)
             : words.erase(words.end() - length, words.end());
    return name.role;
  }
  return std::nullopt;
}

// What is left of a head while roles and domains are taken off its ends.
struct Rest {
  Words words;
  std::optional<Role> role;
  std::string domain;

  // Takes one thing off; false when there is nothing more to take.
  bool Take() {
    for (const bool at_begin : {true, false}) {
      if (role || words.empty()) break;
      role = TakeRole(words, at_begin);
      if (role) return true;
    }
    if (domain.empty() && !words.empty()) {
      domain = DomainOf(words.back());
      if (!domain.empty()) return words.pop_back(), true;
    }
    if (!words.empty() && (words[0] == "vraag" || words[0] == "question"))
      return words.erase(words.begin()), true;
    return false;
  }
};

// A question by the code that the words begin with: `b5`, `b 5`, `c`; and the words behind it.
std::optional<std::pair<std::size_t, Words>> TakeCode(const Words& words,
                                                      const Catalogue& catalogue) {
  for (const std::size_t length : {std::size_t{2}, std::size_t{1}}) {
    if (words.size() < length || (length == 2 && !IsNumber(words[1]))) continue;
    std::string code;
    for (std::size_t i = 0; i < length; ++i) code += words[i];
    const int topic = catalogue.FindTopic(code);
    if (topic < 0) continue;
    const auto behind = words.begin() + static_cast<std::ptrdiff_t>(length);
    return std::pair(static_cast<std::size_t>(topic), Words(behind, words.end()));
  }
  return std::nullopt;
}

std::optional<Meaning> FindByCode(const Words& words, const Catalogue& catalogue) {
  const auto taken = TakeCode(words, catalogue);
  if (!taken) return std::nullopt;
  // What stands behind the code may be the wording, and roles and domains of this column.
  const auto& [topic, behind] = *taken;
  const std::string plain = Joined(behind, 0, behind.size());
  if (plain.empty()) return Meaning{topic, 0};
  if (!catalogue.IsWordingOf(topic, plain)) return std::nullopt;
  const auto meaning = catalogue.FindWording(plain);
  return Meaning{topic, meaning && meaning->topic == topic ? meaning->version : 0};
}

std::optional<Meaning> FindQuestion(const Words& words, const Catalogue& catalogue) {
  if (words.empty()) return std::nullopt;
  if (const auto by_code = FindByCode(words, catalogue)) return by_code;
  return catalogue.FindWording(Joined(words, 0, words.size()));
}

// Of a question in words only the answer and its tags are read, of another everything else.
bool Fits(const Topic& topic, Role role) {
  if (role == Role::kAnswer) return true;
  return topic.open == (role == Role::kTags);
}

Column QuestionOf(const Words& words, const Catalogue& catalogue) {
  Column column;
  Rest rest{words, {}, {}};
  std::optional<Meaning> meaning;
  // The whole first: a wording may itself end in a word that would be taken off.
  for (bool more = true; more && !meaning; more = !meaning && rest.Take())
    meaning = FindQuestion(rest.words, catalogue);
  if (!meaning) return column;
  column.role = rest.role.value_or(Role::kAnswer);
  if (!Fits(catalogue.topics()[meaning->topic], column.role)) return column;
  column.kind = Column::kQuestion;
  column.topic = meaning->topic;
  column.version = meaning->version;
  column.domain = rest.domain;
  return column;
}

// `Toelichting`, `Toelichting2`: of the question to the left.
std::optional<Column> OfQuestionBefore(Words words, const Catalogue& catalogue,
                                       const std::vector<Column>& before) {
  if (words.size() > 1 && IsNumber(words.back())) words.pop_back();
  if (!words.empty()) {
    std::string& last = words.back();
    last.erase(last.find_last_not_of("0123456789") + 1);
  }
  const std::optional<Role> role = TakeRole(words, true);
  if (!role || !words.empty() || before.empty() || before.back().kind != Column::kQuestion)
    return std::nullopt;
  Column column = before.back();
  if (!Fits(catalogue.topics()[column.topic], *role)) return std::nullopt;
  column.role = *role;
  return column;
}

}  // namespace

Column ReadColumn(std::string_view name, const Catalogue& catalogue,
                  const std::vector<Column>& before) {
  Column column;
  const Words words = WordsOf(name);
  if (words.empty()) {
    column.kind = Column::kEmpty;
    return column;
  }
  const std::string plain = Joined(words, 0, words.size());
  for (const AboutName& known : kAboutNames) {
    if (known.plain != plain) continue;
    column.kind = Column::kAbout;
    column.about = known.about;
    return column;
  }
  if (IsAmong(kPassedNames, plain) || IsAmong(kPersonalNames, plain)) {
    column.kind = IsAmong(kPassedNames, plain) ? Column::kPassed : Column::kPersonal;
    return column;
  }
  if (const auto left = OfQuestionBefore(words, catalogue, before)) return *left;
  return QuestionOf(words, catalogue);
}

}  // namespace survey
