// A table for a terminal of 80 columns.
#ifndef STELSEL_CORE_CLI_TEXT_TABLE_H_
#define STELSEL_CORE_CLI_TEXT_TABLE_H_

#include <string>
#include <vector>

namespace stelsel::core {

// Columns as wide as their widest cell, two spaces apart; the last one is wrapped at words so that
// lines stay within `width`.
std::string TextTable(const std::vector<std::vector<std::string>>& rows, size_t width = 80);

// `text` in lines of at most `width` columns, broken at spaces; a longer word stays whole.
std::vector<std::string> Wrap(const std::string& text, size_t width);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_TEXT_TABLE_H_
