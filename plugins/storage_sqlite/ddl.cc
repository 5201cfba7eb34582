#include "ddl.h"

#include "sqlite.h"

namespace storage_sqlite {
namespace {

using stelsel::Kind;

std::string stored_column(const Field& field) {
  const std::string column = quoted(field.twin());
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
  return quoted(field.name) + " REAL GENERATED ALWAYS AS (" + quoted(field.twin()) + " / " +
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
                [&](std::size_t place) { return quoted(schema.fields[place].twin()); });
}

std::string field_list(const Schema& schema) {
  return joined(schema.fields, ", ", [](const Field& field) { return quoted(field.twin()); });
}

std::string key_is_given(const Schema& schema) {
  return joined(schema.key, " AND ",
                [&](std::size_t place) { return quoted(schema.fields[place].twin()) + " = ?"; });
}

std::string same_key(const Schema& schema, const std::string& a, const std::string& b) {
  return joined(schema.key, " AND ", [&](std::size_t place) {
    const std::string column = quoted(schema.fields[place].twin());
    return a + "." + column + " = " + b + "." + column;
  });
}

std::string key_order(const Schema& schema) {
  // Without its Z a whole second comes before its fractions, as texts as well.
  return joined(schema.key, ", ", [&](std::size_t place) {
    const Field& field = schema.fields[place];
    const std::string column = quoted(field.twin());
    return field.kind == Kind::datetime ? "rtrim(" + column + ", 'Z')" : column;
  });
}

// By the revision that ended a row, not by its key, though the order is that of the key.
std::string indexed_past(const Schema& schema) {
  return quoted(past_table(schema.table)) + " INDEXED BY " +
         quoted("stelsel_until_" + schema.table);
}

std::string number(std::int64_t value) { return std::to_string(value); }

std::string into_sql(const Schema& schema, std::int64_t revision) {
  return " INTO " + quoted(schema.table) + " (" + field_list(schema) + ", \"rev_from\") VALUES (" +
         joined(schema.fields, ", ", [](const Field&) { return std::string("?"); }) + ", " +
         number(revision) + ")";
}

std::string all_columns(const Schema& schema) {
  std::string sql;
  for (const Field& field : schema.fields) {
    for (const std::string& column : columns_of(field)) sql += "  " + column + ",\n";
  }
  return sql + "  \"rev_from\" INTEGER NOT NULL,\n";
}

}  // namespace

std::string own_tables() {
  return R"(
CREATE TABLE stelsel_store (
  "key" TEXT PRIMARY KEY,
  "value" INTEGER NOT NULL
) STRICT;
CREATE TABLE stelsel_table (
  "position" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE,
  "version" INTEGER NOT NULL,
  "schema" TEXT NOT NULL,
  "made_at" INTEGER NOT NULL
) STRICT;
CREATE TABLE stelsel_revision (
  "number" INTEGER PRIMARY KEY,
  "time" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "message" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "upserted" INTEGER NOT NULL,
  "erased" INTEGER NOT NULL
) STRICT;
INSERT INTO stelsel_store VALUES ('readable_by', 2), ('first_revision', 1);
)";
}

std::string past_table(const std::string& table) { return "stelsel_past_" + table; }

std::vector<std::string> create_table(const Schema& schema, std::int64_t made_at) {
  std::vector<std::string> statements = create_past(schema, made_at);
  statements.insert(statements.begin(), "CREATE TABLE " + quoted(schema.table) + " (\n" +
                                            all_columns(schema) + "  PRIMARY KEY (" +
                                            key_list(schema) + ")\n) STRICT, WITHOUT ROWID");
  return statements;
}

std::vector<std::string> create_past(const Schema& schema, std::int64_t made_at) {
  // The commit that fills a table need not be found by it, and is the quicker for that.
  return {"CREATE TABLE " + quoted(past_table(schema.table)) + " (\n" + all_columns(schema) +
              "  \"rev_to\" INTEGER NOT NULL,\n  PRIMARY KEY (" + key_list(schema) +
              ", \"rev_from\")\n) STRICT, WITHOUT ROWID",
          "CREATE INDEX " + quoted("stelsel_since_" + schema.table) + " ON " +
              quoted(schema.table) + " (\"rev_from\") WHERE \"rev_from\" > " + number(made_at),
          "CREATE INDEX " + quoted("stelsel_until_" + schema.table) + " ON " +
              quoted(past_table(schema.table)) + " (\"rev_to\")"};
}

std::vector<std::string> add_columns(const std::string& table, const Field& field) {
  std::vector<std::string> statements;
  for (const std::string& of : {table, past_table(table)}) {
    for (const std::string& column : columns_of(field))
      statements.push_back("ALTER TABLE " + quoted(of) + " ADD COLUMN " + column);
  }
  return statements;
}

