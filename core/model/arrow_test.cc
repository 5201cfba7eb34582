// Tables out as Arrow streams and in again. What other makers' streams look like to us stands in
// arrow_in_test.cc.
#include "core/model/arrow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "core/model/model_test_util.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsNull;
using testing::SizeIs;

ArrowArrayStream Export(const SnapshotPtr& snapshot, std::string_view table) {
  ArrowArrayStream stream{};
  const TablePtr rows = snapshot->table(table);
  ExportTable(rows, snapshot->pool(), AllFields(rows->schema()), &stream);
  return stream;
}

// Reads a stream into a snapshot with a pool of its own, where one text is interned already so that
// codes differ from those of the exporter.
absl::StatusOr<SnapshotPtr> Import(ArrowArrayStream* stream, const SchemaSetPtr& schemas,
                                   std::string_view table, ImportOptions options = {}) {
  const SnapshotPtr empty = Snapshot::Empty(schemas);
  const TablePtr target = empty->table(table);
  for (Dictionary* dictionary : target->dictionaries()) {
    if (dictionary != nullptr) dictionary->Intern("2000");
  }
  Writer writer(empty);
  const absl::Status status =
      ImportStream(stream, target->schema_ptr(), target->dictionaries(), options,
                   [&](ChunkPtr chunk) { return writer.Append(table, std::move(chunk)); });
  if (!status.ok()) return status;
  return writer.Commit({});
}

// What comes back when the rows go out and in again.
Lines ThereAndBack(const SnapshotPtr& snapshot) {
  ArrowArrayStream stream = Export(snapshot, "everything");
  const auto back = Import(&stream, snapshot->schemas(), "everything");
  EXPECT_TRUE(back.ok()) << back.status();
  EXPECT_THAT(stream.release, IsNull());
  return back.ok() ? LinesOf(*(*back)->table("everything")) : Lines{};
}

SnapshotPtr Of(const Lines& lines, size_t rows_a_part = Chunk::kMaxRows) {
  return SnapshotOf(SetOf({kEverything}), "everything", lines, rows_a_part);
}

const std::string kNothing = "n|-|-|-|-|-|-|-|-|-|-";

std::vector<int64_t> BatchSizes(ArrowArrayStream stream) {
  std::vector<int64_t> sizes;
  while (true) {
    ArrowArray batch{};
    EXPECT_EQ(stream.get_next(&stream, &batch), 0);
    if (batch.release == nullptr) break;
    sizes.push_back(batch.length);
    batch.release(&batch);
  }
  stream.release(&stream);
  return sizes;
}

// ---- There and back -----------------------------------------------------------------------

TEST(ArrowRoundTripTest, KeepsAValueOfEachType) {
  const Lines lines = {
      Everything("a"),
      Everything("b",
                 {{"count", "-9223372036854775807"}, {"ratio", "-0.001"}, {"amount", "-12.34"}}),
      Everything("c", {{"count", "9223372036854775807"}, {"ratio", "9223372036854775.807"}}),
      Everything("d", {{"amount", "-92233720368547758.07"}, {"flag", "false"}, {"grade", "high"}}),
      Everything("e", {{"day", "0001-01-01"}, {"moment", "0001-01-01T00:00:00Z"}}),
      Everything("f", {{"day", "9999-12-31"}, {"moment", "9999-12-31T23:59:59.999999Z"}}),
      Everything("g", {{"text", "ĳssel, € \"x\"\n"}, {"code", "ë"}, {"about", "../2022-01-01"}}),
      Everything("h", {{"text", ""}, {"code", ""}}),
      Everything("i", {{"text", "-"}, {"code", "-"}}),
      kNothing};
  EXPECT_EQ(ThereAndBack(Of(lines)), lines);
}

