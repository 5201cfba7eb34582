#include "reading.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ddl.h"
#include "values.h"

namespace storage_sqlite {
namespace {

using stelsel::Builder;
using stelsel::Kind;

class RowReader {
 public:
  RowReader(std::shared_ptr<File> file, const std::string& table, std::vector<Field> fields,
            const std::string& sql)
      : file_(std::move(file)), table_(table), fields_(std::move(fields)) {
    statement_.emplace(file_->connection, sql);
    ++file_->streams;
  }
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;
  ~RowReader() { end(); }

  std::vector<stelsel::ColumnType> types() const {
    std::vector<stelsel::ColumnType> types;
    for (const Field& field : fields_) types.push_back({field.name, field.kind, field.scale});
    return types;
  }

  // One batch; false when there is nothing more. A statement that failed would start all over.
  bool fill(Builder& out) {
    if (std::exchange(failed_, true)) {
      throw stelsel::Error(STELSEL_FAILED_PRECONDITION, "the stream failed before");
    }
    const bool more = fill_batch(out);
    failed_ = false;
    return more;
  }

 private:
  bool fill_batch(Builder& out) {
    while (statement_ && !out.full()) {
      if (!statement_->step()) {
        end();
        break;
      }
      ++row_;
      for (std::size_t i = 0; i < fields_.size(); ++i) put(fields_[i], i, out);
      out.end_row();
    }
    return statement_.has_value();
  }

  void end() {
    if (!statement_) return;
    statement_.reset();
    --file_->streams;
  }

  // The value itself may be about a person and stays out.
  [[noreturn]] void fail(const Field& field) const {
    file_->connection.fail_changed("table `" + table_ + "`, row " + std::to_string(row_) +
                                   ": field `" + field.name + "` does not hold " +
                                   field.kind_text());
  }

  void put(const Field& field, std::size_t place, Builder& out) const {
    const int column = static_cast<int>(place);
    const int type = statement_->type(column);
    if (type == SQLITE_NULL) {
      if (field.required) fail(field);
      return out.null(place);
    }
    const bool as_text =
        field.kind == Kind::text || field.kind == Kind::date || field.kind == Kind::datetime;
    if (type != (as_text ? SQLITE_TEXT : SQLITE_INTEGER)) fail(field);
    if (field.kind == Kind::text) return out.text(place, statement_->text(column));
    const std::optional<std::int64_t> value = number(field, column);
    if (!value) fail(field);
    out.integer(place, *value);
  }

  std::optional<std::int64_t> number(const Field& field, int column) const {
    if (field.kind == Kind::date) return parse_date(statement_->text(column));
    if (field.kind == Kind::datetime) return parse_datetime(statement_->text(column));
    const std::int64_t value = statement_->integer(column);
    if (field.kind == Kind::boolean && value != 0 && value != 1) return std::nullopt;
    return value;
  }

  std::shared_ptr<File> file_;
  std::string table_;
  std::vector<Field> fields_;
  std::optional<Statement> statement_;  // none at the end
  std::int64_t row_ = 0;
  bool failed_ = false;
};

}  // namespace

stelsel::Stream read_rows(std::shared_ptr<File> file, const std::string& table,
                          std::vector<Field> fields, const std::string& sql) {
  auto reader = std::make_shared<RowReader>(std::move(file), table, std::move(fields), sql);
  return stelsel::stream_of(reader->types(), [reader](Builder& out) { return reader->fill(out); });
}

}  // namespace storage_sqlite
