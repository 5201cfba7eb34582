// A store beside a bare loop with the database's own library, on the same tables.
//
//     store_bench FOLDER WORK [REPETITIONS]
//
// FOLDER is one that make-landscape made, WORK an empty folder for the files. Measured in turns,
// medians in milliseconds: the first commit of all rows, reading all of them, and a commit of 100
// changed rows on what was read. The bare loop has its cells ready in memory, in the order of the
// key, and binds and steps; when reading it looks at every cell.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "stelsel/stelsel.hpp"
#include "stelsel/tables.hpp"

namespace {

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "store_bench: %s\n", what.c_str());
  std::exit(2);
}

double milliseconds(const std::function<void()>& f) {
  const auto begin = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

class Database {
 public:
  explicit Database(const std::string& path) {
    if (sqlite3_open(path.c_str(), &raw_) != SQLITE_OK) fail("cannot open " + path);
    for (const char* pragma :
         {"journal_mode = DELETE", "synchronous = EXTRA", "mmap_size = 0", "cache_size = -262144"})
      run(std::string("PRAGMA ") + pragma);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() { sqlite3_close(raw_); }

  void run(const std::string& sql) {
    check(sqlite3_exec(raw_, sql.c_str(), nullptr, nullptr, nullptr));
  }
  sqlite3_stmt* prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(raw_, sql.c_str(), -1, &statement, nullptr));
    return statement;
  }
  void check(int code) {
    if (code != SQLITE_OK) fail(sqlite3_errmsg(raw_));
  }

 private:
  sqlite3* raw_ = nullptr;
};

struct Cell {
  int type = SQLITE_NULL;
  std::int64_t number = 0;
  std::string_view text;
};

// A table as it stands in a store: how it is made, its columns, and its cells row by row.
struct TableCells {
  std::string name, columns, places;
  std::size_t width = 0;
  std::vector<Cell> cells;
};

// All of a store's file, ready to be written once more.
class Copy {
 public:
  explicit Copy(const std::string& path) : from_(path) {
    read_column("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid", ddl_);
    std::vector<std::string> names;
    read_column("SELECT name FROM stelsel_table ORDER BY position", names);
    for (const std::string& name : names) read_table(name);
  }

  void write(const std::string& path) const {
    Database to(path);
    for (const std::string& sql : ddl_) to.run(sql);
    to.run("BEGIN IMMEDIATE");
    for (const TableCells& table : tables_) insert(to, table);
    to.run("COMMIT");
  }

  // Every cell of every row; what they come to, so that nothing is left out.
  std::uint64_t read(const std::string& path) const {
    Database from(path);
    std::uint64_t sum = 0;
    for (const TableCells& table : tables_) {
      sqlite3_stmt* statement =
          from.prepare("SELECT " + table.columns + " FROM \"" + table.name + "\"");
      while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < static_cast<int>(table.width); ++i) {
          const int type = sqlite3_column_type(statement, i);
          if (type == SQLITE_INTEGER)
            sum += static_cast<std::uint64_t>(sqlite3_column_int64(statement, i));
          if (type == SQLITE_TEXT)
            sum += sqlite3_column_text(statement, i)[0] +
                   static_cast<std::uint64_t>(sqlite3_column_bytes(statement, i));
        }
      }
      from.check(sqlite3_finalize(statement));
    }
    return sum;
  }

 private:
  void read_column(const std::string& sql, std::vector<std::string>& to) {
    sqlite3_stmt* statement = from_.prepare(sql);
    while (sqlite3_step(statement) == SQLITE_ROW)
      to.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    from_.check(sqlite3_finalize(statement));
  }

  void read_table(const std::string& name) {
    std::vector<std::string> columns;
    read_column("SELECT name FROM pragma_table_info('" + name + "')", columns);
    TableCells table{name, "", "", columns.size(), {}};
    for (const std::string& column : columns) {
      table.columns += (table.columns.empty() ? "\"" : ", \"") + column + "\"";
      table.places += table.places.empty() ? "?" : ", ?";
    }
    sqlite3_stmt* statement = from_.prepare("SELECT " + table.columns + " FROM \"" + name + "\"");
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int i = 0; i < static_cast<int>(columns.size()); ++i)
        table.cells.push_back(cell_of(statement, i));
    }
    from_.check(sqlite3_finalize(statement));
    tables_.push_back(std::move(table));
  }

  Cell cell_of(sqlite3_stmt* statement, int column) {
    Cell cell{sqlite3_column_type(statement, column), sqlite3_column_int64(statement, column), {}};
    if (cell.type == SQLITE_TEXT) {
      cell.text = texts_.emplace_back(
          reinterpret_cast<const char*>(sqlite3_column_text(statement, column)));
    }
    return cell;
  }

  static void insert(Database& to, const TableCells& table) {
    sqlite3_stmt* statement = to.prepare("INSERT INTO \"" + table.name + "\" (" + table.columns +
                                         ") VALUES (" + table.places + ")");
    for (std::size_t at = 0; at < table.cells.size(); at += table.width) {
      for (std::size_t i = 0; i < table.width; ++i) {
        const Cell& cell = table.cells[at + i];
        const int place = static_cast<int>(i) + 1;
        to.check(cell.type == SQLITE_NULL ? sqlite3_bind_null(statement, place)
                 : cell.type == SQLITE_INTEGER
                     ? sqlite3_bind_int64(statement, place, cell.number)
                     : sqlite3_bind_text64(statement, place, cell.text.data(), cell.text.size(),
                                           SQLITE_STATIC, SQLITE_UTF8));
      }
      if (sqlite3_step(statement) != SQLITE_DONE) fail("a row cannot be written");
      to.check(sqlite3_reset(statement));
    }
    to.check(sqlite3_finalize(statement));
  }

  Database from_;
  std::vector<std::string> ddl_;
  std::vector<TableCells> tables_;
  std::deque<std::string> texts_;
};

