// Part of testing.hpp: lines of NDJSON, as far as findings need them.
#ifndef STELSEL_DETAIL_NDJSON_HPP_
#define STELSEL_DETAIL_NDJSON_HPP_

#include <cctype>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "stelsel/detail/error.hpp"

namespace stelsel::detail {

// The members of one object on a line, as texts: a list becomes its texts joined by ", ", and an
// object within it the text that it is. Throws Error on what is no such object.
class NdjsonLine {
 public:
  explicit NdjsonLine(std::string_view line) : rest_(line) {}

  std::map<std::string, std::string> read() {
    std::map<std::string, std::string> members;
    expect('{');
    while (!taken('}')) {
      if (!members.empty()) expect(',');
      const std::string name = text();
      expect(':');
      if (!members.emplace(name, value()).second) fail("`" + name + "` stands there twice");
    }
    skip_space();
    if (!rest_.empty()) fail("something stands behind the object");
    return members;
  }

 private:
  [[noreturn]] static void fail(const std::string& what) {
    throw Error(STELSEL_INVALID_ARGUMENT, what);
  }
  void skip_space() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0)
      rest_.remove_prefix(1);
  }
  bool taken(char c) {
    skip_space();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!taken(c)) fail(std::string("no `") + c + "` where it has to be");
  }
  bool next_is(char c) {
    skip_space();
    return !rest_.empty() && rest_.front() == c;
  }

  std::string value() {
    if (next_is('"')) return text();
    if (next_is('[')) return list();
    if (next_is('{')) return nested();
    const std::size_t end = rest_.find_first_of(",}] \t");
    const std::string_view word = rest_.substr(0, end);
    if (word.empty()) fail("a value is missing");
    rest_.remove_prefix(word.size());
    return std::string(word);
  }
  std::string list() {
    expect('[');
    std::string joined;
    for (bool first = true; !taken(']'); first = false) {
      if (!first) expect(',');
      joined += (first ? "" : ", ") + value();
    }
    return joined;
  }
  std::string nested() {
    const std::string_view before = rest_;
    expect('{');
    for (bool first = true; !taken('}'); first = false) {
      if (!first) expect(',');
      text();
      expect(':');
      value();
    }
    return std::string(before.substr(0, before.size() - rest_.size()));
  }

  std::string text() {
    expect('"');
    std::string out;
    while (!rest_.empty() && rest_.front() != '"') {
      const char c = take();
      if (c == '\\') {
        escaped(out);
      } else {
        out += c;
      }
    }
    if (rest_.empty()) fail("a text does not end");
    rest_.remove_prefix(1);
    return out;
  }
  char take() {
    if (rest_.empty()) fail("a text does not end");
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  void escaped(std::string& out) {
    constexpr std::string_view kLetters = "bfnrt", kMeaning = "\b\f\n\r\t";
    const char c = take();
    const std::size_t at = kLetters.find(c);
    if (c == 'u') {
      unicode(out);
    } else {
      out += at == std::string_view::npos ? c : kMeaning[at];
    }
  }
  // Of a pair of surrogates each half by itself: both sides of a comparison come this way.
  void unicode(std::string& out) {
    unsigned code = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = take();
      if (std::isxdigit(static_cast<unsigned char>(c)) == 0) fail("\\u needs four digits");
      code = code * 16 + static_cast<unsigned>(std::stoi(std::string(1, c), nullptr, 16));
    }
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0 | (code >> 6));
      out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      out += static_cast<char>(0xE0 | (code >> 12));
      out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (code & 0x3F));
    }
  }

  std::string_view rest_;
};

}  // namespace stelsel::detail

#endif  // STELSEL_DETAIL_NDJSON_HPP_
