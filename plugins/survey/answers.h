// Reading the answers of one file.
#ifndef STELSEL_PLUGINS_SURVEY_ANSWERS_H_
#define STELSEL_PLUGINS_SURVEY_ANSWERS_H_

#include <set>
#include <string>

#include "catalogue.h"
#include "output.h"
#include "settings.h"
#include "stelsel/plugin.hpp"

namespace survey {

// Reads rows of `path` into `rows`, and tells `out` what is wrong. `seen` has what other files
// answered for already: region, moment and domain; what is answered here joins it.
void ReadAnswers(const std::string& path, const Catalogue& catalogue, const Settings& settings,
                 std::set<std::string>& seen, Output& rows, stelsel::Reading& out);

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_ANSWERS_H_
