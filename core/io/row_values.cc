#include "core/io/row_values.h"

#include <algorithm>
#include <limits>

#include "core/base/digits.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

void Append(size_t field, const CellValue& value, ChunkBuilder& chunk) {
  if (value.kind == CellValue::Kind::kNull) {
    chunk.AppendNull(field);
  } else if (value.kind == CellValue::Kind::kText) {
    chunk.AppendText(field, value.text);
  } else {
    chunk.AppendScalar(field, value.scalar);
  }
}

void EndRow(const Record& record, ChunkBuilder& chunk) {
  constexpr int64_t kMostLines = std::numeric_limits<uint32_t>::max();
  chunk.EndRow(static_cast<uint32_t>(std::min(record.line, kMostLines)), record.byte);
}

}  // namespace

RowValues::RowValues(const TableSchema& schema, bool decimal_comma)
    : schema_(schema),
      decimal_comma_(decimal_comma),
      values_(schema.fields.size(), CellValue{}),
      own_(schema.fields.size()) {}

void RowValues::SetColumns(const std::vector<int>& columns) {
  columns_ = columns.size();
  used_.clear();
  unused_.clear();
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] >= 0) used_.push_back({i, columns[i]});
  }
  for (size_t field = 0; field < values_.size(); ++field) {
    const bool used =
        std::find(columns.begin(), columns.end(), static_cast<int>(field)) != columns.end();
    if (!used) unused_.push_back(field);
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

bool RowValues::AppendWhole(const Record& record, ChunkBuilder& chunk) {
  if (record.fault != RecordFault::kNone || record.cells.size() != columns_ || IsBlank(record)) {
    return false;
  }
  for (const size_t column : nameless_) {
    if (!record.cells[column].text.empty()) return false;
  }
  for (const Used& used : used_) {
    if (AppendCell(used.field, record.cells[used.column], chunk)) continue;
    chunk.DropRow();
    return false;
  }
  for (const size_t field : unused_) chunk.AppendNull(field);
  EndRow(record, chunk);
  return true;
}

bool RowValues::AppendCell(int index, const Cell& cell, ChunkBuilder& chunk) {
  const auto field = static_cast<size_t>(index);
  const Type type = schema_.fields[field].type;
  const bool text = type == Type::kText || type == Type::kCode;
  if (cell.text.empty() && !(text && cell.quoted)) {
    chunk.AppendNull(field);
    return true;
  }
  if (text) {
    chunk.AppendText(field, cell.text);
    return true;
  }
  // Dates as sources give them come again and again.
  if (type == Type::kEdtf && chunk.AppendRecent(field, cell.text)) return true;
  const auto digits = type == Type::kInteger ? ParseDigits(cell.text) : std::nullopt;
  if (digits && (cell.text.front() != '0' || cell.text.size() == 1)) {
    chunk.AppendScalar(field, *digits);
    return true;
  }
  const std::optional<CellValue> value = ParseOne(index, cell);
  if (value) Append(field, *value, chunk);
  return value.has_value();
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
  for (size_t i = 0; i < values_.size(); ++i) Append(i, *values_[i], chunk);
  EndRow(record, chunk);
}

}  // namespace stelsel::core
