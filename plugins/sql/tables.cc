#include "tables.h"

#include <utility>

#include "connection.h"

namespace sql {
namespace {

constexpr std::size_t kIdleConnections = 4;

}  // namespace

Tables::Tables() = default;
Tables::~Tables() = default;

Table& Tables::table(const std::string& name, const stelsel::Snapshot& snapshot) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::unique_ptr<Table>& table = tables_[name];
  if (table == nullptr) {
    table = std::make_unique<Table>(name, snapshot.schema(name),
                                    static_cast<std::size_t>(snapshot.row_count(name)));
  }
  return *table;
}

stelsel::Snapshot Tables::as_of(const std::string& day, const stelsel::Snapshot& snapshot) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (as_of_ == nullptr || day_ != day) {
    as_of_ = std::make_unique<stelsel::Snapshot>(snapshot.as_of(day));
    day_ = day;
  }
  return *as_of_;
}

std::unique_ptr<Connection> Tables::take() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Connection> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void Tables::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (idle_.size() < kIdleConnections) idle_.push_back(std::move(connection));
}

}  // namespace sql
