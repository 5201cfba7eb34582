#include "core/check/write_findings.h"

#include "absl/strings/str_cat.h"
#include "core/base/utf8.h"
#include "core/check/write_formats.h"

namespace stelsel::core {

absl::StatusOr<FindingFormat> ParseFindingFormat(std::string_view name) {
  if (name == "text") return FindingFormat::kText;
  if (name == "ndjson") return FindingFormat::kNdjson;
  if (name == "json") return FindingFormat::kJson;
  if (name == "sarif") return FindingFormat::kSarif;
  if (name == "junit") return FindingFormat::kJunit;
  return absl::InvalidArgumentError(absl::StrCat(
      "`", OneLine(name), "` is no format of findings: text, ndjson, json, sarif or junit"));
}

absl::Status WriteFindings(const Findings& findings, FindingFormat format,
                           const WriteOptions& options, WriteFunction write) {
  switch (format) {
    case FindingFormat::kText:
      return WriteText(findings, options, write);
    case FindingFormat::kNdjson:
      return WriteNdjson(findings, options, write);
    case FindingFormat::kJson:
      return WriteReport(findings, options, write);
    case FindingFormat::kSarif:
      return WriteSarif(findings, options, write);
    case FindingFormat::kJunit:
      return WriteJunit(findings, options, write);
  }
  return absl::InvalidArgumentError("no such format of findings");
}

}  // namespace stelsel::core
