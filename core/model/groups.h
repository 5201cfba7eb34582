// Rows that have the same values in some fields.
#ifndef STELSEL_CORE_MODEL_GROUPS_H_
#define STELSEL_CORE_MODEL_GROUPS_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "core/model/key_index.h"
#include "core/model/table.h"

namespace stelsel::core {

// Calls f(begin, end) for neighbouring stretches of 0 to `rows`, each so short that what is worked
// out for its rows stays near the processor.
template <typename F>
void ForEachStretch(size_t rows, F f) {
  constexpr size_t kStretch = 2048;
  for (size_t begin = 0; begin < rows; begin += kStretch) {
    f(begin, begin + kStretch < rows ? begin + kStretch : rows);
  }
}

// The values of rows `from` and on, as many as `out` has; Column::kNull for nulls. Not for kText.
void ReadValues(const Column& column, size_t from, absl::Span<int64_t> out);

// Some fields of each row as one number: equal numbers, equal values. Borrows the table. After its
// making any thread.
class PackedKeys {
 public:
  // No field may be a kText.
  PackedKeys(const Table& table, std::vector<int> fields);

  // False when the values take more than 64 bits together; the others may then not be called.
  bool fit() const { return fit_; }
  // Every key is less than this.
  uint64_t range() const { return range_; }
  // Whether rows of this part may have a null in one of the fields.
  bool MayHaveNulls(size_t part) const;
  bool HasNull(size_t part, size_t row) const;
  // The keys of rows `from` and on of a part, as many as `out` has. A null is a value like others.
  void Read(size_t part, size_t from, absl::Span<uint64_t> out) const;

 private:
  // A value's place is value - least + above, and a null's 0; there are `size` places.
  struct Digit {
    int field;
    uint64_t least = 0;
    uint64_t above = 0;
    uint64_t size = 1;
  };
  bool Measure(Digit& digit) const;

  const Table& table_;
  std::vector<Digit> digits_;
  uint64_t range_ = 1;
  bool fit_ = true;
};

// Gives rows with the same values the same small number. Borrows the table. After its making any
// thread.
class Groups {
 public:
  // No field may be a kText. Nulls are a value like others.
  Groups(const Table& table, std::vector<int> fields);

  // Every number is less than this, which is not much more than there are rows.
  size_t limit() const { return limit_; }
  void Read(size_t part, size_t from, absl::Span<uint32_t> out) const;

 private:
  KeyValues ValuesAt(size_t part, size_t row) const;
  void NumberKeys();
  void NumberValues();

  const Table& table_;
  const std::vector<int> fields_;
  const PackedKeys keys_;
  bool dense_ = false;  // the key is the number
  absl::flat_hash_map<uint64_t, uint32_t> by_key_;
  absl::flat_hash_map<KeyValues, uint32_t> by_values_;  // when keys do not fit
  size_t limit_ = 0;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_GROUPS_H_
