#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace stelsel::core {
namespace {

constexpr int kDefaultThreads = 2;
// With fewer a thread would take longer to begin than it saves.
constexpr int64_t kRowsForThreads = 100'000;

using Task = absl::FunctionRef<absl::Status(size_t)>;

absl::Status RunOne(Task task, size_t index) {
  try {
    return task(index);
  } catch (const std::exception& problem) {
    return absl::InternalError(problem.what());
  } catch (...) {
    return absl::InternalError("a task broke off");
  }
}

class Run {
 public:
  Run(size_t count, Task task) : count_(count), task_(task) {}

  // Until nothing is left to begin; on every thread.
  void Work() {
    while (!failed_.load(std::memory_order_relaxed)) {
      const size_t index = next_.fetch_add(1, std::memory_order_relaxed);
      if (index >= count_) return;
      absl::Status status = RunOne(task_, index);
      if (!status.ok()) Fail(index, std::move(status));
    }
  }

  const absl::Status& status() const { return status_; }

 private:
  // Those before `index` had begun, so that the first failure is always heard of.
  void Fail(size_t index, absl::Status status) {
    failed_.store(true, std::memory_order_relaxed);
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!status_.ok() && index_ < index) return;
    status_ = std::move(status);
    index_ = index;
  }

  const size_t count_;
  const Task task_;
  std::atomic<size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  absl::Status status_;
  size_t index_ = 0;
};

}  // namespace

int ThreadsFor(int wanted, int64_t rows) {
  if (wanted > 0) return wanted;
  if (rows < kRowsForThreads) return 1;
  const auto there = static_cast<int>(std::thread::hardware_concurrency());
  return std::clamp(there, 1, kDefaultThreads);
}

absl::Status ForEachTask(int threads, size_t count, absl::FunctionRef<absl::Status(size_t)> task) {
  Run run(count, task);
  std::vector<std::thread> others;
  for (size_t i = 1; i < static_cast<size_t>(std::max(threads, 1)) && i < count; ++i) {
    try {
      others.emplace_back([&run] { run.Work(); });
    } catch (const std::system_error&) {
      break;  // no thread to be had
    }
  }
  run.Work();
  for (std::thread& other : others) other.join();
  return run.status();
}

}  // namespace stelsel::core
