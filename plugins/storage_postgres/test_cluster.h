// A cluster of a test's own, which may be stopped and started; and a wire to one that can be cut.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_CLUSTER_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_CLUSTER_H_

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace storage_postgres {

// Made by tests/postgres.sh, and removed with this.
class TestCluster {
 public:
  TestCluster();
  TestCluster(const TestCluster&) = delete;
  TestCluster& operator=(const TestCluster&) = delete;
  ~TestCluster();
  std::string conninfo() const;
  // Ends the server: "fast" (sessions are ended in good order) or "immediate" (as a crash does).
  void halt(const std::string& mode);
  void start();

 private:
  void run(const std::string& command) const;
  std::string folder_;
};

// Stands between a client and the cluster of the tests, at a socket of its own.
class TestProxy {
 public:
  enum Cut {
    kNothing,
    kAnswer,   // COMMIT goes through, and its answer is lost with the connection
    kRequest,  // the connection is lost before COMMIT goes through
  };
  // The socket of the server is the cluster's.
  TestProxy();
  TestProxy(const TestProxy&) = delete;
  TestProxy& operator=(const TestProxy&) = delete;
  ~TestProxy();
  std::string conninfo() const;
  // What happens at the next COMMIT, once; `closed`: and then nobody gets in any more.
  void cut(Cut what, bool closed = false);
  // Whether it happened.
  bool was_cut() const { return happened_; }

 private:
  void accept_all();
  void carry(int client);
  // False when the connection is to end.
  bool pass(int client, int server);

  std::string folder_;
  int listening_ = -1;
  std::atomic<Cut> cut_ = kNothing;
  std::atomic<bool> closed_after_ = false;
  std::atomic<bool> closed_ = false;
  std::atomic<bool> ending_ = false;
  std::atomic<bool> happened_ = false;
  std::thread accepting_;
  std::vector<std::thread> carrying_;
};

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_TEST_CLUSTER_H_
