#include "module.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plan.h"
#include "term.h"

namespace sql {
namespace {

using View = SqlColumn::View;

// Of one connection; which snapshot it shows is the context's business.
struct VirtualTable : sqlite3_vtab {
  const TableName* of = nullptr;

  const stelsel::Snapshot& snapshot() const { return of->context->snapshot(of->is_as_of); }
  Table& table() const {
    const stelsel::Snapshot& from = snapshot();
    return from.kept<Tables>().table(of->name, from);
  }
};

// ---- Values ----

// A day as YYYY-MM-DD.
struct DayText {
  char text[16];
  int size;

  explicit DayText(std::int64_t days) {
    const std::chrono::year_month_day day(
        std::chrono::sys_days(std::chrono::days(static_cast<int>(days))));
    size = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                         static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  }
};

// Decimals only where the moment is not a whole second, and then all six.
std::string moment_text(std::int64_t micros) {
  constexpr std::int64_t kSecond = 1'000'000, kDay = 86'400 * kSecond;
  const std::int64_t day = micros >= 0 ? micros / kDay : -((kDay - 1 - micros) / kDay);
  const std::int64_t rest = micros - day * kDay;
  const auto seconds = static_cast<int>(rest / kSecond);
  char text[48];
  const DayText date(day);
  int size = std::snprintf(text, sizeof text, "%.*sT%02d:%02d:%02d", date.size, date.text,
                           seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (rest % kSecond != 0) {
    size += std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), ".%06d",
                          static_cast<int>(rest % kSecond));
  }
  return std::string(text, static_cast<std::size_t>(size)) + "Z";
}

void give_day(sqlite3_context* out, std::int64_t days) {
  const DayText day(days);
  sqlite3_result_text(out, day.text, day.size, SQLITE_TRANSIENT);
}

void give_bound(sqlite3_context* out, const std::optional<std::int32_t>& bound) {
  if (bound) give_day(out, *bound);  // else NULL, which is what a result is at first
}

double real_of(std::int64_t scaled, int scale) {
  static const double divisors[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  return static_cast<double>(scaled) / divisors[scale];
}

// The memory of texts is the snapshot's, so nothing is copied.
void give(sqlite3_context* out, const Column& column, const SqlColumn& sql_column, Spot at) {
  if (column.is_null(at)) return;
  switch (sql_column.view) {
    case View::text: {
      const std::string_view text = column.text(at);
      // SQLite copies what it is not told to end with NUL, for most functions.
      if (column.store() == Column::Store::codes && column.ends_with_nul())
        return sqlite3_result_text(out, text.data(), -1, SQLITE_STATIC);
      return sqlite3_result_text(out, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    case View::date:
      return give_day(out, column.number(at));
    case View::moment: {
      const std::string text = moment_text(column.number(at));
      return sqlite3_result_text(out, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }
    case View::integer:
      return sqlite3_result_int64(out, column.number(at));
    case View::real:
      return sqlite3_result_double(out, real_of(column.number(at), sql_column.scale));
    case View::earliest:
      return give_bound(out, column.bounds(static_cast<std::size_t>(column.number(at))).earliest);
    case View::weight:
      return;
    case View::latest:
      return give_bound(out, column.bounds(static_cast<std::size_t>(column.number(at))).latest);
  }
}

// ---- Reading ----

// Goes over the rows that the plan's conditions leave: all of them, those of an order, or those of
// an index. Each xFilter begins anew, for a join thousands of times.
class Cursor : public sqlite3_vtab_cursor {
 public:
  explicit Cursor(VirtualTable& of)
      : snapshot_(of.snapshot()), table_(of.table()), columns_(table_.schema().columns.size()) {}

  void filter(const char* planned, sqlite3_value** values) {
    if (planned != planned_) take_plan(planned);
    by_list_ = false;
    position_ = 0;
    runs_ = {};
    terms_.clear();
    equals_.clear();
    ended_ = table_.rows() == 0 || (plan_.by_index && !look_up(values));
    if (ended_) return;
    add_terms(values);
    if (plan_.by_order) use_order();
    if (!by_list_) to_first_row();
    find();
  }

  void next() {
    position_ = after();
    find();
  }
  bool at_end() const { return ended_; }
  std::int64_t rowid() const { return row_; }
  void column(sqlite3_context* out, int i) {
    const auto place = static_cast<std::size_t>(i);
    if (sql_column(place).view == View::weight) return sqlite3_result_int64(out, weight());
    const Column& column = column_at(place);
    // All of a run have the same values in the columns of the order: the first is at hand.
    const bool is_of_run = !runs_.empty() && of_order_[place];
    give(out, column, sql_column(place), is_of_run ? run_at_ : at());
  }

 private:
  const Column& column_at(std::size_t i) {
    if (columns_[i] == nullptr) columns_[i] = &table_.column(i, snapshot_);
    return *columns_[i];
  }
  const SqlColumn& sql_column(std::size_t i) const { return table_.schema().columns[i]; }

  void take_plan(const char* planned) {
    plan_ = Plan::read(planned);
    planned_ = planned;
    index_ = nullptr;
    order_ = nullptr;
    of_order_.assign(columns_.size(), false);
    for (const Table::Key& key : plan_.order) of_order_[key.sql_column] = true;
  }
  void use_list(std::span<const std::uint32_t> rows) {
    list_ = rows;
    by_list_ = true;
  }
  void use_order() {
    if (order_ == nullptr) order_ = table_.order(plan_.order, snapshot_);
    use_list(order_->rows);
    runs_ = order_->runs;
    if (!runs_.empty()) to_run(list_[0]);
  }
  // Without columns in the order none may have been read that tells the batches.
  void to_run(std::uint32_t first) {
    if (!plan_.order.empty()) run_at_ = table_.spot(first);
  }
  std::int64_t weight() const {
    return plan_.one_of_run && !runs_.empty() ? runs_[1] - runs_[0] : 1;
  }
  // Of the row in hand; worked out when it is asked for where rows come from a list.
  Spot at() {
    if (by_list_ && !at_known_) {
      at_ = table_.spot(row_);
      at_known_ = true;
    }
    return at_;
  }
  void to_first_row() {
    const Column& column = column_at(first_used());
    row_ = 0;
    at_ = table_.spot(0);
    batch_end_ = column.length(at_.batch);
  }
  // Any column tells the batches.
  std::size_t first_used() const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] != nullptr) return i;
    }
    return 0;
  }

  // Takes the rows of an index. False when no row can be meant. Where there is no index, or a value
  // of another type asks for SQL's own comparison, nothing is taken.
  bool look_up(sqlite3_value** values) {
    index_columns_.clear();
    KeyHash hash;
    for (std::size_t i = 0; i < plan_.conditions.size(); ++i) {
      const Plan::Condition& condition = plan_.conditions[i];
      if (!condition.is_index_part) continue;
      const Column& column = column_at(condition.sql_column);
      const Equal equal =
          equal_to(column, sql_column(condition.sql_column), values[i], condition.is_exact);
      if (equal.known && !equal.possible) return false;
      if (!equal.known) return equals_.clear(), true;
      hash.add(column.store() == Column::Store::texts ? hash_of(equal.text) : equal.number);
      index_columns_.push_back(condition.sql_column);
      equals_.push_back({&column, equal});
    }
    if (index_ == nullptr) index_ = table_.index(index_columns_, snapshot_);
    if (index_ == nullptr) return equals_.clear(), true;
    use_list(index_->bucket(hash.value()));
    return true;
  }

  void add_terms(sqlite3_value** values) {
    for (std::size_t i = 0; i < plan_.conditions.size(); ++i) {
      const Plan::Condition& condition = plan_.conditions[i];
      if (condition.is_index_part && !equals_.empty()) continue;  // the index sees to it
      const Column& column = column_at(condition.sql_column);
      const SqlColumn& of = sql_column(condition.sql_column);
      terms_.push_back(condition.is_list
                           ? Term::one_of(column, of, values[i])
                           : Term(column, of, condition.op, values[i], condition.is_exact));
      if (terms_.back().holds_for_all()) terms_.pop_back();
    }
  }

  bool holds() {
    if (equals_.empty() && terms_.empty()) return true;
    const Spot here = at();
    // A bucket of the index may have rows with other values.
    for (const auto& [column, equal] : equals_) {
      const bool same = column->store() == Column::Store::texts
                            ? !column->is_null(here) && column->text(here) == equal.text
                            : column->number(here) == equal.number;
      if (!same) return false;
    }
    for (const Term& term : terms_) {
      if (!term.holds(here)) return false;
    }
    return true;
  }

  // Goes on to the next row, from `position_` on, for which all holds.
  void find() {
    for (; position_ < (by_list_ ? list_.size() : table_.rows()); position_ = after()) {
      if (by_list_) {
        to_listed_row();
      } else if (position_ > 0) {
        step();
      }
      if (holds()) return;
    }
    ended_ = true;
  }
  // The place after the row in hand, or after all that are like it.
  std::size_t after() const {
    return plan_.one_of_run && !runs_.empty() ? runs_[1] : position_ + 1;
  }
  void to_listed_row() {
    row_ = list_[position_];
    at_known_ = false;
    if (runs_.empty() || position_ < runs_[1]) return;
    while (position_ >= runs_[1]) runs_ = runs_.subspan(1);
    to_run(row_);
  }
  // The next row of all.
  void step() {
    ++row_;
    if (++at_.row < batch_end_) return;  // the usual case
    at_ = table_.spot(row_);
    batch_end_ = column_at(first_used()).length(at_.batch);
  }

  stelsel::Snapshot snapshot_;  // holds what is read
  Table& table_;
  const char* planned_ = nullptr;
  Plan plan_;
  std::vector<const Column*> columns_;  // by SQL column, once it was asked for
  std::vector<std::size_t> index_columns_;
  std::shared_ptr<const Index> index_;                   // of this plan, once there is one
  std::shared_ptr<const Table::Order> order_;            // likewise
  std::vector<std::pair<const Column*, Equal>> equals_;  // where an index is looked into
  std::vector<Term> terms_;
  bool by_list_ = false;
  std::span<const std::uint32_t> list_;
  std::size_t position_ = 0;
  std::size_t batch_end_ = 0;
  std::uint32_t row_ = 0;
  Spot at_;
  bool at_known_ = false;
  std::span<const std::uint32_t> runs_;  // of the order, from the one in hand on
  Spot run_at_;                          // the first row of the run in hand
  std::vector<bool> of_order_;           // by SQL column
  bool ended_ = true;
};

// ---- What SQLite calls ----

// Runs `f`; what it throws becomes the table's error.
template <typename F>
int guard(sqlite3_vtab* base, F f) noexcept {
  auto& table = *static_cast<VirtualTable*>(base);
  const auto fail = [&](int code, const char* text) {
    table.of->context->failed_with = code;
    sqlite3_free(table.zErrMsg);
    table.zErrMsg = sqlite3_mprintf("%s", text);
    return SQLITE_ERROR;
  };
  try {
    f(table);
    return SQLITE_OK;
  } catch (const stelsel::Error& error) {
    return fail(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (const std::exception& error) {
    return fail(STELSEL_INTERNAL, error.what());
  }
}

Cursor& cursor_of(sqlite3_vtab_cursor* cursor) { return *static_cast<Cursor*>(cursor); }

std::string declaration(const SqlSchema& schema) {
  std::string text = "CREATE TABLE t(";
  for (const SqlColumn& column : schema.columns) {
    if (text.back() != '(') text += ", ";
    text += "\"" + column.name + "\" " + column.type();
  }
  return text + ")";
}

int connect(sqlite3* raw, void* given, int, const char* const*, sqlite3_vtab** out,
            char** error) noexcept {
  const auto* const of = static_cast<const TableName*>(given);
  try {
    const std::string json = of->context->run->snapshot.schema(of->name);
    of->context->is_declaring = true;
    const int code = sqlite3_declare_vtab(raw, declaration(read_schema(json)).c_str());
    of->context->is_declaring = false;
    if (code != SQLITE_OK) return code;
    auto* const table = new VirtualTable();
    table->of = of;
    *out = table;
    return SQLITE_OK;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (const std::exception& e) {
    *error = sqlite3_mprintf("%s", e.what());
    return SQLITE_ERROR;
  }
}

int disconnect(sqlite3_vtab* table) {
  delete static_cast<VirtualTable*>(table);
  return SQLITE_OK;
}

int best_index(sqlite3_vtab* base, sqlite3_index_info* info) {
  return guard(base, [&](VirtualTable& table) {
    const Plan plan = choose_plan(table.table(), table.snapshot(), *info);
    info->idxStr = sqlite3_mprintf("%s", plan.text().c_str());
    info->needToFreeIdxStr = 1;
    if (info->idxStr == nullptr) throw std::bad_alloc();
  });
}

int open(sqlite3_vtab* base, sqlite3_vtab_cursor** out) {
  return guard(base, [&](VirtualTable& table) { *out = new Cursor(table); });
}

int close(sqlite3_vtab_cursor* cursor) {
  delete &cursor_of(cursor);
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char* planned, int, sqlite3_value** values) {
  return guard(cursor->pVtab, [&](VirtualTable&) { cursor_of(cursor).filter(planned, values); });
}

int next(sqlite3_vtab_cursor* cursor) {
  return guard(cursor->pVtab, [&](VirtualTable&) { cursor_of(cursor).next(); });
}

int at_end(sqlite3_vtab_cursor* cursor) { return cursor_of(cursor).at_end() ? 1 : 0; }

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* out, int i) {
  return guard(cursor->pVtab, [&](VirtualTable&) { cursor_of(cursor).column(out, i); });
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = cursor_of(cursor).rowid();
  return SQLITE_OK;
}

}  // namespace

const sqlite3_module& table_module() {
  static const sqlite3_module module = [] {
    sqlite3_module made{};
    made.iVersion = 2;
    made.xConnect = connect;  // without xCreate: there by its name
    made.xBestIndex = best_index;
    made.xDisconnect = disconnect;
    made.xOpen = open;
    made.xClose = close;
    made.xFilter = filter;
    made.xNext = next;
    made.xEof = at_end;
    made.xColumn = column;
    made.xRowid = rowid;
    return made;
  }();
  return module;
}

}  // namespace sql
