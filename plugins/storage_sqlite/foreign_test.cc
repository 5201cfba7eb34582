// Files that are not ours are left alone; files of ours that somebody changed run nothing.
#include <sys/stat.h>

#include <filesystem>

#include "test_util.h"

namespace storage_sqlite {
namespace {

using testing::ElementsAre;

class ForeignTest : public StoreTest {
 protected:
  // Every way of opening is refused with these words, and the folder stays as it was.
  void expect_refused(const std::string& name, const std::string& words) {
    const Lines before = names();
    const bool is_folder = std::filesystem::is_directory(path(name));
    const std::string bytes = is_folder ? "" : bytes_of(path(name));
    for (const int mode : {STELSEL_READ, STELSEL_WRITE, STELSEL_CREATE}) {
      EXPECT_THAT(failure([&] { TestStore store(path(name), mode); }),
                  FailsWith(STELSEL_FAILED_PRECONDITION, words));
    }
    EXPECT_EQ(is_folder ? "" : bytes_of(path(name)), bytes);
    EXPECT_EQ(names(), before);
  }
};

TEST_F(ForeignTest, ATextFileIsRefused) {
  write_bytes(path("notes.db"), "region,name\nijssel_vecht,IJssel-Vecht\n");
  expect_refused("notes.db", "is not a SQLite file");
  write_bytes(path("long.db"), std::string(100'000, 'x'));
  expect_refused("long.db", "is not a SQLite file");
}

TEST_F(ForeignTest, AnEmptyFileIsRefused) {
  write_bytes(path("empty.db"), "");
  expect_refused("empty.db", "is there already and empty");
}

TEST_F(ForeignTest, AnotherProgramsDatabaseIsRefused) {
  run_sql(path("other.db"), "CREATE TABLE region (region TEXT); INSERT INTO region VALUES ('x')");
  expect_refused("other.db", "is a SQLite file of another program");
  run_sql(path("wal.db"), "PRAGMA journal_mode = WAL; CREATE TABLE region (region TEXT)");
  expect_refused("wal.db", "is a SQLite file of another program");
}

TEST_F(ForeignTest, ADatabaseThatIsCutOffIsRefused) {
  write_bytes(path("cut.db"), std::string("SQLite format 3\0\x10\0", 18));
  expect_refused("cut.db", "is a SQLite file of another program");
}

TEST_F(ForeignTest, AFolderIsRefused) {
  std::filesystem::create_directory(path("folder.db"));
  expect_refused("folder.db", "is a folder");
}

TEST_F(ForeignTest, APipeIsRefusedWithoutWaitingForIt) {
  ASSERT_EQ(::mkfifo(path("pipe.db").c_str(), 0600), 0);
  EXPECT_THAT(failure([&] { TestStore store(path("pipe.db")); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "is not a file"));
}

TEST_F(ForeignTest, WhatIsNotThereIsMadeOnlyWhenAsked) {
  for (const int mode : {STELSEL_READ, STELSEL_WRITE}) {
    EXPECT_THAT(failure([&] { TestStore store(path(), mode); }),
                FailsWith(STELSEL_NOT_FOUND, "there is no file"));
  }
  EXPECT_THAT(failure([&] { TestStore store(path("no/folder/store.db")); }),
              FailsWith(STELSEL_NOT_FOUND, "cannot be made: No such file"));
  EXPECT_THAT(failure([&] { TestStore store(""); }), FailsWith(STELSEL_INVALID_ARGUMENT, "path"));
  EXPECT_THAT(failure([&] { TestStore store(path(), 9); }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "cannot be opened in this way"));
  EXPECT_THAT(names(), ElementsAre());
}

TEST_F(ForeignTest, NamesThatSqliteGivesAMeaningAreFiles) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder());
  commit_places(":memory:", {{"a", "Assen"}});
  commit_places("file:x?mode=memory", {{"a", "Assen"}});
  std::filesystem::current_path(before);
  EXPECT_THAT(names(), ElementsAre(":memory:", "file:x?mode=memory"));
}

// From here on the files are ours, but somebody changed them.

TEST_F(ForeignTest, TriggersAndViewsThatSomebodyAddedNeverRun) {
  commit_places(path(), {{"a", "Assen"}});
  run_sql(path(),
          "CREATE TRIGGER t AFTER INSERT ON place BEGIN DELETE FROM place; END;"
          "CREATE TRIGGER r AFTER INSERT ON stelsel_revision BEGIN DELETE FROM place; END;"
          "CREATE VIEW named AS SELECT name FROM place");
  commit_places(path(), {{"b", "Breda"}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(store.tables(), ElementsAre("place"));
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen", "b|Breda"));
}

TEST_F(ForeignTest, ATableThatBecameCodeIsNotUsed) {
  for (const char* instead : {"CREATE VIEW place AS SELECT 'a' AS place, 'b' AS name",
                              "CREATE VIRTUAL TABLE place USING fts5(name)"}) {
    std::filesystem::remove(path());
    commit_places(path(), {{"a", "Assen"}});
    run_sql(path(), std::string("DROP TABLE place; ") + instead);
    TestStore store(path(), STELSEL_WRITE);
    EXPECT_THAT(failure([&] { store.read("place"); }),
                FailsWith(STELSEL_DATA_LOSS, "`place` is missing or is no plain table"));
    TestCommit commit = store.begin();
    EXPECT_THAT(failure([&] { commit.upsert("place", kPlaces, rows_of(place_types(), {})); }),
                FailsWith(STELSEL_DATA_LOSS, "`place` is missing or is no plain table"));
  }
}

TEST_F(ForeignTest, AValueOfAWrongTypeIsNamedByItsPlaceAndNotShown) {
  const char* schema = R"({"name": "t", "fields": [
    {"name": "id", "type": "integer", "constraints": {"required": true}},
    {"name": "day", "type": "date"}, {"name": "at", "type": "datetime"},
    {"name": "open", "type": "boolean"}, {"name": "note", "type": "string"}], "primaryKey": "id"})";
  const auto said_after = [&](const std::string& change) {
    std::filesystem::remove(path());
    {
      TestStore store(path());
      TestCommit commit = store.begin();
      commit.upsert("t", schema, rows_of({{"id", stelsel::Kind::integer, 0}}, {{1}, {2}, {3}}));
      commit.commit();
    }
    run_sql(path(), change);
    TestStore store(path(), STELSEL_READ);
    return failure([&] { lines_of(store.read("t")); });
  };
  EXPECT_THAT(said_after("UPDATE t SET day = 'gisteren' WHERE id = 2"),
              FailsWith(STELSEL_DATA_LOSS,
                        "is not as stelsel left it: table `t`, row 2: field `day` does not hold a "
                        "date"));
  EXPECT_THAT(said_after("UPDATE t SET day = '2023-02-29'"), FailsWith(STELSEL_DATA_LOSS, "`day`"));
  EXPECT_THAT(said_after("UPDATE t SET at = '2024-01-01 00:00:00'"),
              FailsWith(STELSEL_DATA_LOSS, "field `at` does not hold a moment"));
  EXPECT_THAT(said_after("PRAGMA ignore_check_constraints = 1; UPDATE t SET open = 7"),
              FailsWith(STELSEL_DATA_LOSS, "field `open` does not hold true or false"));
  const std::string loose =
      "DROP TABLE t; CREATE TABLE t (id, day, at, open, note); INSERT INTO t (id, note) VALUES ";
  EXPECT_THAT(said_after(loose + "('een', 'x')"),
              FailsWith(STELSEL_DATA_LOSS, "row 1: field `id`"));
  EXPECT_THAT(said_after(loose + "(NULL, 'x')"), FailsWith(STELSEL_DATA_LOSS, "row 1: field `id`"));
  EXPECT_THAT(said_after(loose + "(1, 5)"), FailsWith(STELSEL_DATA_LOSS, "row 1: field `note`"));
  EXPECT_THAT(said_after("ALTER TABLE t RENAME COLUMN note TO notes"),
              FailsWith(STELSEL_DATA_LOSS, "no such column"));
}

TEST_F(ForeignTest, AChangedListOfTablesIsSaidAndNotFollowed) {
  commit_places(path(), {{"a", "Assen"}});
  run_sql(path(), "UPDATE stelsel_table SET \"schema\" = '[]'");
  {
    TestStore store(path(), STELSEL_READ);
    EXPECT_THAT(failure([&] { store.read("place"); }),
                FailsWith(STELSEL_DATA_LOSS, "schema of table"));
  }
  run_sql(path(), "DROP TABLE stelsel_revision");
  EXPECT_THAT(failure([&] { TestStore store(path()); }),
              FailsWith(STELSEL_DATA_LOSS, "`stelsel_revision` is missing"));
}

TEST_F(ForeignTest, ADamagedFileIsSaidToBeDamaged) {
  std::vector<std::vector<Cell>> rows;
  for (int i = 0; i < 2000; ++i) rows.push_back({std::to_string(i), "name of a place"});
  commit_places(path(), rows);
  std::string bytes = bytes_of(path());
  bytes.replace(14 * 4096, 4 * 4096, 4 * 4096, '\xff');
  write_bytes(path(), bytes);
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(failure([&] { lines_of(store.read("place")); }),
              FailsWith(STELSEL_DATA_LOSS, "is damaged"));
}

}  // namespace
}  // namespace storage_sqlite
