// The tables of functions that plugins and embedding programs call, but for rows
// (model_service.cc).
#include "core/host/services.h"

#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "boost/json/object.hpp"
#include "boost/json/value.hpp"
#include "core/base/date.h"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/check/write_findings.h"
#include "core/host/border.h"
#include "core/host/engine.h"
#include "core/host/parameters.h"
#include "core/host/progress.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

Engine& EngineOf(const stelsel_host* host) { return *ObjectOf(host).engine; }

// Options as an object in which only `known` members stand.
absl::StatusOr<json::object> Options(const char* text,
                                     std::initializer_list<std::string_view> known) {
  if (text == nullptr) return json::object();
  STELSEL_ASSIGN_OR_RETURN(json::value value, ParseJson(text, "options"));
  if (!value.is_object()) return absl::InvalidArgumentError("options must be a JSON object");
  for (const auto& [key, unused] : value.get_object()) {
    const std::string_view member(key.data(), key.size());
    bool found = false;
    for (const std::string_view name : known) found = found || name == member;
    if (!found)
      return absl::InvalidArgumentError(
          absl::StrCat("options have an unknown member `", std::string(member), "`"));
  }
  return std::move(value.get_object());
}

// An argument that must be given.
absl::StatusOr<std::string> Given(const char* text, std::string_view what) {
  if (text != nullptr) return std::string(text);
  return absl::InvalidArgumentError(absl::StrCat("no ", std::string(what), " was given"));
}

absl::StatusOr<Language> LanguageOf(const std::string& code) {
  if (code == "nl") return Language::kNl;
  if (code == "en") return Language::kEn;
  return absl::InvalidArgumentError(absl::StrCat("`", code, "` is no language: nl or en"));
}

absl::StatusOr<Language> LanguageIn(const json::object& options, Language otherwise) {
  STELSEL_ASSIGN_OR_RETURN(const auto code, GetOptionalString(options, "lang"));
  if (!code) return otherwise;
  return LanguageOf(*code);
}

// ---- host.document/1 ----------------------------------------------------------------------

const stelsel_document_v1 kDocument = {
    sizeof(stelsel_document_v1),
    [](stelsel_document* document, const stelsel_element* element, ArrowArrayStream* rows,
       stelsel_error* error) {
      return Guard(error, [&] { return document->document.Add(*element, rows); });
    },
    [](const stelsel_document* document) { return document->document.size(); },
    [](const stelsel_document* document, size_t index, stelsel_element* out, stelsel_error* error) {
      return Guard(error, [&] { return document->document.Get(index, out); });
    },
    [](const stelsel_document* document, size_t index, ArrowArrayStream* out,
       stelsel_error* error) {
      return Guard(error, [&] { return document->document.Rows(index, out); });
    },
    [](const stelsel_document* document) {
      return document->document.language() == Language::kNl ? "nl" : "en";
    },
};

// ---- host.findings/1 ----------------------------------------------------------------------

absl::Status WriteTo(const stelsel_findings& findings, const char* format, const char* options,
                     Output& output) {
  STELSEL_ASSIGN_OR_RETURN(const FindingFormat known,
                           ParseFindingFormat(format != nullptr ? format : ""));
  STELSEL_ASSIGN_OR_RETURN(const json::object given, Options(options, {"lang", "values"}));
  WriteOptions write;
  STELSEL_ASSIGN_OR_RETURN(write.language, LanguageIn(given, Language::kNl));
  STELSEL_ASSIGN_OR_RETURN(const auto values, GetOptionalBool(given, "values"));
  write.values = values.value_or(false);
  return WriteFindings(findings.findings, known, write,
                       [&](std::string_view bytes) { return output.Write(bytes); });
}

Severity SeverityOf(int32_t severity) {
  switch (severity) {
    case STELSEL_FATAL:
      return Severity::kFatal;
    case STELSEL_WRONG:
      return Severity::kError;
    case STELSEL_WARNING:
      return Severity::kWarning;
    default:
      return Severity::kInfo;
  }
}

const stelsel_findings_v1 kFindings = {
    sizeof(stelsel_findings_v1),
    [](const stelsel_host*, int64_t max_per_rule, stelsel_findings** out, stelsel_error* error) {
      return Guard(error, [&] {
        *out = new stelsel_findings(max_per_rule);
        return absl::OkStatus();
      });
    },
    [](stelsel_findings* findings) { delete findings; },
    [](const stelsel_findings* findings, int32_t severity) {
      const bool known = severity >= STELSEL_FATAL && severity <= STELSEL_INFO;
      return known ? findings->findings.Count(SeverityOf(severity)) : 0;
    },
    [](const stelsel_findings* findings, const char* language, ArrowArrayStream* out,
       stelsel_error* error) {
      return Guard(error, [&]() -> absl::Status {
        STELSEL_ASSIGN_OR_RETURN(const Language known,
                                 LanguageOf(language != nullptr ? language : "nl"));
        return ExportFindings(findings->findings, known, out);
      });
    },
    [](const stelsel_findings* findings, const char* format, const char* options,
       stelsel_output* out, stelsel_error* error) {
      return Guard(error, [&] { return WriteTo(*findings, format, options, *out->output); });
    },
};

