// The parameters of a run, which the host has checked against the manifest.
#ifndef STELSEL_PLUGINS_INKOOP_PARAMETERS_H_
#define STELSEL_PLUGINS_INKOOP_PARAMETERS_H_

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "days.h"
#include "stelsel/plugin.hpp"

namespace inkoop {

class Parameters {
 public:
  // Throws when `text` is no JSON object.
  explicit Parameters(const std::string& text) {
    boost::system::error_code error;
    value_ = boost::json::parse(text, error);
    if (error || !value_.is_object())
      throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "the parameters are no JSON object");
  }

  // Empty when it was not given.
  std::string Text(const char* name) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    const boost::json::string* text = found != nullptr ? found->if_string() : nullptr;
    return text != nullptr ? std::string(text->data(), text->size()) : "";
  }
  std::int64_t Number(const char* name, std::int64_t otherwise, std::int64_t least,
                      std::int64_t most) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    const std::int64_t* number = found != nullptr ? found->if_int64() : nullptr;
    if (number == nullptr) return otherwise;
    if (*number < least || *number > most)
      throw stelsel::Error(STELSEL_OUT_OF_RANGE,
                           std::string("parameter `") + name + "` is too far");
    return *number;
  }

 private:
  boost::json::value value_;
};

// The day that a run is about; nothing when none was given. Throws when it is no day.
inline std::optional<Day> DayOfRun(const stelsel::Run& run) {
  if (run.as_of.empty()) return std::nullopt;
  const auto bounds = stelsel::edtf_bounds(run.as_of);
  if (!bounds || bounds->earliest != bounds->latest)
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "`as_of` is no day");
  return bounds->earliest;
}

// The same where there must be one.
inline Day NeededDay(const stelsel::Run& run) {
  const std::optional<Day> day = DayOfRun(run);
  if (!day) throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "a day is needed: `as_of`");
  return *day;
}

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_PARAMETERS_H_
