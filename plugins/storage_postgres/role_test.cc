// Who may do what: owner, writer, reader, and those who are bound to regions.
#include "test_util.h"

namespace storage_postgres {
namespace {

using stelsel::Kind;
using testing::ElementsAre;

class RoleTest : public StoreTest {
 protected:
  RoleTest() {
    TestStore store(path());
    commit_places(store, {{"a", "Assen"}});
    commit_statuses(store, {{"nh", "B1", "ja"}, {"nh", "B2", "nee"}, {"zh", "B1", "ja"}});
  }
  std::string make_writer(const std::string& who) { return make_login(who, name() + "_writer"); }
  // A login that is bound to a region.
  std::string make_bound(const std::string& who, const std::string& region) {
    const std::string login = make_writer(who);
    sql("INSERT INTO " + name() + ".stelsel_region_role VALUES ('" + login + "', '" + region +
        "')");
    return login;
  }
  std::string refused(const std::string& login, const Cells& rows) {
    TestStore store(path_of(login), STELSEL_WRITE);
    TestCommit commit = store.begin();
    return failure([&] { commit.upsert("status", kStatuses, rows_of(status_types(), rows)); });
  }
};

TEST_F(RoleTest, AllBelongsToTheRoleOfOwners) {
  EXPECT_THAT(
      sql("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace IN ('" +
          name() + "'::regnamespace, '" + name() + "_latest'::regnamespace)"),
      ElementsAre(name() + "_owner"));
}

TEST_F(RoleTest, AMemberOfTheOwnersMakesAndGrowsTables) {
  const std::string owner = make_login("own", name() + "_owner");
  TestStore store(path_of(owner), STELSEL_WRITE);
  TestCommit commit = store.begin();
  const char* schema = R"({"name": "new", "fields": [{"name": "region", "type": "string"}],
                           "primaryKey": "region"})";
  commit.upsert("new", schema, rows_of({{"region", Kind::text, 0}}, {{"nh"}, {"zh"}}));
  commit.commit();
  EXPECT_THAT(lines_of(store.read("new")), ElementsAre("nh", "zh"));
  EXPECT_THAT(sql("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = '" +
                  name() + "'::regnamespace"),
              ElementsAre(name() + "_owner"));
}

TEST_F(RoleTest, AWriterCommitsAlsoTheFirstRowsOfARegion) {
  const std::string writer = make_writer("wri");
  TestStore store(path_of(writer), STELSEL_WRITE);
  commit_statuses(store, {{"gl", "B1", "nee"}, {"zh", "B1", "nee"}});
  commit_places(store, {{"b", "Breda"}});
  EXPECT_THAT(lines_of(store.read("status")),
              ElementsAre("gl|B1|nee", "nh|B1|ja", "nh|B2|nee", "zh|B1|nee"));
  TestStore(path()).verify();
}

TEST_F(RoleTest, AWriterMakesNoTables) {
  TestStore store(path_of(make_writer("wri")), STELSEL_WRITE);
  TestCommit commit = store.begin();
  const char* schema = R"({"name": "new", "fields": [{"name": "k", "type": "string"}],
                           "primaryKey": "k"})";
  EXPECT_THAT(failure([&] {
                commit.upsert("new", schema, rows_of({{"k", Kind::text, 0}}, {}));
              }),
              FailsWith(STELSEL_PERMISSION_DENIED, "which only its owner may do"));
}

TEST_F(RoleTest, AReaderReadsAndDoesNotWrite) {
  const std::string reader = make_login("rea", name() + "_reader");
  TestStore store(path_of(reader), STELSEL_WRITE);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  EXPECT_THAT(lines_of(store.read("status")).size(), 3u);
  EXPECT_THAT(store.changes("status", 1, 2).upserts.size(), 3u);
  EXPECT_THAT(failure([&] { store.begin(); }),
              FailsWith(STELSEL_PERMISSION_DENIED, "`" + reader + "` may read"));
  EXPECT_THAT(sql(cluster() + " user=" + reader, "SELECT * FROM " + name() + "_latest.place"),
              ElementsAre("a|Assen"));
  EXPECT_ANY_THROW(sql(cluster() + " user=" + reader, "DELETE FROM " + name() + ".place"));
}

TEST_F(RoleTest, NobodyElseGetsIn) {
  EXPECT_THAT(failure([&] { TestStore store(path_of(make_login("som")), STELSEL_READ); }),
              FailsWith(STELSEL_PERMISSION_DENIED, "does not allow this user to do that"));
}

TEST_F(RoleTest, WhoIsBoundToARegionSeesThatAndWhatIsOfNone) {
  TestStore store(path_of(make_bound("nh", "nh")), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("nh|B1|ja", "nh|B2|nee"));
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  EXPECT_THAT(store.changes("status", 1, 2).upserts, ElementsAre("nh|B1|ja", "nh|B2|nee"));
  EXPECT_THAT(sql(cluster() + " user=" + name() + "_nh",
                  "SELECT region, topic FROM " + name() + "_latest.status ORDER BY 2"),
              ElementsAre("nh|B1", "nh|B2"));
}

