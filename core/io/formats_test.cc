// The landscape in other formats than CSV gives the same rows; and what is wrong in them is told
// with its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/base/date.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/io/io_test_util.h"
#include "core/io/packing_test_util.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const char* const kLandscape = STELSEL_SOURCE_DIR "/examples/landscape";

json::value ValueOf(const RowRef& row, int index) {
  const Field& field = row.table().schema().field(index);
  if (row.IsNull(index)) return nullptr;
  if (field.type == Type::kInteger) return row.Scalar(index);
  if (field.type == Type::kBoolean) return row.Scalar(index) == 1;
  if (field.type == Type::kDecimal) return std::stod(row.Format(index));
  const std::string text = row.Format(index);
  return json::string(text);
}

json::object ObjectOf(const RowRef& row) {
  json::object object;
  const auto& fields = row.table().schema().fields;
  for (size_t i = 0; i < fields.size(); ++i)
    object[fields[i].name] = ValueOf(row, static_cast<int>(i));
  return object;
}

std::string JsonOf(const Table& table) {
  json::array rows;
  table.ForEachRow([&](const RowRef& row) { rows.push_back(ObjectOf(row)); });
  return WriteJson(rows, 1);
}

// What has no value is left out.
std::string JsonLinesOf(const Table& table) {
  std::string lines;
  table.ForEachRow([&](const RowRef& row) {
    json::object object;
    for (const auto& member : ObjectOf(row)) {
      if (!member.value().is_null()) object[member.key()] = member.value();
    }
    absl::StrAppend(&lines, WriteJson(object, 0), "\n");
  });
  return lines;
}

std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(text,
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

// A day is a number with a date's style, as Excel has it.
std::string XmlCell(const RowRef& row, int index) {
  const Field& field = row.table().schema().field(index);
  if (row.IsNull(index)) return "<c/>";
  const std::string text = row.Format(index);
  const auto day = ParseDate(text);
  const bool is_day = field.type == Type::kDate || field.type == Type::kEdtf;
  if (is_day && day && *day > DaysFromCivil(1900, 3, 1)) {
    return absl::StrCat("<c s=\"1\"><v>", *day - DaysFromCivil(1899, 12, 30), "</v></c>");
  }
  if (field.type == Type::kBoolean) {
    return absl::StrCat("<c t=\"b\"><v>", row.Scalar(index), "</v></c>");
  }
  const bool number = field.type == Type::kInteger || field.type == Type::kDecimal;
  if (number) return absl::StrCat("<c><v>", text, "</v></c>");
  return absl::StrCat("<c t=\"inlineStr\"><is><t>", Escaped(text), "</t></is></c>");
}

// With Dutch titles as heads.
std::string SheetOf(const Table& table) {
  const auto& fields = table.schema().fields;
  std::string xml = "<row>";
  for (const Field& field : fields) {
    absl::StrAppend(&xml, "<c t=\"inlineStr\"><is><t>", Escaped(field.title.nl), "</t></is></c>");
  }
  absl::StrAppend(&xml, "</row>");
  table.ForEachRow([&](const RowRef& row) {
    absl::StrAppend(&xml, "<row>");
    for (size_t i = 0; i < fields.size(); ++i)
      absl::StrAppend(&xml, XmlCell(row, static_cast<int>(i)));
    absl::StrAppend(&xml, "</row>");
  });
  return xml;
}

class FormatsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    schemas_ = *SchemaSet::Create(CoreTables());
    own_ = ReadAll(kLandscape);
    for (const TableSchemaPtr& table : schemas_->tables()) {
      if (own_->has(table->name)) tables_.push_back(own_->table(table->name));
    }
  }
  SnapshotPtr ReadAll(const std::string& path) {
    Collector findings;
    const auto snapshot = ReadSource(path, schemas_, findings, {});
    EXPECT_TRUE(snapshot.ok()) << snapshot.status();
    // The landscape has a table of a plugin, which is not here.
    EXPECT_THAT(findings.Lines(), Each("core/unknown_table name=reporting_published_share"));
    return *snapshot;
  }
  void ExpectSameRows(const std::string& path) {
    const SnapshotPtr read = ReadAll(path);
    for (const TablePtr& table : tables_) {
      const std::string& name = table->schema().name;
      EXPECT_EQ(Rows(*own_, name), Rows(*read, name)) << name;
    }
  }

  SchemaSetPtr schemas_;
  SnapshotPtr own_;
  std::vector<TablePtr> tables_;
  TempFolder folder_;
};

