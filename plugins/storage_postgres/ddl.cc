#include "ddl.h"

#include <set>

#include "postgres.h"

namespace storage_postgres {
namespace {

using stelsel::Error;
using stelsel::Kind;

constexpr std::size_t kLongestName = 63;

std::string type_of(const Field& field) {
  switch (field.kind) {
    case Kind::integer:
      return "bigint";
    case Kind::decimal:
      return "numeric(19," + std::to_string(field.scale) + ")";
    case Kind::boolean:
      return "boolean";
    case Kind::date:
      return "date";
    case Kind::datetime:
      return "timestamp with time zone";
    default:
      return "text";
  }
}

template <typename Items, typename Text>
std::string joined(const Items& items, const char* between, Text text) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : between) + text(item);
  return out;
}

std::string in(const std::string& store, const std::string& table) {
  return quoted(store) + '.' + quoted(table);
}

// The cast does nothing to a column that is as it was made; of any other a value that does not fit
// is refused by the server, in place of being read as something else.
std::string selected(const Field& field) {
  return "t." + quoted(field.name) + "::" + type_of(field) + " AS " + quoted(field.name);
}

std::string selected_fields(const Schema& schema) { return joined(schema.fields, ", ", selected); }
std::string selected_key(const Schema& schema) {
  return joined(schema.key, ", ",
                [&](std::size_t place) { return selected(schema.fields[place]); });
}

std::string order(const Schema& schema) {
  return " ORDER BY " + joined(schema.key, ", ", [&](std::size_t place) {
           const Field& field = schema.fields[place];
           return "t." + quoted(field.name) + (field.kind == Kind::text ? " COLLATE \"C\"" : "");
         });
}

std::string copy(const std::string& select) {
  return "COPY (" + select + ") TO STDOUT (FORMAT binary)";
}

}  // namespace

std::vector<Column> columns_of(const Field& field) {
  std::vector<Column> columns = {{field.name, type_of(field), field.required}};
  if (field.edtf) {
    columns.push_back({field.name + "_earliest", "date", false});
    columns.push_back({field.name + "_latest", "date", false});
  }
  return columns;
}

void check_names(const Schema& schema) {
  const auto fail = [&](const std::string& what) {
    throw Error(STELSEL_INVALID_ARGUMENT,
                "table `" + schema.table + "` cannot be kept in PostgreSQL: " + what);
  };
  const auto check = [&](const std::string& name) {
    if (name.size() > kLongestName || name.find('\0') != std::string::npos) {
      fail("`" + name + "` is no name there: at most 63 bytes, and no NUL");
    }
  };
  check(schema.table);
  std::set<std::string> met = {storage::kFrom, storage::kTo, "tableoid", "xmin",
                               "cmin",         "xmax",       "cmax",     "ctid"};
  for (const Field& field : schema.fields) {
    for (const Column& column : columns_of(field)) {
      check(column.name);
      if (!met.insert(column.name).second) fail("column `" + column.name + "` is needed twice");
    }
  }
}

std::string key_list(const Schema& schema) {
  return joined(schema.key, ", ",
                [&](std::size_t place) { return quoted(schema.fields[place].name); });
}

std::string column_list(const Schema& schema) {
  return joined(schema.fields, ", ", [](const Field& field) {
    return joined(columns_of(field), ", ",
                  [](const Column& column) { return quoted(column.name); });
  });
}

bool is_partitioned(const Schema& schema) {
  const Field* region = schema.find("region");
  return region != nullptr && region->key && region->kind == Kind::text;
}

std::string create_table(const std::string& store, const Schema& schema) {
  const std::string table = in(store, schema.table);
  std::string sql = "CREATE TABLE " + table + " (\n";
  for (const Field& field : schema.fields) {
    for (const Column& column : columns_of(field)) {
      sql += "  " + quoted(column.name) + ' ' + column.type +
             (column.type == "text" ? " COLLATE \"C\"" : "") +
             (column.required ? " NOT NULL" : "") + ",\n";
    }
  }
  sql += "  rev_from bigint NOT NULL,\n  rev_to bigint\n)";
  if (is_partitioned(schema)) sql += " PARTITION BY LIST (\"region\")";
  // Who is bound to regions reads them, and what is of no region, and writes nothing but them.
  const Field* region = schema.find("region");
  const bool by_region = region != nullptr && region->kind == Kind::text;
  const std::string regions = "(SELECT " + quoted(store) + ".stelsel_regions(current_user))";
  const std::string own = by_region ? " OR \"region\" = ANY (" + regions + "::text[])" : "";
  const std::string shared = by_region ? "\"region\" IS NULL" : "true";
  return sql + ";\nALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY;\n" +
         "CREATE POLICY stelsel_write ON " + table + " USING (" + regions + " IS NULL" + own +
         ");\nCREATE POLICY stelsel_read ON " + table + " FOR SELECT USING (" + shared + ")";
}

std::string create_view(const std::string& store, const std::string& table,
                        const std::vector<std::string>& columns) {
  const std::string list =
      joined(columns, ", ", [](const std::string& name) { return "t." + quoted(name); });
  return "CREATE OR REPLACE VIEW " + in(store + "_latest", table) +
         " WITH (security_invoker = true) AS SELECT " + list + " FROM " + in(store, table) +
         " AS t, (SELECT coalesce(max(number), 0) AS number FROM " + quoted(store) +
         ".stelsel_revision) AS newest WHERE t.rev_from <= newest.number AND "
         "(t.rev_to IS NULL OR t.rev_to > newest.number)";
}

std::string alive_at(const std::string& alias, std::int64_t revision) {
  const std::string number = std::to_string(revision);
  return '(' + alias + ".rev_from <= " + number + " AND (" + alias + ".rev_to IS NULL OR " + alias +
         ".rev_to > " + number + "))";
}

std::string same_key(const Schema& schema, const std::string& a, const std::string& b) {
  return joined(schema.key, " AND ", [&](std::size_t place) {
    const std::string name = quoted(schema.fields[place].name);
    return a + '.' + name + " = " + b + '.' + name;
  });
}

std::string copy_rows(const std::string& store, const Schema& schema, std::int64_t revision) {
  return copy("SELECT " + selected_fields(schema) + " FROM " + in(store, schema.table) +
              " AS t WHERE " + alive_at("t", revision) + order(schema));
}

std::string copy_upserts(const std::string& store, const Schema& schema, std::int64_t from,
                         std::int64_t to) {
  return copy("SELECT " + selected_fields(schema) + " FROM " + in(store, schema.table) +
              " AS t WHERE t.rev_from > " + std::to_string(from) + " AND " + alive_at("t", to) +
              order(schema));
}

// What has the key of a row that ended since `from` began since then, so that both are found by
// what is kept of changes: neither the whole table, nor key by key, which is slow on other servers.
std::string copy_erasures(const std::string& store, const Schema& schema, std::int64_t from,
                          std::int64_t to) {
  const std::string table = in(store, schema.table);
  return copy("SELECT " + selected_key(schema) + " FROM " + table + " AS t WHERE t.rev_to > " +
              std::to_string(from) + " AND t.rev_to <= " + std::to_string(to) + " AND " +
              alive_at("t", from) + " AND NOT EXISTS (SELECT FROM " + table + " AS now WHERE " +
              same_key(schema, "now", "t") + " AND now.rev_from > " + std::to_string(from) +
              " AND " + alive_at("now", to) + ')' + order(schema));
}

}  // namespace storage_postgres
