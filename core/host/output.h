// Where bytes go: a file that is there whole or not at all, or a function.
#ifndef STELSEL_CORE_HOST_OUTPUT_H_
#define STELSEL_CORE_HOST_OUTPUT_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace stelsel::core {

// Not thread-safe. Destroyed without Commit, a file leaves nothing behind.
class Output {
 public:
  virtual ~Output() = default;
  virtual absl::Status Write(std::string_view bytes) = 0;
  virtual absl::Status Commit() = 0;
};

absl::StatusOr<std::unique_ptr<Output>> FileOutput(const std::string& path);
std::unique_ptr<Output> FunctionOutput(std::function<absl::Status(std::string_view)> write);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_OUTPUT_H_
