#include "ocds_release.h"

#include <map>
#include <set>
#include <string>

#include "ocds_values.h"

namespace inkoop {
namespace {

namespace json = boost::json;

// One release as rows.
class Release {
 public:
  Release(const json::object& release, std::int64_t line, RowSink& sink,
          const std::function<void(const std::string&)>& tell)
      : release_(&release),
        is_ours_(ObjectIn(&release, "stelsel") != nullptr),
        line_(line),
        sink_(sink),
        tell_(tell) {}

  void Read() {
    ReadParties();
    const json::object* const rest = ObjectIn(release_, "stelsel");
    const json::object* const tender = ObjectIn(release_, "tender");
    region_ = TextAt(rest, "region");
    if (region_.empty()) region_ = RegionOfBuyer();
    procedure_ = TextAt(tender, "id");
    if (procedure_.empty() || rest == nullptr) procedure_ = Slug(TextAt(release_, "ocid"));
    TextRow row;
    PutTender(tender, row);
    PutRest(row, rest);
    row["region"] = region_;
    row["procedure"] = procedure_;
    sink_.Add("inkoop_procedure", row, line_);
    for (const json::value& lot : ListIn(tender, "lots")) ReadLot(lot.if_object());
    for (const json::value& item : ListIn(tender, "items")) ReadLotItem(item.if_object());
    const json::array& contracts = ListIn(release_, "contracts");
    for (std::size_t i = 0; i < contracts.size(); ++i)
      ReadContract(contracts[i].if_object(), "contracts/" + std::to_string(i));
    if (!is_ours_) TellUnusedAwards();
    for (const auto& [product, fields] : products_)
      sink_.Add("inkoop_product", fields, line_, {"region", "product"});
  }

 private:
  // ---- Parties ----

  void ReadParties() {
    std::set<std::string> awarded;
    for (const json::value& award : ListIn(release_, "awards")) {
      for (const json::value& supplier : ListIn(award.if_object(), "suppliers"))
        awarded.insert(TextAt(supplier.if_object(), "id"));
    }
    for (const json::value& value : ListIn(release_, "parties")) {
      const json::object* const party = value.if_object();
      const json::object* const rest = ObjectIn(party, "stelsel");
      if (const json::object* const row = ObjectIn(rest, "region")) {
        AddParty("region", row, party);
      } else if (const json::object* const town = ObjectIn(rest, "municipality")) {
        municipalities_[TextAt(party, "id")] = TextAt(town, "municipality");
        AddParty("municipality", town, party);
      } else if (ObjectIn(rest, "provider") != nullptr || HasRole(party, "supplier") ||
                 HasRole(party, "tenderer") || awarded.count(TextAt(party, "id")) > 0) {
        // Whoever only buys is no provider.
        ReadProvider(ObjectIn(rest, "provider"), party);
      }
    }
  }
  void AddParty(const std::string& table, const json::object* rest, const json::object* party) {
    TextRow row;
    Put(row, "name", TextAt(party, "name"));
    PutRest(row, rest);
    sink_.Add(table, row, line_, {table});
  }
  static bool HasRole(const json::object* party, const char* role) {
    for (const json::value& one : ListIn(party, "roles")) {
      if (one.is_string() && one.get_string() == role) return true;
    }
    return false;
  }
  void ReadProvider(const json::object* rest, const json::object* party) {
    if (party == nullptr) return;
    const std::string id = TextAt(party, "id");
    TextRow row;
    row["provider"] = Slug(id);
    Put(row, "name", TextAt(party, "name"));
    if (rest == nullptr) {
      row["provider_kind"] = "zorgaanbieder";
      sink_.Add("provider_kind", {{"provider_kind", "zorgaanbieder"}, {"name", "Zorgaanbieder"}},
                line_, {"provider_kind"});
    }
    const json::object* const identifier = ObjectIn(party, "identifier");
    if (TextAt(identifier, "scheme") == "NL-KVK") Put(row, "kvk_number", TextAt(identifier, "id"));
    PutRest(row, rest);
    providers_[id] = TextIn(row, "provider");
    sink_.Add("provider", row, line_, {"provider"});
  }

  // Others have no regions: then it is named after who buys.
  std::string RegionOfBuyer() {
    const json::object* const buyer = ObjectIn(release_, "buyer");
    const std::string name = TextAt(buyer, "name");
    const std::string region = Slug(name.empty() ? TextAt(buyer, "id") : name);
    sink_.Add("region", {{"region", region}, {"name", name.empty() ? region : name}}, line_,
              {"region"});
    return region;
  }

  // ---- Tender ----

