#include "answer.h"

#include <cstring>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace sql {
namespace {

using stelsel::Error;
using stelsel::Kind;

constexpr std::int64_t kMegabyte = 1 << 20;

double real_of(std::int64_t bits) {
  double real;
  std::memcpy(&real, &bits, sizeof real);
  return real;
}

}  // namespace

Answer::Answer(sqlite3_stmt* statement, const Limits& limits) : limits_(limits) {
  name_columns(statement);
}

// Columns of one name get a number, since rows are read by name.
void Answer::name_columns(sqlite3_stmt* statement) {
  std::set<std::string> names;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    const char* const given = sqlite3_column_name(statement, i);
    if (given == nullptr) throw std::bad_alloc();
    std::string name = given;
    for (int n = 2; !names.insert(name).second; ++n) name = given + ("_" + std::to_string(n));
    Values values;
    values.name = std::move(name);
    const char* const type = sqlite3_column_decltype(statement, i);
    values.declared_text = type == nullptr || std::string_view(type) == "TEXT";
    columns_.push_back(std::move(values));
  }
}

void Answer::add_row(sqlite3_stmt* statement) {
  if (++rows_ > limits_.rows) {
    throw Error(STELSEL_RESOURCE_EXHAUSTED, "the answer has more than " +
                                                std::to_string(limits_.rows) +
                                                " rows: ask for fewer with LIMIT");
  }
  for (std::size_t i = 0; i < columns_.size(); ++i)
    columns_[i].cells.push_back(take(statement, static_cast<int>(i), columns_[i]));
}

Answer::Cell Answer::take(sqlite3_stmt* statement, int column, Values& values) {
  const int type = sqlite3_column_type(statement, column);
  Cell cell{type, 0, 0};
  switch (type) {
    case SQLITE_INTEGER:
      values.has_integer = true;
      cell.number = sqlite3_column_int64(statement, column);
      break;
    case SQLITE_FLOAT: {
      values.has_real = true;
      const double real = sqlite3_column_double(statement, column);
      std::memcpy(&cell.number, &real, sizeof real);
      break;
    }
    case SQLITE_TEXT: {
      values.has_text = true;
      const auto* const text =
          reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      if (text == nullptr) throw std::bad_alloc();
      cell.size = static_cast<std::uint32_t>(sqlite3_column_bytes(statement, column));
      cell.number = static_cast<std::int64_t>(values.texts.size());
      values.texts.append(text, cell.size);
      bytes_ += cell.size;
      break;
    }
    case SQLITE_BLOB:
      throw Error(STELSEL_INVALID_ARGUMENT,
                  "column `" + values.name + "` gives a BLOB, which no table shows");
    default:
      break;
  }
  if (bytes_ > limits_.answer_megabytes * kMegabyte) {
    throw Error(STELSEL_RESOURCE_EXHAUSTED, "the answer has more than " +
                                                std::to_string(limits_.answer_megabytes) +
                                                " MiB of text: ask for less");
  }
  return cell;
}

Kind Answer::kind_of(const Values& values) {
  if (values.has_text) return Kind::text;
  if (values.has_real) return Kind::real;
  if (values.has_integer || !values.declared_text) return Kind::integer;
  return Kind::text;
}

void Answer::put(stelsel::Builder& out, std::size_t column, const Values& values,
                 const Cell& cell) {
  if (cell.type == SQLITE_NULL) return out.null(column);
  const Kind kind = out.types()[column].kind;
  if (kind == Kind::integer) return out.integer(column, cell.number);
  const bool is_integer = cell.type == SQLITE_INTEGER;
  const double real = is_integer ? static_cast<double>(cell.number) : real_of(cell.number);
  if (kind == Kind::real) return out.real(column, real);
  if (cell.type == SQLITE_TEXT) {
    return out.text(
        column,
        std::string_view(values.texts).substr(static_cast<std::size_t>(cell.number), cell.size));
  }
  // A number among texts is shown as SQL would.
  const std::unique_ptr<char, void (*)(void*)> shown(
      is_integer ? sqlite3_mprintf("%lld", static_cast<long long>(cell.number))
                 : sqlite3_mprintf("%!.15g", real),
      sqlite3_free);
  if (shown == nullptr) throw std::bad_alloc();
  out.text(column, shown.get());
}

stelsel::Stream Answer::stream() && {
  std::vector<stelsel::ColumnType> types;
  for (const Values& values : columns_) types.push_back({values.name, kind_of(values), 0});
  auto held = std::make_shared<std::vector<Values>>(std::move(columns_));
  const auto rows = static_cast<std::size_t>(rows_);
  return stelsel::stream_of(types,
                            [held, rows, next = std::size_t{0}](stelsel::Builder& out) mutable {
                              for (; next < rows && !out.full(); ++next) {
                                for (std::size_t i = 0; i < held->size(); ++i)
                                  put(out, i, (*held)[i], (*held)[i].cells[next]);
                                out.end_row();
                              }
                              return next < rows;
                            });
}

}  // namespace sql