TEST(ArrowRoundTripTest, KeepsANullAtEveryPlaceOfAByte) {
  for (size_t null = 0; null < 18; ++null) {
    Lines lines;
    for (size_t row = 0; row < 18; ++row) {
      const char* flag = row % 3 == 0 ? "true" : "false";
      lines.push_back(row == null ? kNothing : Everything("a", {{"flag", flag}}));
    }
    EXPECT_EQ(ThereAndBack(Of(lines)), lines) << null;
  }
}

TEST(ArrowRoundTripTest, KeepsMoreRowsThanOneBatchHolds) {
  Lines lines;
  for (int i = 0; i < 70'000; ++i) lines.push_back(std::to_string(i) + "|-|x|-|-7|-|-|-|-|-|-");
  const SnapshotPtr snapshot = Of(lines);
  EXPECT_THAT(BatchSizes(Export(snapshot, "everything")), ElementsAre(65'536, 4'464));
  EXPECT_EQ(ThereAndBack(snapshot), lines);
}

TEST(ArrowRoundTripTest, JoinsSmallBatchesIntoLargeChunks) {
  const SnapshotPtr snapshot = Of(Lines(1000, Everything("a")), 7);
  ArrowArrayStream stream = Export(snapshot, "everything");
  const auto back = Import(&stream, snapshot->schemas(), "everything");
  ASSERT_TRUE(back.ok());
  EXPECT_THAT((*back)->table("everything")->parts(), SizeIs(1));
}

TEST(ArrowRoundTripTest, LeavesOutDeadRowsAndPartsWithoutLiveOnes) {
  Lines lines;
  for (int i = 0; i < 20; ++i)
    lines.push_back(i % 4 == 0 ? kNothing : Everything(std::to_string(i)));
  const SnapshotPtr all = Of(lines, 5);
  Snapshot::Parts parts;
  parts.schemas = all->schemas();
  parts.pool = all->pool();
  parts.tables["everything"] = PickRows(*all->table("everything"), {0, 3, 7, 9, 19});
  const SnapshotPtr some = std::make_shared<const Snapshot>(std::move(parts));
  EXPECT_THAT(BatchSizes(Export(some, "everything")), ElementsAre(2, 2, 1));
  EXPECT_THAT(ThereAndBack(some), ElementsAre(lines[0], lines[3], lines[7], lines[9], lines[19]));
}

TEST(ArrowRoundTripTest, OfATableWithoutRowsGivesNone) {
  const SnapshotPtr empty = Snapshot::Empty(SetOf({kEverything}));
  EXPECT_THAT(BatchSizes(Export(empty, "everything")), ElementsAre());
  EXPECT_THAT(ThereAndBack(empty), ElementsAre());
}

rc::Gen<std::string> Cell(const std::vector<std::string>& values) {
  return rc::gen::weightedOneOf<std::string>(
      {{1, rc::gen::just<std::string>("-")}, {3, rc::gen::elementOf(values)}});
}

rc::Gen<std::string> AnyLine() {
  return rc::gen::apply(
      [](const std::string& key, const std::string& text, const std::string& code,
         const std::string& grade, int64_t count, int32_t ratio, const std::string& flag,
         const std::string& about) {
        return Everything(key, {{"text", text},
                                {"code", code},
                                {"grade", grade},
                                {"count", std::to_string(count)},
                                {"ratio", std::to_string(ratio) + ".125"},
                                {"flag", flag},
                                {"about", about}});
      },
      rc::gen::element<std::string>("a", "b", "c"), Cell({"", "x", "ĳ", "a long text"}),
      Cell({"", "p", "q"}), Cell({"low", "high", "unknown"}),
      rc::gen::inRange<int64_t>(-1e15, 1e15), rc::gen::inRange(-1000, -1), Cell({"true", "false"}),
      Cell({"2021", "2021-36~", "../2022"}));
}

RC_GTEST_PROP(ArrowRoundTripProperty, GivesTheSameRows, ()) {
  const auto lines = *rc::gen::container<Lines>(AnyLine());
  const auto part = *rc::gen::inRange<size_t>(1, 20);
  RC_ASSERT(ThereAndBack(Of(lines, part)) == lines);
}

// ---- What a stream says of itself ---------------------------------------------------------

struct Child {
  std::string name;
  std::string format;
  std::string dictionary;
  friend bool operator==(const Child&, const Child&) = default;
};

std::vector<Child> SchemaOf(ArrowArrayStream stream) {
  ArrowSchema schema{};
  EXPECT_EQ(stream.get_schema(&stream, &schema), 0);
  stream.release(&stream);
  EXPECT_STREQ(schema.format, "+s");
  std::vector<Child> children;
  for (int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    EXPECT_EQ(child.flags, ARROW_FLAG_NULLABLE);
    children.push_back(
        {child.name, child.format, child.dictionary == nullptr ? "" : child.dictionary->format});
  }
  schema.release(&schema);
  return children;
}

TEST(ArrowSchemaTest, HasTheTypeOfEachFieldAndOutlivesItsStream) {
  EXPECT_THAT(
      SchemaOf(Export(Of({}), "everything")),
      ElementsAre(Child{"key", "u", ""}, Child{"text", "u", ""}, Child{"code", "i", "u"},
                  Child{"grade", "i", "u"}, Child{"count", "l", ""}, Child{"ratio", "d:19,3", ""},
                  Child{"amount", "d:19,2", ""}, Child{"flag", "b", ""}, Child{"day", "tdD", ""},
                  Child{"about", "u", ""}, Child{"moment", "tsu:UTC", ""}));
}

TEST(ArrowSchemaTest, HasTheColumnsAskedForInThatOrder) {
  const SnapshotPtr snapshot = Of({Everything("a")});
  ArrowArrayStream stream{};
  ExportTable(snapshot->table("everything"), snapshot->pool(), {4, 0}, &stream);
  EXPECT_THAT(SchemaOf(stream), ElementsAre(Child{"count", "l", ""}, Child{"key", "u", ""}));
}

TEST(ArrowSchemaTest, AChildThatWasMovedAwayStaysGood) {
  ArrowArrayStream stream = Export(Of({}), "everything");
  ArrowSchema schema{};
  ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
  ArrowSchema moved = *schema.children[2];
  schema.children[2]->release = nullptr;
  schema.release(&schema);
  stream.release(&stream);
  EXPECT_STREQ(moved.name, "code");
  EXPECT_STREQ(moved.dictionary->format, "u");
  moved.release(&moved);
}

TEST(ArrowBatchTest, LaysOutItsBuffersAsArrowSays) {
  ArrowArrayStream stream =
      Export(Of({Everything("a", {{"ratio", "-0.002"}}), kNothing}), "everything");
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  const ArrowArray& text = *batch.children[1];
  EXPECT_EQ(text.null_count, 1);
  EXPECT_EQ(static_cast<const uint8_t*>(text.buffers[0])[0] & 3, 1);
  EXPECT_EQ(static_cast<const int32_t*>(text.buffers[1])[2], 5);
  EXPECT_EQ(std::memcmp(text.buffers[2], "words", 5), 0);
  Int128 ratio = 0;
  std::memcpy(&ratio, batch.children[5]->buffers[1], sizeof(ratio));
  EXPECT_TRUE(ratio == -2);
  EXPECT_THAT(batch.children[0]->buffers[0], IsNull());
  EXPECT_EQ(batch.children[3]->dictionary->length, 1);
  batch.release(&batch);
  stream.release(&stream);
}

// ---- Lifetimes; the address sanitizer proves them -----------------------------------------

TEST(ArrowLifetimeTest, AStreamOutlivesItsSnapshot) {
  SnapshotPtr snapshot = Of({Everything("a"), kNothing});
  const SchemaSetPtr schemas = snapshot->schemas();
  ArrowArrayStream stream = Export(snapshot, "everything");
  snapshot.reset();
  const auto back = Import(&stream, schemas, "everything");
  EXPECT_THAT(LinesOf(*(*back)->table("everything")), ElementsAre(Everything("a"), kNothing));
}

TEST(ArrowLifetimeTest, ABatchOutlivesItsStreamAndItsSnapshot) {
  SnapshotPtr snapshot = Of({Everything("a"), kNothing, Everything("b")});
  ArrowArrayStream stream = Export(snapshot, "everything");
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  stream.release(&stream);
  snapshot.reset();
  const ArrowArray& code = *batch.children[2];
  EXPECT_EQ(static_cast<const int32_t*>(code.buffers[1])[2], 0);
  EXPECT_EQ(std::memcmp(code.dictionary->buffers[2], "x", 1), 0);
  EXPECT_EQ(static_cast<const int64_t*>(batch.children[4]->buffers[1])[2], 1);
  batch.release(&batch);
}

TEST(ArrowLifetimeTest, AColumnThatWasMovedAwayOutlivesItsBatch) {
  ArrowArrayStream stream = Export(Of({Everything("a")}), "everything");
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  ArrowArray moved = *batch.children[5];
  batch.children[5]->release = nullptr;
  batch.release(&batch);
  stream.release(&stream);
  Int128 ratio = 0;
  std::memcpy(&ratio, moved.buffers[1], sizeof(ratio));
  EXPECT_TRUE(ratio == 500);
  moved.release(&moved);
  EXPECT_THAT(moved.release, IsNull());
}

TEST(ArrowLifetimeTest, AStreamMayBeReleasedBeforeItsEndOrUnread) {
  ArrowArrayStream unread = Export(Of({Everything("a")}), "everything");
  unread.release(&unread);
  EXPECT_THAT(unread.release, IsNull());
  ArrowArrayStream early = Export(Of(Lines(10, Everything("a")), 2), "everything");
  ArrowArray batch{};
  ASSERT_EQ(early.get_next(&early, &batch), 0);
  batch.release(&batch);
  early.release(&early);
}

TEST(ArrowLifetimeTest, AStreamKeepsSayingThatItHasEnded) {
  ArrowArrayStream stream = Export(Of({Everything("a")}), "everything");
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  batch.release(&batch);
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(stream.get_next(&stream, &batch), 0);
    EXPECT_THAT(batch.release, IsNull());
  }
  stream.release(&stream);
}

