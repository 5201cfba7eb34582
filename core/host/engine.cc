#include "core/host/engine.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/date.h"
#include "core/base/status.h"
#include "core/check/checks.h"
#include "core/host/kept_out_note.h"
#include "core/host/pack_data.h"
#include "core/host/plugin_format.h"
#include "core/host/progress.h"
#include "core/host/rule_runs.h"
#include "core/host/stores.h"
#include "core/io/package.h"
#include "core/model/pack_rows.h"
#include "spdlog/sinks/stdout_sinks.h"

namespace stelsel::core {
namespace {

constexpr std::string_view kCsv = "csv";

// For rules about dates that pass; absent when none is given.
absl::StatusOr<std::optional<int32_t>> DayOf(const std::string& as_of) {
  if (as_of.empty()) return std::optional<int32_t>();
  const std::optional<int32_t> day = ParseDate(as_of);
  if (day) return day;
  return absl::InvalidArgumentError(absl::StrCat("`", as_of, "` is not a date: YYYY-MM-DD"));
}

absl::Status NeedDay(const std::string& as_of) {
  STELSEL_ASSIGN_OR_RETURN(const auto day, DayOf(as_of));
  return day ? absl::OkStatus() : absl::InvalidArgumentError("`` is not a date: YYYY-MM-DD");
}

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
  STELSEL_ASSIGN_OR_RETURN(
      plugins_, PluginSet::Find({options_.plugin_folders, options_.packs, options_.lock}, this));
  std::vector<TableSchemaPtr> tables = CoreTables();
  for (const auto& plugin : plugins_->plugins()) {
    tables.insert(tables.end(), plugin->tables().begin(), plugin->tables().end());
  }
  STELSEL_ASSIGN_OR_RETURN(schemas_, SchemaSet::Create(std::move(tables)));
  return CollectRules();
}

absl::Status Engine::CollectRules() {
  std::vector<Rule> rules = CoreRules().all();
  for (const auto& plugin : plugins_->plugins()) {
    for (const SqlRule& rule : plugin->sql_rules()) {
      if (rule.rule.table.empty() || schemas_->Find(rule.rule.table) != nullptr) continue;
      return absl::InvalidArgumentError(absl::StrCat(rule.file, ":", rule.table_line, ": table `",
                                                     rule.rule.table, "` is not known"));
    }
    for (const Rule& rule : plugin->manifest().rules) {
      if (!rule.table.empty() && schemas_->Find(rule.table) == nullptr) {
        return absl::InvalidArgumentError(absl::StrCat("plugin ", plugin->manifest().id, ": rule ",
                                                       rule.id, " is about table ", rule.table,
                                                       ", which is not known"));
      }
      rules.push_back(rule);
    }
  }
  STELSEL_ASSIGN_OR_RETURN(Registry registry, Registry::Create(std::move(rules)));
  rules_ = std::make_unique<Registry>(std::move(registry));
  return absl::OkStatus();
}

absl::StatusOr<Engine::Keeper> Engine::KeeperOf(const SourceName& name) const {
  if (name.path.empty())
    return absl::InvalidArgumentError("a source needs a path: [FORMAT:]PATH[@REVISION]");
  Keeper keeper;
  if (name.format.empty()) {
    keeper.store = plugins_->FindByEnding(STELSEL_STORE, name.path);
    if (keeper.store.offer == nullptr)
      keeper.format = plugins_->FindByEnding(STELSEL_FORMAT, name.path);
  } else if (!IsFileFormat(name.format)) {
    keeper.store = plugins_->FindById(STELSEL_STORE, name.format);
    keeper.format = plugins_->FindById(STELSEL_FORMAT, name.format);
    if (keeper.store.offer == nullptr && keeper.format.offer == nullptr) {
      std::vector<std::string> known(kFileFormats.begin(), kFileFormats.end());
      for (const char* capability : {STELSEL_FORMAT, STELSEL_STORE}) {
        for (std::string& id : plugins_->Names(capability)) known.push_back(std::move(id));
      }
      return absl::NotFoundError(absl::StrCat(
          "no format or store is called `", name.format, "`; known are ",
          absl::StrJoin(known, ", "),
          plugins_->plugins().empty() ? "; stores are plugins, and none was found" : ""));
    }
  }
  if (keeper.store.offer == nullptr && !name.revision.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name.path, " has no revisions: only a store has"));
  }
  return keeper;
}

absl::StatusOr<Offered> Engine::StoreOf(const SourceName& name) const {
  STELSEL_ASSIGN_OR_RETURN(const Keeper keeper, KeeperOf(name));
  if (keeper.store.offer != nullptr) return keeper.store;
  return absl::InvalidArgumentError(
      absl::StrCat(name.Shown(), " has no revisions: only a store has"));
}

