#include "table_writer.h"

#include <utility>

namespace storage_postgres {

using stelsel::Error;

namespace {

// Rows go out in pieces of this size.
constexpr std::size_t kPiece = std::size_t{1} << 20;

constexpr char kStage[] = "pg_temp.stelsel_stage";

}  // namespace

// A COPY that is running, or none. One that is not ended is stopped, and with it the transaction.
class TableWriter::Copy {
 public:
  Copy(Connection& connection, const std::string& table) : connection_(connection), table_(table) {}
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() {
    if (running_) connection_.stop_copy();
  }

  bool running() const { return running_; }
  void start(const std::string& target) {
    connection_.start_copy("COPY " + target + " FROM STDIN (FORMAT binary)", table_);
    running_ = true;
    encoder_.start();
  }
  Encoder& encoder() { return encoder_; }
  void end_row() {
    if (encoder_.bytes().size() >= kPiece) send();
  }
  std::int64_t end() {
    if (!running_) return 0;
    encoder_.end();
    send();
    running_ = false;
    return copied_ += connection_.end_copy();
  }
  std::int64_t copied() const { return copied_; }

 private:
  void send() {
    connection_.put(encoder_.bytes());
    encoder_.clear();
  }

  Connection& connection_;
  const std::string& table_;  // for people
  Encoder encoder_;
  bool running_ = false;
  std::int64_t copied_ = 0;
};

TableWriter::TableWriter(Connection& connection, const Database& database, Written& table,
                         std::int64_t revision)
    : connection_(connection),
      database_(database),
      table_(table),
      name_(database.own(table.schema.table)),
      revision_(std::to_string(revision)) {}

std::int64_t TableWriter::upsert(stelsel::Stream stream) {
  RowSource rows(table_.schema, std::move(stream), RowSource::kRows);
  Copy straight(connection_, table_.schema.table);
  Copy staged(connection_, table_.schema.table);
  while (rows.next()) {
    const std::size_t done = table_.straight ? copy_straight(rows, straight) : 0;
    if (done == rows.size()) continue;
    table_.straight = false;
    straight.end();
    if (!staged.running()) make_stage(column_list(table_.schema));
    stage(rows, done, staged);
  }
  straight.end();
  table_.touched = table_.touched || straight.copied() > 0;
  if (!staged.running()) return straight.copied();
  staged.end();
  refuse_bound();
  const std::int64_t added = insert_rows();
  return straight.copied() + added;
}

// Who is bound to regions may read rows of none, and an UPDATE passes over what may not be changed
// without a word.
void TableWriter::refuse_bound() {
  if (!table_.region.empty()) return;
  const std::string regions =
      "SELECT " + database_.own("stelsel_regions") + "(current_user) IS NOT NULL";
  if (!connection_.run(regions).truth(0, 0)) return;
  throw stelsel::Error(STELSEL_PERMISSION_DENIED,
                       "table `" + table_.schema.table + "` in " + connection_.name() +
                           " is of no region, so that `" + connection_.user() +
                           "`, who is bound to one, may read it, not write it");
}

std::int64_t TableWriter::erase(stelsel::Stream stream) {
  RowSource keys(table_.schema, std::move(stream), RowSource::kKeys);
  Copy staged(connection_, table_.schema.table);
  while (keys.next()) {
    if (!staged.running()) make_stage(key_list(table_.schema));
    stage(keys, 0, staged);
  }
  if (!staged.running()) return 0;
  staged.end();
  refuse_bound();
  drop_repeated();
  connection_.run(std::string("ANALYZE ") + kStage);
  const Ended ended = end_rows();
  connection_.run(std::string("DROP TABLE ") + kStage);
  table_.straight = false;
  return ended.earlier + ended.own;
}

std::size_t TableWriter::copy_straight(const RowSource& rows, Copy& copy) {
  if (!table_.region.empty()) make_partitions(rows, copy);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows.check_key(row);
    if (!table_.order.follows(rows.rows(), row, rows.key())) return row;
    if (!copy.running()) {
      copy.start(name_ + " (" + column_list(table_.schema) + ", rev_from)");
    }
    copy.encoder().begin_row(rows.width() + 1);
    rows.encode(row, copy.encoder());
    copy.encoder().integer(std::stoll(revision_));
    copy.end_row();
  }
  return rows.size();
}

// While a COPY runs nothing else can be done in the session.
void TableWriter::make_partitions(const RowSource& rows, Copy& copy) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows.check_key(row);
    const std::string region(rows.key_text(row, table_.region));
    if (table_.regions.count(region) > 0) continue;
    copy.end();
    connection_.run("SELECT " + database_.own("stelsel_partition") + "($1, $2)",
                    {table_.schema.table, region});
    table_.regions.insert(region);
  }
}

void TableWriter::make_stage(const std::string& columns) {
  connection_.run("CREATE TEMPORARY TABLE stelsel_stage ON COMMIT DROP AS SELECT " + columns +
                  " FROM " + name_ + " WITH NO DATA");
}

