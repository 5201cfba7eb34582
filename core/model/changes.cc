#include "core/model/changes.h"

#include <algorithm>
#include <cstdint>

#include "core/base/sha256.h"
#include "core/model/diff.h"
#include "core/model/order.h"

namespace stelsel::core {
namespace {

constexpr size_t kPiece = 1 << 16;  // bytes that are hashed at once

// Each text stands behind its length, each whole number is eight bytes, the lowest first.
class Bytes {
 public:
  explicit Bytes(Sha256& sum) : sum_(sum) { bytes_.reserve(2 * kPiece); }
  void Sign(char sign) { bytes_.push_back(sign); }
  void Number(int64_t value) {
    const auto bits = static_cast<uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<char>(bits >> shift));
  }
  void Text(std::string_view text) {
    Number(static_cast<int64_t>(text.size()));
    bytes_.append(text);
  }
  void Flush() {
    sum_.Add(bytes_);
    bytes_.clear();
  }
  void EndRow() {
    if (bytes_.size() >= kPiece) Flush();
  }

 private:
  Sha256& sum_;
  std::string bytes_;
};

struct NamedField {
  std::string_view name;  // its first one
  int field;
};

std::vector<NamedField> ByFirstName(const TableSchema& schema, const std::vector<int>& fields) {
  std::vector<NamedField> named;
  for (const int field : fields) {
    const Field& of = schema.field(field);
    named.push_back({of.was.empty() ? of.name : of.was.back(), field});
  }
  std::sort(named.begin(), named.end(),
            [](const NamedField& a, const NamedField& b) { return a.name < b.name; });
  return named;
}

bool IsTextual(const Field& field) {
  return field.type == Type::kText || field.type == Type::kCode || field.type == Type::kEdtf;
}

void AddRows(const Table& rows, char sign, const std::vector<NamedField>& fields, Bytes& bytes) {
  const TableSchema& schema = rows.schema();
  rows.ForEachRow([&](const RowRef& row) {
    bytes.Sign(sign);
    for (const NamedField& named : fields) {
      if (row.IsNull(named.field)) continue;
      bytes.Text(named.name);
      if (IsTextual(schema.field(named.field))) {
        bytes.Text(row.Text(named.field));
      } else {
        bytes.Number(row.Scalar(named.field));
      }
    }
    bytes.EndRow();
  });
}

std::vector<int> AllOf(const TableSchema& schema) {
  std::vector<int> fields(schema.fields.size());
  for (size_t i = 0; i < fields.size(); ++i) fields[i] = static_cast<int>(i);
  return fields;
}

TablePtr Sorted(const Table& table, std::vector<RowId> rows) {
  return TableOfRows(table, InKeyOrder(table, std::move(rows)));
}

// All rows, of those with the same key the first, as Diff takes them. Equal keys are side by side
// once rows are in order, so that no index of a large table is needed.
TablePtr SortedAndAlone(const Table& table) {
  std::vector<RowId> rows = InKeyOrder(table, LiveRows(table));
  const std::vector<int>& key = table.schema().primary_key;
  const auto same = [&](RowId a, RowId b) {
    const RowRef one = table.row(a), other = table.row(b);
    return std::all_of(key.begin(), key.end(),
                       [&](int field) { return one.Scalar(field) == other.Scalar(field); });
  };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
  return TableOfRows(table, rows);
}

}  // namespace

TableChange ChangeOf(const Snapshot& before, const Snapshot& after, std::string_view table) {
  const TablePtr from = before.table(table);
  const TablePtr to = after.table(table);
  if (from->row_count() == 0) return {SortedAndAlone(*to), from, after.pool(), before.pool()};
  TableDiff diff = Diff(*from, *to);
  diff.added.insert(diff.added.end(), diff.changed.begin(), diff.changed.end());
  return {Sorted(*to, std::move(diff.added)), Sorted(*from, std::move(diff.removed)), after.pool(),
          before.pool()};
}

absl::StatusOr<std::string> ChangesDigest(std::string_view parent,
                                          const std::vector<TableChange>& changes) {
  std::vector<const TableChange*> by_name;
  for (const TableChange& change : changes) {
    if (!change.empty()) by_name.push_back(&change);
  }
  std::sort(by_name.begin(), by_name.end(), [](const TableChange* a, const TableChange* b) {
    return a->schema().name < b->schema().name;
  });
  Sha256 sum;
  Bytes bytes(sum);
  bytes.Text(parent);
  for (const TableChange* const change : by_name) {
    const TableSchema& schema = change->schema();
    bytes.Sign('=');
    bytes.Text(schema.name);
    AddRows(*change->upserts, '+', ByFirstName(schema, AllOf(schema)), bytes);
    AddRows(*change->erasures, '-', ByFirstName(schema, schema.primary_key), bytes);
  }
  bytes.Flush();
  return sum.Finish();
}

}  // namespace stelsel::core
