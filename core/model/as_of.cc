#include "core/model/as_of.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "core/model/key_index.h"

namespace stelsel::core {
namespace {

constexpr int kUnlisted = std::numeric_limits<int>::max();
// Subjects are numbered densely up to this many, and this many a row; beyond it they are hashed.
constexpr int64_t kMaxDense = 1 << 22;
constexpr int64_t kMaxDenseByRow = 16;

struct Best {
  int32_t counts_from = std::numeric_limits<int32_t>::min();
  int rank = kUnlisted;
  RowId row = std::numeric_limits<RowId>::max();
  bool found() const { return row != std::numeric_limits<RowId>::max(); }
};

// Gives each combination of the `of` fields' values a slot with its best row so far.
class Subjects {
 public:
  Subjects(const Table& table, const std::vector<int>& of) : of_(of) {
    int64_t size = 1;
    for (int field : of) {
      const Dictionary* dictionary = table.dictionary(field);
      // One more for null. A field that is not interned makes the whole thing sparse.
      strides_.push_back(dictionary == nullptr ? kMaxDense + 1 : int64_t{dictionary->size()} + 1);
      size = size > kMaxDense ? size : size * strides_.back();
    }
    const int64_t most = std::min(kMaxDense, table.row_count() * kMaxDenseByRow);
    if (size <= most) dense_.resize(static_cast<size_t>(size));
  }

  Best& Of(const RowRef& row) {
    if (dense_.empty()) return sparse_[ValuesOf(row, of_)];
    int64_t slot = 0;
    for (size_t i = 0; i < of_.size(); ++i) {
      const int64_t code = row.Scalar(of_[i]);
      slot = slot * strides_[i] + (code == Column::kNull ? 0 : code + 1);
    }
    return dense_[static_cast<size_t>(slot)];
  }

  template <typename F>
  void ForEach(F f) const {
    for (const Best& best : dense_) f(best);
    for (const auto& [key, best] : sparse_) f(best);
  }

 private:
  const std::vector<int>& of_;
  std::vector<int64_t> strides_;
  std::vector<Best> dense_;
  absl::flat_hash_map<KeyValues, Best> sparse_;
};

std::vector<int> RankOfCodes(const Table& table, int field) {
  std::vector<int> ranks;
  const Dictionary* dictionary = table.dictionary(field);
  for (int32_t code = 0; code < dictionary->size(); ++code) {
    ranks.push_back(table.schema().field(field).Rank(dictionary->Text(code)).value_or(kUnlisted));
  }
  return ranks;
}

std::vector<RowId> Latest(const Table& table, const Observed& observed, int32_t day) {
  Subjects subjects(table, observed.of);
  const std::vector<int> ranks =
      observed.lowest ? RankOfCodes(table, *observed.lowest) : std::vector<int>();
  table.ForEachRow([&](const RowRef& row) {
    const std::optional<int32_t> from = CountsFrom(row, observed.on);
    if (!from || *from > day) return;
    const int64_t code = observed.lowest ? row.Scalar(*observed.lowest) : Column::kNull;
    const int rank = code == Column::kNull ? kUnlisted : ranks[static_cast<size_t>(code)];
    Best& best = subjects.Of(row);
    const bool better = !best.found() || *from > best.counts_from ||
                        (*from == best.counts_from && rank < best.rank);
    if (better) best = {*from, rank, row.id()};
  });
  std::vector<RowId> rows;
  subjects.ForEach([&](const Best& best) {
    if (best.found()) rows.push_back(best.row);
  });
  std::sort(rows.begin(), rows.end());
  return rows;
}

// The first day that a period's bound can mean, or else the last; `open` when it is empty.
int32_t BoundOf(const RowRef& row, int field, int32_t open) {
  const int64_t value = row.Scalar(field);
  if (value == Column::kNull) return open;
  const Dictionary* dictionary = row.table().dictionary(field);
  const auto code = static_cast<int32_t>(value);
  if (dictionary == nullptr) return code;
  const int32_t earliest = dictionary->Earliest(code);
  return earliest == Dictionary::kOpenStart ? dictionary->Latest(code) : earliest;
}

}  // namespace

std::optional<int32_t> CountsFrom(const RowRef& row, int field) {
  const int64_t value = row.Scalar(field);
  if (value == Column::kNull) return std::nullopt;
  const Dictionary* dictionary = row.table().dictionary(field);
  if (dictionary == nullptr) return static_cast<int32_t>(value);
  const int32_t latest = dictionary->Latest(static_cast<int32_t>(value));
  if (latest == Dictionary::kOpenEnd) return std::nullopt;
  return latest;
}

Period PeriodOf(const RowRef& row) {
  const auto& [from, to] = *row.table().schema().period;
  return {BoundOf(row, from, Period::kOpenStart), BoundOf(row, to, Period::kOpenEnd)};
}

TablePtr TableAsOf(const TablePtr& table, int32_t day) {
  TablePtr current = table;
  if (table->schema().period) {
    std::vector<RowId> rows;
    current->ForEachRow([&](const RowRef& row) {
      if (PeriodOf(row).has(day)) rows.push_back(row.id());
    });
    current = PickRows(*current, rows);
  }
  if (const auto& observed = table->schema().observed) {
    current = PickRows(*current, Latest(*current, *observed, day));
  }
  return current;
}

}  // namespace stelsel::core
