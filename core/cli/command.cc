#include "core/cli/command.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/date.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/host/source.h"

namespace stelsel::core {

absl::Status Results::Write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size()) return absl::OkStatus();
  return absl::ResourceExhaustedError("standard output could not be written");
}

absl::Status Results::Flush() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return absl::OkStatus();
  return absl::ResourceExhaustedError("standard output could not be written");
}

absl::StatusOr<Engine*> Context::engine() {
  if (engine_ == nullptr) {
    EngineOptions options;
    options.plugin_folders = globals_.plugin_folders;
    options.packs = packs_;
    options.lock = globals_.lock;
    options.language = globals_.language;
    options.log = "warning";
    STELSEL_ASSIGN_OR_RETURN(engine_, Engine::Open(options));
  }
  return engine_.get();
}

void Say(const std::string& line) { std::fprintf(stderr, "%s\n", OneLine(line).c_str()); }

std::string TextOf(const po::variables_map& given, const char* name) {
  return given.count(name) > 0 ? given[name].as<std::string>() : "";
}

absl::StatusOr<std::string> Required(const po::variables_map& given, const char* name) {
  const std::string text = TextOf(given, name);
  if (!text.empty()) return text;
  return absl::InvalidArgumentError(absl::StrCat(name, " is missing"));
}

absl::StatusOr<std::string> OneOf(const po::variables_map& given, const char* name,
                                  const std::vector<std::string>& allowed) {
  const std::string text = TextOf(given, name);
  if (std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return text;
  return absl::InvalidArgumentError(absl::StrCat(
      "--", name, " must be one of ", absl::StrJoin(allowed, ", "), ", not `", text, "`"));
}

absl::StatusOr<std::string> AsOf(const po::variables_map& given) {
  const std::string text = TextOf(given, "as-of");
  if (!text.empty()) {
    if (ParseDate(text)) return text;
    return absl::InvalidArgumentError(
        absl::StrCat("--as-of `", text, "` is not a date: YYYY-MM-DD"));
  }
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  const std::string today =
      FormatDate(DaysFromCivil(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1),
                               static_cast<unsigned>(local.tm_mday)));
  Say(absl::StrCat("as of ", today, " (today)"));
  return today;
}

absl::StatusOr<std::map<std::string, std::string>> Parameters(const po::variables_map& given,
                                                              const char* option) {
  std::map<std::string, std::string> parameters;
  if (given.count(option) == 0) return parameters;
  for (const std::string& pair : given[option].as<std::vector<std::string>>()) {
    const size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", option, " needs NAME=VALUE, not `", pair, "`"));
    }
    if (!parameters.emplace(pair.substr(0, equals), pair.substr(equals + 1)).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", option, " gives `", pair.substr(0, equals), "` twice"));
    }
  }
  return parameters;
}

absl::StatusOr<std::map<std::string, std::string>> FormatParameters(
    const std::string& source, std::map<std::string, std::string>& parameters) {
  std::map<std::string, std::string> of_format;
  const std::string format = ParseSource(source).format;
  for (auto at = parameters.begin(); at != parameters.end();) {
    const size_t colon = at->first.find(':');
    if (colon == std::string::npos) {
      ++at;
      continue;
    }
    if (at->first.substr(0, colon) != format) {
      return absl::InvalidArgumentError(
          absl::StrCat("--set `", at->first, "`: ", ShownSource(source), " is not given as ",
                       at->first.substr(0, colon), ":"));
    }
    of_format[at->first.substr(colon + 1)] = at->second;
    at = parameters.erase(at);
  }
  return of_format;
}

void SayErrors(const Findings& findings, const std::string& source) {
  const int64_t errors = findings.Count(Severity::kFatal) + findings.Count(Severity::kError);
  if (errors > 0) {
    Say(absl::StrCat("stelsel: ", ShownSource(source), " has ", errors,
                     errors == 1 ? " error" : " errors", " in reading; see `stelsel check`"));
  }
}

int StatusOf(const Findings& findings) {
  const int64_t errors = findings.Count(Severity::kFatal) + findings.Count(Severity::kError);
  return errors > 0 ? kDataHasErrors : kFine;
}

}  // namespace stelsel::core
