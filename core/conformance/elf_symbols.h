// What a shared library exports.
#ifndef STELSEL_CORE_CONFORMANCE_ELF_SYMBOLS_H_
#define STELSEL_CORE_CONFORMANCE_ELF_SYMBOLS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace stelsel::core::conformance {

// The names of the functions and data that the 64-bit ELF library at `path` defines for others,
// sorted. InvalidArgument when the file is no such library.
absl::StatusOr<std::vector<std::string>> ExportedSymbols(const std::string& path);

}  // namespace stelsel::core::conformance

#endif  // STELSEL_CORE_CONFORMANCE_ELF_SYMBOLS_H_
