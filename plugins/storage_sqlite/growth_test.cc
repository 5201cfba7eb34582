// What a schema may become while its table is in a store.
#include "test_util.h"

namespace storage_sqlite {
namespace {

using stelsel::Kind;
using testing::ElementsAre;

constexpr const char* kGrown = R"({"name": "place", "stelsel:version": 2, "fields": [
  {"name": "inhabitants", "type": "integer"},
  {"name": "place", "type": "string", "constraints": {"required": true}},
  {"name": "budget", "type": "number", "stelsel:unit": "EUR"},
  {"name": "open", "type": "boolean"},
  {"name": "name", "type": "string"}], "primaryKey": ["place"]})";

class GrowthTest : public StoreTest {
 protected:
  GrowthTest() { commit_places(path(), {{"a", "Assen"}}); }

  // How a commit with this schema ends.
  std::string commit_with(const std::string& schema) {
    TestStore store(path(), STELSEL_WRITE);
    return failure([&] {
      TestCommit commit = store.begin();
      commit.upsert("place", schema, rows_of({{"place", Kind::text, 0}}, {{"b"}}));
      commit.commit();
    });
  }
};

TEST_F(GrowthTest, NewFieldsThatMayBeEmptyAreAdded) {
  EXPECT_EQ(commit_with(kGrown), "OK");
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  commit.upsert("place", kGrown,
                rows_of({{"place", Kind::text, 0},
                         {"inhabitants", Kind::integer, 0},
                         {"budget", Kind::decimal, 2},
                         {"open", Kind::boolean, 0}},
                        {{"c", 12, 350, 1}}));
  commit.commit();
  EXPECT_THAT(lines_of(store.read("place")),
              ElementsAre("-|a|-|-|Assen", "-|b|-|-|-", "12|c|350|1|-"));
  EXPECT_EQ(store.schema("place"), kGrown);
  store.close();
  EXPECT_THAT(query_sql(path(), "SELECT place, budget FROM place WHERE budget > 3"),
              ElementsAre("c|3.5"));
}

TEST_F(GrowthTest, AFieldIsAddedWithTheCommitOrNotAtAll) {
  const std::string before = bytes_of(path());
  {
    TestStore store(path(), STELSEL_WRITE);
    TestCommit commit = store.begin();
    commit.upsert("place", kGrown, rows_of({{"place", Kind::text, 0}}, {{"b"}}));
  }
  EXPECT_EQ(bytes_of(path()), before);
}

TEST_F(GrowthTest, OtherWordsForTheSameFieldsAreKept) {
  const std::string schema =
      R"({"name": "place", "title": "Place", "stelsel:version": 2, "fields": [
    {"name": "name", "type": "string", "constraints": {"enum": ["Assen", "Breda"]}},
    {"name": "place", "type": "string", "constraints": {"required": true}}],
    "primaryKey": "place"})";
  EXPECT_EQ(commit_with(schema), "OK");
  TestStore store(path(), STELSEL_READ);
  EXPECT_EQ(store.schema("place"), schema);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("Assen|a", "-|b"));
}

TEST_F(GrowthTest, WhateverElseDiffersIsRefusedAndNamed) {
  const auto refused = [&](const std::string& fields, const std::string& key) {
    return commit_with("{\"name\": \"place\", \"fields\": [" + fields + "], \"primaryKey\": [" +
                       key + "]}");
  };
  const std::string place =
      R"({"name": "place", "type": "string", "constraints": {"required": true}})";
  const std::string name = R"({"name": "name", "type": "string"})";
  const std::string required = R"("constraints": {"required": true}})";
  const std::string before = bytes_of(path());
  EXPECT_THAT(refused(place, R"("place")"),
              FailsWith(STELSEL_FAILED_PRECONDITION, "its field `name` is gone"));
  EXPECT_THAT(refused(place + R"(, {"name": "name", "type": "integer"})", R"("place")"),
              FailsWith(STELSEL_FAILED_PRECONDITION,
                        "its field `name` was a text and is now a whole number"));
  EXPECT_THAT(refused(place + R"(, {"name": "name", "type": "string", )" + required, R"("place")"),
              FailsWith(STELSEL_FAILED_PRECONDITION, "is now a text, required"));
  EXPECT_THAT(refused(place + "," + name, R"("place", "name")"),
              FailsWith(STELSEL_FAILED_PRECONDITION, "its key is another"));
  EXPECT_THAT(refused(place + "," + name + R"(, {"name": "new", "type": "date", )" + required,
                      R"("place")"),
              FailsWith(STELSEL_FAILED_PRECONDITION, "its new field `new` is required"));
  EXPECT_EQ(bytes_of(path()), before);
}

TEST_F(GrowthTest, ASchemaThatSqliteCannotKeepIsRefused) {
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  const auto refused = [&](const std::string& table, const std::string& rest) {
    return failure([&] {
      commit.upsert(table, "{\"name\": \"" + table + "\", " + rest + "}", rows_of({}, {}));
    });
  };
  const std::string one = R"("primaryKey": "a", "fields": [{"name": "a"})";
  EXPECT_THAT(refused("stelsel_table", one + "]"),
              FailsWith(STELSEL_INVALID_ARGUMENT, "a name that a store keeps for itself"));
  EXPECT_THAT(refused("t", one + R"(, {"name": "x_cent"}, {"name": "x", "type": "number",
                                     "stelsel:unit": "EUR"}])"),
              FailsWith(STELSEL_INVALID_ARGUMENT, "needs column `x_cent` twice"));
  EXPECT_THAT(refused("t", one + R"(, {"name": "x", "type": "geojson"}])"),
              FailsWith(STELSEL_INVALID_ARGUMENT, "field `x` of an unknown type"));
  EXPECT_THAT(refused("t", one + R"(, {"name": "x", "type": "number"}])"),
              FailsWith(STELSEL_INVALID_ARGUMENT, "field `x` without a scale"));
  EXPECT_THAT(refused("t", R"("fields": [{"name": "a"}])"),
              FailsWith(STELSEL_INVALID_ARGUMENT, "has no `primaryKey`"));
  EXPECT_THAT(refused("t", R"("fields": [)"), FailsWith(STELSEL_INVALID_ARGUMENT, "no JSON"));
}

}  // namespace
}  // namespace storage_sqlite
