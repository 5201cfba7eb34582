// One OCDS release as rows.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_

#include <boost/json.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "ocds_tables.h"

namespace inkoop {

// The rows of a release that begins in this line. What is not of the right shape counts as absent;
// what is, but has no place in our tables, is told with its path.
void ReadRelease(const boost::json::object& release, std::int64_t line, RowSink& sink,
                 const std::function<void(const std::string& path)>& tell);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_
