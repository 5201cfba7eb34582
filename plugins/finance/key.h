// Dividing money by a settlement key.
#ifndef STELSEL_PLUGINS_FINANCE_KEY_H_
#define STELSEL_PLUGINS_FINANCE_KEY_H_

#include <optional>
#include <string>
#include <vector>

#include "book.h"

namespace finance {

// One step by which a figure came about.
struct Step {
  std::string text;
  std::optional<Cents> amount;
  std::string source;  // the row it rests on; empty when it is worked out
};

// What each municipality gets of a total, in the order in which they were asked.
struct Division {
  std::vector<Cents> parts;              // empty when it cannot be divided
  std::vector<std::vector<Step>> steps;  // of each
  std::string why_not;                   // in words, when it cannot
  bool illustratief = false;
  std::string assumption;  // in words, when figures of an earlier year were taken
};

// Where a division stands: which money, of which year.
struct DivisionPlace {
  std::string region, stream;
  Year year = 0;
};

// Divides by a key of the region, or by one of the kinds of key (`inwoners`, `objectief`,
// `historisch`, `gebruik`, `gelijk`). Municipalities come in the order of their codes. A mix is
// divided over its parts first and then each part over the municipalities, both by largest
// remainder. Inhabitants and use are those of the year, or of the latest year before it.
Division DivideByKey(const Book& book, const DivisionPlace& place, const std::string& key,
                     const std::vector<std::string>& municipalities, Cents total,
                     const Words& words);

// Throws STELSEL_NOT_FOUND, with what is known, when `key` is neither empty, a kind of key nor a
// key in the book.
void NeedKey(const Book& book, const std::string& key, const Words& words);

// What a part has beyond its exact share rounded, by largest remainder, for people; empty when it
// has nothing.
std::string LeftOverCent(Cents beyond, const Words& words);

// What a key goes by, for people.
std::string KindInWords(const std::string& kind, const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_KEY_H_
