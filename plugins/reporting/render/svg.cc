#include "render/svg.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <system_error>

#include "render/clean.h"

namespace reporting {
namespace {

constexpr std::size_t kTicks = 9;

std::string Fixed(double value, int decimals) {
  char text[400];
  const auto end =
      std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals);
  return end.ec == std::errc() && std::isfinite(value) ? std::string(text, end.ptr) : "0";
}

std::string NameOf(Tone tone) {
  constexpr const char* kNames[] = {"plain", "good", "middle", "bad"};
  return kNames[static_cast<std::size_t>(tone)];
}

// The greatest power of ten that is not above `value`, and its exponent.
double PowerBelow(double value, int& exponent) {
  exponent = static_cast<int>(std::floor(std::log10(value)));
  return std::pow(10.0, exponent);
}

// The least of 1, 2 and 5 times a power of ten that gives at most kTicks steps.
double RoundStep(double span, int& decimals) {
  int exponent = 0;
  const double power = PowerBelow(span / static_cast<double>(kTicks), exponent);
  for (const int times : {1, 2, 5, 10}) {
    decimals = std::max(0, -(times == 10 ? exponent + 1 : exponent));
    if (span / (times * power) <= static_cast<double>(kTicks)) return times * power;
  }
  return 10 * power;
}

std::string SayTick(double value, int decimals, const Column& column, const Words& words) {
  const double scaled = std::round(value * std::pow(10.0, decimals));
  if (std::abs(scaled) > 9e18) return Fixed(value, 0);
  const std::string text = words.Decimal(static_cast<std::int64_t>(scaled), decimals);
  if (column.kind == ColumnKind::kPercent) return text + "%";
  return column.kind == ColumnKind::kEuro ? (words.dutch() ? "€ " : "€") + text : text;
}

using std::chrono::months;
using std::chrono::year_month;
using std::chrono::years;

double DayOf(year_month month) {
  return static_cast<double>((stelsel::Date(month / 1)).time_since_epoch().count());
}

year_month MonthOf(double day) {
  const stelsel::Date date(std::chrono::days(static_cast<std::int64_t>(std::floor(day))));
  const std::chrono::year_month_day parts(date);
  return parts.year() / parts.month();
}

std::vector<AxisTick> MonthTicks(double from, double to, int step, const Words& words) {
  std::vector<AxisTick> out;
  // From the first month that the step divides.
  const year_month first = MonthOf(from);
  year_month month = first.year() / std::chrono::January;
  for (; DayOf(month) <= to; month += months(step)) {
    if (DayOf(month) < from) continue;
    const std::string year = std::to_string(static_cast<int>(month.year()));
    const auto number = static_cast<int>(static_cast<unsigned>(month.month()));
    const std::string name = std::string(words.Month(number)).substr(0, 3);
    out.push_back({DayOf(month), step % 12 == 0 ? year : name + " " + year});
  }
  return out;
}

std::vector<AxisTick> YearTicks(double from, double to, const Words& words) {
  int step = 1;
  const double span = (to - from) / 365.25;
  for (const int one : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000}) {
    step = one;
    if (span / one <= static_cast<double>(kTicks)) break;
  }
  std::vector<AxisTick> all = MonthTicks(from, to, 12, words), out;
  for (AxisTick& tick : all) {
    if (static_cast<int>(MonthOf(tick.at).year()) % step == 0) out.push_back(std::move(tick));
  }
  return out;
}

std::vector<AxisTick> DayTicks(double from, double to, const Words& words) {
  std::vector<AxisTick> out;
  const double step = std::max(1.0, std::ceil((to - from) / static_cast<double>(kTicks)));
  for (double day = std::ceil(from); day <= to; day += step) {
    const std::string text =
        words.Day(stelsel::Date(std::chrono::days(static_cast<std::int64_t>(day))));
    out.push_back({day, text.substr(0, text.rfind(' '))});
  }
  return out;
}

}  // namespace

std::string Px(double value) { return Fixed(value, 1); }

std::string PercentOf(double part, double whole) {
  return Fixed(whole > 0 ? 100.0 * part / whole : 0, 2) + "%";
}

std::string At(double x, double y) { return " x=\"" + Px(x) + "\" y=\"" + Px(y) + "\""; }

double WidthOf(const std::string& text, double size) {
  return static_cast<double>(Length(text)) * size * 0.56;
}

std::string Shortened(const std::string& text, double width, double size) {
  if (WidthOf(text, size) <= width) return text;
  const auto room = static_cast<std::size_t>(std::max(1.0, width / (size * 0.56) - 1));
  std::size_t end = 0, count = 0;
  for (; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && count++ == room) break;
  }
  return text.substr(0, end) + "…";
}

std::vector<std::string> FillsOf(const std::vector<Tone>& tones) {
  // Of those whose tone another has already; they come back to the first when there are more.
  constexpr const char* kOthers[] = {"more1", "more2", "more3", "more4", "more5"};
  std::vector<std::string> fills;
  std::map<Tone, int> used;
  std::size_t others = 0;
  for (const Tone tone : tones) {
    fills.push_back(used[tone]++ == 0 ? NameOf(tone) : kOthers[others++ % std::size(kOthers)]);
  }
  return fills;
}

std::vector<std::string> FillsOf(const std::vector<Code>& codes) {
  std::vector<Tone> tones;
  for (const Code& code : codes) tones.push_back(code.tone);
  return FillsOf(tones);
}

std::vector<AxisTick> NumberTicks(double low, double high, const Column& column,
                                  const Words& words) {
  std::vector<AxisTick> out;
  if (!(high > low) || !std::isfinite(high - low)) return out;
  int decimals = 0;
  const double step = RoundStep(high - low, decimals);
  const double first = std::ceil(low / step);
  for (std::size_t i = 0; i <= kTicks + 1; ++i) {
    const double at = (first + static_cast<double>(i)) * step;
    if (at > high + step / 1e6) break;
    out.push_back({at, SayTick(at, decimals, column, words)});
  }
  return out;
}

std::vector<AxisTick> DateTicks(double from, double to, const Words& words) {
  constexpr double kYear = 365.25, kMost = 10'000 * kYear;
  if (std::abs(from) > kMost || std::abs(to) > kMost || to <= from) return {};
  const double span = to - from;
  if (span > 3.5 * kYear) return YearTicks(from, to, words);
  if (span > 1.8 * kYear) return MonthTicks(from, to, 6, words);
  if (span > 240) return MonthTicks(from, to, 3, words);
  if (span > 62) return MonthTicks(from, to, 1, words);
  return DayTicks(from, to, words);
}

}  // namespace reporting
