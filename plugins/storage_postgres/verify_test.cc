// Damage that verify finds.
#include "test_util.h"

namespace storage_postgres {
namespace {

class VerifyTest : public StoreTest {
 protected:
  VerifyTest() {
    TestStore store(path());
    commit_places(store, {{"a", "Assen"}, {"b", "Breda"}});
    commit_places(store, {{"b", "Best"}});
    commit_statuses(store, {{"nh", "B1", "ja"}});
    store.verify();
  }
  std::string after(const std::string& damage) {
    sql("SET search_path = " + name() + "; " + damage);
    TestStore store(path(), STELSEL_READ);
    return failure([&] { store.verify(); });
  }
};

TEST_F(VerifyTest, AMissingRevision) {
  EXPECT_THAT(after("DELETE FROM stelsel_revision WHERE number = 2"),
              FailsWith(STELSEL_DATA_LOSS, "its revisions have a gap"));
}

TEST_F(VerifyTest, ARowOfARevisionThatIsNotThere) {
  EXPECT_THAT(
      after("UPDATE place SET rev_to = 4 WHERE place = 'a'"),
      FailsWith(STELSEL_DATA_LOSS, "table `place` has rows of revisions that are not there"));
}

TEST_F(VerifyTest, ARowThatEndsBeforeItBegins) {
  EXPECT_THAT(after("UPDATE place SET rev_to = 1 WHERE place = 'a'"),
              FailsWith(STELSEL_DATA_LOSS, "end before they begin"));
}

TEST_F(VerifyTest, AKeyThatIsThereTwice) {
  EXPECT_THAT(after("UPDATE place SET rev_to = NULL WHERE rev_to = 2"),
              FailsWith(STELSEL_DATA_LOSS, "a key twice at the same revision"));
}

TEST_F(VerifyTest, AColumnThatIsAnother) {
  EXPECT_THAT(after("DROP VIEW " + name() +
                    "_latest.place; ALTER TABLE place ALTER COLUMN rev_to TYPE integer"),
              FailsWith(STELSEL_DATA_LOSS, "column `rev_to` of another type"));
}

TEST_F(VerifyTest, ATableThatIsGone) {
  EXPECT_THAT(after("DROP TABLE status CASCADE"),
              FailsWith(STELSEL_DATA_LOSS, "table `status` is missing"));
}

TEST_F(VerifyTest, ASchemaThatIsNone) {
  EXPECT_THAT(after("UPDATE stelsel_table SET schema = '{}' WHERE name = 'place'"),
              FailsWith(STELSEL_DATA_LOSS, "is not as stelsel left it"));
}

// Reading tells it as well, where it meets it, and shows no value.
TEST_F(VerifyTest, AValueThatIsNoneOfItsField) {
  sql("DROP VIEW " + name() + "_latest.place; ALTER TABLE " + name() +
      ".place ALTER COLUMN name TYPE bytea USING 'secret'::bytea");
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(failure([&] { store.verify(); }),
              FailsWith(STELSEL_DATA_LOSS, "column `name` of another type"));
  const char* with_day = R"({"name": "day", "fields": [{"name": "day", "type": "date"}],
                             "primaryKey": "day"})";
  TestStore writing(path());
  TestCommit commit = writing.begin();
  commit.upsert("day", with_day, rows_of({{"day", stelsel::Kind::date, 0}}, {{0}}));
  commit.commit();
  sql("UPDATE " + name() + ".day SET day = 'infinity'");
  EXPECT_THAT(failure([&] { lines_of(writing.read("day")); }),
              FailsWith(STELSEL_DATA_LOSS, "row 1: field `day` does not hold a date"));
}

TEST_F(VerifyTest, WhereAmcheckIsThereIndexesAreLookedAt) {
  ASSERT_FALSE(sql("SELECT FROM pg_available_extensions WHERE name = 'amcheck'").empty());
  sql("CREATE SCHEMA IF NOT EXISTS extensions; "
      "CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA extensions");
  TestStore store(path(), STELSEL_READ);
  store.verify();
}

}  // namespace
}  // namespace storage_postgres
