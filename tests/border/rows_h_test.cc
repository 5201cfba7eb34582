// rows.h: rows that C makes and reads, over the border and beside the C++ of stelsel.hpp.
#include <cstring>
#include <limits>
#include <thread>

#include "stelsel/rows.h"
#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr stelsel_column kEveryKind[] = {
    {"text", STELSEL_TEXT, 0},       {"integer", STELSEL_INTEGER, 0},
    {"decimal", STELSEL_DECIMAL, 2}, {"boolean", STELSEL_BOOLEAN, 0},
    {"date", STELSEL_DATE, 0},       {"datetime", STELSEL_DATETIME, 0},
    {"real", STELSEL_REAL, 0}};

stelsel::Stream Made(stelsel_table& table) {
  stelsel::Stream out;
  stelsel::detail::check(
      [&](stelsel_error* error) { return stelsel_table_stream(&table, out.raw(), error); });
  return out;
}

// A row of every kind, and one without values.
stelsel::Stream EveryKind() {
  stelsel_table table;
  stelsel_table_begin(&table, kEveryKind, 7);
  stelsel_table_text(&table, "één");
  stelsel_table_integer(&table, std::numeric_limits<int64_t>::min());
  stelsel_table_integer(&table, -1250);
  stelsel_table_integer(&table, 1);
  stelsel_table_integer(&table, -1);
  stelsel_table_integer(&table, 1500000);
  stelsel_table_real(&table, 0.5);
  stelsel_table_end_row(&table);
  for (int i = 0; i < 7; ++i) stelsel_table_null(&table);
  stelsel_table_end_row(&table);
  return Made(table);
}

std::string CellOf(const stelsel_cursor& rows, const char* name) {
  const stelsel_cell cell = stelsel_cursor_cell(&rows, stelsel_cursor_column(&rows, name));
  if (!cell.valid) return "-";
  if (cell.kind == STELSEL_TEXT) return std::string(cell.text, cell.length);
  return cell.kind == STELSEL_REAL ? std::to_string(cell.real) : std::to_string(cell.integer);
}

// The cells of these columns, joined by |.
Lines Read(stelsel::Stream stream, const std::vector<const char*>& columns) {
  Lines lines;
  stelsel_cursor rows;
  stelsel_cursor_open(&rows, stream.raw());
  while (stelsel_cursor_next(&rows)) {
    lines.emplace_back();
    for (const char* column : columns)
      lines.back() += (lines.back().empty() ? "" : "|") + CellOf(rows, column);
  }
  stelsel::detail::check([&](stelsel_error* error) { return stelsel_cursor_close(&rows, error); });
  return lines;
}

// What stelsel_table_stream says of a table of a text and an integer.
template <typename F>
std::string Refusal(F fill) {
  const stelsel_column columns[] = {{"text", STELSEL_TEXT, 0}, {"integer", STELSEL_INTEGER, 0}};
  stelsel_table table;
  stelsel_table_begin(&table, columns, 2);
  fill(&table);
  return Failure([&] { Made(table); });
}

TEST(RowsHTest, CppReadsWhatCMade) {
  stelsel::Rows rows(EveryKind());
  ASSERT_TRUE(rows.next());
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows.text(0, 0), "één");
  EXPECT_EQ(rows.integer(0, 1), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(rows.integer(0, 2), -1250);
  EXPECT_EQ(rows.columns()[2].scale, 2);
  EXPECT_EQ(rows.integer(0, 3), 1);
  EXPECT_EQ(rows.integer(0, 4), -1);
  EXPECT_EQ(rows.integer(0, 5), 1500000);
  EXPECT_EQ(rows.real(0, 6), 0.5);
  for (size_t i = 0; i < 7; ++i) EXPECT_TRUE(rows.is_null(1, i)) << i;
  EXPECT_FALSE(rows.next());
}

TEST(RowsHTest, CReadsWhatCMade) {
  EXPECT_THAT(
      Read(EveryKind(), {"text", "integer", "decimal", "boolean", "date", "datetime", "real"}),
      ElementsAre("één|-9223372036854775808|-1250|1|-1|1500000|0.500000", "-|-|-|-|-|-|-"));
}

