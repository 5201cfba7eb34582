// How a CSV file marks its cells.
#ifndef STELSEL_CORE_IO_CSV_DIALECT_H_
#define STELSEL_CORE_IO_CSV_DIALECT_H_

namespace stelsel::core {

// A cell that holds a delimiter, a quote or a line break stands in quotes, in which a quote is
// doubled. Lines end in LF; CRLF is read as well. UTF-8; a BOM is read over and never written.
struct CsvDialect {
  char delimiter = ',';
  char quote = '"';
};

// Our own dialect: the one that is written, and read.
inline constexpr CsvDialect kOwnDialect;

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_CSV_DIALECT_H_
