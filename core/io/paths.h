// Small questions about paths, put to their texts alone.
#ifndef STELSEL_CORE_IO_PATHS_H_
#define STELSEL_CORE_IO_PATHS_H_

#include <string>
#include <string_view>

namespace stelsel::core {

inline constexpr std::string_view kDescriptorName = "datapackage.json";
inline constexpr std::string_view kCsvEnding = ".csv";

inline std::string JoinPath(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && path.back() != '/') path += '/';
  return path.append(name);
}

// What stands behind the last slash.
inline std::string_view FileName(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

// What stands before the file's name, with its slash; empty when nothing does.
inline std::string_view FolderOf(std::string_view path) {
  return path.substr(0, path.rfind('/') + 1);
}

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_PATHS_H_
