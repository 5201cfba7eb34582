#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/io/io_test_util.h"
#include "core/io/package.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

absl::Status Failure(const std::string& path) {
  Collector findings;
  return ReadSource(path, TestSchemas(), findings, {}).status();
}

// A package of one resource `word`, with these properties besides its name, and a file word.csv.
std::vector<std::string> FindingsOf(std::string_view properties) {
  const TempFolder folder;
  folder.Put("p/word.csv", "word\na\n");
  folder.Put("word.csv", "word\noutside\n");
  folder.Put("p/datapackage.json",
             absl::StrCat(R"({"resources": [{"name": "word", )", std::string(properties), "}]}"));
  Collector findings;
  const SnapshotPtr snapshot = Read(folder / "p", findings);
  EXPECT_EQ(snapshot->has("word"), findings.findings.empty());
  for (const Finding& finding : findings.findings)
    EXPECT_EQ(finding.file, folder / "p/datapackage.json");
  return findings.Lines();
}

TEST(ReadSource, ReadsAFolderInWhichAFilesNameIsItsTable) {
  const TempFolder folder;
  folder.Put("word.csv", "word\na\n");
  folder.Put("thing.csv", "id,number\nb,1\n");
  folder.Put("other.csv", "x\n");
  folder.Put("notes.txt", "not read");
  Collector findings;
  const SnapshotPtr snapshot = Read(folder.path() + "/", findings);
  EXPECT_THAT(findings.Lines(), ElementsAre("core/unknown_table name=other"));
  EXPECT_EQ(findings.findings[0].file, folder / "other.csv");
  EXPECT_EQ(snapshot->origin().source, folder.path() + "/");
  EXPECT_THAT(Rows(*snapshot, "word"), ElementsAre("a"));
  EXPECT_THAT(Rows(*snapshot, "thing"), ElementsAre("b,1,,,,,,,"));
  EXPECT_EQ(*snapshot->table("word")->row(0).place().file, folder / "word.csv");
}

TEST(ReadSource, ReadsOneCsvFile) {
  const TempFolder folder;
  Collector findings;
  EXPECT_THAT(Rows(*Read(folder.Put("word.csv", "word\na\n"), findings), "word"), ElementsAre("a"));
  EXPECT_THAT(findings.Lines(), IsEmpty());
  Read(folder.Put("other.csv", "word\na\n"), findings);
  EXPECT_THAT(findings.Lines(),
              ElementsAre("core/unknown_table name=other",
                          "core/source-error reason=nothing was read: no file or sheet is called "
                          "as a table"));
}

TEST(ReadSource, ReadsAPackageByItsFolderOrItsDescriptor) {
  const TempFolder folder;
  folder.Put("data/words 1.csv", "word\na\n");
  folder.Put("data/2.txt", "word\nb\n");
  folder.Put("thing.csv", "not listed, so not read, which is told");
  const std::string descriptor = folder.Put("datapackage.json", R"({"resources": [
      {"name": "word", "format": "CSV", "path": ["data/words 1.csv", "data/2.txt"], "encoding": "UTF-8",
       "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "header": true},
       "schema": {"fields": [{"name": "letter", "type": "integer"}]}},
      {"name": "colour", "path": "http://example.org/colour.csv"}]})");
  for (const std::string& path : {folder.path(), descriptor}) {
    Collector findings;
    const SnapshotPtr snapshot = Read(path, findings);
    EXPECT_THAT(findings.Lines(),
                ElementsAre("core/unknown_table name=colour", "core/unlisted_file"));
    EXPECT_THAT(Rows(*snapshot, "word"), ElementsAre("a", "b"));
    EXPECT_FALSE(snapshot->has("thing"));
  }
}

TEST(ReadSource, NamesFilesAsTheCallerNamesTheirFolder) {
  const TempFolder folder;
  folder.Put("datapackage.json", R"({"resources": [{"name": "word", "path": "word.csv"}]})");
  const std::string before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  for (const std::string path : {".", "./", "datapackage.json"}) {
    Collector findings;
    Read(path, findings);
    EXPECT_THAT(findings.Lines(),
                ElementsAre(HasSubstr("core/source-error word reason=cannot open")));
    EXPECT_EQ(findings.findings[0].file, path == "datapackage.json" ? "word.csv" : "./word.csv");
  }
  std::filesystem::current_path(before);
}

TEST(ReadSource, SaysInOneSentenceWhyThereIsNothingToRead) {
  const TempFolder folder;
  EXPECT_EQ(Failure(folder / "gone").message(),
            absl::StrCat("there is no file or folder ", folder / "gone"));
  EXPECT_TRUE(absl::IsNotFound(Failure(folder / "gone")));
  EXPECT_THAT(std::string(Failure(folder.path()).message()),
              HasSubstr("holds no datapackage.json and no file that ends in .csv"));
  EXPECT_THAT(std::string(Failure(folder.Put("word.pdf", "")).message()),
              HasSubstr("is of no known kind"));
  EXPECT_THAT(std::string(Failure("").message()), HasSubstr("needs the path"));
}

