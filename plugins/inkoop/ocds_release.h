// One OCDS release as rows.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_

#include <boost/json.hpp>
#include <cstdint>

#include "ocds_tables.h"

namespace inkoop {

// The rows of a release that begins in this line. What is not of the right shape counts as absent.
void ReadRelease(const boost::json::object& release, std::int64_t line, RowSink& sink);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_
