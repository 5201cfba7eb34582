// The rows that a release package is written from.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_SOURCE_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_SOURCE_H_

#include <string>

#include "ocds_rows.h"

namespace inkoop {

constexpr std::initializer_list<const char*> kProcedureKey = {"region", "procedure"};
constexpr std::initializer_list<const char*> kLotKey = {"region", "procedure", "lot"};
constexpr std::initializer_list<const char*> kContractKey = {"region", "contract"};
constexpr std::initializer_list<const char*> kChoiceKey = {"region", "choice"};

// Each table by what its rows belong to.
struct Source {
  explicit Source(const stelsel::Snapshot& from) : snapshot(from) {}

  const stelsel::Snapshot& snapshot;
  const ByKey procedures{snapshot, "inkoop_procedure", kProcedureKey};
  const ByKey lots{snapshot, "inkoop_lot", kProcedureKey};
  const ByKey fundings{snapshot, "inkoop_lot_funding", kLotKey};
  const ByKey lot_products{snapshot, "inkoop_lot_product", kLotKey};
  const ByKey products{snapshot, "inkoop_product", {"region", "product"}};
  const ByKey contracts{snapshot, "inkoop_contract", kProcedureKey};
  const ByKey versions{snapshot, "inkoop_contract_version", kContractKey};
  const ByKey conditions{snapshot, "inkoop_contract_condition", kContractKey};
  const ByKey bound{snapshot, "inkoop_contract_party", kContractKey};
  const ByKey supply{snapshot, "inkoop_contracted_supply", kContractKey};
  const ByKey stops{snapshot, "inkoop_client_stop", kContractKey};
  const ByKey tariffs{snapshot, "inkoop_tariff", kContractKey};
  const ByKey publications{snapshot, "inkoop_publication", {"region"}};
  const ByKey choices{snapshot, "inkoop_choice", kChoiceKey};
};

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_SOURCE_H_
