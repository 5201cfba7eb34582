#include "words.h"

#include <algorithm>
#include <utility>

namespace survey {
namespace {

// Letters of Latin-1 from U+00C0, without their accents and capitals; a blank parts words.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

unsigned char ByteAt(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

// Bytes of a blank that does not break, or of general punctuation such as curly quotes and dashes;
// 0 for anything else.
std::size_t PunctuationAt(std::string_view text, std::size_t at) {
  const unsigned char first = ByteAt(text, at), second = ByteAt(text, at + 1);
  if (first == 0xC2 && second >= 0x80 && second <= 0xBF) return 2;
  if (first == 0xE2 && (second == 0x80 || second == 0x81)) return 3;
  return 0;
}

// One character, in the form that is compared; a blank where it parts words.
std::string CharacterAt(std::string_view text, std::size_t& at) {
  const unsigned char byte = ByteAt(text, at);
  if (const std::size_t length = PunctuationAt(text, at)) {
    at += length;
    return " ";
  }
  if (byte == 0xC3 && ByteAt(text, at + 1) >= 0x80) {
    at += 2;
    return std::string(1, kLatin[ByteAt(text, at - 1) & 0x3F]);
  }
  ++at;
  if (byte >= 'A' && byte <= 'Z') return std::string(1, static_cast<char>(byte - 'A' + 'a'));
  const bool is_word = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
  return is_word ? std::string(1, static_cast<char>(byte)) : " ";
}

std::string With(std::string text, char between) {
  for (char& c : text) c = c == ' ' ? between : c;
  return text;
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const std::string next = CharacterAt(text, at);
    if (next != " ") {
      word += next;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string Joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string joined;
  for (std::size_t i = begin; i < end; ++i) joined += (joined.empty() ? "" : " ") + words[i];
  return joined;
}

std::string Plain(std::string_view text) {
  const std::vector<std::string> words = WordsOf(text);
  return Joined(words, 0, words.size());
}

std::string CodeOf(std::string_view text) { return With(Plain(text), '_'); }

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  for (bool more = true; more;) {
    const std::size_t before = text.size();
    while (!text.empty() && kBlanks.find(text.front()) != kBlanks.npos) text.remove_prefix(1);
    while (!text.empty() && kBlanks.find(text.back()) != kBlanks.npos) text.remove_suffix(1);
    if (text.starts_with(kNoBreak)) text.remove_prefix(kNoBreak.size());
    if (text.ends_with(kNoBreak)) text.remove_suffix(kNoBreak.size());
    more = text.size() != before;
  }
  return text;
}

std::vector<std::string_view> Parts(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view part = Trimmed(text.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace survey
