// Dates as people write them in a survey, as the dates of fields with `stelsel:edtf`.
#ifndef STELSEL_PLUGINS_SURVEY_DATE_H_
#define STELSEL_PLUGINS_SURVEY_DATE_H_

#include <optional>
#include <string>
#include <string_view>

namespace survey {

// `eind 2021` as 2021-10/2021-12, `Q3 2021` as 2021-35, `uiterlijk 1 januari 2022` as
// ../2022-01-01. Nothing when it cannot be read for sure: `medio 2022`, `winter 2021` (which may be
// its first months or its last), `01-02-03`.
std::optional<std::string> ReadDate(std::string_view text);

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_DATE_H_
