#include "render/cell.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <set>

#include "render/clean.h"
#include "render/link.h"
#include "render/texts.h"

namespace reporting {
namespace {

using stelsel::Kind;
using stelsel::Rows;

// Characters of a letter, which may be a short code.
constexpr std::size_t kLetter = 3;

[[noreturn]] void Wrong(const std::string& what) {
  throw stelsel::Error(STELSEL_INVALID_ARGUMENT, what);
}

ColumnKind DefaultKind(Kind kind) {
  switch (kind) {
    case Kind::integer:
      return ColumnKind::kInteger;
    case Kind::decimal:
    case Kind::real:
      return ColumnKind::kDecimal;
    case Kind::date:
      return ColumnKind::kDate;
    case Kind::text:
    case Kind::boolean:
    case Kind::datetime:
      break;
  }
  return ColumnKind::kText;
}

bool Fits(ColumnKind wanted, Kind actual) {
  switch (wanted) {
    case ColumnKind::kText:
    case ColumnKind::kNone:
      return true;
    case ColumnKind::kInteger:
    case ColumnKind::kPercent:
      return actual == Kind::integer;
    case ColumnKind::kDecimal:
      return actual == Kind::decimal || actual == Kind::integer || actual == Kind::real;
    case ColumnKind::kEuro:
      return actual == Kind::decimal || actual == Kind::integer;
    case ColumnKind::kDate:
      return actual == Kind::date;
    case ColumnKind::kMark:
      return actual == Kind::boolean;
  }
  return false;
}

// A number with another number of decimals; a half goes away from zero.
std::int64_t Rescaled(std::int64_t value, int from, int to) {
  for (; from < to; ++from) {
    if (__builtin_mul_overflow(value, 10, &value)) Wrong("a number is too large for its decimals");
  }
  if (from == to) return value;
  std::int64_t unit = 1;
  for (; from > to; --from) {
    if (__builtin_mul_overflow(unit, 10, &unit)) return 0;
  }
  const std::int64_t rest = value % unit;
  const std::int64_t away =
      rest >= 0 ? (rest >= unit - rest ? 1 : 0) : (-rest >= unit + rest ? -1 : 0);
  return value / unit + away;
}

// The shortest text that reads back the same.
std::string SayReal(double value, const Words& words) {
  char text[32];
  std::string out(text, std::to_chars(text, text + sizeof text, value).ptr);
  if (words.dutch()) std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

std::string SayMoment(std::int64_t value, const Words& words) {
  const stelsel::DateTime moment{std::chrono::microseconds(value)};
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(moment - day));
  char text[32];
  std::snprintf(text, sizeof text, " %02d:%02d:%02d UTC", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return words.Day(day) + text;
}

CellKind KindOf(Kind kind) {
  switch (kind) {
    case Kind::text:
      return CellKind::kText;
    case Kind::integer:
      return CellKind::kInteger;
    case Kind::decimal:
      return CellKind::kDecimal;
    case Kind::boolean:
      return CellKind::kFlag;
    case Kind::date:
      return CellKind::kDate;
    case Kind::datetime:
      return CellKind::kMoment;
    case Kind::real:
      return CellKind::kReal;
  }
  return CellKind::kText;
}

// Bytes of the first `count` characters.
std::string FirstOf(const std::string& text, std::size_t count) {
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (starts && count-- == 0) break;
  }
  return text.substr(0, end);
}

// A letter of the title that is free, or else a number.
std::string FreeLetter(const std::string& title, const std::set<std::string>& taken) {
  for (std::size_t i = 0; i < title.size(); ++i) {
    if (title[i] == ' ' || (static_cast<unsigned char>(title[i]) & 0xC0) == 0x80) continue;
    const std::string letter = Capital(FirstOf(title.substr(i), 1));
    if (taken.count(letter) == 0) return letter;
  }
  int number = 1;
  while (taken.count(std::to_string(number)) > 0) ++number;
  return std::to_string(number);
}

std::vector<Code> CodesOf(const std::vector<CodeOption>& options) {
  std::vector<Code> codes;
  std::set<std::string> taken;
  for (const CodeOption& one : options) {
    codes.push_back(
        {one.value, CleanLine(one.title), one.tone, FirstOf(CleanLine(one.letter), kLetter)});
    if (!codes.back().letter.empty()) taken.insert(codes.back().letter);
  }
  for (Code& code : codes) {
    if (!code.letter.empty()) continue;
    code.letter = FreeLetter(code.title, taken);
    taken.insert(code.letter);
  }
  return codes;
}

std::size_t PlaceOfKind(const Rows& rows, const std::string& name, Kind kind, const char* what) {
  const std::size_t place = PlaceOf(rows, name);
  if (rows.columns()[place].kind != kind) Wrong("column `" + name + "` must hold " + what);
  return place;
}

}  // namespace

double Cell::Amount() const {
  if (kind == CellKind::kReal) return real;
  return static_cast<double>(number) / std::pow(10.0, decimals);
}

std::size_t PlaceOf(const Rows& rows, const std::string& name) {
  const int place = rows.column(name);
  if (place < 0) Wrong("the rows of a document's element have no column `" + name + "`");
  return static_cast<std::size_t>(place);
}

ColumnOption DefaultOption(const stelsel::ColumnType& type) {
  ColumnOption option;
  option.name = option.title = type.name;
  option.kind = DefaultKind(type.kind);
  return option;
}

bool IsNumeric(ColumnKind kind) {
  return kind == ColumnKind::kInteger || kind == ColumnKind::kDecimal ||
         kind == ColumnKind::kPercent || kind == ColumnKind::kEuro;
}

CellReader::CellReader(const Rows& rows, const ColumnOption& option)
    : place_(PlaceOf(rows, option.name)), decimals_(option.decimals) {
  type_ = rows.columns()[place_];
  if (!Fits(option.kind, type_.kind)) {
    Wrong("column `" + option.name + "` of a table is not of the kind that its options say");
  }
  column_.title = CleanLine(option.title);
  column_.numeric = IsNumeric(option.kind);
  column_.name = option.name;
  column_.kind = option.kind;
  column_.facet = option.facet;
  column_.codes = CodesOf(option.codes);
  for (std::size_t i = 0; i < column_.codes.size(); ++i) codes_[column_.codes[i].value] = i;
  if (!option.link.empty()) link_ = PlaceOfKind(rows, option.link, Kind::text, "addresses");
  if (!option.withheld.empty()) {
    withheld_ = PlaceOfKind(rows, option.withheld, Kind::boolean, "whether a number is withheld");
  }
}

Cell CellReader::Read(const Rows& rows, std::size_t row, const Words& words) const {
  Cell cell;
  if (withheld_ && !rows.is_null(row, *withheld_) && rows.integer(row, *withheld_) != 0) {
    cell.withheld = true;
    cell.text = words(texts::kWithheld);
    return cell;
  }
  if (rows.is_null(row, place_)) return cell;
  ReadValue(rows, row, words, cell);
  if (link_ && !rows.is_null(row, *link_) && IsSafeLink(rows.text(row, *link_))) {
    cell.link = rows.text(row, *link_);
  }
  return cell;
}

bool CellReader::IsTrue(const Rows& rows, std::size_t row) const {
  return !rows.is_null(row, place_) && rows.integer(row, place_) != 0;
}

std::size_t CellReader::Bytes(const Rows& rows, std::size_t row) const {
  if (type_.kind != Kind::text || rows.is_null(row, place_)) return 0;
  return rows.text(row, place_).size();
}

void CellReader::ReadValue(const Rows& rows, std::size_t row, const Words& words,
                           Cell& cell) const {
  cell.kind = KindOf(type_.kind);
  std::string value;
  if (cell.kind == CellKind::kText) {
    cell.text = Clean(rows.text(row, place_));
    if (!codes_.empty()) value = rows.text(row, place_);
  } else if (cell.kind == CellKind::kReal) {
    cell.real = rows.real(row, place_);
    cell.text = SayReal(cell.real, words);
  } else {
    cell.number = rows.integer(row, place_);
    cell.decimals = type_.scale;
    cell.text = Say(cell.number, words);
    value = type_.kind == Kind::boolean ? (cell.number != 0 ? "true" : "false")
                                        : std::to_string(cell.number);
  }
  FindCode(value, cell);
}

void CellReader::FindCode(const std::string& value, Cell& cell) const {
  const auto found = codes_.find(value);
  if (found == codes_.end()) return;
  cell.code = found->second;
  cell.text = column_.codes[found->second].title;
}

std::string CellReader::Say(std::int64_t value, const Words& words) const {
  if (column_.kind == ColumnKind::kPercent) return words.Number(value) + "%";
  if (column_.kind == ColumnKind::kDecimal)
    return SayDecimal(value, decimals_.value_or(type_.scale), words);
  if (column_.kind == ColumnKind::kEuro)
    return (words.dutch() ? "€ " : "€") + SayDecimal(value, 2, words);
  if (type_.kind == Kind::boolean) return words(value != 0 ? texts::kYes : texts::kNo);
  if (type_.kind == Kind::date) return words.Day(stelsel::Date(std::chrono::days(value)));
  if (type_.kind == Kind::datetime) return SayMoment(value, words);
  return words.Decimal(value, type_.scale);
}

std::string CellReader::SayDecimal(std::int64_t value, int decimals, const Words& words) const {
  return words.Decimal(Rescaled(value, type_.scale, decimals), decimals);
}

}  // namespace reporting
