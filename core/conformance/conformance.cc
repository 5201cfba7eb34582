#include "core/conformance/conformance.h"

#include <filesystem>
#include <system_error>

#include "core/base/file.h"
#include "core/conformance/cases.h"
#include "core/host/manifest.h"

namespace stelsel::core {

const std::vector<ConformanceCase>& ConformanceCases() {
  static const auto* const cases = [] {
    auto* all = new std::vector<ConformanceCase>();
    for (auto* part :
         {conformance::PluginCases, conformance::PackCases, conformance::RunCases,
          conformance::RendererCases, conformance::FormatCases, conformance::StoreCases}) {
      for (ConformanceCase& one : part()) all->push_back(std::move(one));
    }
    return all;
  }();
  return *cases;
}

std::vector<const ConformanceCase*> CasesFor(const std::string& folder) {
  constexpr int64_t kMaxManifest = 1 << 20;
  Manifest manifest;
  const auto text = ReadWholeFile(folder + "/plugin.json", kMaxManifest);
  if (text.ok()) {
    auto read = ReadManifest(*text, "plugin.json");
    if (read.ok()) manifest = *std::move(read);
  }
  std::vector<const ConformanceCase*> cases;
  std::error_code error;
  const bool is_pack = std::filesystem::is_directory(folder + "/data", error) ||
                       std::filesystem::is_directory(folder + "/rules", error);
  for (const ConformanceCase& one : ConformanceCases()) {
    const bool applies = one.capability == kPack
                             ? is_pack
                             : one.capability.empty() || !manifest.OffersOf(one.capability).empty();
    if (applies) cases.push_back(&one);
  }
  return cases;
}

}  // namespace stelsel::core