TEST_F(RoleTest, WhoIsBoundToARegionWritesThatAndNothingElse) {
  const std::string bound = make_bound("nh", "nh");
  {
    TestStore store(path_of(bound), STELSEL_WRITE);
    commit_statuses(store, {{"nh", "B1", "nee"}, {"nh", "B3", "ja"}});
    EXPECT_THAT(lines_of(store.read("status")), ElementsAre("nh|B1|nee", "nh|B2|nee", "nh|B3|ja"));
    // The row of another region is not there for it, and so not erased.
    TestCommit commit = store.begin();
    commit.erase("status", kStatuses,
                 rows_of({{"region", Kind::text, 0}, {"topic", Kind::text, 0}},
                         {{"nh", "B2"}, {"zh", "B1"}}));
    commit.commit();
    EXPECT_EQ(store.revision(4).substr(0, 6), "4|0|1|");
  }
  const std::string words = "has rows of regions that `" + bound + "` may not write";
  EXPECT_THAT(refused(bound, {{"zh", "B1", "nee"}}), FailsWith(STELSEL_PERMISSION_DENIED, words));
  EXPECT_THAT(refused(bound, {{"nh", "B1", "ja"}, {"zh", "B9", "nee"}}),
              FailsWith(STELSEL_PERMISSION_DENIED, words));
  EXPECT_THAT(refused(bound, {{"new", "B1", "nee"}}), FailsWith(STELSEL_PERMISSION_DENIED, words));
  TestStore store(path_of(bound), STELSEL_WRITE);
  TestCommit commit = store.begin();
  const auto no_region =
      FailsWith(STELSEL_PERMISSION_DENIED, "is of no region, so that `" + bound + "`");
  EXPECT_THAT(failure([&] {
                commit.upsert("place", kPlaces, rows_of(place_types(), {{"z", "Zwolle"}}));
              }),
              no_region);
  commit.roll_back();
  // The server would pass over an erasure without a word.
  TestCommit erasing = store.begin();
  EXPECT_THAT(failure([&] {
                erasing.erase("place", kPlaces, rows_of({{"place", Kind::text, 0}}, {{"a"}}));
              }),
              no_region);
  EXPECT_THAT(failure([&] { TestStore(path_of(bound), STELSEL_READ).verify(); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "somebody who is not bound must verify it"));
  EXPECT_THAT(lines_of(TestStore(path(), STELSEL_READ).read("status")),
              ElementsAre("nh|B1|nee", "nh|B3|ja", "zh|B1|ja"));
}

TEST_F(RoleTest, SettingAnotherRoleFreesNobody) {
  const std::string bound = make_bound("nh", "nh");
  TestStore store(path_of(bound) + " options='-c role=" + name() + "_writer'", STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("nh|B1|ja", "nh|B2|nee"));
}

TEST_F(RoleTest, AMemberOfABoundRoleIsBoundToo) {
  const std::string member = make_login("mem", make_bound("nh", "nh"));
  EXPECT_THAT(lines_of(TestStore(path_of(member), STELSEL_READ).read("status")),
              ElementsAre("nh|B1|ja", "nh|B2|nee"));
}

TEST_F(RoleTest, APartitionCannotBeReachedButThroughItsTable) {
  const std::string bound = make_bound("nh", "nh");
  EXPECT_ANY_THROW(
      sql(cluster() + " user=" + bound, "SELECT * FROM " + name() + ".stelsel_at_status__zh"));
  EXPECT_ANY_THROW(
      sql(cluster() + " user=" + bound, "SELECT " + name() + ".stelsel_partition('status', 'zz')"));
  EXPECT_ANY_THROW(
      sql(cluster() + " user=" + bound, "DELETE FROM " + name() + ".stelsel_region_role"));
}

TEST_F(RoleTest, WhoMayNotMakeRolesOwnsTheStore) {
  const std::string maker = make_login("mak");
  sql("GRANT CREATE ON DATABASE postgres TO " + maker);
  const std::string other = name() + "x";
  const std::string where = cluster() + " schema=" + other + " user=" + maker;
  {
    TestStore store(where);
    commit_statuses(store, {{"nh", "B1", "ja"}});
    commit_statuses(store, {{"zh", "B1", "ja"}});
    EXPECT_THAT(lines_of(store.read("status")), ElementsAre("nh|B1|ja", "zh|B1|ja"));
    store.verify();
  }
  EXPECT_THAT(sql("SELECT rolname FROM pg_roles WHERE rolname LIKE '" + other + "%'"),
              ElementsAre());
  sql("DROP SCHEMA " + other + " CASCADE; DROP SCHEMA " + other + "_latest CASCADE");
}

}  // namespace
}  // namespace storage_postgres
