#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ocds_release.h"
#include "ocds_values.h"

namespace inkoop {
namespace {

namespace json = boost::json;

// From here on a double has no cents any more.
constexpr double kMostExact = 1e13;

std::string At(const std::string& list, std::size_t i) { return list + "/" + std::to_string(i); }

class OtherRelease {
 public:
  OtherRelease(const json::object& release, Names& names, const ReleaseRows& rows)
      : release_(&release), names_(names), rows_(rows) {}

  void Read() {
    const json::object* const tender = ObjectIn(release_, "tender");
    ReadBuyer(tender);
    const std::string ocid = TextAt(release_, "ocid");
    process_ = ocid.empty() ? names_.Unnamed() : ocid;
    procedure_ = names_.Of("procedure " + region_, Slug(ocid), process_);
    ReadTender(tender);
    ReadParties();
    const json::array& lots = ListIn(tender, "lots");
    for (std::size_t i = 0; i < lots.size(); ++i)
      ReadLot(lots[i].if_object(), At("tender/lots", i));
    for (const json::value& item : ListIn(tender, "items")) ReadLotItem(item.if_object());
    ReadAwards();
    const json::array& contracts = ListIn(release_, "contracts");
    for (std::size_t i = 0; i < contracts.size(); ++i)
      ReadContract(contracts[i].if_object(), At("contracts", i));
    // What was awarded and not, or not yet, contracted is no contract of ours.
    for (const Award& award : awards_) {
      if (!award.is_used) rows_.not_read(award.path);
    }
    for (const auto& [product, row] : products_)
      rows_.sink.Add("inkoop_product", row, rows_.line, {"region", "product"});
  }

 private:
  struct Award {
    const json::object* award = nullptr;
    std::string path;
    bool is_used = false;
  };

  void TellValue(const json::object* of, const std::string& path) const {
    if (ObjectIn(of, "value") != nullptr) rows_.not_read(path + "/value");
  }

  // ---- Who buys ----

  // Others have no regions: it is named after who buys.
  void ReadBuyer(const json::object* tender) {
    const json::object* buyer = ObjectIn(release_, "buyer");
    if (buyer == nullptr) buyer = ObjectIn(tender, "procuringEntity");
    const std::string id = TextAt(buyer, "id");
    std::string name = TextAt(buyer, "name");
    for (const json::value& party : ListIn(release_, "parties")) {
      if (name.empty() && !id.empty() && TextAt(party.if_object(), "id") == id)
        name = TextAt(party.if_object(), "name");
    }
    if (name.empty()) name = id.empty() ? "onbekend" : id;
    region_ = names_.Of("region", Slug(name), name);
    rows_.AddOnce("region", {{"region", region_}, {"name", name}}, {"region"});
  }

  // ---- Who delivers ----

  static bool Delivers(const json::object* party) {
    for (const json::value& one : ListIn(party, "roles")) {
      if (one.is_string() && (one.get_string() == "supplier" || one.get_string() == "tenderer"))
        return true;
    }
    return false;
  }
  void ReadParties() {
    std::set<std::string> awarded;
    for (const json::value& award : ListIn(release_, "awards")) {
      for (const json::value& supplier : ListIn(award.if_object(), "suppliers"))
        awarded.insert(TextAt(supplier.if_object(), "id"));
    }
    const json::array& parties = ListIn(release_, "parties");
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const json::object* const party = parties[i].if_object();
      const std::string id = TextAt(party, "id");
      // Whoever only buys is no provider.
      if (party == nullptr || id.empty() || (!Delivers(party) && awarded.count(id) == 0)) continue;
      const auto [it, is_new] = providers_.try_emplace(id);
      if (is_new) {
        it->second = ProviderOf(*party);
      } else {
        rows_.not_read(At("parties", i));
      }
    }
  }
  // Ids of parties are of one release; a number in a register, or a name with it, tells them apart.
  std::string ProviderOf(const json::object& party) {
    const std::string id = TextAt(&party, "id"), name = TextAt(&party, "name");
    const json::object* const number = ObjectIn(&party, "identifier");
    const std::string scheme = TextAt(number, "scheme"), in_scheme = TextAt(number, "id");
    const bool is_registered = !scheme.empty() && !in_scheme.empty();
    TextRow row{{"provider_kind", "zorgaanbieder"}};
    row["provider"] = names_.Of("provider", Slug(id.empty() ? name : id),
                                is_registered ? scheme + " " + in_scheme : id + '\x1f' + name);
    Put(row, "name", name);
    if (scheme == "NL-KVK") Put(row, "kvk_number", in_scheme);
    rows_.AddOnce("provider_kind", {{"provider_kind", "zorgaanbieder"}, {"name", "Zorgaanbieder"}},
                  {"provider_kind"});
    rows_.AddOnce("provider", row, {"provider"});
    return TextIn(row, "provider");
  }

