// Faults of a head, and of files.
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/generate/breaker.h"

namespace stelsel::core {
namespace {

constexpr size_t kMostFiles = 5;

bool AnyTable(const MadeTable& table) { return !table.rows.empty(); }

// What is told of the head. The table is not to change any more.
void TellOfHead(Breaker& breaker, MadeTable& table, std::string_view rule, int64_t column,
                std::string field) {
  table.settled = true;
  Expected expected;
  expected.rule = std::string(rule);
  expected.severity = "error";
  expected.table = table.schema->name;
  expected.head = true;
  expected.column = column;
  expected.field = std::move(field);
  breaker.Tell(std::move(expected));
}

// Adds a column with this label behind the others.
bool AddColumn(Breaker& breaker, const std::string& label, std::string_view rule) {
  MadeTable* const table = breaker.WholeTable(AnyTable);
  if (table == nullptr) return false;
  table->head.push_back(label == "=" ? table->head.front() : label);
  for (MadeRow& row : table->rows) row.cells.emplace_back("x");
  TellOfHead(breaker, *table, rule, static_cast<int64_t>(table->head.size()), "");
  return true;
}

bool ExtraColumn(Breaker& breaker) { return AddColumn(breaker, "opmerking", "core/extra-label"); }
bool ColumnTwice(Breaker& breaker) { return AddColumn(breaker, "=", "core/duplicate-label"); }
bool ColumnWithoutName(Breaker& breaker) { return AddColumn(breaker, "", "core/blank-header"); }

// A required field of free text, which no other rule looks at; -1 when there is none.
int TextThatMustBeThere(const TableSchema& schema) {
  for (int i = 0; i < static_cast<int>(schema.fields.size()); ++i) {
    const Field& field = schema.field(i);
    if (field.required && field.type == Type::kText && !IsInKey(schema, i)) return i;
  }
  return -1;
}

// Each row then lacks what it must have.
bool MissingColumn(Breaker& breaker) {
  MadeTable* const table = breaker.WholeTable([](const MadeTable& one) {
    return !one.rows.empty() && one.rows.size() <= 20 && TextThatMustBeThere(*one.schema) >= 0;
  });
  if (table == nullptr) return false;
  const int field = TextThatMustBeThere(*table->schema);
  const std::string name = table->schema->field(field).name;
  table->head.erase(table->head.begin() + field);
  for (MadeRow& row : table->rows) row.cells.erase(row.cells.begin() + field);
  TellOfHead(breaker, *table, "core/missing-label", 0, name);
  for (MadeRow& row : table->rows)
    breaker.Tell("core/constraint-error", "error", *table, row, name);
  return true;
}

// Above a row by chance.
bool BlankRow(Breaker& breaker) {
  MadeTable* const table = breaker.WholeTable(AnyTable);
  if (table == nullptr) return false;
  const size_t at = breaker.random().Below(table->rows.size());
  MadeRow& row = *table->rows.insert(table->rows.begin() + static_cast<std::ptrdiff_t>(at),
                                     MadeRow{table->next++, {}, true});
  breaker.Tell("core/blank-row", "info", *table, row, "");
  return true;
}

bool UnlistedFile(Breaker& breaker) {
  if (breaker.landscape().other_files.size() >= kMostFiles) return false;
  Expected expected;
  expected.rule = "core/unlisted_file";
  expected.severity = "warning";
  expected.file = absl::StrCat("region_kopie_", breaker.number(), ".csv");
  breaker.landscape().other_files[expected.file] = "region,name,illustratief\nkopie,Kopie,true\n";
  breaker.Tell(std::move(expected));
  return true;
}

}  // namespace

const std::vector<FaultKind>& FileFaults() {
  static const auto* const kinds =
      new std::vector<FaultKind>{{"extra_column", "core/extra-label", ExtraColumn},
                                 {"column_twice", "core/duplicate-label", ColumnTwice},
                                 {"column_without_name", "core/blank-header", ColumnWithoutName},
                                 {"missing_column", "core/missing-label", MissingColumn},
                                 {"blank_row", "core/blank-row", BlankRow},
                                 {"unlisted_file", "core/unlisted_file", UnlistedFile}};
  return *kinds;
}

}  // namespace stelsel::core
