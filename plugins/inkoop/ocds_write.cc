#include "ocds_write.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>
#include <utility>

#include "days.h"
#include "ocds_json.h"
#include "ocds_parties.h"
#include "ocds_rows.h"
#include "parameters.h"

namespace inkoop {
namespace {

namespace json = boost::json;
using RowList = std::vector<const TextRow*>;

// Not registered for anybody: whoever publishes sets one, in inkoop_publication or as a parameter.
constexpr char kNoPrefix[] = "ocds-000000";
constexpr char kExtensions[] = "https://raw.githubusercontent.com/open-contracting-extensions/";

constexpr std::initializer_list<const char*> kProcedureKey = {"region", "procedure"};
constexpr std::initializer_list<const char*> kLotKey = {"region", "procedure", "lot"};
constexpr std::initializer_list<const char*> kContractKey = {"region", "contract"};

// What is written, and what of the core it refers to.
class Package {
 public:
  Package(const stelsel::Run& run, stelsel::Sink& out)
      : run_(run),
        out_(out),
        procedures_(run.snapshot, "inkoop_procedure", kProcedureKey),
        lots_(run.snapshot, "inkoop_lot", kProcedureKey),
        fundings_(run.snapshot, "inkoop_lot_funding", kLotKey),
        lot_products_(run.snapshot, "inkoop_lot_product", kLotKey),
        products_(run.snapshot, "inkoop_product", {"region", "product"}),
        contracts_(run.snapshot, "inkoop_contract", kProcedureKey),
        versions_(run.snapshot, "inkoop_contract_version", kContractKey),
        conditions_(run.snapshot, "inkoop_contract_condition", kContractKey),
        bound_(run.snapshot, "inkoop_contract_party", kContractKey),
        supply_(run.snapshot, "inkoop_contracted_supply", kContractKey),
        tariffs_(run.snapshot, "inkoop_tariff", kContractKey),
        publications_(run.snapshot, "inkoop_publication", {"region"}),
        choices_(run.snapshot, "inkoop_choice", {"region", "choice"}),
        parties_(run.snapshot, referred_),
        prefix_(Parameters(run.parameters).Text("ocid_prefix")) {}

  void Write() {
    out_.write(Head());
    bool first = true;
    std::int64_t done = 0;
    for (const TextRow& procedure : procedures_.rows()) {
      run_.advance("ocds", ++done, static_cast<std::int64_t>(procedures_.rows().size()));
      if (TextIn(procedure, "kind") == "subsidie") {
        left_out_.push_back(json::object{{"region", TextIn(procedure, "region")},
                                         {"procedure", TextIn(procedure, "procedure")},
                                         {"reason", "subsidie"}});
        KeepOutside(procedure);
        continue;
      }
      out_.write((first ? "\n" : ",\n") + Serialized(Release(procedure)));
      first = false;
    }
    out_.write(std::string(first ? "" : "\n") + "],\n\"stelsel\":" + Serialized(Further()) + "}\n");
    if (!left_out_.empty()) Log();
  }

 private:
  std::string PrefixOf(const std::string& region) const {
    if (!prefix_.empty()) return prefix_;
    const TextRow* const publication = publications_.One({region});
    return publication != nullptr ? TextIn(*publication, "ocid_prefix") : kNoPrefix;
  }

  // The day of the newest thing that is written: no clock is read, so that nothing changes by
  // itself.
  std::string Newest(const RowList& versions, const TextRow* procedure) const {
    Day newest = 0;
    const auto look = [&](const std::string& text) {
      const auto bounds = stelsel::edtf_bounds(text);
      if (bounds && bounds->earliest) newest = std::max(newest, *bounds->earliest);
    };
    for (const TextRow* const version : versions) look(TextIn(*version, "agreed_on"));
    if (procedure != nullptr) {
      look(TextIn(*procedure, "announced_on"));
      look(TextIn(*procedure, "awarded_on"));
    }
    return TextOf(newest) + "T00:00:00Z";
  }

