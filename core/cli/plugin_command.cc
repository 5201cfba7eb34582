// stelsel plugin list|info: which plugins were found, and what they say of themselves. Loads none.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/cli/text_table.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description&) {}

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

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  const std::string action = TextOf(given, "ACTION");
  if (action != "list" && action != "info") {
    return absl::InvalidArgumentError("plugin needs `list` or `info ID`");
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

const Command kPluginCommand = {"plugin",
                                "the plugins that were found, and what each can do",
                                "list | info ID",
                                "Reads manifests only; no plugin's code is loaded for this.\n\n"
                                "Example: stelsel plugin info reporting --lang en\n",
                                AddOptions,
                                {"ACTION", "ID"},
                                Run};

}  // namespace stelsel::core
