#ifndef STELSEL_CORE_BASE_JSON_H_
#define STELSEL_CORE_BASE_JSON_H_

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace stelsel::core {

// JSON files: schemas, manifests, parameters, reports. All functions here are for any thread.

inline constexpr std::size_t kMaxJsonBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kMaxJsonDepth = 64;

// Reads one JSON value. Strict: no comments, no trailing commas, nothing after the value but white
// space. Refused as well: a key that occurs twice in one object, ill-formed UTF-8, more than
// kMaxJsonDepth lists and objects within each other, more than kMaxJsonBytes, a number too large or
// too small for a double. A UTF-8 BOM at the start is skipped.
//
// Whole numbers become int64, or uint64 when only that holds them; all others become the nearest
// double. An error text reads `NAME:LINE:COLUMN: what`, in which `name` is what the caller calls
// the text (a path, say), and the column counts code points from 1.
absl::StatusOr<boost::json::value> ParseJson(std::string_view text, std::string_view name);

// Getters of one property. An absent key is an error for GetString, absent for GetOptional..., and
// an empty list for GetStringArray. A value of another type, null included, is an error that names
// the key, such as "`primaryKey` must be a list of texts"; the caller adds where.
absl::StatusOr<std::string> GetString(const boost::json::object& object, std::string_view key);
absl::StatusOr<std::optional<std::string>> GetOptionalString(const boost::json::object& object,
                                                             std::string_view key);
absl::StatusOr<std::optional<bool>> GetOptionalBool(const boost::json::object& object,
                                                    std::string_view key);
absl::StatusOr<std::optional<std::int64_t>> GetOptionalInt(const boost::json::object& object,
                                                           std::string_view key);
absl::StatusOr<std::vector<std::string>> GetStringArray(const boost::json::object& object,
                                                        std::string_view key);

// Writes with `indent` spaces a level, or all on one line when `indent` is 0; without a newline at
// the end. Keys keep the order of the value. Integers are written as integers; doubles with the
// fewest digits that read back the same, always with a point or an exponent so that they read back
// as doubles (`2.0`), and in plain notation from 1e-6 up to 1e15. What JSON cannot say is replaced:
// a number that is not finite by null, ill-formed UTF-8 by U+FFFD.
std::string WriteJson(const boost::json::value& value, int indent);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_JSON_H_
