#include "ocds_shape.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>

#include "ocds_members.h"

namespace inkoop {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostFaults = 100;

using members::Member;
using members::Shape;
using members::Type;

bool IsLike(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == 'd' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

// `Z`, `+02:00`, and parts of seconds before either.
bool IsZone(std::string_view text) {
  if (!text.empty() && text[0] == '.') {
    const std::size_t end = text.find_first_not_of("0123456789", 1);
    if (end == 1 || end == std::string_view::npos) return false;
    text.remove_prefix(end);
  }
  return text == "Z" || IsLike(text, "+dd:dd") || IsLike(text, "-dd:dd");
}

// 2021-12-31T00:00:00Z: a day that is there, a time of day and a zone, as of RFC 3339.
bool IsMoment(std::string_view text) {
  constexpr std::string_view kPattern = "dddd-dd-ddTdd:dd:dd";
  if (!IsLike(text.substr(0, kPattern.size()), kPattern)) return false;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(at, size)) value = value * 10 + (c - '0');
    return value;
  };
  const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2))));
  return day.ok() && number(11, 2) < 24 && number(14, 2) < 60 && number(17, 2) <= 60 &&
         IsZone(text.substr(kPattern.size()));
}

// A scheme, a colon, and no blanks behind it.
bool IsUri(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size() || !is_letter(text[0]))
    return false;
  const bool scheme =
      std::all_of(text.begin(), text.begin() + static_cast<long>(colon), [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      });
  return scheme && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"';
         });
}

// One of `codes`; `AAA` is any three capitals, as of a currency, and `9.9` two numbers, as of a
// version.
bool IsCode(const json::string& text, const char* codes) {
  if (std::string_view(codes) == "AAA")
    return text.size() == 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (std::string_view(codes) == "9.9") {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto dot = std::find_if_not(text.begin(), text.end(), is_digit);
    return dot != text.begin() && dot != text.end() && *dot == '.' && dot + 1 != text.end() &&
           std::all_of(dot + 1, text.end(), is_digit);
  }
  const std::string padded = std::string(" ") + codes + " ";
  return text.find(' ') == json::string::npos && !text.empty() &&
         padded.find(" " + std::string(text.c_str()) + " ") != std::string::npos;
}

std::string ExpectedOf(std::string_view codes) {
  if (codes == "AAA") return "ISO 4217";
  return codes == "9.9" ? "MAJOR.MINOR" : std::string(codes);
}

class Looker {
 public:
  std::vector<ShapeFault> faults;

  void Object(const json::value& value, const Shape& shape, const std::string& path) {
    const json::object* const object = value.if_object();
    if (object == nullptr) return Fault(path, "object");
    if (shape.some && object->empty()) return Fault(path, "object, minProperties 1");
    for (const Member& member : shape.members) {
      const std::string at = path.empty() ? member.name : path + "/" + member.name;
      const json::value* const found = object->if_contains(member.name);
      if (found == nullptr) {
        if (member.required) Fault(at, "");
      } else if (!found->is_null() || !member.may_be_null) {
        Look(*found, member, at);
      }
    }
  }

 private:
  void Fault(const std::string& path, const std::string& expected) {
    if (faults.size() < kMostFaults) faults.push_back({path, expected});
  }

  void Look(const json::value& value, const Member& member, const std::string& at) {
    switch (member.type) {
      case Type::object:
        if (member.some && value.is_object() && value.get_object().empty())
          return Fault(at, "object, minProperties 1");
        return Object(value, *member.shape, at);
      case Type::any_object:
        if (!value.is_object()) Fault(at, "object");
        return;
      case Type::objects:
      case Type::texts:
      case Type::some_texts:
        return List(value, member, at);
      default:
        return Scalar(value, member, at);
    }
  }

  void List(const json::value& value, const Member& member, const std::string& at) {
    const json::array* const list = value.if_array();
    if (list == nullptr || (member.some && list->empty()))
      return Fault(at, member.some ? "array, minItems 1" : "array");
    for (std::size_t i = 0; i < list->size() && faults.size() < kMostFaults; ++i) {
      const json::value& one = (*list)[i];
      const std::string place = at + "/" + std::to_string(i);
      if (member.type != Type::objects) {
        TextOf(one, member, place);
      } else if (member.shape != nullptr) {
        Object(one, *member.shape, place);
      } else if (!one.is_object()) {
        Fault(place, "object");
      }
    }
    if (member.distinct) Twins(*list, at);
  }
  void TextOf(const json::value& value, const Member& member, const std::string& at) {
    const json::string* const text = value.if_string();
    if (text == nullptr) {
      Fault(at, "string");
    } else if (member.type == Type::some_texts && text->empty()) {
      Fault(at, "string, minLength 1");
    } else if (member.codes != nullptr && !IsCode(*text, member.codes)) {
      Fault(at, member.codes);
    }
  }
  // Members in another order are the same object, and count as two here.
  void Twins(const json::array& list, const std::string& at) {
    if (list.size() < 2) return;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!seen.insert(json::serialize(list[i])).second)
        return Fault(at + "/" + std::to_string(i), "uniqueItems");
    }
  }

  void Scalar(const json::value& value, const Member& member, const std::string& at) {
    const json::string* const text = value.if_string();
    const std::string_view view =
        text != nullptr ? std::string_view(text->data(), text->size()) : std::string_view();
    if (const char* const expected = Expected(value, text != nullptr, view, member))
      return Fault(at, expected);
    if (member.codes != nullptr && text != nullptr && !IsCode(*text, member.codes))
      Fault(at, ExpectedOf(member.codes));
  }
  // Null when it is as it should be.
  static const char* Expected(const json::value& value, bool is_text, std::string_view text,
                              const Member& member) {
    const bool is_whole = value.is_int64() || value.is_uint64();
    switch (member.type) {
      case Type::text:
        return is_text ? nullptr : "string";
      case Type::some_text:
        return is_text && !text.empty() ? nullptr : "string, minLength 1";
      case Type::moment:
        return is_text && IsMoment(text) ? nullptr : "date-time";
      case Type::uri:
        return is_text && IsUri(text) ? nullptr : "uri";
      case Type::id:
        return (is_text && (!member.required || !text.empty())) || is_whole ? nullptr
                                                                            : "string, integer";
      case Type::whole:
        return is_whole ? nullptr : "integer";
      case Type::number:
        return is_whole || value.is_double() ? nullptr : "number";
      default:
        return value.is_bool() ? nullptr : "boolean";
    }
  }
};

}  // namespace

std::vector<ShapeFault> FaultsOfRelease(const json::value& release) {
  Looker looker;
  looker.Object(release, members::kRelease, "");
  return std::move(looker.faults);
}

std::vector<ShapeFault> FaultsOfPackage(const json::value& package) {
  Looker looker;
  looker.Object(package, members::kPackage, "");
  return std::move(looker.faults);
}

}  // namespace inkoop
