// Faults in one cell.
#include "absl/strings/str_cat.h"
#include "core/base/decimal.h"
#include "core/generate/breaker.h"

namespace stelsel::core {
namespace {

bool IsDate(const Field& field) {
  return field.type == Type::kDate || field.type == Type::kEdtf || field.type == Type::kDateTime;
}

bool IsNumber(const Field& field) {
  return field.type == Type::kInteger || field.type == Type::kDecimal;
}

// Puts `text` into the cell, and tells it.
bool Put(Breaker& breaker, const Breaker::Cell& cell, const std::string& text,
         std::string_view rule, bool tells_column) {
  cell.text() = text;
  breaker.Tell(rule, "error", *cell.place.table, *cell.place.row,
               cell.place.table->schema->field(cell.field).name, tells_column ? cell.field + 1 : 0);
  return true;
}

bool WrongType(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) {
        return IsNumber(schema.field(field)) || schema.field(field).type == Type::kBoolean;
      },
      true);
  if (!cell) return false;
  const bool is_number = IsNumber(cell->place.table->schema->field(cell->field));
  return Put(breaker, *cell, is_number ? "twaalf" : "misschien", "core/type-error", true);
}

bool InvalidDate(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) { return IsDate(schema.field(field)); }, true);
  return cell && Put(breaker, *cell, "2021-02-30", "core/type-error", true);
}

bool OutsideEnum(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) {
        return !schema.field(field).codes.empty() && !IsInReference(schema, field);
      },
      true);
  return cell && Put(breaker, *cell, absl::StrCat("onbekend_", breaker.number()),
                     "core/constraint-error", false);
}

bool OutsidePattern(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) {
        return !schema.field(field).pattern.empty() && !IsInReference(schema, field);
      },
      true);
  return cell && Put(breaker, *cell, absl::StrCat("Fout ", breaker.number(), "!"),
                     "core/constraint-error", false);
}

// `by` below or above the limit, which differs for each fault, as keys have limits too.
std::string Beyond(const Field& field, int64_t limit, int64_t by) {
  return field.type == Type::kDecimal ? FormatScaled(limit + by, field.scale)
                                      : absl::StrCat(limit + by);
}

bool BelowMinimum(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) {
        return schema.field(field).minimum && IsNumber(schema.field(field)) &&
               !IsInReference(schema, field);
      },
      true);
  if (!cell) return false;
  const Field& field = cell->place.table->schema->field(cell->field);
  return Put(breaker, *cell, Beyond(field, *field.minimum, -breaker.number()),
             "core/constraint-error", false);
}

bool AboveMaximum(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) {
        return schema.field(field).maximum && IsNumber(schema.field(field)) &&
               !IsInReference(schema, field);
      },
      true);
  if (!cell) return false;
  const Field& field = cell->place.table->schema->field(cell->field);
  return Put(breaker, *cell, Beyond(field, *field.maximum, breaker.number()),
             "core/constraint-error", false);
}

bool MissingRequired(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) {
        return schema.field(field).required && !IsInKey(schema, field);
      },
      true);
  return cell && Put(breaker, *cell, "", "core/constraint-error", false);
}

// How many references the field is part of.
int ReferencesWith(const TableSchema& schema, int field) {
  int count = 0;
  for (const ForeignKey& key : schema.foreign_keys) {
    for (const int part : key.fields) count += part == field ? 1 : 0;
  }
  return count;
}

bool MissingReference(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) {
        const Type type = schema.field(field).type;
        if (type != Type::kCode && type != Type::kText) return false;
        // What may not be there at all would be told as well.
        if (!schema.field(field).codes.empty() || !schema.field(field).pattern.empty())
          return false;
        if (ReferencesWith(schema, field) != 1) return false;
        for (const ForeignKey& key : schema.foreign_keys) {
          if (key.fields.back() == field) return true;
        }
        return false;
      },
      true);
  return cell && Put(breaker, *cell, absl::StrCat("bestaat_niet_", breaker.number()),
                     "core/foreign-key", false);
}

bool NoText(Breaker& breaker) {
  const auto cell = breaker.FreeCell(
      [](const TableSchema& schema, int field) {
        return schema.field(field).type == Type::kText && !IsInKey(schema, field);
      },
      true);
  // No UTF-8 has this byte.
  return cell && Put(breaker, *cell, cell->text() + "\xFF", "core/encoding-error", true);
}

bool PersonalNumber(Breaker& breaker) {
  const auto cell =
      breaker.FreeCell([](const TableSchema& schema,
                          int field) { return schema.field(field).name == "explanation"; },
                       false);
  if (!cell) return false;
  cell->text() = "Zie dossier 123456782.";
  breaker.Tell("core/personal_number", "warning", *cell->place.table, *cell->place.row,
               "explanation");
  return true;
}

}  // namespace

const std::vector<FaultKind>& CellFaults() {
  static const auto* const kinds =
      new std::vector<FaultKind>{{"wrong_type", "core/type-error", WrongType},
                                 {"invalid_date", "core/type-error", InvalidDate},
                                 {"outside_enum", "core/constraint-error", OutsideEnum},
                                 {"outside_pattern", "core/constraint-error", OutsidePattern},
                                 {"below_minimum", "core/constraint-error", BelowMinimum},
                                 {"above_maximum", "core/constraint-error", AboveMaximum},
                                 {"missing_required", "core/constraint-error", MissingRequired},
                                 {"missing_reference", "core/foreign-key", MissingReference},
                                 {"no_text", "core/encoding-error", NoText},
                                 {"personal_number", "core/personal_number", PersonalNumber}};
  return *kinds;
}

}  // namespace stelsel::core
