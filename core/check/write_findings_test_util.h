// What the tests of the formats of findings share.
#ifndef STELSEL_CORE_CHECK_WRITE_FINDINGS_TEST_UTIL_H_
#define STELSEL_CORE_CHECK_WRITE_FINDINGS_TEST_UTIL_H_

#include <gtest/gtest.h>

#include <string>

#include "core/check/write_findings.h"

namespace stelsel::core {

inline void AddExamples(Findings& findings) {
  for (int i = 0; i < 1500; ++i) {
    findings.Add("core/type-error", [](Finding& finding) {
      finding.table = "region";
      finding.file = "data/region.csv";
      finding.line = 12;
      finding.column = 4;
      finding.row = 11;
      finding.field = "valid_from";
      finding.WithValue("value", "morgen").With("type", "date");
    });
  }
  findings.Add("core/without_source", [](Finding& finding) {
    finding.table = "region";
    finding.file = "data/region.csv";
    finding.line = 3;
    finding.key = {"zwolle"};
    finding.region = "zwolle";
    finding.field = "source_document";
  });
  findings.Add("core/foreign-key", [](Finding& finding) {
    finding.table = "region";
    finding.key = {"almelo"};
    finding.region = "almelo";
    finding.field = "parent_region";
    finding.revision = "r7";
    finding.WithValue("value", "twente").With("target", "region");
  });
  findings.Add("core/package-error",
               [](Finding& finding) { finding.With("reason", "no resources"); });
}

inline std::string Written(const Findings& findings, FindingFormat format,
                           const WriteOptions& options) {
  std::string out;
  const absl::Status status = WriteFindings(findings, format, options, [&](std::string_view text) {
    out += text;
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return out;
}

inline WriteOptions InEnglish() {
  WriteOptions options;
  options.language = Language::kEn;
  options.source = "data";
  options.kept_out = {{"region", 1500}, {"municipality", 0}};
  return options;
}

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_WRITE_FINDINGS_TEST_UTIL_H_
