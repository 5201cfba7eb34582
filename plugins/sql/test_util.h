// What the tests of the plugin share: an engine with the plugin as it is built, and tables to ask.
#ifndef STELSEL_PLUGINS_SQL_TEST_UTIL_H_
#define STELSEL_PLUGINS_SQL_TEST_UTIL_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "stelsel/stelsel.hpp"

namespace sql_test {

using Lines = std::vector<std::string>;

// Cells of a stream joined by |, an empty one as -, reals as SQLite writes them.
inline Lines lines_of(stelsel::Stream stream) {
  Lines lines;
  for (stelsel::Rows rows(std::move(stream)); rows.next();) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::string line;
      for (std::size_t c = 0; c < rows.columns().size(); ++c) {
        if (c > 0) line += "|";
        char number[64];
        if (rows.is_null(i, c)) {
          line += "-";
        } else if (rows.columns()[c].kind == stelsel::Kind::text) {
          line += rows.text(i, c);
        } else if (rows.columns()[c].kind == stelsel::Kind::real) {
          std::snprintf(number, sizeof number, "%.15g", rows.real(i, c));
          line += number;
        } else {
          line += std::to_string(rows.integer(i, c));
        }
      }
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

// A plugin `odd` with one table that has a field of every type, and rows of it in a folder. What
// the folder lacks is empty.
class Source {
 public:
  explicit Source(const std::string& rows) {
    char made[] = "/tmp/stelsel_sql_XXXXXX";
    if (mkdtemp(made) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = made;
    put("plugins/odd/plugin.json",
        R"({"id": "odd", "version": "1.0.0", "border": "1.1", "title": {"nl": "O", "en": "O"},
            "licence": "EUPL-1.2", "requires": []})");
    put("plugins/odd/schema/odd_row.json",
        R"({"name": "odd_row", "title": "Row",
      "description": "A row.", "stelsel:nl": {"title": "Rij", "description": "Een rij."},
      "fields": [)" +
            fields() + R"(], "primaryKey": ["id"], "stelsel:period": ["since", "until"]})");
    put("data/odd_row.csv", rows);
  }
  ~Source() { std::filesystem::remove_all(folder_); }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  std::string plugins() const { return folder_ + "/plugins"; }
  std::string data() const { return folder_ + "/data"; }
  static constexpr const char* kHead =
      "id,code,words,whole,ratio,money,yes,since,until,moment,around\n";

 private:
  static std::string fields() {
    const auto field = [](const std::string& name, const std::string& rest) {
      return R"({"name": ")" + name + R"(", "title": "T", "description": "D.",
                 "stelsel:nl": {"title": "T", "description": "D."}, )" +
             rest + "}";
    };
    return field("id", R"("type": "integer", "constraints": {"required": true})") + "," +
           field("code", R"("type": "string", "stelsel:code": true)") + "," +
           field("words", R"("type": "string")") + "," + field("whole", R"("type": "integer")") +
           "," + field("ratio", R"("type": "number", "stelsel:scale": 3)") + "," +
           field("money", R"("type": "number", "stelsel:unit": "EUR")") + "," +
           field("yes", R"("type": "boolean")") + "," + field("since", R"("type": "date")") + "," +
           field("until", R"("type": "date")") + "," + field("moment", R"("type": "datetime")") +
           "," + field("around", R"("type": "string", "stelsel:edtf": true)");
  }
  void put(const std::string& name, const std::string& text) {
    const std::filesystem::path path = folder_ + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }

  std::string folder_;
};

class SqlTest : public testing::Test {
 protected:
  explicit SqlTest(const std::string& rows)
      : source_(rows),
        engine_({.plugins = {STELSEL_BUILD_DIR "/lib/stelsel/plugins", source_.plugins()},
                 .language = "en"}),
        snapshot_(read()) {}

  Lines ask(const std::string& text, const stelsel::RunOptions& options = {}) const {
    return lines_of(engine_.query("sql", snapshot_, text, options));
  }
  // The code and the text of the error, or "OK".
  std::string failure(const std::string& text, const stelsel::RunOptions& options = {},
                      stelsel::Progress* progress = nullptr) const {
    try {
      engine_.query("sql", snapshot_, text, options, progress);
      return "OK";
    } catch (const stelsel::Error& error) {
      return std::to_string(error.code()) + ": " + error.what();
    }
  }

  const Source source_;
  const stelsel::Engine engine_;
  const stelsel::Snapshot snapshot_;

 private:
  stelsel::Snapshot read() const {
    stelsel::Findings findings(engine_.host());
    return engine_.read(source_.data(), findings);
  }
};

}  // namespace sql_test

#endif  // STELSEL_PLUGINS_SQL_TEST_UTIL_H_
