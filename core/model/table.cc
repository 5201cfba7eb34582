#include "core/model/table.h"

#include <algorithm>
#include <utility>

#include "core/base/date.h"
#include "core/base/decimal.h"

namespace stelsel::core {
namespace {

int64_t CountLive(const Table::Part& part) {
  if (part.live == nullptr) return static_cast<int64_t>(part.chunk->rows);
  const size_t whole = part.chunk->rows / 8;
  int64_t count = 0;
  for (size_t i = 0; i < whole; ++i) count += __builtin_popcount((*part.live)[i]);
  for (size_t i = whole * 8; i < part.chunk->rows; ++i) count += GetBit(*part.live, i) ? 1 : 0;
  return count;
}

}  // namespace

Table::Table(TableSchemaPtr schema, std::vector<Dictionary*> dictionaries, std::vector<Part> parts)
    : schema_(std::move(schema)), dictionaries_(std::move(dictionaries)), parts_(std::move(parts)) {
  starts_.push_back(0);
  for (const Part& part : parts_) {
    starts_.push_back(starts_.back() + static_cast<RowId>(part.chunk->rows));
    row_count_ += CountLive(part);
  }
}

RowRef Table::row(RowId id) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), id);
  const auto part = static_cast<size_t>(after - starts_.begin()) - 1;
  return RowRef(*this, *parts_[part].chunk, id - starts_[part], id);
}

std::string_view RowRef::Text(int field) const {
  const Column& values = column(field);
  if (values.type == Type::kText) return values.Text(row_);
  if (values.IsNull(row_)) return {};
  return table_->dictionary(field)->Text(static_cast<int32_t>(values.values[row_]));
}

std::string RowRef::Format(int field) const {
  if (IsNull(field)) return "";
  if (column(field).type == Type::kText) return std::string(column(field).Text(row_));
  return FormatScalar(table_->schema().field(field), table_->dictionary(field), Scalar(field));
}

std::vector<std::string> RowRef::Key() const {
  std::vector<std::string> key;
  for (int field : table_->schema().primary_key) key.push_back(Format(field));
  return key;
}

TablePtr PickRows(const Table& table, const std::vector<RowId>& rows) {
  std::vector<Table::Part> parts;
  size_t next = 0;
  for (size_t p = 0; p < table.parts().size(); ++p) {
    const size_t begin = next;
    while (next < rows.size() && rows[next] < table.start(p) + table.parts()[p].chunk->rows) ++next;
    if (begin == next) continue;
    auto live = std::make_shared<Bits>((table.parts()[p].chunk->rows + 7) / 8, uint8_t{0});
    for (size_t i = begin; i < next; ++i) {
      const RowId at = rows[i] - table.start(p);
      (*live)[at >> 3] = static_cast<uint8_t>((*live)[at >> 3] | (1u << (at & 7)));
    }
    parts.push_back({table.parts()[p].chunk, std::move(live)});
  }
  return std::make_shared<const Table>(table.schema_ptr(), table.dictionaries(), std::move(parts));
}

std::string FormatScalar(const Field& field, const Dictionary* dictionary, int64_t value) {
  switch (field.type) {
    case Type::kCode:
    case Type::kEdtf:
      return std::string(dictionary->Text(static_cast<int32_t>(value)));
    case Type::kInteger:
      return FormatScaled(value, 0);
    case Type::kDecimal:
      return FormatScaled(value, field.scale);
    case Type::kBoolean:
      return value != 0 ? "true" : "false";
    case Type::kDate:
      return FormatDate(static_cast<int32_t>(value));
    case Type::kDateTime:
      return FormatDateTime(value);
    case Type::kText:
      break;
  }
  return "";
}

}  // namespace stelsel::core
