#include "answer_sheet.h"

#include <boost/json.hpp>

#include "form.h"
#include "words.h"

namespace survey {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostShown = 60;  // characters of a head in a finding

// As spreadsheets call columns, from 0.
std::string ColumnLetters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

bool IsWorkbook(const std::string& path) {
  return path.ends_with(".xlsx") || path.ends_with(".xlsx.gz");
}

// A head as a finding shows it: on one line, not too long, and not cut within a character.
std::string Shown(std::string_view head) {
  std::string shown(head.substr(0, kMostShown));
  if (head.size() > kMostShown) {
    while (!shown.empty() && (shown.back() & 0xC0) == 0x80) shown.pop_back();
    if (!shown.empty() && (shown.back() & 0x80) != 0) shown.pop_back();
    shown += "…";
  }
  for (char& c : shown)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return shown;
}

}  // namespace

AnswerSheet::AnswerSheet(const std::string& path, const std::string& sheet,
                         const Catalogue& catalogue, stelsel::Reading& out)
    : catalogue_(catalogue), out_(out), is_workbook_(IsWorkbook(path)), cells_(Open(path, sheet)) {}

stelsel::Rows AnswerSheet::Open(const std::string& path, const std::string& sheet) {
  if (!is_workbook_ || !sheet.empty()) return stelsel::Rows(out_.texts(path, sheet));
  stelsel::Stream stream;
  try {
    stream = out_.texts(path, kAnswerSheet);
  } catch (const stelsel::Error& error) {
    if (error.code() != STELSEL_INVALID_ARGUMENT) throw;
    stream = out_.texts(path);
  }
  return stelsel::Rows(std::move(stream));
}

// ---- The head ----

bool AnswerSheet::ReadHead() {
  for (std::size_t i = 1; i < cells_.columns().size(); ++i) {
    const std::size_t column = i - 1;
    columns_.push_back(ReadColumn(cells_.columns()[i].name, catalogue_, columns_));
    const Column& read = columns_.back();
    if (read.kind == Column::kUnknown) {
      TellCell("unknown_column", column, {}, {});
    } else if (read.kind == Column::kPersonal) {
      TellCell("personal_column", column, {}, {});
    } else if (!Take(read, column)) {
      TellCell("column_twice", column, {}, {});
    }
  }
  if (columns_.empty()) return false;  // told by the host
  const bool has_region = ColumnOf(About::kRegion) || ColumnOf(About::kRegionName);
  if (!has_region && !ColumnOf(About::kRespondent)) {
    TellRow("no_respondent_column");
    return false;
  }
  if (asked_.empty()) TellRow("no_question_column");
  return !asked_.empty();
}

// Whether the column is the first of its kind.
bool AnswerSheet::Take(const Column& read, std::size_t column) {
  if (read.kind == Column::kAbout) return about_.emplace(read.about, column).second;
  if (read.kind != Column::kQuestion) return true;
  if (!questions_.emplace(Key{read.topic, read.role, read.domain}, column).second) return false;
  asked_.insert(read.topic);
  domains_of_[read.topic].insert({"", read.domain});
  return true;
}

// ---- Rows and cells ----

bool AnswerSheet::Next() {
  if (begun_) ++row_;
  while (!begun_ || row_ >= cells_.size()) {
    if (begun_) out_.advance("read", ++batches_, 0);
    begun_ = true;
    if (!cells_.next()) return false;
    row_ = 0;
  }
  line_ = cells_.integer(row_, 0);
  return true;
}

std::optional<std::size_t> AnswerSheet::ColumnOf(About about) const {
  const auto at = about_.find(about);
  return at == about_.end() ? std::nullopt : std::optional(at->second);
}
std::optional<std::size_t> AnswerSheet::ColumnOf(const Key& key) const {
  const auto at = questions_.find(key);
  return at == questions_.end() ? std::nullopt : std::optional(at->second);
}

std::string_view AnswerSheet::CellAt(std::size_t column) const {
  if (cells_.is_null(row_, column + 1)) return {};
  std::string_view text = Trimmed(cells_.text(row_, column + 1));
  // Our own form puts this before what a spreadsheet would take for a formula.
  if (text.size() > 1 && text[0] == '\'' && kFormulaBegins.find(text[1]) != std::string::npos)
    text.remove_prefix(1);
  return text;
}
std::string_view AnswerSheet::CellOf(About about) const {
  const auto column = ColumnOf(about);
  return column ? CellAt(*column) : std::string_view();
}

RowPlace AnswerSheet::PlaceOf(std::size_t column) const {
  return {line_, is_workbook_ ? ColumnLetters(column) + std::to_string(line_) : ""};
}

// ---- Findings ----

void AnswerSheet::TellRow(const char* rule, const Arguments& arguments) {
  Tell(rule, std::nullopt, arguments, {});
}

void AnswerSheet::TellCell(const char* rule, std::size_t column, Arguments arguments,
                           const Arguments& values) {
  arguments.emplace_back("column", NameOf(column));
  Tell(rule, column, arguments, values);
}

// What a finding calls a column: the code of its question, or its head.
std::string AnswerSheet::NameOf(std::size_t column) const {
  const Column& known = columns_[column];
  if (known.kind == Column::kQuestion) return catalogue_.topics()[known.topic].code;
  return Shown(cells_.columns()[column + 1].name);
}

void AnswerSheet::Tell(const char* rule, std::optional<std::size_t> column,
                       const Arguments& arguments, const Arguments& values) {
  json::object object, of_data;
  for (const auto& [name, text] : arguments) object[name] = text;
  for (const auto& [name, text] : values) of_data[name] = text;
  if (!of_data.empty()) object["values"] = std::move(of_data);
  stelsel::Place place;
  place.line = line_;
  if (column) place.cell = PlaceOf(*column).cell;
  out_.finding(rule, place, json::serialize(object));
}

}  // namespace survey
