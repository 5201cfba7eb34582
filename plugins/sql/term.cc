#include "term.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stelsel/edtf.hpp"

namespace sql {
namespace {

using View = SqlColumn::View;

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min() + 1;
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
// Beyond this a whole number and its double may differ.
constexpr double kExact = 9007199254740992.0;

std::string_view text_of(sqlite3_value* value) {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text != nullptr
             ? std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)))
             : std::string_view();
}

// A day as SQL sees it, YYYY-MM-DD; other texts are not in the order of days.
std::optional<std::int32_t> day_of(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto bounds = stelsel::edtf_bounds(text);
  if (!bounds || bounds->earliest != bounds->latest) return std::nullopt;
  return bounds->earliest;
}

// A number as whole as the column's; absent when no whole number equals it.
std::optional<std::int64_t> whole(sqlite3_value* value, bool& known) {
  if (sqlite3_value_type(value) == SQLITE_INTEGER) return sqlite3_value_int64(value);
  const double real = sqlite3_value_double(value);
  known = std::abs(real) < kExact;
  if (!known || real != std::floor(real)) return std::nullopt;
  return static_cast<std::int64_t>(real);
}

bool is_number(sqlite3_value* value) {
  const int type = sqlite3_value_type(value);
  return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

Equal equal_number(std::optional<std::int64_t> number, bool known = true) {
  return {known, number.has_value(), number.value_or(0), {}};
}

}  // namespace

Equal equal_to(const Column& column, const SqlColumn& sql_column, sqlite3_value* value,
               bool is_exact) {
  const int type = sqlite3_value_type(value);
  if (type == SQLITE_NULL) return {true, false, 0, {}};
  switch (sql_column.view) {
    case View::text:
      if (type != SQLITE_TEXT && !is_exact) return {};
      if (column.store() == Column::Store::texts)
        return {true, true, 0, std::string(text_of(value))};
      return equal_number(column.code_of(text_of(value)));
    case View::date:
      if (type != SQLITE_TEXT) return {};
      return equal_number(day_of(text_of(value)));
    case View::integer: {
      if (is_exact) return equal_number(sqlite3_value_int64(value));
      if (!is_number(value)) return {};
      bool known = true;
      const auto number = whole(value, known);
      return equal_number(number, known);
    }
    default:
      return {};
  }
}

Term::Term(const Column& column, const SqlColumn& sql_column, int op, sqlite3_value* value,
           bool is_exact)
    : column_(&column) {
  if (op == SQLITE_INDEX_CONSTRAINT_ISNULL || op == SQLITE_INDEX_CONSTRAINT_ISNOTNULL) {
    // The bounds of a date may be open where the date itself is there.
    const bool is_bound = sql_column.view == View::earliest || sql_column.view == View::latest;
    if (!is_bound) what_ = op == SQLITE_INDEX_CONSTRAINT_ISNULL ? What::null : What::value;
    return;
  }
  const int type = sqlite3_value_type(value);
  if (type == SQLITE_NULL) {
    what_ = What::none;  // nothing compares with it
    return;
  }
  switch (sql_column.view) {
    case View::text:
      set_text(op, sql_column, value, is_exact);
      break;
    case View::date:
    case View::earliest:
    case View::latest:
      if (type == SQLITE_TEXT) set_day_range(sql_column, op, text_of(value));
      break;
    case View::integer:
      set_whole(op, value, is_exact);
      break;
    case View::real:
      if (is_number(value)) set_real_range(op, sql_column.scale, sqlite3_value_double(value));
      break;
    case View::moment:
    case View::weight:
      break;
  }
}

Term Term::one_of(const Column& column, const SqlColumn& sql_column, sqlite3_value* list) {
  Term term(column);
  if (sql_column.view != View::text || column.store() != Column::Store::codes) return term;
  term.wanted_.assign(column.code_count(), 0);
  // SQLite puts one value after the other into the same place.
  sqlite3_value* value = nullptr;
  for (int code = sqlite3_vtab_in_first(list, &value); code == SQLITE_OK && value != nullptr;
       code = sqlite3_vtab_in_next(list, &value)) {
    const Equal equal = equal_to(column, sql_column, value, false);
    if (!equal.known) return term;
    if (equal.possible) term.wanted_[static_cast<std::size_t>(equal.number)] = 1;
  }
  term.what_ = What::codes;
  return term;
}

void Term::set_text(int op, const SqlColumn& sql_column, sqlite3_value* value, bool is_exact) {
  const bool is_coded = column_->store() == Column::Store::codes;
  if (op != SQLITE_INDEX_CONSTRAINT_EQ) {
    const bool is_text = sqlite3_value_type(value) == SQLITE_TEXT || is_exact;
    if (is_text && is_coded) set_text_range(op, text_of(value));
    return;
  }
  const Equal equal = equal_to(*column_, sql_column, value, is_exact);
  if (!equal.known) return;
  what_ = !equal.possible ? What::none : is_coded ? What::range : What::text;
  low_ = high_ = equal.number;
  text_ = equal.text;
}