absl::Status Engine::History(const std::string& source, ArrowArrayStream* out) {
  const SourceName name = ParseSource(source);
  STELSEL_ASSIGN_OR_RETURN(const Offered store, StoreOf(name));
  return StoreHistory(store, name, out);
}

absl::Status Engine::Verify(const std::string& source, stelsel_progress* progress) {
  const SourceName name = ParseSource(source);
  STELSEL_ASSIGN_OR_RETURN(const Offered store, StoreOf(name));
  return VerifyStore(store, name, schemas_, progress);
}

absl::Status Engine::BackUp(const std::string& source, const std::string& path,
                            stelsel_progress* progress) {
  const SourceName name = ParseSource(source);
  STELSEL_ASSIGN_OR_RETURN(const Offered store, StoreOf(name));
  if (!name.revision.empty())
    return absl::InvalidArgumentError("a backup has all revisions: name the store without one");
  const SourceName copy = ParseSource(path);
  if (!copy.format.empty() || !copy.revision.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("a backup is a new file, so name a path: ", copy.Shown(), " is none"));
  }
  return BackUpStore(store, name, path, progress);
}

absl::StatusOr<SnapshotPtr> Engine::Read(const std::string& source, const ReadRequest& request,
                                         FindingSink& findings) {
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr snapshot, ReadRows(source, request, findings));
  return WithPackRows(snapshot, *plugins_, findings);
}

absl::StatusOr<SnapshotPtr> Engine::ReadRows(const std::string& source, const ReadRequest& request,
                                             FindingSink& findings) {
  const SourceName name = ParseSource(source);
  STELSEL_ASSIGN_OR_RETURN(const Keeper keeper, KeeperOf(name));
  if (keeper.format.offer != nullptr) {
    RunRequest run;
    run.language = options_.language;
    run.parameters = request.parameters;
    run.progress = request.progress;
    return ReadFormat(keeper.format, name.path, schemas_, run, findings);
  }
  if (!request.parameters.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(source,
                     " takes no parameters: it is of no plugin's format; those of rules are called "
                     "PLUGIN/NAME or PLUGIN/RULE/NAME"));
  }
  if (keeper.store.offer != nullptr)
    return ReadStore(keeper.store, name, schemas_, findings, request.progress);
  return ReadSource(name.path, schemas_, findings,
                    {ProgressFunction(request.progress), name.format, request.threads});
}

absl::Status Engine::Check(const SnapshotPtr& snapshot, const CheckRequest& request,
                           FindingSink& findings) {
  STELSEL_ASSIGN_OR_RETURN(const std::optional<int32_t> day, DayOf(request.as_of));
  for (const std::string& pack : request.packs)
    STELSEL_RETURN_IF_ERROR(plugins_->Get(pack).status());
  const std::vector<Plugin*> wanted = plugins_->WithRequired(request.packs, true);
  STELSEL_RETURN_IF_ERROR(CheckRuleParameters(wanted, request.parameters));
  PackRowFilter filter(wanted, findings);
  STELSEL_RETURN_IF_ERROR(
      CheckSnapshot(snapshot, {day, ProgressFunction(request.progress), request.threads}, filter));
  RunRequest run;
  run.snapshot = snapshot;
  run.as_of = request.as_of;
  run.language = options_.language;
  run.parameters = request.parameters;
  run.progress = request.progress;
  const Offered sql = plugins_->FindById(STELSEL_QUERY, kSql);
  for (Plugin* const plugin : wanted) STELSEL_RETURN_IF_ERROR(RunRules(*plugin, sql, run, filter));
  return absl::OkStatus();
}

absl::StatusOr<stelsel_document> Engine::MakeDocument(const std::string& id,
                                                      const RunRequest& request) {
  STELSEL_ASSIGN_OR_RETURN(const Offered report, plugins_->FindByName(STELSEL_REPORT, id));
  STELSEL_RETURN_IF_ERROR(NeedDay(request.as_of));
  STELSEL_ASSIGN_OR_RETURN(const void* const table, report.plugin->Capability(STELSEL_REPORT));
  const auto& functions = *static_cast<const stelsel_report_v1*>(table);
  stelsel_document document{
      Document(request.language, KeptOutNote(*request.snapshot, request.language)),
      request.progress};
  STELSEL_RETURN_IF_ERROR(
      CallRun(report, id, request, [&](const stelsel_run& run, stelsel_error* error) {
        return functions.run(functions.self, report.offer->id.c_str(), &run, &document, error);
      }));
  if (document.document.size() == 0) return absl::InternalError(absl::StrCat(id, " wrote nothing"));
  return document;
}

