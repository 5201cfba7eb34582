#include "core/model/diff.h"

#include <algorithm>
#include <optional>
#include <utility>

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

}  // namespace

TableDiff Diff(const Table& before, const Table& after) {
  TableDiff diff;
  const Translation translation(after, before);
  const std::vector<int>& key = before.schema().primary_key;
  KeyIndex index(before, key);
  std::vector<bool> met(before.id_limit(), false);
  before.ForEachRow([&](const RowRef& row) {
    if (index.Add(row)) met[row.id()] = true;  // a further row of a key is not there for us
  });
  KeyIndex seen(after, key);
  after.ForEachRow([&](const RowRef& row) {
    if (seen.Add(row)) return;
    KeyValues values;
    for (int field : key) values.push_back(translation.Scalar(row, field));
    const std::optional<RowId> old = index.Find(values);
    if (!old) {
      diff.added.push_back(row.id());
      return;
    }
    met[*old] = true;
    if (!SameRow(row, before.row(*old), translation)) diff.changed.push_back(row.id());
  });
  before.ForEachRow([&](const RowRef& row) {
    if (!met[row.id()]) diff.removed.push_back(row.id());
  });
  return diff;
}

}  // namespace stelsel::core
