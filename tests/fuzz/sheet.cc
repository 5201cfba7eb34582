// The XML within a workbook: the parts of the input, between lines of `---`, become its sheet, its
// shared texts, its styles and its list of sheets. What cells hold is UTF-8.
#include "absl/strings/str_split.h"
#include "core/base/utf8.h"
#include "core/io/packing_test_util.h"
#include "core/io/workbook.h"
#include "tests/fuzz/fuzz_util.h"

namespace stelsel::core {
namespace {

constexpr char kTop[] = R"(<r><Relationship Id="r" Type="/officeDocument" Target="book.xml"/></r>)";
constexpr char kRelations[] = R"(<r><Relationship Id="r1" Type="/worksheet" Target="sheet.xml"/>)"
                              R"(<Relationship Id="r2" Type="/sharedStrings" Target="texts.xml"/>)"
                              R"(<Relationship Id="r3" Type="/styles" Target="styles.xml"/></r>)";
constexpr char kBook[] =
    R"(<workbook xmlns:r="r"><sheets><sheet name="thing" r:id="r1"/></sheets></workbook>)";

std::string BytesOf(std::string_view input) {
  const std::vector<std::string> parts =
      absl::StrSplit(absl::string_view(input.data(), input.size()), "\n---\n");
  const auto part = [&](size_t i, const char* otherwise) {
    return i < parts.size() ? parts[i] : otherwise;
  };
  return Zipped({{"_rels/.rels", kTop},
                 {"_rels/book.xml.rels", kRelations},
                 {"sheet.xml", part(0, "")},
                 {"texts.xml", part(1, "<sst/>")},
                 {"styles.xml", part(2, "<styleSheet/>")},
                 {"book.xml", part(3, kBook)}});
}

void CheckSheet(Workbook& workbook, size_t sheet) {
  auto records = workbook.Read(sheet);
  if (!records.ok()) return;
  Record record;
  for (auto more = (*records)->Next(record); more.ok() && *more; more = (*records)->Next(record)) {
    Require(record.line >= 1 && !record.cells.empty(), "a row has a number and cells");
    for (const Cell& cell : record.cells) {
      Require(FirstInvalidUtf8(cell.text) == std::string_view::npos, "cells are UTF-8");
    }
  }
}

void Try(std::string_view input) {
  const MemoryFile memory(BytesOf(input));
  const File file = memory.Open();
  const auto workbook = Workbook::Open(file);
  if (!workbook.ok()) return;
  for (size_t i = 0; i < (*workbook)->sheets().size(); ++i) CheckSheet(**workbook, i);
  ReadOptions options;
  options.format = "xlsx";
  Collector findings;
  const auto snapshot = ReadSource(memory.path(), Schemas(), findings, options);
  Require(snapshot.ok(), "a workbook can be read");
  AllOf(**snapshot, findings);
}

}  // namespace
}  // namespace stelsel::core

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stelsel::core::Try(stelsel::core::View(data, size));
  return 0;
}
