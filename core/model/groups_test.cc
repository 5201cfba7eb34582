#include "core/model/groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "core/model/model_test_util.h"

namespace stelsel::core {
namespace {

TablePtr TableOf(const Lines& lines, size_t rows_a_part) {
  return SnapshotOf(SetOf({kEverything}), "everything", lines, rows_a_part)->table("everything");
}

std::vector<int> FieldsOf(const Table& table, const std::vector<std::string>& names) {
  std::vector<int> fields;
  for (const std::string& name : names) fields.push_back(table.schema().IndexOf(name));
  return fields;
}

std::vector<uint64_t> KeysOf(const Table& table, const PackedKeys& keys) {
  std::vector<uint64_t> all;
  for (size_t part = 0; part < table.parts().size(); ++part) {
    std::vector<uint64_t> some(table.parts()[part].chunk->rows);
    keys.Read(part, 0, absl::MakeSpan(some));
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

TEST(PackedKeysTest, AreAsSmallAsTheValuesAllow) {
  const TablePtr table = TableOf({Everything("a", {{"count", "100"}, {"day", "2021-01-01"}}),
                                  Everything("a", {{"count", "102"}, {"day", "2021-01-02"}}),
                                  Everything("b", {{"count", "101"}, {"day", "-"}})},
                                 2);
  const PackedKeys keys(*table, FieldsOf(*table, {"key", "count", "day"}));
  ASSERT_TRUE(keys.fit());
  EXPECT_EQ(keys.range(), 2u * 3 * 3);
  EXPECT_THAT(KeysOf(*table, keys), testing::ElementsAre(1, 8, 12));
  EXPECT_FALSE(keys.MayHaveNulls(0));
  EXPECT_TRUE(keys.MayHaveNulls(1));
  EXPECT_TRUE(keys.HasNull(1, 0));
}

TEST(PackedKeysTest, DoNotFitWhenTheValuesTakeMoreThan64Bits) {
  const Lines lines = {Everything("a", {{"count", "-9223372036854775807"}}),
                       Everything("a", {{"count", "9223372036854775807"}})};
  const TablePtr table = TableOf(lines, 1);
  EXPECT_TRUE(PackedKeys(*table, FieldsOf(*table, {"count", "key"})).fit());
  EXPECT_FALSE(PackedKeys(*table, FieldsOf(*table, {"count", "count"})).fit());
  Lines with_null = lines;
  with_null.push_back(Everything("b", {{"count", "-"}}));
  const TablePtr more = TableOf(with_null, 1);
  EXPECT_FALSE(PackedKeys(*more, FieldsOf(*more, {"count"})).fit());
}

// Few values, many values, and such as do not fit in 64 bits.
rc::Gen<Lines> SomeRows() {
  return rc::gen::mapcat(
      rc::gen::elementOf(std::vector<int64_t>{2, 100'000, 4'000'000'000'000'000'000}),
      [](int64_t spread) {
        return rc::gen::container<Lines>(rc::gen::map(
            rc::gen::tuple(rc::gen::inRange<int64_t>(-spread, spread),
                           rc::gen::inRange<int64_t>(-spread, spread), rc::gen::inRange(0, 5)),
            [](const std::tuple<int64_t, int64_t, int>& values) {
              const auto [count, moment, kind] = values;
              const std::string ratio = std::to_string(moment / 1000 % 1'000'000) + ".000";
              return Everything(kind == 0 ? "a" : "b",
                                {{"count", kind == 1 ? "-" : std::to_string(count)},
                                 {"ratio", kind == 2 ? "-" : ratio}});
            }));
      });
}

RC_GTEST_PROP(GroupsTest, HaveOneNumberForOneCombinationOfValues, ()) {
  const std::vector<std::vector<std::string>> choices = {
      {"key", "count"}, {"count", "ratio"}, {"count", "count", "ratio"}, {}};
  const Lines lines = *SomeRows();
  const TablePtr table = TableOf(lines, *rc::gen::inRange<size_t>(1, 9));
  const std::vector<int> fields = FieldsOf(*table, *rc::gen::elementOf(choices));
  const Groups groups(*table, fields);
  std::map<KeyValues, uint32_t> numbers;
  std::map<uint32_t, KeyValues> values;
  for (size_t part = 0; part < table->parts().size(); ++part) {
    const size_t rows = table->parts()[part].chunk->rows;
    std::vector<uint32_t> read(rows);
    groups.Read(part, 0, absl::MakeSpan(read));
    for (size_t row = 0; row < rows; ++row) {
      const KeyValues key =
          ValuesOf(table->row(table->start(part) + static_cast<RowId>(row)), fields);
      RC_ASSERT(read[row] < groups.limit());
      RC_ASSERT(numbers.emplace(key, read[row]).first->second == read[row]);
      RC_ASSERT(values.emplace(read[row], key).first->second == key);
    }
  }
}

}  // namespace
}  // namespace stelsel::core
