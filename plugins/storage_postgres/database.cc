#include "database.h"

#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

namespace storage_postgres {
namespace {

// How long to wait before each attempt but the first. A server that is started again needs a few
// seconds.
constexpr std::chrono::milliseconds kWaits[] = {std::chrono::milliseconds(100),
                                                std::chrono::milliseconds(400),
                                                std::chrono::milliseconds(1500)};

}  // namespace

std::unique_ptr<Connection> Database::start(const Use& f) {
  for (std::size_t attempt = 0;; ++attempt) {
    try {
      std::unique_ptr<Connection> connection = take();
      f(*connection);
      return connection;
    } catch (const Lost&) {
      if (attempt == std::size(kWaits)) throw;
      // The others were probably lost by the same cause.
      const std::lock_guard<std::mutex> lock(mutex_);
      idle_.clear();
    }
    std::this_thread::sleep_for(kWaits[attempt]);
  }
}

std::unique_ptr<Connection> Database::take() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Connection> out = std::move(idle_.back());
      idle_.pop_back();
      return out;
    }
  }
  return std::make_unique<Connection>(address_);
}

void Database::give(std::unique_ptr<Connection> connection) {
  if (connection == nullptr || connection->lost() || !connection->quiet()) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  idle_.push_back(std::move(connection));
}

}  // namespace storage_postgres
