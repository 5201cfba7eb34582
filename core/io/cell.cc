#include "core/io/cell.h"

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/edtf.h"
#include "core/model/table.h"

namespace stelsel::core {
namespace {

std::optional<int64_t> ParseBoolean(std::string_view text) {
  if (text == "true") return 1;
  if (text == "false") return 0;
  return std::nullopt;
}

std::optional<int64_t> ParseScalar(const Field& field, std::string_view text) {
  switch (field.type) {
    case Type::kInteger:
      return ParseInteger(text);
    case Type::kDecimal:
      return ParseScaled(text, field.scale);
    case Type::kBoolean:
      return ParseBoolean(text);
    case Type::kDate:
      return ParseDate(text);
    case Type::kDateTime:
      return ParseDateTime(text);
    case Type::kText:
    case Type::kCode:
    case Type::kEdtf:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<CellValue> ParseCell(const Field& field, std::string_view text, bool quoted) {
  const bool plain_text = field.type == Type::kText || field.type == Type::kCode;
  if (text.empty() && !(quoted && plain_text)) return CellValue{};
  if (plain_text || (field.type == Type::kEdtf && ParseEdtf(text))) {
    return CellValue{CellValue::Kind::kText, 0, text};
  }
  const std::optional<int64_t> scalar = ParseScalar(field, text);
  // The model has no other way to say null than the least integer.
  if (!scalar || *scalar == Column::kNull) return std::nullopt;
  return CellValue{CellValue::Kind::kScalar, *scalar, {}};
}

std::string FormatCell(const Field& field, const CellValue& value) {
  switch (value.kind) {
    case CellValue::Kind::kNull:
      return "";
    case CellValue::Kind::kScalar:
      return FormatScalar(field, nullptr, value.scalar);
    case CellValue::Kind::kText:
      return std::string(value.text);
  }
  return "";
}

std::string_view TypeWord(Type type) {
  switch (type) {
    case Type::kInteger:
      return "integer";
    case Type::kDecimal:
      return "number";
    case Type::kBoolean:
      return "boolean";
    case Type::kDate:
      return "date";
    case Type::kDateTime:
      return "datetime";
    case Type::kEdtf:
      return "edtf";
    case Type::kText:
    case Type::kCode:
      break;
  }
  return "string";
}

}  // namespace stelsel::core