TEST_F(FormatsTest, JsonGivesTheSameRows) {
  for (const TablePtr& table : tables_) folder_.Put(table->schema().name + ".json", JsonOf(*table));
  ExpectSameRows(folder_.path());
}

TEST_F(FormatsTest, JsonLinesGiveTheSameRowsPackedOrNot) {
  bool packed = false;
  for (const TablePtr& table : tables_) {
    const std::string lines = JsonLinesOf(*table);
    packed = !packed;
    folder_.Put(table->schema().name + (packed ? ".jsonl.gz" : ".ndjson"),
                packed ? Gzipped(lines) : lines);
  }
  ExpectSameRows(folder_.path());
}

TEST_F(FormatsTest, AWorkbookWithASheetATableGivesTheSameRows) {
  std::vector<std::pair<std::string, std::string>> sheets;
  for (const TablePtr& table : tables_) {
    const std::string& name = table->schema().name;
    // Excel allows a sheet 31 characters.
    const bool by_title = table->schema().title.nl.size() <= 31 && sheets.size() % 2 == 0;
    sheets.emplace_back(by_title ? table->schema().title.nl : name, SheetOf(*table));
  }
  ExpectSameRows(folder_.Put("landscape.xlsx", WorkbookOf(sheets)));
}

TEST_F(FormatsTest, AZipOfThePackageGivesTheSameRowsAlsoWithAFolderInIt) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& entry : std::filesystem::directory_iterator(kLandscape)) {
    const std::string name = entry.path().filename();
    files.emplace_back("landscape/" + name, *ReadWholeFile(entry.path(), int64_t{1} << 24));
  }
  files.emplace_back("__MACOSX/._landscape", "x");
  ExpectSameRows(folder_.Put("landscape.zip", Zipped(files)));
}

// ---- What is wrong, and where ----

TEST(Formats, AFindingInJsonHasTheLineAndTheField) {
  const TempFolder folder;
  Collector findings;
  const auto path = folder.Put("thing.json",
                               "[\n{\"id\":\"a\",\"number\":1,\"extra\":1},\n"
                               "{\"id\":\"b\",\"number\":\"x\"},\n"
                               "{\"id\":\"c\",\"number\":2,\"text\":[1]},\n"
                               "{\"id\":\"d\",\"number\":3,\"number\":4}\n]");
  const SnapshotPtr snapshot = Read(path, findings);
  EXPECT_THAT(findings.Lines(),
              ElementsAre("core/extra-label thing 2:0 label=extra suggestion=none",
                          "core/type-error thing.number 3:0 row 2 value=<x> type=integer hint=none",
                          "core/type-error thing.text 4:0 row 3 value=<[…]> type=string hint=none",
                          "core/duplicate-label thing 5:0 row 4 label=number"));
  EXPECT_THAT(Rows(*snapshot, "thing"), ElementsAre("a,1,,,,,,,", "d,3,,,,,,,"));
  EXPECT_EQ(snapshot->kept_out().at("thing").rows, 2);
}

TEST(Formats, AnEmptyListIsAnEmptyTableAndUnknownNamesAreNone) {
  const TempFolder folder;
  Collector findings;
  EXPECT_TRUE(Read(folder.Put("word.json", "[]"), findings)->has("word"));
  EXPECT_TRUE(Read(folder.Put("word.jsonl", ""), findings)->has("word"));
  EXPECT_THAT(findings.Lines(), IsEmpty());
  EXPECT_FALSE(Read(folder.Put("word.jsonl", "{\"x\":1}\n"), findings)->has("word"));
  EXPECT_THAT(findings.Lines(), ElementsAre("core/extra-label word 1:0 label=x suggestion=none",
                                            HasSubstr("no row has a field of the table")));
}

