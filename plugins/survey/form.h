// An empty form for the next survey.
#ifndef STELSEL_PLUGINS_SURVEY_FORM_H_
#define STELSEL_PLUGINS_SURVEY_FORM_H_

#include <string>
#include <string_view>
#include <vector>

#include "stelsel/stelsel.hpp"

namespace survey {

// The sheet of a workbook that answers stand in.
inline constexpr char kAnswerSheet[] = "Uitvraag";
// What a spreadsheet takes for a formula at the start of a cell.
inline constexpr std::string_view kFormulaBegins = "=+-@";

struct FormQuestion {
  std::string code, name;
  std::string wording;  // the newest
  bool open = false;    // answered in words
};

struct FormRow {
  std::string region, name;
};

// A status that the snapshot has, to look up while one fills in the form.
struct FormEarlier {
  std::string region, name, topic, topic_name, domain, status, observed_on;
};

struct Form {
  std::vector<FormQuestion> questions;
  std::vector<FormRow> rows;
  std::vector<FormEarlier> earlier;  // the latest of each region, topic and domain
};

// The questions and regions of a snapshot; the questions of the build where it has none. Regions
// that have subregions or have ended are left out.
Form FormOf(const stelsel::Snapshot& snapshot);

// With semicolons, CRLF and a byte order mark, as Dutch spreadsheets open it. A text that would be
// a formula gets an apostrophe before it, which the reader takes off.
std::string FormAsCsv(const Form& form);

// A workbook: how to fill it in, the form with its wordings and lists to choose from, and what was
// answered before. The same form gives the same bytes. Throws stelsel::Error.
std::string FormAsXlsx(const Form& form);

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_FORM_H_
