#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/base/json.h"
#include "core/io/descriptor.h"
#include "core/io/io_test_util.h"
#include "core/io/package.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

SnapshotPtr ReadFile(const TempFolder& folder, std::string_view name, std::string_view bytes) {
  Collector findings;
  SnapshotPtr snapshot = Read(folder.Put(name, bytes), findings);
  EXPECT_THAT(findings.Lines(), IsEmpty());
  return snapshot;
}

TEST(WritePackage, WritesTheTablesThatArePresent) {
  const TempFolder folder;
  const SnapshotPtr snapshot = ReadFile(folder, "thing.csv", "number,id\n1,a\n");
  ASSERT_EQ(WritePackage(*snapshot, folder / "out"), absl::OkStatus());
  EXPECT_THAT(folder.List("out"), ElementsAre("datapackage.json", "thing.csv"));
  EXPECT_EQ(folder.Get("out/thing.csv"),
            "id,number,text,amount,flag,day,said,moment,region\na,1,,,,,,,\n");
}

TEST(WritePackage, DescribesThemAsATabularDataPackage) {
  const TempFolder folder;
  const SnapshotPtr snapshot = ReadFile(folder, "word.csv", "word\na\n");
  ASSERT_EQ(WritePackage(*snapshot, folder / "Mijn Regio (2026)"), absl::OkStatus());
  EXPECT_EQ(folder.Get("Mijn Regio (2026)/datapackage.json"), R"({
  "name": "mijn-regio-2026",
  "profile": "tabular-data-package",
  "stelsel:package": 1,
  "resources": [
    {
      "name": "word",
      "path": "word.csv",
      "profile": "tabular-data-resource",
      "format": "csv",
      "mediatype": "text/csv",
      "encoding": "utf-8",
      "schema": {
        "name": "word",
        "title": "Word",
        "description": "A word.",
        "fields": [
          {
            "name": "word",
            "type": "string",
            "constraints": {
              "required": true
            }
          }
        ],
        "primaryKey": "word"
      }
    }
  ]
}
)");
}

TEST(WritePackage, DescribesReferencesToTablesThatThePackageHasOnly) {
  const auto set = *SchemaSet::Create(CoreTables());
  const auto names = [&](const std::vector<std::string>& tables) {
    std::vector<TableSchemaPtr> schemas;
    for (const std::string& table : tables) schemas.push_back(set->Find(table));
    const auto package = ParseJson(*MakeDescriptor("p", schemas), "p");
    std::vector<std::string> targets;
    const auto& schema = package->at("resources").at(0).at("schema").as_object();
    if (!schema.contains("foreignKeys")) return targets;
    for (const auto& key : schema.at("foreignKeys").as_array())
      targets.emplace_back(key.at("reference").at("resource").as_string());
    return targets;
  };
  EXPECT_THAT(names({"region"}), ElementsAre("region"));
  EXPECT_THAT(names({"region", "source_document"}), ElementsAre("region", "source_document"));
  EXPECT_THAT(names({"municipality"}), IsEmpty());
}

TEST(WritePackage, OrdersRowsByTheValuesOfTheirKey) {
  const TempFolder folder;
  const SnapshotPtr snapshot =
      ReadFile(folder, "thing.csv", "id,number\nb,10\nb,9\nb,-1\nB,5\né,1\na,2\n,3\nb,\n\"\",4\n");
  ASSERT_EQ(WritePackage(*snapshot, folder / "out"), absl::OkStatus());
  EXPECT_THAT(folder.Get("out/thing.csv"),
              HasSubstr("region\n,3,,,,,,,\n\"\",4,,,,,,,\nB,5,,,,,,,\na,2,,,,,,,\nb,,,,,,,,\n"
                        "b,-1,,,,,,,\nb,9,,,,,,,\nb,10,,,,,,,\né,1,,,,,,,\n"));
}

TEST(WritePackage, GivesTheSameBytesWhenReadAndWrittenAgain) {
  const TempFolder folder;
  folder.Put("1/x", "");
  folder.Put("2/x", "");
  const SnapshotPtr snapshot =
      ReadFile(folder, "thing.csv",
               "\xEF\xBB\xBFtext,id,number,amount,flag,day,said,moment\r\n"
               "\"a \"\"b\"\"\r\nc\", z,1,1.5,false,2024-02-29,2021-36~,2024-01-01T00:00:00.5Z\r\n"
               "\"\",\"\",2,-0,true,,,\r\n"
               "second,x,3,,,,,\r\nfirst,x,3,,,,,");
  ASSERT_EQ(WritePackage(*snapshot, folder / "1/p"), absl::OkStatus());
  Collector findings;
  ASSERT_EQ(WritePackage(*Read(folder / "1/p", findings), folder / "2/p"), absl::OkStatus());
  EXPECT_THAT(findings.Lines(), IsEmpty());
  EXPECT_EQ(folder.Get("1/p/thing.csv"), folder.Get("2/p/thing.csv"));
  EXPECT_EQ(folder.Get("1/p/datapackage.json"), folder.Get("2/p/datapackage.json"));
  EXPECT_EQ(folder.Get("1/p/thing.csv"),
            "id,number,text,amount,flag,day,said,moment,region\n"
            "\"\",2,\"\",0.00,true,,,,\n"
            "\" z\",1,\"a \"\"b\"\"\r\nc\",1.50,false,2024-02-29,2021-36~,"
            "2024-01-01T00:00:00.500000Z,\n"
            "x,3,second,,,,,,\nx,3,first,,,,,,\n");
}

