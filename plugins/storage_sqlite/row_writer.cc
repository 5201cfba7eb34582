#include "row_writer.h"

#include <deque>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "ddl.h"
#include "plugins/storage/given_rows.h"
#include "values.h"

namespace storage_sqlite {
namespace {

using stelsel::Kind;
using stelsel::Rows;

// A parameter of the statement and the column that it comes from.
struct Slot {
  const Field* field;
  int column;     // -1: the stream does not have it
  TimeText room;  // texts are borrowed until the statement has run
};

// Runs statements, one after the other, for each row of a stream.
class RowWriter {
 public:
  RowWriter(Connection& connection, const Schema& schema, stelsel::Stream stream)
      : connection_(connection), schema_(schema), rows_(std::move(stream)) {}

  // `places` are the fields of the parameters.
  void add_statement(const std::string& sql, const std::vector<std::size_t>& places) {
    steps_.emplace_back(connection_, sql);
    for (const std::size_t place : places) {
      const Field& field = schema_.fields[place];
      steps_.back().slots.push_back({&field, storage::column_of(schema_, field, rows_), {}});
    }
  }

  void refuse_other_columns() const { storage::refuse_other_columns(schema_, rows_); }

  // Returns how many rows of the table the last statement touched.
  std::int64_t run() {
    while (rows_.next()) {
      for (row_ = 0; row_ < rows_.size(); ++row_, ++done_) write_row();
    }
    return touched_;
  }
  // Rows that the stream had.
  std::int64_t done() const { return done_; }

 private:
  [[noreturn]] void fail_row(const Field& field, const std::string& what) const {
    storage::fail_row(schema_, field, done_, what);
  }

  struct Step {
    Step(Connection& connection, const std::string& sql) : statement(connection, sql) {}
    Statement statement;
    std::vector<Slot> slots;
  };

  void write_row() {
    for (Step& step : steps_) {
      int parameter = 1;
      for (Slot& slot : step.slots) bind(step.statement, parameter++, slot);
      step.statement.run();
    }
    touched_ += sqlite3_changes64(connection_.raw());
  }

  void bind(Statement& statement, int parameter, Slot& slot) {
    const auto column = static_cast<std::size_t>(slot.column);
    if (slot.column < 0 || rows_.is_null(row_, column)) {
      if (slot.field->required) fail_row(*slot.field, "is required and is empty");
      return statement.bind_null(parameter);
    }
    switch (slot.field->kind) {
      case Kind::text:
        return statement.bind(parameter, rows_.text(row_, column));
      case Kind::date:
        return bind_time(statement, parameter, slot,
                         format_date(rows_.integer(row_, column), slot.room));
      case Kind::datetime:
        return bind_time(statement, parameter, slot,
                         format_datetime(rows_.integer(row_, column), slot.room));
      default:
        return statement.bind(parameter, rows_.integer(row_, column));
    }
  }

  void bind_time(Statement& statement, int parameter, const Slot& slot,
                 const std::optional<std::string_view>& text) {
    if (!text) fail_row(*slot.field, "is outside the years 0001 to 9999");
    statement.bind(parameter, *text);
  }

  Connection& connection_;
  const Schema& schema_;
  Rows rows_;
  std::deque<Step> steps_;
  std::size_t row_ = 0;    // in the batch
  std::int64_t done_ = 0;  // in the stream
  std::int64_t touched_ = 0;
};

}  // namespace

std::int64_t upsert_rows(Connection& connection, const Schema& schema, std::int64_t revision,
                         bool fresh, stelsel::Stream rows) {
  RowWriter writer(connection, schema, std::move(rows));
  std::vector<std::size_t> all(schema.fields.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  writer.refuse_other_columns();
  if (!fresh) writer.add_statement(keep_sql(schema, revision), schema.key);
  writer.add_statement(fresh ? insert_sql(schema, revision) : upsert_sql(schema, revision), all);
  writer.run();
  return writer.done();
}

std::int64_t erase_rows(Connection& connection, const Schema& schema, std::int64_t revision,
                        stelsel::Stream keys) {
  RowWriter writer(connection, schema, std::move(keys));
  writer.add_statement(keep_sql(schema, revision), schema.key);
  writer.add_statement(erase_sql(schema), schema.key);
  return writer.run();
}

}  // namespace storage_sqlite
