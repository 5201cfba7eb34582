// The tables of functions that plugins and embedding programs call, but for rows
// (model_service.cc), the main jobs (engine_service.cc) and formats (plugin_format.cc).
#include "core/host/services.h"

#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "boost/json/object.hpp"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/check/write_findings.h"
#include "core/host/border.h"
#include "core/host/engine.h"
#include "core/host/options.h"
#include "core/host/plugin_format.h"
#include "core/host/progress.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

// ---- host.document/1 ----------------------------------------------------------------------

// A report that is to stop stops at its next element.
absl::Status AddElement(stelsel_document& document, const stelsel_element& element,
                        ArrowArrayStream* rows) {
  STELSEL_RETURN_IF_ERROR(document.document.Add(element, rows));
  return Advance(document.progress, "report", static_cast<int64_t>(document.document.size()), 0);
}

const stelsel_document_v1 kDocument = {
    sizeof(stelsel_document_v1),
    [](stelsel_document* document, const stelsel_element* element, ArrowArrayStream* rows,
       stelsel_error* error) {
      return Guard(error, [&] { return AddElement(*document, *element, rows); });
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
  STELSEL_ASSIGN_OR_RETURN(const json::object given,
                           ReadOptionsObject(options, {"lang", "values"}));
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
    [](const stelsel_host* host, int64_t max_per_rule, stelsel_findings** out,
       stelsel_error* error) {
      return Guard(error, [&] {
        *out = new stelsel_findings(ObjectOf(host).engine->rules(), max_per_rule);
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
        STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(path, "path"));
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
      return progress != nullptr && progress->IsCancelled() ? 1 : 0;
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

}  // namespace

const void* FindService(std::string_view id) {
  if (id == STELSEL_HOST_MODEL) return ModelService();
  if (id == STELSEL_HOST_DOCUMENT) return &kDocument;
  if (id == STELSEL_HOST_FINDINGS) return &kFindings;
  if (id == STELSEL_HOST_OUTPUT) return &kOutput;
  if (id == STELSEL_HOST_LOG) return &kLog;
  if (id == STELSEL_HOST_PROGRESS) return &kProgress;
  if (id == STELSEL_HOST_CONFIG) return &kConfig;
  if (id == STELSEL_HOST_ENGINE) return EngineService();
  if (id == STELSEL_HOST_READING) return ReadingService();
  return nullptr;
}

}  // namespace stelsel::core
