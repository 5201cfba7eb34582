// plugin.json: what a plugin says of itself. Read for every plugin that is found, before any of
// its code is loaded.
#ifndef STELSEL_CORE_HOST_MANIFEST_H_
#define STELSEL_CORE_HOST_MANIFEST_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/check/registry.h"
#include "core/schema/schema.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// What a plugin may do, as its manifest names it.
inline constexpr std::string_view kCapabilities[] = {
    STELSEL_CHECKS,      STELSEL_FORMAT, STELSEL_STORE,   STELSEL_QUERY,
    STELSEL_CALCULATION, STELSEL_REPORT, STELSEL_RENDERER};

// One thing a plugin can do: a report, a store, a rule.
struct Offer {
  std::string id;  // `national` of `reporting/national`, or the FORMAT `sqlite`
  Texts title;
  Texts description;
  std::vector<Field> parameters;                // of what is run: all but a store and a renderer
  std::map<std::string, std::string> examples;  // values of parameters, for trying it out
  std::vector<Field> columns;                   // of a calculation: what its table is sure to have
  std::vector<std::string> endings;  // file endings, such as `.sqlite`; of format, store, renderer
  std::string media_type;            // of a renderer
  bool free_parameters = false;      // of a query: it also takes some that it does not declare
};

struct Manifest {
  std::string id;
  std::string version;
  uint32_t border = 0;  // as STELSEL_VERSION
  Texts title;
  Texts description;
  std::string licence;
  std::vector<std::string> required_plugins;
  bool thread_safe = false;
  bool always = false;  // its rules run without being asked for
  // Those of its rules in SQL; the values of those that have one, as texts for CheckParameters;
  // and how each is declared, as JSON.
  std::vector<Field> parameters;
  std::map<std::string, std::string> defaults;
  std::map<std::string, std::string> parameter_schemas;
  // The rules of its checks, those that its formats raise and those of rules/*.sql, PLUGIN/NAME.
  std::vector<Rule> rules;
  std::map<std::string, std::vector<Offer>> capabilities;  // by capability id: stelsel.report/1

  // What is offered under a capability; empty when nothing.
  const std::vector<Offer>& OffersOf(std::string_view capability) const;
  // The rule of that id, PLUGIN/NAME; null when there is none.
  const Rule* FindRule(std::string_view rule) const;
};

// Reads the text of a plugin.json; `name` stands in errors. Refuses members that are not known, a
// border of another major version, and capabilities that this host does not know, unless the plugin
// was made for a later minor version.
absl::StatusOr<Manifest> ReadManifest(std::string_view text, std::string_view name);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_MANIFEST_H_
