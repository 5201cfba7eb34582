// Texts as people type them: compared by their words, without case, accents and punctuation.
#ifndef STELSEL_PLUGINS_SURVEY_WORDS_H_
#define STELSEL_PLUGINS_SURVEY_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

namespace survey {

// The words of a text in small ASCII letters and digits; what is neither parts them. Letters of
// other scripts stay as they are. `Financiële  risico’s?` is financiele, risico, s.
std::vector<std::string> WordsOf(std::string_view text);

// Words from `begin` to before `end` with one blank between.
std::string Joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end);
// All of the text's.
std::string Plain(std::string_view text);
// The same with _ between: what a code is made of.
std::string CodeOf(std::string_view text);

// Without blanks at both ends, also those that do not break.
std::string_view Trimmed(std::string_view text);
// The parts between any of `separators`, trimmed; empty ones are left out.
std::vector<std::string_view> Parts(std::string_view text, std::string_view separators);

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_WORDS_H_
