// host.engine/1: the main jobs, for programs that embed stelsel.
#include <utility>

#include "absl/strings/str_cat.h"
#include "boost/json/object.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/host/border.h"
#include "core/host/engine.h"
#include "core/host/options.h"
#include "core/host/services.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

Engine& EngineOf(const stelsel_host* host) { return *ObjectOf(host).engine; }

absl::Status Read(const stelsel_host* host, const char* source, const char* options,
                  stelsel_findings* findings, stelsel_progress* progress, stelsel_snapshot** out) {
  STELSEL_ASSIGN_OR_RETURN(const json::object given,
                           ReadOptionsObject(options, {"set", "threads"}));
  ReadRequest request;
  request.progress = progress;
  STELSEL_ASSIGN_OR_RETURN(request.parameters, SetIn(given));
  STELSEL_ASSIGN_OR_RETURN(request.threads, ThreadsIn(given));
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(source, "source"));
  STELSEL_ASSIGN_OR_RETURN(SnapshotPtr snapshot,
                           EngineOf(host).Read(name, request, findings->findings));
  *out = new stelsel_snapshot(std::move(snapshot));
  return absl::OkStatus();
}

absl::Status Check(const stelsel_host* host, const stelsel_snapshot* snapshot, const char* options,
                   stelsel_findings* findings, stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const json::object given,
                           ReadOptionsObject(options, {"as_of", "packs", "set", "threads"}));
  CheckRequest request;
  request.progress = progress;
  STELSEL_ASSIGN_OR_RETURN(const auto as_of, GetOptionalString(given, "as_of"));
  if (as_of && as_of->empty()) return absl::InvalidArgumentError("`` is not a date: YYYY-MM-DD");
  request.as_of = as_of.value_or("");
  STELSEL_ASSIGN_OR_RETURN(request.packs, GetStringArray(given, "packs"));
  STELSEL_ASSIGN_OR_RETURN(request.parameters, SetIn(given));
  STELSEL_ASSIGN_OR_RETURN(request.threads, ThreadsIn(given));
  return EngineOf(host).Check(snapshot->snapshot, request, findings->findings);
}

// Of options of which `format` is one where it is a report's.
absl::StatusOr<RunRequest> RequestOf(const json::object& given, const stelsel_snapshot* snapshot,
                                     Language language, stelsel_progress* progress) {
  RunRequest request;
  request.snapshot = snapshot->snapshot;
  request.progress = progress;
  STELSEL_ASSIGN_OR_RETURN(const auto as_of, GetOptionalString(given, "as_of"));
  request.as_of = as_of.value_or("");
  STELSEL_ASSIGN_OR_RETURN(request.language, LanguageIn(given, language));
  STELSEL_ASSIGN_OR_RETURN(request.parameters, SetIn(given));
  request.scalars = ScalarsIn(given);
  return request;
}

absl::Status Run(const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
                 const char* options, stelsel_output* output, stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const json::object given,
                           ReadOptionsObject(options, {"format", "as_of", "lang", "set"}));
  STELSEL_ASSIGN_OR_RETURN(const auto format, GetOptionalString(given, "format"));
  STELSEL_ASSIGN_OR_RETURN(const RunRequest request,
                           RequestOf(given, snapshot, EngineOf(host).language(), progress));
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(id, "report"));
  return EngineOf(host).Report(name, request, format.value_or("html"), *output->output);
}

absl::Status Calculate(const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
                       const char* options, stelsel_progress* progress, ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const json::object given,
                           ReadOptionsObject(options, {"as_of", "lang", "set"}));
  STELSEL_ASSIGN_OR_RETURN(const RunRequest request,
                           RequestOf(given, snapshot, EngineOf(host).language(), progress));
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(id, "calculation"));
  return EngineOf(host).Calculate(name, request, out);
}

