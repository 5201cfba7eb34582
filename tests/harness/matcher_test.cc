// Matchers of findings: what they match, and what they say when they do not.
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stelsel/testing.hpp"
#include "tests/harness/harness_test_util.h"

namespace harness {
namespace {

using stelsel::testing::Finding;
using stelsel::testing::FindingsOf;
using stelsel::testing::Found;
using stelsel::testing::FoundFindings;
using stelsel::testing::HasNoErrors;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Matchers : public Folder {
 protected:
  Matchers() {
    write("import/region.csv", kRegions);
    write("import/municipality.csv", kMunicipalities);
    all_ = FindingsOf(engine_, path("import"));
  }
  stelsel::Engine engine_;
  FoundFindings all_;
};

// What GoogleTest prints of a value, and of a matcher that it does not match.
template <typename Matcher>
std::string Explained(const FoundFindings& value, const Matcher& matcher) {
  ::testing::StringMatchResultListener listener;
  const ::testing::Matcher<const FoundFindings&> any = matcher;
  any.MatchAndExplain(value, &listener);
  std::ostringstream text;
  any.DescribeTo(&text);
  return text.str() + "\n" + listener.str() + "\n" + ::testing::PrintToString(value);
}

TEST_F(Matchers, FindByAnyPart) {
  EXPECT_THAT(all_, Contains(Finding("core/foreign-key")
                                 .At("region.csv", 2)
                                 .Field("parent_region")
                                 .Table("region")
                                 .Key("noord")
                                 .Region("noord")
                                 .Severity("error")
                                 .Saying("not in the table region")));
  EXPECT_THAT(all_, Contains(Finding("core/type-error").At("municipality.csv", 2, 3)));
  EXPECT_THAT(all_, Contains(Finding().At("municipality.csv", 4)));
}

TEST_F(Matchers, EachPartCounts) {
  const Finding right = Finding("core/foreign-key").At("region.csv", 2);
  EXPECT_THAT(all_, Contains(right));
  for (const Finding& wrong :
       {Finding("core/primary-key"), right.At("region.csv", 3), right.At("region.csv", 2, 9),
        right.At("gion.csv"), right.Field("name"), right.Table("municipality"), right.Key("zuid"),
        right.Region("zuid"), right.Severity("warning"), right.Saying("nothing of the kind")}) {
    EXPECT_THAT(all_, Not(Contains(wrong)));
  }
}

TEST_F(Matchers, DescribeTheWholeOfAnImport) {
  EXPECT_THAT(all_, UnorderedElementsAre(Finding("core/foreign-key"), Finding("core/type-error"),
                                         Finding("core/without_source").Severity("warning"),
                                         Finding("core/constraint-error").Field("municipality")));
}

TEST_F(Matchers, FilesAreToldAsFromTheSource) {
  EXPECT_THAT(all_, Each(Not(Finding().At("import/region.csv"))));
  EXPECT_THAT(all_, Contains(Finding().At("region.csv")));
  const FoundFindings one = FindingsOf(engine_, path("import/region.csv"));
  EXPECT_THAT(one, Contains(Finding("core/foreign-key").At("region.csv", 2)));
  EXPECT_EQ(one.front().file, "region.csv");
}

TEST_F(Matchers, NoErrorsIsAboutErrors) {
  EXPECT_THAT(all_, Not(HasNoErrors()));
  write("better/municipality.csv", "municipality,name,illustratief\nGM9902,Duindorp,\n");
  const FoundFindings better = FindingsOf(engine_, path("better"));
  EXPECT_THAT(better, Not(IsEmpty()));  // a warning
  EXPECT_THAT(better, HasNoErrors());
}

// Somebody who reads a log of CI is to see what is wrong, with every value by its shape.
TEST_F(Matchers, FailuresReadAsWhatAUserIsTold) {
  const std::string text = Explained(all_, HasNoErrors());
  EXPECT_THAT(text, HasSubstr("has no errors\nwhich has 3 of them\n"));
  EXPECT_THAT(text, HasSubstr("\n  region.csv:2 error: parent_region refers to “aaaaaaa”, which is "
                              "not in the table region. [core/foreign-key] field parent_region of "
                              "region (noord)"));
  EXPECT_THAT(text, Not(HasSubstr("nergens")));
  EXPECT_THAT(Explained(all_, Contains(Finding("core/overlap").At("region.csv", 3).Field("name"))),
              HasSubstr("is a finding of core/overlap at region.csv:3, of field name"));
  EXPECT_EQ(::testing::PrintToString(FoundFindings()), "no findings");
}

TEST_F(Matchers, MessagesAreInTheLanguageThatIsAskedFor) {
  EXPECT_THAT(FindingsOf(engine_, path("import"), {}, "nl"),
              Contains(Finding("core/foreign-key").Saying("staat niet in de tabel")));
}

TEST_F(Matchers, MoreThanAThousandOfARuleAreAllThere) {
  std::string text = "region,name,parent_region,illustratief\n";
  for (int i = 0; i < 1500; ++i) text += "r" + std::to_string(i) + ",R,nergens,true\n";
  write("many/region.csv", text);
  EXPECT_EQ(FindingsOf(engine_, path("many")).size(), 1500u);
}

TEST_F(Matchers, WhatCannotBeReadIsThrown) {
  EXPECT_THROW(FindingsOf(engine_, path("nowhere")), stelsel::Error);
}

}  // namespace
}  // namespace harness
