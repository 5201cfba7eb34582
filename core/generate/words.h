// Names, sentences and dates that look like those of sources, and are made up. Internal to this
// room.
#ifndef STELSEL_CORE_GENERATE_WORDS_H_
#define STELSEL_CORE_GENERATE_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/generate/random.h"

namespace stelsel::core {

// Names of places that do not exist, each once, in an order of chance.
std::vector<std::string> PlaceNames(Random& random);
// A sentence of a plan. Some have what breaks careless readers of CSV: commas, quotes, a line
// break, letters beyond ASCII.
std::string Sentence(Random& random);
// Who decides, asks or tells.
std::string Body(Random& random);
// Where in a document: `§3.2`.
std::string Section(Random& random);
// A date within the year, as precise as a source may be: `2021`, `2021-36`, `2021-09~` …
std::string DateWithin(int year, Random& random);
// A day of the year, as YYYY-MM-DD.
std::string DayWithin(int year, Random& random);
// `Dijkstad en omgeving` as `dijkstad_en_omgeving`: an id.
std::string Slug(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_GENERATE_WORDS_H_
