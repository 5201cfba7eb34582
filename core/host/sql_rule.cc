#include "core/host/sql_rule.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "core/base/status.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

constexpr const char* kKeys[] = {"rule",       "severity", "table",      "title nl", "title en",
                                 "cause nl",   "cause en", "cure nl",    "cure en",  "message nl",
                                 "message en", "source",   "parameters", "seconds",  "names"};
constexpr const char* kNeeded[] = {"rule",     "severity", "title nl", "title en", "cause nl",
                                   "cause en", "cure nl",  "cure en",  "source"};
constexpr Severity kSeverities[] = {Severity::kError, Severity::kWarning, Severity::kInfo};
constexpr int64_t kMaxSeconds = 600;
constexpr size_t kContinued = 3;  // blanks behind the dashes
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string Trimmed(std::string_view text) {
  return std::string(absl::StripAsciiWhitespace({text.data(), text.size()}));
}

// `NAME` of `…/NAME.sql`.
std::string StemOf(const std::string& file) {
  const std::string name = file.substr(file.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

class Reader {
 public:
  Reader(std::string text, const std::string& file, const Manifest& manifest)
      : manifest_(manifest) {
    out_.file = file;
    out_.text = std::move(text);
  }

  absl::StatusOr<SqlRule> Read() {
    STELSEL_RETURN_IF_ERROR(CheckBytes());
    STELSEL_RETURN_IF_ERROR(ReadHead());
    STELSEL_RETURN_IF_ERROR(CheckSelect());
    for (const char* const key : kNeeded) {
      if (head_.count(key) == 0) return Wrong(1, absl::StrCat("the head has no `", key, "`"));
    }
    STELSEL_RETURN_IF_ERROR(FillName());
    STELSEL_RETURN_IF_ERROR(FillSeverity());
    STELSEL_RETURN_IF_ERROR(FillTable());
    STELSEL_RETURN_IF_ERROR(FillMessage());
    STELSEL_RETURN_IF_ERROR(FillNames());
    STELSEL_RETURN_IF_ERROR(FillParameters());
    STELSEL_RETURN_IF_ERROR(FillSeconds());
    Rule& rule = out_.rule;
    rule.title = {Text("title nl"), Text("title en")};
    rule.cause = {Text("cause nl"), Text("cause en")};
    rule.cure = {Text("cure nl"), Text("cure en")};
    rule.source = Text("source");
    // An argument that is not there has the words of `none`.
    if (!Has("message nl")) rule.phrases["message"]["none"] = rule.title;
    return std::move(out_);
  }

 private:
  struct Value {
    std::string text;
    int64_t line = 0;
  };

  absl::Status Wrong(int64_t line, std::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat(out_.file, ":", line, ": ", OneLine(what)));
  }
  absl::Status Wrong(const char* key, std::string_view what) const {
    return Wrong(head_.at(key).line, absl::StrCat("`", key, "` ", std::string(what)));
  }
  bool Has(const char* key) const { return head_.count(key) > 0; }
  const std::string& Text(const char* key) const { return head_.at(key).text; }

  int64_t LineAt(size_t byte) const {
    const auto end = out_.text.begin() + static_cast<std::ptrdiff_t>(byte);
    return 1 + std::count(out_.text.begin(), end, '\n');
  }

  absl::Status CheckBytes() const {
    const size_t invalid = FirstInvalidUtf8(out_.text);
    if (invalid != std::string_view::npos) return Wrong(LineAt(invalid), "this is not UTF-8");
    const size_t nul = out_.text.find('\0');
    if (nul != std::string::npos) return Wrong(LineAt(nul), "there is a NUL byte");
    return absl::OkStatus();
  }

  // Up to the first line that is no comment; `rest_` is where that begins.
  absl::Status ReadHead() {
    const std::string_view text = out_.text;
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) rest_ = kByteOrderMark.size();
    std::string key;
    for (int64_t line = 1; text.substr(rest_, 2) == "--"; ++line) {
      const size_t end = std::min(text.find('\n', rest_), text.size());
      STELSEL_RETURN_IF_ERROR(ReadLine(text.substr(rest_ + 2, end - rest_ - 2), line, key));
      rest_ = std::min(end + 1, text.size());
    }
    for (const auto& [name, value] : head_) {
      if (value.text.empty()) return Wrong(value.line, absl::StrCat("`", name, "` has no value"));
    }
    if (head_.empty()) return Wrong(1, "there is no head: lines `-- rule: NAME` and so on");
    return absl::OkStatus();
  }

  // `line` is what stands behind the dashes, `key` the one that was before it.
  absl::Status ReadLine(std::string_view line, int64_t number, std::string& key) {
    const std::string words = Trimmed(line);
    if (words.empty()) return absl::OkStatus();
    if (line.find_first_not_of(" \t") >= kContinued) {
      if (key.empty()) return Wrong(number, "nothing stands before this that it could go on with");
      std::string& text = head_[key].text;
      absl::StrAppend(&text, text.empty() ? "" : " ", words);
      return absl::OkStatus();
    }
    const size_t colon = words.find(':');
    if (colon == std::string::npos) {
      return Wrong(number, "this is not `KEY: VALUE`; what goes on has three blanks behind the --");
    }
    key = Trimmed(words.substr(0, colon));
    if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys)) {
      return Wrong(
          number, absl::StrCat("`", key, "` is not known; known are ", absl::StrJoin(kKeys, ", ")));
    }
    const bool fresh = head_.emplace(key, Value{Trimmed(words.substr(colon + 1)), number}).second;
    return fresh ? absl::OkStatus() : Wrong(number, absl::StrCat("`", key, "` stands there twice"));
  }

  // Where the first word behind comments begins.
  size_t FirstWord() const {
    const std::string& text = out_.text;
    size_t at = rest_;
    while (at < text.size()) {
      if (absl::ascii_isspace(static_cast<unsigned char>(text[at]))) {
        ++at;
      } else if (text.compare(at, 2, "--") == 0) {
        at = std::min(text.find('\n', at), text.size());
      } else if (text.compare(at, 2, "/*") == 0) {
        const size_t end = text.find("*/", at + 2);
        at = end == std::string::npos ? text.size() : end + 2;
      } else {
        break;
      }
    }
    return at;
  }

  absl::Status CheckSelect() const {
    const size_t at = FirstWord();
    size_t end = at;
    while (end < out_.text.size() &&
           absl::ascii_isalpha(static_cast<unsigned char>(out_.text[end])))
      ++end;
    const std::string word = absl::AsciiStrToUpper(out_.text.substr(at, end - at));
    if (word == "SELECT" || word == "WITH") return absl::OkStatus();
    return Wrong(LineAt(at), "there is no SELECT behind the head");
  }

  absl::Status FillName() {
    const std::string& name = Text("rule");
    if (!IsId(name)) return Wrong("rule", "is not an id: [a-z][a-z0-9_]*");
    if (name != StemOf(out_.file)) {
      return Wrong("rule", absl::StrCat("is ", name, ", but the file is called ", StemOf(out_.file),
                                        ".sql"));
    }
    out_.rule.id = absl::StrCat(manifest_.id, "/", name);
    if (manifest_.FindRule(out_.rule.id) == nullptr) return absl::OkStatus();
    return Wrong("rule", absl::StrCat("is ", name, ", which plugin.json has too"));
  }

  absl::Status FillSeverity() {
    for (const Severity severity : kSeverities) {
      out_.rule.severity = severity;
      if (SeverityName(severity) == Text("severity")) return absl::OkStatus();
    }
    return Wrong("severity", "must be error, warning or info");
  }

  absl::Status FillTable() {
    if (!Has("table")) return absl::OkStatus();
    out_.rule.table = Text("table");
    out_.table_line = head_.at("table").line;
    return IsId(out_.rule.table) ? absl::OkStatus()
                                 : Wrong("table", "is not the name of a table: [a-z][a-z0-9_]*");
  }

  absl::Status FillMessage() {
    Texts& message = out_.rule.message;
    message = {"{message}", "{message}"};
    if (Has("message nl") != Has("message en")) {
      const bool dutch = Has("message nl");
      return Wrong(dutch ? "message nl" : "message en",
                   absl::StrCat("stands there without `message ", dutch ? "en`" : "nl`"));
    }
    if (!Has("message nl")) return absl::OkStatus();
    message = {Text("message nl"), Text("message en")};
    std::vector<std::string> nl = PlaceholdersOf(message.nl), en = PlaceholdersOf(message.en);
    std::sort(nl.begin(), nl.end());
    std::sort(en.begin(), en.end());
    return nl == en ? absl::OkStatus() : Wrong("message en", "names other columns than the Dutch");
  }

  // Only what the message says can be shown.
  absl::Status FillNames() {
    if (!Has("names")) return absl::OkStatus();
    const std::vector<std::string> words = PlaceholdersOf(out_.rule.message.en);
    for (const absl::string_view part : absl::StrSplit(Text("names"), ',')) {
      std::string name(absl::StripAsciiWhitespace(part));
      if (std::find(words.begin(), words.end(), name) == words.end())
        return Wrong("names", absl::StrCat("has `", name, "`, which the message does not name"));
      out_.rule.names.push_back(std::move(name));
    }
    return absl::OkStatus();
  }

  absl::Status FillParameters() {
    std::vector<std::string> declarations;
    if (!Has("parameters")) return absl::OkStatus();
    for (const absl::string_view part : absl::StrSplit(Text("parameters"), ',')) {
      std::string name(absl::StripAsciiWhitespace(part));
      const auto declared = manifest_.parameter_schemas.find(name);
      if (declared == manifest_.parameter_schemas.end()) {
        return Wrong("parameters",
                     absl::StrCat("has `", name, "`, which plugin.json does not declare"));
      }
      std::vector<std::string>& names = out_.parameters;
      if (std::find(names.begin(), names.end(), name) != names.end())
        return Wrong("parameters", absl::StrCat("has `", name, "` twice"));
      declarations.push_back(declared->second);
      names.push_back(std::move(name));
    }
    out_.rule.parameters = absl::StrCat("[", absl::StrJoin(declarations, ","), "]");
    return absl::OkStatus();
  }

  absl::Status FillSeconds() {
    if (!Has("seconds")) return absl::OkStatus();
    const bool right = absl::SimpleAtoi(Text("seconds"), &out_.seconds) && out_.seconds >= 1 &&
                       out_.seconds <= kMaxSeconds;
    return right ? absl::OkStatus()
                 : Wrong("seconds", absl::StrCat("must be a number from 1 to ", kMaxSeconds));
  }

  const Manifest& manifest_;
  SqlRule out_;
  std::map<std::string, Value> head_;
  size_t rest_ = 0;
};

}  // namespace

absl::StatusOr<SqlRule> ReadSqlRule(std::string text, const std::string& file,
                                    const Manifest& manifest) {
  return Reader(std::move(text), file, manifest).Read();
}

}  // namespace stelsel::core
