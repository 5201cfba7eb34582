#include "output.h"

#include "words.h"

namespace survey {
namespace {

std::string Flag(bool value) { return value ? "true" : "false"; }

std::string YearOf(const std::string& observed_on) {
  const std::size_t at = observed_on.find_first_of("0123456789");
  return at == std::string::npos ? "" : observed_on.substr(at, 4);
}

}  // namespace

Output::Output(stelsel::Reading& to, const Catalogue& catalogue, const Settings& settings)
    : to_(to),
      catalogue_(catalogue),
      settings_(settings),
      statuses_(to, "agreement_status",
                {"region", "agreement_topic", "domain", "observed_on", "sequence", "topic_version",
                 "status", "observed_by", "expected_ready_on", "explanation", "source_document",
                 "section", "illustratief"}),
      words_(to, "survey_answer",
             {"region", "agreement_topic", "observed_on", "sequence", "topic_version", "domain",
              "answer", "observed_by", "source_document", "section", "illustratief"}),
      tags_(to, "survey_answer_tag",
            {"region", "agreement_topic", "observed_on", "sequence", "survey_tag",
             "source_document", "section", "illustratief"}),
      new_tags_(to, "survey_tag",
                {"survey_tag", "name", "source_document", "section", "illustratief"}),
      regions_(to, "region", {"region", "name", "source_document", "section", "illustratief"}),
      documents_(to, "source_document", {"source_document", "title", "kind"}) {}

// Source document, section and illustratief of a row.
std::vector<std::string> Output::Cited(const Respondent& who, const Moment& when,
                                       const std::string& code) {
  if (who.illustratief) return {"", "", "true"};
  return {when.source_document, "vraag " + code, "false"};
}

void Output::AddStatus(const Respondent& who, const Moment& when, const Answered& what,
                       const RowPlace& place) {
  AddDocument(who, when);
  std::vector<std::string> row = {who.region,  what.topic->code,
                                  what.domain, when.observed_on,
                                  "1",         what.version > 0 ? std::to_string(what.version) : "",
                                  what.text,   who.observed_by,
                                  what.ready,  what.explanation};
  for (std::string& cell : Cited(who, when, what.topic->code)) row.push_back(std::move(cell));
  statuses_.Add(row, place);
}

int Output::AddWords(const Respondent& who, const Moment& when, const Answered& what,
                     const RowPlace& place) {
  AddDocument(who, when);
  const int sequence = ++sequences_[who.region + "|" + what.topic->code + "|" + when.observed_on];
  std::vector<std::string> row = {who.region,
                                  what.topic->code,
                                  when.observed_on,
                                  std::to_string(sequence),
                                  what.version > 0 ? std::to_string(what.version) : "",
                                  what.domain,
                                  what.text,
                                  who.observed_by};
  for (std::string& cell : Cited(who, when, what.topic->code)) row.push_back(std::move(cell));
  words_.Add(row, place);
  return sequence;
}

bool Output::AddTag(const Respondent& who, const Moment& when, const Answered& what, int sequence,
                    std::string_view tag, const RowPlace& place) {
  std::string code = catalogue_.FindTag(tag);
  const bool is_new = code.empty();
  if (is_new) {
    code = CodeOf(tag);
    if (new_tag_codes_.insert(code).second) {
      std::vector<std::string> row = {code, std::string(tag)};
      for (std::string& cell : Cited(who, when, what.topic->code)) row.push_back(std::move(cell));
      new_tags_.Add(row, place);
    }
  }
  std::vector<std::string> row = {who.region, what.topic->code, when.observed_on,
                                  std::to_string(sequence), code};
  for (std::string& cell : Cited(who, when, what.topic->code)) row.push_back(std::move(cell));
  tags_.Add(row, place);
  return is_new;
}

void Output::AddRespondent(const Respondent& who, const RowPlace& place) {
  if (who.name.empty()) {
    known_regions_.insert(who.region);
  } else if (seen_regions_.insert(who.region).second) {
    const bool made_up = who.made_up_region || who.illustratief;
    regions_.Add({who.region, who.name, "", "", Flag(made_up)}, place);
  }
}

void Output::AddDocument(const Respondent& who, const Moment& when) {
  if (who.illustratief || cited_.contains(when.source_document) ||
      new_documents_.contains(when.source_document))
    return;
  const TextTable& known = catalogue_.table("source_document");
  for (std::size_t i = 0; i < known.rows.size(); ++i) {
    if (known.Cell(i, "source_document") != when.source_document) continue;
    cited_.insert(when.source_document);
    return;
  }
  new_documents_.insert(when.source_document);
  documents_.Add({when.source_document, "Uitvraag " + YearOf(when.observed_on), "onderzoek"});
}

void Output::EndFile() {
  for (TextRows* rows : {&statuses_, &words_, &tags_, &new_tags_, &regions_, &documents_})
    rows->Flush();
}

void Output::AddCatalogue() {
  if (!settings_.catalogue) return;
  AddRows("region", "region", known_regions_);
  for (const char* table : {"agreement_topic", "agreement_topic_wording"}) AddWhole(table);
  for (const char* table : {"region", "agreement_topic_wording"}) {
    const TextTable& from = catalogue_.table(table);
    const std::string name = table;
    for (std::size_t i = 0; i < from.rows.size(); ++i) {
      if (name == "region" && !known_regions_.contains(from.Cell(i, "region"))) continue;
      cited_.insert(from.Cell(i, "source_document"));
    }
  }
  // Those of the build are in data/ of the plugin, and so with every source.
  if (catalogue_.Replaces("survey_tag")) AddWhole("survey_tag");
  AddRows("source_document", "source_document", cited_);
}

void Output::AddWhole(const std::string& table) {
  const TextTable& from = catalogue_.table(table);
  TextRows rows(to_, table, from.head);
  for (const auto& row : from.rows) rows.Add(row);
  rows.Flush();
}

void Output::AddRows(const std::string& table, const std::string& key,
                     const std::set<std::string>& wanted) {
  const TextTable& from = catalogue_.table(table);
  TextRows rows(to_, table, from.head);
  for (std::size_t i = 0; i < from.rows.size(); ++i)
    if (wanted.contains(from.Cell(i, key))) rows.Add(from.rows[i]);
  rows.Flush();
}

}  // namespace survey
