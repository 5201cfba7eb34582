// What a store keeps, and how it gives it back.
#include "test_util.h"

namespace storage_sqlite {
namespace {

using testing::ElementsAre;

TEST_F(StoreTest, PeopleCanReadTheValuesInTheSqliteShell) {
  commit_everything(path(), {{1, "a", "ja", "2021~", 4, -1500, 7, 1299, 0, 19782, 1000000},
                             {2, "b", "ja", "2021~", 4, 1, 0, -5, 1, -1, 1000001}});
  EXPECT_THAT(query_sql(path(),
                        "SELECT share, share_scaled, whole, budget, budget_cent, open, day, moment "
                        "FROM everything ORDER BY id"),
              ElementsAre("-1.5|-1500|7.0|12.99|1299|0|2024-02-29|1970-01-01T00:00:01Z",
                          "0.001|1|0.0|-0.05|-5|1|1969-12-31|1970-01-01T00:00:01.000001Z"));
}

TEST_F(StoreTest, KeepsTextsWithNulBytesAndWithQuotes) {
  const std::string text("a\0b'\"", 5);
  commit_places(path(), {{text, "x"}, {"a", text}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|" + text, text + "|x"));
}

}  // namespace
}  // namespace storage_sqlite
