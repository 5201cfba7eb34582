// stelsel plugin list|info|new: which plugins were found, and what they say of themselves; and the
// beginning of a new one. Loads none.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/cli/plugin_new.h"
#include "core/cli/text_table.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()(
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
  if (capability == STELSEL_REPORT) return absl::StrCat(manifest.id, "/", offer.id);
  return capability == STELSEL_STORE ? offer.id + ":" : offer.id;
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
    for (const TableSchemaPtr& table : plugin->tables()) {
      rows.push_back({"  table", table->name, table->title.In(language)});
    }
  }
  if (rows.empty())
    return language == Language::kNl ? "geen plugins gevonden\n" : "no plugins found\n";
  return TextTable(rows);
}

void AddParameters(const Offer& offer, Language language,
                   std::vector<std::vector<std::string>>& rows) {
  for (const Field& field : offer.parameters) {
    const std::string codes =
        field.codes.empty() ? "" : absl::StrCat(" (", absl::StrJoin(field.codes, ", "), ")");
    const std::string required = !field.required             ? ""
                                 : language == Language::kNl ? " Verplicht."
                                                             : " Required.";
    rows.push_back({"  --set", field.name + "=",
                    absl::StrCat(field.description.In(language), codes, required)});
  }
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
      AddParameters(offer, language, rows);
    }
  }
  return out + TextTable(rows);
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

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  const std::string action = TextOf(given, "ACTION");
  if (action == "new") return New(context, given);
  if (action != "list" && action != "info") {
    return absl::InvalidArgumentError("plugin needs `list`, `info ID` or `new KIND NAME`");
  }
  if (given.count("NAME") > 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("plugin ", action, " has nothing to do with `", TextOf(given, "NAME"), "`"));
  }
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  if (action == "list") {
    STELSEL_RETURN_IF_ERROR(context.results().Write(List(*engine, context.language())));
    return kFine;
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string id, Required(given, "ID"));
  const Plugin* const plugin = engine->plugins().Find(id);
  if (plugin == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("no plugin is called `", id, "`; `stelsel plugin list` lists them"));
  }
  STELSEL_RETURN_IF_ERROR(context.results().Write(Info(*plugin, context.language())));
  return kFine;
}

}  // namespace

const Command kPluginCommand = {
    "plugin",
    "the plugins that were found, and what each can do",
    "list | info ID\n"
    "       stelsel plugin new KIND NAME [--language c++|c] [--folder DIR]",
    "list and info read manifests only; no plugin's code is loaded.\n"
    "new makes a folder with the beginning of a plugin, which builds\n"
    "with an installed stelsel and has a test that passes. KIND is pack,\n"
    "checks, format, store, query, calculation, report or renderer; a\n"
    "pack brings tables and has no code.\n\n"
    "Example: stelsel plugin info reporting --lang en\n"
    "Example: stelsel plugin new checks my_rules\n",
    AddOptions,
    {"ACTION", "ID", "NAME"},
    Run};

}  // namespace stelsel::core