  std::string Head() const {
    RowList all;
    for (const TextRow& version : versions_.rows()) all.push_back(&version);
    const auto& published = publications_.rows();
    json::object head;
    head["uri"] =
        "urn:stelsel:inkoop:" +
        (published.empty() ? PrefixOf("") : PrefixOf(TextIn(published.front(), "region")));
    head["version"] = "1.1";
    const std::string from = kExtensions;
    head["extensions"] = {from + "ocds_lots_extension/master/extension.json",
                          from + "ocds_techniques_extension/master/extension.json"};
    head["publisher"] = {
        {"name", published.size() == 1 ? TextIn(published.front(), "publisher") : "stelsel"}};
    head["publishedDate"] = Newest(all, nullptr);
    std::string text = Serialized(head);
    text.pop_back();
    return text + ",\n\"releases\":[";
  }

  // What stands in no release, and is needed to read the rows back: core rows that were referred
  // to.
  json::object Further() {
    json::object rows;
    for (const char* const table : {"facility_kind", "provider_kind", "municipality"})
      AddAll(table, referred_.Rows(run_.snapshot, table), rows);
    std::vector<TextRow> published;
    for (const TextRow& row : publications_.rows()) published.push_back(referred_.Noted(row));
    AddAll("inkoop_publication", published, rows);
    AddAll("inkoop_choice", used_choices_, rows);
    std::vector<TextRow> unused;
    for (const TextRow& product : products_.rows()) {
      if (used_products_.count(Key(product, {"region", "product"})) == 0)
        unused.push_back(referred_.Noted(product));
    }
    AddAll("inkoop_product", unused, rows);
    for (const auto& [table, list] : outside_) AddAll(table.c_str(), list, rows);
    // Last: all rows above cite some.
    AddAll("source_document", referred_.Rows(run_.snapshot, "source_document"), rows);
    json::object out{{"rows", std::move(rows)}};
    if (!left_out_.empty()) out["left_out"] = left_out_;
    return out;
  }
  // A subsidy has no release; its rows go along all the same.
  void KeepOutside(const TextRow& procedure) {
    const auto keep = [&](const char* table, const RowList& rows) {
      for (const TextRow* const row : rows) outside_[table].push_back(referred_.Noted(*row));
    };
    keep("inkoop_procedure", {&procedure});
    KeepOne("region", parties_.RegionRow(TextIn(procedure, "region")));
    for (const TextRow* const lot : lots_.Of(procedure, kProcedureKey)) {
      keep("inkoop_lot", {lot});
      keep("inkoop_lot_funding", fundings_.Of(*lot, kLotKey));
      keep("inkoop_lot_product", lot_products_.Of(*lot, kLotKey));
    }
    for (const TextRow* const contract : contracts_.Of(procedure, kProcedureKey)) {
      keep("inkoop_contract", {contract});
      keep("inkoop_contract_version", versions_.Of(*contract, kContractKey));
      keep("inkoop_contract_condition", conditions_.Of(*contract, kContractKey));
      keep("inkoop_contract_party", bound_.Of(*contract, kContractKey));
      keep("inkoop_contracted_supply", supply_.Of(*contract, kContractKey));
      keep("inkoop_tariff", tariffs_.Of(*contract, kContractKey));
      for (const TextRow* const party : bound_.Of(*contract, kContractKey))
        KeepOne("provider", parties_.ProviderRow(TextIn(*party, "provider")));
    }
  }
  // Once, however often it is referred to.
  void KeepOne(const char* table, const TextRow* row) {
    if (row != nullptr && kept_.insert(table + ("|" + TextIn(*row, table))).second)
      outside_[table].push_back(referred_.Noted(*row));
  }
  static void AddAll(const char* table, const std::vector<TextRow>& rows, json::object& out) {
    json::array list;
    for (const TextRow& row : rows) list.push_back(ToObject(row));
    if (!list.empty()) out[table] = std::move(list);
  }

