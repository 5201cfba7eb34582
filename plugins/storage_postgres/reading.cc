#include "reading.h"

#include <utility>
#include <vector>

#include "binary.h"
#include "store.h"

namespace storage_postgres {
namespace {

using stelsel::Builder;
using stelsel::Error;
using stelsel::Kind;

class RowReader {
 public:
  RowReader(std::shared_ptr<Database> database, std::unique_ptr<Connection> connection,
            Reading reading)
      : database_(std::move(database)),
        connection_(std::move(connection)),
        reading_(std::move(reading)) {
    const Schema& schema = reading_.schema;
    if (reading_.keys) {
      for (const std::size_t place : schema.key) fields_.push_back(&schema.fields[place]);
    } else {
      for (const Field& field : schema.fields) fields_.push_back(&field);
    }
  }

  std::vector<stelsel::ColumnType> types() const {
    std::vector<stelsel::ColumnType> types;
    for (const Field* field : fields_) types.push_back({field->name, field->kind, field->scale});
    return types;
  }

  // One batch; false when there is nothing more.
  bool fill(Builder& out) {
    if (std::exchange(failed_, true)) {
      throw Error(STELSEL_FAILED_PRECONDITION, "the stream failed before");
    }
    try {
      given_ ? read_batch(out) : read_first_batch(out);
    } catch (const Error& e) {
      connection_.reset();
      // The server could not make a stored value into one of its field's type.
      if (e.code() == STELSEL_INVALID_ARGUMENT) throw Error(STELSEL_DATA_LOSS, e.what());
      throw;
    }
    failed_ = false;
    given_ = true;
    return connection_ != nullptr;
  }

 private:
  void read_batch(Builder& out) {
    while (connection_ != nullptr && !out.full()) read_message(out);
  }

  // Nobody has seen a row yet, so that it can be begun again.
  void read_first_batch(Builder& out) {
    Builder first(types());
    try {
      read_batch(first);
    } catch (const Lost&) {
      connection_ = database_->start([&](Connection& connection) { restart(connection); });
      started_ = false;
      row_ = 0;
      first = Builder(types());
      read_batch(first);
    }
    std::swap(out, first);
  }

  // The columns may be others by now.
  void restart(Connection& connection) const {
    const std::string& table = reading_.schema.table;
    connection.run("BEGIN TRANSACTION READ ONLY");
    if (hold_table(connection, database_->schema(), table).schema != reading_.schema.json) {
      fail_grown(connection, table);
    }
    connection.start_reading(reading_.copy);
  }

  // A message has one row; the first has the head as well, the last may have the end only.
  void read_message(Builder& out) {
    const std::optional<std::string_view> message = connection_->get();
    if (!message) return end();
    Decoder decoder(*message);
    if (!std::exchange(started_, true) && !decoder.skip_head()) fail_format();
    while (!decoder.done()) {
      const std::optional<int> columns = decoder.begin_row();
      if (columns == -1) return;
      if (columns != static_cast<int>(fields_.size())) fail_format();
      ++row_;
      for (std::size_t i = 0; i < fields_.size(); ++i) put(i, decoder.value(), out);
      out.end_row();
    }
  }

  void end() {
    connection_->run("COMMIT");
    database_->give(std::move(connection_));
  }

  void put(std::size_t place, const std::optional<Decoder::Value>& value, Builder& out) const {
    const Field& field = *fields_[place];
    if (!value) fail_format();
    if (value->null) {
      if (field.required) fail(field);
      return out.null(place);
    }
    if (field.kind == Kind::text) return out.text(place, value->bytes);
    const std::optional<std::int64_t> number = decode(field.kind, field.scale, value->bytes);
    if (!number) fail(field);
    out.integer(place, *number);
  }

  [[noreturn]] void fail_format() const {
    throw Error(STELSEL_INTERNAL, connection_->name() + " gave rows that are not as they must be");
  }
  // The value itself may be about a person and stays out.
  [[noreturn]] void fail(const Field& field) const {
    connection_->fail_changed("table `" + reading_.schema.table + "`, row " + std::to_string(row_) +
                              ": field `" + field.name + "` does not hold " + field.kind_text());
  }

  std::shared_ptr<Database> database_;
  std::unique_ptr<Connection> connection_;  // none at the end
  Reading reading_;
  std::vector<const Field*> fields_;
  std::int64_t row_ = 0;
  bool started_ = false;
  bool given_ = false;  // a batch was handed over
  bool failed_ = false;
};

}  // namespace

stelsel::Stream read_rows(std::shared_ptr<Database> database,
                          std::unique_ptr<Connection> connection, Reading reading) {
  auto reader =
      std::make_shared<RowReader>(std::move(database), std::move(connection), std::move(reading));
  return stelsel::stream_of(reader->types(), [reader](Builder& out) { return reader->fill(out); });
}

}  // namespace storage_postgres
