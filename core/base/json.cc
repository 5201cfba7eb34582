#include "core/base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <exception>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/base/status.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

using Error = json::error_code;
using Text = json::string_view;

constexpr std::string_view kBom = "\xEF\xBB\xBF";

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

// Builds the value, as the handler inside Boost.JSON does, and sees what that one lets pass: keys
// that occur twice, and numbers that it rounds wrongly or to infinity.
class Handler {
 public:
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  // Empty unless the handler stopped the parser.
  const std::string& problem() const { return problem_; }
  json::value Release() { return stack_.release(); }

  bool on_document_begin(Error&) {
    stack_.reset();
    return true;
  }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) {
    keys_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t n, Error&) {
    keys_.pop_back();
    stack_.push_object(n);
    return true;
  }
  bool on_array_begin(Error&) { return true; }
  bool on_array_end(std::size_t n, Error&) {
    stack_.push_array(n);
    return true;
  }
  bool on_key_part(Text part, std::size_t, Error&) {
    key_.append(part.data(), part.size());
    stack_.push_chars(part);
    return true;
  }
  bool on_key(Text part, std::size_t, Error& error) {
    key_.append(part.data(), part.size());
    stack_.push_key(part);
    const std::string key = std::exchange(key_, {});
    if (keys_.back().insert(key).second) return true;
    return Stop(absl::StrCat("the key `", OneLine(key), "` occurs twice"), error);
  }
  bool on_string_part(Text part, std::size_t, Error&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(Text part, std::size_t, Error&) {
    stack_.push_string(part);
    return true;
  }
  bool on_number_part(Text part, Error&) {
    number_.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t value, Text, Error&) {
    number_.clear();
    stack_.push_int64(value);
    return true;
  }
  bool on_uint64(std::uint64_t value, Text, Error&) {
    number_.clear();
    stack_.push_uint64(value);
    return true;
  }
  // Boost.JSON 1.81 may be off by some units in the last place, so its own value is not used.
  bool on_double(double, Text part, Error& error) {
    number_.append(part.data(), part.size());
    const std::string number = std::exchange(number_, {});
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    if (read.ec != std::errc()) return Stop("a number that no double can hold", error);
    stack_.push_double(value);
    return true;
  }
  bool on_bool(bool value, Error&) {
    stack_.push_bool(value);
    return true;
  }
  bool on_null(Error&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(Text, Error&) { return true; }
  bool on_comment(Text, Error&) { return true; }

 private:
  bool Stop(std::string problem, Error& error) {
    problem_ = std::move(problem);
    error = json::error::syntax;
    return false;
  }

  json::value_stack stack_;
  std::vector<absl::flat_hash_set<std::string>> keys_;  // one set for each object still open
  std::string key_;
  std::string number_;
  std::string problem_;
};

absl::Status ErrorAt(std::string_view text, std::size_t offset, std::string_view name,
                     std::string_view what) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t line_start = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t column = 1 + CountCodePoints(before.substr(line_start));
  return absl::InvalidArgumentError(
      absl::StrCat(OneLine(name), ":", line, ":", column, ": ", Absl(what)));
}

absl::StatusOr<json::value> ParseChecked(std::string_view text, std::string_view name) {
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  json::basic_parser<Handler> parser(options);
  Error error;
  const std::size_t end = parser.write_some(false, text.data(), text.size(), error);
  if (!error && end < text.size()) error = json::error::extra_data;
  if (!error) return parser.handler().Release();
  const std::string& problem = parser.handler().problem();
  return ErrorAt(text, end, name, problem.empty() ? error.message() : problem);
}

absl::Status WrongType(std::string_view key, std::string_view type) {
  return absl::InvalidArgumentError(absl::StrCat("`", OneLine(key), "` must be ", Absl(type)));
}

class Writer {
 public:
  explicit Writer(int indent) : indent_(indent > 0 ? static_cast<std::size_t>(indent) : 0) {}

  std::string Take() { return std::move(out_); }

  void Write(const json::value& value) {
    switch (value.kind()) {
      case json::kind::null:
        out_ += "null";
        break;
      case json::kind::bool_:
        out_ += value.get_bool() ? "true" : "false";
        break;
      case json::kind::int64:
        out_ += std::to_string(value.get_int64());
        break;
      case json::kind::uint64:
        out_ += std::to_string(value.get_uint64());
        break;
      case json::kind::double_:
        WriteDouble(value.get_double());
        break;
      case json::kind::string:
        WriteString(value.get_string());
        break;
      case json::kind::array:
        WriteItems('[', ']', value.get_array(), [this](const json::value& v) { Write(v); });
        break;
      case json::kind::object:
        WriteItems('{', '}', value.get_object(),
                   [this](const json::key_value_pair& pair) { WritePair(pair); });
        break;
    }
  }

