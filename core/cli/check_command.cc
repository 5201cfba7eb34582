// stelsel check: what is wrong with the data, and where.
#include <filesystem>
#include <memory>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/check/write_findings.h"
#include "core/cli/command.h"
#include "core/cli/progress_bar.h"
#include "core/host/loader.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("FORMAT"),
                        "text, ndjson, json, sarif or junit")(
      "as-of", po::value<std::string>()->value_name("DATE"),
      "the day that counts as today for rules about dates that pass, YYYY-MM-DD; otherwise the "
      "local date")("values", po::bool_switch(), "show cell values instead of their shape (99-aa)")(
      "fail-on", po::value<std::string>()->default_value("error")->value_name("SEVERITY"),
      "error or warning: from where on the exit status is 1")(
      "pack", po::value<std::vector<std::string>>()->value_name("NAME|DIR"),
      "run the rules of this plugin as well: its name, or the folder of its plugin.json")(
      "set", po::value<std::vector<std::string>>()->value_name("NAME=VALUE"),
      "a parameter of a plugin's rules, PLUGIN/NAME=VALUE, of one of them, PLUGIN/RULE/NAME=VALUE, "
      "or of the format that is read")(
      "max-findings", po::value<int64_t>()->default_value(Findings::kMaxPerRule)->value_name("N"),
      "findings of each rule to show; all are counted")(
      "baseline", po::value<std::string>()->value_name("FILE"),
      "what is known: findings of an earlier run, for which this one does not fail")(
      "write-baseline", po::value<std::string>()->value_name("FILE"),
      "write what is found into FILE, so that it is known");
}

absl::StatusOr<WriteOptions> OptionsFor(Context& context, const po::variables_map& given,
                                        const std::string& source, const Snapshot& snapshot) {
  WriteOptions options;
  options.language = context.language();
  options.values = given["values"].as<bool>();
  options.source = ShownSource(source);
  for (const auto& [table, kept_out] : snapshot.kept_out())
    options.kept_out.push_back({table, kept_out.rows});
  for (const TableSchemaPtr& schema : snapshot.schemas()->tables())
    if (snapshot.has(schema->name)) options.tables.push_back(schema->name);
  options.warnings_fail = TextOf(given, "fail-on") == "warning";
  return options;
}

int StatusWith(const Findings& findings, bool warnings_too) {
  const auto count = [&](Severity severity) {
    return findings.Count(severity, Findings::Known::kNo);
  };
  if (count(Severity::kFatal) > 0) {
    Say("stelsel: a check broke, so the result is not complete");
    return kCouldNotRun;
  }
  const int64_t errors = count(Severity::kError);
  const int64_t warnings = warnings_too ? count(Severity::kWarning) : 0;
  return errors + warnings > 0 ? kDataHasErrors : kFine;
}

// What the options say about it; null when nothing is to be known.
absl::StatusOr<std::unique_ptr<Baseline>> BaselineOf(const po::variables_map& given) {
  const bool reads = given.count("baseline") > 0, writes = given.count("write-baseline") > 0;
  if (reads && writes) {
    return absl::InvalidArgumentError(
        "--baseline and --write-baseline do not go together: a new file is written whole");
  }
  if (writes) return std::make_unique<Baseline>(Baseline::ToWrite());
  if (!reads) return nullptr;
  STELSEL_ASSIGN_OR_RETURN(Baseline baseline, Baseline::Read(TextOf(given, "baseline")));
  return std::make_unique<Baseline>(std::move(baseline));
}

// Of a check that broke nothing is kept: what it did not find would be new the next time.
absl::Status WriteBaseline(const Findings& findings, const std::string& path) {
  if (findings.Count(Severity::kFatal) == 0) return findings.baseline()->Write(path);
  Say(absl::StrCat("the check broke, so ", path, " is not written"));
  return absl::OkStatus();
}

// The plugins that --pack names, once the engine is open.
struct Packs {
  std::vector<std::string> names;
  std::vector<std::string> folders;
};

Packs PacksIn(const po::variables_map& given) {
  Packs packs;
  if (given.count("pack") == 0) return packs;
  for (const std::string& pack : given["pack"].as<std::vector<std::string>>()) {
    if (IsId(pack)) {
      packs.names.push_back(pack);
    } else {
      packs.folders.push_back(std::filesystem::absolute(pack).lexically_normal());
    }
  }
  return packs;
}

