#include "render/text_bars.h"

#include <algorithm>
#include <iterator>

#include "render/clean.h"

namespace reporting {
namespace {

const char* const kBlocks[] = {"█", "▒", "░", "▓", "▚", "▞"};

}  // namespace

const char* BlockOf(std::size_t series) { return kBlocks[series % std::size(kBlocks)]; }

std::string Blocks(std::size_t series, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += BlockOf(series);
  return out;
}

std::size_t BlockCount(double part, double whole, std::size_t width) {
  if (!(part > 0) || !(whole > 0)) return 0;
  const double exact = std::min(part / whole, 1.0) * static_cast<double>(width);
  return std::max<std::size_t>(static_cast<std::size_t>(exact + 0.5), 1);
}

std::string PadRight(const std::string& text, std::size_t width) {
  const std::size_t length = Length(text);
  return length < width ? text + std::string(width - length, ' ') : text;
}

std::string PadLeft(const std::string& text, std::size_t width) {
  const std::size_t length = Length(text);
  return length < width ? std::string(width - length, ' ') + text : text;
}

std::string Shortened(const std::string& text, std::size_t most) {
  if (Length(text) <= most) return text;
  std::size_t end = 0, count = 0;
  for (; end < text.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (starts && ++count == most) break;
  }
  return text.substr(0, end) + "…";
}

std::size_t WidthOf(const std::vector<std::string>& texts, std::size_t most) {
  std::size_t width = 0;
  for (const std::string& text : texts) width = std::max(width, Length(text));
  return std::min(width, most);
}

std::string Fenced(const std::string& text) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  const std::string fence(longest + 1, '`');
  return fence + "text\n" + text + fence + "\n";
}

std::string LetterLegend(const Column& column) {
  std::string out;
  for (const Code& code : column.codes)
    out += (out.empty() ? "" : "   ") + code.letter + " = " + code.title;
  return out.empty() ? out : out + "\n";
}

std::string LetterOf(const Column& column, const Cell& value) {
  if (!value.code) return CleanLine(value.text);
  return column.codes[*value.code].letter;
}

}  // namespace reporting
