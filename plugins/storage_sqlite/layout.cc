#include "layout.h"

#include <string>
#include <vector>

#include "ddl.h"
#include "stelsel/detail/error.hpp"

namespace storage_sqlite {
namespace {

std::vector<Schema> stored_schemas(Connection& connection) {
  Statement statement(connection,
                      "SELECT \"name\", \"schema\" FROM stelsel_table ORDER BY \"position\"");
  std::vector<Schema> schemas;
  while (statement.step()) {
    if (statement.type(0) != SQLITE_TEXT || statement.type(1) != SQLITE_TEXT)
      connection.fail_changed("a schema is no text");
    schemas.push_back(
        storage::read_schema(std::string(statement.text(0)), std::string(statement.text(1))));
  }
  return schemas;
}

// Rows are taken to be of the newest revision: which one wrote them was not kept.
void bring_table_forward(Connection& connection, const Schema& schema, std::int64_t newest) {
  connection.run("ALTER TABLE " + quoted(schema.table) +
                 " ADD COLUMN \"rev_from\" INTEGER NOT NULL DEFAULT " + std::to_string(newest));
  for (const std::string& sql : create_past(schema, newest)) connection.run(sql);
}

}  // namespace

Layout read_layout(Connection& connection) {
  Layout layout;
  layout.number = connection.number("PRAGMA user_version");
  if (!layout.keeps_revisions()) return layout;
  const std::int64_t readable_by =
      connection.number("SELECT \"value\" FROM stelsel_store WHERE \"key\" = 'readable_by'");
  if (readable_by > kLayout) {
    throw stelsel::Error(STELSEL_FAILED_PRECONDITION,
                         "`" + connection.path() +
                             "` was made by a newer version of stelsel, in a "
                             "layout (" +
                             std::to_string(layout.number) +
                             ") that this one cannot read: it knows " + std::to_string(kLayout));
  }
  layout.first_revision =
      connection.number("SELECT \"value\" FROM stelsel_store WHERE \"key\" = 'first_revision'");
  return layout;
}

void bring_forward(Connection& connection) {
  const std::int64_t newest =
      connection.number("SELECT coalesce(max(\"number\"), 0) FROM stelsel_revision");
  const std::vector<Schema> schemas = stored_schemas(connection);
  connection.run("ALTER TABLE stelsel_table RENAME TO stelsel_table_1");
  connection.run("ALTER TABLE stelsel_revision RENAME TO stelsel_revision_1");
  connection.run_all(own_tables());
  connection.run(
      "INSERT INTO stelsel_table SELECT \"position\", \"name\", \"version\", "
      "\"schema\", " +
      std::to_string(newest) + " FROM stelsel_table_1");
  connection.run(
      "INSERT INTO stelsel_revision SELECT \"number\", \"time\", '', \"message\", '', "
      "\"upserted\", \"erased\" FROM stelsel_revision_1");
  connection.run("DROP TABLE stelsel_table_1");
  connection.run("DROP TABLE stelsel_revision_1");
  connection.run("UPDATE stelsel_store SET \"value\" = " + std::to_string(newest > 0 ? newest : 1) +
                 " WHERE \"key\" = 'first_revision'");
  for (const Schema& schema : schemas) bring_table_forward(connection, schema, newest);
  connection.run("PRAGMA user_version = " + std::to_string(kLayout));
}

}  // namespace storage_sqlite
