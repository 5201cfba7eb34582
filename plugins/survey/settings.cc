#include "settings.h"

#include <boost/json.hpp>

#include "answer.h"
#include "stelsel/stelsel.hpp"

namespace survey {
namespace {

namespace json = boost::json;

std::string TextIn(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return "";
  return {value->get_string().data(), value->get_string().size()};
}

bool FlagIn(const json::object& object, const char* name, bool otherwise) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

}  // namespace

Settings ReadSettings(const std::string& parameters) {
  boost::system::error_code error;
  const json::value value = json::parse(parameters, error);
  if (error || !value.is_object())
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "the parameters are no JSON object");
  const json::object& object = value.get_object();
  Settings settings;
  settings.observed_on = TextIn(object, "observed_on");
  settings.source_document = TextIn(object, "source_document");
  settings.sheet = TextIn(object, "sheet");
  settings.illustratief = FlagIn(object, "illustratief", false);
  settings.catalogue = FlagIn(object, "catalogue", true);
  const std::string domains = TextIn(object, "domains");
  const auto read = ReadDomains(domains.empty() ? "BW, MO" : domains);
  if (!read) {
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT,
                         "`domains` must name domains with commas between: BW, MO, VO, OGGZ, VZ");
  }
  settings.domains = *read;
  return settings;
}

}  // namespace survey
