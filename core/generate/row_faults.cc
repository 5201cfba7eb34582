// Faults of a row as a whole: its cells, its key, its period, its source.
#include <algorithm>
#include <utility>

#include "core/generate/breaker.h"

namespace stelsel::core {
namespace {

bool AnyRow(const MadeTable&, const MadeRow&) { return true; }

bool MissingCell(Breaker& breaker) {
  const auto place = breaker.FreeRow(AnyRow);
  if (!place) return false;
  place->row->cells.pop_back();
  breaker.Tell("core/missing-cell", "error", *place->table, *place->row, "",
               static_cast<int64_t>(place->row->cells.size()) + 1);
  return true;
}

bool ExtraCell(Breaker& breaker) {
  const auto place = breaker.FreeRow(AnyRow);
  if (!place) return false;
  place->row->cells.emplace_back("te veel");
  breaker.Tell("core/extra-cell", "error", *place->table, *place->row, "",
               static_cast<int64_t>(place->row->cells.size()));
  return true;
}

// Adds a row that is the same; the one that was there is not to change.
MadeRow& AddCopy(MadeTable& table, MadeRow& row) {
  row.settled = true;
  std::vector<std::string> cells = row.cells;
  return table.Add(std::move(cells));
}

bool DuplicateKey(Breaker& breaker) {
  const auto place = breaker.FreeRow(AnyRow);
  if (!place) return false;
  const TableSchema& schema = *place->table->schema;
  breaker.Tell("core/primary-key", "error", *place->table, AddCopy(*place->table, *place->row),
               schema.field(schema.primary_key.back()).name);
  return true;
}

bool ReversedPeriod(Breaker& breaker) {
  const auto place = breaker.FreeRow(
      [](const MadeTable& table, const MadeRow&) { return table.schema->period.has_value(); });
  if (!place) return false;
  const auto [from, to] = *place->table->schema->period;
  place->row->cells[static_cast<size_t>(from)] = "2020-01-01";
  place->row->cells[static_cast<size_t>(to)] = "2019-01-01";
  breaker.Tell("core/period_reversed", "error", *place->table, *place->row,
               place->table->schema->field(to).name);
  return true;
}

// The same again, as the second of its sequence.
bool OverlappingPeriod(Breaker& breaker) {
  const auto place = breaker.FreeRow([](const MadeTable& table, const MadeRow&) {
    return !table.schema->without_overlap.empty() && table.field("sequence") >= 0;
  });
  if (!place) return false;
  MadeTable& table = *place->table;
  MadeRow& copy = AddCopy(table, *place->row);
  table.at(copy, "sequence") = "2";
  breaker.Tell("core/overlap", "error", table, copy,
               table.schema->field(table.schema->period->first).name);
  return true;
}

// How many of the rows that it has to be within have a beginning; many where that cannot be seen.
constexpr int kMany = 100;
int Beginnings(Breaker& breaker, const MadeTable& table, const MadeRow& row) {
  int count = 0;
  for (const ForeignKey& key : table.schema->foreign_keys) {
    if (!key.during) continue;
    const MadeTable& target = breaker.landscape().table(key.table);
    if (!target.schema->period) continue;
    std::vector<int> fields;
    for (const std::string& name : key.target_fields) fields.push_back(target.field(name));
    for (const MadeRow& other : target.rows) {
      if (other.cells.empty()) continue;  // a blank row
      if (other.cells.size() < target.schema->fields.size()) return kMany;
      const auto from = static_cast<size_t>(target.schema->period->first);
      const bool is_it = target.Joined(other, fields) == table.Joined(row, key.fields);
      count += is_it && !other.cells[from].empty() ? 1 : 0;
    }
  }
  return count;
}

bool OutsidePeriod(Breaker& breaker) {
  const auto place = breaker.FreeRow([&](const MadeTable& table, const MadeRow& row) {
    return table.schema->period && Beginnings(breaker, table, row) == 1;
  });
  if (!place) return false;
  const int from = place->table->schema->period->first;
  place->row->cells[static_cast<size_t>(from)] = "2010-01-01";
  breaker.Tell("core/during", "error", *place->table, *place->row,
               place->table->schema->field(from).name);
  return true;
}

// Neither the one nor the other.
bool NotExactlyOne(Breaker& breaker) {
  const auto place = breaker.FreeRow(
      [](const MadeTable& table, const MadeRow&) { return !table.schema->exactly_one.empty(); });
  if (!place) return false;
  const std::vector<int>& one = place->table->schema->exactly_one;
  for (const int field : one) place->row->cells[static_cast<size_t>(field)].clear();
  breaker.Tell("core/exactly_one", "error", *place->table, *place->row,
               place->table->schema->field(one.back()).name);
  return true;
}

// Clears the source of the row.
void TakeSource(const Breaker::Place& place) {
  place.table->at(*place.row, "source_document").clear();
  place.table->at(*place.row, "illustratief") = "false";
}

bool WithoutSource(Breaker& breaker) {
  const auto place = breaker.FreeRow([](const MadeTable& table, const MadeRow&) {
    return table.field("source_document") >= 0 && table.field("illustratief") >= 0 &&
           table.schema->name != "agreement_status";
  });
  if (!place) return false;
  TakeSource(*place);
  breaker.Tell("core/without_source", "warning", *place->table, *place->row, "source_document");
  return true;
}

bool YesWithoutSource(Breaker& breaker) {
  const auto place = breaker.FreeRow([](const MadeTable& table, const MadeRow& row) {
    return table.schema->name == "agreement_status" && table.at(row, "status") == "ja";
  });
  if (!place) return false;
  TakeSource(*place);
  breaker.Tell("core/ja_without_source", "warning", *place->table, *place->row, "source_document");
  return true;
}

}  // namespace

const std::vector<FaultKind>& RowFaults() {
  static const auto* const kinds = new std::vector<FaultKind>{
      {"missing_cell", "core/missing-cell", MissingCell},
      {"extra_cell", "core/extra-cell", ExtraCell},
      {"duplicate_key", "core/primary-key", DuplicateKey},
      {"reversed_period", "core/period_reversed", ReversedPeriod},
      {"overlapping_period", "core/overlap", OverlappingPeriod},
      {"outside_period", "core/during", OutsidePeriod},
      {"not_exactly_one", "core/exactly_one", NotExactlyOne},
      {"without_source", "core/without_source", WithoutSource},
      {"yes_without_source", "core/ja_without_source", YesWithoutSource}};
  return *kinds;
}

}  // namespace stelsel::core