void TableWriter::stage(const RowSource& rows, std::size_t from, Copy& copy) {
  for (std::size_t row = from; row < rows.size(); ++row) {
    rows.check_key(row);
    repeated_ = repeated_ || !stage_order_.follows(rows.rows(), row, rows.key());
    if (!copy.running()) copy.start(kStage);
    copy.encoder().begin_row(rows.width());
    rows.encode(row, copy.encoder());
    copy.end_row();
  }
}

// The last one stays. It stands last, since nothing was removed from the stage before.
void TableWriter::drop_repeated() {
  if (!repeated_) return;
  connection_.run(std::string("DELETE FROM ") + kStage +
                  " WHERE ctid = ANY (ARRAY(SELECT ctid FROM (SELECT ctid, row_number() OVER "
                  "(PARTITION BY " +
                  key_list(table_.schema) + " ORDER BY ctid DESC) AS place FROM " + kStage +
                  ") AS s WHERE place > 1))");
}

// Those of this commit are gone, those of earlier ones end here. Region by region, so that only the
// partition that it is about is looked at: for a join the server reckons with all of them.
TableWriter::Ended TableWriter::end_rows() {
  Ended ended;
  if (table_.made && !table_.touched) return ended;
  const std::string stage = std::string(kStage) + " AS s";
  const std::string joined = same_key(table_.schema, "t", "s");
  if (table_.region.empty()) return end_rows(stage, joined);
  const std::string region = quoted(table_.region);
  const Result regions = connection_.run(
      "SELECT name, EXISTS (SELECT FROM pg_class WHERE relkind = 'f' AND oid = to_regclass("
      "format('%I.%I', $1::text, " +
          database_.own("stelsel_leaf") + "($2, name)))) FROM (SELECT DISTINCT " + region +
          " AS name FROM " + kStage + ") AS s ORDER BY name",
      {database_.schema(), table_.schema.table});
  for (int row = 0; row < regions.rows(); ++row) {
    const std::string same = literal(regions.text(row, 0));
    ended += regions.truth(row, 1) ? end_rows_there(same)
                                   : end_rows(stage, joined + " AND t." + region + " = " + same +
                                                         " AND s." + region + " = " + same);
  }
  return ended;
}

// On another server, where a join would have all rows of the region come here. With the keys
// written out it is done there, some hundred in one statement.
TableWriter::Ended TableWriter::end_rows_there(const std::string& region) {
  std::string key;
  for (const std::size_t place : table_.schema.key) {
    const std::string field = quoted(table_.schema.fields[place].name);
    key += (key.empty() ? "" : " || ' AND ' || ") + literal("t." + field + " = ") +
           " || quote_literal(" + field + ')';
  }
  const Result keys =
      connection_.run("SELECT string_agg('(' || key || ')', ' OR ') FROM (SELECT " + key +
                      " AS key, (row_number() OVER () - 1) / 200 AS part FROM " + kStage +
                      " WHERE " + quoted(table_.region) + " = " + region + ") AS s GROUP BY part");
  Ended ended;
  for (int part = 0; part < keys.rows(); ++part) {
    ended += end_rows(
        "", "t." + quoted(table_.region) + " = " + region + " AND (" + keys.text(part, 0) + ')');
  }
  return ended;
}

// Rows `t` for which `where` is true, perhaps with those of the stage, `s`.
TableWriter::Ended TableWriter::end_rows(const std::string& stage, const std::string& where) {
  Ended ended;
  if (table_.touched) {
    ended.own =
        connection_
            .run("DELETE FROM " + name_ + " AS t" + (stage.empty() ? "" : " USING " + stage) +
                 " WHERE " + where + " AND t.rev_from = " + revision_)
            .touched();
  }
  ended.earlier = connection_
                      .run("UPDATE " + name_ + " AS t SET rev_to = " + revision_ +
                           (stage.empty() ? "" : " FROM " + stage) + " WHERE " + where +
                           " AND t.rev_to IS NULL")
                      .touched();
  return ended;
}

std::int64_t TableWriter::insert_rows() {
  drop_repeated();
  connection_.run(std::string("ANALYZE ") + kStage);
  const Ended ended = end_rows();
  const std::string columns = column_list(table_.schema);
  std::int64_t added = 0;
  try {
    if (!table_.region.empty()) {
      connection_.run("SELECT " + database_.own("stelsel_partition") +
                          "($1, region) FROM (SELECT " + "DISTINCT " + quoted(table_.region) +
                          " AS region FROM " + kStage + ") AS s",
                      {table_.schema.table});
    }
    added = connection_
                .run("INSERT INTO " + name_ + " (" + columns + ", rev_from) SELECT " + columns +
                     ", " + revision_ + " FROM " + kStage)
                .touched();
  } catch (const Error& e) {
    // That rows may be written at all was seen when the commit began.
    if (e.code() != STELSEL_PERMISSION_DENIED) throw;
    throw Error(STELSEL_PERMISSION_DENIED, "table `" + table_.schema.table +
                                               "` has rows of regions that `" + connection_.user() +
                                               "` may not write in " + connection_.name());
  }
  connection_.run(std::string("DROP TABLE ") + kStage);
  table_.touched = true;
  return added - ended.own;
}

}  // namespace storage_postgres
