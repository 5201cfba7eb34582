#include "test_shards.h"

#include <utility>

namespace storage_postgres {

std::string option_of(const std::string& conninfo, const std::string& key) {
  const std::size_t at = conninfo.find(key + '=') + key.size() + 1;
  return conninfo.substr(at, conninfo.find(' ', at) - at);
}

// Other tests make the same extensions at this moment.
TestShards::TestShards(std::string coordinator, std::string name)
    : coordinator_(std::move(coordinator)), name_(std::move(name)) {
  sql(coordinator_,
      "SELECT pg_advisory_lock(7); CREATE EXTENSION IF NOT EXISTS postgres_fdw; "
      "CREATE EXTENSION IF NOT EXISTS dblink");
  TestStore store(path());
}

TestShards::~TestShards() {
  for (const Server& server : servers_) {
    const std::string role = name_ + "_shard";
    EXPECT_NO_THROW(sql(coordinator_, "DROP SERVER " + server.name + " CASCADE"));
    EXPECT_NO_THROW(sql(server.conninfo, "DROP SCHEMA IF EXISTS " + name_ + " CASCADE; " +
                                             "DROP OWNED BY " + role + "; DROP ROLE " + role));
  }
}

void TestShards::add(const std::string& letter, const std::string& conninfo, const Lines& regions) {
  const Server server{name_ + '_' + letter, conninfo};
  const std::string role = name_ + "_shard";
  sql(conninfo, "CREATE ROLE " + role + " LOGIN PASSWORD 'Geheim-7'; GRANT CREATE ON DATABASE " +
                    "postgres TO " + role);
  sql(coordinator_, "CREATE SERVER " + server.name +
                        " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '" +
                        option_of(conninfo, "port") + "', dbname 'postgres'); " +
                        "CREATE USER MAPPING FOR PUBLIC SERVER " + server.name +
                        " OPTIONS (user '" + role + "', password 'Geheim-7'); " +
                        "GRANT USAGE ON FOREIGN SERVER " + server.name + " TO " + name_ + "_owner");
  servers_.push_back(server);
  for (const std::string& region : regions) {
    sql(coordinator_, "INSERT INTO " + name_ + ".stelsel_region_server VALUES ('" + region +
                          "', '" + server.name + "')");
  }
}

}  // namespace storage_postgres
