#include "core/io/table_format.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "core/io/paths.h"

namespace stelsel::core {
namespace {

constexpr std::array<std::pair<std::string_view, FileKind>, 6> kKinds = {{
    {"csv", FileKind::kCsv},
    {"tsv", FileKind::kCsv},
    {"json", FileKind::kJson},
    {"jsonl", FileKind::kJsonLines},
    {"ndjson", FileKind::kJsonLines},
    {"xlsx", FileKind::kWorkbook},
}};

}  // namespace

std::optional<FileKind> KindCalled(std::string_view format) {
  const std::string lower = absl::AsciiStrToLower(absl::string_view(format.data(), format.size()));
  for (const auto& [name, kind] : kKinds) {
    if (lower == name) return kind;
  }
  return std::nullopt;
}

std::optional<NamedFormat> FormatOfName(std::string_view name) {
  NamedFormat named;
  const auto cut_ending = [&name]() -> std::string_view {
    const size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return "";
    const std::string_view ending = name.substr(dot + 1);
    name = name.substr(0, dot);
    return ending;
  };
  name = FileName(name);
  std::string_view ending = cut_ending();
  if (ending == "gz" || ending == "GZ") {
    named.format.gzip = true;
    ending = cut_ending();
  }
  const std::optional<FileKind> kind = KindCalled(ending);
  if (!kind || name.empty()) return std::nullopt;
  named.format.kind = *kind;
  named.stem = std::string(name);
  return named;
}

}  // namespace stelsel::core
