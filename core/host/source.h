// SOURCE and TARGET: [FORMAT:]PATH[@REVISION].
#ifndef STELSEL_CORE_HOST_SOURCE_H_
#define STELSEL_CORE_HOST_SOURCE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace stelsel::core {

struct SourceName {
  std::string format;  // empty when not given
  std::string path;
  std::string revision;  // empty when not given; a number, a date or `latest`

  // The path as people may see it: without the password that a server's may have.
  std::string Shown() const;
};

// A source or target as it was given, for people to see: likewise without a password.
std::string ShownSource(std::string_view text);

// Takes a text apart. What stands before the first colon is a format when it is an id and no slash
// comes before it; what stands behind the last @ is a revision when it looks like one.
SourceName ParseSource(std::string_view text);

// A status that says that nothing is at `path`, with what a revision looks like when the path ends
// in something behind an @ that may have been meant as one; any other as it is.
absl::Status WithRevisionForms(const absl::Status& status, std::string_view path);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_SOURCE_H_
