#include "core/model/dictionary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "core/base/date.h"
#include "core/model/model_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::IsNull;
using testing::NotNull;

TEST(DictionaryTest, GivesEachTextOneCodeCountingFromZero) {
  Dictionary dictionary(false);
  EXPECT_EQ(dictionary.Intern("ijssel_vecht"), 0);
  EXPECT_EQ(dictionary.Intern("drenthe"), 1);
  EXPECT_EQ(dictionary.Intern("ijssel_vecht"), 0);
  EXPECT_EQ(dictionary.size(), 2);
  EXPECT_EQ(dictionary.Text(1), "drenthe");
}

TEST(DictionaryTest, FindDoesNotAdd) {
  Dictionary dictionary(false);
  EXPECT_THAT(dictionary.Find("drenthe"), Eq(std::nullopt));
  EXPECT_EQ(dictionary.size(), 0);
  dictionary.Intern("drenthe");
  EXPECT_THAT(dictionary.Find("drenthe"), Eq(0));
}

TEST(DictionaryTest, KeepsAnyText) {
  Dictionary dictionary(false);
  const std::vector<std::string> texts = {"",  std::string("a\0b", 3),    "a",
                                          "ĳ", std::string(100'000, 'x'), std::string(65'536, 'y')};
  for (const std::string& text : texts) dictionary.Intern(text);
  for (size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(dictionary.Text(static_cast<int32_t>(i)), texts[i]);
  }
}

TEST(DictionaryTest, DoesNotMoveATextWhileItGrows) {
  Dictionary dictionary(false);
  std::vector<const char*> where;
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_EQ(dictionary.Intern("text " + std::to_string(i)), i);
    where.push_back(dictionary.Text(i).data());
  }
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_EQ(dictionary.Text(i), "text " + std::to_string(i));
    ASSERT_EQ(dictionary.Text(i).data(), where[static_cast<size_t>(i)]);
  }
}

TEST(DictionaryTest, KnowsTheBoundsOfADateText) {
  Dictionary dictionary(true);
  const int32_t quarter = dictionary.Intern("2021-36~");
  EXPECT_EQ(FormatDate(dictionary.Earliest(quarter)), "2021-10-01");
  EXPECT_EQ(FormatDate(dictionary.Latest(quarter)), "2021-12-31");
  const int32_t before = dictionary.Intern("../2022-01-01");
  EXPECT_EQ(dictionary.Earliest(before), Dictionary::kOpenStart);
  EXPECT_EQ(FormatDate(dictionary.Latest(before)), "2022-01-01");
  const int32_t after = dictionary.Intern("2021/..");
  EXPECT_EQ(dictionary.Latest(after), Dictionary::kOpenEnd);
}

TEST(DictionaryTest, LeavesATextThatIsNoDateWideOpen) {
  Dictionary dates(true);
  Dictionary others(false);
  for (const auto& [dictionary, text] : {std::pair(&dates, "soon"), std::pair(&others, "2021")}) {
    const int32_t code = dictionary->Intern(text);
    EXPECT_EQ(dictionary->Earliest(code), Dictionary::kOpenStart);
    EXPECT_EQ(dictionary->Latest(code), Dictionary::kOpenEnd);
  }
}

// Writers intern the same texts in another order each; a reader follows without a lock. Run under
// the thread sanitizer, this also shows that they do not race.
TEST(DictionaryTest, MayBeWrittenAndReadByManyThreads) {
  constexpr int kTexts = 5'000;
  const auto text = [](int i) { return std::to_string(2000 + i % 20) + "-" + std::to_string(i); };
  Dictionary dictionary(true);
  std::atomic<bool> done = false;
  std::vector<std::thread> threads;
  for (int step : {1, 3, 7}) {
    threads.emplace_back([&, step] {
      for (int i = 0; i < kTexts; ++i) {
        const std::string mine = text(i * step % kTexts);
        const int32_t code = dictionary.Intern(mine);
        EXPECT_EQ(dictionary.Text(code), mine);
      }
    });
  }
  std::thread reader([&] {
    while (!done) {
      const int32_t size = dictionary.size();
      for (int32_t code = std::max(0, size - 50); code < size; ++code) {
        EXPECT_THAT(dictionary.Find(dictionary.Text(code)), Eq(code));
        EXPECT_LE(dictionary.Earliest(code), dictionary.Latest(code));
      }
    }
  });
  for (std::thread& thread : threads) thread.join();
  done = true;
  reader.join();
  EXPECT_EQ(dictionary.size(), kTexts);
}

constexpr std::string_view kRegion = R"({
  "name": "region",
  "fields": [
    {"name": "region", "type": "string", "constraints": {"required": true}},
    {"name": "name", "type": "string"},
    {"name": "parent", "type": "string"}
  ],
  "primaryKey": "region",
  "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "region"}}]
})";

constexpr std::string_view kMember = R"({
  "name": "member",
  "fields": [
    {"name": "region", "type": "string", "constraints": {"required": true}},
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "since", "type": "string", "stelsel:edtf": true},
    {"name": "role", "type": "string", "constraints": {"enum": ["a", "b"]}}
  ],
  "primaryKey": ["region", "number"],
  "foreignKeys": [{"fields": ["region"], "reference": {"resource": "region", "fields": ["region"]}}]
})";

TEST(DictionaryPoolTest, SharesOneDictionaryAmongFieldsThatReferencesJoin) {
  const SchemaSetPtr schemas = SetOf({kRegion, kMember});
  const DictionaryPool pool(*schemas);
  const auto region = pool.Of(*schemas, *schemas->Find("region"));
  const auto member = pool.Of(*schemas, *schemas->Find("member"));
  EXPECT_THAT(region[0], NotNull());
  EXPECT_EQ(region[2], region[0]);
  EXPECT_EQ(member[0], region[0]);
  EXPECT_NE(member[3], region[0]);
}

TEST(DictionaryPoolTest, HasNoneForFieldsThatAreNotInterned) {
  const SchemaSetPtr schemas = SetOf({kRegion, kMember});
  const DictionaryPool pool(*schemas);
  EXPECT_THAT(pool.Of(*schemas, *schemas->Find("region")),
              ElementsAre(NotNull(), IsNull(), NotNull()));
  EXPECT_THAT(pool.Of(*schemas, *schemas->Find("member")),
              ElementsAre(NotNull(), IsNull(), NotNull(), NotNull()));
}

TEST(DictionaryPoolTest, KeepsBoundsForDateTextsOnly) {
  const SchemaSetPtr schemas = SetOf({kRegion, kMember});
  const DictionaryPool pool(*schemas);
  const auto member = pool.Of(*schemas, *schemas->Find("member"));
  EXPECT_EQ(FormatDate(member[2]->Latest(member[2]->Intern("2021"))), "2021-12-31");
  EXPECT_EQ(member[3]->Latest(member[3]->Intern("2021")), Dictionary::kOpenEnd);
}

}  // namespace
}  // namespace stelsel::core
