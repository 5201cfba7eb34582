#include "transaction.h"

#include <limits>
#include <optional>
#include <utility>

#include "ddl.h"
#include "row_writer.h"
#include "values.h"

namespace storage_sqlite {

using stelsel::Error;

SqliteTransaction::SqliteTransaction(std::shared_ptr<File> file, const stelsel::Commit& commit)
    : file_(std::move(file)), connection_(file_->connection), commit_(commit) {
  if (!parse_datetime(commit_.time)) {
    throw Error(STELSEL_INVALID_ARGUMENT,
                "the time of a commit must be a moment in UTC: YYYY-MM-DDTHH:MM:SSZ");
  }
  connection_.run("BEGIN IMMEDIATE");
  try {
    base_ = file_->latest();
    const std::string newest = base_ > 0 ? std::to_string(base_) : "";
    if (newest != commit_.base) {
      throw Error(STELSEL_ABORTED, "the newest revision of `" + connection_.path() + "` is `" +
                                       newest + "`, and the changes start from `" + commit_.base +
                                       "`; read it again");
    }
    if (base_ == std::numeric_limits<std::int64_t>::max()) {
      connection_.fail_changed("its newest revision has the highest number there is");
    }
  } catch (...) {
    roll_back();
    throw;
  }
  file_->writing = true;
}

SqliteTransaction::~SqliteTransaction() {
  roll_back();
  file_->writing = false;
}

// SQLite may have rolled back by itself, as it does when the disk is full.
void SqliteTransaction::roll_back() noexcept {
  if (!connection_.in_transaction()) return;
  try {
    connection_.run("ROLLBACK");
  } catch (...) {
    file_->broken = true;
  }
}

void SqliteTransaction::upsert(const std::string& table, const std::string& schema,
                               stelsel::Stream rows) {
  const bool failed_before = std::exchange(failed_, true);
  upserted_ += upsert_rows(connection_, settle(table, schema), std::move(rows));
  failed_ = failed_before;
}

void SqliteTransaction::erase(const std::string& table, const std::string& schema,
                              stelsel::Stream keys) {
  const bool failed_before = std::exchange(failed_, true);
  erased_ += erase_rows(connection_, settle(table, schema), std::move(keys));
  failed_ = failed_before;
}

void SqliteTransaction::commit() {
  if (failed_ || !connection_.in_transaction()) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                "a change to `" + connection_.path() + "` failed before, so nothing is committed");
  }
  write_revision();
  connection_.run("COMMIT");
}

void SqliteTransaction::write_revision() {
  Statement statement(connection_,
                      "INSERT INTO stelsel_revision (\"number\", \"time\", \"base\", \"message\", "
                      "\"upserted\", \"erased\") VALUES (?, ?, ?, ?, ?, ?)");
  statement.bind(1, base_ + 1);
  statement.bind(2, commit_.time);
  if (base_ > 0) statement.bind(3, base_);
  statement.bind(4, commit_.message);
  statement.bind(5, upserted_);
  statement.bind(6, erased_);
  statement.run();
}

const Schema& SqliteTransaction::settle(const std::string& table, const std::string& json) {
  const auto it = settled_.find(table);
  if (it != settled_.end() && it->second.json == json) return it->second;
  Schema given = read_schema(table, json);
  const std::optional<std::string> stored = file_->find_schema(table);
  if (!stored) {
    make_table(given);
  } else {
    file_->check_plain_table(table);
    if (*stored != json) grow_table(file_->stored_schema(table, *stored), given);
  }
  return settled_.insert_or_assign(table, std::move(given)).first->second;
}

void SqliteTransaction::make_table(const Schema& schema) {
  connection_.run(create_table(schema));
  write_schema("INSERT INTO stelsel_table (\"name\", \"version\", \"schema\") VALUES (?1, ?2, ?3)",
               schema);
}

void SqliteTransaction::grow_table(const Schema& stored, const Schema& given) {
  for (const Field& field : growth(stored, given)) {
    for (const std::string& sql : add_columns(given.table, field)) connection_.run(sql);
  }
  write_schema("UPDATE stelsel_table SET \"version\" = ?2, \"schema\" = ?3 WHERE \"name\" = ?1",
               given);
}

void SqliteTransaction::write_schema(const char* sql, const Schema& schema) {
  Statement statement(connection_, sql);
  statement.bind(1, schema.table);
  statement.bind(2, schema.version);
  statement.bind(3, schema.json);
  statement.run();
}

}  // namespace storage_sqlite
