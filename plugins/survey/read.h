// Reading a filled-in survey: statuses, answers in words and their tags, and what is wrong.
#ifndef STELSEL_PLUGINS_SURVEY_READ_H_
#define STELSEL_PLUGINS_SURVEY_READ_H_

#include <string>

#include "settings.h"
#include "stelsel/plugin.hpp"

namespace survey {

// Reads a file of answers, or each of a folder, in which tables of the catalogue may stand that
// take the place of those of the build. Throws stelsel::Error when nothing can be read.
void ReadSurvey(const std::string& path, const Settings& settings, stelsel::Reading& out);

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_READ_H_