  void PutTender(const json::object* tender, TextRow& row) {
    Put(row, "name", TextAt(tender, "title"));
    Put(row, "description", TextAt(tender, "description"));
    Put(row, "state", StateOf(TextAt(tender, "status")));
    Put(row, "kind", KindOf(tender));
    if (const json::object* const entity = ObjectIn(tender, "procuringEntity")) {
      const auto it = municipalities_.find(TextAt(entity, "id"));
      if (it != municipalities_.end()) row["municipality"] = it->second;
    }
    Put(row, "announced_on",
        DayOfMoment(TextAt(ObjectIn(tender, "tenderPeriod"), "startDate"), false));
    Put(row, "starts_on",
        DayOfMoment(TextAt(ObjectIn(tender, "contractPeriod"), "startDate"), false));
    if (row.count("name") == 0) row["name"] = procedure_;
  }
  static std::string KindOf(const json::object* tender) {
    const std::string details = TextAt(tender, "procurementMethodDetails");
    for (const char* const kind :
         {"sas", "sas_emvi", "open_house", "europese_aanbesteding", "aanbesteding"}) {
      if (details == DetailsOf(kind)) return kind;
    }
    return TextAt(tender, "procurementMethod").empty() ? "" : "aanbesteding";
  }

  void ReadLot(const json::object* lot) {
    if (lot == nullptr) return;
    TextRow row;
    Put(row, "lot", KeyOf(lot));
    Put(row, "name", TextAt(lot, "title"));
    const json::object* const agreement =
        ObjectIn(ObjectIn(lot, "techniques"), "frameworkAgreement");
    Put(row, "duration_reason", TextAt(agreement, "periodRationale"));
    Put(row, "most_providers", TextAt(agreement, "maximumParticipants"));
    PutRest(row, ObjectIn(lot, "stelsel"));
    if (row.count("name") == 0) row["name"] = TextIn(row, "lot");
    AddOfProcedure("inkoop_lot", row);
    AddList("inkoop_lot_funding", ObjectIn(lot, "stelsel"), "fundings",
            {{"lot", TextIn(row, "lot")}});
  }

  // A key of ours stays as it is.
  std::string KeyOf(const json::object* object) const {
    const std::string id = TextAt(object, "id");
    return is_ours_ ? id : Slug(id);
  }

  void ReadLotItem(const json::object* item) {
    if (item == nullptr) return;
    const json::object* const rest = ObjectIn(item, "stelsel");
    TextRow row = ProductOf(item);
    const std::string product = TextIn(row, "product"), lot = TextAt(item, "relatedLot");
    PutRest(row, ObjectIn(rest, "product_row"));
    Keep(row);
    if (lot.empty()) return;
    TextRow link = {{"lot", rest != nullptr ? lot : Slug(lot)}, {"product", product}};
    PutRest(link, ObjectIn(rest, "lot_product"));
    AddOfProcedure("inkoop_lot_product", link);
  }
  // What a later item tells of a product that an earlier one did not is added to it.
  void Keep(const TextRow& product) {
    products_[TextIn(product, "product")].insert(product.begin(), product.end());
  }
  TextRow ProductOf(const json::object* item) const {
    TextRow row;
    const std::string given = TextAt(ObjectIn(item, "stelsel"), "product");
    row["region"] = region_;
    row["product"] = given.empty() ? TextAt(item, "id") : given;
    Put(row, "name", TextAt(item, "description"));
    const json::object* const category = ObjectIn(item, "classification");
    if (TextAt(category, "scheme") == "x_iwmo_WMO020")
      Put(row, "product_category", TextAt(category, "id"));
    const json::object* const unit = ObjectIn(item, "unit");
    if (TextAt(unit, "scheme") == "x_iwmo_WJ756") Put(row, "unit", TextAt(unit, "id"));
    return row;
  }

  // ---- Contracts ----

