// The rows of one table in one snapshot: chunks, shared with other snapshots, and which of their
// rows are live. Immutable; any thread.
#ifndef STELSEL_CORE_MODEL_TABLE_H_
#define STELSEL_CORE_MODEL_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/chunk.h"
#include "core/model/dictionary.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// Number of a row in a table's chunks, dead rows counted too. Holds within one Table.
using RowId = uint32_t;

class Table;

// One live row. Cheap to copy; lives no longer than its Table.
class RowRef {
 public:
  RowRef(const Table& table, const Chunk& chunk, size_t row, RowId id)
      : table_(&table), chunk_(&chunk), row_(row), id_(id) {}

  RowId id() const { return id_; }
  const Table& table() const { return *table_; }
  bool IsNull(int field) const { return column(field).IsNull(row_); }
  // The value as an integer (code, days, cents, 0 or 1), or Column::kNull. Not for kText.
  int64_t Scalar(int field) const { return column(field).Scalar(row_); }
  // Text of a kText, kCode or kEdtf; empty when null.
  std::string_view Text(int field) const;
  // The value as our own files have it; empty when null.
  std::string Format(int field) const;
  // The key's values as our own files have them, in the order of the primary key.
  std::vector<std::string> Key() const;
  Place place() const { return chunk_->place(row_); }
  // The plugin whose data/ has the row; null for a row of the source.
  const std::string* plugin() const { return chunk_->plugin.get(); }

 private:
  const Column& column(int field) const { return chunk_->columns[static_cast<size_t>(field)]; }

  const Table* table_;
  const Chunk* chunk_;
  size_t row_;
  RowId id_;
};

class Table {
 public:
  // A chunk and which of its rows are live; a null bitmap means all.
  struct Part {
    ChunkPtr chunk;
    std::shared_ptr<const Bits> live;
    bool IsLive(size_t row) const { return live == nullptr || GetBit(*live, row); }
  };

  Table(TableSchemaPtr schema, std::vector<Dictionary*> dictionaries, std::vector<Part> parts);

  const TableSchema& schema() const { return *schema_; }
  const TableSchemaPtr& schema_ptr() const { return schema_; }
  const std::vector<Part>& parts() const { return parts_; }
  const std::vector<Dictionary*>& dictionaries() const { return dictionaries_; }
  const Dictionary* dictionary(int field) const {
    return dictionaries_[static_cast<size_t>(field)];
  }
  // Live rows.
  int64_t row_count() const { return row_count_; }
  // One more than the greatest RowId.
  RowId id_limit() const { return starts_.back(); }
  RowRef row(RowId id) const;
  RowId start(size_t part) const { return starts_[part]; }

  // Calls f(RowRef) for each live row, in order.
  template <typename F>
  void ForEachRow(F f) const {
    for (size_t p = 0; p < parts_.size(); ++p) {
      const Chunk& chunk = *parts_[p].chunk;
      for (size_t i = 0; i < chunk.rows; ++i) {
        if (parts_[p].IsLive(i)) f(RowRef(*this, chunk, i, starts_[p] + static_cast<RowId>(i)));
      }
    }
  }

 private:
  TableSchemaPtr schema_;
  std::vector<Dictionary*> dictionaries_;  // owned by the snapshot's pool
  std::vector<Part> parts_;
  std::vector<RowId> starts_;  // of each part, and one past the last
  int64_t row_count_ = 0;
};
using TablePtr = std::shared_ptr<const Table>;

// The rows with these ids (ascending) as a table of its own that shares chunks.
TablePtr PickRows(const Table& table, const std::vector<RowId>& rows);

// A value of `field` as our own files have it. Not for kText; `dictionary` for kCode and kEdtf.
std::string FormatScalar(const Field& field, const Dictionary* dictionary, int64_t value);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_TABLE_H_
