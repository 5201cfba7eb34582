// Whatever the plugin pushes down, counts by weight or looks up in an index, the answer is that of
// SQLite over the same rows in a table of its own. Questions are made at random, others with
// another STELSEL_SQL_SEED.
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "test_util.h"
#include "weigh.h"

namespace sql_test {
namespace {

constexpr int kRows = 400;
constexpr int kQuestions = 4000;

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}
  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  bool one_in(int n) { return below(n) == 0; }
  const char* of(const std::vector<const char*>& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

 private:
  std::mt19937 random_;
};

// Few different values, many empty ones.
std::string made_rows() {
  Chance chance(1);
  std::string out = Source::kHead;
  const auto maybe = [&](const std::string& cell) { out += chance.one_in(6) ? "" : cell; };
  for (int i = 0; i < kRows; ++i) {
    out += std::to_string(i) + ",";
    maybe(chance.of({"noord", "oost", "zuid", "west", "é", "10", "9"}));
    out += ",";
    maybe(chance.of({"een", "twee", "10", "Een", "é"}));
    out += ",";
    maybe(std::to_string(chance.below(9) - 4));
    out += ",";
    maybe(std::to_string(chance.below(5)) + "." + std::to_string(chance.below(4)) + "00");
    out += ",";
    maybe(std::to_string(chance.below(3)) + ".10");
    out += ",";
    maybe(chance.of({"true", "false"}));
    out += ",";
    maybe("2020-01-0" + std::to_string(1 + chance.below(5)));
    out += ",";
    maybe("2021-01-0" + std::to_string(1 + chance.below(5)));
    out += ",";
    maybe("2021-01-01T00:00:0" + std::to_string(chance.below(4)) +
          (chance.one_in(2) ? ".5Z" : "Z"));
    out += ",";
    maybe(chance.of({"2021", "2021-36", "../2021-12-31", "2021-06-07", "2022-01~", "2020/.."}));
    out += "\n";
  }
  return out;
}

const std::vector<const char*> kColumns = {
    "id",  "code",  "words", "whole",  "ratio",  "ratio_scaled",    "money",        "money_cent",
    "yes", "since", "until", "moment", "around", "around_earliest", "around_latest"};
const std::vector<const char*> kFew = {"code", "whole", "yes", "since", "around", "money", "words"};

class Maker {
 public:
  explicit Maker(unsigned seed) : chance_(seed) {}

  std::string question() {
    switch (chance_.below(4)) {
      case 0:
        return plain();
      case 1:
        return counting();
      case 2:
        return distinct();
      default:
        return join();
    }
  }

 private:
  std::string value() {
    return chance_.of({"'noord'",
                       "'é'",
                       "'10'",
                       "10",
                       "9",
                       "'een'",
                       "'Een'",
                       "0",
                       "1",
                       "-2",
                       "2.1",
                       "1.0",
                       "0.1",
                       "'1'",
                       "NULL",
                       "'2020-01-03'",
                       "'2021-12-31'",
                       "'2020-01'",
                       "'2021'",
                       "'2021-01-01T00:00:02Z'",
                       "9223372036854775807",
                       "1e300",
                       "''",
                       "'2021-09/..'",
                       "CAST('2020-01-02' AS TEXT)",
                       "(SELECT 'zuid')",
                       "(SELECT 1)"});
  }
  std::string condition(const std::string& alias) {
    const std::string column = alias + chance_.of(kColumns);
    switch (chance_.below(9)) {
      case 0:
        return column + " IS NULL";
      case 1:
        return column + " IS NOT NULL";
      case 2:
        return column + " IN (" + value() + ", " + value() + ", " + value() + ")";
      case 3:
        return column + " BETWEEN " + value() + " AND " + value();
      case 4:
        return column + " IS " + value();
      case 5:
        return "(" + column + " = " + value() + " OR " + alias + chance_.of(kFew) + " > " +
               value() + ")";
      case 6:
        return column + " = " + value() + " COLLATE NOCASE";
      default:
        return column + " " + chance_.of({"=", "<", "<=", ">", ">=", "<>", "=", "="}) + " " +
               value();
    }
  }
  std::string where(const std::string& alias = "") {
    std::string out;
    for (int left = chance_.below(4); left > 0; --left)
      out += (out.empty() ? " WHERE " : " AND ") + condition(alias);
    return out;
  }
  std::string columns(const std::vector<const char*>& from, const std::string& alias = "") {
    std::string out;
    for (int left = 1 + chance_.below(3); left > 0; --left)
      out += (out.empty() ? "" : ", ") + alias + chance_.of(from);
    return out;
  }
  std::string order(int columns) {
    if (chance_.one_in(2)) return "";
    std::string out = " ORDER BY 1";
    if (chance_.one_in(2)) out += " DESC";
    if (columns > 1 && chance_.one_in(2)) out += ", 2";
    return out;
  }