TEST(ArrowLifetimeTest, AStreamShowsTheRowsAsTheyWereWhenItWasMade) {
  const SnapshotPtr before = Of({Everything("a")});
  ArrowArrayStream stream = Export(before, "everything");
  Writer writer(before);
  ASSERT_TRUE(writer
                  .Upsert("everything",
                          ChunkFor(before, "everything", {Everything("a", {{"code", "new"}})}))
                  .ok());
  writer.Commit({});
  const auto back = Import(&stream, before->schemas(), "everything");
  EXPECT_THAT(LinesOf(*(*back)->table("everything")), ElementsAre(Everything("a")));
}

// ---- Chunks without a snapshot ------------------------------------------------------------

TEST(ExportChunksTest, KeepsItsOwnerAliveForAsLongAsABatch) {
  auto snapshot = Snapshot::Empty(SetOf({kEverything}));
  const ChunkPtr chunk = ChunkFor(snapshot, "everything", {Everything("a"), kNothing});
  const std::weak_ptr<const Snapshot> watched = snapshot;
  ArrowArrayStream stream{};
  const TablePtr table = snapshot->table("everything");
  ExportChunks(table->schema_ptr(), table->dictionaries(), {chunk, chunk}, std::move(snapshot),
               &stream);
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  EXPECT_EQ(batch.length, 2);
  stream.release(&stream);
  EXPECT_FALSE(watched.expired());
  batch.release(&batch);
  EXPECT_TRUE(watched.expired());
}

}  // namespace
}  // namespace stelsel::core
