#include "ocds_release_write.h"

#include <algorithm>
#include <utility>

#include "days.h"
#include "ocds_json.h"

namespace inkoop {
namespace {

namespace json = boost::json;
using RowList = std::vector<const TextRow*>;

json::array TagsOf(const std::string& state, bool has_contracts) {
  json::array tags;
  const bool planned = state == "voorgenomen" || state == "in_voorbereiding";
  tags.push_back(planned ? "planning" : state == "ingetrokken" ? "tenderCancellation" : "tender");
  if (has_contracts) {
    tags.push_back("award");
    tags.push_back("contract");
  }
  return tags;
}

// Of the procedures under the light regime OCDS has no method: only what it is called.
void SetMethod(const std::string& kind, json::object& tender) {
  if (kind == "open_house" || kind == "europese_aanbesteding") tender["procurementMethod"] = "open";
  Set(tender, "procurementMethodDetails", DetailsOf(kind));
  if (kind == "sas_emvi") tender["awardCriteria"] = "ratedCriteria";
  if (kind != "open_house") return;
  tender["techniques"] = {{"hasFrameworkAgreement", true},
                          {"frameworkAgreement", {{"method", "withoutReopeningCompetition"}}}};
}

void RowWithout(TextRow& row, std::initializer_list<const char*> fields) {
  for (const char* const field : fields) row.erase(field);
}

// Characters of an amount that a double holds to the cent, with the point.
constexpr std::size_t kMostExact = 15;

// Adds a reference once.
void AddOnce(json::object reference, json::array& to) {
  const auto same = [&](const json::value& one) {
    return one.at("id").as_string() == reference.at("id").as_string();
  };
  if (std::none_of(to.begin(), to.end(), same)) to.push_back(std::move(reference));
}

}  // namespace

std::string NewestMoment(const RowList& rows, std::initializer_list<const char*> fields) {
  std::optional<Day> newest;
  for (const TextRow* const row : rows) {
    for (const char* const field : fields) {
      const auto day = FirstDay(TextIn(*row, field));
      if (day && (!newest || *day > *newest)) newest = day;
    }
  }
  return newest ? TextOf(*newest) + "T00:00:00Z" : "";
}

json::object ReleaseWriter::Write(const TextRow& given, const std::string& prefix,
                                  const std::string& otherwise) {
  TextRow row = referred_.Noted(given);
  parties_.Clear();
  const std::string region = TakeFrom(row, "region"), id = TakeFrom(row, "procedure");
  used_regions_.insert(region);
  const RowList& contracts = from_.contracts.Of(given, kProcedureKey);
  json::object release;
  release["ocid"] = prefix + "-" + region + "-" + id;
  release["id"] = region + "-" + id;
  RowList dated{&given};
  for (const TextRow* const contract : contracts) {
    const RowList& versions = from_.versions.Of(*contract, kContractKey);
    dated.insert(dated.end(), versions.begin(), versions.end());
  }
  const std::string newest = NewestMoment(dated, {"agreed_on", "announced_on", "awarded_on"});
  release["date"] = newest.empty() ? otherwise : newest;
  release["tag"] = TagsOf(TextIn(row, "state"), !contracts.empty());
  release["initiationType"] = "tender";
  release["language"] = "nl";
  release["buyer"] = parties_.Region(region);
  json::object tender = Tender(given, id, row);
  json::array awards, agreed;
  for (const TextRow* const contract : contracts)
    AddContract(*contract, TextIn(given, "kind"), awards, agreed);
  row["region"] = region;
  SetRest(release, row);
  release["parties"] = parties_.List();
  release["tender"] = std::move(tender);
  if (!awards.empty()) release["awards"] = std::move(awards);
  if (!agreed.empty()) release["contracts"] = std::move(agreed);
  return release;
}

// Takes out of `row` what it says.
json::object ReleaseWriter::Tender(const TextRow& given, const std::string& id, TextRow& row) {
  json::object tender;
  tender["id"] = id;
  Set(tender, "title", TakeFrom(row, "name"));
  Set(tender, "description", TakeFrom(row, "description"));
  Set(tender, "status", StatusOf(TakeFrom(row, "state")));
  if (const std::string municipality = TakeFrom(row, "municipality"); !municipality.empty())
    tender["procuringEntity"] = parties_.Municipality(municipality);
  SetMethod(TextIn(row, "kind"), tender);
  tender["mainProcurementCategory"] = "services";
  if (const std::string start = Moment(row, "announced_on", false); !start.empty())
    tender["tenderPeriod"] = {{"startDate", start}};
  if (const std::string start = Moment(row, "starts_on", false); !start.empty())
    tender["contractPeriod"] = {{"startDate", start}};
  json::array lots, items;
  for (const TextRow* const lot : from_.lots.Of(given, kProcedureKey)) {
    lots.push_back(Lot(*lot, TextIn(given, "kind")));
    for (const TextRow* const one : from_.lot_products.Of(*lot, kLotKey))
      items.push_back(LotItem(*one));
  }
  if (!lots.empty()) tender["lots"] = std::move(lots);
  if (!items.empty()) tender["items"] = std::move(items);
  return tender;
}

json::object ReleaseWriter::Lot(const TextRow& given, const std::string& kind) {
  TextRow row = referred_.Noted(given);
  json::object lot;
  lot["id"] = TakeFrom(row, "lot");
  Set(lot, "title", TakeFrom(row, "name"));
  lot["mainProcurementCategory"] = "services";
  const std::string variant = TextIn(row, "execution_variant");
  const bool framework =
      kind == "open_house" || variant == "inspanningsgericht" || variant == "outputgericht";
  json::object agreement;
  if (kind == "open_house") agreement["method"] = "withoutReopeningCompetition";
  if (framework) {
    Set(agreement, "periodRationale", TakeFrom(row, "duration_reason"));
    if (const std::string most = TakeFrom(row, "most_providers"); !most.empty())
      agreement["maximumParticipants"] = std::stoll(most);
  }
  if (framework || !variant.empty()) {
    json::object techniques{{"hasFrameworkAgreement", framework}};
    if (!agreement.empty()) techniques["frameworkAgreement"] = std::move(agreement);
    lot["techniques"] = std::move(techniques);
  }
  RowWithout(row, {"region", "procedure"});
  SetRest(lot, row);
  AddList("fundings", from_.fundings.Of(given, kLotKey), {"region", "procedure", "lot"}, lot);
  return lot;
}

json::object ReleaseWriter::LotItem(const TextRow& given) {
  TextRow row = referred_.Noted(given);
  const std::string product = TakeFrom(row, "product"), lot = TakeFrom(row, "lot");
  json::object item = Item(TextIn(given, "region"), product, lot + "/" + product);
  item["relatedLot"] = lot;
  RowWithout(row, {"region", "procedure"});
  json::object rest{{"product", product}, {"lot_product", ToObject(row)}};
  if (const TextRow* const found = from_.products.One({TextIn(given, "region"), product})) {
    TextRow more = referred_.Noted(*found);
    used_products_.insert(Key(more, {"region", "product"}));
    RowWithout(more, {"region", "product", "name", "product_category", "unit"});
    rest["product_row"] = ToObject(more);
  }
  item["stelsel"] = std::move(rest);
  return item;
}

json::object ReleaseWriter::Item(const std::string& region, const std::string& product,
                                 const std::string& id) const {
  json::object item{{"id", id}};
  const TextRow* const row = from_.products.One({region, product});
  if (row == nullptr) return item;
  Set(item, "description", TextIn(*row, "name"));
  if (const std::string category = TextIn(*row, "product_category"); !category.empty())
    item["classification"] = {{"scheme", "x_iwmo_WMO020"}, {"id", category}};
  if (const std::string unit = TextIn(*row, "unit"); !unit.empty())
    item["unit"] = {{"scheme", "x_iwmo_WJ756"}, {"id", unit}};
  return item;
}

// Rows as they are, but for what the object that they stand in says already.
void ReleaseWriter::AddList(const char* name, const RowList& rows,
                            std::initializer_list<const char*> known, json::object& to) {
  json::array list;
  for (const TextRow* const given : rows) {
    TextRow row = referred_.Noted(*given);
    RowWithout(row, known);
    list.push_back(ToObject(row));
  }
  if (list.empty()) return;
  if (!to.contains("stelsel")) to["stelsel"] = json::object();
  to["stelsel"].as_object()[name] = std::move(list);
}
void ReleaseWriter::AddContract(const TextRow& given, const std::string& kind, json::array& awards,
                                json::array& agreed) {
  TextRow row = referred_.Noted(given);
  const std::string id = TakeFrom(row, "contract"), lot = TakeFrom(row, "lot");
  const json::object period = PeriodObject(row);
  json::object contract{{"id", id}};
  contract["awardID"] = AddAwards(given, kind, lot, period, awards);
  Set(contract, "title", TakeFrom(row, "name"));
  if (!period.empty()) contract["period"] = period;
  json::array items;
  for (const TextRow* const tariff : from_.tariffs.Of(given, kContractKey))
    items.push_back(TariffItem(*tariff));
  if (!items.empty()) contract["items"] = std::move(items);
  json::array amendments;
  for (const TextRow* const version : from_.versions.Of(given, kContractKey))
    amendments.push_back(Amendment(*version));
  if (!amendments.empty()) contract["amendments"] = std::move(amendments);
  RowWithout(row, {"region", "procedure"});
  row["lot"] = lot;
  SetRest(contract, row);
  const auto add = [&](const char* name, const ByKey& rows) {
    AddList(name, rows.Of(given, kContractKey), {"region", "contract"}, contract);
  };
  add("parties", from_.bound);
  add("conditions", from_.conditions);
  add("supply", from_.supply);
  add("stops", from_.stops);
  agreed.push_back(std::move(contract));
}

// One award with all who are bound by it; in an open house one for each provider, unless they are
// admitted together. Returns the id of the first.
std::string ReleaseWriter::AddAwards(const TextRow& contract, const std::string& kind,
                                     const std::string& lot, const json::object& period,
                                     json::array& awards) {
  json::array suppliers;
  bool together = kind != "open_house";
  for (const TextRow* const party : from_.bound.Of(contract, kContractKey)) {
    const std::string provider = TextIn(*party, "provider"), role = TextIn(*party, "role");
    if (role == "onderaannemer") {
      parties_.Provider(provider, "subcontractor");
    } else {
      AddOnce(parties_.Provider(provider, "supplier"), suppliers);
    }
    together = together || role == "combinant";
    parties_.Mention(TextIn(*party, "subcontractor_of"));
  }
  for (const ByKey* const table : {&from_.supply, &from_.stops}) {
    for (const TextRow* const one : table->Of(contract, kContractKey))
      parties_.Mention(TextIn(*one, "provider"));
  }
  const std::string id = TextIn(contract, "contract");
  const auto add = [&](const std::string& award_id, json::array of) {
    json::object award{{"id", award_id}, {"status", "active"}, {"relatedLots", json::array{lot}}};
    if (!of.empty()) award["suppliers"] = std::move(of);
    if (!period.empty()) award["contractPeriod"] = period;
    awards.push_back(std::move(award));
  };
  if (together || suppliers.empty()) {
    add(id, std::move(suppliers));
    return id;
  }
  const auto id_of = [&](const json::value& supplier) {
    return id + "/" + supplier.at("id").as_string().c_str();
  };
  for (const json::value& supplier : suppliers) add(id_of(supplier), json::array{supplier});
  return id_of(suppliers.front());
}

json::object ReleaseWriter::TariffItem(const TextRow& given) {
  TextRow row = referred_.Noted(given);
  const std::string product = TakeFrom(row, "product"), sequence = TakeFrom(row, "sequence");
  json::object item = Item(TextIn(given, "region"), product, product + "/" + sequence);
  if (!item.contains("unit")) item["unit"] = json::object();
  const std::string amount = TakeFrom(row, "amount");
  item["unit"].as_object()["value"] = {{"amount", amount}, {"currency", "EUR"}};
  if (amount.size() > kMostExact) row[kExactAmount] = amount;
  RowWithout(row, {"region", "contract"});
  row["product"] = product;
  row["sequence"] = sequence;
  SetRest(item, row);
  return item;
}

json::object ReleaseWriter::Amendment(const TextRow& given) {
  TextRow row = referred_.Noted(given);
  json::object amendment{{"id", TakeFrom(row, "version")}};
  Set(amendment, "date", Moment(row, "agreed_on", false));
  RowWithout(row, {"region", "contract"});
  SetRest(amendment, row);
  return amendment;
}

}  // namespace inkoop
