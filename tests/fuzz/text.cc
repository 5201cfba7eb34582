// Encodings: what comes out is UTF-8, but for a byte 0xFF where the text could not be decoded; and
// what was decoded whole is encoded again to the bytes that were read.
#include <algorithm>

#include "core/base/utf8.h"
#include "core/io/text_file.h"
#include "tests/fuzz/fuzz_util.h"

namespace stelsel::core {
namespace {

void AppendUnit(char32_t unit, bool little, std::string& out) {
  const char low = static_cast<char>(unit & 0xFF);
  const char high = static_cast<char>(unit >> 8);
  out += little ? low : high;
  out += little ? high : low;
}

std::string ToUtf16(std::string_view text, bool little) {
  std::string out;
  while (!text.empty()) {
    const CodePoint code = DecodeFirst(text).value();
    text.remove_prefix(code.length);
    if (code.value < 0x10000) {
      AppendUnit(code.value, little, out);
    } else {
      AppendUnit(0xD800 + ((code.value - 0x10000) >> 10), little, out);
      AppendUnit(0xDC00 + (code.value & 0x3FF), little, out);
    }
  }
  return out;
}

void CheckCopy(std::string_view bytes, const Text& text) {
  const auto copy = ReadWholeFile(*text.copy, int64_t{1} << 30);
  Require(copy.ok(), "the copy can be read");
  std::string without = *copy;
  without.erase(std::remove(without.begin(), without.end(), '\xFF'), without.end());
  Require(FirstInvalidUtf8(without) == std::string::npos, "the copy is UTF-8");
  const bool windows = text.encoding == Encoding::kWindows1252;
  if (windows) Require(CountCodePoints(*copy) == bytes.size(), "a byte is a character");
  if (windows || without.size() < copy->size()) return;
  Require(ToUtf16(*copy, text.encoding == Encoding::kUtf16Le) == bytes, "nothing was lost");
}

void CheckSurvey(std::string_view bytes, const File& file) {
  const auto survey = SurveyText(file, '"', 1, TextSurvey::kLeastSegmentBytes + file.size() % 13);
  Require(survey.ok(), "a file that is there can be looked at");
  const bool valid = FirstInvalidUtf8(bytes) == std::string_view::npos;
  Require(survey->is_utf8 == valid, "the survey knows UTF-8");
  int64_t lines = 0;
  for (const auto& segment : survey->segments) lines += segment.line_feeds;
  Require(!valid || lines == std::count(bytes.begin(), bytes.end(), '\n'), "it counts all lines");
}

void Try(std::string_view bytes) {
  const MemoryFile memory(bytes);
  const File file = memory.Open();
  CheckSurvey(bytes, file);
  const auto guessed = AsUtf8(file, std::nullopt, '"', 1);
  Require(guessed.ok(), "a file that is there can be judged");
  if (guessed->copy) CheckCopy(bytes, *guessed);
  for (const Encoding encoding :
       {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252}) {
    const auto text = AsUtf8(file, encoding, '"', 1);
    Require(text.ok(), "a file that is there can be decoded");
    Require(text->copy.has_value() == (encoding != Encoding::kUtf8), "UTF-8 is not copied");
    if (text->copy) CheckCopy(bytes, *text);
  }
  const std::string shown = OneLine(bytes);
  Require(FirstInvalidUtf8(shown) == std::string::npos, "a line to show is UTF-8");
  Require(OneLine(shown) == shown && shown.find('\n') == std::string::npos, "it is one line");
  Require(FirstInvalidUtf8(ToShape(bytes)) == std::string::npos, "a shape is UTF-8");
}

}  // namespace
}  // namespace stelsel::core

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stelsel::core::Try(stelsel::core::View(data, size));
  return 0;
}
