#include "core/host/manifest.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "boost/json/array.hpp"
#include "boost/json/object.hpp"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/host/parameters.h"
#include "core/schema/field_reader.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

absl::Status Wrong(std::string_view what) { return absl::InvalidArgumentError(std::string(what)); }

absl::Status OnlyMembers(const json::object& object, const std::vector<std::string_view>& known) {
  for (const auto& [key, unused] : object) {
    const std::string_view member(key.data(), key.size());
    if (std::find(known.begin(), known.end(), member) != known.end()) continue;
    return Wrong(absl::StrCat("has an unknown member `", std::string(member), "`"));
  }
  return absl::OkStatus();
}

absl::StatusOr<Texts> ReadLocalised(const json::object& object, std::string_view key,
                                    bool required) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr && !required) return Texts{};
  if (value == nullptr || !value->is_object()) {
    return Wrong(absl::StrCat("`", std::string(key), "` must be an object with `nl` and `en`"));
  }
  const json::object& texts = value->get_object();
  STELSEL_RETURN_IF_ERROR(OnlyMembers(texts, {"nl", "en"}));
  Texts out;
  STELSEL_ASSIGN_OR_RETURN(out.nl, GetString(texts, "nl"));
  STELSEL_ASSIGN_OR_RETURN(out.en, GetString(texts, "en"));
  return out;
}

absl::StatusOr<uint32_t> ReadBorder(const json::object& object) {
  STELSEL_ASSIGN_OR_RETURN(const std::string text, GetString(object, "border"));
  const std::vector<std::string> parts = absl::StrSplit(text, '.');
  uint32_t major = 0, minor = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &major) ||
      !absl::SimpleAtoi(parts[1], &minor) || minor > 0xffff) {
    return Wrong("`border` must be a version such as \"1.0\"");
  }
  if (major != STELSEL_VERSION_MAJOR) {
    return absl::FailedPreconditionError(
        absl::StrCat("was made for border version ", text, ", and this stelsel has ",
                     STELSEL_VERSION_MAJOR, ".", STELSEL_VERSION_MINOR));
  }
  return major << 16 | minor;
}

absl::StatusOr<std::vector<Field>> ReadFields(const json::object& object, std::string_view key) {
  std::vector<Field> fields;
  const json::value* list = object.if_contains(key);
  if (list == nullptr) return fields;
  if (!list->is_array()) return Wrong(absl::StrCat("`", std::string(key), "` must be a list"));
  for (const json::value& value : list->get_array()) {
    if (!value.is_object())
      return Wrong(absl::StrCat("each of `", std::string(key), "` must be an object"));
    STELSEL_ASSIGN_OR_RETURN(Field field, ReadField(value.get_object()));
    const bool twice = std::any_of(fields.begin(), fields.end(),
                                   [&](const Field& other) { return other.name == field.name; });
    if (twice)
      return Wrong(absl::StrCat("`", field.name, "` stands twice in `", std::string(key), "`"));
    fields.push_back(std::move(field));
  }
  return fields;
}

// The member `key` (`example`, `default`) of each of the `parameters` that has one, as in a file.
// Once ReadFields has read them.
absl::StatusOr<std::map<std::string, std::string>> ReadValues(const json::object& object,
                                                              std::string_view key) {
  std::map<std::string, std::string> values;
  const json::value* list = object.if_contains("parameters");
  if (list == nullptr) return values;
  for (const json::value& value : list->get_array()) {
    const json::value* given = value.get_object().if_contains(key);
    if (given == nullptr) continue;
    STELSEL_ASSIGN_OR_RETURN(const std::string name, GetString(value.get_object(), "name"));
    const bool is_text = given->is_string();
    values[name] = is_text ? std::string(given->get_string()) : WriteJson(*given, 0);
  }
  return values;
}

// The parameters of the plugin itself, of which each default must be a value that it may have.
absl::Status ReadParameters(const json::object& object, Manifest& manifest) {
  STELSEL_ASSIGN_OR_RETURN(manifest.parameters, ReadFields(object, "parameters"));
  STELSEL_ASSIGN_OR_RETURN(manifest.defaults, ReadValues(object, "default"));
  for (const Field& field : manifest.parameters) {
    const auto given = manifest.defaults.find(field.name);
    if (given == manifest.defaults.end()) continue;
    const absl::Status status = CheckParameters({field}, {*given}).status();
    if (!status.ok())
      return Wrong(
          absl::StrCat("has a `default` that does not fit: ", std::string(status.message())));
  }
  if (manifest.parameters.empty()) return absl::OkStatus();
  const json::array& list = object.at("parameters").get_array();
  for (size_t i = 0; i < list.size(); ++i)
    manifest.parameter_schemas[manifest.parameters[i].name] = WriteJson(list[i], 0);
  return absl::OkStatus();
}

