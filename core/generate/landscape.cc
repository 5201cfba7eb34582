#include "core/generate/landscape.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/generate/words.h"

namespace stelsel::core {

MadeRow& MadeTable::Add(std::vector<std::string> cells) {
  rows.push_back({next++, std::move(cells), false});
  return rows.back();
}

MadeRow* MadeTable::Find(int64_t number) {
  const auto at = std::find_if(rows.begin(), rows.end(),
                               [&](const MadeRow& row) { return row.number == number; });
  return at == rows.end() ? nullptr : &*at;
}

std::string MadeTable::Joined(const MadeRow& row, const std::vector<int>& fields) const {
  std::string joined;
  for (const int field : fields)
    absl::StrAppend(&joined, row.cells[static_cast<size_t>(field)], "\n");
  return joined;
}

MadeTable& Landscape::table(std::string_view name) {
  return *std::find_if(tables.begin(), tables.end(),
                       [&](const MadeTable& table) { return table.schema->name == name; });
}

void FillSource(const MadeTable& table, MadeRow& row, const Leaf* leaf, Random& random) {
  if (table.field("source_document") < 0 || table.field("illustratief") < 0) return;
  const char* const kind = random.OneIn(2) ? "regiovisie_" : "uitvoeringsplan_";
  table.at(row, "source_document") = leaf == nullptr ? "landelijke_stand" : kind + leaf->region;
  if (table.field("section") >= 0) table.at(row, "section") = Section(random);
  table.at(row, "illustratief") = "true";
}

Expected Contradict(MadeTable& table, int64_t row, bool same_source) {
  const Field& status = table.schema->field(*table.schema->observed->lowest);
  MadeRow* const said = table.Find(row);
  said->settled = true;
  std::vector<std::string> cells = said->cells;
  MadeRow& other = table.Add(std::move(cells));
  other.settled = true;
  const int rank = *status.Rank(table.at(other, status.name));
  table.at(other, status.name) = status.codes[static_cast<size_t>(rank) + 1];
  table.at(other, "sequence") = "2";
  if (!same_source) table.at(other, "source_document") = "landelijke_stand";
  Expected expected;
  expected.rule = same_source ? "core/contradicting_observations" : "core/status_tie";
  expected.severity = "warning";
  expected.table = table.schema->name;
  expected.row = other.number;
  expected.field = status.name;
  return expected;
}

}  // namespace stelsel::core
