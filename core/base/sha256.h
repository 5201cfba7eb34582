#ifndef STELSEL_CORE_BASE_SHA256_H_
#define STELSEL_CORE_BASE_SHA256_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "core/base/file.h"

namespace stelsel::core {

// SHA-256 by libcrypto, as 64 lowercase hexadecimal digits. Any thread.

// Empty, which equals no digest, when this machine's libcrypto refuses to compute it.
std::string Sha256Hex(std::string_view bytes);

// The digest of the whole file, from its first byte to the end found while reading. Fails when the
// file cannot be read.
absl::StatusOr<std::string> Sha256OfFile(const File& file);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_SHA256_H_