absl::Status ReadEndings(const json::object& object, Offer& offer) {
  STELSEL_ASSIGN_OR_RETURN(offer.endings, GetStringArray(object, "endings"));
  STELSEL_ASSIGN_OR_RETURN(const auto ending, GetOptionalString(object, "ending"));
  if (ending) offer.endings.push_back(*ending);
  for (const std::string& wanted : offer.endings) {
    if (wanted.size() > 1 && wanted[0] == '.' && wanted.find('/') == std::string::npos) continue;
    return Wrong(absl::StrCat("`", wanted, "` is not an ending such as .html"));
  }
  return absl::OkStatus();
}

// What a later minor version of the border added is passed over: an older host cannot use it.
bool IsLater(const Manifest& manifest) {
  return STELSEL_MINOR_OF(manifest.border) > STELSEL_VERSION_MINOR;
}

// A rule's name becomes PLUGIN/NAME.
absl::Status AddRule(const json::object& object, Manifest& manifest) {
  STELSEL_ASSIGN_OR_RETURN(Rule rule, ReadRule(object, !IsLater(manifest)));
  if (!IsId(rule.id)) return Wrong(absl::StrCat("`", rule.id, "` is not an id: [a-z][a-z0-9_]*"));
  rule.id = absl::StrCat(manifest.id, "/", rule.id);
  if (manifest.FindRule(rule.id) != nullptr)
    return Wrong(absl::StrCat("has rule `", rule.id, "` twice"));
  manifest.rules.push_back(std::move(rule));
  return absl::OkStatus();
}

absl::Status AddRules(const json::object& object, Manifest& manifest) {
  const json::value* rules = object.if_contains("rules");
  if (rules == nullptr) return absl::OkStatus();
  if (!rules->is_array()) return Wrong("`rules` must be a list");
  for (const json::value& rule : rules->get_array()) {
    if (!rule.is_object()) return Wrong("each of `rules` must be an object");
    STELSEL_RETURN_IF_ERROR(AddRule(rule.get_object(), manifest));
  }
  return absl::OkStatus();
}

// The members that an offer under this capability may have.
std::vector<std::string_view> MembersOf(std::string_view capability) {
  std::vector<std::string_view> members = {"id", "title", "description"};
  const bool is_file = capability == STELSEL_STORE || capability == STELSEL_RENDERER;
  if (!is_file) members.push_back("parameters");
  if (is_file || capability == STELSEL_FORMAT)
    members.insert(members.end(), {"ending", "endings", "media_type"});
  if (capability == STELSEL_FORMAT) members.push_back("rules");
  if (capability == STELSEL_CALCULATION) members.push_back("columns");
  if (capability == STELSEL_QUERY) members.push_back("free_parameters");
  return members;
}

absl::StatusOr<Offer> ReadOffer(const std::string& capability, const json::value& value,
                                Manifest& manifest) {
  if (!value.is_object()) return Wrong("each capability is a list of objects");
  const json::object& object = value.get_object();
  Offer offer;
  if (capability == STELSEL_CHECKS) {
    STELSEL_RETURN_IF_ERROR(AddRule(object, manifest));
  } else {
    if (!IsLater(manifest)) STELSEL_RETURN_IF_ERROR(OnlyMembers(object, MembersOf(capability)));
    STELSEL_RETURN_IF_ERROR(AddRules(object, manifest));
    STELSEL_RETURN_IF_ERROR(ReadEndings(object, offer));
    STELSEL_ASSIGN_OR_RETURN(offer.description, ReadLocalised(object, "description", false));
  }
  STELSEL_ASSIGN_OR_RETURN(offer.id, GetString(object, "id"));
  if (!IsId(offer.id)) return Wrong(absl::StrCat("`", offer.id, "` is not an id: [a-z][a-z0-9_]*"));
  STELSEL_ASSIGN_OR_RETURN(offer.title, ReadLocalised(object, "title", true));
  STELSEL_ASSIGN_OR_RETURN(const auto media_type, GetOptionalString(object, "media_type"));
  offer.media_type = media_type.value_or("");
  STELSEL_ASSIGN_OR_RETURN(offer.parameters, ReadFields(object, "parameters"));
  STELSEL_ASSIGN_OR_RETURN(offer.examples, ReadValues(object, "example"));
  STELSEL_ASSIGN_OR_RETURN(const auto free, GetOptionalBool(object, "free_parameters"));
  offer.free_parameters = free.value_or(false);
  STELSEL_ASSIGN_OR_RETURN(offer.columns, ReadFields(object, "columns"));
  return offer;
}

