// A store that has regions on other clusters, as its README says to set one up.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_SHARDS_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_SHARDS_H_

#include <string>
#include <vector>

#include "test_util.h"

namespace storage_postgres {

// Made in a cluster in which the store `name` is not yet there; takes servers, and what is there on
// the other clusters, away with it.
class TestShards {
 public:
  TestShards(std::string coordinator, std::string name);
  TestShards(const TestShards&) = delete;
  TestShards& operator=(const TestShards&) = delete;
  ~TestShards();
  // Lets another cluster have these regions, as server NAME_letter, which may be known already.
  void add(const std::string& letter, const std::string& conninfo, const Lines& regions);
  std::string path(const std::string& more = "") const {
    return coordinator_ + " schema=" + name_ + ' ' + more;
  }

 private:
  struct Server {
    std::string name, conninfo;
  };
  const std::string coordinator_, name_;
  std::vector<Server> servers_;
};

// The value of an option of conninfo.
std::string option_of(const std::string& conninfo, const std::string& key);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_SHARDS_H_
