// Writing procedures with their lots, awards and contracts as an OCDS 1.1 release package.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_WRITE_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_WRITE_H_

#include "stelsel/plugin.hpp"

namespace inkoop {

// One release for each procedure, a line each. Subsidies are left out, which the package and the
// log say. The same snapshot gives the same bytes.
void WriteOcds(const stelsel::Run& run, stelsel::Sink& out);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_WRITE_H_