 private:
  template <typename Items, typename WriteItem>
  void WriteItems(char open, char close, const Items& items, WriteItem write_item) {
    out_ += open;
    ++level_;
    bool first = true;
    for (const auto& item : items) {
      if (!std::exchange(first, false)) out_ += ',';
      NewLine();
      write_item(item);
    }
    --level_;
    if (!items.empty()) NewLine();
    out_ += close;
  }

  void WritePair(const json::key_value_pair& pair) {
    WriteString(pair.key());
    out_ += indent_ > 0 ? ": " : ":";
    Write(pair.value());
  }

  void NewLine() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(level_ * indent_, ' ');
  }

  void WriteDouble(double value) {
    if (!std::isfinite(value)) {
      out_ += "null";
      return;
    }
    const double size = std::abs(value);
    const bool plain = size == 0 || (size >= 1e-6 && size < 1e15);
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value,
                                   plain ? std::chars_format::fixed : std::chars_format::scientific)
                         .ptr;
    out_.append(buffer, end);
    if (plain && std::find(buffer, end, '.') == end) out_ += ".0";
  }

  void WriteString(std::string_view text) {
    out_ += '"';
    while (!text.empty()) {
      const std::size_t invalid = FirstInvalidUtf8(text);
      for (const char c : text.substr(0, invalid)) WriteChar(c);
      if (invalid == std::string_view::npos) break;
      out_ += "\xEF\xBF\xBD";
      text.remove_prefix(invalid + 1);
    }
    out_ += '"';
  }

  void WriteChar(char c) {
    const bool control = static_cast<unsigned char>(c) < 0x20;
    if (!control && c != '"' && c != '\\') {
      out_ += c;
      return;
    }
    constexpr std::string_view kShort = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (std::size_t i = 0; i < kShort.size(); i += 2) {
      if (c != kShort[i]) continue;
      out_ += '\\';
      out_ += kShort[i + 1];
      return;
    }
    absl::StrAppend(&out_, "\\u", absl::Hex(c, absl::kZeroPad4));
  }

  std::size_t indent_;
  std::size_t level_ = 0;
  std::string out_;
};

}  // namespace

absl::StatusOr<json::value> ParseJson(std::string_view text, std::string_view name) {
  if (text.size() > kMaxJsonBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat(OneLine(name), " is larger than ", kMaxJsonBytes, " bytes"));
  }
  if (text.substr(0, kBom.size()) == kBom) text.remove_prefix(kBom.size());
  const std::size_t invalid = FirstInvalidUtf8(text);
  if (invalid != std::string_view::npos) {
    return ErrorAt(text, invalid, name, "this byte is not valid UTF-8");
  }
  try {
    return ParseChecked(text, name);
  } catch (const std::exception& problem) {
    return absl::ResourceExhaustedError(absl::StrCat(OneLine(name), ": ", problem.what()));
  }
}

absl::StatusOr<std::string> GetString(const json::object& object, std::string_view key) {
  STELSEL_ASSIGN_OR_RETURN(auto text, GetOptionalString(object, key));
  if (text) return *std::move(text);
  return absl::InvalidArgumentError(absl::StrCat("`", OneLine(key), "` is missing"));
}

absl::StatusOr<std::optional<std::string>> GetOptionalString(const json::object& object,
                                                             std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) return WrongType(key, "a text");
  return std::string(std::string_view(value->get_string()));
}

absl::StatusOr<std::optional<bool>> GetOptionalBool(const json::object& object,
                                                    std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_bool()) return WrongType(key, "true or false");
  return value->get_bool();
}

absl::StatusOr<std::optional<std::int64_t>> GetOptionalInt(const json::object& object,
                                                           std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_int64()) return WrongType(key, "a whole number");
  return value->get_int64();
}

absl::StatusOr<std::vector<std::string>> GetStringArray(const json::object& object,
                                                        std::string_view key) {
  std::vector<std::string> texts;
  const json::value* value = object.if_contains(key);
  if (value == nullptr) return texts;
  if (!value->is_array()) return WrongType(key, "a list of texts");
  for (const json::value& item : value->get_array()) {
    if (!item.is_string()) return WrongType(key, "a list of texts");
    texts.emplace_back(std::string_view(item.get_string()));
  }
  return texts;
}

std::string WriteJson(const json::value& value, int indent) {
  Writer writer(indent);
  writer.Write(value);
  return writer.Take();
}

}  // namespace stelsel::core
