// set.hpp - parameters of a check, a query, a calculation, a report or a commit in C++20, where
// they are asked for as a JSON object (`set`), header-only:
//
//     stelsel::Engine engine({.plugins = {"/usr/lib/stelsel/plugins"}});
//     stelsel::Findings findings(engine.host());
//     const stelsel::Snapshot snapshot = engine.read("landscape/", findings);
//     const stelsel::Stream named =
//         engine.query("sql", snapshot, "SELECT name FROM region WHERE region = :region",
//                      {.set = stelsel::Set{{"region", "zkijh"}}});
//
// A Set is a value: it holds all of its texts, and any thread may read it.
#ifndef STELSEL_SET_HPP_
#define STELSEL_SET_HPP_

#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "stelsel/stelsel.hpp"

namespace stelsel {

/// Names and their values.
class Set {
 public:
  /// A text, a whole number, or true or false.
  class Value {
   public:
    Value(const char* text) : json_(detail::quote(text)) {}
    Value(std::string_view text) : json_(detail::quote(text)) {}
    Value(const std::string& text) : json_(detail::quote(text)) {}
    template <typename T, std::enable_if_t<std::is_integral_v<T>, int> = 0>
    Value(T value) : json_(to_json(value)) {}

   private:
    friend class Set;
    static std::string to_json(bool value) { return value ? "true" : "false"; }
    template <typename T>
    static std::string to_json(T value) {
      return std::to_string(value);
    }
    std::string json_;
  };

  Set(std::initializer_list<std::pair<std::string_view, Value>> values) {
    for (const auto& [name, value] : values)
      json_ += (json_.size() > 1 ? "," : "") + detail::quote(name) + ":" + value.json_;
    json_ += "}";
  }
  operator std::string() const { return json_; }

 private:
  std::string json_ = "{";
};

}  // namespace stelsel

#endif  // STELSEL_SET_HPP_
