#include "core/io/csv_dialect.h"

#include <array>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "core/io/csv_reader.h"
#include "core/io/labels.h"

namespace stelsel::core {
namespace {

constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};
constexpr std::string_view kBom = "\xEF\xBB\xBF";

// The delimiter of a first line `sep=;`, as Excel writes and reads it.
std::optional<char> FromSepLine(const File& file, char quote) {
  std::string start(16, '\0');
  const auto got = file.ReadAt(0, start.data(), start.size());
  if (!got.ok()) return std::nullopt;
  std::string_view text = std::string_view(start).substr(0, *got);
  if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
  if (text.size() < 6 || !absl::EqualsIgnoreCase(absl::string_view(text.data(), 4), "sep=")) {
    return std::nullopt;
  }
  const char delimiter = text[4];
  const bool ends = text[5] == '\n' || text.substr(5).starts_with("\r\n");
  if (!ends || delimiter == quote || delimiter == '\n' || delimiter == '\r') return std::nullopt;
  return delimiter;
}

// How many fields of the table the first record has when it is cut so.
size_t FieldsIn(const File& file, const Labels& labels, const CsvDialect& dialect) {
  CsvOptions options;
  options.block_bytes = size_t{1} << 16;
  options.max_record_bytes = size_t{1} << 20;
  options.dialect = dialect;
  CsvReader reader(file, options);
  Record head;
  const auto read = reader.Next(head);
  if (!read.ok() || !*read) return 0;
  std::set<int> found;
  for (const Cell& cell : head.cells) {
    const int field = labels.FieldOf(cell.text);
    if (field >= 0) found.insert(field);
  }
  return found.size();
}

}  // namespace

CsvDialect DialectOf(const File& file, const TableSchema& schema,
                     std::optional<char> stated_delimiter, char quote) {
  CsvDialect dialect;
  dialect.quote = quote;
  const std::optional<char> line = FromSepLine(file, quote);
  dialect.delimiter_line = line.has_value();
  if (stated_delimiter || line) {
    dialect.delimiter = stated_delimiter ? *stated_delimiter : *line;
    return dialect;
  }
  const Labels labels(schema);
  CsvDialect best = dialect;
  if (quote == best.delimiter) best.delimiter = kDelimiters[1];
  size_t most = 0;
  for (const char delimiter : kDelimiters) {
    if (delimiter == quote) continue;
    dialect.delimiter = delimiter;
    const size_t fields = FieldsIn(file, labels, dialect);
    if (fields > most) {
      most = fields;
      best = dialect;
    }
  }
  return best;
}

}  // namespace stelsel::core
