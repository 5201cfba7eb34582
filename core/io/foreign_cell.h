// Values as spreadsheets save them, where they are not written as our own files have them.
#ifndef STELSEL_CORE_IO_FOREIGN_CELL_H_
#define STELSEL_CORE_IO_FOREIGN_CELL_H_

#include <array>
#include <optional>
#include <string_view>

#include "core/io/cell.h"

namespace stelsel::core {

// Which forms a file turned out to have.
struct ForeignForms {
  bool numbers = false;   // 1.234,50
  bool dates = false;     // 31-12-2021
  bool booleans = false;  // ja, nee, waar, onwaar

  void Add(const ForeignForms& other) {
    numbers = numbers || other.numbers;
    dates = dates || other.dates;
    booleans = booleans || other.booleans;
  }
};

// What a cell's text was turned into, when that is another text.
using CellText = std::array<char, 10>;

// The value of a cell that ParseCell does not read, or reads otherwise: dates as d-m-yyyy, numbers
// with a decimal comma and points between thousands, `ja` and `nee`, `waar` and `onwaar`, TRUE in
// any case; spaces around it. With `decimal_comma` a point is always one between thousands where it
// can be. Absent when it has none of the field's type.
//
// The result may borrow from `text` or from `own`. What it took for it is noted in `forms`.
std::optional<CellValue> ParseForeignCell(const Field& field, std::string_view text,
                                          bool decimal_comma, CellText& own, ForeignForms& forms);

// Whether a number may mean something else to ParseCell than it does with a decimal comma.
bool MayBeThousands(const Field& field, std::string_view text);

// Why a cell is refused, and what to write: `two_digit_year`, `no_such_day`, `words` or another of
// the phrases that core/type-error has for `hint`; `none` when nothing is known.
std::string_view HintFor(const Field& field, std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_FOREIGN_CELL_H_
