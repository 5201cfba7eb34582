#include "core/model/key_index.h"

#include <utility>

namespace stelsel::core {

KeyValues ValuesOf(const RowRef& row, const std::vector<int>& fields) {
  KeyValues values;
  for (int field : fields) values.push_back(row.Scalar(field));
  return values;
}

KeyIndex::KeyIndex(const Table& table, std::vector<int> fields)
    : table_(table), fields_(std::move(fields)), rows_(0, Hash{this}, Equal{this}) {}

void KeyIndex::AddAll() {
  rows_.reserve(static_cast<size_t>(table_.row_count()));
  table_.ForEachRow([this](const RowRef& row) { rows_.insert(row.id()); });
}

std::optional<RowId> KeyIndex::Add(const RowRef& row) {
  const auto [it, fresh] = rows_.insert(row.id());
  if (fresh) return std::nullopt;
  return *it;
}

std::optional<RowId> KeyIndex::Find(absl::Span<const int64_t> values) const {
  const auto it = rows_.find(values);
  if (it == rows_.end()) return std::nullopt;
  return *it;
}

}  // namespace stelsel::core
