// The parameters of the format.
#ifndef STELSEL_PLUGINS_SURVEY_SETTINGS_H_
#define STELSEL_PLUGINS_SURVEY_SETTINGS_H_

#include <string>
#include <vector>

namespace survey {

struct Settings {
  std::string observed_on;           // as it was given; empty when it was not
  std::vector<std::string> domains;  // that an answer holds for unless it says otherwise
  std::string source_document;       // empty: one for each year
  std::string sheet;                 // empty: that of the form, or the first
  bool illustratief = false;
  bool catalogue = true;
};

// Of the JSON object that the host hands over; throws stelsel::Error when a value makes no sense.
Settings ReadSettings(const std::string& parameters);

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_SETTINGS_H_
