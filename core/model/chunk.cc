#include "core/model/chunk.h"

#include <algorithm>
#include <utility>

namespace stelsel::core {
namespace {

void SetBit(Bits& bits, size_t i, bool value) {
  if (bits.size() <= i >> 3) bits.resize((i >> 3) + 1, 0);
  const auto mask = static_cast<uint8_t>(1u << (i & 7));
  bits[i >> 3] = static_cast<uint8_t>(value ? bits[i >> 3] | mask : bits[i >> 3] & ~mask);
}

// Cuts `column`, which holds `size` values, down to its first `rows`.
void Truncate(Column& column, size_t size, size_t rows) {
  for (size_t i = rows; i < size && !column.valid.empty(); ++i) {
    if (!GetBit(column.valid, i)) --column.null_count;
  }
  if (column.null_count == 0) column.valid.clear();
  if (column.i32.size() > rows) column.i32.resize(rows);
  if (column.i64.size() > rows) column.i64.resize(rows);
  if (column.offsets.size() > rows + 1) {
    column.offsets.resize(rows + 1);
    column.text.resize(static_cast<size_t>(column.offsets.back()));
  }
}

}  // namespace

int64_t Column::Scalar(size_t row) const {
  if (IsNull(row)) return kNull;
  switch (type) {
    case Type::kCode:
    case Type::kEdtf:
    case Type::kDate:
      return i32[row];
    case Type::kInteger:
    case Type::kDecimal:
    case Type::kDateTime:
      return i64[row];
    case Type::kBoolean:
      return GetBit(bits, row) ? 1 : 0;
    case Type::kText:
      break;
  }
  return kNull;
}

std::string_view Column::Text(size_t row) const {
  const auto from = static_cast<size_t>(offsets[row]);
  return std::string_view(text).substr(from, static_cast<size_t>(offsets[row + 1]) - from);
}

Place Chunk::place(size_t row) const {
  if (file == nullptr || row >= lines.size()) return {};
  return {file, lines[row], bytes[row]};
}

ChunkBuilder::ChunkBuilder(std::shared_ptr<const TableSchema> schema,
                           std::vector<Dictionary*> dictionaries)
    : schema_(std::move(schema)), dictionaries_(std::move(dictionaries)) {
  Start();
}

void ChunkBuilder::Start() {
  chunk_ = std::make_shared<Chunk>();
  chunk_->columns.resize(schema_->fields.size());
  sizes_.assign(schema_->fields.size(), 0);
  text_bytes_ = 0;
  for (size_t i = 0; i < chunk_->columns.size(); ++i) {
    chunk_->columns[i].type = schema_->fields[i].type;
    if (chunk_->columns[i].type == Type::kText) chunk_->columns[i].offsets.push_back(0);
  }
}

// The bitmap only comes into being with the first null.
void ChunkBuilder::MarkValid(Column& column, size_t row, bool valid) {
  if (valid && column.valid.empty()) return;
  if (column.valid.empty()) {
    column.valid.assign((row >> 3) + 1, 0xff);
  }
  SetBit(column.valid, row, valid);
  if (!valid) ++column.null_count;
}

void ChunkBuilder::AppendNull(size_t field) {
  AppendScalar(field, 0);
  MarkValid(chunk_->columns[field], sizes_[field] - 1, false);
}

void ChunkBuilder::AppendScalar(size_t field, int64_t value) {
  Column& column = chunk_->columns[field];
  const size_t row = sizes_[field]++;
  MarkValid(column, row, true);
  switch (column.type) {
    case Type::kCode:
    case Type::kEdtf:
    case Type::kDate:
      column.i32.push_back(static_cast<int32_t>(value));
      break;
    case Type::kInteger:
    case Type::kDecimal:
    case Type::kDateTime:
      column.i64.push_back(value);
      break;
    case Type::kBoolean:
      SetBit(column.bits, row, value != 0);
      break;
    case Type::kText:
      column.offsets.push_back(static_cast<int32_t>(column.text.size()));
      break;
  }
}

void ChunkBuilder::AppendText(size_t field, std::string_view value) {
  if (dictionaries_[field] != nullptr) {
    AppendScalar(field, dictionaries_[field]->Intern(value));
    return;
  }
  Column& column = chunk_->columns[field];
  column.text.append(value);
  text_bytes_ = std::max(text_bytes_, column.text.size());
  AppendScalar(field, 0);
}

void ChunkBuilder::EndRow(uint32_t line, int64_t byte) {
  chunk_->lines.push_back(line);
  chunk_->bytes.push_back(byte);
  EndRow();
}

void ChunkBuilder::DropRow() {
  for (size_t i = 0; i < chunk_->columns.size(); ++i) {
    if (sizes_[i] == chunk_->rows) continue;
    Truncate(chunk_->columns[i], sizes_[i], chunk_->rows);
    sizes_[i] = chunk_->rows;
  }
}

ChunkPtr ChunkBuilder::Finish() {
  DropRow();
  chunk_->file = file_;
  ChunkPtr done = std::move(chunk_);
  Start();
  return done;
}

ChunkPtr Select(const Chunk& chunk, const Bits& live) {
  auto out = std::make_shared<Chunk>();
  out->file = chunk.file;
  std::vector<size_t> rows;
  for (size_t i = 0; i < chunk.rows; ++i) {
    if (GetBit(live, i)) rows.push_back(i);
  }
  out->rows = rows.size();
  for (size_t row : rows) {
    if (chunk.lines.empty()) break;
    out->lines.push_back(chunk.lines[row]);
    out->bytes.push_back(chunk.bytes[row]);
  }
  for (const Column& from : chunk.columns) {
    Column to;
    to.type = from.type;
    if (from.type == Type::kText) to.offsets.push_back(0);
    for (size_t i = 0; i < rows.size(); ++i) {
      const size_t row = rows[i];
      if (from.null_count > 0) SetBit(to.valid, i, !from.IsNull(row));
      if (from.IsNull(row)) ++to.null_count;
      if (!from.i32.empty()) to.i32.push_back(from.i32[row]);
      if (!from.i64.empty()) to.i64.push_back(from.i64[row]);
      if (!from.bits.empty()) SetBit(to.bits, i, GetBit(from.bits, row));
      if (from.type == Type::kText) {
        to.text.append(from.Text(row));
        to.offsets.push_back(static_cast<int32_t>(to.text.size()));
      }
    }
    if (to.null_count == 0) to.valid.clear();
    out->columns.push_back(std::move(to));
  }
  return out;
}

}  // namespace stelsel::core
