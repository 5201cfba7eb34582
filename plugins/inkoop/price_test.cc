#include "price.h"

#include <gtest/gtest.h>

namespace inkoop {
namespace {

CostElement Of(Element element, std::optional<std::int64_t> cents,
               std::optional<std::int64_t> share) {
  return {element, cents, share, {}};
}

TEST(FairPrice, StaffByTheProductiveShareWithAdditions) {
  // 40.00 / 0.80 = 50.00; with 20% overhead 60.00; 1.00 more 61.00; with 5% indexation 64.05.
  const std::vector<CostElement> elements = {Of(Element::personeel, 4000, std::nullopt),
                                             Of(Element::niet_productief, std::nullopt, 2000),
                                             Of(Element::overhead, std::nullopt, 2000),
                                             Of(Element::gemeentelijke_eisen, 100, std::nullopt),
                                             Of(Element::indexatie, std::nullopt, 500)};
  EXPECT_EQ(FairPrice(elements, 0), 6405);
}

TEST(FairPrice, IsRoundedOnceHalvesUp) {
  EXPECT_EQ(
      FairPrice(
          {Of(Element::personeel, 1, std::nullopt), Of(Element::overhead, std::nullopt, 5000)}, 0),
      2);  // 1.5 cents
  // A third of the hours: 10.00 / (2/3) = 15.00, not 14.99 by rounding on the way.
  EXPECT_EQ(FairPrice({Of(Element::personeel, 1000, std::nullopt),
                       Of(Element::niet_productief, std::nullopt, 3333)},
                      0),
            1500);
}

TEST(FairPrice, NeedsStaffAndHours) {
  EXPECT_EQ(FairPrice({Of(Element::overhead, 500, std::nullopt)}, 0), std::nullopt);
  EXPECT_EQ(FairPrice({Of(Element::personeel, 500, std::nullopt),
                       Of(Element::niet_productief, std::nullopt, 9900),
                       Of(Element::niet_productief, std::nullopt, 100)},
                      0),
            std::nullopt);
  EXPECT_EQ(FairPrice({}, 0), std::nullopt);
}

TEST(FairPrice, TakesWhatHoldsOnTheDay) {
  CostElement old = Of(Element::personeel, 1000, std::nullopt);
  old.period = {0, 10};
  CostElement now = Of(Element::personeel, 2000, std::nullopt);
  now.period = {10, kEnd};
  EXPECT_EQ(FairPrice({old, now}, 9), 1000);
  EXPECT_EQ(FairPrice({old, now}, 10), 2000);
}

TEST(FairPrice, ThrowsRatherThanRunOver) {
  EXPECT_THROW(FairPrice({Of(Element::personeel, INT64_MAX, std::nullopt)}, 0), stelsel::Error);
}

class IndexationTest : public testing::Test {
 protected:
  void Set(Series series, std::int64_t year, Figure kind, std::int64_t hundredths) {
    market_.figures[{series, year, kind}] = hundredths;
  }
  Market market_;
};

TEST_F(IndexationTest, IsTheForecastWithTheCorrectionOfTheYearBefore) {
  Set(Series::personeel, 2023, Figure::voorlopig, 500);
  Set(Series::personeel, 2023, Figure::definitief, 540);
  Set(Series::personeel, 2024, Figure::voorlopig, 590);
  Set(Series::materieel, 2023, Figure::voorlopig, 610);
  Set(Series::materieel, 2023, Figure::definitief, 460);
  Set(Series::materieel, 2024, Figure::voorlopig, 320);
  // Staff 5.90 + 0.40 = 6.30, material 3.20 - 1.50 = 1.70; 80 and 20 per cent: 5.38 per cent.
  const Indexation found = IndexationOf(market_, 80, 2024);
  EXPECT_TRUE(found.lacking.empty());
  EXPECT_EQ(found.ten_thousandths, 53800);
  EXPECT_EQ(Indexed(10000, 53800), 10538);
  EXPECT_EQ(Indexed(10, 50000), 11);  // 10.5 cents
}

TEST_F(IndexationTest, LackingFiguresAreTold) {
  EXPECT_EQ(IndexationOf(market_, 80, 2024).ten_thousandths, std::nullopt);
  EXPECT_EQ(IndexationOf(market_, 80, 2024).lacking.size(), 6u);
  Set(Series::personeel, 2024, Figure::voorlopig, 590);
  Set(Series::personeel, 2023, Figure::voorlopig, 500);
  const Indexation found = IndexationOf(market_, 100, 2024);
  EXPECT_EQ(found.ten_thousandths, 59000);
  EXPECT_FALSE(found.corrected);
  ASSERT_EQ(found.lacking.size(), 1u);
  EXPECT_EQ(found.lacking[0].kind, Figure::definitief);
  EXPECT_EQ(found.lacking[0].year, 2023);
}

TEST_F(IndexationTest, AFinalFigureWithoutItsForecastCorrectsNothing) {
  Set(Series::personeel, 2024, Figure::voorlopig, 590);
  Set(Series::personeel, 2023, Figure::definitief, 540);
  const Indexation found = IndexationOf(market_, 100, 2024);
  EXPECT_EQ(found.ten_thousandths, 59000);
  EXPECT_FALSE(found.corrected);
  ASSERT_EQ(found.lacking.size(), 1u);
  EXPECT_EQ(found.lacking[0].kind, Figure::voorlopig);
}

TEST_F(IndexationTest, EachSeriesIsCorrectedByItself) {
  Set(Series::personeel, 2023, Figure::voorlopig, 500);
  Set(Series::personeel, 2023, Figure::definitief, 540);
  Set(Series::personeel, 2024, Figure::voorlopig, 590);
  Set(Series::materieel, 2024, Figure::voorlopig, 320);
  const Indexation found = IndexationOf(market_, 80, 2024);
  EXPECT_EQ(found.ten_thousandths, 56800);  // 80 per cent of 6.30, 20 per cent of 3.20
  EXPECT_TRUE(found.corrected);
  ASSERT_EQ(found.lacking.size(), 2u);
  EXPECT_EQ(found.lacking[0].series, Series::materieel);
}

}  // namespace
}  // namespace inkoop
