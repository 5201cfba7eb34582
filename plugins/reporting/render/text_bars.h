// Charts in plain text: what the drawings of Markdown share.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_TEXT_BARS_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_TEXT_BARS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "render/cell.h"

namespace reporting {

// Characters of a whole bar.
inline constexpr std::size_t kTextBar = 30;

// What bars of a series are made of, dark to light: told apart without colour.
const char* BlockOf(std::size_t series);
// So many of them.
std::string Blocks(std::size_t series, std::size_t count);
// Characters for a part of a bar: at least one for what is more than nothing.
std::size_t BlockCount(double part, double whole, std::size_t width = kTextBar);

// The text with blanks behind it, or before it.
std::string PadRight(const std::string& text, std::size_t width);
std::string PadLeft(const std::string& text, std::size_t width);
// At most so many characters.
std::string Shortened(const std::string& text, std::size_t most);
// The width of the longest, but no more than `most`.
std::size_t WidthOf(const std::vector<std::string>& texts, std::size_t most);

// As a block of text that no line within can end.
std::string Fenced(const std::string& text);

// `J = Ja   N = Nee`, with a line end; empty without codes.
std::string LetterLegend(const Column& column);
// The letter of a code, or what else the value says.
std::string LetterOf(const Column& column, const Cell& value);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_TEXT_BARS_H_