  json::object Release(const TextRow& given) {
    TextRow row = referred_.Noted(given);
    parties_.Clear();
    const std::string region = TakeFrom(row, "region"), id = TakeFrom(row, "procedure");
    const RowList& contracts = contracts_.Of(given, kProcedureKey);
    json::object release;
    release["ocid"] = PrefixOf(region) + "-" + region + "-" + id;
    release["id"] = region + "-" + id;
    RowList versions;
    for (const TextRow* const contract : contracts) {
      const RowList& more = versions_.Of(*contract, kContractKey);
      versions.insert(versions.end(), more.begin(), more.end());
    }
    release["date"] = Newest(versions, &given);
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

  static json::array TagsOf(const std::string& state, bool has_contracts) {
    json::array tags;
    const bool planned = state == "voorgenomen" || state == "in_voorbereiding";
    tags.push_back(planned ? "planning" : state == "ingetrokken" ? "tenderCancellation" : "tender");
    if (has_contracts) {
      tags.push_back("award");
      tags.push_back("contract");
    }
    return tags;
  }

  // Takes out of `row` what it says.
  json::object Tender(const TextRow& given, const std::string& id, TextRow& row) {
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
    if (const TextRow* const choice =
            choices_.One({TextIn(given, "region"), TextIn(given, "choice")})) {
      if (std::find(used_choices_.begin(), used_choices_.end(), *choice) == used_choices_.end())
        used_choices_.push_back(referred_.Noted(*choice));
    }
    json::array lots, items;
    for (const TextRow* const lot : lots_.Of(given, kProcedureKey)) {
      lots.push_back(Lot(*lot, TextIn(given, "kind")));
      for (const TextRow* const one : lot_products_.Of(*lot, kLotKey))
        items.push_back(LotItem(*one));
    }
    if (!lots.empty()) tender["lots"] = std::move(lots);
    if (!items.empty()) tender["items"] = std::move(items);
    return tender;
  }

  // Of the procedures under the light regime OCDS has no method: only what it is called.
  static void SetMethod(const std::string& kind, json::object& tender) {
    if (kind == "open_house" || kind == "europese_aanbesteding")
      tender["procurementMethod"] = "open";
    Set(tender, "procurementMethodDetails", DetailsOf(kind));
    if (kind == "sas_emvi") tender["awardCriteria"] = "ratedCriteria";
    if (kind != "open_house") return;
    tender["techniques"] = {{"hasFrameworkAgreement", true},
                            {"frameworkAgreement", {{"method", "withoutReopeningCompetition"}}}};
  }

  json::object Lot(const TextRow& given, const std::string& kind) {
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
    AddList("fundings", fundings_.Of(given, kLotKey), {"region", "procedure", "lot"}, lot);
    return lot;
  }

  json::object LotItem(const TextRow& given) {
    TextRow row = referred_.Noted(given);
    const std::string product = TakeFrom(row, "product"), lot = TakeFrom(row, "lot");
    json::object item = Item(TextIn(given, "region"), product, lot + "/" + product);
    item["relatedLot"] = lot;
    RowWithout(row, {"region", "procedure"});
    json::object rest{{"product", product}, {"lot_product", ToObject(row)}};
    if (const TextRow* const found = products_.One({TextIn(given, "region"), product})) {
      TextRow more = referred_.Noted(*found);
      used_products_.insert(Key(more, {"region", "product"}));
      RowWithout(more, {"region", "product", "name", "product_category", "unit"});
      rest["product_row"] = ToObject(more);
    }
    item["stelsel"] = std::move(rest);
    return item;
  }

  json::object Item(const std::string& region, const std::string& product,
                    const std::string& id) const {
    json::object item{{"id", id}};
    const TextRow* const row = products_.One({region, product});
    if (row == nullptr) return item;
    Set(item, "description", TextIn(*row, "name"));
    if (const std::string category = TextIn(*row, "product_category"); !category.empty())
      item["classification"] = {{"scheme", "x_iwmo_WMO020"}, {"id", category}};
    if (const std::string unit = TextIn(*row, "unit"); !unit.empty())
      item["unit"] = {{"scheme", "x_iwmo_WJ756"}, {"id", unit}};
    return item;
  }

  // Rows as they are, but for what the object that they stand in says already.
  void AddList(const char* name, const RowList& rows, std::initializer_list<const char*> known,
               json::object& to) {
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
  static void RowWithout(TextRow& row, std::initializer_list<const char*> fields) {
    for (const char* const field : fields) row.erase(field);
  }

  void AddContract(const TextRow& given, const std::string& kind, json::array& awards,
                   json::array& agreed) {
    TextRow row = referred_.Noted(given);
    const std::string id = TakeFrom(row, "contract"), lot = TakeFrom(row, "lot");
    const json::object period = PeriodObject(row);
    json::object contract{{"id", id}};
    contract["awardID"] = AddAwards(given, kind, lot, period, awards);
    Set(contract, "title", TakeFrom(row, "name"));
    if (!period.empty()) contract["period"] = period;
    json::array items;
    for (const TextRow* const tariff : tariffs_.Of(given, kContractKey))
      items.push_back(TariffItem(*tariff));
    if (!items.empty()) contract["items"] = std::move(items);
    json::array amendments;
    for (const TextRow* const version : versions_.Of(given, kContractKey))
      amendments.push_back(Amendment(*version));
    if (!amendments.empty()) contract["amendments"] = std::move(amendments);
    RowWithout(row, {"region", "procedure"});
    row["lot"] = lot;
    SetRest(contract, row);
    AddList("parties", bound_.Of(given, kContractKey), {"region", "contract"}, contract);
    AddList("conditions", conditions_.Of(given, kContractKey), {"region", "contract"}, contract);
    AddList("supply", supply_.Of(given, kContractKey), {"region", "contract"}, contract);
    agreed.push_back(std::move(contract));
  }

  // One award with all who are bound by it; in an open house one for each provider. Returns the
  // id of the first.
  std::string AddAwards(const TextRow& contract, const std::string& kind, const std::string& lot,
                        const json::object& period, json::array& awards) {
    json::array suppliers;
    for (const TextRow* const party : bound_.Of(contract, kContractKey)) {
      json::object reference = parties_.Provider(TextIn(*party, "provider"));
      if (TextIn(*party, "role") != "onderaannemer") suppliers.push_back(std::move(reference));
    }
    const std::string id = TextIn(contract, "contract");
    std::string first;
    const auto add = [&](const std::string& award_id, json::array of) {
      if (first.empty()) first = award_id;
      json::object award{{"id", award_id}, {"status", "active"}, {"relatedLots", json::array{lot}}};
      if (!of.empty()) award["suppliers"] = std::move(of);
      if (!period.empty()) award["contractPeriod"] = period;
      awards.push_back(std::move(award));
    };
    if (kind != "open_house" || suppliers.empty()) {
      add(id, std::move(suppliers));
    } else {
      for (const json::value& supplier : suppliers)
        add(id + "/" + supplier.at("id").as_string().c_str(), json::array{supplier});
    }
    return first;
  }

  json::object TariffItem(const TextRow& given) {
    TextRow row = referred_.Noted(given);
    const std::string product = TakeFrom(row, "product"), sequence = TakeFrom(row, "sequence");
    json::object item = Item(TextIn(given, "region"), product, product + "/" + sequence);
    if (!item.contains("unit")) item["unit"] = json::object();
    item["unit"].as_object()["value"] = {{"amount", TakeFrom(row, "amount")}, {"currency", "EUR"}};
    RowWithout(row, {"region", "contract"});
    row["product"] = product;
    row["sequence"] = sequence;
    SetRest(item, row);
    return item;
  }

  json::object Amendment(const TextRow& given) {
    TextRow row = referred_.Noted(given);
    json::object amendment{{"id", TakeFrom(row, "version")}};
    Set(amendment, "date", Moment(row, "agreed_on", false));
    RowWithout(row, {"region", "contract"});
    SetRest(amendment, row);
    return amendment;
  }

  void Log() const {
    const std::string text =
        "ocds: subsidies are outside OCDS; left out: " + std::to_string(left_out_.size());
    run_.host.log().log(run_.host.raw(), STELSEL_LOG_WARNING, text.c_str());
  }

  const stelsel::Run& run_;
  stelsel::Sink& out_;
  const ByKey procedures_, lots_, fundings_, lot_products_, products_, contracts_, versions_,
      conditions_, bound_, supply_, tariffs_, publications_, choices_;
  Referred referred_;
  Parties parties_;
  const std::string prefix_;  // empty: of each region
  std::set<std::string> used_products_;
  std::vector<TextRow> used_choices_;
  json::array left_out_;
  std::map<std::string, std::vector<TextRow>> outside_;  // rows of what was left out, by table
  std::set<std::string> kept_;
};

}  // namespace

void WriteOcds(const stelsel::Run& run, stelsel::Sink& out) { Package(run, out).Write(); }

}  // namespace inkoop
