#include "render/xlsx_sheet.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "render/clean.h"
#include "render/typed.h"

namespace reporting {
namespace {

constexpr std::size_t kNameLength = 31, kTextLength = 32767;
// What the library takes of addresses in a sheet.
constexpr std::size_t kMostLinks = 65530, kLinkLength = 2000;
constexpr std::size_t kNarrow = 9, kWide = 60;
// The digits that a spreadsheet keeps of a number.
constexpr std::int64_t kMostDigits = 999999999999999;
// Days of a spreadsheet count from 1899-12-30, and are right from 1900-03-01 on.
constexpr std::int64_t kEpoch = 25569, kFirstDay = -25508;
constexpr double kDayMicros = 86400e6;
constexpr std::size_t kCaption = 120;

// Bytes and UTF-16 units of the character at `i`.
std::size_t SizeAt(std::string_view text, std::size_t i, std::size_t& units) {
  const auto first = static_cast<unsigned char>(text[i]);
  units = first >= 0xF0 ? 2 : 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  return std::min(size, text.size() - i);
}

// `_x0041_`, which stands for a character.
bool StartsEscape(std::string_view text) {
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return false;
  return text.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

struct Colours {
  lxw_color_t paper, ink;
};

Colours ColoursOf(const std::string& look) {
  const std::string tone = look.substr(look.find(' ') + 1);
  if (tone == "good") return {0xD9EFEA, 0x0D4A43};
  if (tone == "middle") return {0xF6D98F, 0x4A3300};
  if (tone == "bad") return {0xFBE6E0, 0x8C2F1B};
  return {0xE4E9EF, 0x1B2733};
}

std::string Zeros(int decimals) {
  return decimals > 0 ? "." + std::string(static_cast<std::size_t>(decimals), '0') : "";
}

bool StartsWith(const std::string& text, std::string_view start) {
  return text.compare(0, start.size(), start) == 0;
}

double Quotient(std::int64_t number, int decimals) {
  return static_cast<double>(number) / std::pow(10.0, decimals);
}

}  // namespace

std::string FirstUnits(std::string_view text, std::size_t most) {
  std::size_t end = 0, used = 0;
  for (std::size_t units = 0; end < text.size(); used += units) {
    const std::size_t size = SizeAt(text, end, units);
    if (used + units > most) break;
    end += size;
  }
  return std::string(text.substr(0, end));
}

std::string SheetName(std::size_t number, std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '\'') {
      plain += "’";
    } else {
      plain += std::string_view("[]:*?/\\").find(c) != std::string_view::npos ? ' ' : c;
    }
  }
  std::string name = std::to_string(number);
  for (const std::string_view word : SplitWords(plain)) name += " " + std::string(word);
  name = FirstUnits(name, kNameLength);
  while (name.back() == ' ') name.pop_back();
  return name;
}

std::string CellText(std::string_view text, std::size_t& cut) {
  std::string out;
  std::size_t used = 0, units = 0;
  for (std::size_t i = 0, size = 0; i < text.size(); i += size) {
    size = SizeAt(text, i, units);
    const bool escape = text[i] == '_' && StartsEscape(text.substr(i));
    const std::string_view piece = escape ? "_x005F_" : text.substr(i, size);
    if (escape) units = piece.size();
    if (used + units > kTextLength) return ++cut, out;
    out += piece;
    used += units;
  }
  return out;
}

std::string XlsxStyle::ToneName(Tone tone) {
  switch (tone) {
    case Tone::kGood:
      return "good";
    case Tone::kMiddle:
      return "middle";
    case Tone::kBad:
      return "bad";
    case Tone::kPlain:
      break;
  }
  return "plain";
}

lxw_format* XlsxStyle::OfNumber(ColumnKind kind, const Cell& cell) {
  if (cell.kind == CellKind::kDate) return Get("number day");
  if (cell.kind == CellKind::kMoment) return Get("number moment");
  if (cell.kind == CellKind::kFlag || cell.kind == CellKind::kReal) return Get("text");
  if (kind == ColumnKind::kPercent) return Get("number percent");
  if (kind == ColumnKind::kEuro) return Get("number euro");
  return Get("number " + std::to_string(cell.decimals));
}

lxw_format* XlsxStyle::Get(const std::string& look) {
  lxw_format*& format = made_[look];
  if (format == nullptr) {
    format = workbook_add_format(book_);
    if (format == nullptr)
      throw stelsel::Error(STELSEL_RESOURCE_EXHAUSTED, "there is no memory for a workbook");
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    SetUp(look, format);
  }
  return format;
}

std::string XlsxStyle::NumberCode(const std::string& look) const {
  const std::string what = look.substr(look.find(' ') + 1);
  if (what == "day") return DayCode();
  if (what == "moment") return DayCode() + " hh:mm:ss";
  if (what == "percent") return "0%";
  if (what == "euro") return dutch_ ? "\"€\" #,##0.00" : "\"€\"#,##0.00";
  return "#,##0" + Zeros(std::stoi(what));
}

