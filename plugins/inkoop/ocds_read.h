// Reading OCDS 1.1 release packages, our own and those of others.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_READ_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_READ_H_

#include <string>

#include "stelsel/plugin.hpp"

namespace inkoop {

// Reads the file release by release. What is wrong with it becomes a finding; throws when it cannot
// be read at all, or the run is to stop.
void ReadOcds(const std::string& path, stelsel::Reading& reading);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_READ_H_