  // ---- What is asked ----

  void ReadTender(const json::object* tender) {
    TextRow row{{"region", region_}, {"procedure", procedure_}};
    const std::string title = TextAt(tender, "title"), status = TextAt(tender, "status");
    row["name"] = title.empty() ? procedure_ : title;
    Put(row, "description", TextAt(tender, "description"));
    Put(row, "state", status == "cancelled" ? "ingetrokken" : StateOf(status));
    if (!status.empty() && row.count("state") == 0) rows_.not_read("tender/status");
    const std::string method = TextAt(tender, "procurementMethod");
    Put(row, "kind", KindOf(TextAt(tender, "procurementMethodDetails")));
    if (row.count("kind") == 0 && (method == "open" || method == "selective"))
      row["kind"] = "aanbesteding";
    if (!method.empty() && row.count("kind") == 0) rows_.not_read("tender/procurementMethod");
    Put(row, "announced_on",
        DayOfMoment(TextAt(ObjectIn(tender, "tenderPeriod"), "startDate"), false));
    Put(row, "starts_on",
        DayOfMoment(TextAt(ObjectIn(tender, "contractPeriod"), "startDate"), false));
    TellValue(tender, "tender");
    rows_.Add("inkoop_procedure", row);
  }
  std::string LotOf(const std::string& id) {
    return names_.Of("lot " + region_ + " " + procedure_, Slug(id), id);
  }
  void ReadLot(const json::object* lot, const std::string& path) {
    if (lot == nullptr) return;
    const std::string id = TextAt(lot, "id"), title = TextAt(lot, "title");
    TextRow row{{"region", region_}, {"procedure", procedure_}, {"lot", LotOf(id)}};
    row["name"] = title.empty() ? id : title;
    const json::object* const agreement =
        ObjectIn(ObjectIn(lot, "techniques"), "frameworkAgreement");
    Put(row, "duration_reason", TextAt(agreement, "periodRationale"));
    Put(row, "most_providers", TextAt(agreement, "maximumParticipants"));
    TellValue(lot, path);
    rows_.Add("inkoop_lot", row);
  }
  void ReadLotItem(const json::object* item) {
    if (item == nullptr) return;
    const std::string product = ProductOf(*item), lot = TextAt(item, "relatedLot");
    if (!lot.empty())
      rows_.Add("inkoop_lot_product", {{"region", region_},
                                       {"procedure", procedure_},
                                       {"lot", LotOf(lot)},
                                       {"product", product}});
  }
  // Ids of items are of one list: those with another description or class are other products. An
  // item that says less than another is the first of its id, and what it tells is added.
  std::string ProductOf(const json::object& item) {
    TextRow row;
    PutProduct(item, row);
    const std::string id = TextAt(&item, "id");
    const std::string identity =
        id + '\x1f' + TextIn(row, "name") + '\x1f' + TextIn(row, "product_category");
    const auto [known, is_new] = by_identity_.try_emplace(identity);
    if (is_new) {
      const auto first = first_of_id_.find(id);
      const bool fits = first != first_of_id_.end() && Fits(products_[first->second], row);
      known->second = fits ? first->second : names_.Of("product " + region_, id, identity);
      first_of_id_.try_emplace(id, known->second);
      row["region"] = region_;
      row["product"] = known->second;
    }
    products_[known->second].insert(row.begin(), row.end());
    return known->second;
  }
  static bool Fits(const TextRow& known, const TextRow& row) {
    for (const char* const field : {"name", "product_category"}) {
      const std::string a = TextIn(known, field), b = TextIn(row, field);
      if (!a.empty() && !b.empty() && a != b) return false;
    }
    return true;
  }

  // ---- What was agreed ----

