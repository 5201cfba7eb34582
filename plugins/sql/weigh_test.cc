// Which queries may count by weight, and how they then read.
#include "weigh.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sql {
namespace {

using testing::Eq;
using testing::Optional;

TEST(Weigh, CountsBecomeSumsOverTheTables) {
  EXPECT_THAT(weighed("SELECT count(*) FROM t"),
              Optional(Eq("SELECT CAST(total(coalesce(t.stelsel_rows, 1)) AS INTEGER) FROM t")));
  EXPECT_THAT(weighed("select a, COUNT ( * ) n from t as x group by a -- count(*)"),
              Optional(Eq("select a, CAST(total(coalesce(x.stelsel_rows, 1)) AS INTEGER) n from t "
                          "as x group by a -- count(*)")));
  EXPECT_THAT(
      weighed("SELECT count(b.c) FROM t a JOIN u b ON a.i = b.i"),
      Optional(Eq("SELECT CAST(total(CASE WHEN (b.c) NOT NULL THEN coalesce(a.stelsel_rows, "
                  "1) * coalesce(b.stelsel_rows, 1) END) AS INTEGER) FROM t a JOIN u b ON "
                  "a.i = b.i")));
}

TEST(Weigh, TextsAndRemarksAreLeftAlone) {
  EXPECT_THAT(weighed("SELECT 'count(*)', \"count(*)\", [count(*)] FROM t"), Eq(std::nullopt));
  EXPECT_THAT(weighed("SELECT /* count(*) */ 'it''s count(*)', count(*) FROM t"),
              Optional(Eq("SELECT /* count(*) */ 'it''s count(*)', "
                          "CAST(total(coalesce(t.stelsel_rows, 1)) AS INTEGER) FROM t")));
}

TEST(Weigh, WhatMindsHowOftenARowComesIsNotWeighed) {
  for (const char* const text :
       {"SELECT a FROM t", "SELECT count(DISTINCT a) FROM t", "SELECT DISTINCT count(*) FROM t",
        "SELECT count(*) OVER () FROM t", "SELECT count(*) FILTER (WHERE a) FROM t",
        "SELECT count FROM t", "SELECT count(*)", "SELECT count(a FROM t", "", "SELECT '", "/*",
        "WITH RECURSIVE c AS (SELECT 1) SELECT count(*) FROM c"}) {
    EXPECT_THAT(weighed(text), Eq(std::nullopt)) << text;
  }
  EXPECT_TRUE(may_call("count"));
  EXPECT_TRUE(may_call("SUBSTR"));
  EXPECT_FALSE(may_call("sum"));
  EXPECT_FALSE(may_call("random"));
  EXPECT_FALSE(may_call("group_concat"));
}

}  // namespace
}  // namespace sql
