#include "report/examples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/doubt.h"
#include "report/national.h"
#include "report/region.h"
#include "report/test_context.h"
#include "test_document.h"

namespace reporting {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::vector<Topic> kTopics{{"B3", "Partners", Theme::samenwerking, true},
                                 {"B10", "Geld", Theme::samenwerking, false}};
const char kOfRegion[] = "Praktijkvoorbeelden van de regio";
const char kByRegion[] = "Praktijkvoorbeelden per regio";
const char kByTopic[] = "Praktijkvoorbeelden per onderwerp";

Example Known(const char* region, const char* name, const char* title) {
  Example out;
  out.region = region;
  out.region_name = name;
  out.title = title;
  out.description = "Dit doet men.";
  out.source = {"rapport", "§4.1"};
  return out;
}

// Almelo has one of two topics and doubts; Zwolle one of one.
std::vector<Example> Two() {
  Example almelo = Known("almelo", "Almelo", "Woning, snel");
  almelo.explanation = "Zo heet het. Twijfel: het kan ook Twente zijn.";
  almelo.topics = {{"B3", "Twijfel: het staat elders.", {"rapport", "§4.2"}, false},
                   {"B10", "", {"rapport", "§4.1"}, false}};
  almelo.tags = {"beschermd wonen", "uitstroom"};
  Example zwolle = Known("zwolle", "Zwolle", "Convenant");
  zwolle.topics = {{"B3", "Met partners.", {"visie", ""}, false}};
  return {almelo, zwolle};
}

RegionState RegionWith(std::vector<Example> examples) {
  RegionState state;
  state.region = {"almelo", "Almelo", "", {}, false};
  state.topics = kTopics;
  state.examples = std::move(examples);
  return state;
}

National NationalWith(std::vector<Example> examples) {
  National national(kTopics, {{"almelo", "Almelo", "", {}, false}});
  national.examples = std::move(examples);
  return national;
}

TEST(ExamplesTest, OfARegionStandWithTopicsTagsDoubtAndSource) {
  TestDocument document;
  WriteRegion(TestContext(), RegionWith({Two()[0]}), *document);
  EXPECT_THAT(
      document.RowsOf(kOfRegion),
      ElementsAre(ElementsAre(
          "Woning, snel", "Dit doet men.", "B3 Partners\nB10 Geld", "beschermd wonen, uitstroom",
          "Zo heet het.\nTwijfel: het kan ook Twente zijn.", "bron 1: §4.1", "0")));
  EXPECT_THAT(document.RowsOf(kByTopic),
              ElementsAre(ElementsAre("B3 Partners", "Woning, snel", "Twijfel: het staat elders.",
                                      "bron 1: §4.2", "0"),
                          ElementsAre("B10 Geld", "Woning, snel", "-", "bron 1: §4.1", "0")));
  EXPECT_THAT(document.Texts(STELSEL_SECTION),
              ElementsAre("In het kort", "Praktijkvoorbeelden", "Bronnen"));
  EXPECT_THAT(document.AllText(), HasSubstr("anderen van kunnen leren: 1 praktijkvoorbeeld. "));
}

TEST(ExamplesTest, OfAllRegionsStandByTopicWithTheirRegionAndAreCounted) {
  TestDocument document;
  WriteNational(TestContext(), NationalWith(Two()), *document);
  EXPECT_THAT(
      document.RowsOf(kByTopic),
      ElementsAre(ElementsAre("B3 Partners", "Almelo", "Woning, snel", "Twijfel: het staat elders.",
                              "bron 1: §4.2", "0"),
                  ElementsAre("B3 Partners", "Zwolle", "Convenant", "Met partners.", "bron 2", "0"),
                  ElementsAre("B10 Geld", "Almelo", "Woning, snel", "-", "bron 1: §4.1", "0")));
  EXPECT_THAT(
      document.RowsOf(kByRegion),
      Contains(ElementsAre("Zwolle", "Convenant", "Dit doet men.", "-", "-", "bron 1: §4.1", "0")));
  EXPECT_THAT(document.AllText(),
              HasSubstr("leren: 2 praktijkvoorbeelden van 2 regio's, bij 2 onderwerpen."));
}

TEST(ExamplesTest, ThatAreNotThereHaveNoSection) {
  TestDocument region, national;
  WriteRegion(TestContext(), RegionWith({}), *region);
  WriteNational(TestContext(), NationalWith({}), *national);
  EXPECT_THAT(region.AllText(), Not(HasSubstr("raktijkvoorbeeld")));
  EXPECT_THAT(national.AllText(), Not(HasSubstr("raktijkvoorbeeld")));
}

TEST(ExamplesTest, WithoutATopicAreShownAllTheSame) {
  TestDocument document;
  WriteNational(TestContext(), NationalWith({Known("almelo", "Almelo", "Convenant")}), *document);
  EXPECT_THAT(document.RowsOf(kByRegion),
              ElementsAre(ElementsAre("Almelo", "Convenant", "Dit doet men.", "-", "-",
                                      "bron 1: §4.1", "0")));
  EXPECT_THAT(document.AllText(), Not(HasSubstr(kByTopic)));
}

TEST(ExamplesTest, OnATopicThatIsNotKnownHaveItsCode) {
  std::vector<Example> examples = Two();
  examples[1].topics[0].topic = "Z9";
  TestDocument document;
  WriteNational(TestContext(), NationalWith(examples), *document);
  EXPECT_THAT(document.RowsOf(kByTopic),
              Contains(ElementsAre("Z9", "Zwolle", "Convenant", "Met partners.", "bron 2", "0")));
}

TEST(ExamplesTest, ThatAreMadeUpAreAnnouncedAndMarked) {
  std::vector<Example> examples = Two();
  TestDocument without;
  WriteNational(TestContext(), NationalWith(examples), *without);
  EXPECT_THAT(without.Texts(STELSEL_NOTE), Not(Contains(HasSubstr("illustratief"))));
  examples[1].topics[0].illustratief = true;
  TestDocument national, region;
  WriteNational(TestContext(), NationalWith(examples), *national);
  EXPECT_THAT(national.Texts(STELSEL_NOTE), Contains(HasSubstr("illustratief")));
  EXPECT_THAT(national.RowsOf(kByTopic), Contains(ElementsAre("B3 Partners", "Zwolle", "Convenant",
                                                              "Met partners.", "bron 2", "1")));
  WriteRegion(TestContext(), RegionWith({examples[1]}), *region);
  EXPECT_THAT(region.Texts(STELSEL_NOTE), Contains(HasSubstr("illustratief")));
}

TEST(ExamplesTest, HaveNoDomainWhichIsSaidWhereOneWasAskedFor) {
  National national = NationalWith(Two());
  TestDocument all, one;
  WriteNational(TestContext(), national, *all);
  national.options.domain = Domain::BW;
  WriteNational(TestContext(), national, *one);
  EXPECT_THAT(all.AllText(), Not(HasSubstr("niet naar domein verdeeld")));
  EXPECT_THAT(one.AllText(), HasSubstr("niet naar domein verdeeld"));
  EXPECT_EQ(one.RowsOf(kByTopic), all.RowsOf(kByTopic));
}

TEST(ExamplesTest, DoubtIsExplainedWhereThereIsSome) {
  const char explained[] = "Achter ‘Twijfel:’ staat";
  TestDocument with, without;
  WriteRegion(TestContext(), RegionWith({Two()[0]}), *with);
  WriteRegion(TestContext(), RegionWith({Two()[1]}), *without);
  EXPECT_THAT(with.AllText(), HasSubstr(explained));
  EXPECT_THAT(without.AllText(), Not(HasSubstr(explained)));
}

TEST(ExamplesTest, AreThereInEnglishToo) {
  TestDocument document("en");
  WriteNational(TestContext("en"), NationalWith(Two()), *document);
  EXPECT_THAT(document.Texts(STELSEL_SECTION), Contains("Practice examples"));
  EXPECT_THAT(document.AllText(), HasSubstr("2 practice examples from 2 regions, on 2 topics."));
  EXPECT_THAT(document.RowsOf("Practice examples by topic"), Not(IsEmpty()));
}

TEST(DoubtTest, StandsOnALineOfItsOwn) {
  EXPECT_EQ(WithDoubtApart("Ja. Twijfel: nee."), "Ja.\nTwijfel: nee.");
  EXPECT_EQ(WithDoubtApart("Twijfel: nee."), "Twijfel: nee.");
  EXPECT_EQ(WithDoubtApart("Ja."), "Ja.");
  EXPECT_TRUE(HasDoubt("Ja. Twijfel: nee."));
  EXPECT_FALSE(HasDoubt("Geen twijfel."));
}

}  // namespace
}  // namespace reporting
