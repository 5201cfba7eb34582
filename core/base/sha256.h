#ifndef STELSEL_CORE_BASE_SHA256_H_
#define STELSEL_CORE_BASE_SHA256_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "core/base/file.h"

namespace stelsel::core {

// SHA-256 by libcrypto, as 64 lowercase hexadecimal digits. Any thread.

// Takes bytes piece by piece. One thread at a time.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void Add(std::string_view bytes);
  // Once, last. Fails when this machine's libcrypto refused to compute it.
  absl::StatusOr<std::string> Finish();

 private:
  void* const context_;  // of libcrypto; null when it gave none
  bool failed_ = false;
};

// Empty, which equals no digest, when this machine's libcrypto refuses to compute it.
std::string Sha256Hex(std::string_view bytes);

// The digest of the whole file, from its first byte to the end found while reading. Fails when the
// file cannot be read.
absl::StatusOr<std::string> Sha256OfFile(const File& file);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_SHA256_H_
