// The rules: what can be wrong with data, how bad it is, and the words for it. Whether a rule is a
// constraint of a schema, C++ or SQL cannot be seen here.
#ifndef STELSEL_CORE_CHECK_REGISTRY_H_
#define STELSEL_CORE_CHECK_REGISTRY_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/schema/schema.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace stelsel::core {

// In order, the worst first. The numbers are those of stelsel_severity in stelsel.h.
enum class Severity {
  kFatal = 1,    // the program or a plugin broke: the check is not complete
  kError = 2,    // the data is wrong
  kWarning = 3,  // somebody should look
  kInfo = 4,
};
inline constexpr int kSeverities = 4;

// `fatal`, `error`, `warning` or `info`, as in rules.json and in every machine-readable output.
std::string_view SeverityName(Severity severity);

struct Rule {
  // By name of an argument and then by how its text begins: the words that stand for it. So the
  // argument `constraint` with the text `minimum 1` reads "must be at least 1" or "moet ten minste
  // 1 zijn". `{}` in the words takes one word of what follows, the last `{}` all that is left;
  // `{name}` another argument. A text that fits no phrase stands as it is.
  using Phrases = std::map<std::string, std::map<std::string, Texts, std::less<>>, std::less<>>;

  std::string id;  // OWNER/NAME, such as core/type-error
  Severity severity = Severity::kError;
  Texts title;
  Texts message;  // one sentence, with {name} for each argument of a finding
  Texts cause;
  Texts cure;
  std::string source;             // what the rule is taken from
  std::string table;              // empty when it is not about one table
  std::string parameters = "[]";  // JSON list of Table Schema fields
  std::vector<std::string> names;  // arguments that name a row of some table: shown, not redacted
  Phrases phrases;
};

// Reads a file such as rules.json: `rules`, and `phrases` for all of them. `name` stands in errors.
// An unknown property is refused, and so is a text that is missing in one of the languages.
absl::StatusOr<std::vector<Rule>> ReadRules(std::string_view json, std::string_view name);

// Reads one rule, as it stands in such a file or in a plugin's manifest: the id may be any text.
// Unless `strict`, what is not known is passed over.
absl::StatusOr<Rule> ReadRule(const boost::json::object& object, bool strict = true);

// Immutable; any thread.
class Registry {
 public:
  // Refuses an id that stands there twice or is not OWNER/NAME, and a message whose {placeholders}
  // differ between the languages.
  static absl::StatusOr<Registry> Create(std::vector<Rule> rules);

  // The rule, owned by the registry; null when there is none of this id.
  const Rule* Find(std::string_view id) const;
  // In the order in which they were given.
  const std::vector<Rule>& all() const { return rules_; }

 private:
  std::vector<Rule> rules_;
  std::map<std::string, size_t, std::less<>> by_id_;
};

// The core's own rules, from rules.json, which the build puts into the library. To add a plugin's,
// create a registry of these and those.
const Registry& CoreRules();

// The names between braces in a text, `{}` left out, in order and each once.
std::vector<std::string> PlaceholdersOf(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_REGISTRY_H_