// ---- host.output/1, host.log/1, host.progress/1, host.config/1 ------------------------------

stelsel_output* Own(std::unique_ptr<Output> output) {
  Output* const raw = output.get();
  return new stelsel_output{raw, std::move(output)};
}

const stelsel_output_v1 kOutput = {
    sizeof(stelsel_output_v1),
    [](stelsel_output* output, const void* bytes, size_t count, stelsel_error* error) {
      return Guard(error, [&] {
        return output->output->Write({static_cast<const char*>(bytes), count});
      });
    },
    [](const stelsel_host*, const char* path, stelsel_output** out, stelsel_error* error) {
      return Guard(error, [&]() -> absl::Status {
        STELSEL_ASSIGN_OR_RETURN(const std::string name, Given(path, "path"));
        STELSEL_ASSIGN_OR_RETURN(std::unique_ptr<Output> file, FileOutput(name));
        *out = Own(std::move(file));
        return absl::OkStatus();
      });
    },
    [](const stelsel_host*, stelsel_write_function function, void* context, stelsel_output** out,
       stelsel_error* error) {
      return Guard(error, [&] {
        *out = Own(FunctionOutput([function, context](std::string_view bytes) {
          if (function(context, bytes.data(), bytes.size()) == 0) return absl::OkStatus();
          return absl::AbortedError("whoever takes the output refused it");
        }));
        return absl::OkStatus();
      });
    },
    [](stelsel_output* output, stelsel_error* error) {
      return Guard(error, [&] { return output->output->Commit(); });
    },
    [](stelsel_output* output) { delete output; },
};

spdlog::level::level_enum LevelOf(int32_t level) {
  switch (level) {
    case STELSEL_LOG_DEBUG:
      return spdlog::level::debug;
    case STELSEL_LOG_INFO:
      return spdlog::level::info;
    case STELSEL_LOG_WARNING:
      return spdlog::level::warn;
    default:
      return spdlog::level::err;
  }
}

const stelsel_log_v1 kLog = {
    sizeof(stelsel_log_v1),
    [](const stelsel_host* host, int32_t level, const char* text) {
      Guard(nullptr, [&] {
        const HostObject& object = ObjectOf(host);
        const std::string who =
            object.plugin_id.empty() ? "" : absl::StrCat(object.plugin_id, ": ");
        object.engine->log().log(LevelOf(level), "{}{}", who, OneLine(text != nullptr ? text : ""));
        return absl::OkStatus();
      });
    },
};

const stelsel_progress_v1 kProgress = {
    sizeof(stelsel_progress_v1),
    [](stelsel_progress* progress, const char* what, int64_t done, int64_t total) {
      if (progress != nullptr && progress->function != nullptr) {
        progress->function(progress->context, what != nullptr ? what : "", done, total);
      }
    },
    [](const stelsel_progress* progress) -> int32_t {
      return progress != nullptr && progress->cancelled.load() ? 1 : 0;
    },
    [](const stelsel_host*, stelsel_progress_function function, void* context,
       stelsel_progress** out, stelsel_error* error) {
      return Guard(error, [&] {
        *out = new stelsel_progress();
        (*out)->function = function;
        (*out)->context = context;
        return absl::OkStatus();
      });
    },
    [](stelsel_progress* progress) { progress->cancelled.store(true); },
    [](stelsel_progress* progress) { delete progress; },
};

const stelsel_config_v1 kConfig = {
    sizeof(stelsel_config_v1),
    [](const stelsel_host* host, const char* key) -> const char* {
      const HostObject& object = ObjectOf(host);
      const std::string_view wanted = key != nullptr ? key : "";
      if (wanted == "language") return object.engine->language() == Language::kNl ? "nl" : "en";
      if (wanted == "plugin.id" && !object.plugin_id.empty()) return object.plugin_id.c_str();
      if (wanted == "plugin.folder" && !object.plugin_id.empty())
        return object.plugin_folder.c_str();
      return nullptr;
    },
};

// ---- host.engine/1 ------------------------------------------------------------------------

