#include "plan.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "term.h"

namespace sql {
namespace {

using View = SqlColumn::View;

// An index is looked into when it leaves at most one row of so many.
constexpr double kWorthIndex = 50;

// Whether rows can be looked up by this column, put in its order, or compared with it.
bool has_index(const SqlColumn& sql_column) {
  return sql_column.view == View::text || sql_column.view == View::date ||
         sql_column.view == View::integer;
}
bool has_order(const Column& column, const SqlColumn& sql_column) {
  return column.store() != Column::Store::texts && sql_column.view != View::earliest &&
         sql_column.view != View::latest && sql_column.view != View::moment;
}

bool is_known(int op) {
  switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
    case SQLITE_INDEX_CONSTRAINT_GT:
    case SQLITE_INDEX_CONSTRAINT_GE:
    case SQLITE_INDEX_CONSTRAINT_LT:
    case SQLITE_INDEX_CONSTRAINT_LE:
    case SQLITE_INDEX_CONSTRAINT_ISNULL:
    case SQLITE_INDEX_CONSTRAINT_ISNOTNULL:
      return true;
    default:
      return false;
  }
}

class Planner {
 public:
  Planner(Table& table, const stelsel::Snapshot& snapshot, sqlite3_index_info& info)
      : table_(table),
        snapshot_(snapshot),
        info_(info),
        rows_(std::max(1.0, static_cast<double>(table.rows()))) {}

  Plan choose() {
    for (int i = 0; i < info_.nConstraint; ++i) {
      if (is_usable(i)) weigh(i);
    }
    const double left = std::max(1.0, rows_ / by_equals_ / by_ranges_);
    const auto weighted = weighted_order();
    const bool is_weighted = weighted && weighted->runs < left;
    plan_.by_index = !is_weighted && by_equals_ >= std::min(kWorthIndex, rows_ / 2 + 1);
    int given = 0;
    for (int i = 0; i < info_.nConstraint; ++i) {
      if (is_usable(i)) add(i, given);
    }
    info_.estimatedRows = static_cast<sqlite3_int64>(left);
    info_.estimatedCost = plan_.by_index ? 4 + left * 2 : rows_ + left;
    if (is_weighted) {
      take_weighted(*weighted);
    } else if (!plan_.by_index) {
      take_order(left);
    }
    return std::move(plan_);
  }

 private:
  const SqlColumn& sql_column(int i) const {
    return table_.schema().columns[static_cast<std::size_t>(i)];
  }
  const Column& column(int i) { return table_.column(static_cast<std::size_t>(i), snapshot_); }

  bool is_usable(int i) const {
    const auto& constraint = info_.aConstraint[i];
    if (!constraint.usable || constraint.iColumn < 0 || constraint.iColumn == weight_ ||
        !is_known(constraint.op)) {
      return false;
    }
    return std::strcmp(sqlite3_vtab_collation(&info_, i), "BINARY") == 0;
  }
  bool is_list(int i) const { return sqlite3_vtab_in(&info_, i, -1) != 0; }
  bool is_index_part(int i) const {
    const auto& constraint = info_.aConstraint[i];
    return constraint.op == SQLITE_INDEX_CONSTRAINT_EQ && has_index(sql_column(constraint.iColumn));
  }

  // Of the value that a column is to equal, where it stands in the query: the rows that have it.
  std::optional<double> rows_with(int i) {
    const Column& of = column(info_.aConstraint[i].iColumn);
    sqlite3_value* value = nullptr;
    if (of.store() != Column::Store::codes ||
        sqlite3_vtab_rhs_value(&info_, i, &value) != SQLITE_OK) {
      return std::nullopt;
    }
    const Equal equal = equal_to(of, sql_column(info_.aConstraint[i].iColumn), value, false);
    if (!equal.known) return std::nullopt;
    return equal.possible ? of.counts()[static_cast<std::size_t>(equal.number)] : 0;
  }

  // Whether the term of a condition is just what SQL means, so that SQLite need not look again:
  // with a value that stands in the query and has the column's own type.
  bool is_exact(int i) {
    const View view = sql_column(info_.aConstraint[i].iColumn).view;
    sqlite3_value* value = nullptr;
    if (sqlite3_vtab_rhs_value(&info_, i, &value) != SQLITE_OK) return false;
    const int type = sqlite3_value_type(value);
    const bool is_coded = column(info_.aConstraint[i].iColumn).store() == Column::Store::codes;
    return (view == View::text && type == SQLITE_TEXT && is_coded) ||
           (view == View::integer && type == SQLITE_INTEGER);
  }

  // How many times fewer rows a condition leaves.
  void weigh(int i) {
    const auto& constraint = info_.aConstraint[i];
    if (is_index_part(i)) {
      const std::optional<double> left = rows_with(i);
      by_equals_ *= left ? rows_ / std::max(1.0, *left) : column(constraint.iColumn).different();
    } else {
      by_ranges_ *= constraint.op == SQLITE_INDEX_CONSTRAINT_ISNOTNULL ? 1.1 : 3;
    }
  }

  void add(int i, int& given) {
    const auto& constraint = info_.aConstraint[i];
    // An index is looked into for one value of a list after the other, a scan tests all at once.
    const bool whole_list = is_list(i) && !plan_.by_index;
    if (is_list(i) && plan_.by_index && !is_index_part(i)) return;
    if (whole_list) {
      if (column(constraint.iColumn).store() != Column::Store::codes) return;
      sqlite3_vtab_in(&info_, i, 1);
    }
    info_.aConstraintUsage[i].argvIndex = ++given;
    const bool exact = !whole_list && is_exact(i);
    info_.aConstraintUsage[i].omit = exact ? 1 : 0;
    plan_.conditions.push_back({static_cast<std::size_t>(constraint.iColumn), constraint.op,
                                whole_list, plan_.by_index && is_index_part(i), exact});
  }