  void ReadContract(const json::object* contract, const std::string& path) {
    if (contract == nullptr) return;
    const json::object* const rest = ObjectIn(contract, "stelsel");
    TextRow row;
    row["contract"] = KeyOf(contract);
    std::string award_path;
    const json::object* const award = AwardOf(contract, award_path);
    const json::array& lots = ListIn(award, "relatedLots");
    if (!lots.empty()) row["lot"] = Slug(TextOfValue(lots[0]));
    // A contract of ours is of one lot.
    for (std::size_t i = 1; i < lots.size(); ++i)
      tell_(award_path + "/relatedLots/" + std::to_string(i));
    Put(row, "name", TextAt(contract, "title"));
    PutPeriod(row, ObjectIn(contract, "period"));
    PutRest(row, rest);
    if (row.count("name") == 0) row["name"] = TextIn(row, "contract");
    const std::string id = TextIn(row, "contract");
    AddOfProcedure("inkoop_contract", row);
    const json::array& items = ListIn(contract, "items");
    for (std::size_t i = 0; i < items.size(); ++i)
      ReadTariff(items[i].if_object(), id, path + "/items/" + std::to_string(i));
    for (const json::value& one : ListIn(contract, "amendments")) ReadVersion(one.if_object(), id);
    if (rest != nullptr) {
      AddList("inkoop_contract_party", rest, "parties", {{"contract", id}});
      AddList("inkoop_contract_condition", rest, "conditions", {{"contract", id}});
      AddList("inkoop_contracted_supply", rest, "supply", {{"contract", id}});
      AddList("inkoop_client_stop", rest, "stops", {{"contract", id}});
    } else {
      ReadSuppliers(award, id);
    }
  }
  const json::object* AwardOf(const json::object* contract, std::string& path) {
    const std::string wanted = TextAt(contract, "awardID");
    const json::array& awards = ListIn(release_, "awards");
    for (std::size_t i = 0; i < awards.size(); ++i) {
      if (TextAt(awards[i].if_object(), "id") != wanted) continue;
      used_awards_.insert(wanted);
      path = "awards/" + std::to_string(i);
      return awards[i].if_object();
    }
    return nullptr;
  }
  // What was awarded and not, or not yet, contracted is no contract of ours.
  void TellUnusedAwards() const {
    const json::array& awards = ListIn(release_, "awards");
    for (std::size_t i = 0; i < awards.size(); ++i) {
      if (used_awards_.count(TextAt(awards[i].if_object(), "id")) == 0)
        tell_("awards/" + std::to_string(i));
    }
  }
  void ReadSuppliers(const json::object* award, const std::string& contract) {
    const json::array& suppliers = ListIn(award, "suppliers");
    for (const json::value& supplier : suppliers) {
      auto it = providers_.find(TextAt(supplier.if_object(), "id"));
      if (it == providers_.end()) {
        // Not among the parties: then all that is known stands in the reference.
        ReadProvider(nullptr, supplier.if_object());
        it = providers_.find(TextAt(supplier.if_object(), "id"));
        if (it == providers_.end()) continue;
      }
      sink_.Add("inkoop_contract_party",
                {{"region", region_},
                 {"contract", contract},
                 {"provider", it->second},
                 {"sequence", "1"},
                 {"role", suppliers.size() > 1 ? "combinant" : "hoofdaannemer"}},
                line_);
    }
  }
  void ReadTariff(const json::object* item, const std::string& contract, const std::string& path) {
    if (item == nullptr) return;
    const json::object* const rest = ObjectIn(item, "stelsel");
    const TextRow product = ProductOf(item);
    if (rest == nullptr) Keep(product);
    const json::object* const value = ObjectIn(ObjectIn(item, "unit"), "value");
    const std::string amount = TextAt(value, "amount"), currency = TextAt(value, "currency");
    if (amount.empty()) return;
    // Amounts of ours are euros.
    if (!currency.empty() && currency != "EUR") return tell_(path + "/unit/value/amount");
    TextRow row = {{"region", region_},
                   {"contract", contract},
                   {"product", TextIn(product, "product")},
                   {"sequence", "1"},
                   {"amount", amount}};
    PutRest(row, rest);
    sink_.Add("inkoop_tariff", row, line_);
  }
  void ReadVersion(const json::object* amendment, const std::string& contract) {
    if (amendment == nullptr) return;
    const json::object* const rest = ObjectIn(amendment, "stelsel");
    TextRow row = {{"region", region_}, {"contract", contract}};
    row["version"] = TextAt(amendment, "id");
    // Others number their amendments as they like: they are changes behind the first version.
    if (rest == nullptr) row["version"] = std::to_string(++versions_[contract] + 1);
    row["kind"] = "wijziging";
    Put(row, "agreed_on", DayOfMoment(TextAt(amendment, "date"), false));
    if (rest == nullptr) Put(row, "explanation", TextAt(amendment, "description"));
    PutRest(row, rest);
    sink_.Add("inkoop_contract_version", row, line_);
  }

  // ---- Rows ----

  void AddOfProcedure(const std::string& table, TextRow row) {
    row["region"] = region_;
    row["procedure"] = procedure_;
    sink_.Add(table, row, line_);
  }
  void AddList(const std::string& table, const json::object* from, const char* name,
               const TextRow& known) {
    const bool of_lot = known.count("lot") > 0;
    for (const json::value& one : ListIn(from, name)) {
      TextRow row = known;
      row["region"] = region_;
      if (of_lot) row["procedure"] = procedure_;
      PutRest(row, one.if_object());
      sink_.Add(table, row, line_);
    }
  }

  const json::object* const release_;
  const bool is_ours_;
  const std::int64_t line_;
  RowSink& sink_;
  const std::function<void(const std::string&)>& tell_;
  std::string region_, procedure_;
  std::map<std::string, std::string> municipalities_, providers_;  // by party
  std::map<std::string, int> versions_;
  std::map<std::string, TextRow> products_;
  std::set<std::string> used_awards_;
};

}  // namespace

void ReadRelease(const json::object& release, std::int64_t line, RowSink& sink,
                 const std::function<void(const std::string& path)>& tell) {
  Release(release, line, sink, tell).Read();
}

}  // namespace inkoop
