#include "date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "stelsel/edtf.hpp"

namespace survey {
namespace {

struct Case {
  const char* text;
  const char* date;  // null: cannot be read for sure
};

TEST(DateTest, DutchDates) {
  const Case cases[] = {
      {"2021", "2021"},
      {"2021-36", "2021-36"},
      {"../2022-01-01", "../2022-01-01"},
      {"31-12-2021", "2021-12-31"},
      {"1/2/2021", "2021-02-01"},
      {"1 januari 2022", "2022-01-01"},
      {"per 1 jan. 2022", "2022-01-01"},
      {"mrt 2021", "2021-03"},
      {"Maart 2021", "2021-03"},
      {"12-2021", "2021-12"},
      {"Q3 2021", "2021-35"},
      {"2021 Q3", "2021-35"},
      {"2021-K1", "2021-33"},
      {"3e kwartaal 2021", "2021-35"},
      {"het vierde kwartaal van 2021", "2021-36"},
      {"najaar 2021", "2021-23"},
      {"in het voorjaar van 2022", "2022-21"},
      {"eind 2021", "2021-10/2021-12"},
      {"Begin 2022", "2022-01/2022-03"},
      {"tweede helft 2022", "2022-07/2022-12"},
      {"uiterlijk 1 januari 2022", "../2022-01-01"},
      {"uiterlijk eind 2021", "../2021-12-31"},
      {"vóór 1 januari 2022", "../2021-12-31"},
      {"voor 2022", "../2021-12-31"},
      {"na 2022", "2023-01-01/.."},
      {"ca. maart 2021", "2021-03~"},
  };
  for (const Case& each : cases) EXPECT_EQ(ReadDate(each.text), each.date) << each.text;
}

TEST(DateTest, WhatMayMeanTwoThingsIsNotRead) {
  for (const char* text :
       {"", "medio 2022", "winter 2021", "01-02-03", "31-2-2021", "13-2021", "binnenkort",
        "Q5 2021", "3 2 1 2021", "44561", "kwartaal 2021", "2021 2022", "ca. eind 2021",
        "uiterlijk", "voor", "eind", "1e kwartaal 2e kwartaal 2021"})
    EXPECT_EQ(ReadDate(text), std::nullopt) << text;
}

RC_GTEST_PROP(DateTest, WhatIsReadIsADate, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const auto date = ReadDate(text);
  if (date) RC_ASSERT(stelsel::edtf_bounds(*date).has_value());
}

}  // namespace
}  // namespace survey