absl::Status AddOffer(Offer offer, std::vector<Offer>& offers) {
  const bool twice = std::any_of(offers.begin(), offers.end(),
                                 [&](const Offer& other) { return other.id == offer.id; });
  if (twice) return Wrong(absl::StrCat("offers `", offer.id, "` twice"));
  offers.push_back(std::move(offer));
  return absl::OkStatus();
}

absl::Status ReadCapabilities(const json::object& object, Manifest& manifest) {
  const json::value* all = object.if_contains("capabilities");
  if (all == nullptr) return absl::OkStatus();
  if (!all->is_object()) return Wrong("`capabilities` must be an object");
  for (const auto& [key, offers] : all->get_object()) {
    const std::string capability(key.data(), key.size());
    if (std::find(std::begin(kCapabilities), std::end(kCapabilities), capability) ==
        std::end(kCapabilities)) {
      if (IsLater(manifest)) continue;
      return absl::FailedPreconditionError(
          absl::StrCat("has capability `", capability, "`, which this stelsel does not know"));
    }
    if (!offers.is_array()) return Wrong(absl::StrCat("`", capability, "` must be a list"));
    for (const json::value& value : offers.get_array()) {
      STELSEL_ASSIGN_OR_RETURN(Offer offer, ReadOffer(capability, value, manifest));
      STELSEL_RETURN_IF_ERROR(AddOffer(std::move(offer), manifest.capabilities[capability]));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Manifest> Read(std::string_view text, std::string_view name) {
  STELSEL_ASSIGN_OR_RETURN(const json::value value, ParseJson(text, name));
  if (!value.is_object()) return Wrong("is not an object");
  const json::object& object = value.get_object();
  Manifest manifest;
  STELSEL_ASSIGN_OR_RETURN(manifest.id, GetString(object, "id"));
  if (!IsId(manifest.id) || manifest.id == "core") {
    return Wrong("`id` must be an id, [a-z][a-z0-9_]*, other than `core`");
  }
  STELSEL_ASSIGN_OR_RETURN(manifest.version, GetString(object, "version"));
  STELSEL_ASSIGN_OR_RETURN(manifest.border, ReadBorder(object));
  if (!IsLater(manifest)) {
    STELSEL_RETURN_IF_ERROR(
        OnlyMembers(object, {"id", "version", "border", "title", "description", "licence",
                             "requires", "thread_safe", "always", "parameters", "capabilities"}));
  }
  STELSEL_ASSIGN_OR_RETURN(manifest.title, ReadLocalised(object, "title", true));
  STELSEL_ASSIGN_OR_RETURN(manifest.description, ReadLocalised(object, "description", false));
  STELSEL_ASSIGN_OR_RETURN(manifest.licence, GetString(object, "licence"));
  STELSEL_ASSIGN_OR_RETURN(manifest.required_plugins, GetStringArray(object, "requires"));
  STELSEL_ASSIGN_OR_RETURN(const auto thread_safe, GetOptionalBool(object, "thread_safe"));
  manifest.thread_safe = thread_safe.value_or(false);
  STELSEL_ASSIGN_OR_RETURN(const auto always, GetOptionalBool(object, "always"));
  manifest.always = always.value_or(false);
  STELSEL_RETURN_IF_ERROR(ReadParameters(object, manifest));
  STELSEL_RETURN_IF_ERROR(ReadCapabilities(object, manifest));
  return manifest;
}

}  // namespace

const std::vector<Offer>& Manifest::OffersOf(std::string_view capability) const {
  static const auto* const none = new std::vector<Offer>();
  const auto it = capabilities.find(std::string(capability));
  return it == capabilities.end() ? *none : it->second;
}

const Rule* Manifest::FindRule(std::string_view rule) const {
  for (const Rule& known : rules) {
    if (known.id == rule) return &known;
  }
  return nullptr;
}

absl::StatusOr<Manifest> ReadManifest(std::string_view text, std::string_view name) {
  absl::StatusOr<Manifest> manifest = Read(text, name);
  if (manifest.ok()) return manifest;
  const std::string message(manifest.status().message());
  if (message.rfind(std::string(name), 0) == 0) return manifest;  // ParseJson said where
  return absl::Status(manifest.status().code(), absl::StrCat(std::string(name), " ", message));
}

}  // namespace stelsel::core
