#include "test_cluster.h"

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>

#include "test_util.h"

namespace storage_postgres {

TestCluster::TestCluster()
    : folder_((std::filesystem::temp_directory_path() / "stelsel-pg-XXXXXX").string()) {
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no folder for a cluster");
  run("start_postgres");
}

TestCluster::~TestCluster() { EXPECT_NO_THROW(run("stop_postgres")); }

std::string TestCluster::conninfo() const {
  std::string text = bytes_of(folder_ + "/conninfo");
  if (!text.empty()) text.pop_back();
  return text;
}

void TestCluster::halt(const std::string& mode) { run("halt_postgres \"$0\" " + mode + " # "); }
void TestCluster::start() { run("run_postgres"); }

void TestCluster::run(const std::string& command) const {
  const std::string script =
      "bash -c '. \"" STELSEL_SOURCE_DIR "/tests/postgres.sh\"; " + command + " \"$0\"' " + folder_;
  if (std::system(script.c_str()) != 0) throw std::runtime_error(command + " failed");
}

}  // namespace storage_postgres