absl::Status Query(const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
                   const char* text, const char* options, stelsel_progress* progress,
                   ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const json::object given,
                           ReadOptionsObject(options, {"as_of", "lang", "set"}));
  STELSEL_ASSIGN_OR_RETURN(const RunRequest request,
                           RequestOf(given, snapshot, EngineOf(host).language(), progress));
  STELSEL_ASSIGN_OR_RETURN(const std::string language, GivenText(id, "query language"));
  STELSEL_ASSIGN_OR_RETURN(const std::string asked, GivenText(text, "query"));
  return EngineOf(host).Query(language, asked, request, out);
}

absl::Status Commit(const stelsel_host* host, const stelsel_snapshot* snapshot, const char* target,
                    const char* message, stelsel_progress* progress, int64_t* written) {
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(target, "target"));
  STELSEL_ASSIGN_OR_RETURN(
      const Committed done,
      EngineOf(host).Commit(snapshot->snapshot, name, {message != nullptr ? message : "", ""},
                            progress));
  if (written != nullptr) *written = done.written + done.erased;
  return absl::OkStatus();
}

absl::Status CommitWith(const stelsel_host* host, const stelsel_snapshot* snapshot,
                        const char* target, const char* options, stelsel_progress* progress,
                        stelsel_committed* out) {
  STELSEL_ASSIGN_OR_RETURN(const json::object given,
                           ReadOptionsObject(options, {"message", "author", "set"}));
  STELSEL_ASSIGN_OR_RETURN(const auto message, GetOptionalString(given, "message"));
  STELSEL_ASSIGN_OR_RETURN(const auto author, GetOptionalString(given, "author"));
  CommitWords words{message.value_or(""), author.value_or("")};
  STELSEL_ASSIGN_OR_RETURN(words.parameters, SetIn(given));
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(target, "target"));
  STELSEL_ASSIGN_OR_RETURN(const Committed done,
                           EngineOf(host).Commit(snapshot->snapshot, name, words, progress));
  if (out == nullptr) return absl::OkStatus();
  out->written = done.written;
  out->erased = done.erased;
  out->revision = done.revision;
  return absl::OkStatus();
}

absl::Status History(const stelsel_host* host, const char* source, ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(source, "source"));
  return EngineOf(host).History(name, out);
}

absl::Status Verify(const stelsel_host* host, const char* source, stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(source, "source"));
  return EngineOf(host).Verify(name, progress);
}

absl::Status BackUp(const stelsel_host* host, const char* source, const char* path,
                    stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GivenText(source, "source"));
  STELSEL_ASSIGN_OR_RETURN(const std::string to, GivenText(path, "path"));
  return EngineOf(host).BackUp(name, to, progress);
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
    [](const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
       const char* options, stelsel_progress* progress, ArrowArrayStream* out,
       stelsel_error* error) {
      return Guard(error, [&] { return Calculate(host, id, snapshot, options, progress, out); });
    },
    [](const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot, const char* text,
       const char* options, stelsel_progress* progress, ArrowArrayStream* out,
       stelsel_error* error) {
      return Guard(error, [&] { return Query(host, id, snapshot, text, options, progress, out); });
    },
    [](const stelsel_host* host, const stelsel_snapshot* snapshot, const char* target,
       const char* options, stelsel_progress* progress, stelsel_committed* out,
       stelsel_error* error) {
      return Guard(error,
                   [&] { return CommitWith(host, snapshot, target, options, progress, out); });
    },
    [](const stelsel_host* host, const char* source, ArrowArrayStream* out, stelsel_error* error) {
      return Guard(error, [&] { return History(host, source, out); });
    },
    [](const stelsel_host* host, const char* source, stelsel_progress* progress,
       stelsel_error* error) {
      return Guard(error, [&] { return Verify(host, source, progress); });
    },
    [](const stelsel_host* host, const char* source, const char* path, stelsel_progress* progress,
       stelsel_error* error) {
      return Guard(error, [&] { return BackUp(host, source, path, progress); });
    },
};

}  // namespace

const stelsel_engine_v1* EngineService() { return &kEngine; }

}  // namespace stelsel::core
