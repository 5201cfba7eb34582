// The reading of one field of a Table Schema, and what it shares with the reading of the table.
// Only for schema.cc. Errors say what is wrong; the caller says where, by Within.
#ifndef STELSEL_CORE_SCHEMA_FIELD_READER_H_
#define STELSEL_CORE_SCHEMA_FIELD_READER_H_

#include <initializer_list>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "boost/json/object.hpp"
#include "core/schema/schema.h"

namespace stelsel::core {

// One of `fields`. Its type is not settled yet: a text that turns out to be compared becomes a
// code. An error begins with the field's name.
absl::StatusOr<Field> ReadField(const boost::json::object& object);

// A text in both languages: English stands in `key`, Dutch in `key` below `stelsel:nl`; one stands
// in for the other.
absl::StatusOr<Texts> ReadTexts(const boost::json::object& object, std::string_view key);

// An error when `object` has a property of ours, `stelsel:...`, that is not one of `known`.
absl::Status OnlyKnown(const boost::json::object& object,
                       std::initializer_list<std::string_view> known);

// "field `name`", as errors call it.
std::string FieldCalled(std::string_view name);

// The same error, with `where: ` before its text.
absl::Status Within(std::string_view where, const absl::Status& status);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_SCHEMA_FIELD_READER_H_
