// plugin.json: one that is accepted has an id, knows no capability but ours, and defaults that fit.
#include "core/host/manifest.h"

#include <algorithm>
#include <iterator>

#include "core/host/parameters.h"
#include "stelsel/stelsel.h"
#include "tests/fuzz/fuzz_util.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace stelsel::core;
  const auto manifest = ReadManifest(View(data, size), "plugin.json");
  if (!manifest.ok()) return 0;
  Require(IsId(manifest->id), "a plugin has an id");
  Require(manifest->border >> 16 == STELSEL_VERSION_MAJOR, "the border is one we have");
  for (const auto& [capability, offers] : manifest->capabilities) {
    Require(std::find(std::begin(kCapabilities), std::end(kCapabilities), capability) !=
                std::end(kCapabilities),
            "capabilities are known");
    for (const Offer& offer : offers) Require(IsId(offer.id), "what is offered has an id");
  }
  for (const Rule& rule : manifest->rules)
    Require(rule.id.starts_with(manifest->id + "/"), "a rule is called after its plugin");
  for (const auto& [name, value] : manifest->defaults) {
    const auto field = std::find_if(manifest->parameters.begin(), manifest->parameters.end(),
                                    [&name = name](const Field& one) { return one.name == name; });
    Require(field != manifest->parameters.end(), "a default is of a parameter");
    Require(CheckParameters({*field}, {{name, value}}).ok(), "a default fits");
  }
  return 0;
}
