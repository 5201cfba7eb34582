#include "core/model/order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/model/snapshot.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;

constexpr const char* kSchema = R"json({"name": "thing", "fields": [
  {"name": "code", "type": "string", "constraints": {"required": true}},
  {"name": "number", "type": "integer", "constraints": {"required": true}},
  {"name": "note", "type": "string"}], "primaryKey": ["code", "number"]})json";

struct Row {
  const char* code;
  std::optional<int64_t> number;
  const char* note;
};

// A snapshot whose table holds these rows as they are.
SnapshotPtr Things(const std::vector<Row>& rows) {
  const SchemaSetPtr schemas =
      *SchemaSet::Create({*ReadTableSchema(kSchema, "thing.json", "core")});
  Writer writer(Snapshot::Empty(schemas));
  ChunkBuilder builder = *writer.NewChunk("thing");
  for (const Row& row : rows) {
    builder.AppendText(0, row.code);
    if (row.number) {
      builder.AppendScalar(1, *row.number);
    } else {
      builder.AppendNull(1);
    }
    builder.AppendText(2, row.note);
    builder.EndRow();
  }
  EXPECT_TRUE(writer.Append("thing", builder.Finish()).ok());
  return writer.Commit({});
}

std::vector<std::string> NotesInOrder(const std::vector<Row>& rows) {
  const SnapshotPtr snapshot = Things(rows);
  const TablePtr table = snapshot->table("thing");
  const TablePtr ordered = TableOfRows(*table, InKeyOrder(*table, LiveRows(*table)));
  std::vector<std::string> notes;
  ordered->ForEachRow([&](const RowRef& row) { notes.emplace_back(row.Text(2)); });
  return notes;
}

TEST(InKeyOrderTest, SortsTextsByBytesAndNumbersByValue) {
  EXPECT_THAT(NotesInOrder({{"b", 10, "3"}, {"a", 10, "2"}, {"b", 9, "4"}, {"a", -1, "1"}}),
              ElementsAre("1", "2", "4", "3"));
}

TEST(InKeyOrderTest, PutsAnEmptyValueFirst) {
  EXPECT_THAT(NotesInOrder({{"a", -5, "2"}, {"a", std::nullopt, "1"}}), ElementsAre("1", "2"));
}

TEST(InKeyOrderTest, KeepsRowsWithTheSameKeyInTheirOrder) {
  EXPECT_THAT(NotesInOrder({{"b", 1, "3"}, {"a", 1, "1"}, {"a", 1, "2"}}),
              ElementsAre("1", "2", "3"));
}

TEST(InKeyOrderTest, HoldsForNumbersThatLieFarApart) {
  const int64_t most = std::numeric_limits<int64_t>::max();
  EXPECT_THAT(NotesInOrder({{"a", most, "3"}, {"a", 0, "2"}, {"a", -most, "1"}, {"0", most, "0"}}),
              ElementsAre("0", "1", "2", "3"));
}

TEST(TableOfRowsTest, SharesTheChunksWhenTheOrderIsTheSame) {
  const SnapshotPtr snapshot = Things({{"a", 1, "1"}, {"b", 1, "2"}});
  const TablePtr table = snapshot->table("thing");
  const TablePtr same = TableOfRows(*table, InKeyOrder(*table, LiveRows(*table)));
  EXPECT_EQ(same->parts()[0].chunk, table->parts()[0].chunk);
}

TEST(InKeyOrderTest, TakesAnEmptyTable) { EXPECT_THAT(NotesInOrder({}), ElementsAre()); }

}  // namespace
}  // namespace stelsel::core
