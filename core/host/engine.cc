#include "core/host/engine.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/date.h"
#include "core/base/status.h"
#include "core/check/checks.h"
#include "core/host/parameters.h"
#include "core/host/progress.h"
#include "core/host/services.h"
#include "core/host/stores.h"
#include "core/io/package.h"
#include "spdlog/sinks/stdout_sinks.h"

namespace stelsel::core {
namespace {

constexpr std::string_view kCsv = "csv";

std::string Code(Language language) { return language == Language::kNl ? "nl" : "en"; }

// A snapshot as a plugin sees it: one that retains it may keep it after the call.
struct ReleaseSnapshot {
  void operator()(const stelsel_snapshot* snapshot) const { ModelService()->release(snapshot); }
};
using LentSnapshot = std::unique_ptr<const stelsel_snapshot, ReleaseSnapshot>;

}  // namespace

Engine::Engine(EngineOptions options)
    : options_(std::move(options)),
      host_{{sizeof(stelsel_host), STELSEL_VERSION,
             [](const stelsel_host*, const char* id) {
               return FindService(id != nullptr ? id : "");
             }},
            this,
            "",
            ""},
      log_(std::make_shared<spdlog::logger>("stelsel",
                                            std::make_shared<spdlog::sinks::stderr_sink_mt>())) {
  log_->set_pattern("stelsel: %l: %v");
  log_->set_level(spdlog::level::from_str(options_.log));
}

Engine::~Engine() = default;

absl::StatusOr<std::unique_ptr<Engine>> Engine::Open(const EngineOptions& options) {
  std::unique_ptr<Engine> engine(new Engine(options));
  STELSEL_RETURN_IF_ERROR(engine->Start());
  return engine;
}

absl::Status Engine::Start() {
  STELSEL_ASSIGN_OR_RETURN(plugins_, PluginSet::Find(options_.plugin_folders, this));
  std::vector<TableSchemaPtr> tables = CoreTables();
  for (const auto& plugin : plugins_->plugins()) {
    tables.insert(tables.end(), plugin->tables().begin(), plugin->tables().end());
  }
  STELSEL_ASSIGN_OR_RETURN(schemas_, SchemaSet::Create(std::move(tables)));
  return absl::OkStatus();
}

// Nothing when the source is one of our own files and folders.
absl::StatusOr<std::optional<Offered>> Engine::StoreOf(const SourceName& name) const {
  if (name.path.empty())
    return absl::InvalidArgumentError("a source needs a path: [FORMAT:]PATH[@REVISION]");
  Offered offered;
  if (name.format.empty()) {
    offered = plugins_->FindByEnding(STELSEL_STORE, name.path);
  } else if (!IsFileFormat(name.format)) {
    offered = plugins_->FindById(STELSEL_STORE, name.format);
    if (offered.offer == nullptr) {
      std::vector<std::string> known = plugins_->Names(STELSEL_STORE);
      known.insert(known.begin(), kFileFormats.begin(), kFileFormats.end());
      return absl::NotFoundError(absl::StrCat("no format or store is called `", name.format,
                                              "`; known are ", absl::StrJoin(known, ", ")));
    }
  }
  if (offered.offer != nullptr) return std::optional<Offered>(offered);
  if (!name.revision.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name.path, " has no revisions: only a store has"));
  }
  return std::optional<Offered>();
}

absl::StatusOr<SnapshotPtr> Engine::Read(const std::string& source, FindingSink& findings,
                                         stelsel_progress* progress) {
  const SourceName name = ParseSource(source);
  STELSEL_ASSIGN_OR_RETURN(const std::optional<Offered> store, StoreOf(name));
  if (store) return ReadStore(*store, name, schemas_, findings, progress);
  return ReadSource(name.path, schemas_, findings, {ProgressFunction(progress), name.format});
}

absl::Status Engine::Check(const SnapshotPtr& snapshot, std::optional<int32_t> as_of,
                           FindingSink& findings, stelsel_progress* progress) {
  return CheckSnapshot(snapshot, {as_of, ProgressFunction(progress)}, findings);
}

