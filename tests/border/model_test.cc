// host.model/1: rows in and out.
#include <algorithm>
#include <memory>
#include <optional>

#include "tests/border/border_test_util.h"

namespace border {
namespace {

using stelsel::tables::Municipality;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using testing::UnorderedElementsAre;

class ModelTest : public testing::Test {
 protected:
  const stelsel_model_v1& api() const { return engine_.host().model(); }
  static Lines Names(const stelsel::Snapshot& snapshot) {
    return LinesOf(snapshot.stream("municipality", {"municipality", "name"}));
  }

  const stelsel::Engine engine_;
  const stelsel::Snapshot base_ =
      SnapshotOf(engine_, {{"GM0193", "Zwolle"}, {"GM0150", "Deventer"}});
};

TEST_F(ModelTest, KnowsItsTablesEachAfterThoseItRefersTo) {
  const Lines tables = base_.tables();
  const auto place = [&](const char* name) {
    return std::find(tables.begin(), tables.end(), name) - tables.begin();
  };
  EXPECT_EQ(tables.size(), api().table_count(base_.raw()));
  EXPECT_LT(place("municipality"), place("region_municipality"));
  EXPECT_LT(place("region"), place("region_municipality"));
  EXPECT_EQ(api().table_name(base_.raw(), tables.size()), nullptr);
  EXPECT_EQ(base_.row_count("municipality"), 2);
  EXPECT_EQ(base_.row_count("region"), 0);
  EXPECT_THAT(base_.schema("region"), HasSubstr("\"primaryKey\""));
}

TEST_F(ModelTest, SaysSoWhenATableOrFieldIsNotKnown) {
  EXPECT_EQ(base_.row_count("nonsense"), -1);
  EXPECT_EQ(api().schema(base_.raw(), "nonsense"), nullptr);
  EXPECT_EQ(api().schema(base_.raw(), nullptr), nullptr);
  EXPECT_THAT(Failure([&] { base_.stream("nonsense"); }), StartsWith("5: "));
  EXPECT_THAT(Failure([&] { base_.stream("municipality", {"nonsense"}); }),
              HasSubstr("no field `nonsense`"));
  EXPECT_THAT(Failure([&] { base_.schema("nonsense"); }), StartsWith("5: "));
}

TEST_F(ModelTest, RefusesATextThatANulWouldCut) {
  const std::string cut("municipality\0x", 14);
  EXPECT_THAT(Failure([&] { base_.row_count(cut); }), HasSubstr("NUL"));
  EXPECT_THAT(Failure([&] { base_.as_of(std::string("2021-12-31\0", 11)); }), HasSubstr("NUL"));
  const TempFolder temp;
  const std::string target = temp / "a" + std::string("\0.bak", 5);
  EXPECT_THAT(Failure([&] { engine_.commit(base_, target); }), HasSubstr("NUL"));
  EXPECT_THAT(temp.List(), IsEmpty());
}

TEST_F(ModelTest, RowsRefuseAColumnThatIsNotThereOrOfAnotherKind) {
  stelsel::Rows rows(base_.stream("municipality", {"name", "valid_from"}));
  ASSERT_TRUE(rows.next());
  EXPECT_THAT(Failure([&] { (void)rows.text(0, static_cast<std::size_t>(rows.column("nam"))); }),
              HasSubstr("no such column"));
  EXPECT_THAT(Failure([&] { (void)rows.is_null(0, 2); }), HasSubstr("no such column"));
  EXPECT_THAT(Failure([&] { (void)rows.integer(0, 0); }), HasSubstr("`name` is not an integer"));
  EXPECT_THAT(Failure([&] { (void)rows.real(0, 0); }),
              HasSubstr("`name` is not a floating-point number"));
  EXPECT_EQ(rows.text(0, 0), "Zwolle");
}

TEST_F(ModelTest, TellsWhatLeadsFromOneSnapshotToAnother) {
  const stelsel::Snapshot next = SnapshotOf(engine_, {{"GM0193", "Zwolle"}, {"GM0166", "Kampen"}});
  stelsel::Snapshot::Difference difference = next.since(base_, "municipality");
  EXPECT_THAT(LinesOf(std::move(difference.upserts)), ElementsAre(HasSubstr("Kampen")));
  EXPECT_THAT(LinesOf(std::move(difference.erasures)), ElementsAre(HasSubstr("GM0150")));
}

struct Index {
  int made = 0;
  std::shared_ptr<int> alive = std::make_shared<int>(0);
};
struct OtherIndex {
  int made = 1;
};

TEST_F(ModelTest, KeepsWhatWasWorkedOutForAsLongAsTheSnapshot) {
  std::weak_ptr<int> alive;
  {
    const stelsel::Snapshot snapshot = SnapshotOf(engine_, {{"GM0193", "Zwolle"}});
    snapshot.kept<Index>().made = 3;
    alive = snapshot.kept<Index>().alive;
    EXPECT_EQ(snapshot.kept<Index>().made, 3);
    EXPECT_EQ(snapshot.kept<OtherIndex>().made, 1);
    EXPECT_EQ(base_.kept<Index>().made, 0);
    EXPECT_EQ(snapshot.as_of("2021-12-31").kept<Index>().made, 0);
  }
  EXPECT_TRUE(alive.expired());
}

TEST_F(ModelTest, KeepsNothingWhereNothingCouldBeMade) {
  void* out = nullptr;
  stelsel_error error = STELSEL_ERROR_INIT;
  const auto keep = [&](void* (*make)(void*)) {
    return api().keep(
        base_.raw(), &error, make, &out, [](void*) {}, &out, &error);
  };
  EXPECT_EQ(keep([](void*) -> void* { return nullptr; }), STELSEL_RESOURCE_EXHAUSTED);
  EXPECT_EQ(keep([](void* context) { return context; }), STELSEL_OK);
  EXPECT_EQ(out, &out);
}

TEST_F(ModelTest, StreamsTheColumnsThatAreAskedForInThatOrder) {
  EXPECT_THAT(LinesOf(base_.stream("municipality", {"name", "municipality"})),
              ElementsAre("Zwolle|GM0193", "Deventer|GM0150"));
  EXPECT_THAT(LinesOf(base_.stream("municipality")),
              ElementsAre("GM0193|Zwolle|-|-|-|-|-", "GM0150|Deventer|-|-|-|-|-"));
}

TEST_F(ModelTest, UpsertAddsAndReplacesAndEraseRemovesByKey) {
  stelsel::Writer writer(engine_.host(), &base_);
  writer.upsert("municipality", Municipalities({{"GM0193", "ZWOLLE"}, {"GM0166", "Kampen"}}));
  writer.erase("municipality", Municipalities({{"GM0150", "no matter what"}, {"GM9999", "-"}}));
  const stelsel::Snapshot next = writer.commit();
  EXPECT_THAT(Names(next), UnorderedElementsAre("GM0193|ZWOLLE", "GM0166|Kampen"));
  EXPECT_THAT(Names(base_), ElementsAre("GM0193|Zwolle", "GM0150|Deventer"));
}

TEST_F(ModelTest, TakesAndGivesRowsOfTheGeneratedTypes) {
  using namespace std::chrono_literals;
  Municipality row;
  row.municipality = "GM0246";
  row.name = "Heerde";
  row.valid_from = stelsel::Date(2001y / 1 / 1);
  row.illustratief = true;
  stelsel::Writer writer(engine_.host());
  writer.upsert<Municipality>({row});
  int rows = 0;
  writer.commit().rows<Municipality>([&](const Municipality& read) {
    ++rows;
    EXPECT_EQ(read.name, "Heerde");
    EXPECT_EQ(stelsel::to_text(*read.valid_from), "2001-01-01");
    EXPECT_EQ(read.valid_to, std::nullopt);
    EXPECT_EQ(read.illustratief, true);
  });
  EXPECT_EQ(rows, 1);
}

TEST_F(ModelTest, AbandonForgetsAll) {
  {
    stelsel::Writer writer(engine_.host(), &base_);
    writer.upsert("municipality", Municipalities({{"GM0166", "Kampen"}}));
  }
  EXPECT_EQ(base_.row_count("municipality"), 2);
}

TEST_F(ModelTest, AWriterThatWasCommittedTakesNothingMore) {
  stelsel::Writer writer(engine_.host(), &base_);
  writer.commit();
  const char* const kSaid = "the writer was committed";
  EXPECT_THAT(Failure([&] {
                writer.upsert("municipality", Municipalities({{"GM0001", "A"}}));
              }),
              HasSubstr(kSaid));
  EXPECT_THAT(Failure([&] {
                writer.erase("municipality", Municipalities({{"GM0001", "A"}}));
              }),
              HasSubstr(kSaid));
  EXPECT_THAT(Failure([&] { writer.commit(); }), HasSubstr(kSaid));
}

TEST_F(ModelTest, NeedsAKeyInEachRow) {
  stelsel::Writer writer(engine_.host());
  stelsel::Builder rows(
      {{"municipality", stelsel::Kind::text, 0}, {"name", stelsel::Kind::text, 0}});
  rows.null(0);
  rows.text(1, "Nobody");
  rows.end_row();
  EXPECT_THAT(Failure([&] { writer.upsert("municipality", stream_of(std::move(rows))); }),
              StartsWith("3: "));
}

TEST_F(ModelTest, TakesAStreamAlsoWhenItFails) {
  stelsel::Writer writer(engine_.host());
  stelsel_writer* raw = nullptr;
  ASSERT_EQ(api().begin(engine_.host().raw(), nullptr, &raw, nullptr), STELSEL_OK);
  stelsel::Stream unknown_table = Municipalities({{"GM0166", "Kampen"}});
  EXPECT_EQ(api().upsert(raw, "nonsense", unknown_table.raw(), nullptr), STELSEL_NOT_FOUND);
  EXPECT_FALSE(unknown_table);
  stelsel::Stream unknown_keys = Municipalities({{"GM0166", "Kampen"}});
  EXPECT_EQ(api().erase(raw, nullptr, unknown_keys.raw(), nullptr), STELSEL_NOT_FOUND);
  EXPECT_FALSE(unknown_keys);
  stelsel::Stream unknown_column = Municipalities({{"GM0166", "Kampen"}});
  EXPECT_EQ(api().upsert(raw, "region", unknown_column.raw(), nullptr), STELSEL_INVALID_ARGUMENT);
  EXPECT_FALSE(unknown_column);
  EXPECT_EQ(api().upsert(raw, "region", unknown_column.raw(), nullptr), STELSEL_FAILED_PRECONDITION)
      << "a stream works once";
  api().abandon(raw);
}

TEST_F(ModelTest, HandsOnTheErrorOfAStream) {
  stelsel::Writer writer(engine_.host());
  stelsel::Stream broken = stelsel::stream_of(
      {{"municipality", stelsel::Kind::text, 0}, {"name", stelsel::Kind::text, 0}},
      [](stelsel::Builder&) -> bool { throw stelsel::Error(STELSEL_CANCELLED, "stopped here"); });
  EXPECT_EQ(Failure([&] { writer.upsert("municipality", std::move(broken)); }), "1: stopped here");
}

TEST_F(ModelTest, StreamsAndSnapshotsOutliveTheirEngine) {
  stelsel::Stream stream;
  std::optional<stelsel::Snapshot> kept;
  {
    const stelsel::Engine engine;
    const stelsel::Snapshot snapshot = SnapshotOf(engine, {{"GM0166", "Kampen"}});
    stream = snapshot.stream("municipality", {"name"});
    kept = snapshot;
  }
  EXPECT_EQ(kept->row_count("municipality"), 1);
  EXPECT_THAT(LinesOf(kept->as_of("2021-12-31").stream("municipality", {"name"})),
              ElementsAre("Kampen"));
  kept.reset();
  EXPECT_THAT(LinesOf(std::move(stream)), ElementsAre("Kampen"));
}

TEST_F(ModelTest, ABatchOutlivesItsStream) {
  ArrowArray batch{};
  {
    stelsel::Stream stream = base_.stream("municipality", {"name"});
    ASSERT_EQ(stream.raw()->get_next(stream.raw(), &batch), 0);
  }
  EXPECT_EQ(batch.length, 2);
  EXPECT_EQ(std::string(static_cast<const char*>(batch.children[0]->buffers[2]), 6), "Zwolle");
  batch.release(&batch);
}

TEST_F(ModelTest, IsReadAsOfADayAndThenNoLongerTheWhole) {
  const stelsel::Snapshot then = base_.as_of("2021-12-31");
  EXPECT_EQ(then.row_count("municipality"), 2);
  EXPECT_THAT(Failure([&] { base_.as_of("31-12-2021"); }), StartsWith("3: "));
  EXPECT_THAT(Failure([&] { stelsel::Writer writer(engine_.host(), &then); }), StartsWith("9: "));
  EXPECT_THAT(Failure([&] { engine_.commit(then, "/tmp/nowhere"); }), StartsWith("9: "));
}

TEST_F(ModelTest, DiffLeadsFromOneSnapshotToTheNext) {
  const stelsel::Snapshot after = SnapshotOf(engine_, {{"GM0193", "ZWOLLE"}, {"GM0166", "Kampen"}});
  stelsel::Stream upserts, erasures;
  ASSERT_EQ(
      api().diff(base_.raw(), after.raw(), "municipality", upserts.raw(), erasures.raw(), nullptr),
      STELSEL_OK);
  stelsel::Writer writer(engine_.host(), &base_);
  writer.upsert("municipality", std::move(upserts));
  writer.erase("municipality", std::move(erasures));
  EXPECT_THAT(Names(writer.commit()), UnorderedElementsAre("GM0193|ZWOLLE", "GM0166|Kampen"));
}

TEST_F(ModelTest, DiffFromNothingIsAllAndEitherSideMayBeLeftOut) {
  stelsel::Stream upserts, erasures;
  ASSERT_EQ(api().diff(nullptr, base_.raw(), "municipality", upserts.raw(), nullptr, nullptr),
            STELSEL_OK);
  ASSERT_EQ(api().diff(nullptr, base_.raw(), "municipality", nullptr, erasures.raw(), nullptr),
            STELSEL_OK);
  EXPECT_EQ(LinesOf(std::move(upserts)).size(), 2u);
  EXPECT_THAT(LinesOf(std::move(erasures)), IsEmpty());
  EXPECT_EQ(api().diff(nullptr, base_.raw(), "nonsense", nullptr, nullptr, nullptr),
            STELSEL_NOT_FOUND);
}

TEST_F(ModelTest, CountsReferences) {
  stelsel_writer* writer = nullptr;
  stelsel_snapshot* snapshot = nullptr;
  ASSERT_EQ(api().begin(engine_.host().raw(), nullptr, &writer, nullptr), STELSEL_OK);
  ASSERT_EQ(api().commit(writer, &snapshot, nullptr), STELSEL_OK);
  api().retain(snapshot);
  api().release(snapshot);
  EXPECT_EQ(api().row_count(snapshot, "region"), 0) << "one reference is left";
  api().release(snapshot);
}

}  // namespace
}  // namespace border