TEST(WritePackage, LeavesOutRowsWithoutAnyValue) {
  Writer writer(Snapshot::Empty(TestSchemas()));
  auto chunk = writer.NewChunk("word");
  ASSERT_TRUE(chunk.ok());
  chunk->AppendNull(0);
  chunk->EndRow();
  chunk->AppendText(0, "");
  chunk->EndRow();
  ASSERT_EQ(writer.Append("word", chunk->Finish()), absl::OkStatus());
  const TempFolder folder;
  ASSERT_EQ(WritePackage(*writer.Commit({}), folder.path()), absl::OkStatus());
  EXPECT_EQ(folder.Get("word.csv"), "word\n\"\"\n");
}

TEST(WritePackage, RemovesOnlyWhatItWroteBefore) {
  const TempFolder folder;
  const SnapshotPtr words = ReadFile(folder, "word.csv", "word\na\n");
  const SnapshotPtr things = ReadFile(folder, "thing.csv", "id,number\na,1\n");
  ASSERT_EQ(WritePackage(*words, folder / "out"), absl::OkStatus());
  folder.Put("out/mine.csv", "x\n");
  ASSERT_EQ(WritePackage(*things, folder / "out"), absl::OkStatus());
  EXPECT_THAT(folder.List("out"), ElementsAre("datapackage.json", "mine.csv", "thing.csv"));
}

TEST(WritePackage, TakesNoPlaceThatAPackageOfOthersHas) {
  const TempFolder folder;
  const SnapshotPtr things = ReadFile(folder, "thing.csv", "id,number\na,1\n");
  folder.Put("out/word.csv", "word\nkept\n");
  folder.Put("out/datapackage.json", R"({"resources": [{"name": "word", "path": "word.csv"}]})");
  EXPECT_TRUE(absl::IsFailedPrecondition(WritePackage(*things, folder / "out")));
  EXPECT_THAT(folder.List("out"), ElementsAre("datapackage.json", "word.csv"));
}

TEST(WritePackage, TakesNoPlaceThatAFileOfOthersHas) {
  const TempFolder folder;
  const SnapshotPtr things = ReadFile(folder, "thing.csv", "id,number\na,1\n");
  folder.Put("out/thing.csv", "theirs;7\n");
  EXPECT_TRUE(absl::IsFailedPrecondition(WritePackage(*things, folder / "out")));
  EXPECT_THAT(folder.Get("out/thing.csv"), "theirs;7\n");
}

TEST(WritePackage, RemovesNothingOutsideItsFolder) {
  const TempFolder folder;
  const SnapshotPtr things = ReadFile(folder, "thing.csv", "id,number\na,1\n");
  folder.Put("word.csv", "word\nkept\n");
  folder.Put("out/datapackage.json",
             R"({"stelsel:package": 1, "resources": [{"name": "../word", "path": "../word.csv"},
                 {"name": "word", "path": "../word.csv"}, 7]})");
  ASSERT_EQ(WritePackage(*things, folder / "out"), absl::OkStatus());
  EXPECT_THAT(folder.Get("word.csv"), "word\nkept\n");
}

TEST(WritePackage, ChangesNothingWhenAFileCannotBeWritten) {
  const TempFolder folder;
  const SnapshotPtr words = ReadFile(folder, "word.csv", "word\na\n");
  folder.Put("out/word.csv", "word\nold\n");
  folder.Put("out/datapackage.json/x", "");
  EXPECT_FALSE(WritePackage(*words, folder / "out").ok());
  EXPECT_EQ(folder.Get("out/word.csv"), "word\nold\n");
  EXPECT_THAT(folder.List("out"), ElementsAre("datapackage.json", "word.csv"));
}

TEST(WritePackage, MakesOnlyTheLastFolderOfThePath) {
  const TempFolder folder;
  const SnapshotPtr words = ReadFile(folder, "word.csv", "word\na\n");
  EXPECT_TRUE(absl::IsNotFound(WritePackage(*words, folder / "a/b")));
  EXPECT_FALSE(WritePackage(*words, folder / "word.csv").ok());
  EXPECT_FALSE(WritePackage(*words, "").ok());
}

RC_GTEST_PROP(WritePackage, KeepsAnyTextWhenWrittenAndReadBack, ()) {
  const auto character = rc::gen::element<std::string>("a", "b", ",", "\"", "\n", "\r", " ", "é",
                                                       std::string(1, '\0'));
  const auto pieces = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(character));
  Writer writer(Snapshot::Empty(TestSchemas()));
  auto chunk = writer.NewChunk("word");
  RC_ASSERT(chunk.ok());
  for (const auto& piece : pieces) {
    std::string text;
    for (const std::string& part : piece) text += part;
    chunk->AppendText(0, text);
    chunk->EndRow();
  }
  RC_ASSERT(writer.Append("word", chunk->Finish()).ok());
  RC_ASSERT(writer.Touch("word").ok());
  const SnapshotPtr snapshot = writer.Commit({});
  const TempFolder folder;
  RC_ASSERT(WritePackage(*snapshot, folder.path()).ok());
  Collector findings;
  std::vector<std::string> expected = Rows(*snapshot, "word");
  std::vector<std::string> got = Rows(*Read(folder.path(), findings), "word");
  std::sort(expected.begin(), expected.end());
  std::sort(got.begin(), got.end());
  RC_ASSERT(findings.findings.empty());
  RC_ASSERT(got == expected);
}

}  // namespace
}  // namespace stelsel::core
