#include "render/xlsx.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "render/element_rows.h"
#include "render/outline.h"
#include "render/texts.h"
#include "render/xlsx_chart.h"
#include "render/xlsx_file.h"
#include "render/xlsx_sheet.h"

namespace reporting {
namespace {

constexpr double kTextWidth = 100, kCountWidth = 14;
constexpr std::size_t kTitle = 200;

// Days since 1970-01-01 of YYYY-MM-DD, or 0.
std::int64_t DayOf(const std::string& text) {
  if (text.size() != 10) return 0;
  const auto part = [&](std::size_t at, std::size_t size) {
    return std::stoi(text.substr(at, size));
  };
  const std::chrono::year_month_day day(std::chrono::year(part(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(part(8, 2))));
  return std::chrono::sys_days(day).time_since_epoch().count();
}

// ` [1, 3]`
std::string Numbers(const std::vector<Reference>& references) {
  std::string out;
  for (const Reference& reference : references)
    out += (out.empty() ? " [" : ", ") + std::to_string(reference.note);
  return out.empty() ? out : out + "]";
}

class Writer {
 public:
  Writer(const stelsel::Document& document, const XlsxLimits& limits)
      : document_(document),
        limits_(limits),
        words_(document.language()),
        outline_(MakeOutline(document)),
        file_(Title(), DayOf(outline_.as_of)),
        style_(file_.book(), words_.dutch()),
        overview_(Named(words_(texts::kOverview))) {}

  void Write(stelsel::Sink& sink) {
    AddText(outline_.title + Numbers(outline_.references), style_.Title());
    AddText(outline_.subtitle, style_.Text());
    for (const Item& item : outline_.items) AddItem(item);
    AddFootnotes();
    FinishOverview();
    file_.Close(sink);
  }

 private:
  // Of the file's properties, which are shown in a line.
  std::string Title() const { return FirstUnits(outline_.title, kTitle); }

  XlsxSheet Named(const std::string& name) {
    ++sheets_;
    return XlsxSheet(file_.AddSheet(name), name, style_);
  }
  XlsxSheet Numbered(const std::string& text) { return Named(SheetName(++numbered_, text)); }
  // With room for the overview and the notes.
  bool HasRoom(std::size_t more) const { return sheets_ + more < limits_.sheets; }

  void AddText(const std::string& text, lxw_format* format) {
    if (!text.empty()) overview_.Text(row_++, 0, text, format);
  }

  void AddItem(const Item& item) {
    const std::string text = item.text + Numbers(item.references);
    switch (item.kind) {
      case STELSEL_SECTION:
        ++row_;
        return AddText(text, style_.Heading());
      case STELSEL_PARAGRAPH:
        return AddText(text, style_.Text());
      case STELSEL_NOTE:
        return AddText(words_(texts::kNote) + ": " + text, style_.Note());
      default:
        return AddRows(item, text);
    }
  }

  void AddRows(const Item& item, const std::string& caption) {
    if (!HasRoom(1)) {
      AddText(caption, style_.Text());
      return AddText(
          words_(texts::kTooManySheets, {words_.Number(static_cast<std::int64_t>(limits_.sheets))}),
          style_.Note());
    }
    ElementRows rows(document_, item, words_);
    has_pending_ = false;
    XlsxSheet sheet = Numbered(item.text);
    std::vector<std::string> addresses, names;
    const auto list = [&](const XlsxSheet& one) {
      addresses.push_back(one.Address());
      names.push_back(one.name());
    };
    list(sheet);
    bool more = FillSheet(rows, sheet, item.text);
    std::size_t count = filled_, cut = sheet.cut();
    if (rows.chart() != nullptr && !more) {
      if (const auto drawing = AddDrawing(item, *rows.chart(), sheet)) list(*drawing);
    }
    while (more && HasRoom(1)) {
      XlsxSheet next = Numbered(words_(texts::kContinued, {item.text}));
      list(next);
      more = FillSheet(rows, next, item.text);
      count += filled_;
      cut += next.cut();
    }
    if (!caption.empty()) names[0] = caption;
    List(addresses, names, count);
    Tell(cut, RowsLeft(rows, more), ColumnsOf(rows));
  }

  // The sheets of a table, with the number of its rows.
  void List(const std::vector<std::string>& addresses, const std::vector<std::string>& names,
            std::size_t count) {
    for (std::size_t i = 0; i < addresses.size(); ++i) {
      overview_.Link(row_, 0, addresses[i], names[i], style_.Link());
      if (i == 0) overview_.Number(row_, 1, static_cast<double>(count), style_.Count());
      ++row_;
    }
  }

  std::size_t RowsLeft(ElementRows& rows, bool more) {
    std::size_t count = more ? 1 : 0;  // that was read
    while (more && rows.Next(pending_)) ++count;
    return count;
  }

  // What of a table could not be had in full.
  void Tell(std::size_t cut, std::size_t left_out, std::size_t columns) {
    const auto said = [&](std::size_t count, const Noun& noun) {
      return words_.Count(static_cast<std::int64_t>(count), noun);
    };
    if (cut > 0) AddText(words_(texts::kCut, {said(cut, texts::kCells)}), style_.Note());
    if (left_out > 0)
      AddText(words_(texts::kTooManyRows, {said(left_out, texts::kTableRows)}), style_.Note());
    if (columns > limits_.columns)
      AddText(
          words_(texts::kTooManyColumns, {said(columns - limits_.columns, texts::kTableColumns)}),
          style_.Note());
  }

  static std::size_t ColumnsOf(const ElementRows& rows) {
    return rows.columns().size() + rows.marks().size();
  }

  // Fills the sheet as far as it goes; true when there are rows left, of which
  // `pending_` is the first.
  bool FillSheet(ElementRows& rows, XlsxSheet& sheet, const std::string& caption) {
    WriteHead(rows, sheet);
    std::size_t at = 1;
    filled_ = 0;
    bool has_row = has_pending_ || rows.Next(pending_);
    for (; has_row && at < limits_.rows; has_row = rows.Next(pending_)) {
      WriteRow(rows, pending_, at++, sheet);
      ++filled_;
    }
    has_pending_ = has_row;
    sheet.FinishTable(at, std::min(ColumnsOf(rows), limits_.columns), caption);
    return has_row;
  }

  void WriteHead(const ElementRows& rows, XlsxSheet& sheet) {
    std::size_t at = 0;
    for (const auto* columns : {&rows.columns(), &rows.marks()}) {
      for (const Column& column : *columns) {
        if (at < limits_.columns) sheet.Text(0, at, column.title, style_.Head());
        ++at;
      }
    }
  }

  void WriteRow(const ElementRows& rows, const TableView::Row& row, std::size_t at,
                XlsxSheet& sheet) {
    std::size_t column = 0;
    for (; column < row.cells.size() && column < limits_.columns; ++column)
      sheet.Put(at, column, rows.columns()[column], row.cells[column]);
    for (const Column& mark : rows.marks()) {
      if (column < limits_.columns) sheet.PutFlag(at, column, HasMark(row, mark));
      ++column;
    }
  }

  // The sheet of a drawing that does not stand beside its rows.
  std::optional<XlsxSheet> AddDrawing(const Item& item, const ChartView& view, XlsxSheet& rows) {
    const ChartOption option = ReadChartOption(document_[item.index].options);
    const XlsxChart chart{view, option, item.text, words_, style_, file_.book()};
    if (view.table.rows.empty() || DrawBeside(chart, rows)) return std::nullopt;
    if (!HasRoom(1) || !CanDrawAlone(chart)) return std::nullopt;
    XlsxSheet sheet = Numbered(words_(texts::kDrawing, {item.text}));
    DrawAlone(chart, sheet);
    return sheet;
  }

  void AddFootnotes() {
    if (outline_.footnotes.empty()) return;
    XlsxSheet sheet = Named(words_(texts::kFootnotes));
    ++row_;
    overview_.Link(row_++, 0, sheet.Address(), sheet.name(), style_.Link());
    sheet.Text(0, 0, words_(texts::kNumber), style_.Head());
    sheet.Text(0, 1, words_(texts::kText), style_.Head());
    std::size_t row = 0;
    for (const Footnote& note : outline_.footnotes) {
      ++row;
      sheet.Number(row, 0, static_cast<double>(row), style_.Text());
      sheet.Text(row, 1, note.text, style_.Text());
    }
    sheet.FinishTable(row + 1, 2, words_(texts::kFootnotes));
    if (sheet.cut() > 0)
      AddText(words_(texts::kCut,
                     {words_.Count(static_cast<std::int64_t>(sheet.cut()), texts::kCells)}),
              style_.Note());
  }

  void FinishOverview() {
    if (overview_.cut() > 0)
      AddText(words_(texts::kCut,
                     {words_.Count(static_cast<std::int64_t>(overview_.cut()), texts::kCells)}),
              style_.Note());
    Check(worksheet_set_column(overview_.raw(), 0, 0, kTextWidth, nullptr));
    Check(worksheet_set_column(overview_.raw(), 1, 1, kCountWidth, nullptr));
    worksheet_set_paper(overview_.raw(), 9);  // A4
    worksheet_fit_to_pages(overview_.raw(), 1, 0);
  }

  const stelsel::Document& document_;
  const XlsxLimits& limits_;
  Words words_;
  Outline outline_;
  XlsxFile file_;
  XlsxStyle style_;
  std::size_t sheets_ = 0, numbered_ = 0;
  XlsxSheet overview_;
  std::size_t row_ = 0;  // of the overview
  TableView::Row pending_;
  bool has_pending_ = false;
  std::size_t filled_ = 0;
};

}  // namespace

void RenderXlsx(const stelsel::Document& document, stelsel::Sink& sink, const XlsxLimits& limits) {
  Writer(document, limits).Write(sink);
}

}  // namespace reporting