std::vector<std::string> rename_columns(const std::string& table, const Field& from,
                                        const Field& to) {
  std::vector<std::string> statements;
  for (const std::string& of : {table, past_table(table)}) {
    const std::string rename = "ALTER TABLE " + quoted(of) + " RENAME COLUMN ";
    statements.push_back(rename + quoted(from.twin()) + " TO " + quoted(to.twin()));
    if (from.kind == Kind::decimal)
      statements.push_back(rename + quoted(from.name) + " TO " + quoted(to.name));
  }
  return statements;
}

std::string insert_sql(const Schema& schema, std::int64_t revision) {
  return "INSERT OR REPLACE" + into_sql(schema, revision);
}

std::string upsert_sql(const Schema& schema, std::int64_t revision) {
  // By its number, not as `excluded.x`: where computed columns stand before x, SQLite (3.40.1 does)
  // takes that through a REAL, and a large whole number loses its last digits.
  std::string changes;
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].key) continue;
    changes += quoted(schema.fields[i].twin()) + " = ?" + std::to_string(i + 1) + ", ";
  }
  return "INSERT" + into_sql(schema, revision) + " ON CONFLICT (" + key_list(schema) +
         ") DO UPDATE SET " + changes + "\"rev_from\" = " + number(revision);
}

std::string erase_sql(const Schema& schema) {
  return "DELETE FROM " + quoted(schema.table) + " WHERE " + key_is_given(schema);
}

std::string keep_sql(const Schema& schema, std::int64_t revision) {
  return "INSERT INTO " + quoted(past_table(schema.table)) + " (" + field_list(schema) +
         ", \"rev_from\", \"rev_to\") SELECT " + field_list(schema) + ", \"rev_from\", " +
         number(revision) + " FROM " + quoted(schema.table) + " WHERE " + key_is_given(schema) +
         " AND \"rev_from\" < " + number(revision);
}

std::string select_sql(const Schema& schema) {
  return "SELECT " + field_list(schema) + " FROM " + quoted(schema.table) + " ORDER BY " +
         key_order(schema);
}

std::string select_past_sql(const Schema& schema, std::int64_t revision) {
  const std::string at = number(revision);
  return "SELECT " + field_list(schema) + " FROM " + quoted(schema.table) +
         " WHERE \"rev_from\" <= " + at + " UNION ALL SELECT " + field_list(schema) + " FROM " +
         quoted(past_table(schema.table)) + " WHERE \"rev_from\" <= " + at + " AND \"rev_to\" > " +
         at + " ORDER BY " + key_order(schema);
}

std::string upserts_sql(const Schema& schema, std::int64_t made_at, std::int64_t from,
                        std::int64_t to) {
  const std::string since = "\"rev_from\" > " + number(from) + " AND \"rev_from\" <= " + number(to);
  // Rows of the commit that made the table are not in the index; its condition is said again, so
  // that SQLite sees that it has all others.
  const std::string now = from >= made_at
                              ? " INDEXED BY " + quoted("stelsel_since_" + schema.table) +
                                    " WHERE \"rev_from\" > " + number(made_at) + " AND " + since
                              : " WHERE " + since;
  return "SELECT " + field_list(schema) + " FROM " + quoted(schema.table) + now +
         " UNION ALL SELECT " + field_list(schema) + " FROM " + indexed_past(schema) + " WHERE " +
         since + " AND \"rev_to\" > " + number(to) + " ORDER BY " + key_order(schema);
}

std::string erasures_sql(const Schema& schema, std::int64_t from, std::int64_t to) {
  const std::string at = number(to);
  return "SELECT " + key_list(schema) + " FROM " + quoted(past_table(schema.table)) +
         " AS gone INDEXED BY " + quoted("stelsel_until_" + schema.table) +
         " WHERE \"rev_from\" <= " + number(from) + " AND \"rev_to\" > " + number(from) +
         " AND \"rev_to\" <= " + at + " AND NOT EXISTS (SELECT 1 FROM " + quoted(schema.table) +
         " AS now WHERE " + same_key(schema, "now", "gone") + " AND now.\"rev_from\" <= " + at +
         ") AND NOT EXISTS (SELECT 1 FROM " + quoted(past_table(schema.table)) + " AS was WHERE " +
         same_key(schema, "was", "gone") + " AND was.\"rev_from\" <= " + at +
         " AND was.\"rev_to\" > " + at + ") ORDER BY " + key_order(schema);
}

}  // namespace storage_sqlite
