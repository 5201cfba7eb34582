// What the tests share: the plugin as a host sees it, through its entry and stelsel.store/1.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_TEST_UTIL_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_TEST_UTIL_H_

#include <gtest/gtest.h>

#include <string>

#include "plugins/storage/store_test_util.h"

namespace storage_sqlite {

// A test is about stores, so that what is shared by their tests goes by its own name here.
using namespace storage;

void write_bytes(const std::string& path, const std::string& bytes);
// Runs SQL on a file as the sqlite3 shell would, past the plugin.
void run_sql(const std::string& path, const std::string& sql);
// The rows that SQL gives, as lines_of.
Lines query_sql(const std::string& path, const std::string& sql);

// A folder of its own for each test.
class TestFolder : public TestPlace {
 public:
  TestFolder();
  ~TestFolder() override;
  std::string store_path() const override { return path(); }
  const std::string& folder() const { return folder_; }
  std::string path(const std::string& name = "store.sqlite") const { return folder_ + "/" + name; }
  // Names of what is in the folder.
  Lines names() const;

 private:
  std::string folder_;
};

class StoreTest : public testing::Test, protected TestFolder {};

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_TEST_UTIL_H_
