#include "render/ics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "stelsel/document.hpp"
#include "test_charts.h"
#include "test_document.h"

namespace reporting {
namespace {

using stelsel::As;
using stelsel::Events;
using stelsel::Sheet;
using testing::HasSubstr;
using testing::Not;

stelsel::Date Day(int days) { return stelsel::Date(std::chrono::days(days)); }

std::string Rendered(TestDocument& document) {
  return Bytes([&](stelsel::Sink& sink) { RenderIcs(*document, sink); });
}

// The content lines, unfolded; each must be as long as the standard allows, and end with CR LF.
std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  for (std::size_t end; (end = text.find("\r\n", at)) != std::string::npos; at = end + 2) {
    EXPECT_LE(end - at, 75u);
    const std::string line = text.substr(at, end - at);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    if (!line.empty() && line[0] == ' ') {
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
  }
  EXPECT_EQ(at, text.size());
  return lines;
}

std::vector<std::string> Named(const std::string& text, const std::string& name) {
  std::vector<std::string> out;
  for (const std::string& line : LinesOf(text)) {
    if (line.rfind(name + ":", 0) == 0) out.push_back(line.substr(name.size() + 1));
  }
  return out;
}

Sheet Meetings() {
  Sheet sheet({{"a", "Van", As::date},
               {"b", "Tot", As::date},
               {"t", "Wat", As::text, {.link = "u"}},
               {"u", "", As::hidden_text},
               {"i", "", As::hidden_text},
               {"m", "illustratief", As::mark}});
  sheet.row(Day(18992), Day(18994), "Overleg; regio's, twee\ndagen", "https://example.nl/a,b", "x1",
            true);
  sheet.row(Day(19000), nullptr, "Besluit", nullptr, "x2", false);
  sheet.row(nullptr, nullptr, "Ooit", nullptr, "x3", false);
  return sheet;
}

TEST(IcsTest, RowsWithADayAreEvents) {
  TestDocument document;
  document->title("Plan", R"({"as_of": "2021-12-31"})");
  Meetings().table(*document, "Overleggen", Events{"a", "b", "t", "i"});
  const std::string text = Rendered(document);
  const std::string uid = Named(text, "UID").at(0);
  std::string all;
  for (const std::string& line : LinesOf(text)) all += line + "\n";
  EXPECT_THAT(all, testing::StartsWith("BEGIN:VCALENDAR\nVERSION:2.0\n"
                                       "PRODID:-//stelsel//reporting//NL\nCALSCALE:GREGORIAN\n"
                                       "X-WR-CALNAME:Plan\n"
                                       "BEGIN:VEVENT\nUID:" +
                                       uid +
                                       "\nDTSTAMP:20211231T000000Z\n"
                                       "DTSTART;VALUE=DATE:20211231\nDTEND;VALUE=DATE:20220102\n"
                                       "SUMMARY:Overleg\\; regio's\\, twee dagen (illustratief)\n"
                                       "DESCRIPTION:Plan\\nOverleggen\\nVan: 31 december 2021\\n"
                                       "Tot: 2 januari 2022\\nWat: Overleg\\; regio's\\, twee\\n"
                                       "dagen\nURL:https://example.nl/a,b\n"
                                       "TRANSP:TRANSPARENT\nEND:VEVENT\n"));
  EXPECT_EQ(Named(text, "SUMMARY").size(), 2u);
  EXPECT_THAT(all, testing::EndsWith("END:VEVENT\nEND:VCALENDAR\n"));
}

TEST(IcsTest, AnEventKeepsItsUidInAnotherReport) {
  TestDocument one, other("en");
  Meetings().table(*one, "Overleggen", Events{"a", "b", "t", "i"});
  other->title("Meetings");
  Meetings().table(*other, "Meetings", Events{"a", "", "t", "i"});
  EXPECT_EQ(Named(Rendered(one), "UID"), Named(Rendered(other), "UID"));
}

TEST(IcsTest, NoTwoEventsOfAReportHaveOneUid) {
  TestDocument document;
  for (int i = 0; i < 2; ++i) Meetings().table(*document, "T", Events{"a", "b", "t", ""});
  const auto uids = Named(Rendered(document), "UID");
  EXPECT_EQ(uids.size(), 4u);
  EXPECT_EQ(std::set<std::string>(uids.begin(), uids.end()).size(), 4u);
}

TEST(IcsTest, AReportWithoutDaysIsNoCalendar) {
  TestDocument document;
  document->table("t", "{}", RowsFor({{"a", stelsel::Kind::text, 0}}, {{"b"}}));
  try {
    Rendered(document);
    FAIL();
  } catch (const stelsel::Error& error) {
    EXPECT_EQ(error.code(), STELSEL_UNIMPLEMENTED);
  }
  TestDocument empty;
  Sheet sheet({{"a", "Van", As::date}, {"t", "Wat"}});
  sheet.row(nullptr, "ooit").row(Day(5000000), "te ver");
  std::move(sheet).table(*empty, "T", Events{"a", "", "t", ""});
  EXPECT_THROW(Rendered(empty), stelsel::Error);
}

TEST(IcsTest, LinesAreFoldedBetweenCharacters) {
  std::string text = "SUMMARY:";
  for (int i = 0; i < 100; ++i) text += "é€";
  const std::string folded = FoldedLine(text);
  EXPECT_EQ(LinesOf(folded), std::vector<std::string>{text});
  for (std::size_t at = 0; (at = folded.find("\r\n ", at)) != std::string::npos; at += 3)
    EXPECT_NE(static_cast<unsigned char>(folded[at + 3]) & 0xC0, 0x80);
}

TEST(IcsTest, NothingFromTheDataBecomesALine) {
  TestDocument document;
  WriteHostile(*document);
  const std::string text = Rendered(document);
  const std::vector<std::string> lines = LinesOf(text);
  const auto count = [&](const char* line) {
    return static_cast<std::size_t>(std::count(lines.begin(), lines.end(), line));
  };
  EXPECT_EQ(count("BEGIN:VEVENT"), HostileTexts().size());
  EXPECT_EQ(count("END:VEVENT"), HostileTexts().size());
  EXPECT_EQ(count("END:VCALENDAR"), 1u);
}

TEST(IcsTest, TheSameDocumentGivesTheSameBytesAndAFullDiskIsTold) {
  TestDocument document;
  Meetings().table(*document, "T", Events{"a", "b", "t", "i"});
  EXPECT_EQ(Rendered(document), Rendered(document));
  EXPECT_TRUE(FailsOnFullDisk([&](stelsel::Sink& sink) { RenderIcs(*document, sink); }));
}

}  // namespace
}  // namespace reporting