TEST(RowsHTest, CReadsWhatCppMade) {
  stelsel::Table table({{"a"}, {"b", stelsel::Kind::decimal, 1}});
  table.row("x", stelsel::Decimal<1>{15});
  table.row(nullptr, nullptr);
  stelsel::Stream stream = std::move(table).stream();
  stelsel_cursor rows;
  stelsel_cursor_open(&rows, stream.raw());
  EXPECT_FALSE(stream) << "the stream was not taken";
  size_t count = 0;
  const stelsel_column* columns = stelsel_cursor_columns(&rows, &count);
  ASSERT_EQ(count, 2u);
  EXPECT_STREQ(columns[1].name, "b");
  EXPECT_EQ(columns[1].kind, STELSEL_DECIMAL);
  EXPECT_EQ(columns[1].scale, 1);
  ASSERT_TRUE(stelsel_cursor_next(&rows));
  EXPECT_EQ(CellOf(rows, "b"), "15");
  EXPECT_EQ(CellOf(rows, "none"), "-");
  EXPECT_EQ(stelsel_cursor_close(&rows, nullptr), STELSEL_OK);  // half-way
}

TEST(RowsHTest, RowsGoThroughTheModelAndBack) {
  const stelsel_column columns[] = {
      {"region", STELSEL_TEXT, 0},      {"domain", STELSEL_TEXT, 0},
      {"measure", STELSEL_TEXT, 0},     {"counted_over", STELSEL_TEXT, 0},
      {"sequence", STELSEL_INTEGER, 0}, {"people", STELSEL_INTEGER, 0},
      {"share", STELSEL_DECIMAL, 1},    {"illustratief", STELSEL_BOOLEAN, 0}};
  stelsel_table table;
  stelsel_table_begin(&table, columns, 8);
  for (const char* text : {"zkijh", "BW", "instroom", "2021"}) stelsel_table_text(&table, text);
  stelsel_table_integer(&table, 1);
  stelsel_table_null(&table);
  stelsel_table_integer(&table, 125);
  stelsel_table_integer(&table, 1);
  stelsel_table_end_row(&table);
  const stelsel::Engine engine;
  stelsel::Writer writer(engine.host());
  writer.upsert("flow", Made(table));
  const stelsel_column of_region[] = {{"region", STELSEL_TEXT, 0}, {"name", STELSEL_TEXT, 0}};
  stelsel_table_begin(&table, of_region, 2);  // a used-up table may be begun again
  stelsel_table_text(&table, "zkijh");
  stelsel_table_text(&table, "");
  stelsel_table_end_row(&table);
  writer.upsert("region", Made(table));
  const stelsel::Snapshot snapshot = writer.commit();
  EXPECT_THAT(Read(snapshot.stream("flow"), {"region", "domain", "measure", "counted_over",
                                             "sequence", "people", "share", "illustratief"}),
              ElementsAre("zkijh|BW|instroom|2021|1|-|125|1"));
  EXPECT_THAT(Read(snapshot.stream("region"), {"region", "name"}), ElementsAre("zkijh|"));
}

TEST(RowsHTest, ManyRowsAreSeveralBatches) {
  const stelsel_column column = {"n", STELSEL_INTEGER, 0};
  stelsel_table table;
  stelsel_table_begin(&table, &column, 1);
  for (int i = 0; i < 2 * 65536; ++i) {
    stelsel_table_integer(&table, i);
    stelsel_table_end_row(&table);
  }
  stelsel::Rows rows(Made(table));
  int64_t next = 0;
  size_t batches = 0;
  for (; rows.next(); ++batches) {
    for (size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows.integer(i, 0), next++);
  }
  EXPECT_EQ(next, 2 * 65536);
  EXPECT_EQ(batches, 2u);
}

TEST(RowsHTest, ATableWithoutRowsIsAStreamWithoutBatches) {
  const stelsel_column column = {"n", STELSEL_INTEGER, 0};
  stelsel_table table;
  stelsel_table_begin(&table, &column, 1);
  stelsel::Rows rows(Made(table));
  EXPECT_EQ(rows.column("n"), 0);
  EXPECT_FALSE(rows.next());
}

