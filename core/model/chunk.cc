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

bool IsLarge(Type type) {
  return type == Type::kInteger || type == Type::kDecimal || type == Type::kDateTime;
}

// Gives the nulls among `values` the value of some row that has one, so that they widen nothing.
template <typename T>
void LevelNulls(std::vector<T>& values, const Bits& valid) {
  size_t known = 0;
  while (!GetBit(valid, known)) ++known;
  for (size_t i = 0; i < values.size(); ++i) {
    if (!GetBit(valid, i)) values[i] = values[known];
  }
}

// Gives `to` the texts of `from` that `numbers` name, and numbers them anew.
void TakeTexts(const Column& from, std::vector<int64_t>& numbers, Column& to) {
  std::vector<int64_t> taken(from.text_count(), -1);
  to.offsets.push_back(0);
  for (int64_t& number : numbers) {
    int64_t& now = taken[static_cast<size_t>(number)];
    if (now < 0) {
      now = static_cast<int64_t>(to.text_count());
      to.text.append(from.TextAt(static_cast<size_t>(number)));
      to.offsets.push_back(static_cast<int32_t>(to.text.size()));
    }
    number = now;
  }
}

// The values of these rows of `from`, ascending.
Column SelectColumn(const Column& from, const std::vector<size_t>& rows) {
  Column to;
  to.type = from.type;
  std::vector<int64_t> values;
  values.reserve(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool null = from.IsNull(rows[i]);
    values.push_back(null ? 0 : from.values[rows[i]]);
    if (from.null_count > 0) SetBit(to.valid, i, !null);
    if (null) ++to.null_count;
  }
  if (to.null_count == 0 || static_cast<size_t>(to.null_count) == rows.size()) to.valid.clear();
  if (to.HasOnlyNulls()) return to;
  if (to.null_count > 0) LevelNulls(values, to.valid);
  if (from.type == Type::kText) TakeTexts(from, values, to);
  to.values = Packed::Of(values);
  return to;
}

}  // namespace

Place Chunk::place(size_t row) const {
  if (file == nullptr || !has_places || row >= rows) return {};
  return {file, static_cast<uint32_t>(lines[row]), bytes[row]};
}

ChunkBuilder::ChunkBuilder(std::shared_ptr<const TableSchema> schema,
                           std::vector<Dictionary*> dictionaries)
    : schema_(std::move(schema)),
      dictionaries_(std::move(dictionaries)),
      columns_(schema_->fields.size()) {}

void ChunkBuilder::MarkInBitmap(Growing& column, bool valid) {
  const size_t row = column.size++;
  if (column.valid.empty()) column.valid.assign((row >> 3) + 1, 0xff);
  SetBit(column.valid, row, valid);
  if (!valid) ++column.nulls;
}

void ChunkBuilder::AppendNull(size_t field) {
  Growing& column = columns_[field];
  MarkValid(column, false);
  if (IsLarge(schema_->fields[field].type)) {
    column.large.push_back(0);
  } else {
    column.small.push_back(0);
  }
}

void ChunkBuilder::AppendScalar(size_t field, int64_t value) {
  const Type type = schema_->fields[field].type;
  if (type == Type::kText) return AppendText(field, {});
  Growing& column = columns_[field];
  MarkValid(column, true);
  if (IsLarge(type)) {
    column.large.push_back(value);
  } else if (type == Type::kBoolean) {
    column.small.push_back(value != 0 ? 1 : 0);
  } else {
    column.small.push_back(static_cast<int32_t>(value));
  }
}

void ChunkBuilder::AppendText(size_t field, std::string_view value) {
  Growing& column = columns_[field];
  Dictionary* const dictionary = dictionaries_[field];
  if (dictionary == nullptr) {
    const int32_t number = AddText(column, value);
    column.text_bytes += value.size();
    text_bytes_ = std::max(text_bytes_, column.text_bytes);
    MarkValid(column, true);
    column.small.push_back(number);
    return;
  }
  // Most texts were met a moment ago: then the dictionary, and its lock, is not needed.
  int32_t code = column.recent.Find(value, [&](int32_t known) { return dictionary->Text(known); });
  if (code < 0) {
    code = dictionary->Intern(value);
    column.recent.Keep(code);
  }
  MarkValid(column, true);
  column.small.push_back(code);
}

bool ChunkBuilder::AppendRecent(size_t field, std::string_view value) {
  Growing& column = columns_[field];
  const Dictionary& dictionary = *dictionaries_[field];
  const int32_t code =
      column.recent.Find(value, [&](int32_t known) { return dictionary.Text(known); });
  if (code < 0) return false;
  MarkValid(column, true);
  column.small.push_back(code);
  return true;
}

