#include "core/cli/text_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/utf8.h"

namespace stelsel::core {

std::vector<std::string> Wrap(const std::string& text, size_t width) {
  std::vector<std::string> lines = {""};
  for (const absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    const size_t length = CountCodePoints({word.data(), word.size()});
    const size_t used = CountCodePoints(lines.back());
    if (used > 0 && used + 1 + length > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    absl::StrAppend(&lines.back(), word);
  }
  return lines;
}

std::string TextTable(const std::vector<std::vector<std::string>>& rows, size_t width) {
  std::vector<size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i + 1 < row.size(); ++i)
      widths[i] = std::max(widths[i], CountCodePoints(row[i]));
  }
  size_t before_last = 0;
  for (size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] + 2;
  const size_t left = width > before_last + 20 ? width - before_last : 20;
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i + 1 < row.size(); ++i) {
      absl::StrAppend(&line, row[i], std::string(widths[i] + 2 - CountCodePoints(row[i]), ' '));
    }
    for (const std::string& part : Wrap(row.empty() ? "" : row.back(), left)) {
      absl::StrAppend(&line, part);
      absl::StrAppend(&out, line.substr(0, line.find_last_not_of(' ') + 1), "\n");
      line = std::string(before_last, ' ');
    }
  }
  return out;
}

}  // namespace stelsel::core
