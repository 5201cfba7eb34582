// Places where there is no store, or something else; and what stands in errors about them.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "test_util.h"

namespace storage_postgres {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string opening(const std::string& path, int mode = STELSEL_READ) {
  return failure([&] { TestStore store(path, mode); });
}

std::string value_of(const std::string& key) {
  const std::size_t at = cluster().find(key + '=') + key.size() + 1;
  return cluster().substr(at, cluster().find(' ', at) - at);
}

TEST_F(StoreTest, AStoreThatIsNotThereIsMadeOnlyWhenAsked) {
  for (const int mode : {STELSEL_READ, STELSEL_WRITE}) {
    EXPECT_THAT(opening(path(), mode), FailsWith(STELSEL_NOT_FOUND, "store `" + name() + "`"));
  }
  EXPECT_THAT(sql("SELECT FROM pg_namespace WHERE nspname = '" + name() + "'"), ElementsAre());
  EXPECT_EQ(opening(path(), STELSEL_CREATE), "OK");
  EXPECT_EQ(opening(path(), STELSEL_READ), "OK");
}

TEST_F(StoreTest, SeveralThatMakeItAtOnceAllGetIn) {
  std::vector<std::thread> makers;
  std::vector<std::string> results(6);
  for (std::string& result : results) {
    makers.emplace_back([&] { result = opening(path(), STELSEL_CREATE); });
  }
  for (std::thread& maker : makers) maker.join();
  EXPECT_THAT(results, testing::Each("OK"));
}

TEST_F(StoreTest, ASchemaOfSomethingElseIsRefusedAndLeftAlone) {
  sql("CREATE SCHEMA " + name() + "; CREATE TABLE " + name() +
      ".stelsel_store (a int); INSERT INTO " + name() + ".stelsel_store VALUES (7)");
  for (const int mode : {STELSEL_READ, STELSEL_WRITE, STELSEL_CREATE}) {
    EXPECT_THAT(opening(path(), mode),
                FailsWith(STELSEL_FAILED_PRECONDITION, "a schema of something else"));
  }
  EXPECT_THAT(
      sql("SELECT relname FROM pg_class WHERE relnamespace = '" + name() + "'::regnamespace"),
      ElementsAre("stelsel_store"));
  EXPECT_THAT(opening(cluster() + " schema=public", STELSEL_CREATE),
              FailsWith(STELSEL_FAILED_PRECONDITION, "a schema of something else"));
}

TEST_F(StoreTest, ALaterLayoutIsReadNotWritten) {
  commit_places(path(), {{"a", "Assen"}});
  sql("UPDATE " + name() + ".stelsel_store SET layout = 2");
  EXPECT_THAT(lines_of(TestStore(path(), STELSEL_READ).read("place")), ElementsAre("a|Assen"));
  for (const int mode : {STELSEL_WRITE, STELSEL_CREATE}) {
    EXPECT_THAT(opening(path(), mode),
                FailsWith(STELSEL_FAILED_PRECONDITION, "it can be read, not written"));
  }
}

TEST_F(StoreTest, ADatabaseThatIsNotThereIsNotFound) {
  EXPECT_THAT(opening(path("dbname=there_is_none")),
              FailsWith(STELSEL_NOT_FOUND, "of database `there_is_none`"));
}

TEST_F(StoreTest, AServerThatIsNotThereIsUnavailable) {
  EXPECT_THAT(opening("host=/nowhere dbname=d user=u"),
              FailsWith(STELSEL_UNAVAILABLE, "cannot be reached"));
}

// A server that says what a web server would.
TEST_F(StoreTest, AServerOfAnotherKindIsRefused) {
  const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(listening, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(listening, 8), 0);
  ASSERT_EQ(::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size), 0);
  std::thread answering([&] {
    for (int client; (client = ::accept(listening, nullptr, nullptr)) >= 0; ::close(client)) {
      char bytes[1024];
      if (::recv(client, bytes, sizeof bytes, 0) > 0) ::send(client, "HTTP/1.1 400\r\n", 14, 0);
    }
  });
  const std::string where =
      "host=127.0.0.1 port=" + std::to_string(ntohs(address.sin_port)) + " dbname=d user=u";
  EXPECT_THAT(opening(where + " sslmode=disable"),
              FailsWith(STELSEL_FAILED_PRECONDITION, "no PostgreSQL server"));
  EXPECT_THAT(opening(where + " sslmode=require"),
              FailsWith(STELSEL_FAILED_PRECONDITION, "no PostgreSQL server"));
  ::shutdown(listening, SHUT_RDWR);
  answering.join();
  ::close(listening);
}

