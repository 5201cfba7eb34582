#include "calculations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inkoop {
namespace {

using testing::ElementsAre;

Day On(int year, int month, int day) { return FirstOf(year, month) + day - 1; }

// One contract with one product, of which staff makes out everything, 5 per cent dearer each year.
class TariffsTest : public testing::Test {
 protected:
  TariffsTest() {
    Lot lot;
    lot.staff_share = 100;
    market_.lots.push_back(lot);
    Contract contract;
    contract.region = "noord";
    contract.lot = 0;
    contract.period = {On(2023, 1, 1), On(2027, 1, 1)};
    market_.contracts.push_back(contract);
    market_.products.emplace_back();
    market_.elements.emplace_back();
    for (std::int64_t year = 2023; year <= 2030; ++year) {
      market_.figures[{Series::personeel, year, Figure::voorlopig}] = 500;
      market_.figures[{Series::personeel, year, Figure::definitief}] = 500;
    }
    Add(100'00, On(2023, 1, 1), kEnd);
  }
  void Add(std::int64_t cents, Day from, Day to) {
    Tariff tariff;
    tariff.contract = tariff.product = 0;
    tariff.cents = cents;
    tariff.period = {from, to};
    market_.tariffs.push_back(tariff);
  }
  // Of the coming three years: the year and its amount, and what stands behind it.
  std::vector<std::string> From(Day day) const {
    std::vector<std::string> out;
    const std::vector<TariffState> states = TariffsOn(market_, day, 3, "");
    for (const TariffYear& year : states.at(0).years)
      out.push_back(
          std::to_string(year.year) + " " + (year.cents ? std::to_string(*year.cents) : "-") +
          (year.agreed != nullptr ? " agreed" : "") + (year.after_end ? " when extended" : ""));
    return out;
  }
  Market market_;
};

TEST_F(TariffsTest, AreIndexedFromYearToYear) {
  EXPECT_THAT(From(On(2024, 5, 1)),
              ElementsAre("2025 10500", "2026 11025", "2027 11576 when extended"));
}

TEST_F(TariffsTest, WhatBeginsWithAYearWasAgreedForIt) {
  market_.tariffs[0].period.to = On(2026, 1, 1);
  Add(120'00, On(2026, 1, 1), kEnd);
  EXPECT_THAT(From(On(2024, 5, 1)),
              ElementsAre("2025 10500", "2026 12000 agreed", "2027 12600 when extended"));
  EXPECT_THAT(From(On(2025, 5, 1)), ElementsAre("2026 12000 agreed", "2027 12600 when extended",
                                                "2028 13230 when extended"));
}

TEST_F(TariffsTest, WhatBeginsWithinAYearIsIndexedFromTheNextWheneverItIsAsked) {
  market_.tariffs[0].period.to = On(2024, 7, 1);
  Add(105'00, On(2024, 7, 1), kEnd);
  const auto wanted = ElementsAre("2025 11025", "2026 11576", "2027 12155 when extended");
  EXPECT_THAT(From(On(2024, 6, 30)), wanted);
  EXPECT_THAT(From(On(2024, 7, 1)), wanted);
}

TEST_F(TariffsTest, AYearThatLacksAForecastLeavesTheAgreedOnes) {
  market_.figures.erase({Series::personeel, 2025, Figure::voorlopig});
  market_.tariffs[0].period.to = On(2027, 1, 1);
  Add(120'00, On(2027, 1, 1), kEnd);
  EXPECT_THAT(From(On(2024, 5, 1)), ElementsAre("2025 -", "2027 12000 agreed when extended"));
}

TEST_F(TariffsTest, WithoutAShareOnlyAgreedYearsAreKnown) {
  market_.lots[0].staff_share.reset();
  market_.tariffs[0].period.to = On(2026, 1, 1);
  Add(120'00, On(2026, 1, 1), kEnd);
  EXPECT_THAT(From(On(2024, 5, 1)), ElementsAre("2026 12000 agreed"));
}

}  // namespace
}  // namespace inkoop
