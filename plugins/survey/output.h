// Where a reading puts its rows and findings.
#ifndef STELSEL_PLUGINS_SURVEY_OUTPUT_H_
#define STELSEL_PLUGINS_SURVEY_OUTPUT_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalogue.h"
#include "settings.h"
#include "stelsel/plugin.hpp"
#include "text_rows.h"

namespace survey {

// Whose answers a row holds.
struct Respondent {
  std::string region;
  std::string name;           // of a region that the catalogue lacks
  std::string observed_by;    // organisation or anonymous respondent
  bool illustratief = false;  // what is answered is made up
  bool made_up_region = false;
};

// When, and what is cited for it.
struct Moment {
  std::string observed_on;  // EDTF
  std::int32_t latest = 0;  // the last day that it can mean
  std::string source_document;
};

// One status, or one answer in words.
struct Answered {
  const Topic* topic = nullptr;
  int version = 0;
  std::string domain;
  std::string text;  // the status, or the words
  std::string ready, explanation;
};

class Output {
 public:
  Output(stelsel::Reading& to, const Catalogue& catalogue, const Settings& settings);

  void AddStatus(const Respondent& who, const Moment& when, const Answered& what,
                 const RowPlace& place);
  // Returns the sequence number that the answer got.
  int AddWords(const Respondent& who, const Moment& when, const Answered& what,
               const RowPlace& place);
  // `tag` as it was typed; returns whether it is a new one.
  bool AddTag(const Respondent& who, const Moment& when, const Answered& what, int sequence,
              std::string_view tag, const RowPlace& place);
  void AddRespondent(const Respondent& who, const RowPlace& place);

  // Hands over the rows of the file that was read.
  void EndFile();
  // What the rows refer to.
  void AddCatalogue();

 private:
  static std::vector<std::string> Cited(const Respondent& who, const Moment& when,
                                        const std::string& code);
  void AddDocument(const Respondent& who, const Moment& when);
  void AddWhole(const std::string& table);
  void AddRows(const std::string& table, const std::string& key,
               const std::set<std::string>& wanted);

  stelsel::Reading& to_;
  const Catalogue& catalogue_;
  const Settings& settings_;
  TextRows statuses_, words_, tags_, new_tags_, regions_, documents_;
  std::map<std::string, int> sequences_;  // of answers in words
  std::set<std::string> known_regions_, seen_regions_;
  std::set<std::string> new_tag_codes_, new_documents_, cited_;
};

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_OUTPUT_H_
