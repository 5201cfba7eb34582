#include "setup.h"

#include "setup_sql.h"
#include "shard_sql.h"
#include "stelsel/detail/error.hpp"

namespace storage_postgres {
namespace {

using stelsel::Error;

// STLS: whose advisory locks these are.
constexpr int kLockClass = 0x53544C53;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

std::string sql_of(const char* text, const std::string& schema) {
  return replaced(replaced(replaced(text, "@S@", schema), "@L@", std::to_string(kLayout)), "@C@",
                  std::to_string(kLockClass));
}

bool has_schema(Connection& connection, const std::string& schema) {
  return connection.run("SELECT FROM pg_namespace WHERE nspname = $1", {schema}).rows() > 0;
}

// Whoever may be the owner's role is; where roles could not be made it is the current user.
std::string owner_of(Connection& connection, const std::string& schema) {
  const std::string wanted = schema + "_owner";
  const Result found = connection.run(
      "SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(current_user, oid, 'MEMBER')",
      {wanted});
  return found.rows() > 0 ? quoted(wanted) : "CURRENT_USER";
}

void make(Connection& connection, const std::string& schema) {
  connection.run(sql_of(kMakeRoles, schema));
  const std::string owner = owner_of(connection, schema);
  std::string schemas = replaced(sql_of(kMakeSchemas, schema), "SET LOCAL ROLE @O@;",
                                 owner == "CURRENT_USER" ? "" : "SET LOCAL ROLE @O@;");
  connection.run(replaced(std::move(schemas), "@O@", owner));
  for (const char* part : {kMakeTables, kMakeRegions, kMakeServers, kMakeShard, kMakeGrowth,
                           kMakeSweep, kMakePartition, kMakeTend, kGrants}) {
    connection.run(sql_of(part, schema));
  }
}

std::string lock_by(const char* function, const std::string& schema) {
  return std::string("SELECT ") + function + '(' + std::to_string(kLockClass) + ", hashtext(" +
         literal(schema) + "))";
}

}  // namespace

bool has_shards(Connection& connection, const std::string& schema) {
  return connection
      .run(
          "SELECT EXISTS (SELECT FROM pg_class WHERE relkind = 'f' AND relnamespace = "
          "to_regnamespace($1))",
          {quoted(schema)})
      .truth(0, 0);
}

std::string lock_sql(const std::string& schema) { return lock_by("pg_advisory_xact_lock", schema); }
std::string keep_lock_sql(const std::string& schema) { return lock_by("pg_advisory_lock", schema); }
std::string give_lock_sql(const std::string& schema) {
  return lock_by("pg_advisory_unlock", schema);
}

void let_commit_end(Connection& connection, const std::string& schema) {
  connection.run("BEGIN; SET LOCAL lock_timeout = '1s'");
  try {
    connection.run(lock_sql(schema));
  } catch (const Lost&) {
    throw;
  } catch (const Error& e) {
    if (e.code() != STELSEL_UNAVAILABLE) throw;  // somebody is at work
  }
  connection.run("ROLLBACK");
}

void grant_table(Connection& connection, const std::string& schema, const std::string& table) {
  const std::string rows = quoted(schema) + '.' + quoted(table);
  const std::string newest = quoted(schema + "_latest") + '.' + quoted(table);
  for (const char* group : {"_reader", "_writer"}) {
    const std::string role = schema + group;
    if (connection.run("SELECT FROM pg_roles WHERE rolname = $1", {role}).rows() == 0) continue;
    connection.run("GRANT SELECT ON " + rows + ", " + newest + " TO " + quoted(role));
    if (role.ends_with("_writer")) {
      connection.run("GRANT INSERT, UPDATE (rev_to), DELETE ON " + rows + " TO " + quoted(role));
    }
  }
}

void make_store(Connection& connection, const std::string& schema) {
  if (has_schema(connection, schema)) return;
  connection.run("BEGIN; " + lock_sql(schema));
  try {
    if (!has_schema(connection, schema)) make(connection, schema);
    connection.run("COMMIT");
  } catch (const Error& e) {
    if (!connection.lost()) connection.run("ROLLBACK");
    throw;
  }
}

void check_store(Connection& connection, const std::string& schema, bool to_write) {
  if (!has_schema(connection, schema)) {
    throw Error(STELSEL_NOT_FOUND, connection.name() + " is not there");
  }
  const Result ours = connection.run(
      "SELECT FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid "
      "JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r' "
      "AND c.relname = 'stelsel_store' AND a.attname IN ('layout', 'id', 'unfinished')",
      {schema});
  if (ours.rows() != 3) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                connection.name() + " is a schema of something else, and is left alone");
  }
  const Result found = connection.run("SELECT layout FROM " + quoted(schema) + ".stelsel_store");
  if (found.rows() != 1) connection.fail_changed("`stelsel_store` does not have one row");
  if (to_write && found.integer(0, 0) > kLayout) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                connection.name() + " was made by a newer version of stelsel (layout " +
                    found.text(0, 0) + ", this one knows " + std::to_string(kLayout) +
                    "): it can be read, not written");
  }
}

}  // namespace storage_postgres
