// What every store keeps of the past.
#include <algorithm>
#include <map>
#include <random>

#include "plugins/storage/shared_test.h"

namespace storage {
namespace {

using stelsel::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class SharedRevisionTest : public SharedTest {};

const std::string kDigest(64, 'd');

TEST_F(SharedRevisionTest, EachCommitIsARevisionWithItsWords) {
  TestStore store(path());
  const std::string digest(64, 'd');
  {
    TestCommit commit = store.begin("", "eerste", "2026-03-01T10:00:00Z", "Anna");
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"a", "Assen"}, {"b", "Breda"}}));
    commit.finish(digest);
  }
  {
    TestCommit commit = store.begin("1", "tweede: 'é'", "2026-03-02T23:59:59Z");
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"c", "Cuijk"}}));
    commit.erase("place", kPlaces, rows_of({{"place", Kind::text, 0}}, {{"a"}}));
    commit.commit();
  }
  EXPECT_EQ(store.latest(), "2");
  EXPECT_EQ(store.revision(1), "1|2|0|2026-03-01T10:00:00Z|Anna|eerste|" + digest);
  EXPECT_EQ(store.revision(2), "2|1|1|2026-03-02T23:59:59Z||tweede: 'é'|");
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{3}, INT64_MAX, INT64_MIN}) {
    EXPECT_THAT(failure([&] { store.revision(number); }),
                FailsWith(STELSEL_NOT_FOUND, "has no revision `" + std::to_string(number) + "`"));
  }
}

TEST_F(SharedRevisionTest, EveryRevisionStaysAsItWas) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}, {"b", "Breda"}});
  commit_places(store, {{"b", "Best"}, {"c", "Cuijk"}});
  erase_places(store, {{"a"}, {"c"}});
  commit_places(store, {{"a", "Aalten"}});
  EXPECT_THAT(lines_of(store.read("place", "1")), ElementsAre("a|Assen", "b|Breda"));
  EXPECT_THAT(lines_of(store.read("place", "2")), ElementsAre("a|Assen", "b|Best", "c|Cuijk"));
  EXPECT_THAT(lines_of(store.read("place", "3")), ElementsAre("b|Best"));
  EXPECT_THAT(lines_of(store.read("place", "4")), ElementsAre("a|Aalten", "b|Best"));
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Aalten", "b|Best"));
  store.verify();
}

TEST_F(SharedRevisionTest, ARevisionThatIsNotThereIsNotFound) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  for (const char* revision :
       {"0", "2", "01", "-1", "1 ", "", "2024-01-01", "99999999999999999999"}) {
    EXPECT_THAT(failure([&] { store.read("place", revision); }),
                FailsWith(STELSEL_NOT_FOUND, "has no revision `"));
  }
}

TEST_F(SharedRevisionTest, ChangesLeadFromOneRevisionToTheOther) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}, {"b", "Breda"}, {"e", "Ede"}});
  commit_places(store, {{"b", "Best"}, {"c", "Cuijk"}});
  erase_places(store, {{"a"}, {"c"}});
  commit_places(store, {{"a", "Aalten"}, {"d", "Dongen"}});
  const auto expect = [&](std::int64_t from, std::int64_t to, const Lines& upserts,
                          const Lines& erasures) {
    const ChangedLines changed = store.changes("place", from, to);
    EXPECT_EQ(changed.upserts, upserts) << from << " to " << to;
    EXPECT_EQ(changed.erasures, erasures) << from << " to " << to;
  };
  expect(0, 1, {"a|Assen", "b|Breda", "e|Ede"}, {});
  expect(1, 2, {"b|Best", "c|Cuijk"}, {});
  expect(2, 3, {}, {"a", "c"});
  expect(1, 3, {"b|Best"}, {"a"});
  expect(3, 4, {"a|Aalten", "d|Dongen"}, {});
  expect(1, 4, {"a|Aalten", "b|Best", "d|Dongen"}, {});
  expect(0, 4, {"a|Aalten", "b|Best", "d|Dongen", "e|Ede"}, {});
  expect(2, 2, {}, {});
  EXPECT_THAT(failure([&] { store.changes("place", 3, 2); }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "not from 3 to 2"));
  EXPECT_THAT(failure([&] { store.changes("place", 3, 5); }),
              FailsWith(STELSEL_NOT_FOUND, "no revision `5`"));
  EXPECT_THAT(failure([&] { store.changes("region", 0, 1); }),
              FailsWith(STELSEL_NOT_FOUND, "no table `region`"));
}

TEST_F(SharedRevisionTest, ACommitOnAnOlderRevisionIsRefused) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  commit_places(store, {{"b", "Breda"}});
  for (const char* base : {"1", "", "3", "latest"}) {
    EXPECT_THAT(failure([&] { store.begin(base); }),
                FailsWith(STELSEL_ABORTED, "is `2`, and the changes start from `" +
                                               std::string(base) + "`; read it again"));
  }
  EXPECT_EQ(store.latest(), "2");
}

TEST_F(SharedRevisionTest, ATableHasNoRowsBeforeItWasMade) {
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

// Rows of the small table by key, and what a store gives for them.
using Places = std::map<std::string, std::string>;

Lines lines_of_places(const Places& places) {
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
    Cells upserts, erasures;
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

TEST_F(SharedRevisionTest, EveryRevisionOfARandomHistoryIsThereAndEveryChangeLeadsThere) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    const std::unique_ptr<TestPlace> place = make_place();
    TestStore store(place->store_path());
    RandomHistory history(seed);
    for (int i = 0; i < 12; ++i) history.commit(store);
    const std::vector<Places>& states = history.states();
    for (std::size_t to = 1; to < states.size(); ++to) {
      EXPECT_EQ(lines_of(store.read("place", std::to_string(to))), lines_of_places(states[to]));
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

TEST_F(SharedRevisionTest, AReaderSeesTheMomentAtWhichItOpened) {
  commit_places(path(), {{"a", "Assen"}});
  TestStore reader(path(), STELSEL_READ);
  commit_places(path(), {{"b", "Breda"}});
  EXPECT_EQ(reader.latest(), "1");
  EXPECT_THAT(lines_of(reader.read("place")), ElementsAre("a|Assen"));
  EXPECT_THAT(failure([&] { reader.read("place", "2"); }),
              FailsWith(STELSEL_NOT_FOUND, "has no revision `2`"));
}

}  // namespace
}  // namespace storage
