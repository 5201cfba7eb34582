#include "core/check/registry.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/check/embedded_check.h"

namespace stelsel::core {
namespace {

absl::Status Wrong(const std::string& where, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(where, " ", std::string(what)));
}

// Frictionless names its error types with hyphens.
bool IsRuleId(std::string_view id) {
  const size_t slash = id.find('/');
  if (slash == std::string_view::npos || !IsId(id.substr(0, slash))) return false;
  std::string name(id.substr(slash + 1));
  std::replace(name.begin(), name.end(), '-', '_');
  return IsId(name);
}

bool SamePlaceholders(const Texts& texts) {
  std::vector<std::string> nl = PlaceholdersOf(texts.nl), en = PlaceholdersOf(texts.en);
  std::sort(nl.begin(), nl.end());
  std::sort(en.begin(), en.end());
  return nl == en;
}

Registry ReadCoreRules() {
  const EmbeddedFile file = EmbeddedRules().front();
  auto rules = ReadRules(file.text, file.name);
  auto registry = rules.ok() ? Registry::Create(*std::move(rules)) : rules.status();
  if (registry.ok()) return *std::move(registry);
  // The text is part of the library, and a test reads it: no data can bring us here.
  std::fprintf(stderr, "stelsel: %s\n", std::string(registry.status().message()).c_str());
  std::abort();
}

}  // namespace

absl::StatusOr<Registry> Registry::Create(std::vector<Rule> rules) {
  Registry registry;
  for (size_t i = 0; i < rules.size(); ++i) {
    const std::string where = absl::StrCat("rule `", rules[i].id, "`");
    if (!IsRuleId(rules[i].id)) return Wrong(where, "must have an id like OWNER/NAME");
    if (!registry.by_id_.emplace(rules[i].id, i).second) return Wrong(where, "stands there twice");
    if (!SamePlaceholders(rules[i].message)) {
      return Wrong(where, "has other placeholders in Dutch than in English");
    }
  }
  registry.rules_ = std::move(rules);
  return registry;
}

const Rule* Registry::Find(std::string_view id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : &rules_[it->second];
}

const Registry& CoreRules() {
  static const auto* const registry = new Registry(ReadCoreRules());
  return *registry;
}

}  // namespace stelsel::core
