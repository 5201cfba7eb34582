#ifndef STELSEL_CORE_BASE_STATUS_H_
#define STELSEL_CORE_BASE_STATUS_H_

// Two macros that hand an error to the caller. Both work in functions that return `absl::Status`
// or `absl::StatusOr<T>`, and evaluate their expression once.
//
//   absl::StatusOr<Schema> ReadSchema(const std::string& path) {
//     STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path, kMaxBytes));
//     STELSEL_RETURN_IF_ERROR(CheckHead(text));
//     ...
//   }

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns from the function when `expr`, an `absl::Status`, is an error.
// The arguments are variadic so that `expr` may hold commas between template arguments.
#define STELSEL_RETURN_IF_ERROR(...) STELSEL_RETURN_IF_ERROR_IMPL_(__COUNTER__, __VA_ARGS__)

// Returns from the function when `expr`, an `absl::StatusOr<T>`, is an error; otherwise moves its
// value to `lhs`: a variable, or a declaration without a comma. Several statements, so it needs
// braces after an `if`.
#define STELSEL_ASSIGN_OR_RETURN(lhs, ...) \
  STELSEL_ASSIGN_OR_RETURN_IMPL_(__COUNTER__, lhs, __VA_ARGS__)

// Numbered names, so that a lambda inside `expr` can use the macros too without shadowing.
#define STELSEL_JOIN_(a, b) a##b
#define STELSEL_NUMBERED_(name, number) STELSEL_JOIN_(name, number)
#define STELSEL_RETURN_IF_ERROR_IMPL_(number, ...) \
  STELSEL_RETURN_IF_ERROR_NAMED_(STELSEL_NUMBERED_(stelsel_status_, number), __VA_ARGS__)
#define STELSEL_RETURN_IF_ERROR_NAMED_(name, ...)                   \
  do {                                                              \
    if (absl::Status name = (__VA_ARGS__); !name.ok()) return name; \
  } while (false)
#define STELSEL_ASSIGN_OR_RETURN_IMPL_(number, lhs, ...) \
  STELSEL_ASSIGN_OR_RETURN_NAMED_(STELSEL_NUMBERED_(stelsel_result_, number), lhs, __VA_ARGS__)
#define STELSEL_ASSIGN_OR_RETURN_NAMED_(name, lhs, ...) \
  auto name = (__VA_ARGS__);                            \
  if (!name.ok()) return std::move(name).status();      \
  lhs = *std::move(name)

#endif  // STELSEL_CORE_BASE_STATUS_H_
