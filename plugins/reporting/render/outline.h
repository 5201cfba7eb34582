// A document as it is laid out: sections nested without gaps, footnotes numbered, anchors given.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_OUTLINE_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_OUTLINE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "stelsel/plugin.hpp"

namespace reporting {

// Points from an element to a footnote.
struct Reference {
  std::size_t note = 0;   // counts from 1
  std::size_t times = 0;  // which reference to that note: 1 for the first
};

struct Item {
  std::size_t index = 0;  // in the document
  int kind = 0;           // enum stelsel_element_kind; never a title or footnote
  int depth = 0;          // of a section: 1 for one under no other, and up by one at a time
  std::string anchor;     // its id, or one that starts with a capital, which no id does
  std::string text;       // clean; on one line unless it is a paragraph or note
  std::vector<Reference> references;
};

struct Footnote {
  std::string text;       // clean
  std::size_t times = 0;  // references to it
};

struct Outline {
  std::string title, subtitle;        // clean, on one line; empty when there is none
  std::string as_of;                  // YYYY-MM-DD, the day that it is about; may be empty
  std::vector<Reference> references;  // of the title
  std::vector<Item> items;
  std::vector<Footnote> footnotes;  // note 1 first; the same text twice is one note
};

// Throws STELSEL_UNIMPLEMENTED on an element of a kind that is not known.
Outline MakeOutline(const stelsel::Document& document);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_OUTLINE_H_
