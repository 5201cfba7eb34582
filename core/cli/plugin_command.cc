// stelsel plugin list|info: which plugins were found, and what they say of themselves, without
// loading any; new: the beginning of one; check: whether one keeps to the border; lock: which files
// may be used.
#include <filesystem>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/cli/plugin_check.h"
#include "core/cli/plugin_new.h"
#include "core/cli/text_table.h"
#include "core/host/plugin_lock.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("FORMAT"),
                        "check: text, json or junit")(
      "data", po::value<std::string>()->value_name("SOURCE"), "check: also run it on this data")(
      "known", po::value<std::string>()->value_name("FILE"),
      "check: known deviations, lines TEST: WHY")(
      "store", po::value<std::string>()->value_name("PATH"),
      "check: where its stores are to be, when they are no files; {} stands for\n"
      "what makes each another one")("case", po::value<std::string>()->value_name("TEST"),
                                     "check: run this test only")(
      "scratch", po::value<std::string>()->value_name("DIR"),
      "check: with --case, run it in this process, for a debugger; it may write in DIR")(
      "output,o", po::value<std::string>()->value_name("FILE"),
      "lock: write into FILE; otherwise standard output")(
      "language", po::value<std::string>()->default_value("c++")->value_name("c++|c"),
      "new: what the plugin is written in")("folder", po::value<std::string>()->value_name("DIR"),
                                            "new: the folder that is made; otherwise NAME, here");
}

std::string KindOf(const std::string& capability) {
  const size_t dot = capability.find('.'), slash = capability.find('/');
  return capability.substr(dot + 1, slash - dot - 1);
}

// `report reporting/national`, as it is used on the command line.
std::string NameOf(const std::string& capability, const Manifest& manifest, const Offer& offer) {
  if (capability == STELSEL_STORE || capability == STELSEL_FORMAT) return offer.id + ":";
  if (capability == STELSEL_RENDERER || capability == STELSEL_QUERY) return offer.id;
  return absl::StrCat(manifest.id, "/", offer.id);
}

std::string List(const Engine& engine, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& plugin : engine.plugins().plugins()) {
    const Manifest& manifest = plugin->manifest();
    rows.push_back({manifest.id, manifest.version, manifest.title.In(language)});
    for (const auto& [capability, offers] : manifest.capabilities) {
      for (const Offer& offer : offers) {
        rows.push_back({"  " + KindOf(capability), NameOf(capability, manifest, offer),
                        offer.title.In(language)});
      }
    }
    for (const SqlRule& rule : plugin->sql_rules())
      rows.push_back({"  rule", rule.rule.id, rule.rule.title.In(language)});
    for (const TableSchemaPtr& table : plugin->tables()) {
      rows.push_back({"  table", table->name, table->title.In(language)});
    }
  }
  if (rows.empty())
    return language == Language::kNl ? "geen plugins gevonden\n" : "no plugins found\n";
  return TextTable(rows);
}

// `prefix` stands before a parameter of rules: PLUGIN/RULE/ or PLUGIN/; `defaults` has the values
// of those that have one.
void AddParameters(const std::vector<Field>& parameters, const std::string& prefix,
                   const std::map<std::string, std::string>& defaults, Language language,
                   std::vector<std::vector<std::string>>& rows) {
  for (const Field& field : parameters) {
    const auto value = defaults.find(field.name);
    const std::string codes =
        field.codes.empty() ? "" : absl::StrCat(" (", absl::StrJoin(field.codes, ", "), ")");
    const std::string required = !field.required             ? ""
                                 : language == Language::kNl ? " Verplicht."
                                                             : " Required.";
    rows.push_back(
        {"  --set",
         absl::StrCat(prefix, field.name, "=", value != defaults.end() ? value->second : ""),
         absl::StrCat(field.description.In(language), codes, required)});
  }
}

// Rules in SQL, which have parameters together.
void AddSqlRules(const Plugin& plugin, Language language,
                 std::vector<std::vector<std::string>>& rows) {
  const Manifest& manifest = plugin.manifest();
  for (const SqlRule& rule : plugin.sql_rules())
    rows.push_back({"rule", rule.rule.id, rule.rule.title.In(language)});
  AddParameters(manifest.parameters, manifest.id + "/", manifest.defaults, language, rows);
  for (const std::string& table : plugin.data())
    rows.push_back({"data", table, language == Language::kNl ? "rijen in data/" : "rows in data/"});
}

std::string Info(const Plugin& plugin, Language language) {
  const Manifest& manifest = plugin.manifest();
  const bool dutch = language == Language::kNl;
  std::string out =
      absl::StrCat(manifest.id, " ", manifest.version, ": ", manifest.title.In(language), "\n\n");
  if (!manifest.description.nl.empty()) {
    absl::StrAppend(&out, absl::StrJoin(Wrap(manifest.description.In(language), 80), "\n"), "\n\n");
  }
  std::vector<std::vector<std::string>> facts = {
      {dutch ? "map" : "folder", plugin.folder()},
      {dutch ? "licentie" : "licence", manifest.licence},
      {dutch ? "grens" : "border",
       absl::StrCat(manifest.border >> 16, ".", manifest.border & 0xffff)}};
  if (!manifest.required_plugins.empty()) {
    facts.push_back(
        {dutch ? "vereist" : "requires", absl::StrJoin(manifest.required_plugins, ", ")});
  }
  absl::StrAppend(&out, TextTable(facts), "\n");
  std::vector<std::vector<std::string>> rows;
  for (const auto& [capability, offers] : manifest.capabilities) {
    for (const Offer& offer : offers) {
      const std::string& more = offer.description.In(language);
      rows.push_back({KindOf(capability), NameOf(capability, manifest, offer),
                      more.empty() ? offer.title.In(language)
                                   : absl::StrCat(offer.title.In(language), ". ", more)});
      const std::string prefix =
          capability == STELSEL_CHECKS ? NameOf(capability, manifest, offer) + "/" : "";
      AddParameters(offer.parameters, prefix, {}, language, rows);
    }
  }
  AddSqlRules(plugin, language, rows);
  return out + TextTable(rows);
}