TEST(ReadSource, TellsWhereADescriptorIsNoJson) {
  const TempFolder folder;
  const std::string path = folder.Put("datapackage.json", "{\n  \"resources\": [,]\n}");
  EXPECT_TRUE(absl::IsInvalidArgument(Failure(folder.path())));
  EXPECT_THAT(std::string(Failure(folder.path()).message()), HasSubstr(path + ":2:17: "));
}

TEST(ReadSource, NeedsResourcesInADescriptor) {
  for (const char* text : {"[]", "{}", R"({"resources": {}})", R"({"resources": []})"}) {
    const TempFolder folder;
    folder.Put("datapackage.json", text);
    EXPECT_THAT(std::string(Failure(folder.path()).message()), HasSubstr("lists no `resources`"))
        << text;
  }
}

TEST(ReadSource, FindsResourcesThatAreNotWellFormed) {
  const TempFolder folder;
  folder.Put("word.csv", "word\na\n");
  folder.Put("datapackage.json", R"({"resources": [1, {"path": "word.csv"},
      {"name": "word", "path": "word.csv"}, {"name": "word", "path": "word.csv"}]})");
  Collector findings;
  const SnapshotPtr snapshot = Read(folder.path(), findings);
  EXPECT_THAT(findings.Lines(),
              ElementsAre("core/package-error reason=resource 1 is no object",
                          HasSubstr("core/package-error reason=resource 2: `name`"),
                          "core/package-error word reason=resource `word` is listed twice; only "
                          "the first is read"));
  EXPECT_THAT(Rows(*snapshot, "word"), ElementsAre("a"));
}

TEST(ReadSource, ReadsNothingOutsideThePackage) {
  const auto found = [](std::string_view what) {
    return ElementsAre(testing::StartsWith(
        "core/package-error word reason=resource `word` is not read: " + std::string(what)));
  };
  EXPECT_THAT(FindingsOf(R"("path": "word.csv")"), IsEmpty());
  EXPECT_THAT(FindingsOf(R"("path": "../word.csv")"),
              found("its path `../word.csv` goes through `..`"));
  EXPECT_THAT(FindingsOf(R"("path": ["word.csv", "x/../../word.csv"])"), found("its path"));
  EXPECT_THAT(FindingsOf(R"("path": "/etc/passwd", "format": "csv")"),
              found("its path `/etc/passwd` is absolute"));
  EXPECT_THAT(FindingsOf(R"("path": "https://example.org/word.csv")"), found("its path"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv\u0000.csv")"), found("its path"));
  EXPECT_THAT(FindingsOf(R"("path": "")"), found("it has an empty path"));
  EXPECT_THAT(FindingsOf(R"("path": [])"), found("it has no `path`"));
  EXPECT_THAT(FindingsOf(R"("path": 7)"), found("`path` must be"));
}

TEST(ReadSource, DoesNotFollowASymbolicLinkOutOfThePackage) {
  const TempFolder folder;
  folder.Put("out/word.csv", "word\noutside\n");
  folder.Put("in/real.csv", "word\ninside\n");
  folder.Put("in/thing.csv", "id,number\n");
  std::filesystem::create_symlink(folder / "out/word.csv", folder / "in/word.csv");
  Collector findings;
  EXPECT_FALSE(Read(folder / "in", findings)->has("word"));
  EXPECT_THAT(findings.Lines(),
              testing::Contains(HasSubstr("core/package-error reason=the file is not read")));
  std::filesystem::remove(folder / "in/word.csv");
  std::filesystem::create_directory_symlink(folder / "out", folder / "in/sub");
  folder.Put("in/datapackage.json", R"({"resources": [{"name": "word", "path": "sub/word.csv"}]})");
  findings.findings.clear();
  EXPECT_FALSE(Read(folder / "in", findings)->has("word"));
  EXPECT_EQ(findings.findings.at(0).file, folder / "in/sub/word.csv");
}

TEST(ReadSource, FollowsASymbolicLinkWithinThePackageAndToIt) {
  const TempFolder folder;
  folder.Put("in/real/w.csv", "word\ninside\n");
  std::filesystem::create_symlink("real/w.csv", folder / "in/word.csv");
  std::filesystem::create_directory_symlink("in", folder / "link");
  Collector findings;
  EXPECT_THAT(Rows(*Read(folder / "link", findings), "word"), ElementsAre("inside"));
  EXPECT_THAT(findings.Lines(), IsEmpty());
}

TEST(ReadSource, HonoursTheDelimiterQuoteAndEncodingOfADescription) {
  const TempFolder folder;
  folder.Put("word.csv", "word\n'caf\xE9;x'\n");
  folder.Put("datapackage.json",
             R"({"resources": [{"name": "word", "path": "word.csv", "encoding": "ISO-8859-1",
                 "dialect": {"delimiter": ";", "quoteChar": "'"}}]})");
  Collector findings;
  EXPECT_THAT(Rows(*Read(folder.path(), findings), "word"), ElementsAre("caf\u00E9;x"));
  EXPECT_THAT(findings.Lines(), IsEmpty()) << "what was said need not be told";
}

