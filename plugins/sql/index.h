// Rows by the values of one or more columns: buckets by hash. A row in the bucket may have other
// values, so whoever looks up compares.
#ifndef STELSEL_PLUGINS_SQL_INDEX_H_
#define STELSEL_PLUGINS_SQL_INDEX_H_

#include <cstdint>
#include <span>
#include <vector>

#include "column.h"

namespace sql {

// A hash over the values of a key, one after the other.
class KeyHash {
 public:
  void add(std::int64_t value) {
    state_ = (state_ ^ static_cast<std::uint64_t>(value)) * 0x9E3779B97F4A7C15u;
    state_ ^= state_ >> 32;
  }
  std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0x243F6A8885A308D3u;
};

// Immutable; any thread.
class Index {
 public:
  // Of all rows. Rows in which a column is empty are left out: nothing equals them.
  explicit Index(const std::vector<const Column*>& columns);

  // The rows among which are those with a key of this hash, ascending.
  std::span<const std::uint32_t> bucket(std::uint64_t hash) const {
    const std::size_t place = hash & mask_;
    return {rows_.data() + starts_[place], rows_.data() + starts_[place + 1]};
  }

 private:
  std::uint64_t mask_ = 0;
  std::vector<std::uint32_t> starts_, rows_;
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_INDEX_H_
