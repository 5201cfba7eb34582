// Finds rows by the values of some of their fields.
#ifndef STELSEL_CORE_MODEL_KEY_INDEX_H_
#define STELSEL_CORE_MODEL_KEY_INDEX_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/hash/hash.h"
#include "absl/types/span.h"
#include "core/model/table.h"

namespace stelsel::core {

// Values of a key as integers: codes, days, numbers; Column::kNull for an empty one.
using KeyValues = absl::InlinedVector<int64_t, 6>;

KeyValues ValuesOf(const RowRef& row, const std::vector<int>& fields);

// Keeps no values itself, only row numbers: four bytes and a byte a row. The table it was built on
// must outlive it. Reading from many threads is fine, adding is not.
class KeyIndex {
 public:
  // No field may be a kText.
  KeyIndex(const Table& table, std::vector<int> fields);
  KeyIndex(const KeyIndex&) = delete;
  KeyIndex& operator=(const KeyIndex&) = delete;

  // So many rows will be added: growing by and by computes their hashes again and again.
  void Reserve(size_t rows) { rows_.reserve(rows); }
  // Adds every live row; of rows with the same values the first stays.
  void AddAll();
  // Adds `row`, or returns the row that has the same values already.
  std::optional<RowId> Add(const RowRef& row);
  std::optional<RowId> Find(absl::Span<const int64_t> values) const;

 private:
  struct Hash {
    using is_transparent = void;
    const KeyIndex* index;
    size_t operator()(RowId id) const { return (*this)(absl::MakeConstSpan(index->Values(id))); }
    size_t operator()(absl::Span<const int64_t> values) const { return absl::HashOf(values); }
  };
  struct Equal {
    using is_transparent = void;
    const KeyIndex* index;
    bool operator()(RowId a, RowId b) const {
      return a == b || index->Values(a) == index->Values(b);
    }
    bool operator()(RowId a, absl::Span<const int64_t> b) const {
      return absl::MakeConstSpan(index->Values(a)) == b;
    }
    bool operator()(absl::Span<const int64_t> a, RowId b) const { return (*this)(b, a); }
  };
  KeyValues Values(RowId id) const { return ValuesOf(table_.row(id), fields_); }

  const Table& table_;
  const std::vector<int> fields_;
  absl::flat_hash_set<RowId, Hash, Equal> rows_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_KEY_INDEX_H_
