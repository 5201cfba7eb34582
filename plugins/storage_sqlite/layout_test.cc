// Files of an earlier layout, and of a later one.
#include "test_util.h"

namespace storage_sqlite {
namespace {

using stelsel::Kind;
using testing::ElementsAre;

// A store as the first version made it: two commits, and the rows of the newest only.
void make_first_layout(const std::string& path) {
  { TestStore store(path); }
  run_sql(path, R"(
DROP TABLE stelsel_store;
DROP TABLE stelsel_table;
DROP TABLE stelsel_revision;
CREATE TABLE stelsel_table ("position" INTEGER PRIMARY KEY, "name" TEXT NOT NULL UNIQUE,
  "version" INTEGER NOT NULL, "schema" TEXT NOT NULL) STRICT;
CREATE TABLE stelsel_revision ("number" INTEGER PRIMARY KEY, "time" TEXT NOT NULL, "base" INTEGER,
  "message" TEXT NOT NULL, "upserted" INTEGER NOT NULL, "erased" INTEGER NOT NULL) STRICT;
CREATE TABLE "place" ("place" TEXT NOT NULL, "name" TEXT, PRIMARY KEY ("place"))
  STRICT, WITHOUT ROWID;
INSERT INTO place VALUES ('a', 'Assen'), ('b', 'Breda');
INSERT INTO stelsel_revision VALUES (1, '2026-01-01T10:00:00Z', NULL, 'first', 1, 0),
  (2, '2026-02-01T10:00:00Z', 1, 'second', 1, 0);
PRAGMA user_version = 1;)");
  run_sql(path, "INSERT INTO stelsel_table VALUES (1, 'place', 1, '" + std::string(kPlaces) + "')");
}

TEST_F(StoreTest, AFileOfTheFirstLayoutIsReadAsItIs) {
  make_first_layout(path());
  const std::string before = bytes_of(path());
  {
    TestStore store(path(), STELSEL_READ);
    EXPECT_EQ(store.latest(), "2");
    EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen", "b|Breda"));
    EXPECT_THAT(failure([&] { store.revision(2); }),
                FailsWith(STELSEL_UNIMPLEMENTED, "keeps no revisions"));
    EXPECT_THAT(failure([&] { store.read("place", "1"); }),
                FailsWith(STELSEL_UNIMPLEMENTED, "has the rows of revision 2 and later ones"));
    store.verify();
  }
  EXPECT_EQ(bytes_of(path()), before);
}

TEST_F(StoreTest, ACommitBringsAFileOfTheFirstLayoutForwardAndKeepsACopy) {
  make_first_layout(path());
  const std::string before = bytes_of(path());
  commit_places(path(), {{"a", "Almelo"}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_EQ(store.revision(1), "1|1|0|2026-01-01T10:00:00Z||first|");
  EXPECT_THAT(lines_of(store.read("place", "2")), ElementsAre("a|Assen", "b|Breda"));
  EXPECT_THAT(lines_of(store.read("place", "3")), ElementsAre("a|Almelo", "b|Breda"));
  EXPECT_THAT(store.changes("place", 2, 3).upserts, ElementsAre("a|Almelo"));
  EXPECT_THAT(failure([&] { store.read("place", "1"); }),
              FailsWith(STELSEL_UNIMPLEMENTED, "has the rows of revision 2 and later ones"));
  store.verify();
  EXPECT_THAT(names(), ElementsAre("store.sqlite", "store.sqlite.before-3"));
  EXPECT_EQ(query_sql(path("store.sqlite.before-3"), "SELECT * FROM place"),
            Lines({"a|Assen", "b|Breda"}));
}

TEST_F(StoreTest, AFileOfTheFirstLayoutIsBroughtForwardWithTheCommitOrNotAtAll) {
  make_first_layout(path());
  {
    TestStore store(path(), STELSEL_WRITE);
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"c", "Culemborg"}}));
  }
  EXPECT_THAT(query_sql(path(), "PRAGMA user_version"), ElementsAre("1"));
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen", "b|Breda"));
}

TEST_F(StoreTest, ALaterLayoutIsReadWhenItAllowsThatAndNeverWritten) {
  commit_places(path(), {{"a", "Assen"}});
  run_sql(path(), "PRAGMA user_version = 3");
  {
    TestStore store(path(), STELSEL_READ);
    EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  }
  EXPECT_THAT(failure([&] { TestStore store(path(), STELSEL_WRITE); }),
              FailsWith(STELSEL_FAILED_PRECONDITION,
                        "was made by a newer version of stelsel: it can be read, not written"));
  run_sql(path(), "UPDATE stelsel_store SET value = 3 WHERE key = 'readable_by'");
  EXPECT_THAT(failure([&] { TestStore store(path(), STELSEL_READ); }),
              FailsWith(STELSEL_FAILED_PRECONDITION,
                        "in a layout (3) that this one cannot read: it knows 2"));
}

TEST_F(StoreTest, ASchemaThatGrowsKeepsACopyToo) {
  commit_places(path(), {{"a", "Assen"}});
  const std::string renamed = R"({"name": "place", "stelsel:version": 2, "fields": [
    {"name": "code", "type": "string", "stelsel:was": "place", "constraints": {"required": true}},
    {"name": "title", "type": "string", "stelsel:was": ["label", "name"]},
    {"name": "budget", "type": "number", "stelsel:unit": "EUR"}], "primaryKey": ["code"]})";
  {
    TestStore store(path());
    TestCommit commit = store.begin();
    commit.upsert("place", renamed,
                  rows_of({{"code", Kind::text, 0}, {"budget", Kind::decimal, 2}}, {{"b", 250}}));
    commit.commit();
    EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen|-", "b|-|250"));
    EXPECT_THAT(lines_of(store.read("place", "1")), ElementsAre("a|Assen|-"));
  }
  EXPECT_THAT(query_sql(path("store.sqlite.before-2"), "SELECT place, name FROM place"),
              ElementsAre("a|Assen"));
  // Whoever still has the earlier schema can read, and is told why nothing more.
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  EXPECT_THAT(failure([&] { commit.upsert("place", kPlaces, rows_of(place_types(), {})); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "was stored by a newer version"));
}

}  // namespace
}  // namespace storage_sqlite
