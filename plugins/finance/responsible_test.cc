#include "responsible.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace finance {
namespace {

using namespace std::chrono;  // NOLINT: only for 2023y / 1 / 1

Day On(year_month_day date) { return static_cast<Day>(sys_days(date).time_since_epoch().count()); }
const Day kCut2023 = On(2023y / 1 / 1);

Wording Worded(std::int64_t sequence, const char* criterion, const char* responsible,
               const char* municipality, const char* cut_off) {
  Wording out;
  out.sequence = sequence;
  out.criterion = criterion;
  out.responsible = responsible;
  out.municipality = municipality;
  out.cut_off_text = cut_off;
  out.cut_off = stelsel::edtf_bounds(cut_off).value_or(stelsel::DateBounds());
  out.payer_assumed = false;
  return out;
}

// As its vision has them: §2.3, §4.1 and §4.1.2 about existing clients, §2.3, §4.1 and note 5 about
// new ones.
Wordings IjsselVecht() {
  Wordings out;
  out.existing = {Worded(1, "gebruik", "gemeente", "GM0193", "2023-01-01"),
                  Worded(2, "gebruik", "gezamenlijk", "", "2023-01-01"),
                  Worded(3, "indicatie", "gezamenlijk", "", "2023-01-01")};
  out.existing[1].payer = "centrumgemeente";
  out.existing[1].payer_to = On(2033y / 1 / 1);
  out.existing[2].counts_waiting = true;
  out.existing[2].payer = "gezamenlijk";
  out.existing[2].payer_to = On(2026y / 1 / 1);
  out.fresh = {Worded(1, "aangewezen", "woonplaats", "", "2023-01-01"),
               Worded(2, "beroep", "woonplaats", "", "2023-01-01"),
               Worded(3, "aanvraag_of_gebruik", "", "", "")};
  out.fresh[2].term_days = 365;
  return out;
}

Wordings WestBrabantWest() {
  Wordings out;
  out.existing = {Worded(1, "indicatie", "gemeente", "GM0748", "2022-01-01")};
  out.fresh = {Worded(1, "", "woonplaats", "", "2022-01-01")};
  return out;
}

// `GM0193`, `samen` or the kind of another answer, of each wording.
std::vector<std::string> Responsible(const Wordings& wordings, const CaseDates& dates,
                                     Day as_of = kCut2023) {
  const Judge judge(wordings, "GM0193", as_of, Words(true));
  std::vector<std::string> out;
  for (const Answer& answer : judge.Answers(dates)) {
    out.push_back(answer.responsible.empty() ? answer.responsible_kind
                                             : std::string(answer.responsible));
  }
  return out;
}

std::vector<std::string> Payers(const Wordings& wordings, const CaseDates& dates, Day as_of) {
  const Judge judge(wordings, "GM0193", as_of, Words(true));
  std::vector<std::string> out;
  for (const Answer& answer : judge.Answers(dates)) {
    out.push_back(answer.payer.empty() ? answer.payer_kind : std::string(answer.payer));
  }
  return out;
}

CaseDates FromKampen() {
  CaseDates dates;
  dates.origin = "GM0166";
  return dates;
}

using testing::ElementsAre;

TEST(IjsselVecht, ThreeWordingsGiveThreeAnswers) {
  CaseDates dates = FromKampen();
  dates.indicated = On(2022y / 11 / 1);
  dates.waiting = On(2022y / 11 / 15);
  dates.used_from = On(2023y / 2 / 1);
  dates.reported = On(2022y / 10 / 1);
  // On the waiting list at the cut-off: by use no existing client, and with an indication and an
  // appeal from before it no new one either.
  EXPECT_THAT(Responsible(IjsselVecht(), dates),
              ElementsAre("onbeslist", "onbeslist", "gezamenlijk"));
  // In use before it: Zwolle, all together, all together.
  dates.used_from = On(2022y / 12 / 1);
  EXPECT_THAT(Responsible(IjsselVecht(), dates),
              ElementsAre("GM0193", "gezamenlijk", "gezamenlijk"));
  // In use with an indication that was received later: three different answers.
  dates.indicated = On(2023y / 1 / 5);
  dates.waiting.reset();
  EXPECT_THAT(Responsible(IjsselVecht(), dates), ElementsAre("GM0193", "gezamenlijk", "GM0166"));
}

TEST(IjsselVecht, UseOnAndAroundTheCutOff) {
  CaseDates dates = FromKampen();
  dates.reported = On(2022y / 6 / 1);
  dates.indicated = kCut2023;
  for (const auto& [day, wanted] :
       {std::pair(kCut2023 - 1, "GM0193"), {kCut2023, "GM0166"}, {kCut2023 + 1, "GM0166"}}) {
    dates.used_from = day;
    EXPECT_EQ(Responsible(IjsselVecht(), dates)[0], wanted) << day;
  }
}

TEST(IjsselVecht, IndicationAndWaitingListOnAndAroundTheCutOff) {
  CaseDates dates = FromKampen();
  for (const auto& [day, wanted] :
       {std::pair(kCut2023 - 1, "gezamenlijk"), {kCut2023, "GM0166"}, {kCut2023 + 1, "GM0166"}}) {
    dates.indicated = day;
    dates.waiting.reset();
    EXPECT_EQ(Responsible(IjsselVecht(), dates)[2], wanted) << "indicated on " << day;
    dates.indicated = On(2023y / 3 / 1);
    dates.waiting = day;
    EXPECT_EQ(Responsible(IjsselVecht(), dates)[2], wanted) << "waiting since " << day;
  }
}

TEST(IjsselVecht, UseThatEndedOnAndAroundTheCutOff) {
  CaseDates dates = FromKampen();
  dates.used_from = On(2021y / 3 / 1);
  dates.reported = On(2021y / 1 / 1);
  dates.indicated = On(2023y / 6 / 1);  // again
  // used_to is the first day without use: until the cut-off is up to the day before it.
  dates.used_to = kCut2023 - 1;
  EXPECT_EQ(Responsible(IjsselVecht(), dates)[0], "GM0166");
  dates.used_to = kCut2023;
  EXPECT_EQ(Responsible(IjsselVecht(), dates)[0], "GM0193");
}

TEST(IjsselVecht, ThePayerHoldsUntilItsDay) {
  CaseDates dates = FromKampen();
  dates.used_from = On(2022y / 3 / 1);
  dates.indicated = On(2022y / 2 / 1);
  EXPECT_THAT(Payers(IjsselVecht(), dates, On(2025y / 12 / 31)),
              ElementsAre("GM0193", "GM0193", "gezamenlijk"));
  EXPECT_THAT(Payers(IjsselVecht(), dates, On(2026y / 1 / 1)),
              ElementsAre("GM0193", "GM0193", "niet_geregeld"));
  EXPECT_THAT(Payers(IjsselVecht(), dates, On(2033y / 1 / 1)),
              ElementsAre("GM0193", "niet_geregeld", "niet_geregeld"));
}

TEST(IjsselVecht, NobodyIsResponsibleWhereNoWordingFits) {
  CaseDates dates = FromKampen();
  dates.reported = On(2023y / 6 / 1);
  dates.used_from = On(2023y / 7 / 1);
  dates.indicated = On(2023y / 6 / 15);
  dates.application = On(2023y / 1 / 10);
  // §4.1 is about existing clients and new appeals, and this is neither.
  EXPECT_THAT(Responsible(IjsselVecht(), dates), ElementsAre("GM0166", "onbeslist", "GM0166"));
}

TEST(IjsselVecht, WhoIsNotExistingIsNewOnlyByTheWordingAboutNewClients) {
  CaseDates dates = FromKampen();
  dates.used_from = On(2024y / 5 / 1);
  for (const auto& [day, wanted] :
       {std::pair(kCut2023 - 1, "onbeslist"), {kCut2023, "GM0166"}, {kCut2023 + 1, "GM0166"}}) {
    dates.reported = dates.indicated = day;
    EXPECT_EQ(Responsible(IjsselVecht(), dates)[0], wanted) << "indicated on " << day;
    EXPECT_EQ(Responsible(IjsselVecht(), dates)[1], wanted) << "reported on " << day;
  }
  EXPECT_THAT(Responsible(IjsselVecht(), FromKampen()),
              ElementsAre("onbeslist", "onbeslist", "onbeslist"));
}

TEST(IjsselVecht, EarlierUseThatWentOnOverTheCutOffIsExisting) {
  CaseDates dates = FromKampen();
  dates.used_from = dates.indicated = On(2024y / 3 / 2);
  dates.reported = On(2024y / 3 / 1);
  dates.earlier_from = On(2019y / 1 / 15);
  dates.earlier_to = kCut2023;  // in use on the last day before the cut-off
  EXPECT_EQ(Responsible(IjsselVecht(), dates)[0], "GM0193");
  dates.earlier_to = kCut2023 - 1;
  EXPECT_EQ(Responsible(IjsselVecht(), dates)[0], "GM0166");
  dates.earlier_to.reset();
  EXPECT_EQ(Responsible(IjsselVecht(), dates)[0], "onbeslist");
}

TEST(IjsselVecht, WithoutAnOriginTheResidenceIsNotKnown) {
  CaseDates dates;
  dates.used_from = On(2024y / 1 / 1);
  dates.reported = On(2023y / 12 / 1);
  EXPECT_EQ(Responsible(IjsselVecht(), dates)[0], "onbeslist");
}

TEST(IjsselVecht, OtherLawsPayThemselves) {
  CaseDates dates = FromKampen();
  dates.used_from = On(2022y / 1 / 1);
  dates.law = "wlz";
  EXPECT_THAT(Responsible(IjsselVecht(), dates), ElementsAre("geen", "geen", "geen"));
  EXPECT_EQ(Payers(IjsselVecht(), dates, kCut2023)[0], "zorgkantoor");
  dates.law = "zvw";
  EXPECT_EQ(Payers(IjsselVecht(), dates, kCut2023)[0], "zorgverzekeraar");
}

TEST(WestBrabantWest, IndicationOnAndAroundTheCutOff) {
  CaseDates dates;
  dates.origin = "GM1674";
  const Day cut_off = On(2022y / 1 / 1);
  for (const auto& [day, wanted] :
       {std::pair(cut_off - 1, "GM0748"), {cut_off, "GM1674"}, {cut_off + 1, "GM1674"}}) {
    dates.indicated = day;
    EXPECT_EQ(Responsible(WestBrabantWest(), dates)[0], wanted) << day;
  }
  // The waiting list does not count here.
  dates.indicated.reset();
  dates.waiting = cut_off - 30;
  EXPECT_EQ(Responsible(WestBrabantWest(), dates)[0], "GM1674");
  dates.waiting.reset();  // nothing is known
  EXPECT_EQ(Responsible(WestBrabantWest(), dates)[0], "onbeslist");
}

Newness NewnessOf(const CaseDates& dates) {
  const Wordings wordings = IjsselVecht();
  return Judge(wordings, "GM0193", kCut2023, Words(true)).NewnessOf(dates);
}

TEST(NewClient, AnApplicationWithin365DaysMakesNobodyNew) {
  CaseDates dates = FromKampen();
  const Day report = On(2024y / 3 / 1);  // 2024 has a 29 February
  dates.reported = report;
  EXPECT_EQ(NewnessOf(dates), Newness::kNew);
  dates.application = report - 366;
  EXPECT_EQ(NewnessOf(dates), Newness::kNew);
  dates.application = report - 365;
  EXPECT_EQ(NewnessOf(dates), Newness::kNotNew);
  dates.application = report - 1;
  EXPECT_EQ(NewnessOf(dates), Newness::kNotNew);
}

TEST(NewClient, EarlierUseIsReadInTwoWays) {
  CaseDates dates = FromKampen();
  const Day report = On(2023y / 5 / 1);
  dates.reported = report;
  dates.earlier_from = report - 2000;
  // The last day of use is the day before the end.
  dates.earlier_to = report - 365;
  EXPECT_EQ(NewnessOf(dates), Newness::kByReading);
  dates.earlier_to = report - 364;
  EXPECT_EQ(NewnessOf(dates), Newness::kNotNew);
  dates.earlier_to.reset();  // not known
  EXPECT_EQ(NewnessOf(dates), Newness::kByReading);
}

TEST(NewClient, WithoutADayOfReportItIsNotKnown) {
  EXPECT_EQ(NewnessOf(FromKampen()), Newness::kUnknown);
}

TEST(ImpreciseCutOff, LeavesUndecidedWhatLiesWithinIt) {
  Wordings wordings;
  wordings.existing = {Worded(1, "indicatie", "gemeente", "GM0748", "2022")};
  wordings.fresh = {Worded(1, "", "woonplaats", "", "2022")};
  CaseDates dates = FromKampen();
  dates.indicated = On(2021y / 12 / 31);
  EXPECT_EQ(Responsible(wordings, dates)[0], "GM0748");
  dates.indicated = On(2022y / 6 / 1);
  EXPECT_EQ(Responsible(wordings, dates)[0], "onbeslist");
  dates.indicated = On(2022y / 12 / 31);
  EXPECT_EQ(Responsible(wordings, dates)[0], "GM0166");
}

TEST(WrongDates, NamesWhatCannotBe) {
  CaseDates dates = FromKampen();
  EXPECT_EQ(WrongDates(dates), nullptr);
  dates.used_from = 100;
  dates.used_to = 99;
  EXPECT_NE(WrongDates(dates), nullptr);
  dates.used_to = 100;
  EXPECT_EQ(WrongDates(dates), nullptr);
  dates.reported = 50;
  dates.application = 50;
  EXPECT_NE(WrongDates(dates), nullptr);
}

}  // namespace
}  // namespace finance
