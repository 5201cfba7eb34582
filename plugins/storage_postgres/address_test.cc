// What stands behind `postgresql:`.
#include "address.h"

#include <map>

#include "test_util.h"

namespace storage_postgres {
namespace {

std::map<std::string, std::string> options(const Address& address) {
  std::map<std::string, std::string> out;
  const std::vector<const char*> keys = address.keywords();
  for (std::size_t i = 0; keys[i] != nullptr; ++i) out[keys[i]] = address.values()[i];
  return out;
}

TEST(AddressTest, AUriGoesToLibpqWithoutOurSchema) {
  for (const char* path : {"//u:p%40w@h:5433/d?schema=bw&sslmode=verify-full",
                           "//u:p%40w@h:5433/d?sslmode=verify-full&schema=bw"}) {
    const Address address(path);
    EXPECT_EQ(address.schema(), "bw");
    auto found = options(address);
    EXPECT_EQ(found["host"], "h");
    EXPECT_EQ(found["port"], "5433");
    EXPECT_EQ(found["dbname"], "d");
    EXPECT_EQ(found["password"], "p@w");
    EXPECT_EQ(found["sslmode"], "verify-full");
    EXPECT_EQ(found.count("schema"), 0u);
  }
}

TEST(AddressTest, SoDoKeysAndValues) {
  const Address address(R"(host = /tmp/x  schema='bw_mo' password='it\'s schema=odd' dbname=d\ e)");
  EXPECT_EQ(address.schema(), "bw_mo");
  auto found = options(address);
  EXPECT_EQ(found["host"], "/tmp/x");
  EXPECT_EQ(found["password"], "it's schema=odd");
  EXPECT_EQ(found["dbname"], "d e");
}

TEST(AddressTest, WhatIsNotGivenHasADefaultAndTextsAreUtf8) {
  const Address address("dbname=d client_encoding=LATIN1");
  EXPECT_EQ(address.schema(), "stelsel");
  auto found = options(address);
  EXPECT_EQ(found["client_encoding"], "UTF8");
  EXPECT_EQ(found["connect_timeout"], "10");
  EXPECT_EQ(found["fallback_application_name"], "stelsel");
  EXPECT_EQ(options(Address("dbname=d connect_timeout=3"))["connect_timeout"], "3");
}

TEST(AddressTest, OnlyAPlainNameIsASchema) {
  for (const char* schema : {"", "Bw", "1bw", "pg_bw", "b-w", "b%22w", "b;drop", "bw.x"}) {
    EXPECT_THAT(failure([&] { Address address(std::string("//h/d?schema=") + schema); }),
                FailsWith(STELSEL_INVALID_ARGUMENT, "no name for a store"));
  }
  EXPECT_THAT(failure([] { Address address("schema=" + std::string(41, 'a')); }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "no name for a store"));
  EXPECT_THAT(failure([] { Address address("schema=a schema=b"); }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "a schema twice"));
}

TEST(AddressTest, KnowsItsSecrets) {
  const Address address("host=h password=geheim sslpassword=sleutel");
  EXPECT_TRUE(address.shows_secret("at host geheim"));
  EXPECT_TRUE(address.shows_secret("sleutel"));
  EXPECT_FALSE(address.shows_secret("at host h"));
}

}  // namespace
}  // namespace storage_postgres
