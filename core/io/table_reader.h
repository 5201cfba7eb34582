// Records to rows of a table, whatever format they came in.
#ifndef STELSEL_CORE_IO_TABLE_READER_H_
#define STELSEL_CORE_IO_TABLE_READER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "core/io/csv_segments.h"
#include "core/io/labels.h"
#include "core/io/package.h"
#include "core/io/record.h"
#include "core/io/row_values.h"
#include "core/model/chunk.h"
#include "core/model/finding.h"
#include "core/model/writer.h"

namespace stelsel::core {

// What is read, and how its records are to be taken.
struct RecordSource {
  RecordReader& records;
  std::string name;            // what findings call it
  int64_t bytes = 0;           // how long it is
  bool has_head = true;        // the first record is the head; else each record names its cells
  bool is_sheet = false;       // places are those of cells, such as C5
  bool decimal_comma = false;  // see RowValues
  CsvSegments* segments = nullptr;  // of the same records, where they are read so; may be null
};

// Appends the rows of one source to the table of `schema`, and puts what is wrong with it into
// `sink`; ReadSource says how. A source whose head names no field of the table leaves the table as
// it is. One thread, once; what it is given must outlive it.
class TableReader {
 public:
  TableReader(const RecordSource& source, const TableSchema& schema, Writer& writer,
              FindingSink& sink, const ReadOptions& options);

  // Fails only when cancelled, or when the writer does not know the table.
  absl::Status Read();

  // Forms that are not those of our own files; after Read.
  const ForeignForms& forms() const { return values_.forms(); }
  bool by_title() const { return head_.by_title(); }

  // A finding about the source as a whole.
  void AddToSource(std::string_view rule, absl::FunctionRef<void(Finding&)> fill);

 private:
  using Fill = absl::FunctionRef<void(Finding&)>;

  absl::Status ReadRows(ChunkBuilder& chunk);
  absl::Status StartSegments();
  absl::Status ReadSegments();
  absl::StatusOr<bool> ReadOneByOne(ChunkBuilder& chunk);
  absl::Status ReadRow(ChunkBuilder& chunk);
  absl::Status TellProgress() const;
  bool Next();
  bool ReadHead();
  absl::Status AddColumns();

  void SourceError(std::string_view reason);
  void AddAt(std::string_view rule, int64_t line, int64_t byte, Fill fill);
  void AddLabels(const std::vector<std::string_view>& labels);
  void AddMissingLabels();
  void AddNameless();
  void AddToRow(std::string_view rule, Fill fill);
  void AddToCell(std::string_view rule, size_t column, Fill fill);
  void AddFault();
  void AddRepeated();
  void AddWrongCount();
  void AddWrongCells();

  const RecordSource& source_;
  const TableSchema& schema_;
  Writer& writer_;
  FindingSink& sink_;
  const ReadOptions& options_;
  const int region_;  // field, or -1
  Head head_;
  RowValues values_;
  Record record_;
  // Columns of a head that have no name, with the place of it. They are told when something stands
  // in them: a spreadsheet may end its lines in separators of nothing.
  std::vector<size_t> nameless_;
  int64_t head_line_ = 0, head_byte_ = 0;
  int64_t row_ = 0;  // of the record in hand, from 1; a head is 0
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_TABLE_READER_H_
