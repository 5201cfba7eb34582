#ifndef STELSEL_CORE_BASE_UTF8_H_
#define STELSEL_CORE_BASE_UTF8_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stelsel::core {

// UTF-8 as the Unicode Standard defines it (table 3-7): overlong forms, surrogates and values
// above U+10FFFF are ill-formed. Any thread; no locale is ever read.

struct CodePoint {
  char32_t value;
  std::size_t length;  // in bytes, 1 to 4
};

// The code point that `text` starts with; absent when `text` is empty or starts ill-formed.
std::optional<CodePoint> DecodeFirst(std::string_view text);

// The byte offset at which the first ill-formed sequence starts, or npos when all is well.
std::size_t FirstInvalidUtf8(std::string_view text);

// The number of code points of a well-formed text. In an ill-formed one every byte other than
// 10xxxxxx counts as one.
std::size_t CountCodePoints(std::string_view text);

// The shape of a cell's value, to show in a finding instead of the value: each letter, and each
// code point outside ASCII, becomes `a`, each digit `9`; spaces and punctuation stay; control
// characters and ill-formed bytes become `?`. After 40 code points it ends in `…`.
std::string ToShape(std::string_view text);

// The value as one line that is safe in a log or a terminal: control characters, U+2028, U+2029
// and the bidi controls U+202A-202E and U+2066-2069 become `\n`, `\t`, `\r`, `\x1b`, `\u202e`,
// ill-formed bytes `\xNN`. A backslash stays as it is, so the result is to be read by people and
// cannot be turned back. A well-formed text without such characters comes out unchanged.
std::string OneLine(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_UTF8_H_
