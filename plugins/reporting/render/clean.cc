#include "render/clean.h"

#include <algorithm>
#include <cstdint>

namespace reporting {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned char Byte(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// Bytes of the well-formed character at `i`, and its code point; 0 when it is not well-formed.
std::size_t ReadCharacter(std::string_view text, std::size_t i, std::uint32_t& point) {
  const unsigned char first = Byte(text, i);
  if (first < 0x80) return point = first, 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || i + size > text.size()) return 0;
  point = first & (0xFFu >> (size + 1));
  for (std::size_t k = 1; k < size; ++k) {
    if ((Byte(text, i + k) & 0xC0) != 0x80) return 0;
    point = point << 6 | (Byte(text, i + k) & 0x3Fu);
  }
  const std::uint32_t least = size == 4 ? 0x10000 : size == 3 ? 0x800 : 0x80;
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return point < least || point > 0x10FFFF || surrogate ? 0 : size;
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Control characters, direction marks and overrides, joiners of nothing, byte order marks,
// annotations, tags, and code points that are no characters.
constexpr Range kUnsafe[] = {
    {0x00, 0x1F},     {0x7F, 0x9F},     {0x61C, 0x61C},     {0x180E, 0x180E}, {0x200B, 0x200B},
    {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},   {0xFDD0, 0xFDEF}, {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE0FFF},
};

bool IsUnsafe(std::uint32_t point) {
  if ((point & 0xFFFE) == 0xFFFE) return true;
  return std::any_of(std::begin(kUnsafe), std::end(kUnsafe), [&](const Range& range) {
    return point >= range.first && point <= range.last;
  });
}

}  // namespace

std::string Clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::uint32_t point = 0;
    const std::size_t size = ReadCharacter(text, i, point);
    if (size == 0) {
      out += kReplacement;
    } else if (point == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      // the line end that follows says it
    } else if (point == '\n' || point == '\r') {
      out += '\n';
    } else if (point == '\t' || point == 0x2028 || point == 0x2029) {
      out += ' ';
    } else if (IsUnsafe(point)) {
      out += kReplacement;
    } else {
      out += text.substr(i, size);
    }
    i += std::max<std::size_t>(size, 1);
  }
  return out;
}

std::string CleanLine(std::string_view text) {
  std::string out = Clean(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

std::size_t Length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::vector<std::string_view> SplitWords(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; (at = text.find_first_not_of(" \n", at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    if (end == std::string_view::npos) return lines;
    at = end + 1;
  }
}

}  // namespace reporting
