#include "ddl.h"

#include "sqlite.h"

namespace storage_sqlite {
namespace {

using stelsel::Kind;

std::string stored_column(const Field& field) {
  const std::string column = quoted(field.column());
  const std::string rest = field.required ? " NOT NULL" : "";
  switch (field.kind) {
    case Kind::text:
    case Kind::date:
    case Kind::datetime:
      return column + " TEXT" + rest;
    case Kind::boolean:
      return column + " INTEGER" + rest + " CHECK (" + column + " IN (0, 1))";
    default:
      return column + " INTEGER" + rest;
  }
}

// For people: exact is the column that it is computed from.
std::string shown_column(const Field& field) {
  const std::string divisor = "1" + std::string(static_cast<std::size_t>(field.scale), '0') + ".0";
  return quoted(field.name) + " REAL GENERATED ALWAYS AS (" + quoted(field.column()) + " / " +
         divisor + ") VIRTUAL";
}

std::vector<std::string> columns_of(const Field& field) {
  if (field.kind != Kind::decimal) return {stored_column(field)};
  return {stored_column(field), shown_column(field)};
}

template <typename Items, typename Text>
std::string joined(const Items& items, const char* between, Text text) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : between) + text(item);
  return out;
}

std::string key_list(const Schema& schema) {
  return joined(schema.key, ", ",
                [&](std::size_t place) { return quoted(schema.fields[place].column()); });
}

std::string field_list(const Schema& schema) {
  return joined(schema.fields, ", ", [](const Field& field) { return quoted(field.column()); });
}

}  // namespace

std::string own_tables() {
  return R"(
CREATE TABLE stelsel_table (
  "position" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE,
  "version" INTEGER NOT NULL,
  "schema" TEXT NOT NULL
) STRICT;
CREATE TABLE stelsel_revision (
  "number" INTEGER PRIMARY KEY,
  "time" TEXT NOT NULL,
  "base" INTEGER,
  "message" TEXT NOT NULL,
  "upserted" INTEGER NOT NULL,
  "erased" INTEGER NOT NULL
) STRICT;
)";
}

std::string create_table(const Schema& schema) {
  std::string sql = "CREATE TABLE " + quoted(schema.table) + " (\n";
  for (const Field& field : schema.fields) {
    for (const std::string& column : columns_of(field)) sql += "  " + column + ",\n";
  }
  return sql + "  PRIMARY KEY (" + key_list(schema) + ")\n) STRICT, WITHOUT ROWID";
}

std::vector<std::string> add_columns(const std::string& table, const Field& field) {
  std::vector<std::string> statements;
  for (const std::string& column : columns_of(field)) {
    statements.push_back("ALTER TABLE " + quoted(table) + " ADD COLUMN " + column);
  }
  return statements;
}

std::string upsert_sql(const Schema& schema) {
  std::string changes;
  for (const Field& field : schema.fields) {
    if (field.key) continue;
    const std::string column = quoted(field.column());
    changes += (changes.empty() ? "" : ", ") + column + " = excluded." + column;
  }
  return "INSERT INTO " + quoted(schema.table) + " (" + field_list(schema) + ") VALUES (" +
         joined(schema.fields, ", ", [](const Field&) { return std::string("?"); }) +
         ") ON CONFLICT (" + key_list(schema) + ") DO " +
         (changes.empty() ? "NOTHING" : "UPDATE SET " + changes);
}

std::string erase_sql(const Schema& schema) {
  return "DELETE FROM " + quoted(schema.table) + " WHERE " +
         joined(schema.key, " AND ",
                [&](std::size_t place) { return quoted(schema.fields[place].column()) + " = ?"; });
}

std::string select_sql(const Schema& schema) {
  // Without its Z a whole second comes before its fractions, as texts as well.
  const auto order = [&](std::size_t place) {
    const Field& field = schema.fields[place];
    const std::string column = quoted(field.column());
    return field.kind == Kind::datetime ? "rtrim(" + column + ", 'Z')" : column;
  };
  return "SELECT " + field_list(schema) + " FROM " + quoted(schema.table) + " ORDER BY " +
         joined(schema.key, ", ", order);
}

}  // namespace storage_sqlite