absl::Status Read(const stelsel_host* host, const char* source, const char* options,
                  stelsel_findings* findings, stelsel_progress* progress, stelsel_snapshot** out) {
  STELSEL_RETURN_IF_ERROR(Options(options, {}).status());
  STELSEL_ASSIGN_OR_RETURN(const std::string name, Given(source, "source"));
  STELSEL_ASSIGN_OR_RETURN(SnapshotPtr snapshot,
                           EngineOf(host).Read(name, findings->findings, progress));
  *out = new stelsel_snapshot(std::move(snapshot));
  return absl::OkStatus();
}

absl::Status Check(const stelsel_host* host, const stelsel_snapshot* snapshot, const char* options,
                   stelsel_findings* findings, stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const json::object given, Options(options, {"as_of"}));
  STELSEL_ASSIGN_OR_RETURN(const auto as_of, GetOptionalString(given, "as_of"));
  const std::optional<int32_t> day = as_of ? ParseDate(*as_of) : std::nullopt;
  if (as_of && !day)
    return absl::InvalidArgumentError(absl::StrCat("`", *as_of, "` is not a date: YYYY-MM-DD"));
  return EngineOf(host).Check(snapshot->snapshot, day, findings->findings, progress);
}

absl::StatusOr<ReportRequest> RequestOf(const char* options, Language language) {
  STELSEL_ASSIGN_OR_RETURN(const json::object given,
                           Options(options, {"format", "as_of", "lang", "set"}));
  ReportRequest request;
  STELSEL_ASSIGN_OR_RETURN(const auto format, GetOptionalString(given, "format"));
  STELSEL_ASSIGN_OR_RETURN(const auto as_of, GetOptionalString(given, "as_of"));
  request.format = format.value_or(request.format);
  request.as_of = as_of.value_or("");
  STELSEL_ASSIGN_OR_RETURN(request.language, LanguageIn(given, language));
  if (const json::value* set = given.if_contains("set")) {
    if (!set->is_object()) return absl::InvalidArgumentError("`set` must be an object");
    STELSEL_ASSIGN_OR_RETURN(request.parameters, ParameterTexts(set->get_object()));
  }
  return request;
}

absl::Status Run(const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
                 const char* options, stelsel_output* output, stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const ReportRequest request,
                           RequestOf(options, EngineOf(host).language()));
  STELSEL_ASSIGN_OR_RETURN(const std::string name, Given(id, "report"));
  return EngineOf(host).Report(name, snapshot->snapshot, request, *output->output, progress);
}

absl::Status Commit(const stelsel_host* host, const stelsel_snapshot* snapshot, const char* target,
                    const char* message, stelsel_progress* progress, int64_t* written) {
  STELSEL_ASSIGN_OR_RETURN(const std::string name, Given(target, "target"));
  STELSEL_ASSIGN_OR_RETURN(
      const Committed done,
      EngineOf(host).Commit(snapshot->snapshot, name, message != nullptr ? message : "", progress));
  if (written != nullptr) *written = done.written + done.erased;
  return absl::OkStatus();
}

const stelsel_engine_v1 kEngine = {
    sizeof(stelsel_engine_v1),
    [](const stelsel_host* host, const char* source, const char* options,
       stelsel_findings* findings, stelsel_progress* progress, stelsel_snapshot** out,
       stelsel_error* error) {
      return Guard(error, [&] { return Read(host, source, options, findings, progress, out); });
    },
    [](const stelsel_host* host, const stelsel_snapshot* snapshot, const char* options,
       stelsel_findings* findings, stelsel_progress* progress, stelsel_error* error) {
      return Guard(error, [&] { return Check(host, snapshot, options, findings, progress); });
    },
    [](const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
       const char* options, stelsel_output* output, stelsel_progress* progress,
       stelsel_error* error) {
      return Guard(error, [&] { return Run(host, id, snapshot, options, output, progress); });
    },
    [](const stelsel_host* host, const stelsel_snapshot* snapshot, const char* target,
       const char* message, stelsel_progress* progress, int64_t* written, stelsel_error* error) {
      return Guard(error,
                   [&] { return Commit(host, snapshot, target, message, progress, written); });
    },
};

}  // namespace

const void* FindService(std::string_view id) {
  if (id == STELSEL_HOST_MODEL) return ModelService();
  if (id == STELSEL_HOST_DOCUMENT) return &kDocument;
  if (id == STELSEL_HOST_FINDINGS) return &kFindings;
  if (id == STELSEL_HOST_OUTPUT) return &kOutput;
  if (id == STELSEL_HOST_LOG) return &kLog;
  if (id == STELSEL_HOST_PROGRESS) return &kProgress;
  if (id == STELSEL_HOST_CONFIG) return &kConfig;
  if (id == STELSEL_HOST_ENGINE) return &kEngine;
  return nullptr;
}

}  // namespace stelsel::core
