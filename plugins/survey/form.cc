#include "form.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "catalogue.h"
#include "stelsel/edtf.hpp"
#include "stelsel/tables.hpp"

namespace survey {
namespace {

using stelsel::tables::AgreementStatus;
using stelsel::tables::AgreementTopic;
using stelsel::tables::AgreementTopicWording;
using stelsel::tables::Region;

std::string Text(std::string_view text) { return std::string(text); }
template <typename T>
std::string Text(const std::optional<T>& text) {
  return text ? std::string(*text) : std::string();
}

// The snapshot's questions as tables of a catalogue; none where it has no questions.
TextTables QuestionTables(const stelsel::Snapshot& snapshot) {
  TextTable topics{{"agreement_topic", "name", "answer"}, {}};
  snapshot.rows<AgreementTopic>([&](const AgreementTopic& row) {
    const bool open = row.answer == AgreementTopic::Answer::open;
    topics.rows.push_back({Text(row.agreement_topic), Text(row.name), open ? "open" : ""});
  });
  TextTable wordings{{"agreement_topic", "topic_version", "wording", "asked_from"}, {}};
  snapshot.rows<AgreementTopicWording>([&](const AgreementTopicWording& row) {
    wordings.rows.push_back({Text(row.agreement_topic), std::to_string(row.topic_version),
                             Text(row.wording), Text(row.asked_from)});
  });
  if (topics.rows.empty()) return {};
  TextTables tables;
  tables["agreement_topic"] = std::move(topics);
  tables["agreement_topic_wording"] = std::move(wordings);
  return tables;
}

std::vector<FormQuestion> QuestionsOf(const stelsel::Snapshot& snapshot) {
  const Catalogue catalogue(QuestionTables(snapshot));
  std::vector<FormQuestion> questions;
  for (const Topic& topic : catalogue.topics()) {
    // Items of the norm without a question of their own.
    if (topic.code.starts_with("NVO")) continue;
    const std::string wording = topic.wordings.empty() ? topic.name : topic.wordings.back().text;
    questions.push_back({topic.code, topic.name, wording, topic.open});
  }
  return questions;
}

std::vector<FormRow> RowsOf(const stelsel::Snapshot& snapshot) {
  std::vector<FormRow> rows;
  std::set<std::string> parents;
  snapshot.rows<Region>([&](const Region& row) {
    if (row.parent_region) parents.insert(Text(row.parent_region));
    if (!row.valid_to) rows.push_back({Text(row.region), Text(row.name)});
  });
  std::erase_if(rows, [&](const FormRow& row) { return parents.contains(row.region); });
  std::sort(rows.begin(), rows.end(),
            [](const FormRow& a, const FormRow& b) { return a.region < b.region; });
  return rows;
}

const char* StatusText(AgreementStatus::Status status) {
  switch (status) {
    case AgreementStatus::Status::ja:
      return "ja";
    case AgreementStatus::Status::nee:
      return "nee";
    default:
      return "in ontwikkeling";
  }
}

std::int32_t LatestDay(std::string_view edtf) {
  const auto bounds = stelsel::edtf_bounds(edtf);
  return bounds && bounds->latest ? *bounds->latest : 0;
}

std::vector<FormEarlier> EarlierOf(const stelsel::Snapshot& snapshot, const Form& form) {
  std::map<std::string, std::string> regions, topics;
  for (const FormRow& row : form.rows) regions[row.region] = row.name;
  for (const FormQuestion& question : form.questions) topics[question.code] = question.name;
  std::map<std::tuple<std::string, std::string, std::string>, FormEarlier> latest;
  snapshot.rows<AgreementStatus>([&](const AgreementStatus& row) {
    const std::string region = Text(row.region), topic = Text(row.agreement_topic);
    if (!regions.contains(region) || !topics.contains(topic)) return;
    const std::string domain(codes_of(row.domain).at(static_cast<std::size_t>(row.domain)));
    FormEarlier& known = latest[{region, topic, domain}];
    if (!known.region.empty() && LatestDay(known.observed_on) >= LatestDay(row.observed_on)) return;
    known = {region,
             regions[region],
             topic,
             topics[topic],
             domain,
             StatusText(row.status),
             Text(row.observed_on)};
  });
  std::vector<FormEarlier> earlier;
  for (auto& [key, row] : latest) earlier.push_back(std::move(row));
  return earlier;
}

std::string CsvCell(const std::string& given) {
  const bool formula = !given.empty() && kFormulaBegins.find(given[0]) != kFormulaBegins.npos;
  const std::string text = (formula ? "'" : "") + given;
  if (text.find_first_of("\";\r\n\t,|") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

Form FormOf(const stelsel::Snapshot& snapshot) {
  Form form;
  form.questions = QuestionsOf(snapshot);
  form.rows = RowsOf(snapshot);
  form.earlier = EarlierOf(snapshot, form);
  return form;
}

std::string FormAsCsv(const Form& form) {
  std::string csv = "\xEF\xBB\xBFregio;regionaam;datum";
  std::string blanks = ";";
  for (const FormQuestion& question : form.questions) {
    csv += ";" + question.code;
    blanks += ";";
    if (question.open) continue;
    csv += ";" + question.code + " toelichting;" + question.code + " gereed";
    blanks += ";;";
  }
  csv += "\r\n";
  for (const FormRow& row : form.rows)
    csv += CsvCell(row.region) + ";" + CsvCell(row.name) + blanks + "\r\n";
  return csv;
}

}  // namespace survey
