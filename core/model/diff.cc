#include "core/model/diff.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "core/model/key_index.h"

namespace stelsel::core {
namespace {

// Codes of one table's dictionaries in those of another; -1 for a text the other does not have.
class Translation {
 public:
  Translation(const Table& from, const Table& to) {
    for (size_t i = 0; i < from.dictionaries().size(); ++i) {
      const Dictionary* source = from.dictionaries()[i];
      const Dictionary* target = to.dictionaries()[i];
      std::vector<int32_t> codes;
      if (source != nullptr && source != target) {
        for (int32_t code = 0, n = source->size(); code < n; ++code) {
          codes.push_back(target->Find(source->Text(code)).value_or(-1));
        }
      }
      codes_.push_back(std::move(codes));
    }
  }

  // The value of a field that is not a kText.
  int64_t Scalar(const RowRef& row, int field) const {
    const int64_t value = row.Scalar(field);
    const std::vector<int32_t>& codes = codes_[static_cast<size_t>(field)];
    if (codes.empty() || value == Column::kNull) return value;
    return codes[static_cast<size_t>(value)];
  }

 private:
  std::vector<std::vector<int32_t>> codes_;
};

bool SameRow(const RowRef& after, const RowRef& before, const Translation& translation) {
  const TableSchema& schema = after.table().schema();
  for (int field = 0; field < static_cast<int>(schema.fields.size()); ++field) {
    if (schema.field(field).type == Type::kText) {
      if (after.IsNull(field) != before.IsNull(field)) return false;
      if (after.Text(field) != before.Text(field)) return false;
    } else if (translation.Scalar(after, field) != before.Scalar(field)) {
      return false;
    }
  }
  return true;
}

// Rows that both tables have in one chunk are the same rows, and nobody need look at them.
class Shared {
 public:
  Shared(const Table& one, const Table& other) {
    if (one.dictionaries() != other.dictionaries()) return;
    for (const Table::Part& part : other.parts()) chunks_.emplace(part.chunk.get(), &part);
  }

  // Calls f(RowRef) for each live row of `table`, one of the two, that is not live in the other.
  template <typename F>
  void ForEachOther(const Table& table, F f) const {
    for (size_t p = 0; p < table.parts().size(); ++p) {
      const Table::Part& part = table.parts()[p];
      const auto it = chunks_.find(part.chunk.get());
      if (it != chunks_.end() && it->second->live == part.live) continue;
      for (size_t i = 0; i < part.chunk->rows; ++i) {
        if (!part.IsLive(i) || (it != chunks_.end() && it->second->IsLive(i))) continue;
        f(RowRef(table, *part.chunk, i, table.start(p) + static_cast<RowId>(i)));
      }
    }
  }

 private:
  absl::flat_hash_map<const Chunk*, const Table::Part*> chunks_;
};

}  // namespace

TableDiff Diff(const Table& before, const Table& after) {
  TableDiff diff;
  const Translation translation(after, before);
  const std::vector<int>& key = before.schema().primary_key;
  const Shared in_after(before, after);
  const Shared in_before(after, before);
  KeyIndex index(before, key);
  absl::flat_hash_set<RowId> met;
  in_after.ForEachOther(before, [&](const RowRef& row) {
    if (index.Add(row)) met.insert(row.id());  // a further row of a key is not there for us
  });
  KeyIndex seen(after, key);
  in_before.ForEachOther(after, [&](const RowRef& row) {
    if (seen.Add(row)) return;
    KeyValues values;
    for (int field : key) values.push_back(translation.Scalar(row, field));
    const std::optional<RowId> old = index.Find(values);
    if (!old) {
      diff.added.push_back(row.id());
      return;
    }
    met.insert(*old);
    if (SameRow(row, before.row(*old), translation)) return;
    diff.changed.push_back(row.id());
    diff.was.push_back(*old);
  });
  in_after.ForEachOther(before, [&](const RowRef& row) {
    if (met.count(row.id()) == 0) diff.removed.push_back(row.id());
  });
  return diff;
}

}  // namespace stelsel::core