absl::StatusOr<Engine*> OpenWith(Context& context, Packs& packs) {
  for (const std::string& folder : packs.folders) context.AddPack(folder);
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  for (const std::string& folder : packs.folders) {
    STELSEL_ASSIGN_OR_RETURN(const std::string real, TrustedFolder(folder));
    for (const auto& plugin : engine->plugins().plugins())
      if (plugin->folder() == real) packs.names.push_back(plugin->manifest().id);
  }
  return engine;
}

// Of --set: what has a slash in its name is of rules, PLUGIN/NAME or PLUGIN/RULE/NAME, the rest the
// format's, with or without its name before it.
absl::Status SplitParameters(const po::variables_map& given, const std::string& source,
                             ReadRequest& read, CheckRequest& check) {
  STELSEL_ASSIGN_OR_RETURN(auto all, Parameters(given));
  STELSEL_ASSIGN_OR_RETURN(read.parameters, FormatParameters(source, all));
  for (const auto& [name, value] : all) {
    (name.find('/') == std::string::npos ? read.parameters : check.parameters)[name] = value;
  }
  return absl::OkStatus();
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string source, Required(given, "SOURCE"));
  STELSEL_ASSIGN_OR_RETURN(const FindingFormat format, ParseFindingFormat(TextOf(given, "format")));
  STELSEL_ASSIGN_OR_RETURN(const std::string fail_on,
                           OneOf(given, "fail-on", {"error", "warning"}));
  const auto most = given["max-findings"].as<int64_t>();
  if (most < 1) return absl::InvalidArgumentError("--max-findings must be 1 or more");
  ReadRequest read;
  CheckRequest check;
  STELSEL_RETURN_IF_ERROR(SplitParameters(given, source, read, check));
  STELSEL_ASSIGN_OR_RETURN(check.as_of, AsOf(given));
  Packs packs = PacksIn(given);
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, OpenWith(context, packs));
  check.packs = packs.names;
  STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<Baseline> baseline, BaselineOf(given));
  Findings findings(engine->rules(), most, baseline.get());
  SnapshotPtr snapshot;
  {
    ProgressBar bar("read");
    read.progress = bar.progress();
    STELSEL_ASSIGN_OR_RETURN(snapshot, engine->Read(source, read, findings));
  }
  {
    ProgressBar bar("check");
    check.progress = bar.progress();
    STELSEL_RETURN_IF_ERROR(engine->Check(snapshot, check, findings));
  }
  STELSEL_ASSIGN_OR_RETURN(const WriteOptions options,
                           OptionsFor(context, given, source, *snapshot));
  if (given.count("write-baseline") > 0)
    STELSEL_RETURN_IF_ERROR(WriteBaseline(findings, TextOf(given, "write-baseline")));
  STELSEL_RETURN_IF_ERROR(WriteFindings(findings, format, options, [&](std::string_view bytes) {
    return context.results().Write(bytes);
  }));
  return StatusWith(findings, fail_on == "warning");
}

}  // namespace

const Command kCheckCommand = {
    "check",
    "read a source and say what is wrong with it, and where",
    "SOURCE [--format text|ndjson|json|sarif|junit]\n"
    "                     [--as-of DATE] [--values] [--pack NAME|DIR]...\n"
    "                     [--set NAME=VALUE]...\n"
    "                     [--fail-on error|warning] [--max-findings N]\n"
    "                     [--baseline FILE | --write-baseline FILE]",
    "Reads every row, runs every rule, and prints what was found with its file,\n"
    "line and field. Cell values are shown by their shape unless asked for.\n"
    "Rules of plugins run when --pack names the plugin, or one that requires it, or\n"
    "its manifest says `always`.\n"
    "Findings of an earlier run, kept with --write-baseline, can be told apart with\n"
    "--baseline: they are counted and not shown as text, marked in other formats,\n"
    "and do not make it fail.\n"
    "Exit status 0: no errors; 1: errors; 2: it could not run.\n\n"
    "Example: stelsel check examples/landscape --lang en\n",
    AddOptions,
    {"SOURCE"},
    Run};

}  // namespace stelsel::core
