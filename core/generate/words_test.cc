// The numbers and words that landscapes are made of.
#include "core/generate/words.h"

#include <set>

#include "core/base/date.h"
#include "core/base/edtf.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

// A landscape of a seed is to be the same for ever, so that a case can be named by its number.
TEST(Random, GivesTheSameNumbersForEver) {
  Random random(1, "");
  const uint64_t first = random.Next(), second = random.Next();
  EXPECT_THAT((std::vector<uint64_t>{first, second}),
              ElementsAre(0x910A2DEC89025CC1u, 0xBEEB8DA1658EEC67u));
}

// Whatever the compiler.
TEST(Words, AreTheSameForEver) {
  Random random(1, "words");
  const std::string sentence = Sentence(random), section = Section(random), body = Body(random);
  const std::string date = DateWithin(2021, random), day = DayWithin(2021, random);
  EXPECT_THAT((std::vector<std::string>{sentence, section, body, date, day}),
              ElementsAre("De wethouders evalueren de bestaande afspraken, in het najaar.", "§1.2",
                          "college", "2021", "2021-03-21"));
  EXPECT_EQ(PlaceNames(random).front(), "Groenakker");
}

TEST(Random, StreamsOfOneSeedDiffer) {
  EXPECT_NE(Random(1, "region").Next(), Random(1, "municipality").Next());
  EXPECT_NE(Random(1, "region").Next(), Random(2, "region").Next());
}

TEST(Random, KeepsWithinItsBounds) {
  Random random(3, "");
  std::set<int> seen;
  for (int i = 0; i < 200; ++i) seen.insert(random.Between(4, 7));
  EXPECT_THAT(seen, ElementsAre(4, 5, 6, 7));
}

TEST(PlaceNames, AreManyAndDiffer) {
  Random random(1, "");
  const std::vector<std::string> names = PlaceNames(random);
  EXPECT_THAT(std::set<std::string>(names.begin(), names.end()), SizeIs(names.size()));
  // For the most regions that can be asked for, each of two with eight members.
  EXPECT_GE(names.size(), 40u * 2 * 8);
}

TEST(DateWithin, IsADateThatLiesInTheYear) {
  Random random(1, "");
  const int32_t first = DaysFromCivil(2021, 1, 1), last = DaysFromCivil(2021, 12, 31);
  std::set<std::string> seen;
  for (int i = 0; i < 2000; ++i) {
    const std::string date = DateWithin(2021, random);
    const auto bounds = ParseEdtf(date);
    ASSERT_TRUE(bounds) << date;
    EXPECT_GE(*bounds->earliest, first) << date;
    EXPECT_LE(*bounds->latest, last) << date;
    seen.insert(date);
  }
  for (const char* form : {"2021", "2021-36", "2021-23", "2021-09~", "2021-09", "2021-02-28"})
    EXPECT_EQ(seen.count(form), 1u) << form;
}

TEST(Slug, IsAnId) {
  EXPECT_EQ(Slug("Dijkstad en omgeving"), "dijkstad_en_omgeving");
  EXPECT_EQ(Slug("Overleg (nieuw)"), "overleg_nieuw");
}

}  // namespace
}  // namespace stelsel::core