absl::StatusOr<Offered> Engine::RendererOf(const std::string& format) const {
  const Offered renderer = plugins_->FindById(STELSEL_RENDERER, format);
  if (renderer.offer != nullptr) return renderer;
  return absl::NotFoundError(absl::StrCat("no renderer makes `", format, "`; known are ",
                                          absl::StrJoin(plugins_->Names(STELSEL_RENDERER), ", ")));
}

absl::Status Engine::Render(const stelsel_document& document, const Offered& renderer,
                            Output& output) {
  STELSEL_ASSIGN_OR_RETURN(const void* const table, renderer.plugin->Capability(STELSEL_RENDERER));
  const auto& functions = *static_cast<const stelsel_renderer_v1*>(table);
  const std::string& format = renderer.offer->id;
  stelsel_output lent{&output, nullptr};
  stelsel_error error = STELSEL_ERROR_INIT;
  const auto entered = renderer.plugin->Enter();
  const int32_t code = functions.render(functions.self, format.c_str(), &document, &lent, &error);
  return FromCode(code, error, absl::StrCat("renderer ", format));
}

absl::Status Engine::Report(const std::string& id, const RunRequest& request,
                            const std::string& format, Output& output) {
  STELSEL_ASSIGN_OR_RETURN(const Offered renderer, RendererOf(format));
  STELSEL_ASSIGN_OR_RETURN(const stelsel_document document, MakeDocument(id, request));
  return Render(document, renderer, output);
}

absl::Status Engine::Calculate(const std::string& id, const RunRequest& request,
                               ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const Offered offered, plugins_->FindByName(STELSEL_CALCULATION, id));
  STELSEL_RETURN_IF_ERROR(NeedDay(request.as_of));
  return RunCalculation(offered, id, request, out);
}

absl::Status Engine::Query(const std::string& language, const std::string& text,
                           const RunRequest& request, ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const Offered offered, plugins_->FindByName(STELSEL_QUERY, language));
  STELSEL_RETURN_IF_ERROR(DayOf(request.as_of).status());
  return RunQuery(offered, text, request, out);
}

absl::StatusOr<Committed> Engine::Commit(const SnapshotPtr& given, const std::string& target,
                                         const CommitWords& words, stelsel_progress* progress) {
  if (given->as_of()) {
    return absl::FailedPreconditionError(
        "a snapshot read as of a date is not the whole and cannot be committed");
  }
  const SnapshotPtr snapshot = WithoutPackRows(given);
  const SourceName name = ParseSource(target);
  if (!name.revision.empty())
    return absl::InvalidArgumentError("a target has no revision: a commit makes one");
  STELSEL_ASSIGN_OR_RETURN(const Keeper keeper, KeeperOf(name));
  if (!words.parameters.empty() && keeper.format.offer == nullptr)
    return absl::InvalidArgumentError(
        "a target that no plugin's format writes takes no parameters");
  if (keeper.store.offer != nullptr) {
    // What is as it was read is to be there whole, as it was.
    SnapshotPtr stored = given->origin().revision.empty() ? given->stored() : nullptr;
    STELSEL_ASSIGN_OR_RETURN(const Committed done,
                             CommitToStore(keeper.store, name, snapshot, stored, words, progress));
    if (stored != nullptr) given->SetStored(std::move(stored));
    return done;
  }
  if (!words.message.empty() || !words.author.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name.Shown(), " keeps no message and no author: only a store does"));
  }
  Committed done;
  for (const TableSchemaPtr& schema : schemas_->tables()) {
    if (snapshot->has(schema->name)) done.written += snapshot->table(schema->name)->row_count();
  }
  if (keeper.format.offer != nullptr) {
    RunRequest run;
    run.snapshot = snapshot;
    run.language = options_.language;
    run.parameters = words.parameters;
    run.progress = progress;
    STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<Output> file, FileOutput(name.path));
    STELSEL_RETURN_IF_ERROR(WriteFormat(keeper.format, run, *file, name.path));
    STELSEL_RETURN_IF_ERROR(file->Commit());
    return done;
  }
  if (!name.format.empty() && name.format != kCsv) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", name.format, "` is read, not written; csv is, as a package in a folder"));
  }
  if (IsFileName(name.path)) {
    return absl::InvalidArgumentError(
        absl::StrCat(name.path, " is one file; a package is a folder"));
  }
  STELSEL_RETURN_IF_ERROR(WritePackage(*snapshot, name.path));
  return done;
}

}  // namespace stelsel::core
