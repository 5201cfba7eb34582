// What somebody who asks in SQL can rely on.
#include <thread>

#include "test_util.h"

namespace sql_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class Questions : public SqlTest {
 protected:
  Questions()
      : SqlTest(
            std::string(Source::kHead) +
            "1,noord,Eén,7,1.500,12.50,true,2020-01-01,2021-01-01,2021-02-03T04:05:06Z,2021-36\n"
            "2,zuid,Twee,-7,-0.001,-0.01,false,2021-01-01,,2021-02-03T04:05:06.25Z,../2022\n"
            "3,noord,,,,,,,,,2021-06-07~\n") {}
};

// ---- Types ----

TEST_F(Questions, FieldsAreSeenAsTheirTypesAndExactTwins) {
  EXPECT_THAT(ask("SELECT * FROM odd_row WHERE id = 1"),
              ElementsAre("1|noord|Eén|7|1.5|1500|12.5|1250|1|2020-01-01|2021-01-01|"
                          "2021-02-03T04:05:06Z|2021-36|2021-10-01|2021-12-31"));
  EXPECT_THAT(ask("SELECT ratio, ratio_scaled, money, money_cent, moment, around_earliest, "
                  "around_latest FROM odd_row WHERE id = 2"),
              ElementsAre("-0.001|-1|-0.01|-1|2021-02-03T04:05:06.250000Z|-|2022-12-31"));
  EXPECT_THAT(ask("SELECT words, whole, ratio, money_cent, yes, since, moment FROM odd_row "
                  "WHERE id = 3"),
              ElementsAre("-|-|-|-|-|-|-"));
  EXPECT_THAT(ask("SELECT typeof(id), typeof(code), typeof(ratio), typeof(money_cent), "
                  "typeof(yes), typeof(since), typeof(moment) FROM odd_row WHERE id = 1"),
              ElementsAre("integer|text|real|integer|integer|text|text"));
}

TEST_F(Questions, AColumnOfTheAnswerHasTheTypeOfItsValues) {
  stelsel::Rows rows(engine_.query(
      "sql", snapshot_, "SELECT id, ratio, code, id + 0.5 AS half, NULL AS gone FROM odd_row"));
  ASSERT_THAT(rows.columns(), SizeIs(5));
  EXPECT_EQ(rows.columns()[0].kind, stelsel::Kind::integer);
  EXPECT_EQ(rows.columns()[1].kind, stelsel::Kind::real);
  EXPECT_EQ(rows.columns()[2].kind, stelsel::Kind::text);
  EXPECT_EQ(rows.columns()[3].kind, stelsel::Kind::real);
  EXPECT_EQ(rows.columns()[4].kind, stelsel::Kind::text);
  EXPECT_THAT(ask("SELECT 1 UNION ALL SELECT 'a' UNION ALL SELECT 2.5"),
              ElementsAre("1", "a", "2.5"));
}

TEST_F(Questions, ColumnsOfOneNameAreNumbered) {
  stelsel::Rows rows(engine_.query("sql", snapshot_,
                                   "SELECT a.id, b.id FROM odd_row a JOIN odd_row b USING (code)"));
  EXPECT_EQ(rows.columns()[0].name, "id");
  EXPECT_EQ(rows.columns()[1].name, "id_2");
}

// ---- Tables, days and names ----

TEST_F(Questions, EveryTableIsThereAlsoAnEmptyOneAndAPluginsOwn) {
  EXPECT_THAT(ask("SELECT count(*) FROM region"), ElementsAre("0"));
  EXPECT_THAT(ask("SELECT count(*) FROM odd_row"), ElementsAre("3"));
  EXPECT_THAT(failure("SELECT * FROM elsewhere"), HasSubstr("no such table: elsewhere"));
  EXPECT_THAT(failure("SELECT * FROM regio"), HasSubstr("perhaps region is meant"));
  EXPECT_THAT(failure("SELECT * FROM latest_statuss"), HasSubstr("perhaps latest_status is meant"));
}

