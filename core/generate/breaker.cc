#include "core/generate/breaker.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"

namespace stelsel::core {
namespace {

// Rules of the domain look at rows of these together.
bool IsLookedAtTogether(const std::string& table) {
  return table == "region" || table == "municipality" || table == "region_municipality" ||
         table == "municipality_succession" || table == "agreement_party" ||
         table == "agreement_adoption";
}

bool IsWhole(const MadeTable& table, const MadeRow& row) {
  return !table.settled && !row.settled && row.cells.size() == table.schema->fields.size();
}

std::string NameOf(const MadeTable& table, const std::string& key) {
  return absl::StrCat(table.schema->name, "\n", key);
}

// Every kind, or those of one rule.
std::vector<FaultKind> KindsOf(std::string_view rule) {
  std::vector<FaultKind> kinds;
  for (const auto* some : {&CellFaults(), &RowFaults(), &FileFaults(), &DomainFaults()}) {
    for (const FaultKind& kind : *some) {
      if (rule.empty() || kind.rule == rule) kinds.push_back(kind);
    }
  }
  return kinds;
}

}  // namespace

bool IsInReference(const TableSchema& schema, int field) {
  return std::any_of(schema.foreign_keys.begin(), schema.foreign_keys.end(),
                     [&](const ForeignKey& key) {
                       return std::count(key.fields.begin(), key.fields.end(), field) > 0;
                     });
}

bool IsInKey(const TableSchema& schema, int field) {
  return std::count(schema.primary_key.begin(), schema.primary_key.end(), field) > 0;
}

Breaker::Breaker(Landscape& landscape, const std::vector<Leaf>& leaves, uint64_t seed)
    : landscape_(landscape), leaves_(leaves), random_(seed, "faults") {
  CollectReferences();
}

void Breaker::CollectReferences() {
  for (const MadeTable& table : landscape_.tables) {
    for (const ForeignKey& key : table.schema->foreign_keys) {
      const MadeTable& target = landscape_.table(key.table);
      std::vector<int> fields;  // in the order of the target's key
      for (const std::string& name : target.schema->NamesOf(target.schema->primary_key)) {
        const auto at = std::find(key.target_fields.begin(), key.target_fields.end(), name);
        fields.push_back(key.fields[static_cast<size_t>(at - key.target_fields.begin())]);
      }
      for (const MadeRow& row : table.rows)
        referenced_.insert(NameOf(target, table.Joined(row, fields)));
    }
  }
}

bool Breaker::IsFree(const MadeTable& table, const MadeRow& row) const {
  if (!IsWhole(table, row) || IsLookedAtTogether(table.schema->name)) return false;
  return referenced_.count(NameOf(table, table.Joined(row, table.schema->primary_key))) == 0;
}

std::optional<Breaker::Place> Breaker::FreeRow(RowTest suits) {
  // A table first, so that large ones do not get all.
  std::vector<std::vector<Place>> places;
  for (MadeTable& table : landscape_.tables) {
    std::vector<Place> own;
    for (MadeRow& row : table.rows) {
      if (IsFree(table, row) && suits(table, row)) own.push_back({&table, &row});
    }
    if (!own.empty()) places.push_back(std::move(own));
  }
  if (places.empty()) return std::nullopt;
  return random_.Of(random_.Of(places));
}

std::optional<Breaker::Place> Breaker::RowOf(std::string_view name, RowTest suits) {
  MadeTable& table = landscape_.table(name);
  std::vector<Place> places;
  for (MadeRow& row : table.rows) {
    if (IsWhole(table, row) && suits(table, row)) places.push_back({&table, &row});
  }
  if (places.empty()) return std::nullopt;
  return random_.Of(places);
}

std::optional<Breaker::Cell> Breaker::FreeCell(FieldTest suits, bool filled) {
  const auto fields = [&](const MadeTable& table, const MadeRow& row) {
    std::vector<int> found;
    for (int i = 0; i < static_cast<int>(row.cells.size()); ++i) {
      const bool has = !filled || !row.cells[static_cast<size_t>(i)].empty();
      if (has && suits(*table.schema, i)) found.push_back(i);
    }
    return found;
  };
  const auto place = FreeRow(
      [&](const MadeTable& table, const MadeRow& row) { return !fields(table, row).empty(); });
  if (!place) return std::nullopt;
  const std::vector<int> found = fields(*place->table, *place->row);
  return Cell{*place, random_.Of(found)};
}

MadeTable* Breaker::WholeTable(absl::FunctionRef<bool(const MadeTable&)> suits) {
  std::vector<MadeTable*> tables;
  for (MadeTable& table : landscape_.tables) {
    if (!table.settled && !table.broken && suits(table)) tables.push_back(&table);
  }
  return tables.empty() ? nullptr : random_.Of(tables);
}

std::optional<Breaker::Place> Breaker::LatestObservation(RowTest suits) {
  std::vector<Place> places;
  for (MadeTable& table : landscape_.tables) {
    if (!table.schema->observed || !table.schema->observed->lowest) continue;
    std::map<std::string, Place> latest;  // no row when one of the subject is settled
    for (MadeRow& row : table.rows) {
      if (row.cells.size() != table.schema->fields.size()) continue;
      Place& place =
          latest.try_emplace(table.Joined(row, table.schema->observed->of), Place{&table, &row})
              .first->second;
      if (place.row != nullptr) place.row = IsWhole(table, row) ? &row : nullptr;
    }
    for (const auto& [subject, place] : latest) {
      if (place.row != nullptr && suits(table, *place.row)) places.push_back(place);
    }
  }
  if (places.empty()) return std::nullopt;
  return random_.Of(places);
}

void Breaker::Tell(std::string_view rule, std::string_view severity, MadeTable& table, MadeRow& row,
                   std::string_view field, int64_t column) {
  row.settled = true;
  Expected expected;
  expected.rule = std::string(rule);
  expected.severity = std::string(severity);
  expected.table = table.schema->name;
  expected.row = row.number;
  expected.column = column;
  expected.field = std::string(field);
  Tell(std::move(expected));
}

void Breaker::Tell(Expected expected) {
  if (!expected.table.empty()) landscape_.table(expected.table).broken = true;
  expected.kind = kind_;
  expected.fault = number_;
  landscape_.expected.push_back(std::move(expected));
}

absl::Status Break(Landscape& landscape, const std::vector<Leaf>& leaves, int faults,
                   std::string_view rule, uint64_t seed) {
  if (faults == 0) return absl::OkStatus();
  Breaker breaker(landscape, leaves, seed);
  std::vector<FaultKind> kinds = KindsOf(rule);
  breaker.random().Shuffle(kinds);
  int made = 0;
  while (made < faults && !kinds.empty()) {
    // Once round; a kind for which there is no room any more does not come back.
    std::vector<FaultKind> left;
    for (const FaultKind& kind : kinds) {
      if (made == faults) break;
      breaker.Begin(kind.name);
      if (kind.make(breaker)) {
        left.push_back(kind);
        ++made;
      } else {
        breaker.GiveUp();
      }
    }
    kinds = std::move(left);
  }
  if (made == faults) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("there is room for ", made, " such faults only; more regions give more room"));
}

}  // namespace stelsel::core
