#include "core/cli/write_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/model/foreign_stream_test_util.h"

namespace stelsel::core {
namespace {

// Three columns: a text that needs care, a number, and one that is sometimes not there.
std::string Written(std::string_view format, size_t width = 0) {
  ForeignColumn sometimes = Numbers<int64_t>("sometimes", "l", {7, 8});
  sometimes.buffers[0] = std::string("\x01", 1);  // the first only
  ForeignStream stream({Text("name", {"één \"a\", b", "regel\nregel"}),
                        Numbers<double>("share", "g", {0.5, 12}), sometimes});
  auto cells = StreamCells::Open(stream.Get());
  if (!cells.ok()) return std::string(cells.status().message());
  std::string out;
  const auto write = [&](std::string_view bytes) {
    out += std::string(bytes);
    return absl::OkStatus();
  };
  const absl::Status status = WriteRows(*std::move(cells), format, write, width);
  return status.ok() ? out : std::string(status.message());
}

TEST(WriteRowsTest, AsATableAlignsNumbersToTheRightAndKeepsARowOnALine) {
  EXPECT_EQ(Written("table"),
            "name          share  sometimes\n"
            "------------  -----  ---------\n"
            "één \"a\", b      0.5          7\n"
            "regel\\nregel     12\n");
}

TEST(WriteRowsTest, ATableThatIsTooWideForTheTerminalIsARowAfterTheOther) {
  EXPECT_EQ(Written("table", 30), Written("table"));
  EXPECT_EQ(Written("table", 29),
            "name       één \"a\", b\n"
            "share      0.5\n"
            "sometimes  7\n"
            "\n"
            "name       regel\\nregel\n"
            "share      12\n");
}

TEST(WriteRowsTest, AsCsvQuotesWhatNeedsIt) {
  EXPECT_EQ(Written("csv"),
            "name,share,sometimes\n"
            "\"één \"\"a\"\", b\",0.5,7\n"
            "\"regel\nregel\",12,\n");
}

TEST(WriteRowsTest, AsJsonHasNumbersAndNulls) {
  EXPECT_EQ(Written("ndjson"),
            "{\"name\": \"één \\\"a\\\", b\", \"share\": 0.5, \"sometimes\": 7}\n"
            "{\"name\": \"regel\\nregel\", \"share\": 12, \"sometimes\": null}\n");
  EXPECT_EQ(Written("json"),
            "[\n"
            "  {\"name\": \"één \\\"a\\\", b\", \"share\": 0.5, \"sometimes\": 7},\n"
            "  {\"name\": \"regel\\nregel\", \"share\": 12, \"sometimes\": null}\n"
            "]\n");
}

TEST(WriteRowsTest, StopsWhenItCannotWrite) {
  ForeignStream stream({Text("a", {"x"})});
  const absl::Status status =
      WriteRows(*StreamCells::Open(stream.Get()), "csv",
                [](std::string_view) { return absl::ResourceExhaustedError("full"); });
  EXPECT_EQ(status.message(), "full");
}

}  // namespace
}  // namespace stelsel::core
