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

// The first record, or several of them, when the file is cut so.
class Sample {
 public:
  Sample(const File& file, const CsvDialect& dialect) : reader_(file, Options(dialect)) {}

  // Null at the end, or when it cannot be read.
  const Record* Next() {
    const auto read = reader_.Next(record_);
    return read.ok() && *read ? &record_ : nullptr;
  }

 private:
  static CsvOptions Options(const CsvDialect& dialect) {
    CsvOptions options;
    options.block_bytes = size_t{1} << 16;
    options.max_record_bytes = size_t{1} << 20;
    options.dialect = dialect;
    return options;
  }

  CsvReader reader_;
  Record record_;
};

// Cells of the first rows that have as many as the head; none when the head has one cell only.
size_t CellsThatAgree(const File& file, const CsvDialect& dialect) {
  constexpr int kRows = 32;
  Sample sample(file, dialect);
  size_t columns = 0, agree = 0;
  for (int i = 0; i < kRows; ++i) {
    const Record* const record = sample.Next();
    if (record == nullptr || record->fault != RecordFault::kNone) break;
    if (IsBlank(*record)) continue;
    if (columns == 0) columns = record->cells.size();
    if (record->cells.size() == columns) agree += columns;
  }
  return columns > 1 ? agree : 0;
}

// How many fields of the table the first record has when it is cut so.
size_t FieldsIn(const File& file, const Labels& labels, const CsvDialect& dialect) {
  Sample sample(file, dialect);
  const Record* const head = sample.Next();
  if (head == nullptr) return 0;
  std::set<int> found;
  for (const Cell& cell : head->cells) {
    const int field = labels.FieldOf(cell.text);
    if (field >= 0) found.insert(field);
  }
  return found.size();
}

// The first of those that score most; our own when none scores.
template <typename Score>
CsvDialect Best(CsvDialect dialect, Score score) {
  CsvDialect best = dialect;
  if (dialect.quote == best.delimiter) best.delimiter = kDelimiters[1];
  size_t most = 0;
  for (const char delimiter : kDelimiters) {
    if (delimiter == dialect.quote) continue;
    dialect.delimiter = delimiter;
    const size_t scored = score(dialect);
    if (scored > most) {
      most = scored;
      best = dialect;
    }
  }
  return best;
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
  return Best(dialect, [&](const CsvDialect& tried) { return FieldsIn(file, labels, tried); });
}

CsvDialect GuessDialect(const File& file) {
  CsvDialect dialect;
  if (const std::optional<char> line = FromSepLine(file, dialect.quote)) {
    dialect.delimiter_line = true;
    dialect.delimiter = *line;
    return dialect;
  }
  return Best(dialect, [&](const CsvDialect& tried) { return CellsThatAgree(file, tried); });
}

std::string DelimiterWord(char delimiter) {
  switch (delimiter) {
    case ',':
      return "comma";
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    default:
      return std::string(1, delimiter);
  }
}

}  // namespace stelsel::core
