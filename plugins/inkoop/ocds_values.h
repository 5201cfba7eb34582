// What stands in the JSON of a release package, as texts of a row. Anything that is not of the
// shape that is asked for counts as absent: the findings of ocds_shape tell of it.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_VALUES_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_VALUES_H_

#include <boost/json.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "ocds_rows.h"

namespace inkoop {

// How deep a package may be nested; releases are seven deep.
constexpr std::size_t kMostDepth = 256;

boost::json::value ParseJson(std::string_view text, boost::system::error_code& error);

// Null when it is not there or no object.
const boost::json::object* ObjectIn(const boost::json::object* object, const char* name);
// Empty when it is not there or no list.
const boost::json::array& ListIn(const boost::json::object* object, const char* name);

// A scalar as the text that stands in the file; a number without an exponent.
std::string TextOfValue(const boost::json::value& value);
std::string TextAt(const boost::json::object* object, const char* name);

// Sets a field where there is something to say.
void Put(TextRow& row, const std::string& field, const std::string& text);
// The fields that stand in an object, which win over what was there: they are the exact ones.
void PutRest(TextRow& row, const boost::json::object* rest);
// `valid_from` and `valid_to`.
void PutPeriod(TextRow& row, const boost::json::object* period);

// What an item of ours or others tells of a product.
void PutProduct(const boost::json::object& item, TextRow& row);

// A name that a key may have, of whatever text: small letters, digits and _.
std::string Slug(const std::string& text);
// The day of a moment; of an end, the day after it.
std::string DayOfMoment(const std::string& moment, bool is_end);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_VALUES_H_
