#include "ocds_release.h"

#include <map>
#include <utility>

#include "ocds_values.h"

namespace inkoop {
namespace {

namespace json = boost::json;

// Texts of OCDS, and under `stelsel` what it has no member for, which is exact.
class OwnRelease {
 public:
  OwnRelease(const json::object& release, const ReleaseRows& rows)
      : release_(&release), rows_(rows) {}

  void Read() {
    ReadParties();
    const json::object* const rest = ObjectIn(release_, "stelsel");
    const json::object* const tender = ObjectIn(release_, "tender");
    region_ = TextAt(rest, "region");
    procedure_ = TextAt(tender, "id");
    TextRow row;
    PutTender(tender, row);
    PutRest(row, rest);
    row["region"] = region_;
    row["procedure"] = procedure_;
    rows_.Add("inkoop_procedure", row);
    for (const json::value& lot : ListIn(tender, "lots")) ReadLot(lot.if_object());
    for (const json::value& item : ListIn(tender, "items")) ReadLotItem(item.if_object());
    for (const json::value& contract : ListIn(release_, "contracts"))
      ReadContract(contract.if_object());
  }

 private:
  void ReadParties() {
    for (const json::value& value : ListIn(release_, "parties")) {
      const json::object* const party = value.if_object();
      const json::object* const rest = ObjectIn(party, "stelsel");
      for (const char* const table : {"region", "municipality", "provider"}) {
        const json::object* const fields = ObjectIn(rest, table);
        if (fields == nullptr) continue;
        TextRow row;
        Put(row, "name", TextAt(party, "name"));
        const json::object* const number = ObjectIn(party, "identifier");
        if (TextAt(number, "scheme") == "NL-KVK") Put(row, "kvk_number", TextAt(number, "id"));
        PutRest(row, fields);
        if (std::string_view(table) == "municipality")
          municipalities_[TextAt(party, "id")] = TextIn(row, table);
        rows_.AddOnce(table, row, {table});
        break;
      }
    }
  }

  void PutTender(const json::object* tender, TextRow& row) const {
    Put(row, "name", TextAt(tender, "title"));
    Put(row, "description", TextAt(tender, "description"));
    Put(row, "state", StateOf(TextAt(tender, "status")));
    Put(row, "kind", KindOf(TextAt(tender, "procurementMethodDetails")));
    const auto it = municipalities_.find(TextAt(ObjectIn(tender, "procuringEntity"), "id"));
    if (it != municipalities_.end()) row["municipality"] = it->second;
    Put(row, "announced_on",
        DayOfMoment(TextAt(ObjectIn(tender, "tenderPeriod"), "startDate"), false));
    Put(row, "starts_on",
        DayOfMoment(TextAt(ObjectIn(tender, "contractPeriod"), "startDate"), false));
  }

  void ReadLot(const json::object* lot) {
    if (lot == nullptr) return;
    const json::object* const rest = ObjectIn(lot, "stelsel");
    TextRow row;
    Put(row, "lot", TextAt(lot, "id"));
    Put(row, "name", TextAt(lot, "title"));
    const json::object* const agreement =
        ObjectIn(ObjectIn(lot, "techniques"), "frameworkAgreement");
    Put(row, "duration_reason", TextAt(agreement, "periodRationale"));
    Put(row, "most_providers", TextAt(agreement, "maximumParticipants"));
    PutRest(row, rest);
    AddOfProcedure("inkoop_lot", row);
    for (const json::value& one : ListIn(rest, "fundings")) {
      TextRow funding{{"lot", TextIn(row, "lot")}};
      PutRest(funding, one.if_object());
      AddOfProcedure("inkoop_lot_funding", funding);
    }
  }

  void ReadLotItem(const json::object* item) {
    if (item == nullptr) return;
    const json::object* const rest = ObjectIn(item, "stelsel");
    TextRow row{{"region", region_}};
    PutProduct(*item, row);
    Put(row, "product", TextAt(rest, "product"));
    PutRest(row, ObjectIn(rest, "product_row"));
    rows_.AddOnce("inkoop_product", row, {"region", "product"});
    TextRow link{{"lot", TextAt(item, "relatedLot")}, {"product", TextIn(row, "product")}};
    PutRest(link, ObjectIn(rest, "lot_product"));
    AddOfProcedure("inkoop_lot_product", link);
  }

  void ReadContract(const json::object* contract) {
    if (contract == nullptr) return;
    const json::object* const rest = ObjectIn(contract, "stelsel");
    TextRow row;
    Put(row, "contract", TextAt(contract, "id"));
    Put(row, "name", TextAt(contract, "title"));
    PutPeriod(row, ObjectIn(contract, "period"));
    PutRest(row, rest);
    AddOfProcedure("inkoop_contract", row);
    const TextRow of{{"region", region_}, {"contract", TextIn(row, "contract")}};
    for (const json::value& item : ListIn(contract, "items")) ReadTariff(item.if_object(), of);
    for (const json::value& one : ListIn(contract, "amendments")) ReadVersion(one.if_object(), of);
    for (const auto& [name, table] : {std::pair("parties", "inkoop_contract_party"),
                                      std::pair("conditions", "inkoop_contract_condition"),
                                      std::pair("supply", "inkoop_contracted_supply"),
                                      std::pair("stops", "inkoop_client_stop")}) {
      for (const json::value& one : ListIn(rest, name)) {
        TextRow more = of;
        PutRest(more, one.if_object());
        rows_.Add(table, more);
      }
    }
  }
  void ReadTariff(const json::object* item, TextRow row) const {
    if (item == nullptr) return;
    Put(row, "amount", TextAt(ObjectIn(ObjectIn(item, "unit"), "value"), "amount"));
    PutRest(row, ObjectIn(item, "stelsel"));
    // Numbers of JSON are read as floating point, which a large amount does not fit in.
    if (const std::string exact = TakeFrom(row, kExactAmount); !exact.empty())
      row["amount"] = exact;
    rows_.Add("inkoop_tariff", row);
  }
  void ReadVersion(const json::object* amendment, TextRow row) const {
    if (amendment == nullptr) return;
    Put(row, "version", TextAt(amendment, "id"));
    Put(row, "agreed_on", DayOfMoment(TextAt(amendment, "date"), false));
    PutRest(row, ObjectIn(amendment, "stelsel"));
    rows_.Add("inkoop_contract_version", row);
  }

  void AddOfProcedure(const std::string& table, TextRow row) const {
    row["region"] = region_;
    row["procedure"] = procedure_;
    rows_.Add(table, row);
  }

  const json::object* const release_;
  const ReleaseRows& rows_;
  std::string region_, procedure_;
  std::map<std::string, std::string> municipalities_;  // by party
};

}  // namespace

void ReadOwnRelease(const json::object& release, const ReleaseRows& rows) {
  OwnRelease(release, rows).Read();
}

}  // namespace inkoop
