// The landscape, saved as people save it, gives the same rows as our own files do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/base/date.h"
#include "core/base/utf8.h"
#include "core/io/csv_dialect.h"
#include "core/io/csv_reader.h"
#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

const char* const kLandscape = STELSEL_SOURCE_DIR "/examples/landscape";

// How a spreadsheet set to Dutch writes a value.
std::string InDutch(const Field& field, const std::string& cell) {
  const auto day = ParseDate(cell);
  if (day && (field.type == Type::kDate || field.type == Type::kEdtf)) {
    return absl::StrCat(cell.substr(8, 2), "-", cell.substr(5, 2), "-", cell.substr(0, 4));
  }
  if (field.type == Type::kBoolean)
    return cell == "true" ? "WAAR" : cell == "false" ? "ONWAAR" : "";
  if (field.type == Type::kDecimal) return absl::StrReplaceAll(cell, {{".", ","}});
  return cell;
}

std::string Quoted(const Cell& cell, const std::string& text) {
  const bool needs = cell.quoted || text.find_first_of(";\"\n") != std::string::npos;
  return needs ? absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"") : text;
}

// The file of `table` with semicolons, CRLF, Dutch titles and values.
std::string DutchFile(const TableSchema& table) {
  const auto file = File::OpenForReading(absl::StrCat(kLandscape, "/", table.name, ".csv"));
  EXPECT_TRUE(file.ok()) << file.status();
  CsvReader reader(*file);
  Record record;
  std::string out;
  std::vector<int> columns;
  while (*reader.Next(record)) {
    for (size_t i = 0; i < record.cells.size(); ++i) {
      if (i > 0) out += ';';
      const std::string text(record.cells[i].text);
      if (columns.size() < record.cells.size()) {
        columns.push_back(table.IndexOf(text));
        out += Quoted(record.cells[i], table.field(columns.back()).title.nl);
      } else {
        out += Quoted(record.cells[i], InDutch(table.field(columns[i]), text));
      }
    }
    out += "\r\n";
  }
  return out;
}

std::string Utf16(std::string_view text) {
  std::string out = "\xFF\xFE";
  while (!text.empty()) {
    const CodePoint point = DecodeFirst(text).value();
    const auto unit = [&](char32_t code) {
      out += static_cast<char>(code & 0xFF);
      out += static_cast<char>(code >> 8);
    };
    if (point.value < 0x10000) {
      unit(point.value);
    } else {
      unit(0xD800 + ((point.value - 0x10000) >> 10));
      unit(0xDC00 + ((point.value - 0x10000) & 0x3FF));
    }
    text.remove_prefix(point.length);
  }
  return out;
}

class DialectsTest : public ::testing::Test {
 protected:
  void SetUp() override { schemas_ = *SchemaSet::Create(CoreTables()); }

  SnapshotPtr ReadAll(const std::string& path) {
    Collector findings;
    const auto snapshot = ReadSource(path, schemas_, findings, {});
    EXPECT_TRUE(snapshot.ok()) << snapshot.status();
    for (const Finding& finding : findings.findings) {
      // The landscape has a table of a plugin, which is not here.
      EXPECT_THAT(finding.rule, ::testing::AnyOf("core/dialect", "core/unknown_table"));
    }
    return *snapshot;
  }

  void ExpectSameRows(const Snapshot& one, const Snapshot& other) {
    for (const TableSchemaPtr& table : schemas_->tables()) {
      EXPECT_EQ(one.has(table->name), other.has(table->name)) << table->name;
      EXPECT_EQ(Rows(one, table->name), Rows(other, table->name)) << table->name;
    }
  }

  SchemaSetPtr schemas_;
};

TEST_F(DialectsTest, SavedByADutchSpreadsheetItGivesTheSameRows) {
  const TempFolder folder;
  const SnapshotPtr own = ReadAll(kLandscape);
  for (const TableSchemaPtr& table : schemas_->tables()) {
    if (own->has(table->name)) folder.Put(table->name + ".csv", DutchFile(*table));
  }
  ExpectSameRows(*own, *ReadAll(folder.path()));
}

TEST_F(DialectsTest, SavedAsUtf16ItGivesTheSameRows) {
  const TempFolder folder;
  const SnapshotPtr own = ReadAll(kLandscape);
  for (const TableSchemaPtr& table : schemas_->tables()) {
    if (own->has(table->name)) folder.Put(table->name + ".csv", Utf16(DutchFile(*table)));
  }
  ExpectSameRows(*own, *ReadAll(folder.path()));
}

TEST(DialectOf, TheQuoteIsNoDelimiter) {
  const TempFolder folder;
  const TableSchemaPtr thing = TestSchemas()->Find("thing");
  const auto delimiter = [&](std::string_view bytes, char quote) {
    const auto file = File::OpenForReading(folder.Put("thing.csv", bytes));
    return DialectOf(*file, *thing, std::nullopt, quote).delimiter;
  };
  EXPECT_EQ(delimiter("id|number|day;text\n", '"'), '|');
  EXPECT_EQ(delimiter("id|number|day;text\n", '|'), ';');
  EXPECT_EQ(delimiter("sep=|\nid|number;text\n", '|'), ',');
  EXPECT_EQ(delimiter("nothing\n", ','), ';');
}

}  // namespace
}  // namespace stelsel::core
