// Faults that only the rules of the domain find.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/generate/breaker.h"

namespace stelsel::core {
namespace {

// None of the region's memberships is to change again.
void SettleRegion(MadeTable& memberships, const std::string& region) {
  for (MadeRow& row : memberships.rows) {
    const bool is_blank = row.cells.empty();
    if (!is_blank && memberships.at(row, "region") == region) row.settled = true;
  }
}

bool SecondCentre(Breaker& breaker) {
  const auto place =
      breaker.RowOf("region_municipality", [](const MadeTable& table, const MadeRow& row) {
        return table.at(row, "role") == "regiogemeente" && table.at(row, "valid_to").empty();
      });
  if (!place) return false;
  place->table->at(*place->row, "role") = "centrumgemeente";
  SettleRegion(*place->table, place->table->at(*place->row, "region"));
  breaker.Tell("core/one_centrumgemeente", "error", *place->table, *place->row, "role");
  return true;
}

// Of a region that shares none with others.
bool NoCentre(Breaker& breaker) {
  const auto stands_alone = [&](const std::string& region) {
    for (const Leaf& leaf : breaker.leaves()) {
      if (leaf.region == region) return leaf.parent.empty();
    }
    return false;
  };
  const auto place =
      breaker.RowOf("region_municipality", [&](const MadeTable& table, const MadeRow& row) {
        return table.at(row, "role") == "centrumgemeente" && stands_alone(table.at(row, "region"));
      });
  if (!place) return false;
  place->table->at(*place->row, "role") = "regiogemeente";
  SettleRegion(*place->table, place->table->at(*place->row, "region"));
  // Told of the first member, which it is.
  breaker.Tell("core/one_centrumgemeente", "error", *place->table, *place->row, "role");
  return true;
}

bool SuccessionCircle(Breaker& breaker) {
  const auto place = breaker.RowOf("municipality_succession",
                                   [](const MadeTable&, const MadeRow&) { return true; });
  if (!place) return false;
  MadeTable& table = *place->table;
  std::vector<std::string> cells = place->row->cells;
  breaker.Tell("core/succession_circle", "error", table, *place->row, "successor");
  MadeRow& back = table.Add(std::move(cells));
  std::swap(table.at(back, "municipality"), table.at(back, "successor"));
  breaker.Tell("core/succession_circle", "error", table, back, "successor");
  return true;
}

bool IsAdoptedByEach(const MadeTable& table, const MadeRow& row) {
  const std::string& body = table.at(row, "adopting_body");
  return table.at(row, "state") == "vastgesteld" && (body == "gemeenteraad" || body == "college");
}

bool PartyOutsideRegion(Breaker& breaker) {
  const auto agreement = breaker.RowOf("agreement", [](const MadeTable& table, const MadeRow& row) {
    return !IsAdoptedByEach(table, row);
  });
  MadeTable& parties = breaker.landscape().table("agreement_party");
  const Leaf& other = breaker.random().Of(breaker.leaves());
  if (!agreement || parties.settled) return false;
  const std::string& region = agreement->table->at(*agreement->row, "region");
  if (other.region == region) return false;
  agreement->row->settled = true;
  MadeRow& row = parties.Add(std::vector<std::string>(parties.schema->fields.size()));
  parties.at(row, "region") = region;
  parties.at(row, "agreement") = agreement->table->at(*agreement->row, "agreement");
  parties.at(row, "sequence") = absl::StrCat(100 + breaker.number());
  parties.at(row, "municipality") = breaker.random().Of(other.members);
  parties.at(row, "role") = "deelnemer";
  FillSource(parties, row, &other, breaker.random());
  breaker.Tell("core/party_outside_region", "warning", parties, row, "municipality");
  return true;
}

// Whether the municipality has to adopt it: where parties are named, only those have to.
bool HasToAdopt(Landscape& landscape, const MadeTable& table, const MadeRow& row) {
  const MadeTable& parties = landscape.table("agreement_party");
  bool named = false;
  for (const MadeRow& party : parties.rows) {
    if (party.cells.empty() || parties.at(party, "municipality").empty() ||
        parties.at(party, "region") != table.at(row, "region") ||
        parties.at(party, "agreement") != table.at(row, "agreement")) {
      continue;
    }
    if (parties.at(party, "municipality") == table.at(row, "municipality")) return true;
    named = true;
  }
  return !named;
}

bool AdoptedWithoutAll(Breaker& breaker) {
  const auto adoption =
      breaker.RowOf("agreement_adoption", [&](const MadeTable& table, const MadeRow& row) {
        return HasToAdopt(breaker.landscape(), table, row);
      });
  if (!adoption) return false;
  MadeTable& table = *adoption->table;
  table.at(*adoption->row, "state") = "gevraagd";
  const std::string region = table.at(*adoption->row, "region");
  const std::string agreement = table.at(*adoption->row, "agreement");
  const auto is_of_it = [&](const MadeRow& row) {
    return row.cells.size() > 1 && row.cells[0] == region && row.cells[1] == agreement;
  };
  for (MadeRow& row : table.rows) row.settled = row.settled || is_of_it(row);
  MadeTable& agreements = breaker.landscape().table("agreement");
  const auto row = std::find_if(agreements.rows.begin(), agreements.rows.end(), is_of_it);
  breaker.Tell("core/adopted_without_all", "warning", agreements, *row, "state");
  return true;
}

bool IsRanked(const MadeTable& table, const MadeRow& row, bool highest) {
  const Field& status = table.schema->field(*table.schema->observed->lowest);
  const auto rank = status.Rank(table.at(row, status.name));
  if (!rank) return false;
  return highest ? *rank > 0 : *rank + 1 < static_cast<int>(status.codes.size());
}

bool Disagree(Breaker& breaker, bool same_source) {
  const auto place = breaker.LatestObservation(
      [](const MadeTable& table, const MadeRow& row) { return IsRanked(table, row, false); });
  if (!place) return false;
  breaker.Tell(Contradict(*place->table, place->row->number, same_source));
  return true;
}

bool Contradiction(Breaker& breaker) { return Disagree(breaker, true); }
bool Tie(Breaker& breaker) { return Disagree(breaker, false); }

bool StatusFallsBack(Breaker& breaker) {
  const auto place = breaker.LatestObservation([](const MadeTable& table, const MadeRow& row) {
    return table.schema->name == "agreement_status" && IsRanked(table, row, true);
  });
  if (!place) return false;
  MadeTable& table = *place->table;
  place->row->settled = true;
  std::vector<std::string> cells = place->row->cells;
  MadeRow& row = table.Add(std::move(cells));
  table.at(row, "observed_on") = "2025-06-15";
  table.at(row, "status") = "nee";
  breaker.Tell("core/status_falls_back", "warning", table, row, "status");
  return true;
}

}  // namespace

const std::vector<FaultKind>& DomainFaults() {
  static const auto* const kinds = new std::vector<FaultKind>{
      {"second_centre", "core/one_centrumgemeente", SecondCentre},
      {"no_centre", "core/one_centrumgemeente", NoCentre},
      {"succession_circle", "core/succession_circle", SuccessionCircle},
      {"party_outside_region", "core/party_outside_region", PartyOutsideRegion},
      {"adopted_without_all", "core/adopted_without_all", AdoptedWithoutAll},
      {"contradiction", "core/contradicting_observations", Contradiction},
      {"tie", "core/status_tie", Tie},
      {"status_falls_back", "core/status_falls_back", StatusFallsBack}};
  return *kinds;
}

}  // namespace stelsel::core
