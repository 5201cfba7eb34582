// Texts of a document made safe to show, before any format escapes its own markup.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_CLEAN_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_CLEAN_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reporting {

// The text with whatever could deceive or break a page shown as U+FFFD: control characters, those
// that turn the direction of writing, invisible marks, and bytes that are no UTF-8. Line ends
// become
// `\n`; tabs, and the separators of lines and paragraphs, become spaces.
std::string Clean(std::string_view text);

// The same on one line.
std::string CleanLine(std::string_view text);

// Characters, as code points. The text must be UTF-8.
std::size_t Length(std::string_view text);

// The words of a text; runs of spaces and line ends part them.
std::vector<std::string_view> SplitWords(std::string_view text);

// The lines of a text.
std::vector<std::string_view> SplitLines(std::string_view text);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_CLEAN_H_
