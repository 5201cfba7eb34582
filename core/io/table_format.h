// How a file holds the rows of a table: what its name tells, and what a description says.
#ifndef STELSEL_CORE_IO_TABLE_FORMAT_H_
#define STELSEL_CORE_IO_TABLE_FORMAT_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/io/text_file.h"

namespace stelsel::core {

enum class FileKind {
  kCsv,        // .csv, .tsv
  kJson,       // .json: a list of objects, or of lists of which the first is the head
  kJsonLines,  // .jsonl, .ndjson: the same, one a line, without the list around it
  kWorkbook,   // .xlsx
};

struct TableFormat {
  FileKind kind = FileKind::kCsv;
  bool gzip = false;
  // What is absent is found by looking at the file.
  std::optional<Encoding> encoding;  // not of a workbook
  std::optional<char> delimiter;     // of CSV, as are those below
  std::optional<char> quote;
  bool skip_spaces = false;  // those before a cell are no part of it
  std::optional<bool> decimal_comma;
  std::string sheet;  // of a workbook, by name or number from 1; empty is the first
};

struct NamedFormat {
  std::string stem;  // the name without its endings: the table's
  TableFormat format;
};

// What the name of a file tells, in any case, with `.gz` behind it or not; absent when it is of no
// kind that is read.
std::optional<NamedFormat> FormatOfName(std::string_view name);

// The kind that a description calls `format`, such as `csv` or `ndjson`.
std::optional<FileKind> KindCalled(std::string_view format);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_TABLE_FORMAT_H_
