#include "test_util.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace storage_postgres {
namespace {

// Lines that say how to reach clusters.
Lines find_clusters(const char* variable, const char* file) {
  const char* given = std::getenv(variable);
  std::istringstream text(given != nullptr ? given : bytes_of(file));
  Lines lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  if (lines.empty()) {
    throw std::runtime_error("no cluster: run this by CTest or by tests/with_postgres.sh");
  }
  return lines;
}

}  // namespace

const std::string& cluster() {
  static const Lines found =
      find_clusters("STELSEL_TEST_POSTGRES", STELSEL_BUILD_DIR "/postgres.conninfo");
  return found[0];
}

const std::string& shard(std::size_t place) {
  static const Lines found =
      find_clusters("STELSEL_TEST_POSTGRES_SHARDS", STELSEL_BUILD_DIR "/postgres.conninfo.shards");
  return found.at(place);
}

// What tests grant on the database that they share meets what others grant at that moment; the
// statements are undone as a whole then, and can be run again.
bool met_another(PGconn* connection) {
  return std::string_view(PQerrorMessage(connection)).find("tuple concurrently updated") !=
         std::string_view::npos;
}

Lines sql(const std::string& conninfo, const std::string& text) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> raw(PQconnectdb(conninfo.c_str()), PQfinish);
  PQsetNoticeReceiver(
      raw.get(), [](void*, const PGresult*) {}, nullptr);
  std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(raw.get(), text.c_str()), PQclear);
  for (int i = 0; i < 20 && met_another(raw.get()); ++i) {
    ::usleep(20'000);
    result.reset(PQexec(raw.get(), text.c_str()));
  }
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error(PQerrorMessage(raw.get()));
  }
  Lines lines;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    std::string line;
    for (int i = 0; i < PQnfields(result.get()); ++i) {
      const bool null = PQgetisnull(result.get(), row, i) == 1;
      line += (i > 0 ? "|" : "") + std::string(null ? "-" : PQgetvalue(result.get(), row, i));
    }
    lines.push_back(line);
  }
  return lines;
}

// Of the process, since CTest runs each test in one of its own, and several at once.
TestSchema::TestSchema() {
  static int made = 0;
  name_ = "test_" + std::to_string(::getpid()) + '_' + std::to_string(made++);
}

TestSchema::~TestSchema() {
  std::string roles = name_ + "_owner, " + name_ + "_writer, " + name_ + "_reader";
  for (const std::string& login : logins_) roles += ", " + login;
  sql("DROP SCHEMA IF EXISTS " + name_ + " CASCADE; DROP SCHEMA IF EXISTS " + name_ +
      "_latest CASCADE");
  for (const std::string& login : logins_) sql("DROP OWNED BY " + login);
  sql("DROP ROLE IF EXISTS " + roles);
}

std::string TestSchema::make_login(const std::string& who, const std::string& groups) {
  const std::string login = name_ + '_' + who;
  sql("CREATE ROLE " + login + " LOGIN PASSWORD 'Geheim-7'" +
      (groups.empty() ? "" : " IN ROLE " + groups));
  logins_.push_back(login);
  return login;
}

const char* const kStatuses = R"({"name": "status", "fields": [
  {"name": "region", "type": "string"}, {"name": "topic", "type": "string"},
  {"name": "status", "type": "string"}], "primaryKey": ["region", "topic"]})";

std::vector<stelsel::ColumnType> status_types() {
  return {{"region", stelsel::Kind::text, 0},
          {"topic", stelsel::Kind::text, 0},
          {"status", stelsel::Kind::text, 0}};
}

void commit_statuses(TestStore& store, const Cells& rows) {
  TestCommit commit = store.begin();
  commit.upsert("status", kStatuses, rows_of(status_types(), rows));
  commit.commit();
}

}  // namespace storage_postgres

std::unique_ptr<storage::TestPlace> storage::make_place() {
  return std::make_unique<storage_postgres::TestSchema>();
}
