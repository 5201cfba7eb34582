#include "render/ics.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>

#include "render/outline.h"
#include "render/pieces.h"
#include "render/texts.h"
#include "render/typed.h"
#include "render/view.h"

namespace reporting {
namespace {

constexpr std::size_t kFold = 75;

// `20211231`
std::string PlainDay(std::int64_t days) {
  std::string out = IsoDay(days);
  out.erase(std::remove(out.begin(), out.end(), '-'), out.end());
  return out;
}

std::uint64_t Hash(std::string_view text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

// 128 bits of FNV-1a: not against who wants two alike, who could write the same id twice as well.
std::string Digest(const std::string& text) {
  char out[40];
  std::snprintf(out, sizeof out, "%016llx%016llx",
                static_cast<unsigned long long>(Hash(text, 14695981039346656037ULL)),
                static_cast<unsigned long long>(Hash(text, 9650029242287828579ULL)));
  return out;
}

class Writer {
 public:
  Writer(const stelsel::Document& document, stelsel::Sink& sink)
      : document_(document),
        words_(document.language()),
        outline_(MakeOutline(document)),
        stamp_(Stamp(outline_.as_of)),
        out_(sink) {}

  void Write() {
    for (const Item& item : outline_.items) {
      if (item.kind == STELSEL_TABLE) WriteTable(item);
    }
    if (!any_)
      throw stelsel::Error(STELSEL_UNIMPLEMENTED,
                           "this report has no days that could stand on a calendar");
    AddLine("END:VCALENDAR");
    out_.Flush();
  }

 private:
  // The day that the document is about, so that the same document gives the same bytes.
  static std::string Stamp(std::string day) {
    if (day.empty()) day = "1970-01-01";
    day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
    return day + "T000000Z";
  }

  void AddLine(const std::string& line) { out_ << FoldedLine(line); }

  // Only before the first event: a calendar without any is none.
  void Begin() {
    if (any_) return;
    any_ = true;
    AddLine("BEGIN:VCALENDAR");
    AddLine("VERSION:2.0");
    AddLine(words_.dutch() ? "PRODID:-//stelsel//reporting//NL"
                           : "PRODID:-//stelsel//reporting//EN");
    AddLine("CALSCALE:GREGORIAN");
    if (!outline_.title.empty()) AddLine("X-WR-CALNAME:" + EscapeIcs(outline_.title));
  }

  void WriteTable(const Item& item) {
    TableReader reader(document_, item.index, words_);
    if (!reader.has_events()) return;
    for (TableView::Row row; reader.Next(row);) {
      if (row.event->from && IsCalendarDay(*row.event->from)) WriteEvent(item, reader, row);
    }
  }

  void WriteEvent(const Item& item, const TableReader& reader, const TableView::Row& row) {
    const Event& event = *row.event;
    Begin();
    AddLine("BEGIN:VEVENT");
    AddLine("UID:" + Uid(item, event) + "@stelsel");
    AddLine("DTSTAMP:" + stamp_);
    AddLine("DTSTART;VALUE=DATE:" + PlainDay(*event.from));
    if (event.to && *event.to > *event.from && IsCalendarDay(*event.to))
      AddLine("DTEND;VALUE=DATE:" + PlainDay(*event.to));
    AddLine("SUMMARY:" + EscapeIcs(Summary(item, row)));
    AddLine("DESCRIPTION:" + EscapeIcs(Description(item, reader, row)));
    for (const Cell& cell : row.cells) {
      if (cell.link.rfind("http://", 0) != 0 && cell.link.rfind("https://", 0) != 0)
        continue;  // one beside the document leads nowhere here
      AddLine("URL:" + cell.link);
      break;
    }
    AddLine("TRANSP:TRANSPARENT");
    AddLine("END:VEVENT");
  }

  // From the id where there is one, so that the same thing in two reports is one event. What comes
  // twice in one report is told apart by its number.
  std::string Uid(const Item& item, const Event& event) {
    const std::string digest =
        Digest(!event.id.empty() ? "id\n" + event.id
                                 : item.text + "\n" + IsoDay(*event.from) + "\n" + event.title);
    const int times = ++used_[digest];
    return times == 1 ? digest : digest + "-" + std::to_string(times);
  }

  // What is made up says so in the calendar, too.
  static std::string Summary(const Item& item, const TableView::Row& row) {
    std::string out = row.event->title.empty() ? item.text : row.event->title;
    for (const std::string& mark : row.marks) out += " (" + mark + ")";
    return out;
  }

  std::string Description(const Item& item, const TableReader& reader,
                          const TableView::Row& row) const {
    std::string out = outline_.title + "\n" + item.text;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (!row.cells[i].text.empty())
        out += "\n" + reader.columns()[i].title + ": " + row.cells[i].text;
    }
    return out;
  }

  const stelsel::Document& document_;
  Words words_;
  Outline outline_;
  std::string stamp_;
  std::map<std::string, int> used_;
  Pieces out_;
  bool any_ = false;
};

}  // namespace

std::string FoldedLine(std::string_view line) {
  std::string out;
  std::size_t width = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t size = 1;
    while (i + size < line.size() && (static_cast<unsigned char>(line[i + size]) & 0xC0) == 0x80)
      ++size;
    if (width + size > kFold) {
      out += "\r\n ";
      width = 1;
    }
    out += line.substr(i, size);
    width += size;
    i += size;
  }
  return out + "\r\n";
}

std::string EscapeIcs(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

void RenderIcs(const stelsel::Document& document, stelsel::Sink& sink) {
  Writer(document, sink).Write();
}

}  // namespace reporting
