#include "render/link.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "render/clean.h"

namespace reporting {
namespace {

// Longer ones are no address that somebody meant.
constexpr std::size_t kLongest = 2000;

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// What nothing in an address needs, and some readers take for its end or for a slash.
bool HasOddCharacters(std::string_view address) {
  return address.find_first_of(" \n\t\"'<>\\^`{}|") != std::string_view::npos ||
         Clean(address) != address;
}

// `host` and all behind it: no empty host, and none that `name@` makes look like another.
bool HasPlainHost(std::string_view rest) {
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  return !authority.empty() && authority.find('@') == std::string_view::npos;
}

// No step up, also not one that is written with percent signs.
bool StaysBelow(std::string_view path) {
  if (path.empty() || path[0] == '/') return false;
  const std::string lower = Lower(path);
  for (const char* written : {"%2e", "%2f", "%5c"}) {
    if (lower.find(written) != std::string::npos) return false;
  }
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (path.substr(at, end - at) == "..") return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

bool IsSafeLink(std::string_view address) {
  if (address.empty() || address.size() > kLongest || HasOddCharacters(address)) return false;
  if (address[0] == '#') return address.size() > 1;
  const std::string lower = Lower(address);
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (lower.compare(0, scheme.size(), scheme) == 0)
      return HasPlainHost(address.substr(scheme.size()));
  }
  const std::string_view mail = "mailto:";
  if (lower.compare(0, mail.size(), mail) == 0) return address.size() > mail.size();
  const std::string_view path = address.substr(0, address.find_first_of("?#"));
  return path.find(':') == std::string_view::npos && StaysBelow(path);
}

}  // namespace reporting