TEST(Formats, AFindingInAWorkbookHasTheSheetAndTheCell) {
  const TempFolder folder;
  Collector findings;
  const auto path =
      folder.Put("import.xlsx", WorkbookOf({{"thing", R"(<row r="3"><c r="A3" t="str"><v>id</v></c>
        <c r="B3" t="str"><v>number</v></c><c r="D3" t="str"><v>day</v></c></row>
        <row r="5"><c r="A5" t="str"><v>a</v></c><c r="B5"><v>1.5</v></c></row>
        <row r="6"><c r="A6" t="str"><v>b</v></c><c r="B6"><v>2</v></c><c r="C6"><v>9</v></c><c r="D6" s="1"><v>44561</v></c></row>
        <row r="7"><c r="A7" t="e"><v>#REF!</v></c><c r="B7"><v>2</v></c><c r="F7"><v>3</v></c></row>)"},
                                            {"Blad2", ""}}));
  const SnapshotPtr snapshot = Read(path, findings);
  EXPECT_THAT(
      findings.Lines(),
      ElementsAre("core/type-error thing.number 5:2 row 1 value=<1.5> type=integer hint=none",
                  "core/blank-header thing 3:3",
                  "core/extra-cell thing 7:6 row 3 expected=4 found=5",
                  "core/unknown_table name=Blad2"));
  EXPECT_EQ(findings.findings[0].file, path + "#thing");
  EXPECT_EQ(findings.findings[0].cell, "B5");
  EXPECT_EQ(findings.findings[1].cell, "C3");
  EXPECT_THAT(Rows(*snapshot, "thing"), ElementsAre("b,2,,,,2021-12-31,,,"));
}

TEST(Formats, AWorkbookOfOneSheetMayBeCalledAsTheTable) {
  const TempFolder folder;
  const std::string sheet =
      R"(<row><c t="str"><v>word</v></c></row><row><c t="str"><v>a</v></c></row>)";
  Collector findings;
  EXPECT_THAT(
      Rows(*Read(folder.Put("word.xlsx", WorkbookOf({{"Blad1", sheet}})), findings), "word"),
      ElementsAre("a"));
  EXPECT_THAT(findings.Lines(), IsEmpty());
}

TEST(Formats, ADescriptionNamesTheKindTheCompressionAndTheSheet) {
  const TempFolder folder;
  const std::string sheet =
      R"(<row><c t="str"><v>word</v></c></row><row><c t="str"><v>c</v></c></row>)";
  folder.Put("1.txt", "[{\"word\":\"a\"}]");
  folder.Put("2.jsonl.gz", Gzipped("{\"word\":\"b\"}\n"));
  folder.Put("things.xlsx", WorkbookOf({{"x", ""}, {"y", sheet}}));
  const auto read = [&](std::string_view resource) {
    folder.Put("datapackage.json",
               absl::StrCat(R"({"resources": [{"name": "word", )", std::string(resource), "}]}"));
    Collector findings;
    const auto rows = Rows(*Read(folder.path(), findings), "word");
    return findings.findings.empty() ? rows : findings.Lines();
  };
  EXPECT_THAT(read(R"("path": "1.txt", "format": "json")"), ElementsAre("a"));
  EXPECT_THAT(read(R"("path": "2.jsonl.gz")"), ElementsAre("b"));
  EXPECT_THAT(read(R"("path": ["2.jsonl.gz", "2.jsonl.gz"])"), ElementsAre("b", "b"));
  EXPECT_THAT(read(R"("path": "things.xlsx", "dialect": {"sheet": "y"})"), ElementsAre("c"));
  EXPECT_THAT(read(R"("path": "things.xlsx", "dialect": {"sheet": 2})"), ElementsAre("c"));
  EXPECT_THAT(read(R"("path": "things.xlsx", "dialect": {"sheet": "z"})"),
              ElementsAre(HasSubstr("it has no sheet z")));
}

TEST(Formats, NamesInAnArchiveThatLeadOutOfItAreNotReadButTold) {
  const TempFolder folder;
  folder.Put("word.csv", "word\noutside\n");
  for (const char* name : {"../word.csv", "/word.csv", "a/../../word.csv"}) {
    Collector findings;
    const std::string path =
        folder.Put("in/a.zip", Zipped({{name, "word\na\n"}, {"word.csv", "word\nb\n"}}));
    EXPECT_THAT(Rows(*Read(path, findings), "word"), ElementsAre("b")) << name;
    EXPECT_THAT(findings.Lines(), ElementsAre(HasSubstr("it leads out of the package"))) << name;
  }
}

TEST(Formats, ADamagedFileIsToldAndNoRowOfItIsRead) {
  const TempFolder folder;
  std::string packed = Gzipped("word\na\n");
  packed.resize(packed.size() - 4);
  Collector findings;
  EXPECT_FALSE(Read(folder.Put("word.csv.gz", packed), findings)->has("word"));
  EXPECT_THAT(findings.Lines(), ElementsAre(HasSubstr("cut short")));
}

}  // namespace
}  // namespace stelsel::core
