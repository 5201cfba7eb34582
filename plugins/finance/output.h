// What the tables of all calculations have in common.
#ifndef STELSEL_PLUGINS_FINANCE_OUTPUT_H_
#define STELSEL_PLUGINS_FINANCE_OUTPUT_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "book.h"
#include "stelsel/plugin.hpp"
#include "words.h"

namespace finance {

// The values of `state` in every table.
inline constexpr const char* kWorkedOut = "berekend";
inline constexpr const char* kTotal = "totaal";  // of the rows before it
inline constexpr const char* kStep = "stap";
inline constexpr const char* kLeftOut = "weggelaten";

// Runs `f`; an amount in it that does not fit is told with its place.
template <typename F>
void InPlace(const std::string& place, const Words& words, F f) {
  try {
    f();
  } catch (const stelsel::Error& error) {
    if (error.code() != STELSEL_OUT_OF_RANGE) throw;
    throw stelsel::Error(STELSEL_OUT_OF_RANGE, words(texts::kTooLarge, {place}));
  }
}

// A text, or nothing where there is none.
inline std::optional<std::string> OrNone(std::string text) {
  return text.empty() ? std::nullopt : std::make_optional(std::move(text));
}
inline std::optional<Year> OrNone(Year year) {
  return year == 0 ? std::nullopt : std::make_optional(year);
}
inline stelsel::Cents Euro(Cents cents) { return {cents}; }
inline std::optional<stelsel::Cents> Euro(std::optional<Cents> cents) {
  return cents ? std::make_optional(stelsel::Cents{*cents}) : std::nullopt;
}

inline stelsel::ColumnType TextColumn(const char* name) { return {name, stelsel::Kind::text, 0}; }
inline stelsel::ColumnType CountColumn(const char* name) {
  return {name, stelsel::Kind::integer, 0};
}
inline stelsel::ColumnType EuroColumn(const char* name) {
  return {name, stelsel::Kind::decimal, 2};
}
inline stelsel::ColumnType ShareColumn(const char* name) {
  return {name, stelsel::Kind::decimal, 6};
}
inline stelsel::ColumnType FlagColumn(const char* name) {
  return {name, stelsel::Kind::boolean, 0};
}

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_OUTPUT_H_