  std::string plain() {
    return "SELECT " + columns(kColumns) + " FROM odd_row" + where() + order(1);
  }
  std::string counting() {
    const std::string keys = columns(kFew);
    const char* const what =
        chance_.of({"count(*)", "count(*), max(whole)", "count(code), min(since)",
                    "count( /* all */ * ) AS n", "count(*) + count(words)", "sum(whole), count(*)",
                    "count(DISTINCT whole)", "count(*), 'count(*)'", "avg(whole)",
                    "count(CASE WHEN whole > 0 THEN (1) END)", "group_concat(yes, ''), count(*)"});
    if (chance_.one_in(3)) return std::string("SELECT ") + what + " FROM odd_row" + where();
    const char* const having =
        chance_.of({"", "", " HAVING count(*) > 3", " HAVING count(code) < 9"});
    if (chance_.one_in(3)) {
      return std::string("SELECT substr(since, 9), length(code), ") + what + " FROM odd_row" +
             where() + " GROUP BY 1, 2" + having;
    }
    return "SELECT " + keys + ", " + what + " FROM odd_row" + where() + " GROUP BY " + keys +
           having;
  }
  std::string distinct() {
    return "SELECT DISTINCT " + columns(kFew) + " FROM odd_row" + where() + order(1);
  }
  std::string join() {
    const std::string on =
        chance_.of({"a.code = b.code AND a.whole = b.whole", "a.id = b.id", "a.code = b.words",
                    "a.whole = b.yes", "a.since = b.since AND a.id < b.id", "a.ratio = b.whole",
                    "a.whole = b.code", "a.words = b.words AND b.id < 50",
                    "a.around = b.around AND a.id = b.id + 1"});
    const std::string kind = chance_.of({" JOIN ", " LEFT JOIN ", " JOIN "});
    const std::string from = " FROM odd_row a" + kind + "odd_row AS b ON " + on;
    const std::string few = where("a.");
    if (chance_.one_in(2)) return "SELECT count(*), count(b.whole)" + from + few;
    if (chance_.one_in(2)) return "SELECT a.code, b.yes, count(*)" + from + few + " GROUP BY 1, 2";
    return "SELECT a.id, b.id" + from + few + (few.empty() ? " WHERE a.id < 40" : " AND a.id < 40");
  }

  Chance chance_;
};

// The rows of odd_row in a table of SQLite's own.
class Native {
 public:
  explicit Native(stelsel::Stream all) {
    EXPECT_EQ(sqlite3_open(":memory:", &raw_), SQLITE_OK);
    run("CREATE TABLE odd_row(id INTEGER, code TEXT, words TEXT, whole INTEGER, ratio REAL, "
        "ratio_scaled INTEGER, money REAL, money_cent INTEGER, yes INTEGER, since TEXT, until "
        "TEXT, "
        "moment TEXT, around TEXT, around_earliest TEXT, around_latest TEXT)");
    sqlite3_stmt* insert = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(raw_, "INSERT INTO odd_row VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                                 -1, &insert, nullptr),
              SQLITE_OK);
    for (stelsel::Rows rows(std::move(all)); rows.next();) {
      for (std::size_t i = 0; i < rows.size(); ++i) add(insert, rows, i);
    }
    sqlite3_finalize(insert);
  }
  ~Native() { sqlite3_close(raw_); }

  Lines ask(const std::string& text) {
    Lines lines;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(raw_, text.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sqlite3_errmsg(raw_) << ": " << text;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      std::string line;
      for (int c = 0; c < sqlite3_column_count(statement); ++c) {
        if (c > 0) line += "|";
        const auto* const value = reinterpret_cast<const char*>(sqlite3_column_text(statement, c));
        char number[64];
        std::snprintf(number, sizeof number, "%.15g", sqlite3_column_double(statement, c));
        const bool is_real = sqlite3_column_type(statement, c) == SQLITE_FLOAT;
        line += value == nullptr ? "-" : is_real ? number : value;
      }
      lines.push_back(std::move(line));
    }
    sqlite3_finalize(statement);
    return lines;
  }

 private:
  void run(const char* text) {
    EXPECT_EQ(sqlite3_exec(raw_, text, nullptr, nullptr, nullptr), SQLITE_OK);
  }
  static void add(sqlite3_stmt* insert, const stelsel::Rows& rows, std::size_t i) {
    for (std::size_t c = 0; c < rows.columns().size(); ++c) {
      const int place = static_cast<int>(c) + 1;
      if (rows.is_null(i, c)) {
        sqlite3_bind_null(insert, place);
      } else if (rows.columns()[c].kind == stelsel::Kind::text) {
        const std::string text(rows.text(i, c));
        sqlite3_bind_text(insert, place, text.c_str(), -1, SQLITE_TRANSIENT);
      } else if (rows.columns()[c].kind == stelsel::Kind::real) {
        sqlite3_bind_double(insert, place, rows.real(i, c));
      } else {
        sqlite3_bind_int64(insert, place, rows.integer(i, c));
      }
    }
    EXPECT_EQ(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_reset(insert);
  }
  sqlite3* raw_ = nullptr;
};

class SameAsSqlite : public SqlTest {
 protected:
  SameAsSqlite() : SqlTest(made_rows()) {}
};

Lines sorted(Lines lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST_F(SameAsSqlite, InWhateverIsAsked) {
  Native native(engine_.query("sql", snapshot_, "SELECT * FROM odd_row"));
  const char* const seed = std::getenv("STELSEL_SQL_SEED");
  Maker maker(seed != nullptr ? static_cast<unsigned>(std::atoi(seed)) : 20211231);
  int weighed = 0;
  for (int i = 0; i < kQuestions && !HasFailure(); ++i) {
    const std::string text = maker.question();
    weighed += sql::weighed(text) ? 1 : 0;
    const Lines ours = ask(text), theirs = native.ask(text);
    EXPECT_EQ(sorted(ours), sorted(theirs)) << text;
    // What is asked in an order comes in it, as far as it says.
    if (text.find(" ORDER BY 1") != std::string::npos) {
      const auto first = [](const Lines& lines) {
        Lines out;
        for (const std::string& line : lines) out.push_back(line.substr(0, line.find('|')));
        return out;
      };
      EXPECT_EQ(first(ours), first(theirs)) << text;
    }
  }
  EXPECT_GT(weighed, kQuestions / 10);
}

}  // namespace
}  // namespace sql_test
