// A table whose schema grew is brought forward with the commit that brings the new schema.
#include "test_util.h"

namespace storage_postgres {
namespace {

using stelsel::Kind;
using testing::ElementsAre;

std::string schema_of(const std::string& fields, const std::string& key = R"(["region", "id"])",
                      int version = 2) {
  return R"({"name": "grown", "stelsel:version": )" + std::to_string(version) + R"(, "fields": [)" +
         fields + R"(], "primaryKey": )" + key + "}";
}

constexpr const char* kKey =
    R"({"name": "region", "type": "string"}, {"name": "id", "type": "string"})";
const std::vector<stelsel::ColumnType> kTypes = {
    {"region", Kind::text, 0}, {"id", Kind::text, 0}, {"seen", Kind::text, 0}};

class GrowthTest : public StoreTest {
 protected:
  GrowthTest() : store_(path()) {
    commit(before(), rows_of(kTypes, {{"nh", "a", "2021"}, {"zh", "b", "2022-33"}}));
  }
  static std::string before() {
    return schema_of(
        std::string(kKey) + R"(, {"name": "seen", "type": "string", "stelsel:edtf": true})",
        R"(["region", "id"])", 1);
  }
  void commit(const std::string& schema, stelsel::Stream rows) {
    TestCommit commit = store_.begin();
    commit.upsert("grown", schema, std::move(rows));
    commit.commit();
  }
  std::string refused(const std::string& schema) {
    TestCommit commit = store_.begin();
    return failure([&] { commit.upsert("grown", schema, rows_of(kTypes, {})); });
  }
  TestStore store_;
};

TEST_F(GrowthTest, ANewFieldIsEmptyInTheRowsThatWereThere) {
  const std::string after =
      schema_of(std::string(kKey) +
                R"(, {"name": "cost", "type": "number", "stelsel:unit": "EUR"},
           {"name": "seen", "type": "string", "stelsel:edtf": true},
           {"name": "until", "type": "string", "stelsel:edtf": true})");
  commit(after, rows_of({{"region", Kind::text, 0},
                         {"id", Kind::text, 0},
                         {"cost", Kind::decimal, 2},
                         {"until", Kind::text, 0}},
                        {{"zh", "c", 150, "../2024"}}));
  EXPECT_THAT(lines_of(store_.read("grown")),
              ElementsAre("nh|a|-|2021|-", "zh|b|-|2022-33|-", "zh|c|150|-|../2024"));
  EXPECT_THAT(lines_of(store_.read("grown", "1")),
              ElementsAre("nh|a|-|2021|-", "zh|b|-|2022-33|-"));
  EXPECT_EQ(store_.schema("grown"), after);
  EXPECT_THAT(sql("SELECT id, seen_latest, cost, until_latest FROM " + name() +
                  "_latest.grown ORDER BY id"),
              ElementsAre("a|2021-12-31|-|-", "b|2022-03-31|-|-", "c|-|1.50|2024-12-31"));
  store_.verify();
}

TEST_F(GrowthTest, FieldsMayBeRenamedAlsoThoseOfTheKey) {
  const std::string after = schema_of(
      R"({"name": "area", "type": "string", "stelsel:was": "region"},
         {"name": "id", "type": "string"},
         {"name": "observed", "type": "string", "stelsel:edtf": true, "stelsel:was": ["seen"]})",
      R"(["area", "id"])");
  commit(after,
         rows_of({{"area", Kind::text, 0}, {"id", Kind::text, 0}, {"observed", Kind::text, 0}},
                 {{"nh", "a", "2023"}, {"gl", "d", "2024"}}));
  EXPECT_THAT(lines_of(store_.read("grown")),
              ElementsAre("gl|d|2024", "nh|a|2023", "zh|b|2022-33"));
  EXPECT_THAT(lines_of(store_.read("grown", "1")), ElementsAre("nh|a|2021", "zh|b|2022-33"));
  EXPECT_THAT(sql("SELECT area, observed_earliest FROM " + name() + "_latest.grown ORDER BY 1"),
              ElementsAre("gl|2024-01-01", "nh|2023-01-01", "zh|2022-01-01"));
  store_.verify();
}

TEST_F(GrowthTest, AnythingElseIsRefusedAndNothingChanges) {
  EXPECT_THAT(refused(schema_of(kKey)), FailsWith(STELSEL_FAILED_PRECONDITION, "`seen` is gone"));
  EXPECT_THAT(refused(schema_of(std::string(kKey) + R"(, {"name": "seen", "type": "date"})")),
              FailsWith(STELSEL_FAILED_PRECONDITION, "is now a date"));
  EXPECT_THAT(refused(schema_of(std::string(kKey) +
                                R"(, {"name": "seen", "type": "string", "stelsel:edtf": true},
                                   {"name": "n", "type": "string",
                                    "constraints": {"required": true}})")),
              FailsWith(STELSEL_FAILED_PRECONDITION, "new field `n` is required"));
  EXPECT_EQ(store_.schema("grown"), before());
  EXPECT_EQ(store_.latest(), "1");
}

TEST_F(GrowthTest, AnOlderSchemaIsRefused) {
  const std::string fields =
      std::string(kKey) + R"(, {"name": "seen", "type": "string", "stelsel:edtf": true})";
  commit(schema_of(fields), rows_of(kTypes, {}));
  EXPECT_THAT(refused(before()),
              FailsWith(STELSEL_FAILED_PRECONDITION, "can be read, not written"));
}

TEST_F(GrowthTest, AReaderIsToldThatTheTableGrewMeanwhile) {
  TestStore reading(path(), STELSEL_READ);
  EXPECT_EQ(reading.schema("grown"), before());
  commit(schema_of(std::string(kKey) + R"(, {"name": "seen", "type": "string",
                                             "stelsel:edtf": true},
                                            {"name": "more", "type": "string"})"),
         rows_of(kTypes, {}));
  EXPECT_THAT(failure([&] { reading.read("grown"); }),
              FailsWith(STELSEL_UNAVAILABLE, "was brought forward meanwhile; open it again"));
}

TEST_F(GrowthTest, ACommitThatGrowsATableDoesNotWaitForAReaderForEver) {
  stelsel::Stream reading = store_.read("grown");
  TestStore store(path("options='-c lock_timeout=200ms'"));
  TestCommit commit = store.begin();
  EXPECT_THAT(failure([&] {
                commit.upsert("grown",
                              schema_of(std::string(kKey) +
                                        R"(, {"name": "seen", "type": "string",
                                              "stelsel:edtf": true},
                                             {"name": "more", "type": "string"})"),
                              rows_of(kTypes, {}));
              }),
              FailsWith(STELSEL_UNAVAILABLE, "in use by somebody else"));
}

}  // namespace
}  // namespace storage_postgres
