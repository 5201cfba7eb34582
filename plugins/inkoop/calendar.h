// What comes up in the contracts of a region.
#ifndef STELSEL_PLUGINS_INKOOP_CALENDAR_H_
#define STELSEL_PLUGINS_INKOOP_CALENDAR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "market.h"

namespace inkoop {

enum class EventKind {
  end,        // the last day of a contract
  extend,     // the last day to tell that it is extended
  follow_up,  // the same day, with no extension left or ended early: what comes after must be known
  ceiling,    // use has reached the share at which it must be told, or will
  evaluation,
  stop_begins,
  stop_ends,
};

struct Event {
  EventKind kind{};
  Day day = 0;
  std::string region, contract, provider;
  std::string id;                    // the same in every calendar that has the event
  std::string words;                 // what an evaluation is called
  std::string planned;               // when it is planned, where that is no day; `day` is its last
  std::optional<std::int64_t> left;  // how many extensions are left; nothing when it is not known
  bool ended_early = false;          // of follow_up
  bool overdue = false;              // its day has passed, and nothing followed
  bool forecast = false;             // the day is worked out, not agreed
  bool illustratief = false;
};

// From `day` on for so many months, and what is overdue. By day, then id. An empty `region` is all.
std::vector<Event> EventsFrom(const Market& market, Day day, std::int64_t months,
                              const std::string& region);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_CALENDAR_H_
