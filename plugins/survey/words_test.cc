#include "words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace survey {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(WordsTest, CaseAccentsAndPunctuationDoNotCount) {
  EXPECT_THAT(WordsOf("Financiële  risico’s?"), ElementsAre("financiele", "risico", "s"));
  EXPECT_EQ(Plain("FINANCIËLE RISICO'S"), Plain("financiele risico‘s"));
  EXPECT_EQ(Plain("A1_toelichting"), "a1 toelichting");
  EXPECT_EQ(Plain("gemeente\xC2\xA0Zwolle\r\n"), "gemeente zwolle");
}

TEST(WordsTest, OtherLettersStayAndBytesThatAreCutDoNotHarm) {
  EXPECT_THAT(WordsOf("жа 12"), ElementsAre("жа", "12"));
  EXPECT_THAT(WordsOf("a\xC3"), ElementsAre("a\xC3"));
  EXPECT_THAT(WordsOf("\xE2\x80"), IsEmpty());
  EXPECT_THAT(WordsOf(""), IsEmpty());
}

TEST(WordsTest, CodeHasUnderscores) {
  EXPECT_EQ(CodeOf(" Visie en commitment. "), "visie_en_commitment");
}

TEST(WordsTest, PartsAreTrimmedAndNeverEmpty) {
  EXPECT_THAT(Parts("a; b;;\xC2\xA0;c ", ";"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Parts("", ";"), IsEmpty());
}

}  // namespace
}  // namespace survey
