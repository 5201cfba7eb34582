// The inside of the border: what the opaque objects of stelsel.h are, and how an absl::Status
// becomes a code and a text.
#ifndef STELSEL_CORE_HOST_BORDER_H_
#define STELSEL_CORE_HOST_BORDER_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "core/check/findings.h"
#include "core/host/document.h"
#include "core/host/output.h"
#include "core/model/snapshot.h"
#include "core/model/writer.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

class Engine;

// A host as one plugin or one program sees it. `c` comes first: a pointer to it is a pointer to
// this.
struct HostObject {
  stelsel_host c;
  Engine* engine;
  std::string plugin_id;      // empty for a program
  std::string plugin_folder;  // likewise
};

inline const HostObject& ObjectOf(const stelsel_host* host) {
  return *reinterpret_cast<const HostObject*>(host);
}

// The table of functions with this id, or null; see stelsel_host::service.
const void* FindService(std::string_view id);

// Puts a status into `error`, which may be null, and returns its code.
int32_t ToCode(const absl::Status& status, stelsel_error* error);
// The status that a plugin's code and error text stand for.
absl::Status FromCode(int32_t code, const stelsel_error& error, std::string_view who);

// Runs `f` and turns its status, or whatever it throws, into a code: nothing crosses the border.
template <typename F>
int32_t Guard(stelsel_error* error, F f) noexcept {
  try {
    return ToCode(f(), error);
  } catch (const std::bad_alloc&) {
    return ToCode(absl::ResourceExhaustedError("out of memory"), error);
  } catch (const std::exception& e) {
    return ToCode(absl::InternalError(e.what()), error);
  } catch (...) {
    return ToCode(absl::InternalError("something was thrown that is no std::exception"), error);
  }
}

}  // namespace stelsel::core

// The objects behind the opaque types. All are made with new and deleted by their release.
struct stelsel_snapshot {
  explicit stelsel_snapshot(stelsel::core::SnapshotPtr s) : snapshot(std::move(s)) {}
  const stelsel::core::SnapshotPtr snapshot;
  mutable std::atomic<int64_t> references{1};
};

struct stelsel_writer {
  explicit stelsel_writer(const stelsel::core::SnapshotPtr& from) : base(from), writer(from) {}
  stelsel::core::SnapshotPtr base;
  stelsel::core::Writer writer;
};

struct stelsel_document {
  stelsel::core::Document document;
  stelsel_progress* progress = nullptr;  // of the call that makes it; may be null
};

struct stelsel_findings {
  stelsel_findings(const stelsel::core::Registry& rules, int64_t max_per_rule);
  stelsel::core::Findings findings;
};

struct stelsel_output {
  stelsel::core::Output* output = nullptr;
  std::unique_ptr<stelsel::core::Output> owned;  // null when it is somebody else's
};

struct stelsel_progress {
  stelsel_progress_function function = nullptr;
  void* context = nullptr;
  std::atomic<bool> cancelled{false};
  // Of a job within another one, which may be null; and by when it has to be done.
  const stelsel_progress* outer = nullptr;
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

  bool IsLate() const {
    return deadline != std::chrono::steady_clock::time_point::max() &&
           std::chrono::steady_clock::now() >= deadline;
  }
  bool IsCancelled() const {
    return cancelled.load() || (outer != nullptr && outer->IsCancelled()) || IsLate();
  }
};

#endif  // STELSEL_CORE_HOST_BORDER_H_
