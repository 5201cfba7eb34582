// What drawings share: numbers of coordinates, fills, and ticks along an axis.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_SVG_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_SVG_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "render/cell.h"
#include "words.h"

namespace reporting {

// A coordinate with one decimal, whatever the locale.
std::string Px(double value);
// `part` of `whole` in percents with two decimals.
std::string PercentOf(double part, double whole);
// ` x="1.0" y="2.0"`.
std::string At(double x, double y);
// Roughly how wide a text is at this size of letter.
double WidthOf(const std::string& text, double size);
// The text, cut with an ellipsis where it would be wider.
std::string Shortened(const std::string& text, double width, double size);

// The words of the style sheet for fills of these tones: by their tone, and no two alike as long as
// there are ways left.
std::vector<std::string> FillsOf(const std::vector<Tone>& tones);
std::vector<std::string> FillsOf(const std::vector<Code>& codes);

struct AxisTick {
  double at = 0;
  std::string text;  // clean
};

// A few round numbers from `low` to `high`, said as those of the column are.
std::vector<AxisTick> NumberTicks(double low, double high, const Column& column,
                                  const Words& words);
// A few days on which something begins: years, months or days. None beyond ten thousand years.
std::vector<AxisTick> DateTicks(double from, double to, const Words& words);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_SVG_H_
