#include "cursor.h"

#include "cell.h"

namespace sql {

using View = SqlColumn::View;

void Cursor::filter(const char* planned, sqlite3_value** values) {
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

void Cursor::column(sqlite3_context* out, int i) {
  const auto place = static_cast<std::size_t>(i);
  if (sql_column(place).view == View::weight) return sqlite3_result_int64(out, weight());
  const Column& column = column_at(place);
  // All of a run have the same values in the columns of the order: the first is at hand.
  const bool is_of_run = !runs_.empty() && of_order_[place];
  give(out, column, sql_column(place), is_of_run ? run_at_ : at());
}

void Cursor::take_plan(const char* planned) {
  plan_ = Plan::read(planned);
  planned_ = planned;
  index_ = nullptr;
  order_ = nullptr;
  of_order_.assign(columns_.size(), false);
  for (const Table::Key& key : plan_.order) of_order_[key.sql_column] = true;
}

void Cursor::use_order() {
  if (order_ == nullptr) order_ = table_.order(plan_.order, snapshot_);
  use_list(order_->rows);
  runs_ = order_->runs;
  if (!runs_.empty()) to_run(list_[0]);
}

Spot Cursor::at() {
  if (by_list_ && !at_known_) {
    at_ = table_.spot(row_);
    at_known_ = true;
  }
  return at_;
}

void Cursor::to_first_row() {
  const Column& column = column_at(first_used());
  row_ = 0;
  at_ = table_.spot(0);
  batch_end_ = column.length(at_.batch);
}

std::size_t Cursor::first_used() const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] != nullptr) return i;
  }
  return 0;
}

bool Cursor::look_up(sqlite3_value** values) {
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

void Cursor::add_terms(sqlite3_value** values) {
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

bool Cursor::holds() {
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

void Cursor::find() {
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

void Cursor::to_listed_row() {
  row_ = list_[position_];
  at_known_ = false;
  if (runs_.empty() || position_ < runs_[1]) return;
  while (position_ >= runs_[1]) runs_ = runs_.subspan(1);
  to_run(row_);
}

void Cursor::step() {
  ++row_;
  if (++at_.row < batch_end_) return;  // the usual case
  at_ = table_.spot(row_);
  batch_end_ = column_at(first_used()).length(at_.batch);
}

}  // namespace sql
