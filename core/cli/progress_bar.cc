#include "core/cli/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

constexpr int64_t kCells = 24;
constexpr auto kPause = std::chrono::milliseconds(100);

}  // namespace

std::string BarLine(const std::string& job, const std::string& what, int64_t done, int64_t total) {
  std::string name = OneLine(what.substr(what.rfind('/') + 1));
  if (CountCodePoints(name) > 30) name = "…";
  if (total <= 0) return absl::StrCat(job, " ", name, "  ", done);
  const int64_t part = std::clamp<int64_t>(done, 0, total);
  const auto full = static_cast<size_t>(kCells * part / total);
  return absl::StrCat(job, " ", name, "  [", std::string(full, '#'),
                      std::string(kCells - full, '.'), "] ", 100 * part / total, "%");
}

ProgressBar::ProgressBar(std::string job)
    : job_(std::move(job)), on_terminal_(isatty(STDERR_FILENO) != 0) {
  progress_.context = this;
  progress_.function = [](void* context, const char* what, int64_t done, int64_t total) {
    static_cast<ProgressBar*>(context)->Show(what, done, total);
  };
}

ProgressBar::~ProgressBar() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::Show(const std::string& what, int64_t done, int64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!on_terminal_ || (shown_ && now - last_ < kPause)) return;
  shown_ = true;
  last_ = now;
  std::fprintf(stderr, "\r\x1b[K%s", BarLine(job_, what, done, total).c_str());
}

}  // namespace stelsel::core
