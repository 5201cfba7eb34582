#include "core/host/output.h"

#include <utility>

#include "core/base/file.h"
#include "core/base/status.h"

namespace stelsel::core {
namespace {

class ToFile : public Output {
 public:
  explicit ToFile(FileWriter writer) : writer_(std::move(writer)) {}
  absl::Status Write(std::string_view bytes) override { return writer_.Write(bytes); }
  absl::Status Commit() override { return writer_.Commit(); }

 private:
  FileWriter writer_;
};

class ToFunction : public Output {
 public:
  explicit ToFunction(std::function<absl::Status(std::string_view)> write)
      : write_(std::move(write)) {}
  absl::Status Write(std::string_view bytes) override { return write_(bytes); }
  absl::Status Commit() override { return absl::OkStatus(); }

 private:
  std::function<absl::Status(std::string_view)> write_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Output>> FileOutput(const std::string& path) {
  STELSEL_ASSIGN_OR_RETURN(FileWriter writer, FileWriter::Create(path));
  return std::make_unique<ToFile>(std::move(writer));
}

std::unique_ptr<Output> FunctionOutput(std::function<absl::Status(std::string_view)> write) {
  return std::make_unique<ToFunction>(std::move(write));
}

}  // namespace stelsel::core
