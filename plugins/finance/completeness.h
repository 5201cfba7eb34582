// What a budget year lacks. A row whose amount could not be read is known only by its absence, so
// that what is missing counts as missing and never as nothing.
#ifndef STELSEL_PLUGINS_FINANCE_COMPLETENESS_H_
#define STELSEL_PLUGINS_FINANCE_COMPLETENESS_H_

#include <string>
#include <vector>

#include "book.h"

namespace finance {

// Which budget of a region, stream and year (`rows`, not empty) is needed and is not there: without
// it every part would be wrong, since cents are handed out over all. What a path with this share
// gives no weight is not needed. Empty when nothing is missing.
std::string WhatIsMissing(const Book& book, const Members& members,
                          const std::vector<const Budget*>& rows, Share share, const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_COMPLETENESS_H_
