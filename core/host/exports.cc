// What the shared library exports.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "boost/json/object.hpp"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/host/border.h"
#include "core/host/engine.h"

namespace {

using stelsel::core::Engine;
using stelsel::core::EngineOptions;
using stelsel::core::Language;

absl::StatusOr<EngineOptions> ReadOptions(const char* text) {
  EngineOptions options;
  if (text == nullptr) return options;
  STELSEL_ASSIGN_OR_RETURN(const boost::json::value value,
                           stelsel::core::ParseJson(text, "options"));
  if (!value.is_object()) return absl::InvalidArgumentError("options must be a JSON object");
  const boost::json::object& object = value.get_object();
  for (const auto& [key, unused] : object) {
    constexpr const char* kKnown[] = {"plugins", "packs", "lock", "language", "log"};
    if (std::find(std::begin(kKnown), std::end(kKnown), key) != std::end(kKnown)) continue;
    return absl::InvalidArgumentError("options have an unknown member `" +
                                      std::string(key.data(), key.size()) + "`");
  }
  STELSEL_ASSIGN_OR_RETURN(options.plugin_folders,
                           stelsel::core::GetStringArray(object, "plugins"));
  STELSEL_ASSIGN_OR_RETURN(options.packs, stelsel::core::GetStringArray(object, "packs"));
  STELSEL_ASSIGN_OR_RETURN(const auto lock, stelsel::core::GetOptionalString(object, "lock"));
  if (lock && lock->empty()) return absl::InvalidArgumentError("`lock` must be a file");
  options.lock = lock.value_or("");
  STELSEL_ASSIGN_OR_RETURN(const auto language,
                           stelsel::core::GetOptionalString(object, "language"));
  if (language && *language != "nl" && *language != "en") {
    return absl::InvalidArgumentError("`language` must be nl or en");
  }
  options.language = language == "en" ? Language::kEn : Language::kNl;
  STELSEL_ASSIGN_OR_RETURN(const auto log, stelsel::core::GetOptionalString(object, "log"));
  options.log = log.value_or(options.log);
  constexpr const char* kLevels[] = {"off", "error", "warning", "info", "debug"};
  if (std::find(std::begin(kLevels), std::end(kLevels), options.log) == std::end(kLevels)) {
    return absl::InvalidArgumentError("`log` must be off, error, warning, info or debug");
  }
  return options;
}

}  // namespace

extern "C" {

uint32_t stelsel_version(void) { return STELSEL_VERSION; }

const stelsel_host* stelsel_open(const char* options, stelsel_error* error) {
  const stelsel_host* host = nullptr;
  stelsel::core::Guard(error, [&]() -> absl::Status {
    STELSEL_ASSIGN_OR_RETURN(const EngineOptions read, ReadOptions(options));
    STELSEL_ASSIGN_OR_RETURN(std::unique_ptr<Engine> engine, Engine::Open(read));
    host = engine.release()->host();
    return absl::OkStatus();
  });
  return host;
}

const void* stelsel_service(const stelsel_host* host, const char* id) {
  return host != nullptr ? host->service(host, id) : nullptr;
}

void stelsel_close(const stelsel_host* host) {
  if (host != nullptr) delete stelsel::core::ObjectOf(host).engine;
}

}  // extern "C"
