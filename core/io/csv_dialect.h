// How a CSV file marks its cells.
#ifndef STELSEL_CORE_IO_CSV_DIALECT_H_
#define STELSEL_CORE_IO_CSV_DIALECT_H_

#include <optional>
#include <string>

#include "core/base/file.h"
#include "core/schema/schema.h"

namespace stelsel::core {

// A cell that holds a delimiter, a quote or a line break stands in quotes, in which a quote is
// doubled. Lines end in LF; CRLF is read as well. UTF-8; a BOM is read over and never written.
struct CsvDialect {
  char delimiter = ',';
  char quote = '"';             // never the delimiter
  bool skip_spaces = false;     // those before a cell are no part of it
  bool delimiter_line = false;  // the first line is Excel's `sep=;`, which is no head
};

// Our own dialect: the one that is written.
inline constexpr CsvDialect kOwnDialect;

// The dialect of `file`, which is to hold rows of `schema`: what its `sep=` line says, or else the
// one of comma, semicolon, tab and bar by which its head has the most fields of the table; our own
// when none does. Where a delimiter is stated, that one; `quote` is no delimiter.
CsvDialect DialectOf(const File& file, const TableSchema& schema,
                     std::optional<char> stated_delimiter, char quote);

// The same for a file whose head is not known: the delimiter by which it has the most columns that
// its first rows agree upon.
CsvDialect GuessDialect(const File& file);

// What a finding calls it: comma, semicolon, tab, or the character itself.
std::string DelimiterWord(char delimiter);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_CSV_DIALECT_H_
