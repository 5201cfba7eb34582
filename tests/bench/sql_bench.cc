// The same SELECT through stelsel, over a snapshot, and on a native SQLite file with indexes.
//
//     stelsel copy FOLDER sqlite:FILE
//     sql_bench FOLDER FILE [REPETITIONS]
//
// FOLDER is one that make-landscape made. Indexes are added to FILE as somebody would who asks such
// questions. Each question is asked of both by turns; the table has the medians in milliseconds.
// That both give as many rows, and the same values in them, is checked.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "stelsel/stelsel.hpp"
#include "stelsel/tables.hpp"

namespace {

struct Question {
  const char* kind;
  std::string text;
  int times;  // asked so often for one measurement, with another number as :n
};

struct Answer {
  std::int64_t rows = 0;
  std::uint64_t sum = 0;  // of the values, whatever the order of the rows
};

// One value of a row.
void add(std::uint64_t& row, std::string_view value) {
  for (const char c : value) row = (row ^ static_cast<unsigned char>(c)) * 1099511628211u;
  row = (row ^ 0x1f) * 1099511628211u;
}

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "sql_bench: %s\n", what.c_str());
  std::exit(2);
}

class Native {
 public:
  explicit Native(const char* path) {
    if (sqlite3_open_v2(path, &raw_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
      fail(std::string("cannot open ") + path);
    run("PRAGMA cache_size=-1000000");  // all of it, as our rows are in memory too
    run("CREATE INDEX IF NOT EXISTS by_topic ON agreement_status(agreement_topic, status)");
    run("CREATE INDEX IF NOT EXISTS by_region ON agreement_status(region, status)");
    run("CREATE INDEX IF NOT EXISTS by_status ON agreement_status(status)");
    run("CREATE INDEX IF NOT EXISTS by_day ON agreement_status(observed_on)");
    run("ANALYZE");
  }
  ~Native() { sqlite3_close(raw_); }

  void ask(const std::string& text, Answer& answer) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(raw_, text.c_str(), -1, &statement, nullptr));
    while (sqlite3_step(statement) == SQLITE_ROW) {
      ++answer.rows;
      std::uint64_t row = 14695981039346656037u;
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* const value = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        add(row, value != nullptr ? value : "");
      }
      answer.sum += row;
    }
    check(sqlite3_finalize(statement));
  }

 private:
  void run(const char* text) { check(sqlite3_exec(raw_, text, nullptr, nullptr, nullptr)); }
  void check(int code) {
    if (code != SQLITE_OK) fail(sqlite3_errmsg(raw_));
  }
  sqlite3* raw_ = nullptr;
};

void ask(const stelsel::Engine& engine, const stelsel::Snapshot& snapshot, const std::string& text,
         Answer& answer) {
  ArrowArrayStream raw{};
  stelsel_error error = STELSEL_ERROR_INIT;
  const auto& service = engine.host().engine();
  if (service.query(engine.host().raw(), "sql", snapshot.raw(), text.c_str(), nullptr, nullptr,
                    &raw, &error) != STELSEL_OK) {
    fail(error.text);
  }
  for (stelsel::Rows rows{stelsel::Stream(raw)}; rows.next();) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ++answer.rows;
      std::uint64_t row = 14695981039346656037u;
      for (std::size_t c = 0; c < rows.columns().size(); ++c) {
        if (rows.is_null(i, c)) {
          add(row, "");
        } else if (rows.columns()[c].kind == stelsel::Kind::text) {
          add(row, rows.text(i, c));
        } else {
          add(row, std::to_string(rows.integer(i, c)));
        }
      }
      answer.sum += row;
    }
  }
}

// With the number `n` for :n.
std::string numbered(std::string text, int n) {
  const std::size_t place = text.find(":n");
  return place != std::string::npos ? text.replace(place, 2, std::to_string(n)) : text;
}

