// Finding rows that have the values of earlier ones. First it is found out which values come more
// than once, mostly none; only then, and one row after the other, which rows have them.
#include "core/model/repeats.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "core/base/parallel.h"
#include "core/base/status.h"
#include "core/model/groups.h"
#include "core/model/key_index.h"

namespace stelsel::core {
namespace {

constexpr RowId kNone = std::numeric_limits<RowId>::max();
// A bit a key while there are at most so many keys, or so many a row.
constexpr uint64_t kFewKeys = 1 << 20;
constexpr uint64_t kKeysByRow = 32;
// Otherwise keys are looked at this many at a time.
constexpr size_t kKeysAtOnce = 2 << 20;

// Calls f(key, row id) for each live row of the parts from `begin` to before `end` that has no
// null.
template <typename F>
void ForEachKey(const Table& table, const PackedKeys& keys, size_t begin, size_t end, F f) {
  std::vector<uint64_t> read;
  for (size_t p = begin; p < end; ++p) {
    const Table::Part& part = table.parts()[p];
    const bool all = part.live == nullptr && !keys.MayHaveNulls(p);
    ForEachStretch(part.chunk->rows, [&](size_t from, size_t to) {
      read.resize(to - from);
      keys.Read(p, from, absl::MakeSpan(read));
      for (size_t row = from; row < to; ++row) {
        if (!all && (!part.IsLive(row) || keys.HasNull(p, row))) continue;
        f(read[row - from], table.start(p) + static_cast<RowId>(row));
      }
    });
  }
}

// The parts cut into `pieces` neighbouring stretches; piece i goes from [i] to before [i + 1].
std::vector<size_t> CutParts(const Table& table, size_t pieces) {
  std::vector<size_t> cuts = {0};
  for (size_t i = 1; i < pieces; ++i) cuts.push_back(table.parts().size() * i / pieces);
  cuts.push_back(table.parts().size());
  return cuts;
}

using Keys = std::vector<uint64_t>;

// One bit a key, a bitmap a thread.
absl::StatusOr<Keys> RepeatedByBit(const Table& table, const PackedKeys& keys, int threads) {
  const auto pieces = static_cast<size_t>(threads);
  const size_t words = static_cast<size_t>(keys.range() / 64 + 1);
  const std::vector<size_t> cuts = CutParts(table, pieces);
  std::vector<std::vector<uint64_t>> met(pieces);
  std::vector<Keys> again(pieces);
  STELSEL_RETURN_IF_ERROR(ForEachTask(threads, pieces, [&](size_t i) {
    met[i].assign(words, 0);
    ForEachKey(table, keys, cuts[i], cuts[i + 1], [&](uint64_t key, RowId) {
      uint64_t& word = met[i][key / 64];
      const uint64_t bit = uint64_t{1} << key % 64;
      if ((word & bit) != 0) again[i].push_back(key);
      word |= bit;
    });
    return absl::OkStatus();
  }));
  for (size_t i = 1; i < pieces; ++i) {
    for (size_t w = 0; w < words; ++w) {
      for (uint64_t both = met[0][w] & met[i][w]; both != 0; both &= both - 1) {
        again[0].push_back(w * 64 + static_cast<uint64_t>(__builtin_ctzll(both)));
      }
      met[0][w] |= met[i][w];
    }
    again[0].insert(again[0].end(), again[i].begin(), again[i].end());
  }
  return std::move(again[0]);
}

// Spreads keys evenly over so many shares.
size_t ShareOf(uint64_t key, size_t shares) {
  const uint64_t mixed = (key ^ key >> 32) * 0x9E3779B97F4A7C15;
  return static_cast<size_t>((mixed >> 32) * shares >> 32);
}

// A hash set of some of the keys after the other, so that memory stays bounded.
absl::StatusOr<Keys> RepeatedByHash(const Table& table, const PackedKeys& keys, int threads) {
  const auto rows = static_cast<size_t>(table.row_count());
  const size_t shares = std::max(rows / kKeysAtOnce + 1, static_cast<size_t>(threads));
  std::vector<Keys> again(shares);
  STELSEL_RETURN_IF_ERROR(ForEachTask(threads, shares, [&](size_t share) {
    absl::flat_hash_set<uint64_t> met;
    met.reserve(rows / shares);
    ForEachKey(table, keys, 0, table.parts().size(), [&](uint64_t key, RowId) {
      if (shares > 1 && ShareOf(key, shares) != share) return;
      if (!met.insert(key).second) again[share].push_back(key);
    });
    return absl::OkStatus();
  }));
  for (size_t i = 1; i < shares; ++i) {
    again[0].insert(again[0].end(), again[i].begin(), again[i].end());
  }
  return std::move(again[0]);
}

std::vector<Repeat> RowsOf(const Table& table, const PackedKeys& keys, const Keys& again) {
  std::vector<Repeat> repeats;
  if (again.empty()) return repeats;
  absl::flat_hash_map<uint64_t, RowId> first;
  for (const uint64_t key : again) first.emplace(key, kNone);
  ForEachKey(table, keys, 0, table.parts().size(), [&](uint64_t key, RowId row) {
    const auto it = first.find(key);
    if (it == first.end()) return;
    if (it->second == kNone) {
      it->second = row;
    } else {
      repeats.push_back({row, it->second});
    }
  });
  return repeats;
}

// Whatever the values are.
std::vector<Repeat> RepeatsByIndex(const Table& table, const std::vector<int>& fields) {
  std::vector<Repeat> repeats;
  KeyIndex index(table, fields);
  table.ForEachRow([&](const RowRef& row) {
    if (std::any_of(fields.begin(), fields.end(), [&](int field) { return row.IsNull(field); }))
      return;
    const std::optional<RowId> first = index.Add(row);
    if (first) repeats.push_back({row.id(), *first});
  });
  return repeats;
}

}  // namespace

absl::StatusOr<std::vector<Repeat>> FindRepeats(const Table& table, const std::vector<int>& fields,
                                                int threads) {
  const PackedKeys keys(table, fields);
  if (!keys.fit()) return RepeatsByIndex(table, fields);
  const uint64_t few = std::max(kFewKeys, kKeysByRow * static_cast<uint64_t>(table.row_count()));
  STELSEL_ASSIGN_OR_RETURN(const Keys again, keys.range() <= few
                                                 ? RepeatedByBit(table, keys, threads)
                                                 : RepeatedByHash(table, keys, threads));
  return RowsOf(table, keys, again);
}

}  // namespace stelsel::core
