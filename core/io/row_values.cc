#include "core/io/row_values.h"

#include <algorithm>
#include <limits>

#include "core/base/utf8.h"

namespace stelsel::core {

RowValues::RowValues(const TableSchema& schema, bool decimal_comma)
    : schema_(schema),
      decimal_comma_(decimal_comma),
      values_(schema.fields.size(), CellValue{}),
      own_(schema.fields.size()) {}

void RowValues::SetColumns(const std::vector<int>& columns) {
  columns_ = columns.size();
  used_.clear();
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] >= 0) used_.push_back({i, columns[i]});
  }
}

bool RowValues::Parse(const std::vector<Cell>& cells) {
  bool whole = true;
  for (const Used& used : used_) {
    auto& value = values_[static_cast<size_t>(used.field)];
    if (used.column < cells.size()) {
      value = ParseOne(used.field, cells[used.column]);
    } else {
      value.reset();
    }
    whole = whole && value;
  }
  return whole;
}

bool RowValues::ParseWhole(const Record& record) {
  return record.fault == RecordFault::kNone && record.cells.size() == columns_ &&
         !IsBlank(record) && Parse(record.cells);
}

std::optional<CellValue> RowValues::ParseOne(int index, const Cell& cell) {
  const Field& field = schema_.field(index);
  if (cell.unfit) return std::nullopt;
  const bool other = decimal_comma_ && MayBeThousands(field, cell.text);
  std::optional<CellValue> value;
  if (!other) value = ParseCell(field, cell.text, cell.quoted);
  if (!value) value = ParseForeign(index, cell);
  const bool text = value && value->kind == CellValue::Kind::kText;
  if (text && FirstInvalidUtf8(value->text) != std::string_view::npos) return std::nullopt;
  return value;
}

std::optional<CellValue> RowValues::ParseForeign(int index, const Cell& cell) {
  const Field& field = schema_.field(index);
  CellText& own = own_[static_cast<size_t>(index)];
  const auto value = ParseForeignCell(field, cell.text, decimal_comma_, own, forms_);
  // A point may be a decimal one where a comma is the rule, when it cannot be anything else.
  return value || !decimal_comma_ ? value : ParseCell(field, cell.text, cell.quoted);
}

std::vector<std::string> RowValues::Key() const {
  std::vector<std::string> key;
  for (const int field : schema_.primary_key) {
    const std::optional<CellValue>& value = Value(field);
    if (!value || value->kind == CellValue::Kind::kNull) return {};
    key.push_back(FormatCell(schema_.field(field), *value));
  }
  return key;
}

void RowValues::AppendTo(ChunkBuilder& chunk, const Record& record) const {
  for (size_t i = 0; i < values_.size(); ++i) {
    const CellValue& value = *values_[i];
    if (value.kind == CellValue::Kind::kNull) {
      chunk.AppendNull(i);
    } else if (value.kind == CellValue::Kind::kText) {
      chunk.AppendText(i, value.text);
    } else {
      chunk.AppendScalar(i, value.scalar);
    }
  }
  constexpr int64_t kMostLines = std::numeric_limits<uint32_t>::max();
  chunk.EndRow(static_cast<uint32_t>(std::min(record.line, kMostLines)), record.byte);
}

}  // namespace stelsel::core
