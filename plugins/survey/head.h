// The head of a survey: what each of its columns is about.
#ifndef STELSEL_PLUGINS_SURVEY_HEAD_H_
#define STELSEL_PLUGINS_SURVEY_HEAD_H_

#include <string>
#include <string_view>
#include <vector>

#include "catalogue.h"

namespace survey {

// What a column that is no question tells of a respondent.
enum class About {
  kRegion,
  kRegionName,
  kRespondent,
  kDomain,
  kDate,
  kWave,
  kObservedBy,
  kIllustratief
};

// Which part of a question a column holds.
enum class Role { kAnswer, kExplanation, kReady, kTags };

struct Column {
  enum Kind {
    kUnknown,
    kEmpty,     // has no name
    kPassed,    // what survey tools add, such as a number of the row
    kPersonal,  // of the person who filled in: not read
    kAbout,
    kQuestion,
  };
  Kind kind = kUnknown;
  About about = About::kRegion;
  std::size_t topic = 0;
  Role role = Role::kAnswer;
  std::string domain;  // empty: of all domains that are asked
  int version = 0;     // of the wording by which it is called; 0: it is called by its code
};

// What the column called `name` is about; `before` are those to its left. A column by the code of a
// question (`B5`, `b5.`, `Vraag B5`), by its wording, or both; with `toelichting`, `gereed` or
// `trefwoorden` and with a domain before or behind it. Just `Toelichting` (or `Toelichting2`)
// belongs to the question to its left.
Column ReadColumn(std::string_view name, const Catalogue& catalogue,
                  const std::vector<Column>& before);

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_HEAD_H_
