#include "budget.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "key.h"

namespace finance {
namespace {

constexpr Year kYear = 2025;

std::string CodeOf(std::size_t i) { return "GM000" + std::to_string(i); }

Budget Row(std::size_t municipality, bool objective, Cents amount) {
  return {"noord", "bw",      CodeOf(municipality),
          kYear,   objective, false,
          amount,  false,     std::string(objective ? "o" : "h") + std::to_string(municipality)};
}

// So many municipalities of one region with these whole budgets, and a path of this share.
struct Case {
  Book book;
  Memberships memberships;
};
Case MakeCase(const std::vector<Cents>& historical, const std::vector<Cents>& objective,
              Share share) {
  Book book;
  Members members;
  for (std::size_t i = 0; i < historical.size(); ++i) {
    members.all.insert(CodeOf(i));
    book.municipalities[CodeOf(i)].name = CodeOf(i);
    book.inhabitants[{CodeOf(i), 2020}] = {static_cast<std::int64_t>(1000 + 37 * i), 2020, false};
    book.budgets.push_back(Row(i, false, historical[i]));
    book.budgets.push_back(Row(i, true, objective[i]));
  }
  members.centre = CodeOf(0);
  book.paths["pad"][kYear] = {share, true, false};
  return {std::move(book), Memberships({{kYear, {{"noord", members}}}})};
}

Arrangement Pooled(const char* part, const char* kind, const char* key) {
  Arrangement out;
  out.region = "noord";
  out.stream = "bw";
  out.part = part;
  out.kind = kind;
  out.key = key;
  out.state = "geldend";
  out.sequence = 1;
  out.from = 2023;
  out.source = "afspraak";
  return out;
}

std::vector<BudgetFigure> Figures(Case& made, const BudgetWish& wish = {"pad", ""}) {
  return WorkOutBudgets(made.book, made.memberships, wish, Words(false)).figures;
}

Cents SumOf(const std::vector<BudgetFigure>& figures, Cents BudgetFigure::*part) {
  std::vector<Cents> amounts;
  for (const BudgetFigure& figure : figures) amounts.push_back(figure.*part);
  return Sum(amounts);
}

// Why the year of a case is left out; empty when it is worked out.
std::string WhyLeftOut(Case made) {
  const Budgets budgets = WorkOutBudgets(made.book, made.memberships, {"pad", ""}, Words(false));
  EXPECT_NE(budgets.figures.empty(), budgets.left_out.empty());
  return budgets.left_out.empty() ? "" : budgets.left_out.front().reason;
}

Case Without(Case made, bool objective, const std::string& municipality = "") {
  std::erase_if(made.book.budgets, [&](const Budget& row) {
    return row.objective == objective && (municipality.empty() || row.municipality == municipality);
  });
  made.book.region_paths[{"noord", "bw"}] = {"pad"};
  return made;
}

TEST(Budget, AYearThatLacksAPartIsLeftOutAndSaysWhich) {
  const auto half = [] { return MakeCase({100, 200}, {300, 400}, kWhole / 2); };
  EXPECT_EQ(WhyLeftOut(half()), "");
  EXPECT_EQ(WhyLeftOut(Without(half(), false)), "the historical budget of 2025 is missing");
  EXPECT_EQ(WhyLeftOut(Without(half(), true)), "the objective budget of 2025 is missing");
  EXPECT_EQ(WhyLeftOut(Without(half(), true, "GM0001")),
            "the objective budget of 2025 is missing for GM0001");
  // What the path gives no weight is not needed.
  EXPECT_EQ(WhyLeftOut(Without(MakeCase({100, 200}, {300, 400}, 0), true)), "");
  EXPECT_EQ(WhyLeftOut(Without(MakeCase({100, 200}, {300, 400}, kWhole), false)), "");
}

TEST(Budget, AShareThatCannotBeIsNoShare) {
  Case made = MakeCase({100}, {300}, 0);
  made.book.paths["pad"][kYear].is_wrong = true;
  EXPECT_THAT(WhyLeftOut(std::move(made)), testing::HasSubstr("has no share for 2025"));
}

TEST(Budget, AKeyThatIsNotThereIsRefused) {
  Case made = MakeCase({100}, {300}, 0);
  EXPECT_THROW(Figures(made, {"pad", "nix"}), stelsel::Error);
}

// Amounts of some municipalities, also below zero.
std::pair<std::vector<Cents>, std::vector<Cents>> SomeAmounts() {
  const auto count = *rc::gen::inRange<std::size_t>(1, 9);
  const auto amounts = [&] {
    return *rc::gen::container<std::vector<Cents>>(
        count, rc::gen::inRange<Cents>(-1'000'000'00, 900'000'000'00));
  };
  return {amounts(), amounts()};
}

TEST(Budget, PathOfEachYear) {
  const Path path{{2023, {100'000, true, false}}, {2025, {kWhole, true, false}}};
  EXPECT_EQ(ShareOf(path, 2022).share, 0);
  EXPECT_TRUE(ShareOf(path, 2022).known);
  EXPECT_EQ(ShareOf(path, 2023).share, 100'000);
  EXPECT_FALSE(ShareOf(path, 2024).known);
  EXPECT_EQ(ShareOf(path, 2040).share, kWhole);
  EXPECT_FALSE(ShareOf({{2023, {100'000, true, false}}}, 2024).known);
  EXPECT_FALSE(ShareOf({}, 2024).known);
}

TEST(Budget, TheCentreReceivesAndThePoolDivides) {
  Case made = MakeCase({1000'01, 0, 0}, {300'00, 200'00, 100'00}, 500'000);
  made.book.arrangements.push_back(Pooled("historisch", "gezamenlijk", "gelijk"));
  const auto figures = Figures(made);
  EXPECT_EQ(figures[0].historical, 500'01);  // half a cent away from zero
  EXPECT_EQ(figures[0].before, 650'01);
  EXPECT_EQ(figures[0].after, 166'67 + 150'00);
  EXPECT_EQ(figures[1].after, 166'67 + 100'00);
  EXPECT_EQ(figures[2].after, 166'67 + 50'00);
}

TEST(Budget, AnArrangementWithoutAKeyDividesNothingUntilOneIsChosen) {
  Case made = MakeCase({1000'00, 0}, {0, 0}, 500'000);
  made.book.arrangements.push_back(Pooled("alles", "gezamenlijk", ""));
  EXPECT_EQ(Figures(made)[1].after, 0);
  EXPECT_THAT(Figures(made)[1].remark, testing::HasSubstr("has no key"));
  EXPECT_EQ(Figures(made, {"pad", "gelijk"})[1].after, 250'00);
}

TEST(Budget, WhatIsNotInForceOrOfAnotherYearPoolsNothing) {
  Case made = MakeCase({1000'00, 0}, {0, 0}, 0);
  made.book.arrangements = {Pooled("alles", "gezamenlijk", "gelijk"),
                            Pooled("alles", "gezamenlijk", "gelijk"),
                            Pooled("alles", "geen", "gelijk")};
  made.book.arrangements[0].state = "geneigd";
  made.book.arrangements[1].to = kYear - 1;
  EXPECT_EQ(Figures(made)[0].after, 1000'00);
}

TEST(Budget, AYearWithoutAShareIsLeftOutAndNamed) {
  Case made = MakeCase({100}, {100}, 0);
  made.book.paths["pad"] = {{2023, {1, true, false}}, {2026, {2, true, false}}};
  const Budgets out = WorkOutBudgets(made.book, made.memberships, {"pad", ""}, Words(false));
  EXPECT_TRUE(out.figures.empty());
  ASSERT_EQ(out.left_out.size(), 1u);
  EXPECT_EQ(out.left_out[0].year, kYear);
}

RC_GTEST_PROP(BudgetProperty, PartsAndPoolsAddUpAtEveryLevel, (bool all, bool fund)) {
  const auto [historical, objective] = SomeAmounts();
  const auto share = *rc::gen::inRange<Share>(0, kWhole + 1);
  Case made = MakeCase(historical, objective, share);
  const auto* key = *rc::gen::element("inwoners", "gelijk");
  made.book.arrangements.push_back(
      Pooled(all ? "alles" : "objectief", fund ? "fonds" : "gezamenlijk", key));
  made.book.arrangements.back().share = *rc::gen::inRange<Share>(0, kWhole + 1);
  const auto figures = Figures(made);
  RC_ASSERT(SumOf(figures, &BudgetFigure::historical) == PartOf(Sum(historical), kWhole - share));
  RC_ASSERT(SumOf(figures, &BudgetFigure::objective) == PartOf(Sum(objective), share));
  RC_ASSERT(SumOf(figures, &BudgetFigure::before) == SumOf(figures, &BudgetFigure::after));
}

RC_GTEST_PROP(BudgetProperty, APathOfNothingOrAllGivesThePureParts, (bool all)) {
  const auto [historical, objective] = SomeAmounts();
  Case made = MakeCase(historical, objective, all ? kWhole : 0);
  const auto figures = Figures(made);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    RC_ASSERT(figures[i].before == (all ? objective[i] : historical[i]));
  }
}

RC_GTEST_PROP(BudgetProperty, TheOrderOfRowsChangesNothing, ()) {
  const auto [historical, objective] = SomeAmounts();
  Case made = MakeCase(historical, objective, *rc::gen::inRange<Share>(0, kWhole + 1));
  made.book.arrangements.push_back(Pooled("alles", "gezamenlijk", "inwoners"));
  const auto first = Figures(made);
  std::sort(made.book.budgets.begin(), made.book.budgets.end(),
            [](const Budget& a, const Budget& b) { return a.amount < b.amount; });
  const auto second = Figures(made);
  RC_ASSERT(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    RC_ASSERT(first[i].after == second[i].after && first[i].before == second[i].before);
    RC_ASSERT(first[i].municipality == second[i].municipality);
    RC_ASSERT(first[i].steps.size() == second[i].steps.size());
  }
}

RC_GTEST_PROP(KeyProperty, AMixIsTheWholeToo, (Cents total)) {
  Case made = MakeCase({5, 6, 7}, {8, 9, 10}, 0);
  Key& key = made.book.keys[{"noord", "mix"}];
  key.kind = "mix";
  const auto weight = *rc::gen::inRange<Share>(0, kWhole + 1);
  key.weights = {{"inwoners", weight}, {"objectief", kWhole - weight}};
  const Division out = DivideByKey(made.book, {"noord", "bw", kYear}, "mix",
                                   {CodeOf(0), CodeOf(1), CodeOf(2)}, total, Words(false));
  RC_ASSERT(Sum(out.parts) == total);
}

TEST(Key, SaysWhyItCannotDivide) {
  Case made = MakeCase({5, 6}, {-8, 9}, 0);
  made.book.inhabitants.erase({CodeOf(1), 2020});
  made.book.keys[{"noord", "mix"}].kind = "mix";
  made.book.keys[{"noord", "mix"}].weights = {{"gelijk", kWhole - 1}};
  made.book.keys[{"noord", "vast"}].kind = "vast";
  made.book.keys[{"noord", "vast"}].shares = {{CodeOf(0), kWhole + 1}};
  for (const char* key : {"inwoners", "objectief", "gebruik", "mix", "vast", "onbekend"}) {
    const Division out = DivideByKey(made.book, {"noord", "bw", kYear}, key, {CodeOf(0), CodeOf(1)},
                                     100, Words(true));
    EXPECT_FALSE(out.why_not.empty()) << key;
    EXPECT_TRUE(out.parts.empty()) << key;
  }
}

}  // namespace
}  // namespace finance