// A real is put between whole numbers.
void Term::set_whole(int op, sqlite3_value* value, bool is_exact) {
  if (sqlite3_value_type(value) == SQLITE_INTEGER || is_exact)
    return set_number_range(op, sqlite3_value_int64(value));
  const double real = sqlite3_value_double(value);
  if (!is_number(value) || !(std::abs(real) < kExact)) return;
  const auto floor = static_cast<std::int64_t>(std::floor(real));
  if (real == std::floor(real)) return set_number_range(op, floor);
  if (op == SQLITE_INDEX_CONSTRAINT_EQ) {
    what_ = What::none;
  } else if (op == SQLITE_INDEX_CONSTRAINT_GT || op == SQLITE_INDEX_CONSTRAINT_GE) {
    set_number_range(SQLITE_INDEX_CONSTRAINT_GT, floor);
  } else {
    set_number_range(SQLITE_INDEX_CONSTRAINT_LE, floor);
  }
}

// Places in the order of the texts.
void Term::set_text_range(int op, std::string_view text) {
  const std::vector<std::int32_t>& sorted = column_->sorted();
  const auto text_of = [&](std::int32_t code) {
    return column_->text_of(static_cast<std::size_t>(code));
  };
  const auto lower = std::lower_bound(sorted.begin(), sorted.end(), text,
                                      [&](std::int32_t code, std::string_view wanted) {
                                        return text_of(code) < wanted;
                                      }) -
                     sorted.begin();
  const bool is_there = static_cast<std::size_t>(lower) < sorted.size() &&
                        text_of(sorted[static_cast<std::size_t>(lower)]) == text;
  const std::int64_t upper = lower + (is_there ? 1 : 0);
  ranks_ = &column_->ranks();
  what_ = What::range;
  low_ = 0;
  high_ = kHighest;
  if (op == SQLITE_INDEX_CONSTRAINT_GE) low_ = lower;
  if (op == SQLITE_INDEX_CONSTRAINT_GT) low_ = upper;
  if (op == SQLITE_INDEX_CONSTRAINT_LE) high_ = upper - 1;
  if (op == SQLITE_INDEX_CONSTRAINT_LT) high_ = lower - 1;
}

void Term::set_number_range(int op, std::int64_t number) {
  what_ = What::range;
  low_ = kLowest;
  high_ = kHighest;
  if (op == SQLITE_INDEX_CONSTRAINT_EQ) low_ = high_ = number;
  if (op == SQLITE_INDEX_CONSTRAINT_GE) low_ = number;
  if (op == SQLITE_INDEX_CONSTRAINT_LE) high_ = number;
  const bool above = op == SQLITE_INDEX_CONSTRAINT_GT, below = op == SQLITE_INDEX_CONSTRAINT_LT;
  if ((above && number == kHighest) || (below && number <= kLowest)) {
    what_ = What::none;
  } else if (above) {
    low_ = number + 1;
  } else if (below) {
    high_ = number - 1;
  }
}

void Term::set_real_range(int op, int scale, double number) {
  what_ = What::real_range;
  divisor_ = std::pow(10.0, scale);
  real_low_ = -std::numeric_limits<double>::infinity();
  real_high_ = std::numeric_limits<double>::infinity();
  if (op != SQLITE_INDEX_CONSTRAINT_LE && op != SQLITE_INDEX_CONSTRAINT_LT) real_low_ = number;
  if (op != SQLITE_INDEX_CONSTRAINT_GE && op != SQLITE_INDEX_CONSTRAINT_GT) real_high_ = number;
}

// Days, which are in the order of their texts; of a date text the codes whose bound is one of them.
void Term::set_day_range(const SqlColumn& sql_column, int op, std::string_view text) {
  const auto day = day_of(text);
  if (!day) return;
  set_number_range(op, *day);
  if (sql_column.view == View::date) return;
  what_ = What::codes;
  wanted_.assign(column_->code_count(), 0);
  for (std::size_t code = 0; code < wanted_.size(); ++code) {
    const stelsel::DateBounds& bounds = column_->bounds(code);
    const auto& bound = sql_column.view == View::earliest ? bounds.earliest : bounds.latest;
    wanted_[code] = bound && *bound >= low_ && *bound <= high_ ? 1 : 0;
  }
}

bool Term::holds(Spot at) const {
  switch (what_) {
    case What::all:
      return true;
    case What::none:
      return false;
    case What::null:
      return column_->is_null(at);
    case What::value:
      return !column_->is_null(at);
    case What::text:
      return !column_->is_null(at) && column_->text(at) == text_;
    default:
      break;
  }
  std::int64_t number = column_->number(at);
  if (number == Column::kNull) return false;
  if (what_ == What::codes) return wanted_[static_cast<std::size_t>(number)] != 0;
  if (what_ == What::real_range) {
    const double real = static_cast<double>(number) / divisor_;
    return real >= real_low_ && real <= real_high_;
  }
  if (ranks_ != nullptr) number = (*ranks_)[static_cast<std::size_t>(number)];
  return number >= low_ && number <= high_;
}

}  // namespace sql
