#include "core/host/source.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "re2/re2.h"

namespace stelsel::core {
namespace {

bool IsRevision(std::string_view text) {
  if (text == "latest" || ParseDate(text)) return true;
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

// Of `//user:password@host/...?password=...` or `host=... password='...'`.
std::string SourceName::Shown() const {
  static const RE2* const kInAuthority = new RE2(R"(^(//[^/@:]*):[^/@]*@)");
  static const RE2* const kNamed = new RE2(R"((?i)(password\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s&]*))");
  std::string shown = path;
  if (format.empty()) return shown;  // a plain path is no server's
  RE2::Replace(&shown, *kInAuthority, R"(\1:***@)");
  RE2::GlobalReplace(&shown, *kNamed, R"(\1***)");
  return shown;
}

std::string ShownSource(std::string_view text) {
  const SourceName name = ParseSource(text);
  const std::string shown = name.Shown();
  if (shown == name.path) return std::string(text);
  return name.format + ":" + shown + (name.revision.empty() ? "" : "@" + name.revision);
}

absl::Status WithRevisionForms(const absl::Status& status, std::string_view path) {
  const size_t at = path.rfind('@');
  if (!absl::IsNotFound(status) || at == std::string_view::npos) return status;
  const std::string_view behind = path.substr(at);
  if (behind.find_first_of("/:") != std::string_view::npos) return status;  // of a server's name
  return absl::NotFoundError(
      absl::StrCat(status.message(), " (", OneLine(behind),
                   " is no revision: those are @NUMBER, @YYYY-MM-DD and @latest)"));
}

SourceName ParseSource(std::string_view text) {
  SourceName name;
  const size_t colon = text.find(':');
  if (colon != std::string_view::npos && IsId(text.substr(0, colon))) {
    name.format = std::string(text.substr(0, colon));
    text.remove_prefix(colon + 1);
  }
  const size_t at = text.rfind('@');
  if (at != std::string_view::npos && IsRevision(text.substr(at + 1))) {
    name.revision = std::string(text.substr(at + 1));
    text = text.substr(0, at);
  }
  name.path = std::string(text);
  return name;
}

}  // namespace stelsel::core