TEST_F(StoreTest, APasswordStandsInNoError) {
  const std::string login = make_login("pas");
  const std::string port = value_of("port");
  const std::string secret = "Ge/h@im%7";
  for (const std::string& where :
       {"//" + login + ":Gehim7@127.0.0.1:" + port + "/postgres",
        "host=127.0.0.1 port=" + port + " dbname=postgres user=" + login + " password=Gehim7",
        "host=127.0.0.1 port=" + port + " dbname=none user=" + login + " password='Gehim7' odd=1",
        "host=nohost.invalid dbname=none user=" + login + " password='Gehim7'",
        "//" + login + ":" + secret + "@127.0.0.1:" + port + "/postgres",
        "//" + login + ":Ge/him7@127.0.0.1/postgres", "//" + login + ":Ge@him7@127.0.0.1/postgres",
        "//" + login + ":Gehim7@127.0.0.1:" + port + "/postgres?none=1",
        "//" + login + ":Gehim7@[127.0.0.1/postgres", std::string("password=Gehim7 user"),
        std::string("password='Gehim7 user=x"), std::string("Gehim7"),
        "//" + login + ":Gehim7@127.0.0.1:" + port + "/postgres?schema=Gehim7"}) {
    const std::string said = opening(where);
    EXPECT_NE(said, "OK");
    for (const char* part : {"Ge", "him7", "im%7"})
      EXPECT_THAT(said, Not(HasSubstr(part))) << where;
  }
}

TEST_F(StoreTest, AWrongPasswordIsPermissionDenied) {
  const std::string where = "//" + make_login("pas") + ":wrong@127.0.0.1:" + value_of("port") +
                            "/postgres?schema=" + name();
  EXPECT_THAT(opening(where), FailsWith(STELSEL_PERMISSION_DENIED, "does not let this user in"));
}

// The certificate of the cluster is of localhost; see tests/postgres.sh.
TEST_F(StoreTest, OptionsOfTlsAreObeyed) {
  commit_places(path(), {{"a", "Assen"}});
  const std::string login = make_login("tls", name() + "_reader");
  const auto where = [&](const std::string& host, const std::string& options) {
    return "//" + login + ":Geheim-7@" + host + ":" + value_of("port") +
           "/postgres?schema=" + name() + "&" + options;
  };
  const std::string root = "sslrootcert=" + value_of("host") + "/server.crt";
  EXPECT_EQ(opening(where("localhost", "sslmode=verify-full&" + root)), "OK");
  EXPECT_EQ(opening(where("127.0.0.1", "sslmode=verify-ca&" + root)), "OK");
  EXPECT_THAT(opening(where("127.0.0.1", "sslmode=verify-full&" + root)),
              FailsWith(STELSEL_UNAVAILABLE, "does not match host name"));
  EXPECT_THAT(opening(where("localhost", "sslmode=verify-full&sslrootcert=/nowhere")),
              FailsWith(STELSEL_UNAVAILABLE, "cannot be reached"));
}

TEST_F(StoreTest, TheServerSeesWhoItIs) {
  TestStore store(path());
  EXPECT_THAT(
      sql("SELECT DISTINCT 'there' FROM pg_stat_activity WHERE application_name = 'stelsel'"),
      ElementsAre("there"));
}

}  // namespace
}  // namespace storage_postgres
