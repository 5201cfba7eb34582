// What a store keeps of the past.
#include "ddl.h"
#include "test_util.h"

namespace storage_sqlite {
namespace {

using testing::ElementsAre;

TEST_F(StoreTest, ACommitKeepsOnlyWhatItChanges) {
  std::vector<std::vector<Cell>> rows;
  for (int i = 0; i < 1000; ++i) rows.push_back({std::to_string(i), "x"});
  commit_places(path(), rows);
  const std::size_t first = bytes_of(path()).size();
  for (int i = 0; i < 20; ++i) commit_places(path(), {{"7", std::to_string(i)}});
  EXPECT_LT(bytes_of(path()).size(), first + first / 2);
  EXPECT_THAT(query_sql(path(),
                        "SELECT count(*) FROM place UNION ALL "
                        "SELECT count(*) FROM stelsel_past_place"),
              ElementsAre("1000", "20"));
}

TEST_F(StoreTest, ChangesAreFoundWithoutLookingAtTheWholeTable) {
  commit_places(path(), {{"a", "Assen"}});
  commit_places(path(), {{"b", "Breda"}});
  const storage::Schema schema = storage::read_schema("place", kPlaces);
  Lines plan = query_sql(path(), "EXPLAIN QUERY PLAN " + upserts_sql(schema, 1, 1, 2));
  for (const std::string& step : plan) {
    EXPECT_EQ(step.find("SCAN place"), std::string::npos) << step;
    EXPECT_EQ(step.find("SCAN stelsel_past_place"), std::string::npos) << step;
  }
  plan = query_sql(path(), "EXPLAIN QUERY PLAN " + erasures_sql(schema, 1, 2));
  EXPECT_NE(plan[0].find("stelsel_until_place"), std::string::npos) << plan[0];
}

TEST_F(StoreTest, ABackupHasEveryRevisionAndIsMadeOnce) {
  commit_places(path(), {{"a", "Assen"}});
  commit_places(path(), {{"a", "Almelo"}});
  {
    TestStore store(path(), STELSEL_READ);
    store.backup(path("copy.sqlite"));
    EXPECT_THAT(failure([&] { store.backup(path("copy.sqlite")); }),
                FailsWith(STELSEL_ALREADY_EXISTS, "is there already"));
    EXPECT_THAT(failure([&] { store.backup(path("nowhere/copy.sqlite")); }),
                FailsWith(STELSEL_NOT_FOUND, "cannot be made"));
  }
  TestStore copy(path("copy.sqlite"), STELSEL_READ);
  EXPECT_THAT(lines_of(copy.read("place", "1")), ElementsAre("a|Assen"));
  EXPECT_THAT(lines_of(copy.read("place", "2")), ElementsAre("a|Almelo"));
  copy.verify();
  EXPECT_THAT(names(), ElementsAre("copy.sqlite", "store.sqlite"));
}

TEST_F(StoreTest, VerifyingFindsRowsOfNoRevision) {
  commit_places(path(), {{"a", "Assen"}});
  run_sql(path(), "UPDATE place SET rev_from = 9");
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(failure([&] { store.verify(); }),
              FailsWith(STELSEL_DATA_LOSS, "table `place` has rows of no revision"));
}

TEST_F(StoreTest, VerifyingFindsARevisionThatIsMissing) {
  for (const char* name : {"Assen", "Almelo", "Arnhem"}) commit_places(path(), {{"a", name}});
  run_sql(path(), "DELETE FROM stelsel_revision WHERE number = 2");
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(failure([&] { store.verify(); }),
              FailsWith(STELSEL_DATA_LOSS, "a revision is missing"));
}

}  // namespace
}  // namespace storage_sqlite