TEST(ReadSource, APointIsADecimalMarkWhereADescriptionWithASchemaDoesNotSayOtherwise) {
  const auto amount = [](std::string_view schema) {
    const TempFolder folder;
    folder.Put("thing.csv", "id;number;amount\na;1.234;12,5\n");
    folder.Put("datapackage.json",
               absl::StrCat(R"({"resources": [{"name": "thing", "path": "thing.csv"
                 )",
                            std::string(schema), "}]}"));
    Collector findings;
    return Rows(*Read(folder.path(), findings), "thing");
  };
  EXPECT_THAT(amount(""), ElementsAre("a,1234,,12.50,,,,,"));
  EXPECT_THAT(amount(R"(, "schema": {"fields": [{"name": "amount", "decimalChar": ","}]})"),
              ElementsAre("a,1234,,12.50,,,,,"));
  EXPECT_THAT(amount(R"(, "schema": {"fields": [{"name": "amount"}]})"), IsEmpty())
      << "1.234 is then no whole number";
}

TEST(ReadSource, SaysWhatItDoesNotRead) {
  const auto found = [](std::string_view what) {
    return ElementsAre(HasSubstr(std::string(what)));
  };
  EXPECT_THAT(FindingsOf(R"("data": [{"word": "a"}])"), found("inline as `data`"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "encoding": "ebcdic")"),
              found("its encoding is `ebcdic`"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "encoding": 7)"), found("`encoding` must be"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "dialect": {"delimiter": "::"})"),
              found("another `delimiter`"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "dialect": {"delimiter": "\""})"),
              found("one character as delimiter and as quote"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "dialect": {"header": false})"),
              found("another `header`"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "dialect": {"commentChar": "#"})"),
              found("another `commentChar`"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "dialect": "dialect.json")"),
              found("stands elsewhere"));
  EXPECT_THAT(FindingsOf(R"("path": "word.pdf")"), found("no known kind by its ending"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "format": "pdf")"), found("its format is `pdf`"));
  EXPECT_THAT(FindingsOf(R"("path": "word.csv", "compression": "zip")"),
              found("its compression is `zip`"));
}

// One of its tables is that of a plugin, which is not here.
TEST(ReadSource, ReadsTheLandscapeWithoutAnotherFinding) {
  const auto schemas = SchemaSet::Create(CoreTables());
  ASSERT_TRUE(schemas.ok()) << schemas.status();
  Collector findings;
  const auto snapshot =
      ReadSource(STELSEL_SOURCE_DIR "/examples/landscape", *schemas, findings, {});
  ASSERT_TRUE(snapshot.ok()) << snapshot.status();
  EXPECT_THAT(findings.Lines(), ElementsAre("core/unknown_table name=reporting_published_share"));
  EXPECT_EQ((*snapshot)->table("region")->row_count(), 43);
}

int64_t MunicipalitiesOn(const SnapshotPtr& landscape, std::string_view day) {
  return landscape->AsOf(ParseDate(day).value())->table("municipality")->row_count();
}

TEST(ReadSource, TheLandscapeAsOfADateHasTheMunicipalitiesOfThatDate) {
  const auto schemas = SchemaSet::Create(CoreTables());
  ASSERT_TRUE(schemas.ok()) << schemas.status();
  Collector findings;
  const auto snapshot =
      ReadSource(STELSEL_SOURCE_DIR "/examples/landscape", *schemas, findings, {});
  ASSERT_TRUE(snapshot.ok()) << snapshot.status();
  const std::map<std::string, int64_t> expected = {
      {"2016-01-01", 390}, {"2016-12-31", 390}, {"2017-01-01", 388}, {"2018-01-01", 380},
      {"2019-01-01", 355}, {"2020-01-01", 355}, {"2021-01-01", 352}, {"2022-01-01", 345},
      {"2022-03-24", 344}, {"2023-01-01", 342}, {"2024-01-01", 342}, {"2025-01-01", 342}};
  for (const auto& [day, count] : expected) {
    EXPECT_EQ(MunicipalitiesOn(*snapshot, day), count) << day;
  }
}

}  // namespace
}  // namespace stelsel::core
