// Whether what is contracted covers what is required, on a day.
#ifndef STELSEL_PLUGINS_INKOOP_COVERAGE_H_
#define STELSEL_PLUGINS_INKOOP_COVERAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "market.h"

namespace inkoop {

enum class Cover {
  covered,
  unknown,   // facilities enough; places are not agreed everywhere, and those that are do not do
  short_of,  // some, but not enough
  none,      // there is nothing
  not_required,  // contracted, and nothing asks for it there
};

// One requirement in one place, or what is contracted without one.
struct Coverage {
  std::string region, municipality, facility_kind;  // no municipality: the region as a whole
  std::string domain;
  Scale scale{};
  std::int64_t required_facilities = 0, facilities = 0;
  std::optional<std::int64_t> required_places;
  std::int64_t places = 0;             // those that are agreed
  bool places_open = false;            // some supply has none agreed
  std::vector<std::string> providers;  // by their ids
  std::vector<std::string> alone;      // without one of these it would not be covered
  std::vector<std::string> gone;       // contracted, but not there on the day: they do not count
  bool other_scale = false;            // there is supply of the other scale, which does not count
  Cover cover = Cover::none;
  bool illustratief = false;

  // Whether it asks for anything at all.
  bool asks() const { return required_facilities > 0 || required_places.value_or(0) > 0; }
  std::int64_t lacking_facilities() const;
  // Nothing when that cannot be told.
  std::optional<std::int64_t> lacking_places() const;
};

// A row of no facilities and no places is nothing, and leaves nothing open.
inline bool Offers(const Supply& supply) {
  return supply.facilities > 0 || supply.places.value_or(0) > 0;
}

// Local requirements are met by local supply in that municipality, regional ones by the region's
// regional supply. Supply that meets none has a row of its own. An empty `region` is all of them.
// In the order of regions, then kinds, then municipalities.
std::vector<Coverage> CoverageOn(const Market& market, Day day, const std::string& region);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_COVERAGE_H_
