// The rows of a stream that a host hands over, checked and in the form of COPY.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_ROW_SOURCE_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_ROW_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "binary.h"
#include "ddl.h"
#include "stelsel/detail/rows.hpp"

namespace storage_postgres {

// Throws STELSEL_INVALID_ARGUMENT, with the field and the row, for what does not fit the schema,
// which must outlive it. Columns that the stream does not have are empty.
class RowSource {
 public:
  enum What { kRows, kKeys };  // of keys other columns are passed over
  RowSource(const Schema& schema, stelsel::Stream stream, What what);

  // Moves to the next batch; false at the end.
  bool next();
  std::size_t size() const { return size_; }
  const stelsel::Rows& rows() const { return rows_; }
  // Columns of the key.
  const std::vector<std::size_t>& key() const { return key_; }
  // The text of a field of the key.
  std::string_view key_text(std::size_t row, const std::string& field) const;
  // Checks that the key is whole; do so before looking at it.
  void check_key(std::size_t row) const;

  // How many values encode() adds.
  std::size_t width() const { return width_; }
  void encode(std::size_t row, Encoder& out) const;

 private:
  // A field and the column that it comes from, -1 where the stream does not have it.
  struct Slot {
    const Field* field;
    int column;
  };
  void add_slot(const Field& field);
  void encode(const Slot& slot, std::size_t row, Encoder& out) const;
  void encode_text(const Slot& slot, std::size_t row, Encoder& out) const;
  [[noreturn]] void fail_row(const Field& field, std::size_t row, const std::string& what) const;

  const Schema& schema_;
  stelsel::Rows rows_;
  std::vector<Slot> slots_;
  std::vector<std::size_t> key_;
  std::size_t width_ = 0;
  std::size_t size_ = 0;    // of the batch
  std::size_t before_ = 0;  // rows of earlier batches
};

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_ROW_SOURCE_H_
