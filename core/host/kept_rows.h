// An Arrow stream read to its end and kept, so that it can be read again.
#ifndef STELSEL_CORE_HOST_KEPT_ROWS_H_
#define STELSEL_CORE_HOST_KEPT_ROWS_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// Immutable once read; any thread.
class KeptRows {
 public:
  // Reads `stream` to its end. It is released whatever happens.
  static absl::StatusOr<std::shared_ptr<const KeptRows>> Read(ArrowArrayStream* stream);
  ~KeptRows();
  KeptRows(const KeptRows&) = delete;
  KeptRows& operator=(const KeptRows&) = delete;

  // A stream over the same batches; shares their memory and keeps it alive.
  static void Export(std::shared_ptr<const KeptRows> rows, ArrowArrayStream* out);

  const ArrowSchema& schema() const { return schema_; }
  const std::vector<ArrowArray>& batches() const { return batches_; }

 private:
  KeptRows() = default;
  ArrowSchema schema_{};
  std::vector<ArrowArray> batches_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_KEPT_ROWS_H_
