#include "verify.h"

#include <map>

#include "ddl.h"
#include "setup.h"
#include "store.h"

namespace storage_postgres {
namespace {

class Verifier {
 public:
  Verifier(Connection& connection, const std::string& store)
      : connection_(connection), store_(store) {}

  void check_revisions() {
    const Result found = connection_.run(
        "SELECT coalesce(max(number), 0), count(*), "
        "coalesce(min(number), 1) FROM " +
        quoted(store_) + ".stelsel_revision");
    newest_ = found.integer(0, 0);
    if (found.integer(0, 1) != newest_ || found.integer(0, 2) != 1) {
      connection_.fail_changed("its revisions have a gap");
    }
    sharded_ = has_shards(connection_, store_);
  }

  void check_table(const std::string& table) {
    const std::optional<StoredTable> stored = find_table(connection_, store_, table);
    if (!stored) connection_.fail_changed("table `" + table + "` is gone");
    const Schema schema = stored_schema(connection_, table, *stored);
    check_columns(schema);
    check_revisions_of(schema);
    check_keys(schema);
  }

  // Where the extension amcheck is there and may be used, also whether each index has its rows.
  void check_indexes() {
    const Result found = connection_.run(
        "WITH e AS MATERIALIZED (SELECT n.oid, quote_ident(n.nspname) AS place FROM pg_extension "
        "AS "
        "e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck') "
        "SELECT place FROM e WHERE CASE WHEN has_schema_privilege(oid, 'USAGE') THEN "
        "has_function_privilege(to_regprocedure(place || '.bt_index_check(regclass, boolean)'), "
        "'EXECUTE') END");
    if (found.rows() == 0) return;
    connection_.run("SELECT " + found.text(0, 0) +
                        ".bt_index_check(c.oid, true) FROM pg_class AS c JOIN pg_namespace AS n "
                        "ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'i'",
                    {store_});
  }

 private:
  [[noreturn]] void fail(const Schema& schema, const std::string& what) const {
    connection_.fail_changed("table `" + schema.table + "` " + what);
  }
  std::string name_of(const Schema& schema) const {
    return quoted(store_) + '.' + quoted(schema.table);
  }

  void check_columns(const Schema& schema) {
    const Result found = connection_.run(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
        "to_regclass($1) AND attnum > 0 AND NOT attisdropped",
        {name_of(schema)});
    std::map<std::string, std::string> types;
    for (int row = 0; row < found.rows(); ++row) types[found.text(row, 0)] = found.text(row, 1);
    if (types.empty()) fail(schema, "is missing");
    std::vector<Column> wanted = {{storage::kFrom, "bigint"}, {storage::kTo, "bigint"}};
    for (const Field& field : schema.fields) {
      for (const Column& column : columns_of(field)) wanted.push_back(column);
    }
    for (const Column& column : wanted) {
      const auto it = types.find(column.name);
      if (it == types.end()) fail(schema, "has no column `" + column.name + "`");
      if (it->second != column.type)
        fail(schema, "has column `" + column.name + "` of another type");
    }
  }

  std::int64_t count(const std::string& sql) { return connection_.run(sql).integer(0, 0); }

  void check_revisions_of(const Schema& schema) {
    const std::string newest = std::to_string(newest_);
    const std::string from = "SELECT count(*) FROM " + name_of(schema) + " WHERE ";
    if (count(from + "rev_from < 1 OR rev_to <= rev_from") > 0) {
      fail(schema, "has rows that end before they begin");
    }
    // Other servers may be ahead: a commit is going on, or was cut off.
    if (sharded_ && is_partitioned(schema)) return;
    if (count(from + "rev_from > " + newest + " OR rev_to > " + newest) > 0) {
      fail(schema, "has rows of revisions that are not there");
    }
  }

  void check_keys(const Schema& schema) {
    const std::string twice = count_twice(schema);
    if (count(twice) > 0) fail(schema, "has a key twice at the same revision");
  }
  static std::string next_of(const Schema& schema) {
    return "lead(rev_from) OVER (PARTITION BY " + key_list(schema) + " ORDER BY rev_from)";
  }
  std::string count_twice(const Schema& schema) const {
    const std::string newest = std::to_string(newest_);
    return "SELECT count(*) FROM (SELECT CASE WHEN rev_to <= " + newest +
           " THEN rev_to END AS until, " + next_of(schema) + " AS next FROM " + name_of(schema) +
           " WHERE rev_from <= " + newest + ") AS s WHERE next < coalesce(until, " +
           std::to_string(INT64_MAX) + ")";
  }

  Connection& connection_;
  const std::string& store_;
  std::int64_t newest_ = 0;
  bool sharded_ = false;  // it has regions on other servers
};

}  // namespace

void verify_store(
    Connection& connection, const std::string& store,
    const std::function<void(const std::string&, std::int64_t, std::int64_t)>& advance) {
  const std::string bound =
      "SELECT " + quoted(store) + ".stelsel_regions(current_user) IS NOT NULL";
  if (connection.run(bound).truth(0, 0)) {
    throw stelsel::Error(STELSEL_FAILED_PRECONDITION,
                         "`" + connection.user() +
                             "` is bound to a region and does not see all of " + connection.name() +
                             ": somebody who is not bound must verify it");
  }
  // One moment, so that a commit meanwhile is no damage.
  connection.run("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  Verifier verifier(connection, store);
  verifier.check_revisions();
  const Result tables =
      connection.run("SELECT name FROM " + quoted(store) + ".stelsel_table ORDER BY position");
  for (int row = 0; row < tables.rows(); ++row) {
    advance(tables.text(row, 0), row, tables.rows());
    verifier.check_table(tables.text(row, 0));
  }
  verifier.check_indexes();
  connection.run("COMMIT");
}

}  // namespace storage_postgres
