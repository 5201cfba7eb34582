#include "core/check/message.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/utf8.h"
#include "core/check/personal_number.h"

namespace stelsel::core {
namespace {

constexpr std::string_view kUnknown = "…";

size_t CountGaps(std::string_view words) {
  size_t gaps = 0;
  for (size_t at = words.find("{}"); at != std::string_view::npos; at = words.find("{}", at + 2))
    ++gaps;
  return gaps;
}

// The words for the `{}` of a phrase: the last one gets all that is left. Nothing when there are
// not enough, or too many for a phrase without any.
std::optional<std::vector<std::string_view>> Divide(std::string_view text, size_t gaps) {
  std::vector<std::string_view> words;
  while (words.size() + 1 < gaps) {
    const size_t space = text.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    words.push_back(text.substr(0, space));
    text.remove_prefix(space + 1);
  }
  if (text.empty() != (gaps == 0)) return std::nullopt;
  if (gaps > 0) words.push_back(text);
  return words;
}

// The rest of `text` after `start`, when it starts with that and a space, or is that.
std::optional<std::string_view> After(std::string_view text, std::string_view start) {
  if (text.substr(0, start.size()) != start) return std::nullopt;
  text.remove_prefix(start.size());
  if (text.empty()) return text;
  if (text[0] != ' ') return std::nullopt;
  return text.substr(1);
}

class Sentence {
 public:
  Sentence(const Finding& finding, const Rule& rule, Language language, bool values)
      : finding_(finding), rule_(rule), language_(language), values_(values) {}

  std::string Build() const { return Expand(rule_.message.In(language_), {}, 0); }

 private:
  // A phrase may name an argument that has a phrase itself, such as a period, but no deeper.
  static constexpr int kMaxDepth = 2;

  // Replaces the placeholders of `words`, and each `{}` by the next of `gaps`.
  std::string Expand(std::string_view words, const std::vector<std::string_view>& gaps,
                     int depth) const {
    std::string out;
    size_t next_gap = 0;
    for (;;) {
      const size_t open = words.find('{');
      const size_t close = words.find('}', open);
      if (close == std::string_view::npos) break;
      out += words.substr(0, open);
      const std::string_view name = words.substr(open + 1, close - open - 1);
      if (!name.empty()) {
        out += Word(name, depth);
      } else if (next_gap < gaps.size()) {
        out += OneLine(gaps[next_gap++]);
      }
      words.remove_prefix(close + 1);
    }
    out += words;
    return out;
  }

  std::string Word(std::string_view name, int depth) const {
    const auto found = std::find_if(finding_.arguments.begin(), finding_.arguments.end(),
                                    [&](const auto& argument) { return argument.name == name; });
    if (found == finding_.arguments.end()) {
      // An argument that may be left out has a phrase `none`.
      const auto nothing = Phrase({std::string(name), "none", false}, depth);
      return nothing ? *nothing : OneLine(Own(name));
    }
    if (found->is_value) return OneLine(values_ ? found->text : ToShape(found->text));
    if (std::optional<std::string> said = Phrase(*found, depth)) return *std::move(said);
    return OneLine(found->text);
  }

  std::optional<std::string> Phrase(const Finding::Argument& argument, int depth) const {
    const auto of = rule_.phrases.find(argument.name);
    if (of == rule_.phrases.end() || depth == kMaxDepth) return std::nullopt;
    for (const auto& [start, texts] : of->second) {
      const auto rest = After(argument.text, start);
      if (!rest) continue;
      const std::string& words = texts.In(language_);
      const auto gaps = Divide(*rest, CountGaps(words));
      if (gaps) return Expand(words, *gaps, depth + 1);
    }
    return std::nullopt;
  }

  // What the finding says of itself, where no argument has the name.
  std::string Own(std::string_view name) const {
    if (name == "field" && !finding_.field.empty()) return finding_.field;
    if (name == "table" && !finding_.table.empty()) return finding_.table;
    if (name == "file" && !finding_.file.empty()) return finding_.file;
    if (name == "region" && !finding_.region.empty()) return finding_.region;
    if (name == "key" && !finding_.key.empty()) return KeyOf(finding_);
    if (name == "line" && finding_.line > 0) return absl::StrCat(finding_.line);
    if (name == "column" && finding_.column > 0) return absl::StrCat(finding_.column);
    if (name == "row" && finding_.row > 0) return absl::StrCat(finding_.row);
    return std::string(kUnknown);
  }

  const Finding& finding_;
  const Rule& rule_;
  const Language language_;
  const bool values_;
};

}  // namespace

std::string KeyOf(const Finding& finding) { return absl::StrJoin(finding.key, ", "); }

std::string MessageOf(const Finding& finding, const Rule* rule, Language language, bool values) {
  if (rule != nullptr) {
    return MaskPersonalNumbers(Sentence(finding, *rule, language, values).Build());
  }
  std::string text = finding.rule;
  for (const Finding::Argument& argument : finding.arguments) {
    const std::string shown = argument.is_value && !values ? ToShape(argument.text) : argument.text;
    absl::StrAppend(&text, " ", argument.name, "=", shown);
  }
  return MaskPersonalNumbers(OneLine(text));
}

}  // namespace stelsel::core
