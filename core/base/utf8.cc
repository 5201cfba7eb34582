#include "core/base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "core/base/digits.h"

namespace stelsel::core {
namespace {

constexpr std::size_t kShapeLength = 40;

// What a first byte promises: the bytes of its sequence (0 for a byte that cannot be first), and
// the range of the second byte, which is what keeps overlong forms and surrogates out.
struct Lead {
  std::size_t length;
  unsigned char low;
  unsigned char high;
};

constexpr Lead LeadOf(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

unsigned char ByteAt(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool IsWellFormed(std::string_view text, Lead lead) {
  if (lead.length == 0 || text.size() < lead.length) return false;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const unsigned char low = i == 1 ? lead.low : 0x80;
    const unsigned char high = i == 1 ? lead.high : 0xBF;
    if (ByteAt(text, i) < low || ByteAt(text, i) > high) return false;
  }
  return true;
}

// The offset of the first byte from `at` on that is not ASCII, or the text's end.
std::size_t SkipAscii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::uint64_t word = 0;
  for (; text.size() - at >= sizeof(word); at += sizeof(word)) {
    std::memcpy(&word, text.data() + at, sizeof(word));
    if ((word & kHighBits) != 0) break;
  }
  while (at < text.size() && ByteAt(text, at) < 0x80) ++at;
  return at;
}

constexpr bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

constexpr bool IsLineOrBidiControl(char32_t c) {
  return (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

char ShapeOf(char32_t c) {
  if (IsControl(c)) return '?';
  if (c >= 0x80) return 'a';
  const char ascii = static_cast<char>(c);
  if (IsDigit(ascii)) return '9';
  const bool letter = (ascii >= 'a' && ascii <= 'z') || (ascii >= 'A' && ascii <= 'Z');
  return letter ? 'a' : ascii;
}

void AppendHex(char32_t value, int digits, std::string& out) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += "0123456789abcdef"[(value >> shift) & 0xF];
  }
}

void AppendEscape(char32_t c, std::string& out) {
  out += '\\';
  switch (c) {
    case '\n':
      out += 'n';
      return;
    case '\r':
      out += 'r';
      return;
    case '\t':
      out += 't';
      return;
    default:
      out += c < 0x80 ? 'x' : 'u';
      AppendHex(c, c < 0x80 ? 2 : 4, out);
  }
}

}  // namespace

std::optional<CodePoint> DecodeFirst(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const unsigned char first = ByteAt(text, 0);
  const Lead lead = LeadOf(first);
  if (!IsWellFormed(text, lead)) return std::nullopt;
  if (lead.length == 1) return CodePoint{first, 1};
  char32_t value = first & (0x7Fu >> lead.length);
  for (std::size_t i = 1; i < lead.length; ++i) value = value << 6 | (ByteAt(text, i) & 0x3Fu);
  return CodePoint{value, lead.length};
}

std::size_t FirstInvalidUtf8(std::string_view text) {
  for (std::size_t at = SkipAscii(text, 0); at < text.size(); at = SkipAscii(text, at)) {
    const Lead lead = LeadOf(ByteAt(text, at));
    if (!IsWellFormed(text.substr(at), lead)) return at;
    at += lead.length;
  }
  return std::string_view::npos;
}

std::size_t CountCodePoints(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string ToShape(std::string_view text) {
  std::string shape;
  while (!text.empty() && shape.size() < kShapeLength) {
    const auto c = DecodeFirst(text);
    shape += c ? ShapeOf(c->value) : '?';
    text.remove_prefix(c ? c->length : 1);
  }
  if (!text.empty()) shape += "…";
  return shape;
}

std::string OneLine(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  while (!text.empty()) {
    const auto c = DecodeFirst(text);
    const std::size_t length = c ? c->length : 1;
    if (!c) {
      line += "\\x";
      AppendHex(ByteAt(text, 0), 2, line);
    } else if (IsControl(c->value) || IsLineOrBidiControl(c->value)) {
      AppendEscape(c->value, line);
    } else {
      line += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return line;
}

}  // namespace stelsel::core