TEST_F(Questions, ATableAsOfADayHasTheRowsThatHoldThen) {
  EXPECT_THAT(ask("SELECT id FROM odd_row_as_of ORDER BY id", {.as_of = "2020-06-01"}),
              ElementsAre("1", "3"));
  EXPECT_THAT(ask("SELECT id FROM odd_row_as_of ORDER BY id", {.as_of = "2021-01-01"}),
              ElementsAre("2", "3"));
  EXPECT_THAT(ask("SELECT o.id FROM odd_row o LEFT JOIN odd_row_as_of n USING (id) "
                  "WHERE n.id IS NULL",
                  {.as_of = "2021-01-01"}),
              ElementsAre("1"));
  EXPECT_THAT(failure("SELECT id FROM odd_row_as_of"), StartsWith("9: "));
  EXPECT_THAT(failure("SELECT :as_of"), StartsWith("9: "));
}

TEST_F(Questions, ValuesAreBoundByTheirNames) {
  EXPECT_THAT(ask("SELECT id FROM odd_row WHERE code = :code AND id > :least",
                  {.set = R"({"code": "noord", "least": 1})"}),
              ElementsAre("3"));
  EXPECT_THAT(ask("SELECT :lang, :as_of", {.as_of = "2021-12-31"}), ElementsAre("en|2021-12-31"));
  EXPECT_THAT(ask("SELECT count(*) FROM odd_row WHERE code = :code",
                  {.set = R"({"code": "x' OR '1'='1"})"}),
              ElementsAre("0"));
  EXPECT_THAT(ask("SELECT typeof(:n), typeof(:r), typeof(:b), typeof(:t), 5 > :n",
                  {.set = R"({"n": 1, "r": 1.5, "b": false, "t": "1"})"}),
              ElementsAre("integer|real|integer|text|1"));
  EXPECT_THAT(failure("SELECT :missing"), HasSubstr(":missing has no value"));
  EXPECT_THAT(failure("SELECT ?"), HasSubstr("needs a name"));
}

// ---- What is wrong ----

TEST_F(Questions, WhatIsWrongIsToldWithItsLine) {
  EXPECT_THAT(failure("SELECT id\nFROM odd_row\nWHERE nowhere = 1"),
              StartsWith("3: sql: line 3: no such column: nowhere"));
  EXPECT_THAT(failure("SELECT\n\n1 +"), StartsWith("3: "));
  EXPECT_THAT(failure(""), StartsWith("3: "));
  EXPECT_THAT(failure("-- nothing\n"), HasSubstr("there is no query"));
  EXPECT_THAT(failure("SELECT 1; SELECT 2"), HasSubstr("more than one query"));
  EXPECT_EQ(failure("SELECT 1; -- a remark\n"), "OK");
  EXPECT_THAT(failure("SELECT x'00'"), HasSubstr("BLOB"));
}

TEST_F(Questions, NothingCanBeWrittenAttachedOrLoaded) {
  for (const char* const text : {"INSERT INTO odd_row(id) VALUES (9)",
                                 "UPDATE odd_row SET id = 9",
                                 "DELETE FROM odd_row",
                                 "CREATE TABLE t(a)",
                                 "CREATE TEMP TABLE t(a)",
                                 "CREATE VIEW v AS SELECT 1",
                                 "CREATE VIRTUAL TABLE v USING odd_row",
                                 "DROP TABLE odd_row",
                                 "DROP VIEW current_member",
                                 "ATTACH '/tmp/stelsel_sql_attached' AS other",
                                 "DETACH main",
                                 "PRAGMA cache_size = 1",
                                 "PRAGMA table_info(region)",
                                 "SELECT * FROM pragma_table_info('region')",
                                 "BEGIN",
                                 "COMMIT",
                                 "SAVEPOINT a",
                                 "VACUUM",
                                 "VACUUM INTO '/tmp/stelsel_sql_attached'",
                                 "REINDEX",
                                 "ANALYZE",
                                 "SELECT load_extension('/tmp/x.so')",
                                 "SELECT writefile('/tmp/stelsel_sql_attached', 'x')",
                                 "SELECT readfile('/etc/passwd')",
                                 "SELECT fts3_tokenizer('simple')",
                                 "INSERT INTO sqlite_schema VALUES (1, 2, 3, 4, 5)",
                                 "WITH a AS (SELECT 1) DELETE FROM odd_row"}) {
    EXPECT_THAT(failure(text), StartsWith("3: ")) << text;
  }
  EXPECT_FALSE(std::filesystem::exists("/tmp/stelsel_sql_attached"));
  EXPECT_THAT(ask("SELECT count(*) FROM odd_row"), ElementsAre("3"));
}

constexpr char kForEver[] = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) ";

