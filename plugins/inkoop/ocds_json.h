// JSON of a release package, made from rows.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_JSON_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_JSON_H_

#include <boost/json.hpp>
#include <string>

#include "ocds_rows.h"

namespace inkoop {

// As boost::json::serialize, but that a text called `amount` is written as the number it is: no
// amount goes through floating point.
std::string Serialized(const boost::json::value& value);

boost::json::object ToObject(const TextRow& row);
// Sets a member where there is something to say.
void Set(boost::json::object& object, const char* name, const std::string& text);
// The fields that are left in the row, as `stelsel`.
void SetRest(boost::json::object& object, const TextRow& row);

// A date as the beginning, or the end, of a day, and takes it out of the row. One that is no single
// day gives the first that it can mean, and stays.
std::string Moment(TextRow& row, const std::string& field, bool is_end);
// `valid_from` and `valid_to` likewise.
boost::json::object PeriodObject(TextRow& row);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_JSON_H_
