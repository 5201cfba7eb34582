// Sheets of a workbook: their names, how cells look, and cells with the type that they have.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_XLSX_SHEET_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_XLSX_SHEET_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "render/cell.h"
#include "render/xlsx_file.h"

namespace reporting {

// A name that Excel takes: `3 Stand per onderwerp`. Numbers make names differ.
std::string SheetName(std::size_t number, std::string_view text);

// A text as a cell may hold it: `_x0041_`, which would stand for a character, is escaped, and what
// is beyond 32,767 characters is cut off. Adds one to `cut` when it was.
std::string CellText(std::string_view text, std::size_t& cut);

// The first `most` characters of a text, as Excel counts them.
std::string FirstUnits(std::string_view text, std::size_t most);

// The looks that cells share. Lives as long as the workbook.
class XlsxStyle {
 public:
  XlsxStyle(lxw_workbook* book, bool dutch) : book_(book), dutch_(dutch) {}

  lxw_format* Title() { return Get("title"); }
  lxw_format* Heading() { return Get("heading"); }
  lxw_format* Head() { return Get("head"); }
  lxw_format* Note() { return Get("note"); }
  lxw_format* Link() { return Get("link"); }
  lxw_format* Count() { return Get("count"); }
  lxw_format* Text() { return Get("text"); }
  lxw_format* Withheld() { return Get("withheld"); }
  // Of heads that stand upright, and of cells with a letter.
  lxw_format* Upright() { return Get("upright"); }
  lxw_format* Tile(Tone tone) { return Get("tile " + ToneName(tone)); }
  lxw_format* Toned(Tone tone) { return Get("tone " + ToneName(tone)); }
  // Of a number, date, moment or flag.
  lxw_format* OfNumber(ColumnKind kind, const Cell& cell);
  std::string DayCode() const { return dutch_ ? "dd-mm-yyyy" : "yyyy-mm-dd"; }

 private:
  static std::string ToneName(Tone tone);
  lxw_format* Get(const std::string& look);
  void SetUp(const std::string& look, lxw_format* format) const;
  std::string NumberCode(const std::string& look) const;

  lxw_workbook* book_;
  bool dutch_;
  std::map<std::string, lxw_format*> made_;
};

// One sheet, filled from the top to the bottom. Widths follow what is written.
class XlsxSheet {
 public:
  XlsxSheet(lxw_worksheet* raw, std::string name, XlsxStyle& style)
      : raw_(raw), name_(std::move(name)), style_(&style) {}

  lxw_worksheet* raw() const { return raw_; }
  const std::string& name() const { return name_; }
  // `internal:'3 Naam'!A1`
  std::string Address() const { return "internal:'" + name_ + "'!A1"; }
  std::size_t cut() const { return cut_; }

  void Text(std::size_t row, std::size_t column, std::string_view text, lxw_format* format);
  void Number(std::size_t row, std::size_t column, double number, lxw_format* format);
  // With a text that leads to an address: IsSafeLink, or one of another sheet.
  void Link(std::size_t row, std::size_t column, const std::string& address, std::string_view text,
            lxw_format* format);
  void Put(std::size_t row, std::size_t column, const Column& head, const Cell& cell);
  void PutFlag(std::size_t row, std::size_t column, bool value);
  // Columns as wide as what was written, head row frozen and with filters; `rows` with the head.
  void FinishTable(std::size_t rows, std::size_t columns, const std::string& caption);

 private:
  void PutNumber(std::size_t row, std::size_t column, ColumnKind kind, const Cell& cell);
  void Widen(std::size_t column, std::string_view text);

  lxw_worksheet* raw_;
  std::string name_;
  XlsxStyle* style_;
  std::vector<std::size_t> widths_;
  std::size_t cut_ = 0, links_ = 0;
};

inline lxw_row_t RowOf(std::size_t row) { return static_cast<lxw_row_t>(row); }
inline lxw_col_t ColumnOf(std::size_t column) { return static_cast<lxw_col_t>(column); }

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_XLSX_SHEET_H_
