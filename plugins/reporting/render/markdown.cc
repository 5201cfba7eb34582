#include "render/markdown.h"

#include <algorithm>
#include <cstddef>

#include "render/clean.h"
#include "render/outline.h"
#include "render/texts.h"

namespace reporting {
namespace {

constexpr std::size_t kWidth = 100;

bool IsWordCharacter(std::string_view text, std::size_t i) {
  if (i >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[i]);
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool StartsWord(std::string_view text, std::size_t i) {
  return i == 0 || text[i - 1] == ' ' || text[i - 1] == '\n';
}

// `amp;` or `#38;`: what stands for a character when an ampersand comes before it.
bool StartsEntity(std::string_view text) {
  std::size_t end = !text.empty() && text[0] == '#' ? 1 : 0;
  while (IsWordCharacter(text, end)) ++end;
  return end > 0 && end < text.size() && text[end] == ';';
}

bool IsMarkup(std::string_view text, std::size_t i) {
  switch (text[i]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '|':
    case '~':
    case '$':
      return true;
    case '_':  // within a word it marks nothing
      return !(i > 0 && IsWordCharacter(text, i - 1) && IsWordCharacter(text, i + 1));
    case '&':
      return StartsEntity(text.substr(i + 1));
    case '#':
      return StartsWord(text, i) || text[i - 1] == '#';
    default:
      return false;
  }
}

bool Consists(std::string_view word, std::string_view of) {
  return word.find_first_not_of(of) == std::string_view::npos;
}

// A word that begins a line, where more is markup: lists, quotes, rules, underlined headings.
std::string EscapeAtStart(std::string word) {
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const bool numbered =
      digits > 0 && digits + 1 == word.size() && (word[digits] == '.' || word[digits] == ')');
  if (numbered) return word.insert(digits, "\\");
  if (word[0] == '>' || Consists(word, "-+=:")) return word.insert(0, "\\");
  return word;
}

std::string Marks(const std::vector<Reference>& references) {
  std::string out;
  for (const Reference& reference : references) out += "[^" + std::to_string(reference.note) + "]";
  return out;
}

class Writer {
 public:
  explicit Writer(const stelsel::Document& document)
      : document_(document), words_(document.language()), outline_(MakeOutline(document)) {}

  std::string Write() {
    if (!outline_.title.empty()) {
      out_ += "# " + EscapeMarkdown(outline_.title) + Marks(outline_.references) + "\n";
    }
    if (!outline_.subtitle.empty()) Block(WrapMarkdown(outline_.subtitle, "", ""));
    for (const Item& item : outline_.items) WriteItem(item);
    WriteFootnotes();
    return std::move(out_);
  }

 private:
  // Adds what stands on its own, after an empty line.
  void Block(const std::string& text) { out_ += (out_.empty() ? "" : "\n") + text; }

  void WriteItem(const Item& item) {
    const std::string marks = Marks(item.references);
    switch (item.kind) {
      case STELSEL_SECTION:
        return Block(std::string(static_cast<std::size_t>(std::min(item.depth + 1, 6)), '#') + " " +
                     EscapeMarkdown(item.text) + marks + "\n");
      case STELSEL_PARAGRAPH:
        return Block(WrapMarkdown(item.text, "", "", marks));
      case STELSEL_NOTE:
        return Block(WrapMarkdown(item.text, "> **" + std::string(words_(texts::kNote)) + ":** ",
                                  "> ", marks));
      case STELSEL_TABLE:
        Block("**" + EscapeMarkdown(item.text) + "**" + marks + "\n");
        return Block(MarkdownTable(ReadTable(document_, item.index, words_), words_));
      default:
        Block("**" + EscapeMarkdown(item.text) + "**" + marks + "\n");
        return Block(MarkdownChart(ReadChart(document_, item.index, words_),
                                   ReadChartOption(document_[item.index].options), words_));
    }
  }

  void WriteFootnotes() {
    for (std::size_t i = 0; i < outline_.footnotes.size(); ++i) {
      Block(WrapMarkdown(outline_.footnotes[i].text, "[^" + std::to_string(i + 1) + "]: ", "    "));
    }
  }

  const stelsel::Document& document_;
  Words words_;
  Outline outline_;
  std::string out_;
};

}  // namespace

std::string EscapeMarkdown(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsMarkup(text, i)) out += '\\';
    out += text[i];
  }
  return out;
}

std::string WrapMarkdown(std::string_view text, const std::string& first, const std::string& rest,
                         const std::string& after) {
  std::string out = first;
  std::size_t width = Length(first);
  const auto break_line = [&](const char* end) {
    out += end + rest;
    width = Length(rest);
  };
  bool has_line = false;
  for (const std::string_view line : SplitLines(text)) {
    const auto words = SplitWords(line);
    if (words.empty()) continue;
    if (has_line) break_line("\\\n");
    has_line = true;
    bool at_start = true;
    for (const std::string_view raw : words) {
      std::string word = EscapeMarkdown(raw);
      if (!at_start && width + 1 + Length(word) > kWidth) {
        break_line("\n");
        at_start = true;
      }
      if (at_start) word = EscapeAtStart(std::move(word));
      out += (at_start ? "" : " ") + word;
      width += Length(word) + (at_start ? 0 : 1);
      at_start = false;
    }
  }
  return out + after + "\n";
}

std::string RenderMarkdown(const stelsel::Document& document) { return Writer(document).Write(); }

}  // namespace reporting