// The number of `value` among the column's texts. One that was met long ago may be there twice.
int32_t ChunkBuilder::AddText(Growing& column, std::string_view value) {
  const auto text_of = [&](int32_t number) -> std::string_view {
    const auto at = static_cast<size_t>(number);
    // What a dropped row or the chunk before had is no longer there.
    if (at >= column.first_rows.size()) return {};
    const auto from = static_cast<size_t>(column.offsets[at]);
    const auto to = static_cast<size_t>(column.offsets[at + 1]);
    return std::string_view(column.text).substr(from, to - from);
  };
  const int32_t known = column.recent.Find(value, text_of);
  if (known >= 0 && static_cast<size_t>(known) < column.first_rows.size()) return known;
  const auto number = static_cast<int32_t>(column.first_rows.size());
  if (column.offsets.empty()) column.offsets.push_back(0);
  column.text.append(value);
  column.offsets.push_back(static_cast<int32_t>(column.text.size()));
  column.first_rows.push_back(static_cast<uint32_t>(column.size));
  column.recent.Keep(number);
  return number;
}

void ChunkBuilder::EndRow(uint32_t line, int64_t byte) {
  lines_.push_back(line);
  bytes_.push_back(byte);
  EndRow();
}

// Cuts `column` down to its first `rows` values.
void ChunkBuilder::Cut(Growing& column, size_t rows) {
  for (size_t i = rows; i < column.size && !column.valid.empty(); ++i) {
    if (!GetBit(column.valid, i)) --column.nulls;
  }
  if (column.nulls == 0) column.valid.clear();
  column.size = rows;
  if (column.small.size() > rows) column.small.resize(rows);
  if (column.large.size() > rows) column.large.resize(rows);
  if (column.first_rows.empty() || column.first_rows.back() < rows) return;
  while (!column.first_rows.empty() && column.first_rows.back() >= rows) {
    column.first_rows.pop_back();
    column.offsets.pop_back();
  }
  column.text.resize(static_cast<size_t>(column.offsets.back()));
}

void ChunkBuilder::DropRow() {
  for (Growing& column : columns_) {
    if (column.size > rows_) Cut(column, rows_);
  }
}

// Empties the column in hand for the next chunk.
Column ChunkBuilder::FinishColumn(size_t field) {
  Growing& from = columns_[field];
  Column to;
  to.type = schema_->fields[field].type;
  to.null_count = static_cast<int64_t>(from.nulls);
  if (from.nulls < from.size) {
    if (from.nulls > 0) {
      to.valid = from.valid;
      LevelNulls(from.small, from.valid);
      LevelNulls(from.large, from.valid);
    }
    to.values = IsLarge(to.type) ? Packed::Of(from.large) : Packed::Of(from.small);
    to.offsets = from.offsets;
    to.text = from.text;
  }
  from.small.clear();
  from.large.clear();
  from.valid.clear();
  from.offsets.clear();
  from.first_rows.clear();
  from.text.clear();
  from.nulls = from.size = from.text_bytes = 0;
  return to;
}

ChunkPtr ChunkBuilder::Finish() {
  DropRow();
  auto chunk = std::make_shared<Chunk>();
  chunk->rows = rows_;
  chunk->file = file_;
  chunk->plugin = plugin_;
  chunk->columns.reserve(columns_.size());
  for (size_t i = 0; i < columns_.size(); ++i) chunk->columns.push_back(FinishColumn(i));
  chunk->has_places = !lines_.empty();
  chunk->lines = Packed::Of(lines_);
  chunk->bytes = Packed::Of(bytes_);
  lines_.clear();
  bytes_.clear();
  rows_ = text_bytes_ = 0;
  return chunk;
}

ChunkPtr Select(const Chunk& chunk, const Bits& live) {
  std::vector<size_t> rows;
  for (size_t i = 0; i < chunk.rows; ++i) {
    if (GetBit(live, i)) rows.push_back(i);
  }
  auto out = std::make_shared<Chunk>();
  out->rows = rows.size();
  out->file = chunk.file;
  out->plugin = chunk.plugin;
  out->has_places = chunk.has_places;
  if (chunk.has_places) {
    std::vector<int64_t> lines, bytes;
    for (const size_t row : rows) {
      lines.push_back(chunk.lines[row]);
      bytes.push_back(chunk.bytes[row]);
    }
    out->lines = Packed::Of(lines);
    out->bytes = Packed::Of(bytes);
  }
  for (const Column& column : chunk.columns) out->columns.push_back(SelectColumn(column, rows));
  return out;
}

}  // namespace stelsel::core
