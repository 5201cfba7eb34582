#include "render/csv.h"

#include <vector>

#include "render/clean.h"
#include "render/element_rows.h"
#include "render/outline.h"
#include "render/pieces.h"
#include "render/texts.h"
#include "render/typed.h"

namespace reporting {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";  // byte order
constexpr std::string_view kEnd = "\r\n";

// Characters with which a formula begins, the wide ones of East Asian keyboards too.
constexpr std::string_view kStarts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

bool StartsFormula(std::string_view text) {
  for (const std::string_view start : kStarts) {
    if (text.substr(0, start.size()) == start) return true;
  }
  return false;
}

// The first place from `at` on that is no blank or quote; those do not hide a formula.
std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  for (; at < text.size(); ++at) {
    if (text.substr(at, 2) == kNoBreak) {
      ++at;
    } else if (text[at] != ' ' && text[at] != '"') {
      break;
    }
  }
  return at;
}

class Writer {
 public:
  Writer(const stelsel::Document& document, stelsel::Sink& sink)
      : document_(document),
        words_(document.language()),
        outline_(MakeOutline(document)),
        delimiter_(words_.dutch() ? ';' : ','),
        point_(words_.dutch() ? ',' : '.'),
        out_(sink) {}

  void Write() {
    out_ << kMark;
    AddText(outline_.title + Numbers(outline_.references));
    AddText(outline_.subtitle);
    for (const Item& item : outline_.items) AddItem(item);
    AddFootnotes();
    out_.Flush();
  }

 private:
  void AddItem(const Item& item) {
    const std::string text = item.text + Numbers(item.references);
    if (item.kind == STELSEL_TABLE || item.kind == STELSEL_CHART) return AddTable(item, text);
    AddText(item.kind == STELSEL_NOTE ? words_(texts::kNote) + ": " + text : text);
  }

  void AddText(const std::string& text) {
    if (text.empty()) return;
    BeginBlock();
    AddRecord({CsvText(text, delimiter_)});
  }

  void AddTable(const Item& item, const std::string& caption) {
    ElementRows rows(document_, item, words_);
    BeginBlock();
    AddRecord({CsvText(caption, delimiter_)});
    AddHead(rows);
    std::vector<std::string> cells;
    for (TableView::Row row; rows.Next(row);) {
      cells.clear();
      for (const Cell& cell : row.cells) cells.push_back(CellText(cell));
      for (const Column& mark : rows.marks())
        cells.emplace_back(HasMark(row, mark) ? "true" : "false");
      AddRecord(cells);
    }
  }

  void AddHead(const ElementRows& rows) {
    std::vector<std::string> cells;
    for (const Column& column : rows.columns())
      cells.push_back(CsvText(column.title + Unit(column), delimiter_));
    for (const Column& mark : rows.marks()) cells.push_back(CsvText(mark.title, delimiter_));
    AddRecord(cells);
  }

  // What its numbers no longer say, unless the title does.
  static std::string Unit(const Column& column) {
    const char* unit = column.kind == ColumnKind::kEuro      ? "€"
                       : column.kind == ColumnKind::kPercent ? "%"
                                                             : nullptr;
    if (unit == nullptr || column.title.find(unit) != std::string::npos) return "";
    return std::string(" (") + unit + ")";
  }

  std::string CellText(const Cell& cell) const {
    if (cell.code || !cell.has_number()) return CsvText(cell.text, delimiter_);
    return PlainValue(cell, point_);
  }

  void AddFootnotes() {
    if (outline_.footnotes.empty()) return;
    BeginBlock();
    AddRecord({words_(texts::kFootnotes)});
    AddRecord({words_(texts::kNumber), words_(texts::kText)});
    for (std::size_t i = 0; i < outline_.footnotes.size(); ++i)
      AddRecord({std::to_string(i + 1), CsvText(outline_.footnotes[i].text, delimiter_)});
  }

  // ` [1, 3]`
  static std::string Numbers(const std::vector<Reference>& references) {
    std::string out;
    for (const Reference& reference : references)
      out += (out.empty() ? " [" : ", ") + std::to_string(reference.note);
    return out.empty() ? out : out + "]";
  }

  void BeginBlock() {
    if (any_) out_ << kEnd;
    any_ = true;
  }

  // An empty line is the end of a block, which a row without values must not be.
  void AddRecord(const std::vector<std::string>& cells) {
    std::string record;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) record += delimiter_;
      record += cells[i];
    }
    out_ << (record.empty() ? "\"\"" : record);
    out_ << kEnd;
  }

  const stelsel::Document& document_;
  Words words_;
  Outline outline_;
  char delimiter_, point_;
  Pieces out_;
  bool any_ = false;
};

}  // namespace

std::string Neutralised(std::string_view text, char delimiter) {
  const char other = delimiter == ';' ? ',' : ';';
  std::string out;
  bool at_start = true;
  for (std::size_t i = 0; i < text.size();) {
    if (at_start) {
      const std::size_t next = SkipBlanks(text, i);
      if (StartsFormula(text.substr(next))) out += '\'';
      out += text.substr(i, next - i);
      i = next;
      at_start = false;
      continue;
    }
    at_start = text[i] == other || text[i] == '\n';
    out += text[i++];
  }
  return out;
}

std::string CsvText(std::string_view text, char delimiter) {
  const std::string safe = Neutralised(text, delimiter);
  const bool spaced = !safe.empty() && (safe.front() == ' ' || safe.back() == ' ');
  if (!spaced && safe.find_first_of(",;\"\t\r\n") == std::string::npos) return safe;
  std::string out = "\"";
  for (const char c : safe) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

void RenderCsv(const stelsel::Document& document, stelsel::Sink& sink) {
  Writer(document, sink).Write();
}

}  // namespace reporting
