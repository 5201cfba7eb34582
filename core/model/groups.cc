#include "core/model/groups.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace stelsel::core {
namespace {

// Numbers are dense while there are at most so many, or so many a row.
constexpr uint64_t kDense = 1 << 12;
constexpr uint64_t kDenseByRow = 1;

}  // namespace

void ReadValues(const Column& column, size_t from, absl::Span<int64_t> out) {
  if (column.HasOnlyNulls()) {
    std::fill(out.begin(), out.end(), Column::kNull);
    return;
  }
  column.values.ForEach(from, from + out.size(),
                        [&](size_t row, int64_t value) { out[row - from] = value; });
  if (column.null_count == 0) return;
  for (size_t i = 0; i < out.size(); ++i) {
    if (column.IsNull(from + i)) out[i] = Column::kNull;
  }
}

// ---- PackedKeys ---------------------------------------------------------------------------

PackedKeys::PackedKeys(const Table& table, std::vector<int> fields) : table_(table) {
  for (const int field : fields) {
    Digit digit{field};
    fit_ = fit_ && Measure(digit) && !__builtin_mul_overflow(range_, digit.size, &range_);
    digits_.push_back(digit);
  }
}

// Sees which values a field has, by what its chunks tell of themselves.
bool PackedKeys::Measure(Digit& digit) const {
  int64_t least = std::numeric_limits<int64_t>::max();
  int64_t most = std::numeric_limits<int64_t>::min();
  for (const Table::Part& part : table_.parts()) {
    const Column& column = part.chunk->columns[static_cast<size_t>(digit.field)];
    if (column.null_count > 0) digit.above = 1;
    if (column.HasOnlyNulls()) continue;
    least = std::min(least, column.values.min());
    most = std::max(most, column.values.max());
  }
  if (least > most) return true;  // nothing but nulls
  digit.least = static_cast<uint64_t>(least);
  const uint64_t spread = static_cast<uint64_t>(most) - digit.least;
  return !__builtin_add_overflow(spread, digit.above + 1, &digit.size);
}

bool PackedKeys::MayHaveNulls(size_t part) const {
  const Chunk& chunk = *table_.parts()[part].chunk;
  return std::any_of(digits_.begin(), digits_.end(), [&](const Digit& digit) {
    return chunk.columns[static_cast<size_t>(digit.field)].null_count > 0;
  });
}

bool PackedKeys::HasNull(size_t part, size_t row) const {
  const Chunk& chunk = *table_.parts()[part].chunk;
  return std::any_of(digits_.begin(), digits_.end(), [&](const Digit& digit) {
    return chunk.columns[static_cast<size_t>(digit.field)].IsNull(row);
  });
}

void PackedKeys::Read(size_t part, size_t from, absl::Span<uint64_t> out) const {
  std::fill(out.begin(), out.end(), uint64_t{0});
  for (const Digit& digit : digits_) {
    const Column& column = table_.parts()[part].chunk->columns[static_cast<size_t>(digit.field)];
    const uint64_t add = digit.above - digit.least;  // may wrap, and does so back below
    const bool all = column.null_count == 0;
    if (column.HasOnlyNulls()) {
      for (uint64_t& key : out) key *= digit.size;
    } else if (all) {
      column.values.ForEach(from, from + out.size(), [&](size_t row, int64_t value) {
        out[row - from] = out[row - from] * digit.size + static_cast<uint64_t>(value) + add;
      });
    } else {
      column.values.ForEach(from, from + out.size(), [&](size_t row, int64_t value) {
        const uint64_t place = column.IsNull(row) ? 0 : static_cast<uint64_t>(value) + add;
        out[row - from] = out[row - from] * digit.size + place;
      });
    }
  }
}

// ---- Groups -------------------------------------------------------------------------------

Groups::Groups(const Table& table, std::vector<int> fields)
    : table_(table), fields_(fields), keys_(table, std::move(fields)) {
  const uint64_t most = std::max(kDense, kDenseByRow * static_cast<uint64_t>(table.id_limit()));
  dense_ = keys_.fit() && keys_.range() <= most;
  if (dense_) {
    limit_ = static_cast<size_t>(keys_.range());
  } else if (keys_.fit()) {
    NumberKeys();
  } else {
    NumberValues();
  }
}

void Groups::NumberKeys() {
  std::vector<uint64_t> keys;
  for (size_t part = 0; part < table_.parts().size(); ++part) {
    ForEachStretch(table_.parts()[part].chunk->rows, [&](size_t begin, size_t end) {
      keys.resize(end - begin);
      keys_.Read(part, begin, absl::MakeSpan(keys));
      for (const uint64_t key : keys) {
        by_key_.try_emplace(key, static_cast<uint32_t>(by_key_.size()));
      }
    });
  }
  limit_ = by_key_.size();
}

KeyValues Groups::ValuesAt(size_t part, size_t row) const {
  KeyValues values;
  for (const int field : fields_) {
    values.push_back(table_.parts()[part].chunk->columns[static_cast<size_t>(field)].Scalar(row));
  }
  return values;
}

void Groups::NumberValues() {
  for (size_t part = 0; part < table_.parts().size(); ++part) {
    for (size_t row = 0; row < table_.parts()[part].chunk->rows; ++row) {
      by_values_.try_emplace(ValuesAt(part, row), static_cast<uint32_t>(by_values_.size()));
    }
  }
  limit_ = by_values_.size();
}

void Groups::Read(size_t part, size_t from, absl::Span<uint32_t> out) const {
  if (!keys_.fit()) {
    for (size_t i = 0; i < out.size(); ++i) out[i] = by_values_.at(ValuesAt(part, from + i));
    return;
  }
  std::vector<uint64_t> keys(out.size());
  keys_.Read(part, from, absl::MakeSpan(keys));
  for (size_t i = 0; i < out.size(); ++i) {
    out[i] = dense_ ? static_cast<uint32_t>(keys[i]) : by_key_.at(keys[i]);
  }
}

}  // namespace stelsel::core
