#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check/embedded_check.h"
#include "core/check/write_findings.h"
#include "core/model/arrow.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;

// The stream's rows, read as a reader of Arrow would, each as `field=value` for what is filled in.
std::vector<std::string> RowsOf(ArrowArrayStream& stream) {
  const EmbeddedFile file = EmbeddedFindingSchema().front();
  const TableSchemaPtr schema = *ReadTableSchema(file.text, file.name, "core");
  const SchemaSetPtr set = *SchemaSet::Create({schema});
  const DictionaryPool pool(*set);
  const std::vector<Dictionary*> dictionaries = pool.Of(*set, *schema);
  std::vector<std::string> rows;
  const absl::Status status = ImportStream(&stream, schema, dictionaries, {}, [&](ChunkPtr chunk) {
    Table(schema, dictionaries, {{chunk, nullptr}}).ForEachRow([&](const RowRef& row) {
      std::string text;
      for (int field : AllFields(*schema)) {
        if (!row.IsNull(field)) text += schema->field(field).name + "=" + row.Format(field) + ";";
      }
      rows.push_back(text);
    });
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return rows;
}

TEST(ExportFindingsTest, GivesOneRowAFindingWithWhatIsKnown) {
  Findings findings;
  findings.Add("core/type-error", [](Finding& finding) {
    finding.file = "a.csv";
    finding.line = 3;
    finding.column = 2;
    finding.row = 2;
    finding.field = "number";
    finding.table = "place";
    finding.region = "zwolle";
    finding.WithValue("value", "x1").With("type", "integer");
  });
  findings.Add("core/foreign-key", [](Finding& finding) {
    finding.table = "stay";
    finding.key = {"a", "1"};
    finding.field = "place";
    finding.revision = "r7";
    finding.WithValue("value", "z").With("target", "place");
  });
  ArrowArrayStream stream;
  ASSERT_TRUE(ExportFindings(findings, Language::kNl, &stream).ok());
  EXPECT_THAT(
      RowsOf(stream),
      ElementsAre(
          "finding=1;rule=core/foreign-key;severity=error;message=place verwijst naar “a”, en dat "
          "staat niet in de tabel place.;field=place;table=stay;key=a, 1;revision=r7;",
          "finding=2;rule=core/type-error;severity=error;message=“a9” in number is niet te lezen "
          "als geheel getal.;file=a.csv;line=3;column=2;row=2;field=number;table=place;"
          "region=zwolle;"));
}

TEST(ExportFindingsTest, WithoutFindingsTheStreamIsEmpty) {
  Findings findings;
  ArrowArrayStream stream;
  ASSERT_TRUE(ExportFindings(findings, Language::kEn, &stream).ok());
  EXPECT_THAT(RowsOf(stream), ElementsAre());
}

}  // namespace
}  // namespace stelsel::core