void XlsxStyle::SetUp(const std::string& look, lxw_format* format) const {
  if (StartsWith(look, "number ")) return format_set_num_format(format, NumberCode(look).c_str());
  format_set_text_wrap(format);
  if (StartsWith(look, "tile ") || StartsWith(look, "tone ")) {
    const Colours colours = ColoursOf(look);
    format_set_bg_color(format, colours.paper);
    format_set_font_color(format, colours.ink);
    if (StartsWith(look, "tone ")) return;
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, 0xFFFFFF);
    format_set_align(format, LXW_ALIGN_CENTER);
    return format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  }
  if (look == "text") return;
  if (look == "title") format_set_font_size(format, 18);
  if (look == "heading") format_set_font_size(format, 13);
  if (look == "title" || look == "heading" || look == "head" || look == "upright")
    format_set_bold(format);
  if (look == "head" || look == "upright") format_set_bottom(format, LXW_BORDER_THIN);
  if (look == "head") format_set_bg_color(format, 0xE4E9EF);
  if (look == "upright") format_set_rotation(format, 90);
  if (look == "note") format_set_bg_color(format, 0xFFF8E6);
  if (look == "withheld") format_set_italic(format);
  if (look == "withheld") format_set_font_color(format, 0x4F5D6B);
  if (look == "link") format_set_font_color(format, 0x154A63);
  if (look == "link") format_set_underline(format, LXW_UNDERLINE_SINGLE);
  if (look == "count")
    format_set_num_format(
        format, dutch_ ? "[=1]0\" rij\";#,##0\" rijen\"" : "[=1]0\" row\";#,##0\" rows\"");
}

void XlsxSheet::Widen(std::size_t column, std::string_view text) {
  if (widths_.size() <= column) widths_.resize(column + 1, kNarrow);
  if (widths_[column] == kWide) return;
  for (const std::string_view line : SplitLines(text.substr(0, 4 * kWide)))
    widths_[column] = std::clamp(Length(line) + 2, widths_[column], kWide);
}

void XlsxSheet::Text(std::size_t row, std::size_t column, std::string_view text,
                     lxw_format* format) {
  if (text.empty()) return;
  Widen(column, text);
  Check(worksheet_write_string(raw_, RowOf(row), ColumnOf(column), CellText(text, cut_).c_str(),
                               format));
}

void XlsxSheet::Number(std::size_t row, std::size_t column, double number, lxw_format* format) {
  Check(worksheet_write_number(raw_, RowOf(row), ColumnOf(column), number, format));
}

void XlsxSheet::Link(std::size_t row, std::size_t column, const std::string& address,
                     std::string_view text, lxw_format* format) {
  const bool place = address.front() == '#';  // of another format
  if (place || text.empty() || address.size() > kLinkLength || links_ == kMostLinks)
    return Text(row, column, text, style_->Text());
  ++links_;
  Widen(column, text);
  Check(worksheet_write_url_opt(raw_, RowOf(row), ColumnOf(column), address.c_str(), format,
                                CellText(text, cut_).c_str(), nullptr));
}

void XlsxSheet::PutFlag(std::size_t row, std::size_t column, bool value) {
  Check(worksheet_write_boolean(raw_, RowOf(row), ColumnOf(column), value ? 1 : 0, style_->Text()));
}

void XlsxSheet::Put(std::size_t row, std::size_t column, const Column& head, const Cell& cell) {
  if (cell.withheld) return Text(row, column, cell.text, style_->Withheld());
  if (!cell.link.empty()) return Link(row, column, cell.link, cell.text, style_->Link());
  if (cell.code) return Text(row, column, cell.text, style_->Toned(head.codes[*cell.code].tone));
  if (!cell.has_number()) return Text(row, column, cell.text, style_->Text());
  PutNumber(row, column, head.kind, cell);
}

// What a spreadsheet would not keep exactly is written as text.
void XlsxSheet::PutNumber(std::size_t row, std::size_t column, ColumnKind kind, const Cell& cell) {
  Widen(column, cell.text);
  lxw_format* const format = style_->OfNumber(kind, cell);
  const auto as_text = [&] { Text(row, column, PlainValue(cell), style_->Text()); };
  switch (cell.kind) {
    case CellKind::kFlag:
      return PutFlag(row, column, cell.number != 0);
    case CellKind::kDate:
      if (cell.number < kFirstDay || !IsCalendarDay(cell.number)) return as_text();
      return Number(row, column, static_cast<double>(cell.number + kEpoch), format);
    case CellKind::kMoment: {
      const double days = static_cast<double>(cell.number) / kDayMicros;
      if (days < static_cast<double>(kFirstDay) || days > 2932896) return as_text();
      return Number(row, column, days + static_cast<double>(kEpoch), format);
    }
    case CellKind::kReal:
      if (!std::isfinite(cell.real)) return Text(row, column, cell.text, style_->Text());
      return Number(row, column, cell.real, format);
    default:
      if (cell.number > kMostDigits || cell.number < -kMostDigits) return as_text();
      return Number(row, column,
                    Quotient(cell.number, cell.decimals + (kind == ColumnKind::kPercent ? 2 : 0)),
                    format);
  }
}

void XlsxSheet::FinishTable(std::size_t rows, std::size_t columns, const std::string& caption) {
  for (std::size_t i = 0; i < widths_.size(); ++i)
    Check(worksheet_set_column(raw_, ColumnOf(i), ColumnOf(i), static_cast<double>(widths_[i]),
                               nullptr));
  worksheet_freeze_panes(raw_, 1, 0);
  if (columns > 0) Check(worksheet_autofilter(raw_, 0, 0, RowOf(rows - 1), ColumnOf(columns - 1)));
  worksheet_set_landscape(raw_);
  worksheet_set_paper(raw_, 9);  // A4
  worksheet_fit_to_pages(raw_, 1, 0);
  Check(worksheet_repeat_rows(raw_, 0, 0));
  std::string head = "&L";
  for (const char c : FirstUnits(caption, kCaption)) head.append(c == '&' ? 2 : 1, c);
  Check(worksheet_set_header(raw_, head.c_str()));
  Check(worksheet_set_footer(raw_, "&R&P / &N"));
}

}  // namespace reporting
