#include "transaction.h"

#include <limits>
#include <optional>
#include <utility>

#include "copying.h"
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
    bring_layout_forward();
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

// Another commit may have done so since the file was opened.
void SqliteTransaction::bring_layout_forward() {
  file_->layout = read_layout(connection_);
  if (file_->layout.keeps_revisions()) return;
  keep_copy();
  bring_forward(connection_);
}

void SqliteTransaction::keep_copy() {
  if (std::exchange(copied_, true)) return;
  copy_store(connection_.path(), connection_.path() + ".before-" + std::to_string(base_ + 1),
             Existing::kReplace, [](std::int64_t, std::int64_t) {});
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
  const Settled& settled = settle(table, schema);
  upserted_ += upsert_rows(connection_, settled.schema, base_ + 1, settled.fresh, std::move(rows));
  failed_ = failed_before;
}

void SqliteTransaction::erase(const std::string& table, const std::string& schema,
                              stelsel::Stream keys) {
  const bool failed_before = std::exchange(failed_, true);
  erased_ += erase_rows(connection_, settle(table, schema).schema, base_ + 1, std::move(keys));
  failed_ = failed_before;
}

void SqliteTransaction::commit() { finish(""); }

void SqliteTransaction::finish(const std::string& digest) {
  if (failed_ || !connection_.in_transaction()) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                "a change to `" + connection_.path() + "` failed before, so nothing is committed");
  }
  write_revision(digest);
  connection_.run("COMMIT");
  file_->layout = read_layout(connection_);
}

void SqliteTransaction::write_revision(const std::string& digest) {
  Statement statement(connection_,
                      "INSERT INTO stelsel_revision (\"number\", \"time\", \"author\", "
                      "\"message\", \"digest\", \"upserted\", \"erased\") "
                      "VALUES (?, ?, ?, ?, ?, ?, ?)");
  statement.bind(1, base_ + 1);
  statement.bind(2, commit_.time);
  statement.bind(3, commit_.author);
  statement.bind(4, commit_.message);
  statement.bind(5, digest);
  statement.bind(6, upserted_);
  statement.bind(7, erased_);
  statement.run();
}

const SqliteTransaction::Settled& SqliteTransaction::settle(const std::string& table,
                                                            const std::string& json) {
  const auto it = settled_.find(table);
  if (it != settled_.end() && it->second.schema.json == json) return it->second;
  Settled settled{storage::read_schema(table, json), false};
  const std::optional<File::Stored> stored = file_->find_table(table);
  if (!stored) {
    make_table(settled.schema);
    settled.fresh = true;
  } else {
    file_->check_plain_table(table);
    file_->check_plain_table(past_table(table));
    if (stored->json != json) grow_table(file_->stored_schema(table, stored->json), settled.schema);
    // One that another schema made in this commit has still no rows that were there before.
    settled.fresh = it != settled_.end() && it->second.fresh;
  }
  return settled_.insert_or_assign(table, std::move(settled)).first->second;
}

void SqliteTransaction::make_table(const Schema& schema) {
  for (const std::string& sql : create_table(schema, base_ + 1)) connection_.run(sql);
  write_schema(
      "INSERT INTO stelsel_table (\"name\", \"version\", \"schema\", \"made_at\") "
      "VALUES (?1, ?2, ?3, ?4)",
      schema);
}

void SqliteTransaction::grow_table(const Schema& stored, const Schema& given) {
  const storage::Growth growth = storage::growth(stored, given);
  if (!growth.empty()) keep_copy();
  for (const storage::Growth::Rename& rename : growth.renames) {
    for (const std::string& sql : rename_columns(given.table, rename.from, rename.to))
      connection_.run(sql);
  }
  for (const Field& field : growth.added) {
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
  if (statement.parameters() == 4) statement.bind(4, base_ + 1);
  statement.run();
}

}  // namespace storage_sqlite