absl::StatusOr<stelsel_document> Engine::RunReport(const std::string& id,
                                                   const SnapshotPtr& snapshot,
                                                   const ReportRequest& request,
                                                   stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const Offered report, plugins_->FindByName(STELSEL_REPORT, id));
  if (!ParseDate(request.as_of)) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", request.as_of, "` is not a date: YYYY-MM-DD"));
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string parameters,
                           CheckParameters(report.offer->parameters, request.parameters));
  STELSEL_ASSIGN_OR_RETURN(const void* const table, report.plugin->Capability(STELSEL_REPORT));
  const auto& functions = *static_cast<const stelsel_report_v1*>(table);
  const LentSnapshot given(new stelsel_snapshot(snapshot));
  const std::string language = Code(request.language);
  const stelsel_run run = {sizeof run,       given.get(),        request.as_of.c_str(),
                           language.c_str(), parameters.c_str(), snapshot->origin().source.c_str(),
                           progress};
  stelsel_document document{Document(request.language)};
  stelsel_error error = STELSEL_ERROR_INIT;
  const auto entered = report.plugin->Enter();
  const int32_t code =
      functions.run(functions.self, report.offer->id.c_str(), &run, &document, &error);
  STELSEL_RETURN_IF_ERROR(FromCode(code, error, id));
  if (document.document.size() == 0) return absl::InternalError(absl::StrCat(id, " wrote nothing"));
  return document;
}

absl::Status Engine::Report(const std::string& id, const SnapshotPtr& snapshot,
                            const ReportRequest& request, Output& output,
                            stelsel_progress* progress) {
  const Offered renderer = plugins_->FindById(STELSEL_RENDERER, request.format);
  if (renderer.offer == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("no renderer makes `", request.format, "`; known are ",
                     absl::StrJoin(plugins_->Names(STELSEL_RENDERER), ", ")));
  }
  STELSEL_ASSIGN_OR_RETURN(const stelsel_document document,
                           RunReport(id, snapshot, request, progress));
  STELSEL_ASSIGN_OR_RETURN(const void* const table, renderer.plugin->Capability(STELSEL_RENDERER));
  const auto& functions = *static_cast<const stelsel_renderer_v1*>(table);
  stelsel_output lent{&output, nullptr};
  stelsel_error error = STELSEL_ERROR_INIT;
  const auto entered = renderer.plugin->Enter();
  const int32_t code =
      functions.render(functions.self, request.format.c_str(), &document, &lent, &error);
  return FromCode(code, error, absl::StrCat("renderer ", request.format));
}

absl::StatusOr<Committed> Engine::Commit(const SnapshotPtr& snapshot, const std::string& target,
                                         const std::string& message, stelsel_progress* progress) {
  if (snapshot->as_of()) {
    return absl::FailedPreconditionError(
        "a snapshot read as of a date is not the whole and cannot be committed");
  }
  const SourceName name = ParseSource(target);
  if (!name.revision.empty())
    return absl::InvalidArgumentError("a target has no revision: a commit makes one");
  STELSEL_ASSIGN_OR_RETURN(const std::optional<Offered> store, StoreOf(name));
  if (store) return CommitToStore(*store, name, snapshot, message, progress);
  if (!name.format.empty() && name.format != kCsv) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", name.format, "` is read, not written; csv is, as a package in a folder"));
  }
  if (IsFileName(name.path)) {
    return absl::InvalidArgumentError(
        absl::StrCat(name.path, " is one file; a package is a folder"));
  }
  STELSEL_RETURN_IF_ERROR(WritePackage(*snapshot, name.path));
  Committed done;
  for (const TableSchemaPtr& schema : schemas_->tables()) {
    if (snapshot->has(schema->name)) done.written += snapshot->table(schema->name)->row_count();
  }
  return done;
}

}  // namespace stelsel::core
