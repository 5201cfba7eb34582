// Files that the build put into the plugin.
#ifndef STELSEL_PLUGINS_SURVEY_EMBEDDED_H_
#define STELSEL_PLUGINS_SURVEY_EMBEDDED_H_

#include <string_view>
#include <vector>

namespace survey {

struct EmbeddedFile {
  std::string_view table;
  std::string_view text;
};

std::vector<EmbeddedFile> EmbeddedFiles();

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_EMBEDDED_H_
