// The head of a rule in SQL: what is accepted has all that a rule has, as it must be.
#include "core/host/sql_rule.h"

#include <algorithm>
#include <string>

#include "tests/fuzz/fuzz_util.h"

namespace {

constexpr char kManifest[] = R"({
  "id": "west", "version": "1", "border": "1.1", "licence": "EUPL-1.2",
  "title": {"nl": "W", "en": "W"},
  "parameters": [{"name": "days", "type": "integer", "default": 30}, {"name": "word"}]
})";

void RequireTexts(const stelsel::core::Texts& texts) {
  stelsel::core::Require(!texts.nl.empty() && !texts.en.empty(),
                         "texts are there in both languages");
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace stelsel::core;
  static const auto* const manifest = new Manifest(ReadManifest(kManifest, "plugin.json").value());
  const std::string text(View(data, size));
  const auto read = ReadSqlRule(text, "/west/rules/late.sql", *manifest);
  if (!read.ok()) {
    const std::string why(read.status().message());
    Require(why.rfind("/west/rules/late.sql:", 0) == 0, "what is wrong has a place");
    Require(why.find('\n') == std::string::npos, "what is wrong is one line");
    return 0;
  }
  Require(read->text == text, "the text is whole");
  Require(read->rule.id == "west/late", "it is called as its file");
  for (const Texts* const texts :
       {&read->rule.title, &read->rule.message, &read->rule.cause, &read->rule.cure})
    RequireTexts(*texts);
  Require(!read->rule.source.empty(), "it has a source");
  Require(read->rule.severity != Severity::kFatal, "the program did not break");
  Require(read->rule.table.empty() == (read->table_line == 0), "a table has its line");
  Require(read->rule.table.empty() || IsId(read->rule.table), "a table is called by an id");
  Require(read->seconds >= 1 && read->seconds <= 600, "its time is bounded");
  for (const std::string& name : read->parameters)
    Require(manifest->parameter_schemas.count(name) == 1, "parameters are declared");
  return 0;
}
