#include "test_util.h"

#include <sqlite3.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <utility>

namespace storage_sqlite {
namespace {

std::shared_ptr<sqlite3> open_past_plugin(const std::string& path) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open(path.c_str(), &raw);
  const std::shared_ptr<sqlite3> out(raw, sqlite3_close);
  if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(raw));
  return out;
}

}  // namespace

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

void run_sql(const std::string& path, const std::string& sql) {
  const std::shared_ptr<sqlite3> file = open_past_plugin(path);
  ASSERT_EQ(sqlite3_exec(file.get(), sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(file.get());
}

Lines query_sql(const std::string& path, const std::string& sql) {
  const std::shared_ptr<sqlite3> file = open_past_plugin(path);
  Lines lines;
  const auto add = [](void* to, int count, char** cells, char**) {
    std::string line;
    for (int i = 0; i < count; ++i) {
      line += (i > 0 ? "|" : "") + std::string(cells[i] != nullptr ? cells[i] : "-");
    }
    static_cast<Lines*>(to)->push_back(line);
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(file.get(), sql.c_str(), add, &lines, nullptr), SQLITE_OK)
      << sqlite3_errmsg(file.get());
  return lines;
}

TestFolder::TestFolder() : folder_(testing::TempDir() + "storage_sqlite-XXXXXX") {
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no folder for the test");
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Lines TestFolder::names() const {
  Lines names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace storage_sqlite

std::unique_ptr<storage::TestPlace> storage::make_place() {
  return std::make_unique<storage_sqlite::TestFolder>();
}