TEST(RowsHTest, AColumnThatWasMovedOutOfItsBatchLivesOn) {
  stelsel::Stream stream = EveryKind();
  ArrowArray batch{};
  ASSERT_EQ(stream.raw()->get_next(stream.raw(), &batch), 0);
  ArrowArray text = *batch.children[0];
  batch.children[0]->release = nullptr;
  std::thread([&] { batch.release(&batch); }).join();
  stream = {};
  EXPECT_EQ(std::memcmp(text.buffers[2], "één", 5), 0);
  text.release(&text);
}

TEST(RowsHTest, ASchemaMayBeAskedForTwice) {
  stelsel::Stream stream = EveryKind();
  ArrowSchema once{}, again{};
  ASSERT_EQ(stream.raw()->get_schema(stream.raw(), &once), 0);
  ASSERT_EQ(stream.raw()->get_schema(stream.raw(), &again), 0);
  once.release(&once);
  stream = {};
  EXPECT_STREQ(again.children[2]->format, "d:19,2");
  again.release(&again);
}

TEST(RowsHTest, WrongCallsAreToldAtTheEnd) {
  EXPECT_EQ(Refusal([](stelsel_table* table) { stelsel_table_text(table, "a"); }),
            "3: rows: the last row was not ended");
  EXPECT_EQ(Refusal([](stelsel_table* table) {
              stelsel_table_text(table, "a");
              stelsel_table_end_row(table);
            }),
            "3: rows: a row has fewer cells than columns");
  EXPECT_EQ(Refusal([](stelsel_table* table) {
              for (int i = 0; i < 3; ++i) stelsel_table_null(table);
            }),
            "3: rows: a row has more cells than columns");
  EXPECT_EQ(Refusal([](stelsel_table* table) { stelsel_table_integer(table, 1); }),
            "3: rows: a cell is not of its column's kind");
  EXPECT_EQ(Refusal([](stelsel_table* table) {
              stelsel_table_text(table, "a");
              stelsel_table_real(table, 1);
            }),
            "3: rows: a cell is not of its column's kind");
}

TEST(RowsHTest, AStreamThatFailsHasNoRowsAndSaysWhy) {
  EXPECT_EQ(Failure([] { Read(stelsel::Stream(), {}); }), "9: the stream was used already");
  const auto fails = [](stelsel::Builder&) -> bool {
    throw stelsel::Error(STELSEL_CANCELLED, "why");
  };
  EXPECT_THAT(Failure([&] { Read(stelsel::stream_of({{"a"}}, fails), {"a"}); }), HasSubstr("why"));
}

TEST(RowsHTest, CellsComeInTheOrderOfAKey) {
  const auto text = [](const char* value) {
    return stelsel_cell{1, STELSEL_TEXT, 0, 0, value, std::strlen(value)};
  };
  const auto number = [](int64_t value) {
    return stelsel_cell{1, STELSEL_INTEGER, value, 0, nullptr, 0};
  };
  const stelsel_cell none = {0, STELSEL_TEXT, 0, 0, nullptr, 0};
  EXPECT_LT(stelsel_cell_compare(text("a"), text("ab")), 0);
  EXPECT_GT(stelsel_cell_compare(text("é"), text("z")), 0);
  EXPECT_LT(stelsel_cell_compare(number(-1), number(10)), 0);
  EXPECT_LT(stelsel_cell_compare(none, text("")), 0);
  EXPECT_EQ(stelsel_cell_compare(none, none), 0);
  EXPECT_TRUE(stelsel_cell_is(text("a"), "a"));
  EXPECT_FALSE(stelsel_cell_is(none, ""));
}

TEST(RowsHTest, ATextOfAnErrorIsCutAtACharacter) {
  std::string long_text;
  while (long_text.size() < 2 * sizeof stelsel_error::text) long_text += "é";
  stelsel_error error = STELSEL_ERROR_INIT;
  EXPECT_EQ(stelsel_fail(&error, STELSEL_INTERNAL, "%s", long_text.c_str()), STELSEL_INTERNAL);
  const std::string cut = error.text;
  EXPECT_EQ(cut.size() % 2, 0u);
  EXPECT_GT(cut.size(), sizeof error.text - 8);
  EXPECT_EQ(stelsel_fail(nullptr, STELSEL_ABORTED, "x"), STELSEL_ABORTED);
  stelsel_fail(&error, STELSEL_INTERNAL, "%s %d", "fits", 1);
  EXPECT_STREQ(error.text, "fits 1");
}

}  // namespace
}  // namespace border
