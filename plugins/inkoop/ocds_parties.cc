#include "ocds_parties.h"

#include <algorithm>

#include "ocds_json.h"

namespace inkoop {

namespace json = boost::json;

TextRow Referred::Noted(const TextRow& row) {
  for (const char* const table :
       {"source_document", "facility_kind", "municipality", "provider_kind"}) {
    if (const std::string key = TextIn(row, table); !key.empty()) keys_[table].insert(key);
  }
  return row;
}

std::vector<TextRow> Referred::Rows(const stelsel::Snapshot& snapshot, const std::string& table) {
  const std::set<std::string> keys = keys_[table];
  std::vector<TextRow> rows;
  for (const TextRow& row : TextRowsOf(snapshot, table)) {
    if (keys.count(TextIn(row, table)) > 0) rows.push_back(Noted(row));
  }
  std::sort(rows.begin(), rows.end(), [&](const TextRow& a, const TextRow& b) {
    return TextIn(a, table) < TextIn(b, table);
  });
  return rows;
}

Parties::Parties(const stelsel::Snapshot& snapshot, Referred& referred)
    : regions_(snapshot, "region", {"region"}),
      municipalities_(snapshot, "municipality", {"municipality"}),
      providers_(snapshot, "provider", {"provider"}),
      referred_(referred) {
  std::set<std::string> numbers;
  for (const TextRow& row : providers_.rows()) {
    const std::string number = TextIn(row, "kvk_number");
    if (!number.empty() && !numbers.insert(number).second) shared_numbers_.insert(number);
  }
}

TextRow Parties::RowOf(const ByKey& rows, const char* table, const std::string& key) {
  const TextRow* const found = rows.One({key});
  return found != nullptr ? referred_.Noted(*found) : TextRow{{table, key}};
}

json::object Parties::Region(const std::string& region) {
  TextRow row = RowOf(regions_, "region", region);
  json::object party;
  Set(party, "name", TakeFrom(row, "name"));
  party["stelsel"] = json::object{{"region", ToObject(row)}};
  return Reference("x_region-" + region, "buyer", std::move(party));
}

json::object Parties::Municipality(const std::string& municipality) {
  TextRow row = RowOf(municipalities_, "municipality", municipality);
  json::object party;
  Set(party, "name", TakeFrom(row, "name"));
  party["identifier"] = {{"scheme", "x_cbs_gemeente"}, {"id", municipality}};
  party["stelsel"] = json::object{{"municipality", ToObject(row)}};
  return Reference("x_cbs_gemeente-" + municipality, "procuringEntity", std::move(party));
}

json::object Parties::Provider(const std::string& provider, const std::string& role) {
  TextRow row = RowOf(providers_, "provider", provider);
  json::object party;
  const std::string name = TakeFrom(row, "name"), number = TakeFrom(row, "kvk_number");
  Set(party, "name", name);
  if (!number.empty())
    party["identifier"] = {{"scheme", "NL-KVK"}, {"id", number}, {"legalName", name}};
  party["stelsel"] = json::object{{"provider", ToObject(row)}};
  const bool by_number = !number.empty() && shared_numbers_.count(number) == 0;
  return Reference(by_number ? "NL-KVK-" + number : "x_provider-" + provider, role,
                   std::move(party));
}

json::object Parties::Reference(const std::string& id, const std::string& role,
                                json::object party) {
  auto& [known, roles] = parties_[id];
  if (known.empty()) known = std::move(party);
  if (!role.empty()) roles.insert(role);
  json::object reference{{"id", id}};
  if (known.contains("name")) reference["name"] = known["name"];
  return reference;
}

json::array Parties::List() const {
  json::array out;
  for (const auto& [id, party] : parties_) {
    json::object object{{"id", id}};
    for (const auto& [name, value] : party.first) object[name] = value;
    json::array roles;
    for (const std::string& role : party.second) roles.push_back(json::string(role));
    if (!roles.empty()) object["roles"] = std::move(roles);
    out.push_back(std::move(object));
  }
  return out;
}

}  // namespace inkoop
