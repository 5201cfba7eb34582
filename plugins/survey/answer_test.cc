#include "answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace survey {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;
using ::testing::Pair;

TEST(AnswerTest, Spellings) {
  for (const char* text : {"nee", "N", "Nee.", "NEEN", "no"})
    EXPECT_EQ(ReadAnswer(text).status, "nee") << text;
  for (const char* text : {"ja", "J", " JA ", "yes", "Ja!"})
    EXPECT_EQ(ReadAnswer(text).status, "ja") << text;
  for (const char* text : {"in ontwikkeling", "In ontw.", "i.o.", "IO", "in_ontwikkeling",
                           "In  Ontwikkeling", "nog in ontwikkeling"})
    EXPECT_EQ(ReadAnswer(text).status, "in_ontwikkeling") << text;
}

TEST(AnswerTest, WhatIsNoAnswer) {
  EXPECT_EQ(ReadAnswer("").kind, Answer::kEmpty);
  EXPECT_EQ(ReadAnswer(" \xC2\xA0").kind, Answer::kEmpty);
  for (const char* text : {"n.v.t.", "NVT", "-", "–", "onbekend", "Weet niet"})
    EXPECT_EQ(ReadAnswer(text).kind, Answer::kLeftOpen) << text;
}

TEST(AnswerTest, WhatIsNotSureIsRefused) {
  for (const char* text : {"1", "2", "3", "deels", "ja/nee", "ja, zie toelichting", "x", "?",
                           "true", "nog niet", "BW: ja; BW: nee", "BW: ja; nee", "BW", "=1+1"})
    EXPECT_EQ(ReadAnswer(text).kind, Answer::kUnknown) << text;
}

TEST(AnswerTest, DomainsThatDiffer) {
  for (const char* text : {"BW: ja; MO: i.o.", "ja (BW), in ontwikkeling (MO)", "bw ja / mo IO",
                           "BW: ja\nMO: in ontwikkeling", "ja voor BW; io voor MO"}) {
    const Answer answer = ReadAnswer(text);
    EXPECT_EQ(answer.kind, Answer::kByDomain) << text;
    EXPECT_THAT(answer.by_domain, ElementsAre(Pair("BW", "ja"), Pair("MO", "in_ontwikkeling")))
        << text;
  }
  EXPECT_THAT(ReadAnswer("BW en MO: nee").by_domain,
              ElementsAre(Pair("BW", "nee"), Pair("MO", "nee")));
}

TEST(AnswerTest, Domains) {
  EXPECT_THAT(ReadDomains("BW"), Optional(ElementsAre("BW")));
  EXPECT_THAT(ReadDomains("bw/mo"), Optional(ElementsAre("BW", "MO")));
  EXPECT_THAT(ReadDomains("beide"), Optional(ElementsAre("BW", "MO")));
  EXPECT_THAT(ReadDomains("Maatschappelijke opvang en BW"), Optional(ElementsAre("MO", "BW")));
  EXPECT_THAT(ReadDomains("oggz, vz"), Optional(ElementsAre("OGGZ", "VZ")));
  for (const char* text : {"", "en", "wonen", "BW?x", "1"})
    EXPECT_EQ(ReadDomains(text), std::nullopt) << text;
}

}  // namespace
}  // namespace survey