TEST_F(Questions, AQueryHasLimits) {
  EXPECT_THAT(
      failure(std::string(kForEver) + "SELECT count(*) FROM c", {.set = R"({"max_seconds": 1})"}),
      StartsWith("8: sql: takes longer than 1 s"));
  EXPECT_THAT(failure(std::string(kForEver) + "SELECT n FROM c", {.set = R"({"max_rows": 1000})"}),
              HasSubstr("more than 1000 rows"));
  EXPECT_THAT(ask(std::string(kForEver) + "SELECT n FROM c LIMIT 3", {.set = R"({"max_rows": 3})"}),
              SizeIs(3));
  EXPECT_THAT(failure("SELECT hex(zeroblob(1000000))"), HasSubstr("longer than 1000000 bytes"));
  EXPECT_THAT(
      failure(std::string(kForEver) + "SELECT group_concat(n) FROM (SELECT n FROM c LIMIT 900)",
              {.set = R"({"max_text": 1000})"}),
      HasSubstr("longer than 1000 bytes"));
  EXPECT_THAT(failure("SELECT 1", {.set = R"({"max_rows": 0})"}), HasSubstr("below its minimum"));
  std::string deep = "1";
  for (int i = 0; i < 1000; ++i) deep = "(" + deep + " + 1)";
  EXPECT_THAT(failure("SELECT " + deep), StartsWith("3: "));
}

TEST_F(Questions, AQueryCanBeCancelled) {
  stelsel::Progress progress(engine_.host());
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    progress.cancel();
  });
  EXPECT_THAT(failure(std::string(kForEver) + "SELECT count(*) FROM c", {}, &progress),
              StartsWith("1: "));
  later.join();
}

TEST_F(Questions, AFailureLeavesTheNextQueryAlone) {
  failure("SELECT nowhere FROM odd_row");
  failure(std::string(kForEver) + "SELECT n FROM c", {.set = R"({"max_rows": 10})"});
  failure("DROP TABLE odd_row");
  EXPECT_THAT(ask("SELECT count(*) FROM odd_row"), ElementsAre("3"));
}

TEST_F(Questions, SeveralThreadsAskOneSnapshot) {
  std::vector<std::thread> threads;
  std::vector<Lines> answers(4);
  for (Lines& answer : answers) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        answer = ask("SELECT code, count(*) FROM odd_row GROUP BY code", {.as_of = "2021-01-01"});
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(answers, testing::Each(ElementsAre("noord|2", "zuid|1")));
}

TEST_F(Questions, AnAnswerOutlivesTheSnapshotAndTheEngine) {
  stelsel::Stream answer;
  {
    const stelsel::Engine other({.plugins = {STELSEL_BUILD_DIR "/lib/stelsel/plugins"}});
    stelsel::Findings findings(other.host());
    const stelsel::Snapshot landscape =
        other.read(STELSEL_SOURCE_DIR "/examples/landscape", findings);
    answer = other.query("sql", landscape, "SELECT name FROM region WHERE region = 'ijssel_vecht'");
  }
  EXPECT_THAT(lines_of(std::move(answer)), ElementsAre("IJssel-Vecht"));
}

// ---- What people ask most ----

TEST_F(Questions, ViewsAnswerWhatIsAskedMost) {
  stelsel::Findings findings(engine_.host());
  const stelsel::Snapshot landscape =
      engine_.read(STELSEL_SOURCE_DIR "/examples/landscape", findings);
  const auto answer = [&](const std::string& text) {
    return lines_of(engine_.query("sql", landscape, text, {.as_of = "2021-12-31"}));
  };
  EXPECT_THAT(answer("SELECT municipality_name FROM current_member WHERE region = 'ijssel_vecht' "
                     "AND role = 'centrumgemeente'"),
              ElementsAre("Zwolle"));
  EXPECT_THAT(answer("SELECT count(*) FROM current_member WHERE region = 'ijssel_vecht'"),
              ElementsAre("8"));
  // One row a region, topic and domain, whatever was observed before.
  EXPECT_THAT(answer("SELECT 1 FROM latest_status GROUP BY region, agreement_topic, domain "
                     "HAVING count(*) > 1"),
              IsEmpty());
  EXPECT_THAT(answer("SELECT count(*) FROM current_capacity"),
              answer("SELECT count(*) FROM facility_capacity_as_of"));
}

}  // namespace
}  // namespace sql_test
