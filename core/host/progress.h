// How far a job is, told to whoever asked for it.
#ifndef STELSEL_CORE_HOST_PROGRESS_H_
#define STELSEL_CORE_HOST_PROGRESS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "core/host/border.h"

namespace stelsel::core {

// Tells how far it is; Cancelled when the job is to stop. `progress` may be null.
inline absl::Status Advance(stelsel_progress* progress, const std::string& what, int64_t done,
                            int64_t total) {
  if (progress == nullptr) return absl::OkStatus();
  if (progress->function != nullptr)
    progress->function(progress->context, what.c_str(), done, total);
  return progress->IsCancelled() ? absl::CancelledError("cancelled") : absl::OkStatus();
}

// The same as the rooms below want it: false means stop.
inline std::function<bool(const std::string&, int64_t, int64_t)> ProgressFunction(
    stelsel_progress* progress) {
  return [progress](const std::string& what, int64_t done, int64_t total) {
    return Advance(progress, what, done, total).ok();
  };
}

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PROGRESS_H_