using stelsel::Snapshot;
using Status = stelsel::tables::AgreementStatus;

// 100 statuses, from all over the table, with another explanation; each a stream of its own, since
// the texts of a row live no longer than the call that gives it.
std::vector<stelsel::Stream> some_changed(const Snapshot& snapshot) {
  const std::int64_t every = snapshot.row_count("agreement_status") / 100;
  std::vector<stelsel::Stream> changed;
  std::int64_t number = 0;
  snapshot.rows<Status>([&](Status row) {
    if (number++ % every != 0 || changed.size() == 100) return;
    row.explanation = "changed";
    changed.push_back(stelsel::stream_of_rows(std::vector<Status>{row}));
  });
  return changed;
}

void measure(const std::string& folder, const std::string& work, int repetitions) {
  const stelsel::Engine engine({.plugins = {STELSEL_BUILD_DIR "/lib/stelsel/plugins"}});
  stelsel::Findings findings(engine.host());
  const Snapshot given = engine.read(folder, findings);
  const std::string ours = work + "/store.sqlite", theirs = work + "/bare.sqlite";
  const auto remove = [](const std::string& path) { std::filesystem::remove(path); };
  remove(ours);
  engine.commit(given, "sqlite:" + ours, "made ready");
  const Copy copy(ours);
  std::vector<double> first, bare_first, load, bare_load, begin, small;
  for (int i = 0; i < repetitions; ++i) {
    remove(ours);
    remove(theirs);
    // Read anew: a snapshot that is in a store already would bring nothing.
    const Snapshot fresh = engine.read(folder, findings);
    first.push_back(milliseconds([&] { engine.commit(fresh, "sqlite:" + ours, "first"); }));
    bare_first.push_back(milliseconds([&] { copy.write(theirs); }));
    std::optional<Snapshot> read;
    load.push_back(milliseconds([&] { read = engine.read("sqlite:" + ours, findings); }));
    bare_load.push_back(milliseconds([&] {
      if (copy.read(theirs) == 0) fail("nothing was read");
    }));
    std::optional<Snapshot> next;
    std::vector<stelsel::Stream> changed = some_changed(*read);
    begin.push_back(milliseconds([&] {
      stelsel::Writer writer(engine.host(), &*read);
      for (stelsel::Stream& row : changed)
        writer.upsert(std::string(Status::table), std::move(row));
      next = writer.commit();
    }));
    std::int64_t written = 0;
    small.push_back(
        milliseconds([&] { written = engine.commit(*next, "sqlite:" + ours, "100 rows"); }));
    if (written != 100) fail("the small commit wrote " + std::to_string(written) + " rows");
  }
  const auto line = [](const char* what, double a, double b) {
    std::printf("%-28s %10.1f %10.1f %8.2f\n", what, a, b, a / b);
  };
  std::printf("%lld statuses, medians of %d\n%-28s %10s %10s %8s\n",
              static_cast<long long>(given.row_count("agreement_status")), repetitions, "ms",
              "store", "bare", "ratio");
  line("first commit", median(first), median(bare_first));
  line("reading", median(load), median(bare_load));
  std::printf("%-28s %10.1f\n", "changing 100 rows in memory", median(begin));
  std::printf("%-28s %10.1f %19s%.0f times as fast as the first\n", "commit of 100 changed rows",
              median(small), "", median(first) / median(small));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) fail("store_bench FOLDER WORK [REPETITIONS]");
  measure(arguments[1], arguments[2], count > 3 ? std::max(1, std::atoi(arguments[3])) : 3);
  return 0;
}
