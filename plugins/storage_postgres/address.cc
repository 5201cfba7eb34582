#include "address.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>

#include "stelsel/detail/error.hpp"

namespace storage_postgres {
namespace {

using stelsel::Error;

constexpr char kOurs[] = "schema";

[[noreturn]] void fail(const std::string& what) {
  throw Error(STELSEL_INVALID_ARGUMENT, "what stands behind `postgresql:` " + what);
}

struct Parts {
  std::string conninfo;  // without our option
  std::optional<std::string> schema;
};

void set(Parts& parts, std::string schema) {
  if (parts.schema) fail("names a schema twice");
  parts.schema = std::move(schema);
}

// `//user@host/db?a=b&schema=c`
Parts split_uri(const std::string& path) {
  Parts parts;
  const std::size_t mark = path.find('?');
  parts.conninfo = "postgresql:" + path.substr(0, mark);
  char before = '?';
  for (std::size_t at = mark; at < path.size();) {
    const std::size_t end = std::min(path.find('&', at + 1), path.size());
    const std::string option = path.substr(at + 1, end - at - 1);
    if (option.starts_with(std::string(kOurs) + '=')) {
      set(parts, option.substr(sizeof kOurs));
    } else {
      parts.conninfo += before + option;
      before = '&';
    }
    at = end;
  }
  return parts;
}

// Reads `key = value` texts as libpq does: a value may stand between quotes, and \ takes the next
// character as it is.
class KeyValues {
 public:
  explicit KeyValues(const std::string& text) : text_(text) {}

  Parts split() {
    Parts parts;
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
      const std::size_t start = at_;
      const std::string key = read_key();
      std::string value = read_value();
      if (key == kOurs) {
        set(parts, std::move(value));
      } else {
        parts.conninfo += text_.substr(start, at_ - start) + ' ';
      }
    }
    return parts;
  }

 private:
  static bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
  void skip_blanks() {
    while (at_ < text_.size() && blank(text_[at_])) ++at_;
  }
  // With its `=`.
  std::string read_key() {
    std::string key;
    while (at_ < text_.size() && text_[at_] != '=' && !blank(text_[at_])) key += text_[at_++];
    skip_blanks();
    if (key.empty() || at_ == text_.size() || text_[at_++] != '=') {
      fail("is no `//user@host/database` and no list of `key=value`");
    }
    skip_blanks();
    return key;
  }
  std::string read_value() {
    const bool quoted = at_ < text_.size() && text_[at_] == '\'';
    if (quoted) ++at_;
    std::string value;
    while (at_ < text_.size() && (quoted ? text_[at_] != '\'' : !blank(text_[at_]))) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_++];
    }
    if (quoted && at_++ == text_.size()) fail("has a quote that does not end");
    return value;
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number_list(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == ','; });
}

}  // namespace

Address::Address(const std::string& path) {
  Parts parts = path.starts_with("//") ? split_uri(path) : KeyValues(path).split();
  if (parts.schema) schema_ = *std::move(parts.schema);
  check_schema();
  parse(parts.conninfo);
  for (const Option& option : options_) check(option);
  add_defaults();
}

// Roles are called after it, and names in PostgreSQL end at 63 bytes.
void Address::check_schema() const {
  const bool plain = std::all_of(schema_.begin(), schema_.end(),
                                 [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
  if (!plain || schema_.empty() || !is_lower(schema_[0]) || schema_.size() > 40 ||
      schema_.starts_with("pg_")) {
    fail(
        "names a schema that is no name for a store: a letter first, then at most 39 letters "
        "(a to z), digits and _, and not pg_ in front");
  }
}

// What libpq says of a text that it cannot read repeats the text, so that it is not handed on.
void Address::parse(const std::string& conninfo) {
  char* said = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
      PQconninfoParse(conninfo.c_str(), &said), PQconninfoFree);
  const bool explained = said != nullptr;
  PQfreemem(said);
  if (parsed == nullptr && !explained) throw std::bad_alloc();
  if (parsed == nullptr) fail("is nothing that PostgreSQL's libpq can read, see its documentation");
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) options_.push_back({option->keyword, option->val});
  }
}

// In a URI a password that has a / or an @ spills over into what comes after it, which is shown.
void Address::check(const Option& option) const {
  const bool shown = option.keyword == "host" || option.keyword == "hostaddr" ||
                     option.keyword == "port" || option.keyword == "dbname";
  if ((shown && option.value.find('@') != std::string::npos) ||
      (option.keyword == "port" && !is_number_list(option.value))) {
    fail(
        "has an @ in a host or a database, or a port that is no number; in a password write %40 "
        "for @ and %2F for /");
  }
}

void Address::add_defaults() {
  options_.push_back({"client_encoding", "UTF8"});  // the last one counts
  if (!has("fallback_application_name"))
    options_.push_back({"fallback_application_name", "stelsel"});
  if (!has("connect_timeout") && std::getenv("PGCONNECT_TIMEOUT") == nullptr) {
    options_.push_back({"connect_timeout", "10"});
  }
}

bool Address::has(std::string_view keyword) const {
  return std::any_of(options_.begin(), options_.end(),
                     [&](const Option& option) { return option.keyword == keyword; });
}

std::vector<const char*> Address::keywords() const {
  std::vector<const char*> out;
  for (const Option& option : options_) out.push_back(option.keyword.c_str());
  out.push_back(nullptr);
  return out;
}

std::vector<const char*> Address::values() const {
  std::vector<const char*> out;
  for (const Option& option : options_) out.push_back(option.value.c_str());
  out.push_back(nullptr);
  return out;
}

bool Address::shows_secret(std::string_view text) const {
  return std::any_of(options_.begin(), options_.end(), [&](const Option& option) {
    return option.keyword.ends_with("password") && !option.value.empty() &&
           text.find(option.value) != std::string_view::npos;
  });
}

}  // namespace storage_postgres