  void ReadAwards() {
    const json::array& awards = ListIn(release_, "awards");
    for (std::size_t i = 0; i < awards.size(); ++i) {
      if (const json::object* const award = awards[i].if_object()) {
        award_by_id_.try_emplace(TextAt(award, "id"), awards_.size());
        awards_.push_back({award, At("awards", i), false});
        TellValue(award, awards_.back().path);
      }
    }
  }
  void ReadContract(const json::object* contract, const std::string& path) {
    if (contract == nullptr) return;
    const std::string id = TextAt(contract, "id"), title = TextAt(contract, "title");
    const std::string status = TextAt(contract, "status");
    const auto found = award_by_id_.find(TextAt(contract, "awardID"));
    Award* const award = found != award_by_id_.end() ? &awards_[found->second] : nullptr;
    if (award != nullptr) award->is_used = true;
    if (status == "cancelled") return rows_.not_read(path);
    if (status == "terminated") rows_.not_read(path + "/status");
    TextRow row{{"region", region_}, {"procedure", procedure_}};
    row["contract"] = names_.Of("contract " + region_, Slug(id), process_ + '\x1f' + id);
    row["name"] = title.empty() ? id : title;
    PutPeriod(row, ObjectIn(contract, "period"));
    if (award != nullptr) PutLot(*award, row);
    TellValue(contract, path);
    rows_.Add("inkoop_contract", row);
    const TextRow of{{"region", region_}, {"contract", TextIn(row, "contract")}};
    const json::array& items = ListIn(contract, "items");
    for (std::size_t i = 0; i < items.size(); ++i)
      ReadTariff(items[i].if_object(), of, At(path + "/items", i));
    ReadVersions(*contract, row, of);
    if (award != nullptr) ReadSuppliers(*award->award, of);
  }
  // A contract of ours is of one lot.
  void PutLot(const Award& award, TextRow& row) {
    const json::array& lots = ListIn(award.award, "relatedLots");
    for (std::size_t i = 0; i < lots.size(); ++i) {
      const std::string lot = LotOf(TextOfValue(lots[i]));
      if (row.try_emplace("lot", lot).first->second != lot)
        rows_.not_read(At(award.path + "/relatedLots", i));
    }
  }
  void ReadSuppliers(const json::object& award, const TextRow& of) {
    const json::array& suppliers = ListIn(&award, "suppliers");
    std::set<std::string> bound;
    for (const json::value& value : suppliers) {
      const json::object* const supplier = value.if_object();
      if (supplier == nullptr) continue;
      // One that is not among the parties is what its reference tells.
      const std::string id = TextAt(supplier, "id");
      const auto it = id.empty() ? providers_.end() : providers_.find(id);
      bound.insert(it != providers_.end() ? it->second : ProviderOf(*supplier));
    }
    for (const std::string& provider : bound) {
      TextRow row = of;
      row["provider"] = provider;
      row["sequence"] = "1";
      row["role"] = bound.size() > 1 ? "combinant" : "hoofdaannemer";
      rows_.Add("inkoop_contract_party", row);
    }
  }
  void ReadTariff(const json::object* item, TextRow row, const std::string& path) {
    if (item == nullptr) return;
    row["product"] = ProductOf(*item);
    const json::object* const value = ObjectIn(ObjectIn(item, "unit"), "value");
    const json::value* const amount = value != nullptr ? value->if_contains("amount") : nullptr;
    if (amount == nullptr || amount->is_null()) return;
    // Amounts of ours are euros, to the cent.
    const bool is_exact = !amount->is_double() || std::abs(amount->get_double()) < kMostExact;
    if (!is_exact || TextAt(value, "currency") != "EUR")
      return rows_.not_read(path + "/unit/value");
    row["sequence"] = std::to_string(++tariffs_[TextIn(row, "contract") + '\x1f' + row["product"]]);
    row["amount"] = TextOfValue(*amount);
    rows_.Add("inkoop_tariff", row);
  }
  // The day of signing is that of the first version; each amendment is a change of it.
  void ReadVersions(const json::object& contract, const TextRow& from, const TextRow& of) {
    const std::string signed_on = DayOfMoment(TextAt(&contract, "dateSigned"), false);
    if (!signed_on.empty()) {
      TextRow row = of;
      row["version"] = "1";
      row["kind"] = "eerste";
      row["agreed_on"] = signed_on;
      Put(row, "valid_from", TextIn(from, "valid_from"));
      Put(row, "valid_to", TextIn(from, "valid_to"));
      rows_.Add("inkoop_contract_version", row);
    }
    int version = 1;
    for (const json::value& one : ListIn(&contract, "amendments"))
      AddChange(one.if_object(), ++version, of);
    if (version == 1) AddChange(ObjectIn(&contract, "amendment"), 2, of);
  }
  void AddChange(const json::object* amendment, int version, TextRow row) const {
    if (amendment == nullptr) return;
    row["version"] = std::to_string(version);
    row["kind"] = "wijziging";
    Put(row, "agreed_on", DayOfMoment(TextAt(amendment, "date"), false));
    Put(row, "explanation", TextAt(amendment, "description"));
    rows_.Add("inkoop_contract_version", row);
  }

  const json::object* const release_;
  Names& names_;
  const ReleaseRows& rows_;
  std::string region_, procedure_, process_;
  std::map<std::string, std::string> providers_;    // by the id of their party
  std::map<std::string, TextRow> products_;         // by key
  std::map<std::string, std::string> by_identity_;  // products, by what tells them apart
  std::map<std::string, std::string> first_of_id_;  // products, by the id of an item
  std::map<std::string, int> tariffs_;              // of a contract's product
  std::vector<Award> awards_;
  std::map<std::string, std::size_t> award_by_id_;  // the first of each
};

}  // namespace

void ReadOtherRelease(const json::object& release, Names& names, const ReleaseRows& rows) {
  OtherRelease(release, names, rows).Read();
}

}  // namespace inkoop
