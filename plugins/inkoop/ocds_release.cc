#include "ocds_release.h"

#include <map>
#include <string>

#include "ocds_values.h"

namespace inkoop {
namespace {

namespace json = boost::json;

// One release as rows.
class Release {
 public:
  Release(const json::object& release, std::int64_t line, RowSink& sink)
      : release_(&release), line_(line), sink_(sink) {}

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
    for (const json::value& contract : ListIn(release_, "contracts"))
      ReadContract(contract.if_object());
  }

 private:
  // ---- Parties ----

  void ReadParties() {
    for (const json::value& value : ListIn(release_, "parties")) {
      const json::object* const party = value.if_object();
      const json::object* const rest = ObjectIn(party, "stelsel");
      if (const json::object* const row = ObjectIn(rest, "region")) {
        AddParty("region", row, party);
      } else if (const json::object* const town = ObjectIn(rest, "municipality")) {
        municipalities_[TextAt(party, "id")] = TextAt(town, "municipality");
        AddParty("municipality", town, party);
      } else if (party != nullptr) {
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
  // Whoever buys is no provider.
  void ReadProvider(const json::object* rest, const json::object* party) {
    const std::string id = TextAt(party, "id");
    if (rest == nullptr && !HasRole(party, "supplier") && !HasRole(party, "tenderer")) return;
    TextRow row;
    row["provider"] = Slug(id);
    Put(row, "name", TextAt(party, "name"));
    if (rest == nullptr) row["provider_kind"] = "zorgaanbieder";
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
    return ObjectIn(release_, "stelsel") != nullptr ? id : Slug(id);
  }

  void ReadLotItem(const json::object* item) {
    if (item == nullptr) return;
    const json::object* const rest = ObjectIn(item, "stelsel");
    TextRow row = ProductOf(item);
    const std::string product = TextIn(row, "product"), lot = TextAt(item, "relatedLot");
    PutRest(row, ObjectIn(rest, "product_row"));
    sink_.Add("inkoop_product", row, line_, {"region", "product"});
    if (lot.empty()) return;
    TextRow link = {{"lot", rest != nullptr ? lot : Slug(lot)}, {"product", product}};
    PutRest(link, ObjectIn(rest, "lot_product"));
    AddOfProcedure("inkoop_lot_product", link);
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

  void ReadContract(const json::object* contract) {
    if (contract == nullptr) return;
    const json::object* const rest = ObjectIn(contract, "stelsel");
    TextRow row;
    row["contract"] = KeyOf(contract);
    const json::object* const award = AwardOf(contract);
    if (!ListIn(award, "relatedLots").empty())
      row["lot"] = Slug(TextOfValue(ListIn(award, "relatedLots")[0]));
    Put(row, "name", TextAt(contract, "title"));
    PutPeriod(row, ObjectIn(contract, "period"));
    PutRest(row, rest);
    if (row.count("name") == 0) row["name"] = TextIn(row, "contract");
    const std::string id = TextIn(row, "contract");
    AddOfProcedure("inkoop_contract", row);
    for (const json::value& item : ListIn(contract, "items")) ReadTariff(item.if_object(), id);
    for (const json::value& one : ListIn(contract, "amendments")) ReadVersion(one.if_object(), id);
    if (rest != nullptr) {
      AddList("inkoop_contract_party", rest, "parties", {{"contract", id}});
      AddList("inkoop_contract_condition", rest, "conditions", {{"contract", id}});
      AddList("inkoop_contracted_supply", rest, "supply", {{"contract", id}});
    } else {
      ReadSuppliers(award, id);
    }
  }
  const json::object* AwardOf(const json::object* contract) const {
    const std::string wanted = TextAt(contract, "awardID");
    for (const json::value& award : ListIn(release_, "awards")) {
      if (TextAt(award.if_object(), "id") == wanted) return award.if_object();
    }
    return nullptr;
  }
  void ReadSuppliers(const json::object* award, const std::string& contract) {
    const json::array& suppliers = ListIn(award, "suppliers");
    for (const json::value& supplier : suppliers) {
      const auto it = providers_.find(TextAt(supplier.if_object(), "id"));
      if (it == providers_.end()) continue;
      sink_.Add("inkoop_contract_party",
                {{"region", region_},
                 {"contract", contract},
                 {"provider", it->second},
                 {"sequence", "1"},
                 {"role", suppliers.size() > 1 ? "combinant" : "hoofdaannemer"}},
                line_);
    }
  }
  void ReadTariff(const json::object* item, const std::string& contract) {
    if (item == nullptr) return;
    const json::object* const rest = ObjectIn(item, "stelsel");
    const std::string amount = TextAt(ObjectIn(ObjectIn(item, "unit"), "value"), "amount");
    if (amount.empty()) return;
    const TextRow product = ProductOf(item);
    if (rest == nullptr) sink_.Add("inkoop_product", product, line_, {"region", "product"});
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
  const std::int64_t line_;
  RowSink& sink_;
  std::string region_, procedure_;
  std::map<std::string, std::string> municipalities_, providers_;  // by party
  std::map<std::string, int> versions_;
};

}  // namespace

void ReadRelease(const json::object& release, std::int64_t line, RowSink& sink) {
  Release(release, line, sink).Read();
}

}  // namespace inkoop
