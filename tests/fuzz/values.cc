// Short texts: what a parser accepts is written as a text that it accepts as the same value.
#include <cstring>

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/edtf.h"
#include "core/host/source.h"
#include "core/io/cell.h"
#include "core/io/foreign_cell.h"
#include "core/io/workbook.h"
#include "tests/fuzz/fuzz_util.h"

namespace stelsel::core {
namespace {

void CheckValue(const Field& field, const CellValue& value) {
  const std::string written = FormatCell(field, value);
  const auto again = ParseCell(field, written, value.kind == CellValue::Kind::kText);
  Require(again && again->kind == value.kind, "what was written can be read");
  Require(again->scalar == value.scalar && again->text == value.text, "it is the same value");
}

void TryCell(const Field& field, std::string_view text) {
  for (const bool quoted : {false, true}) {
    if (const auto value = ParseCell(field, text, quoted)) CheckValue(field, *value);
  }
  for (const bool decimal_comma : {false, true}) {
    CellText own;
    ForeignForms forms;
    const auto value = ParseForeignCell(field, text, decimal_comma, own, forms);
    if (value) CheckValue(field, *value);
  }
  Require(!HintFor(field, text).empty(), "a hint is a word");
}

void TryNumbers(std::string_view text) {
  for (int scale = 0; scale <= kMaxScale; ++scale) {
    const auto value = ParseScaled(text, scale);
    if (value) Require(ParseScaled(FormatScaled(*value, scale), scale) == value, "decimals stay");
  }
  const auto integer = ParseInteger(text);
  if (integer) Require(std::to_string(*integer) == text, "an integer has one form");
  const std::string number = NumberText(text);
  Require(NumberText(number) == number, "a number of a sheet stays");
}

void TryDates(std::string_view text) {
  const auto date = ParseDate(text);
  if (date) Require(FormatDate(*date) == text, "a day has one form");
  const auto moment = ParseDateTime(text);
  if (moment) Require(ParseDateTime(FormatDateTime(*moment)) == moment, "a moment stays");
  const auto bounds = ParseEdtf(text);
  if (date) Require(bounds == DateBounds{date, date}, "a day is a date as sources give them");
  if (!bounds) return;
  Require(bounds->earliest || bounds->latest, "a date has a bound");
  const bool both = bounds->earliest && bounds->latest;
  Require(!both || *bounds->earliest <= *bounds->latest, "bounds are in order");
  FormOfCode(text);
}

void TrySource(std::string_view text) {
  const SourceName name = ParseSource(text);
  std::string whole = name.format.empty() ? "" : name.format + ":";
  whole += name.path;
  if (!name.revision.empty()) whole += "@" + name.revision;
  Require(whole == text, "a source is taken apart without loss");
}

}  // namespace
}  // namespace stelsel::core

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace stelsel::core;
  const std::string_view text = View(data, size);
  for (const Field& field : Schemas()->Find("thing")->fields) TryCell(field, text);
  TryNumbers(text);
  TryDates(text);
  TrySource(text);
  for (const CellForm form : {CellForm::kDay, CellForm::kMonth, CellForm::kYear}) {
    double number = 0;
    if (size < sizeof number) continue;
    std::memcpy(&number, data, sizeof number);
    for (const bool from_1904 : {false, true}) DateText(number, form, from_1904);
  }
  return 0;
}
