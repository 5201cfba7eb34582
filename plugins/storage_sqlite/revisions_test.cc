// What a store keeps of the past.
#include <map>
#include <random>
#include <set>

#include "ddl.h"
#include "test_util.h"

namespace storage_sqlite {
namespace {

using stelsel::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kDigest(64, 'a');

TEST_F(StoreTest, EachCommitIsARevision) {
  TestStore store(path());
  for (const char* message : {"first", "second"}) {
    TestCommit commit =
        store.begin(store.latest(), message, "2026-03-01T10:00:00Z", "regio IJssel-Vecht");
    commit.upsert("place", kPlaces, rows_of(place_types(), {{message, "x"}}));
    commit.finish(kDigest);
  }
  EXPECT_EQ(store.latest(), "2");
  EXPECT_EQ(store.revision(1), "1|1|0|2026-03-01T10:00:00Z|regio IJssel-Vecht|first|" + kDigest);
  EXPECT_EQ(store.revision(2), "2|1|0|2026-03-01T10:00:00Z|regio IJssel-Vecht|second|" + kDigest);
  for (const std::int64_t number : {0, 3, -1}) {
    EXPECT_THAT(failure([&] { store.revision(number); }),
                FailsWith(STELSEL_NOT_FOUND, "has no revision " + std::to_string(number)));
  }
}

TEST_F(StoreTest, AnOlderRevisionIsReadAsItWas) {
  commit_places(path(), {{"a", "Assen"}, {"b", "Breda"}});
  commit_places(path(), {{"b", nullptr}, {"c", "Culemborg"}});
  {
    TestStore store(path());
    TestCommit commit = store.begin();
    commit.erase("place", kPlaces, rows_of({{"place", Kind::text, 0}}, {{"a"}, {"z"}}));
    commit.commit();
  }
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("place", "1")), ElementsAre("a|Assen", "b|Breda"));
  EXPECT_THAT(lines_of(store.read("place", "2")), ElementsAre("a|Assen", "b|-", "c|Culemborg"));
  EXPECT_THAT(lines_of(store.read("place", "3")), ElementsAre("b|-", "c|Culemborg"));
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("b|-", "c|Culemborg"));
  for (const char* revision : {"0", "4", "x", "", "1 ", "2024-01-01"}) {
    EXPECT_THAT(failure([&] { store.read("place", revision); }),
                FailsWith(STELSEL_NOT_FOUND, "has no revision"));
  }
}

TEST_F(StoreTest, ATableHasNoRowsBeforeItWasMade) {
  commit_places(path(), {{"a", "Assen"}});
  const std::string other = R"({"name": "other", "fields": [{"name": "id", "type": "integer"}],
                                "primaryKey": "id"})";
  {
    TestStore store(path());
    TestCommit commit = store.begin();
    commit.upsert("other", other, rows_of({{"id", Kind::integer, 0}}, {{1}}));
    commit.commit();
  }
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("other", "1")), IsEmpty());
  EXPECT_THAT(lines_of(store.read("other", "2")), ElementsAre("1"));
}

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

// Rows of the small table by key, and what a store gives for them.
using Places = std::map<std::string, std::string>;

Lines lines_of(const Places& places) {
  Lines lines;
  for (const auto& [place, name] : places) lines.push_back(place + "|" + name);
  return lines;
}

// A history of commits that change, erase and add rows at random, and come back to what was there.
class RandomHistory {
 public:
  explicit RandomHistory(unsigned seed) : random_(seed) {}

  void commit(TestStore& store) {
    Places now = states_.back();
    std::vector<std::vector<Cell>> upserts, erasures;
    for (int key = 0; key < 8; ++key) {
      const std::string place(1, static_cast<char>('a' + key));
      const unsigned what = random_() % 4;
      if (what == 0) {
        now[place] = std::to_string(random_() % 3);
        upserts.push_back({place, now[place]});
      } else if (what == 1) {
        now.erase(place);
        erasures.push_back({place});
      }
    }
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, rows_of(place_types(), upserts));
    commit.erase("place", kPlaces, rows_of({{"place", Kind::text, 0}}, erasures));
    commit.commit();
    states_.push_back(std::move(now));
  }

  // Index 0 is what there was before the first.
  const std::vector<Places>& states() const { return states_; }

 private:
  std::mt19937 random_;
  std::vector<Places> states_ = {{}};
};

// The rows of `from`, with changes applied.
Places applied(Places from, const ChangedLines& changes) {
  for (const std::string& key : changes.erasures) EXPECT_EQ(from.erase(key), 1u);
  for (const std::string& row : changes.upserts) from[row.substr(0, 1)] = row.substr(2);
  return from;
}

TEST_F(StoreTest, EveryRevisionOfARandomHistoryIsThereAndEveryChangeLeadsThere) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    TestStore store(path("random" + std::to_string(seed) + ".sqlite"));
    RandomHistory history(seed);
    for (int i = 0; i < 12; ++i) history.commit(store);
    const std::vector<Places>& states = history.states();
    for (std::size_t to = 1; to < states.size(); ++to) {
      EXPECT_EQ(storage::lines_of(store.read("place", std::to_string(to))), lines_of(states[to]));
      for (std::size_t from = 0; from <= to; ++from) {
        const auto changes =
            store.changes("place", static_cast<std::int64_t>(from), static_cast<std::int64_t>(to));
        EXPECT_EQ(applied(states[from], changes), states[to]) << from << " to " << to;
        EXPECT_TRUE(std::is_sorted(changes.upserts.begin(), changes.upserts.end()));
        EXPECT_TRUE(std::is_sorted(changes.erasures.begin(), changes.erasures.end()));
      }
    }
    store.verify();
  }
}

TEST_F(StoreTest, ChangesAreThoseOfTheCommitsBetween) {
  commit_places(path(), {{"a", "Assen"}, {"b", "Breda"}});
  commit_places(path(), {{"b", "Bergen"}});
  commit_places(path(), {{"c", "Culemborg"}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(store.changes("place", 1, 2).upserts, ElementsAre("b|Bergen"));
  EXPECT_THAT(store.changes("place", 1, 3).upserts, ElementsAre("b|Bergen", "c|Culemborg"));
  EXPECT_THAT(store.changes("place", 0, 1).upserts, ElementsAre("a|Assen", "b|Breda"));
  EXPECT_THAT(store.changes("place", 2, 2).upserts, IsEmpty());
  EXPECT_THAT(failure([&] { store.changes("place", 2, 1); }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "later revision"));
  EXPECT_THAT(failure([&] { store.changes("place", 1, 4); }),
              FailsWith(STELSEL_NOT_FOUND, "has no revision 4"));
  EXPECT_THAT(failure([&] { store.changes("region", 1, 2); }),
              FailsWith(STELSEL_NOT_FOUND, "has no table `region`"));
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

TEST_F(StoreTest, AReaderSeesTheMomentAtWhichItOpened) {
  commit_places(path(), {{"a", "Assen"}});
  TestStore reader(path(), STELSEL_READ);
  commit_places(path(), {{"b", "Breda"}});
  EXPECT_EQ(reader.latest(), "1");
  EXPECT_THAT(storage::lines_of(reader.read("place")), ElementsAre("a|Assen"));
  EXPECT_THAT(failure([&] { reader.read("place", "2"); }),
              FailsWith(STELSEL_NOT_FOUND, "has no revision 2"));
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
  EXPECT_THAT(storage::lines_of(copy.read("place", "1")), ElementsAre("a|Assen"));
  EXPECT_THAT(storage::lines_of(copy.read("place", "2")), ElementsAre("a|Almelo"));
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
