#include "core/check/write_findings.h"

#include <gtest/gtest.h>

#include "core/check/write_findings_test_util.h"

namespace stelsel::core {
namespace {

TEST(TextFormatTest, GroupsByFileOrTableAndEndsWithTheTotals) {
  Findings findings(CoreRules(), 1);
  AddExamples(findings);
  EXPECT_EQ(Written(findings, FindingFormat::kText, InEnglish()), R"(data
  error    The description of the package is wrong: no resources.
           [core/package-error]

data/region.csv
  3     warning  This row names no source document and is not marked
                 illustratief. [core/without_source]
  12:4  error    “aaaaaa” in valid_from cannot be read as date (yyyy-mm-dd).
                 [core/type-error]

region
  error    almelo: parent_region refers to “aaaaaa”, which is not in the table
           region. [core/foreign-key]

… and 1,499 more of core/type-error
1,502 errors, 1 warning, 0 remarks.
Rows not read: region 1,500.
)");
}

TEST(TextFormatTest, SpeaksDutchAndShowsValuesWhenAsked) {
  Findings findings(CoreRules(), 1);
  AddExamples(findings);
  WriteOptions options = InEnglish();
  options.language = Language::kNl;
  options.values = true;
  EXPECT_EQ(Written(findings, FindingFormat::kText, options), R"(data
  fout          De beschrijving van het pakket klopt niet: no resources.
                [core/package-error]

data/region.csv
  3     waarschuwing  Deze rij noemt geen brondocument en is niet gemarkeerd als
                      illustratief. [core/without_source]
  12:4  fout          “morgen” in valid_from is niet te lezen als datum
                      (jjjj-mm-dd). [core/type-error]

region
  fout          almelo: parent_region verwijst naar “twente”, en dat staat niet
                in de tabel region. [core/foreign-key]

… en nog 1.499 van core/type-error
1.502 fouten, 1 waarschuwing, 0 opmerkingen.
Niet gelezen rijen: region 1.500.
)");
}

TEST(TextFormatTest, SaysClearlyThatNothingIsWrong) {
  const Findings findings;
  WriteOptions options;
  EXPECT_EQ(Written(findings, FindingFormat::kText, options),
            "Niets mis gevonden in de gegevens.\n");
  options.source = "examples/landscape";
  options.language = Language::kEn;
  EXPECT_EQ(Written(findings, FindingFormat::kText, options),
            "Nothing wrong was found in examples/landscape.\n");
}

TEST(TextFormatTest, FaultsAreNamedWhenThereAreAny) {
  Findings findings;
  findings.Add("core/fault", [](Finding& finding) { finding.With("reason", "memory ran out"); });
  WriteOptions options;
  options.language = Language::kEn;
  options.source = "data";
  EXPECT_EQ(Written(findings, FindingFormat::kText, options), R"(data
  fatal    A check broke, so the result is not complete: memory ran out.
           [core/fault]

1 fault, 0 errors, 0 warnings, 0 remarks.
)");
}

TEST(NdjsonFormatTest, HasALineForEachFindingAndOneWithTheTotals) {
  Findings findings(CoreRules(), 1);
  AddExamples(findings);
  EXPECT_EQ(
      Written(findings, FindingFormat::kNdjson, InEnglish()),
      R"({"rule":"core/foreign-key","severity":"error","message":"parent_region refers to “aaaaaa”, which is not in the table region.","field":"parent_region","table":"region","key":["almelo"],"region":"almelo","revision":"r7","fingerprint":"73c6c42348a5aebe0ac4fabb7e4a777f"}
{"rule":"core/package-error","severity":"error","message":"The description of the package is wrong: no resources.","fingerprint":"3b8dbe49c892e0703c9b53c2f02d9b65"}
{"rule":"core/without_source","severity":"warning","message":"This row names no source document and is not marked illustratief.","file":"data/region.csv","line":3,"field":"source_document","table":"region","key":["zwolle"],"region":"zwolle","fingerprint":"91e84fe9643988a81960a204bbf6cd6c"}
{"rule":"core/type-error","severity":"error","message":"“aaaaaa” in valid_from cannot be read as date (yyyy-mm-dd).","file":"data/region.csv","line":12,"column":4,"row":11,"field":"valid_from","table":"region","fingerprint":"3e5144272d12e387af541a4ca62e748d"}
{"totals":{"fatal":0,"error":1502,"warning":1,"info":0,"rules":{"core/foreign-key":1,"core/package-error":1,"core/type-error":1500,"core/without_source":1},"left_out":{"core/type-error":1499},"kept_out":{"region":1500}}}
)");
}

// Long, since it holds the whole report: other programs read every member of it.
TEST(JsonFormatTest, IsAFrictionlessReport) {
  Findings findings(CoreRules(), 1);
  AddExamples(findings);
  EXPECT_EQ(Written(findings, FindingFormat::kJson, InEnglish()), R"({
  "version": "5",
  "valid": false,
  "stats": {
    "tasks": 2,
    "errors": 1502,
    "warnings": 1
  },
  "warnings": [],
  "errors": [
    {
      "type": "package-error",
      "title": "Package description is wrong",
      "description": "Something in datapackage.json may not stand there, or something is missing.",
      "message": "The description of the package is wrong: no resources.",
      "tags": [],
      "note": "Correct datapackage.json, or leave it out: then the file's name is the table's name.",
      "stelsel:rule": "core/package-error",
      "stelsel:severity": "error",
      "stelsel:fingerprint": "3b8dbe49c892e0703c9b53c2f02d9b65"
    }
  ],
  "stelsel:warnings": [],
  "tasks": [
    {
      "name": "region",
      "type": "table",
      "valid": false,
      "place": "data",
      "stats": {
        "errors": 1,
        "warnings": 0
      },
      "warnings": [],
      "errors": [
        {
          "type": "foreign-key",
          "title": "Reference to nothing",
          "description": "The reference is misspelt, or the row that it refers to is missing.",
          "message": "parent_region refers to “aaaaaa”, which is not in the table region.",
          "tags": [
            "#table",
            "#row",
            "#cell"
          ],
          "note": "Correct the reference, or add the missing row.",
          "fieldName": "parent_region",
          "stelsel:rule": "core/foreign-key",
          "stelsel:severity": "error",
          "stelsel:key": [
            "almelo"
          ],
          "stelsel:region": "almelo",
          "stelsel:revision": "r7",
          "stelsel:fingerprint": "73c6c42348a5aebe0ac4fabb7e4a777f"
        }
      ],
      "stelsel:warnings": []
    },
    {
      "name": "region",
      "type": "table",
      "valid": false,
      "place": "data/region.csv",
      "stats": {
        "errors": 1,
        "warnings": 1
      },
      "warnings": [
        "This row names no source document and is not marked illustratief."
      ],
      "errors": [
        {
          "type": "type-error",
          "title": "Value of the wrong type",
          "description": "The cell holds something other than the field expects, such as text in a date.",
          "message": "“aaaaaa” in valid_from cannot be read as date (yyyy-mm-dd).",
          "tags": [
            "#table",
            "#row",
            "#cell"
          ],
          "note": "Write the value as the field expects it; until then the row does not count.",
          "rowNumber": 12,
          "fieldNumber": 4,
          "fieldName": "valid_from",
          "stelsel:rule": "core/type-error",
          "stelsel:severity": "error",
          "stelsel:line": 12,
          "stelsel:fingerprint": "3e5144272d12e387af541a4ca62e748d"
        }
      ],
      "stelsel:warnings": [
        {
          "type": "without_source",
          "title": "Fact without a source",
          "description": "Every fact should name the document it comes from.",
          "message": "This row names no source document and is not marked illustratief.",
          "tags": [
            "#table",
            "#row",
            "#cell"
          ],
          "note": "Name the document and the section, or mark the row illustratief.",
          "rowNumber": 3,
          "fieldName": "source_document",
          "stelsel:rule": "core/without_source",
          "stelsel:severity": "warning",
          "stelsel:line": 3,
          "stelsel:key": [
            "zwolle"
          ],
          "stelsel:region": "zwolle",
          "stelsel:fingerprint": "91e84fe9643988a81960a204bbf6cd6c"
        }
      ]
    }
  ],
  "stelsel:source": "data",
  "stelsel:totals": {
    "fatal": 0,
    "error": 1502,
    "warning": 1,
    "info": 0,
    "rules": {
      "core/foreign-key": 1,
      "core/package-error": 1,
      "core/type-error": 1500,
      "core/without_source": 1
    },
    "left_out": {
      "core/type-error": 1499
    },
    "kept_out": {
      "region": 1500
    }
  }
}
)");
}

TEST(JsonFormatTest, WarningsDoNotMakeItInvalid) {
  Findings findings;
  findings.Add("core/without_source", [](Finding& finding) { finding.table = "region"; });
  const std::string report = Written(findings, FindingFormat::kJson, InEnglish());
  EXPECT_NE(report.find("\"valid\": true"), std::string::npos);
  EXPECT_EQ(report.find("\"valid\": false"), std::string::npos);
}

TEST(WriteFindingsTest, StopsAtTheFirstErrorOfTheOutput) {
  Findings findings;
  AddExamples(findings);
  for (const FindingFormat format :
       {FindingFormat::kText, FindingFormat::kNdjson, FindingFormat::kJson, FindingFormat::kSarif,
        FindingFormat::kJunit}) {
    int calls = 0;
    const absl::Status status = WriteFindings(findings, format, {}, [&](std::string_view) {
      ++calls;
      return absl::ResourceExhaustedError("disk full");
    });
    EXPECT_TRUE(absl::IsResourceExhausted(status));
    EXPECT_EQ(calls, 1);
  }
}

TEST(WriteFindingsTest, KnowsItsFormatsByName) {
  EXPECT_EQ(*ParseFindingFormat("text"), FindingFormat::kText);
  EXPECT_EQ(*ParseFindingFormat("ndjson"), FindingFormat::kNdjson);
  EXPECT_EQ(*ParseFindingFormat("json"), FindingFormat::kJson);
  EXPECT_EQ(*ParseFindingFormat("sarif"), FindingFormat::kSarif);
  EXPECT_EQ(*ParseFindingFormat("junit"), FindingFormat::kJunit);
  EXPECT_FALSE(ParseFindingFormat("xml").ok());
}

}  // namespace
}  // namespace stelsel::core