double milliseconds(const std::function<void()>& f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return taken.count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::vector<Question> questions(const std::string& region, const std::string& municipality) {
  const std::string one = "WHERE region = '" + region + "' AND ";
  return {
      {"scan", "SELECT count(*), count(expected_ready_on), max(sequence) FROM agreement_status", 1},
      {"scan", "SELECT count(*) FROM agreement_status WHERE status = 'ja' AND domain = 'BW'", 1},
      {"scan", "SELECT count(*) FROM agreement_status WHERE length(status) > 2", 1},
      {"scan",
       "SELECT region, agreement_topic, domain, observed_on FROM agreement_status "
       "WHERE status = 'nee' AND domain = 'MO' AND sequence = 1 LIMIT 100000",
       1},
      {"join",
       "SELECT count(*), count(t.theme) FROM agreement_status s "
       "JOIN agreement_topic t ON t.agreement_topic = s.agreement_topic "
       "WHERE s.status = 'ja'",
       1},
      {"join",
       "SELECT count(*) FROM agreement_status s JOIN region_municipality m "
       "ON m.region = s.region AND m.role = 'centrumgemeente' WHERE s.domain = 'BW'",
       1},
      {"join",
       "SELECT count(*) FROM agreement_status a JOIN agreement_status b "
       "ON b.region = a.region AND b.agreement_topic = a.agreement_topic "
       "AND b.domain = a.domain AND b.observed_on = a.observed_on AND b.sequence = 1 "
       "WHERE a.domain = 'BW' AND a.status = 'nee'",
       1},
      {"grouping", "SELECT status, count(*) FROM agreement_status GROUP BY status", 1},
      {"grouping", "SELECT region, status, count(*) FROM agreement_status GROUP BY 1, 2", 1},
      {"grouping",
       "SELECT agreement_topic, domain, status, count(*) FROM agreement_status "
       "GROUP BY 1, 2, 3",
       1},
      {"grouping",
       "SELECT domain, status, count(*), max(sequence) FROM agreement_status "
       "GROUP BY 1, 2",
       1},
      {"grouping",
       "SELECT substr(observed_on, 1, 4) AS year, status, count(*) "
       "FROM agreement_status GROUP BY 1, 2",
       1},
      // What cannot be counted by weight.
      {"scan", "SELECT max(length(explanation)), sum(sequence) FROM agreement_status", 1},
      {"grouping",
       "SELECT domain, sum(sequence), sum(topic_version) FROM agreement_status GROUP BY domain", 1},
      {"grouping",
       "SELECT agreement_topic, count(DISTINCT region) FROM agreement_status GROUP BY 1", 1},
      {"grouping", "SELECT DISTINCT domain, status FROM agreement_status", 1},
      {"look-up", "SELECT name FROM municipality WHERE municipality = '" + municipality + "'",
       1000},
      {"look-up",
       "SELECT status, observed_on FROM agreement_status " + one +
           "agreement_topic = 'A1' AND domain = 'BW' AND observed_on = '2021-12-31'",
       1000},
      {"look-up",
       "SELECT count(*) FROM agreement_status " + one + "agreement_topic = 'A1' AND sequence = :n",
       100},
  };
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) fail("usage: sql_bench FOLDER FILE [REPETITIONS]");
  const int repetitions = count > 3 ? std::max(1, std::atoi(arguments[3])) : 5;
  const stelsel::Engine engine({.plugins = {STELSEL_BUILD_DIR "/lib/stelsel/plugins"}});
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = engine.read(arguments[1], findings);
  Native native(arguments[2]);

  std::string region, municipality;
  snapshot.rows<stelsel::tables::Region>([&](const auto& row) { region = row.region; });
  snapshot.rows<stelsel::tables::Municipality>(
      [&](const auto& row) { municipality = row.municipality; });
  std::printf("%-9s %9s %9s %9s %8s  %s\n", "", "first", "stelsel", "SQLite", "ratio", "question");
  for (const Question& question : questions(region, municipality)) {
    std::vector<double> ours, theirs;
    double first = 0;
    for (int i = -2; i < repetitions; ++i) {
      Answer mine, other;
      const double a = milliseconds([&] {
        for (int n = 0; n < question.times; ++n)
          ask(engine, snapshot, numbered(question.text, n), mine);
      });
      const double b = milliseconds([&] {
        for (int n = 0; n < question.times; ++n) native.ask(numbered(question.text, n), other);
      });
      if (mine.rows != other.rows ||
          (mine.sum != other.sum && question.text.find("LIMIT") == std::string::npos))
        fail("the answers differ: " + question.text);
      if (i == -2) first = a;
      if (i < 0) continue;  // both read and make what they keep
      ours.push_back(a / question.times);
      theirs.push_back(b / question.times);
    }
    std::printf("%-9s %9.3f %9.3f %9.3f %8.2f  %.100s\n", question.kind, first, median(ours),
                median(theirs), median(theirs) / median(ours), question.text.c_str());
  }
  return 0;
}
