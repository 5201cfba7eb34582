// A bar on a terminal while a job runs; nothing at all elsewhere.
#ifndef STELSEL_CORE_CLI_PROGRESS_BAR_H_
#define STELSEL_CORE_CLI_PROGRESS_BAR_H_

#include <chrono>
#include <string>

#include "core/host/border.h"

namespace stelsel::core {

// Lives as long as one job. Writes to standard error, at most ten times a second, and clears its
// line when it goes.
class ProgressBar {
 public:
  explicit ProgressBar(std::string job);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  stelsel_progress* progress() { return &progress_; }

 private:
  void Show(const std::string& what, int64_t done, int64_t total);

  const std::string job_;
  const bool on_terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_;
  stelsel_progress progress_;
};

// The line that stands for so much of a job, at most 79 columns wide.
std::string BarLine(const std::string& job, const std::string& what, int64_t done, int64_t total);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_PROGRESS_BAR_H_
