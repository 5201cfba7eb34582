#include "index.h"

#include <bit>
#include <optional>

namespace sql {
namespace {

std::optional<std::uint64_t> key_hash(const std::vector<const Column*>& columns, Spot at) {
  KeyHash hash;
  for (const Column* const column : columns) {
    if (column->is_null(at)) return std::nullopt;
    hash.add(column->store() == Column::Store::texts ? hash_of(column->text(at))
                                                     : column->number(at));
  }
  return hash.value();
}

}  // namespace

Index::Index(const std::vector<const Column*>& columns) {
  const Column& first = *columns.front();
  std::size_t count = 0;
  for (std::size_t b = 0; b < first.batches(); ++b) count += first.length(b);
  mask_ = std::bit_ceil(count + 1) - 1;
  // Rows of a bucket are counted, then laid out one bucket after the other.
  constexpr std::uint32_t kNone = ~0u;
  std::vector<std::uint32_t> places;
  places.reserve(count);
  starts_.assign(mask_ + 2, 0);
  for (std::size_t b = 0; b < first.batches(); ++b) {
    for (std::size_t row = 0; row < first.length(b); ++row) {
      const auto hash = key_hash(columns, {b, row});
      places.push_back(hash ? static_cast<std::uint32_t>(*hash & mask_) : kNone);
      if (hash) ++starts_[places.back() + 1];
    }
  }
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  rows_.resize(starts_.back());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::uint32_t row = 0; row < places.size(); ++row) {
    if (places[row] != kNone) rows_[next[places[row]]++] = row;
  }
}

}  // namespace sql
