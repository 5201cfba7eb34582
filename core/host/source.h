// SOURCE and TARGET: [FORMAT:]PATH[@REVISION].
#ifndef STELSEL_CORE_HOST_SOURCE_H_
#define STELSEL_CORE_HOST_SOURCE_H_

#include <string>
#include <string_view>

namespace stelsel::core {

struct SourceName {
  std::string format;  // empty when not given
  std::string path;
  std::string revision;  // empty when not given; a number, a date or `latest`

  // The path as people may see it: without the password that a server's may have.
  std::string Shown() const;
};

// Takes a text apart. What stands before the first colon is a format when it is an id and no slash
// comes before it; what stands behind the last @ is a revision when it looks like one.
SourceName ParseSource(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_SOURCE_H_
