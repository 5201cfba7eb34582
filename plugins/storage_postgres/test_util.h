// What the tests share: the plugin as a host sees it, through its entry and stelsel.store/1, on the
// cluster that CTest or tests/with_postgres.sh started.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_UTIL_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_UTIL_H_

#include <gtest/gtest.h>

#include <string>

#include "plugins/storage/store_test_util.h"

namespace storage_postgres {

// A test is about stores, so that what is shared by their tests goes by its own name here.
using namespace storage;

// How the superuser gets into the cluster of the tests: key=value for libpq.
const std::string& cluster();
// The same for the two that may have regions of a store.
const std::string& shard(std::size_t place);
// Runs SQL past the plugin, as psql would; the rows of the last statement, as lines_of. Throws
// std::runtime_error when it fails.
Lines sql(const std::string& conninfo, const std::string& text);
inline Lines sql(const std::string& text) { return sql(cluster(), text); }

// A schema of its own for each test, removed at its end with its roles.
class TestSchema : public TestPlace {
 public:
  TestSchema();
  ~TestSchema() override;
  std::string store_path() const override { return path(); }
  const std::string& name() const { return name_; }
  // What stands behind `postgresql:`; `more` are further options for libpq.
  std::string path(const std::string& more = "") const {
    return cluster() + " schema=" + name_ + ' ' + more;
  }
  // A login of this test, called NAME_who, removed at its end. Gives its name.
  std::string make_login(const std::string& who, const std::string& groups = "");
  // The path for a login.
  std::string path_of(const std::string& login) const { return path("user=" + login); }

 private:
  std::string name_;
  Lines logins_;
};

class StoreTest : public testing::Test, protected TestSchema {};

// A table that belongs to regions: `region`, `topic` (both key) and `status`.
extern const char* const kStatuses;
std::vector<stelsel::ColumnType> status_types();
void commit_statuses(TestStore& store, const Cells& rows);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_UTIL_H_