  // The order that SQLite asks for; absent when it has to sort itself.
  std::optional<std::vector<Table::Key>> asked_order() {
    std::vector<Table::Key> keys;
    for (int i = 0; i < info_.nOrderBy; ++i) {
      const int place = info_.aOrderBy[i].iColumn;
      if (!can_order(place)) return std::nullopt;
      keys.push_back({static_cast<std::size_t>(place), info_.aOrderBy[i].desc != 0});
    }
    return keys;
  }
  bool can_order(int place) {
    return place >= 0 && sql_column(place).view != View::weight &&
           has_order(column(place), sql_column(place));
  }
  bool is_used(int place) const { return (info_.colUsed >> std::min(place, kLastBit) & 1) != 0; }

  void take_order(double left) {
    const auto keys = asked_order();
    if (!keys || keys->empty() || left * 16 < rows_) return;
    use_order(*keys, true);
    // Only where no other column matters is a row like the one before it superfluous.
    std::uint64_t ordered = 0;
    for (const Table::Key& key : *keys)
      ordered |= std::uint64_t{1} << std::min(key.sql_column, size_t{kLastBit});
    plan_.one_of_run = sqlite3_vtab_distinct(&info_) >= 2 && info_.colUsed == ordered &&
                       (ordered >> kLastBit) == 0;
  }
  void use_order(std::vector<Table::Key> keys, bool is_asked) {
    plan_.order = std::move(keys);
    plan_.by_order = true;
    info_.orderByConsumed = is_asked && info_.nOrderBy > 0 ? 1 : 0;
    info_.estimatedCost += rows_ * 0.3;
  }

  // The order in which rows that are the same in all columns that matter follow each other, and how
  // many different ones there are at most; absent when nobody counts rows, or most are different.
  struct Weighted {
    std::vector<Table::Key> keys;
    bool is_asked;  // it is also the order that SQLite asks for
    double runs;
  };
  std::optional<Weighted> weighted_order() {
    if (weight_ >= kLastBit || !is_used(weight_)) return std::nullopt;
    const auto asked = asked_order();
    Weighted out{asked.value_or(std::vector<Table::Key>()), asked.has_value(), 1};
    for (int place = 0; place < weight_; ++place) {
      if (!is_used(place)) continue;
      if (!can_order(place)) return std::nullopt;
      out.runs *= column(place).different() + 1;
      const auto is_it = [&](const Table::Key& key) {
        return key.sql_column == static_cast<std::size_t>(place);
      };
      if (std::none_of(out.keys.begin(), out.keys.end(), is_it))
        out.keys.push_back({static_cast<std::size_t>(place), false});
    }
    if (out.runs * 2 > rows_) return std::nullopt;
    return out;
  }
  void take_weighted(const Weighted& weighted) {
    use_order(weighted.keys, weighted.is_asked);
    plan_.one_of_run = true;
    info_.estimatedRows = static_cast<sqlite3_int64>(weighted.runs);
    info_.estimatedCost = 10 + weighted.runs;
  }

  static constexpr int kLastBit = 63;  // stands for all columns from it on
  Table& table_;
  const stelsel::Snapshot& snapshot_;
  sqlite3_index_info& info_;
  const double rows_;
  const int weight_ = static_cast<int>(table_.schema().columns.size()) - 1;
  double by_equals_ = 1, by_ranges_ = 1;
  Plan plan_;
};

}  // namespace

std::string Plan::text() const {
  std::string text = std::to_string(by_index) + " " + std::to_string(by_order) + " " +
                     std::to_string(one_of_run) + " " + std::to_string(conditions.size());
  for (const Condition& condition : conditions) {
    text += " " + std::to_string(condition.sql_column) + " " + std::to_string(condition.op) + " " +
            std::to_string(condition.is_list) + " " + std::to_string(condition.is_index_part) +
            " " + std::to_string(condition.is_exact);
  }
  text += " " + std::to_string(order.size());
  for (const Table::Key& key : order)
    text += " " + std::to_string(key.sql_column) + " " + std::to_string(key.descending);
  return text;
}

Plan Plan::read(const char* text) {
  char* at = const_cast<char*>(text);  // strtol's end, which it does not write to
  const auto next = [&] { return static_cast<std::size_t>(std::strtoul(at, &at, 10)); };
  Plan plan;
  plan.by_index = next() != 0;
  plan.by_order = next() != 0;
  plan.one_of_run = next() != 0;
  for (std::size_t left = next(); left > 0; --left) {
    Condition condition{next(), 0, false, false, false};
    condition.op = static_cast<int>(next());
    condition.is_list = next() != 0;
    condition.is_index_part = next() != 0;
    condition.is_exact = next() != 0;
    plan.conditions.push_back(condition);
  }
  for (std::size_t left = next(); left > 0; --left) {
    Table::Key key{next(), false};
    key.descending = next() != 0;
    plan.order.push_back(key);
  }
  return plan;
}

Plan choose_plan(Table& table, const stelsel::Snapshot& snapshot, sqlite3_index_info& info) {
  return Planner(table, snapshot, info).choose();
}

}  // namespace sql
