#include "render/outline.h"

#include <map>

#include "render/clean.h"
#include "render/options.h"

namespace reporting {
namespace {

class OutlineMaker {
 public:
  Outline Make(const stelsel::Document& document) {
    for (std::size_t i = 0; i < document.size(); ++i) Add(i, document[i]);
    return std::move(outline_);
  }

 private:
  void Add(std::size_t index, const stelsel::Element& element) {
    if (element.kind == STELSEL_TITLE) {
      outline_.title = CleanLine(element.text);
      const TitleOption option = ReadTitleOption(element.options);
      outline_.subtitle = CleanLine(option.subtitle);
      outline_.as_of = option.as_of;
    } else if (element.kind == STELSEL_FOOTNOTE) {
      AddFootnote(Clean(element.text));
    } else if (element.kind > STELSEL_TITLE && element.kind < STELSEL_FOOTNOTE) {
      AddItem(index, element);
    } else {
      throw stelsel::Error(STELSEL_UNIMPLEMENTED, "an element of a document has a kind, " +
                                                      std::to_string(element.kind) +
                                                      ", that this renderer does not know");
    }
  }

  void AddItem(std::size_t index, const stelsel::Element& element) {
    Item item;
    item.index = index;
    item.kind = element.kind;
    const bool lines = item.kind == STELSEL_PARAGRAPH || item.kind == STELSEL_NOTE;
    item.text = lines ? Clean(element.text) : CleanLine(element.text);
    if (item.kind == STELSEL_SECTION) item.depth = Depth(element.level);
    item.anchor = element.id.empty() ? "E" + std::to_string(index) : CleanLine(element.id);
    outline_.items.push_back(std::move(item));
  }

  // A section lies in the last one before it that has a lower level.
  int Depth(int level) {
    while (!levels_.empty() && levels_.back() >= level) levels_.pop_back();
    levels_.push_back(level);
    return static_cast<int>(levels_.size());
  }

  void AddFootnote(std::string text) {
    const auto [place, is_new] = notes_.emplace(text, outline_.footnotes.size());
    if (is_new) outline_.footnotes.push_back({std::move(text), 0});
    Footnote& note = outline_.footnotes[place->second];
    auto& references =
        outline_.items.empty() ? outline_.references : outline_.items.back().references;
    references.push_back({place->second + 1, ++note.times});
  }

  Outline outline_;
  std::vector<int> levels_;
  std::map<std::string, std::size_t> notes_;
};

}  // namespace

Outline MakeOutline(const stelsel::Document& document) { return OutlineMaker().Make(document); }

}  // namespace reporting