std::string Absolute(const std::string& path) {
  if (path.empty()) return path;
  std::string text = std::filesystem::absolute(path).lexically_normal().string();
  if (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

absl::StatusOr<int> Check(Context& context, const po::variables_map& given) {
  PluginCheck check;
  const std::string folder = TextOf(given, "ID");
  if (folder.empty()) return absl::InvalidArgumentError("FOLDER is missing");
  STELSEL_ASSIGN_OR_RETURN(
      check.format, OneOf(given, "format", {std::begin(kCheckFormats), std::end(kCheckFormats)}));
  check.folder = Absolute(folder);
  check.plugin_folders = context.plugin_folders();
  check.data = TextOf(given, "data");
  check.known = TextOf(given, "known");
  check.store = TextOf(given, "store");
  check.only = TextOf(given, "case");
  const std::string scratch = TextOf(given, "scratch");
  if (scratch.empty()) return CheckPlugin(check, context.results());
  return RunOneCase(check, Absolute(scratch));
}

absl::StatusOr<int> New(Context& context, const po::variables_map& given) {
  PluginRequest request{TextOf(given, "ID"), TextOf(given, "NAME"), TextOf(given, "language"), ""};
  if (request.kind.empty() || request.name.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("plugin new needs KIND and NAME; kinds are ",
                                                   absl::StrJoin(PluginKinds(), ", ")));
  }
  request.folder = given.count("folder") > 0 ? TextOf(given, "folder") : request.name;
  STELSEL_RETURN_IF_ERROR(NewPlugin(request));
  const bool dutch = context.language() == Language::kNl;
  const std::string& folder = request.folder;
  STELSEL_RETURN_IF_ERROR(context.results().Write(absl::StrCat(
      folder, dutch ? " is gemaakt; " : " was made; ", folder, "/README.md ",
      dutch ? "vertelt wat er staat" : "tells what is there", "\n", dutch ? "bouwen:" : "build:",
      "  cmake -S ", folder, " -B ", folder, "/build && cmake --build ", folder, "/build\n",
      dutch ? "testen:" : "test: ", "  ctest --test-dir ", folder, "/build\n")));
  return kFine;
}

absl::StatusOr<int> Lock(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  std::string lines;
  for (const auto& plugin : engine->plugins().plugins()) {
    STELSEL_ASSIGN_OR_RETURN(const std::string own,
                             LockLines(plugin->manifest().id, plugin->folder()));
    lines += own;
  }
  const std::string path = TextOf(given, "output");
  if (path.empty()) {
    STELSEL_RETURN_IF_ERROR(context.results().Write(lines));
    return kFine;
  }
  STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<Output> file, FileOutput(path));
  STELSEL_RETURN_IF_ERROR(file->Write(lines));
  STELSEL_RETURN_IF_ERROR(file->Commit());
  return kFine;
}

absl::StatusOr<int> ListOrInfo(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  if (TextOf(given, "ACTION") == "list") {
    STELSEL_RETURN_IF_ERROR(context.results().Write(List(*engine, context.language())));
    return kFine;
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string id, Required(given, "ID"));
  STELSEL_ASSIGN_OR_RETURN(const Plugin* const plugin, engine->plugins().Get(id));
  STELSEL_RETURN_IF_ERROR(context.results().Write(Info(*plugin, context.language())));
  return kFine;
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  const std::string action = TextOf(given, "ACTION");
  if (action == "new") return New(context, given);
  if (given.count("NAME") > 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("plugin ", action, " has nothing to do with `", TextOf(given, "NAME"), "`"));
  }
  if (action == "list" || action == "info") return ListOrInfo(context, given);
  if (action == "check") return Check(context, given);
  if (action == "lock") return Lock(context, given);
  return absl::InvalidArgumentError(
      "plugin needs `list`, `info ID`, `check FOLDER`, `lock` or `new KIND NAME`");
}

}  // namespace

const Command kPluginCommand = {
    "plugin",
    "the plugins: list, tell, check, lock; begin a new one",
    "list | info ID | check FOLDER | lock\n"
    "       stelsel plugin new KIND NAME [--language c++|c] [--folder DIR]",
    "list    what was found, and what each can do\n"
    "info    what plugin ID says of itself\n"
    "check   whether the plugin in FOLDER keeps to the border: each test in a\n"
    "        process of its own; exit status 1 when one fails\n"
    "lock    the sha256 of each plugin file, for --lock\n"
    "new     a folder with the beginning of a plugin, which builds with an\n"
    "        installed stelsel and has a test that passes. KIND is pack, checks,\n"
    "        format, store, query, calculation, report or renderer; a pack brings\n"
    "        tables, rows and rules in SQL, and has no code\n"
    "No plugin's code is loaded but by check.\n\n"
    "Example: stelsel plugin info reporting --lang en\n"
    "Example: stelsel plugin new checks my_rules\n",
    AddOptions,
    {"ACTION", "ID", "NAME"},
    Run};

}  // namespace stelsel::core
