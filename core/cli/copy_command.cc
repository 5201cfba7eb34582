// stelsel copy: from one source into another, whole or not at all.
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/check/write_findings.h"
#include "core/cli/command.h"
#include "core/cli/progress_bar.h"
#include "core/host/laid_over.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()(
      "partial", po::bool_switch(),
      "leave out the rows with errors, and what refers to them, and write the rest")(
      "keep", po::bool_switch(),
      "of the tables that SOURCE has, keep the rows that it lacks: add and replace only")(
      "set", po::value<std::vector<std::string>>()->value_name("NAME=VALUE"),
      "a parameter of SOURCE's format, when a plugin reads it")(
      "set-target", po::value<std::vector<std::string>>()->value_name("NAME=VALUE"),
      "a parameter of TARGET's format, when a plugin writes it")(
      "message", po::value<std::string>()->default_value("")->value_name("TEXT"),
      "why, kept with the revision of a store")(
      "author", po::value<std::string>()->default_value("")->value_name("TEXT"),
      "who, likewise: best a function or an organisation, not a person");
}

absl::Status PrintFindings(Context& context, const Findings& findings, const std::string& source,
                           const Snapshot& snapshot) {
  WriteOptions options;
  options.language = context.language();
  options.source = ShownSource(source);
  for (const auto& [table, kept_out] : snapshot.kept_out())
    options.kept_out.push_back({table, kept_out.rows});
  return WriteFindings(findings, FindingFormat::kText, options,
                       [&](std::string_view bytes) { return context.results().Write(bytes); });
}

std::string LeftOutLine(Language language, const std::map<std::string, int64_t>& left_out) {
  std::string line = language == Language::kNl
                         ? "weggelaten, want fout of verwijzend naar iets fouts:"
                         : "left out, as wrong or referring to what is wrong:";
  for (const auto& [table, rows] : left_out) absl::StrAppend(&line, " ", table, " ", rows);
  return line + "\n";
}

const char* Rows(int64_t count, bool dutch) {
  if (dutch) return count == 1 ? " rij" : " rijen";
  return count == 1 ? " row" : " rows";
}

// The rows of the target, where there is one, with those of the source laid over them. They are
// checked together, so that a part of a landscape may refer to the rest.
absl::StatusOr<SnapshotPtr> OverTarget(Engine& engine, const std::string& target,
                                       const SnapshotPtr& snapshot, ProgressBar& bar) {
  ReadRequest read;
  read.progress = bar.progress();
  Findings findings(engine.rules());
  absl::StatusOr<SnapshotPtr> base = engine.Read(target, read, findings);
  if (base.status().code() == absl::StatusCode::kNotFound) return snapshot;
  STELSEL_RETURN_IF_ERROR(base.status());
  const int64_t unread = findings.Count(Severity::kFatal) + findings.Count(Severity::kError);
  if (unread > 0) {
    return absl::FailedPreconditionError(
        absl::StrCat(target, " has rows that cannot be read, so nothing can be laid over it"));
  }
  return LaidOver(*base, snapshot);
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string source, Required(given, "SOURCE"));
  STELSEL_ASSIGN_OR_RETURN(const std::string target, Required(given, "TARGET"));
  const bool partial = given["partial"].as<bool>(), keep = given["keep"].as<bool>();
  if (partial && keep)
    return absl::InvalidArgumentError("--partial and --keep cannot be given together");
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  ProgressBar bar("copy");
  ReadRequest read;
  STELSEL_ASSIGN_OR_RETURN(auto parameters, Parameters(given));
  STELSEL_ASSIGN_OR_RETURN(read.parameters, FormatParameters(source, parameters));
  read.parameters.merge(parameters);
  read.progress = bar.progress();
  Findings findings(engine->rules());
  STELSEL_ASSIGN_OR_RETURN(SnapshotPtr snapshot, engine->Read(source, read, findings));
  if (keep) {
    STELSEL_ASSIGN_OR_RETURN(snapshot, OverTarget(*engine, target, snapshot, bar));
  }
  CheckRequest check;
  check.progress = bar.progress();
  STELSEL_RETURN_IF_ERROR(engine->Check(snapshot, check, findings));
  const int64_t errors = findings.Count(Severity::kFatal) + findings.Count(Severity::kError);
  const bool dutch = context.language() == Language::kNl;
  if (errors > 0) {
    STELSEL_RETURN_IF_ERROR(PrintFindings(context, findings, source, *snapshot));
    if (!partial) {
      STELSEL_RETURN_IF_ERROR(
          context.results().Write(dutch ? "Er is niets geschreven.\n" : "Nothing was written.\n"));
      return kDataHasErrors;
    }
    std::map<std::string, int64_t> left_out;
    STELSEL_ASSIGN_OR_RETURN(snapshot, WithoutFailedRows(snapshot, findings, left_out));
    if (!left_out.empty())
      STELSEL_RETURN_IF_ERROR(context.results().Write(LeftOutLine(context.language(), left_out)));
  }
  CommitWords words{TextOf(given, "message"), TextOf(given, "author")};
  STELSEL_ASSIGN_OR_RETURN(words.parameters, Parameters(given, "set-target"));
  STELSEL_ASSIGN_OR_RETURN(const Committed done,
                           engine->Commit(snapshot, target, words, bar.progress()));
  std::string told = absl::StrCat(ShownSource(target), ": ", done.written,
                                  Rows(done.written, dutch), dutch ? " geschreven" : " written");
  if (done.erased > 0) {
    absl::StrAppend(&told, ", ", done.erased, Rows(done.erased, dutch),
                    dutch ? " verwijderd die SOURCE niet heeft" : " erased that SOURCE lacks");
  }
  if (done.revision > 0)
    absl::StrAppend(&told, dutch ? ", revisie " : ", revision ", done.revision);
  STELSEL_RETURN_IF_ERROR(context.results().Write(told + "\n"));
  return errors > 0 ? kDataHasErrors : kFine;
}

}  // namespace

const Command kCopyCommand = {
    "copy",
    "check a source and write it into a folder or store",
    "SOURCE TARGET [--partial|--keep] [--message TEXT]\n"
    "[--author TEXT] [--set NAME=VALUE]... [--set-target NAME=VALUE]...",
    "Makes the tables of TARGET hold what those of SOURCE hold, whole or not at\n"
    "all: of a table that SOURCE has, rows that it lacks are erased; tables that it\n"
    "lacks stay. With --keep those rows stay too: for a SOURCE with a part, such as\n"
    "one region, which is then checked together with what TARGET has.\n"
    "To a store goes only what changed, as one commit, and the revision that it\n"
    "holds then is told; when nothing changed that is the one it had. Of a store one\n"
    "revision is copied, not the past: `history --backup` copies all. When SOURCE\n"
    "has errors nothing is written and the exit status is 1; --partial writes the\n"
    "rest.\n\n"
    "Example: stelsel copy examples/landscape sqlite:landscape.sqlite\n",
    AddOptions,
    {"SOURCE", "TARGET"},
    Run};

}  // namespace stelsel::core
