// plugin.json: one that is accepted has an id, and knows no capability but ours.
#include "core/host/manifest.h"

#include <algorithm>
#include <iterator>

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
  return 0;
}
