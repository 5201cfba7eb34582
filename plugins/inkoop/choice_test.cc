#include "choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inkoop {
namespace {

using testing::ElementsAre;

// Two criteria, `a` and `b`, of these weights.
Choice Weighed(std::int64_t a, std::int64_t b) {
  Choice choice;
  choice.criteria = {{"a", "A", a, std::nullopt, false}, {"b", "B", b, std::nullopt, false}};
  return choice;
}

void Add(Choice& choice, const std::string& id, std::int64_t a, std::int64_t b) {
  choice.variants.push_back({id, id, std::nullopt, {{"a", a}, {"b", b}}, {}});
}

std::vector<std::string> Order(const Judged& judged) {
  std::vector<std::string> out;
  for (const Standing& standing : judged.standings) out.push_back(standing.variant->id);
  return out;
}

TEST(Judge, MostPointsComeFirst) {
  Choice choice = Weighed(2, 1);
  Add(choice, "low", 1, 3);
  Add(choice, "high", 4, 2);
  const Judged judged = Judge(choice);
  EXPECT_THAT(Order(judged), ElementsAre("high", "low"));
  EXPECT_EQ(judged.standings[0].outcome, Outcome::first);
  EXPECT_EQ(judged.standings[0].points, 10);
  EXPECT_EQ(judged.standings[1].outcome, Outcome::behind);
  ASSERT_EQ(judged.standings[1].why.size(), 1u);
  EXPECT_EQ(judged.standings[1].why[0]->id, "a");
}

TEST(Judge, BelowTheLeastFallsOffHoweverManyPoints) {
  Choice choice = Weighed(10, 1);
  choice.criteria[1].least_score = 3;
  Add(choice, "strong", 10, 2);
  Add(choice, "even", 3, 3);
  const Judged judged = Judge(choice);
  EXPECT_THAT(Order(judged), ElementsAre("even", "strong"));
  EXPECT_EQ(judged.standings[1].outcome, Outcome::falls_off);
  EXPECT_FALSE(judged.standings[1].rank.has_value());
}

TEST(Judge, NothingIsFirstWhileAVariantThatLacksAScoreCouldBe) {
  Choice choice = Weighed(2, 1);
  Add(choice, "whole", 5, 5);
  Add(choice, "lacking", 4, 0);
  choice.variants[1].scores.erase("b");  // 8 points, at most 18
  Judged judged = Judge(choice);
  EXPECT_EQ(judged.standings[0].outcome, Outcome::leads);
  EXPECT_EQ(judged.standings[1].outcome, Outcome::incomplete);
  EXPECT_TRUE(judged.turns.empty());
  choice.variants[1].scores["a"] = 2;  // at most 14, and the other has 15
  judged = Judge(choice);
  EXPECT_EQ(judged.standings[0].outcome, Outcome::first);
}

TEST(Judge, EqualPointsAreATieWithoutTurns) {
  Choice choice = Weighed(1, 1);
  Add(choice, "x", 4, 2);
  Add(choice, "y", 2, 4);
  Add(choice, "z", 1, 1);
  const Judged judged = Judge(choice);
  EXPECT_EQ(judged.standings[0].outcome, Outcome::tied);
  EXPECT_EQ(judged.standings[1].outcome, Outcome::tied);
  EXPECT_EQ(judged.standings[2].rank, 3);
  EXPECT_TRUE(judged.turns.empty());
}

TEST(Judge, WeightsOfZeroRankNothing) {
  Choice choice = Weighed(0, 0);
  Add(choice, "x", 4, 2);
  const Judged judged = Judge(choice);
  EXPECT_EQ(judged.weights, 0);
  EXPECT_EQ(judged.standings[0].outcome, Outcome::unranked);
}

TEST(Judge, AVariantWithoutAScoreIsIncomplete) {
  Choice choice = Weighed(1, 1);
  Add(choice, "x", 4, 2);
  choice.variants.push_back({"y", "y", std::nullopt, {{"a", 10}}, {}});
  const Judged judged = Judge(choice);
  EXPECT_EQ(judged.standings[1].outcome, Outcome::incomplete);
}

// Each weight that is said to turn it does, and the one nearer to the present does not.
TEST(Judge, TheTurningWeightIsTheNearestThatTurns) {
  for (std::int64_t a = 0; a <= 12; ++a) {
    for (std::int64_t b = 1; b <= 12; ++b) {
      Choice choice = Weighed(a, b);
      Add(choice, "x", 7, 3);
      Add(choice, "y", 2, 9);
      Add(choice, "z", 5, 5);
      const Judged judged = Judge(choice);
      if (judged.standings[0].outcome != Outcome::first) continue;
      const std::string first = judged.standings[0].variant->id;
      for (std::size_t i = 0; i < judged.turns.size(); ++i) {
        const Turn& turn = judged.turns[i];
        if (!turn.weight) continue;
        Choice other = choice;
        other.criteria[i].weight = *turn.weight;
        EXPECT_NE(Judge(other).standings[0].variant->id, first);
        other.criteria[i].weight += *turn.weight > choice.criteria[i].weight ? -1 : 1;
        const Judged nearer = Judge(other);
        EXPECT_TRUE(nearer.standings[0].variant->id == first ||
                    nearer.standings[0].outcome == Outcome::tied);
      }
    }
  }
}

// Of several that pass the first at that weight, who has most points is named, and all who do.
TEST(Judge, WhoWinsAtTheTurningWeightHasTheMostPointsThen) {
  Choice choice = Weighed(3, 4);
  Add(choice, "first", 5, 9);  // 51
  Add(choice, "near", 6, 8);   // 50, ahead from 5 on
  Add(choice, "steep", 9, 5);  // 47, ahead from 5 on, with more then
  const Judged judged = Judge(choice);
  ASSERT_EQ(judged.turns[0].weight, 5);
  ASSERT_EQ(judged.turns[0].winners.size(), 1u);
  EXPECT_EQ(judged.turns[0].winners[0]->id, "steep");
  for (std::int64_t weights = 1; weights < 400; ++weights) {
    Choice other = Weighed(weights % 20, weights / 20);
    Add(other, "v", 7, 3);
    Add(other, "w", 3, 7);
    Add(other, "x", 6, 5);
    Add(other, "y", 8, 1);
    Add(other, "z", 5, 5);
    const Judged now = Judge(other);
    for (std::size_t i = 0; i < now.turns.size(); ++i) {
      if (!now.turns[i].weight) continue;
      Choice turned = other;
      turned.criteria[i].weight = *now.turns[i].weight;
      const Judged then = Judge(turned);
      std::vector<std::string> best, said;
      for (const Standing& one : then.standings) {
        if (one.rank == 1) best.push_back(one.variant->id);
      }
      for (const ChoiceVariant* const one : now.turns[i].winners) said.push_back(one->id);
      EXPECT_THAT(said, testing::UnorderedElementsAreArray(best)) << weights;
    }
  }
}

}  // namespace
}  // namespace inkoop
