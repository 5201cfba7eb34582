#include "report/landscape.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace reporting {
namespace {

namespace tables = stelsel::tables;

// Letters and number of a code: B, 9.
std::pair<std::string_view, std::string_view> SplitCode(std::string_view code) {
  const std::size_t digits = std::min(code.find_first_of("0123456789"), code.size());
  return {code.substr(0, digits), code.substr(digits)};
}

Observation ObservationOf(const tables::AgreementStatus& row) {
  Observation out;
  out.topic = row.agreement_topic;
  out.domain = row.domain;
  out.observed_on = row.observed_on;
  out.sequence = row.sequence;
  out.wording = row.topic_version.value_or(0);
  out.status = row.status;
  out.observed_by = TextOf(row.observed_by);
  out.expected_ready_on = TextOf(row.expected_ready_on);
  out.explanation = TextOf(row.explanation);
  out.source = SourceOf(row);
  out.illustratief = row.illustratief.value_or(false);
  return out;
}

std::map<std::string, std::string> ReadMunicipalityNames(const stelsel::Snapshot& snapshot) {
  std::map<std::string, std::string> names;
  snapshot.rows<tables::Municipality>(
      [&](const tables::Municipality& row) { names.emplace(row.municipality, row.name); });
  return names;
}

}  // namespace

std::string TextOf(const std::optional<std::string_view>& text) {
  return std::string(text.value_or(std::string_view()));
}

std::string TopicTitle(const std::vector<Topic>& topics, const std::string& code) {
  for (const Topic& topic : topics) {
    if (topic.code == code) return topic.Title();
  }
  return code;
}

bool TopicBefore(std::string_view a, std::string_view b) {
  const auto [a_letters, a_number] = SplitCode(a);
  const auto [b_letters, b_number] = SplitCode(b);
  if (a_letters != b_letters) return a_letters < b_letters;
  if (a_number.size() != b_number.size()) return a_number.size() < b_number.size();
  return a_number < b_number;
}

Labels ReadLabels(const stelsel::Snapshot& snapshot, const Words& words) {
  Labels labels(words);
  for (const std::string& table : snapshot.tables()) labels.Add(snapshot.schema(table));
  return labels;
}

std::vector<Region> ReadRegions(const stelsel::Snapshot& snapshot) {
  std::vector<Region> regions;
  snapshot.rows<tables::Region>([&](const tables::Region& row) {
    regions.push_back({std::string(row.region), std::string(row.name), TextOf(row.parent_region),
                       SourceOf(row), row.illustratief.value_or(false)});
  });
  return regions;
}

std::vector<Topic> ReadTopics(const stelsel::Snapshot& snapshot) {
  std::vector<Topic> topics;
  snapshot.rows<tables::AgreementTopic>([&](const tables::AgreementTopic& row) {
    topics.push_back({std::string(row.agreement_topic), std::string(row.name), row.theme,
                      row.answer == tables::AgreementTopic::Answer::stand_van_zaken,
                      TextOf(row.nvo_item)});
  });
  std::sort(topics.begin(), topics.end(),
            [](const Topic& a, const Topic& b) { return TopicBefore(a.code, b.code); });
  return topics;
}

std::vector<Observation> ReadObservations(const stelsel::Snapshot& snapshot,
                                          const std::string& region) {
  std::vector<Observation> out;
  snapshot.rows<tables::AgreementStatus>([&](const tables::AgreementStatus& row) {
    if (row.region == region) out.push_back(ObservationOf(row));
  });
  return out;
}

std::vector<Member> ReadMembers(const stelsel::Snapshot& snapshot) {
  const auto names = ReadMunicipalityNames(snapshot);
  std::vector<Member> members;
  snapshot.rows<tables::RegionMunicipality>([&](const tables::RegionMunicipality& row) {
    const std::string code(row.municipality);
    const auto name = names.find(code);
    members.push_back({std::string(row.region), code, name != names.end() ? name->second : code,
                       row.role, TextOf(row.valid_from), SourceOf(row),
                       row.illustratief.value_or(false)});
  });
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return std::tie(a.region, a.role, a.name) < std::tie(b.region, b.role, b.name);
  });
  return members;
}

std::map<WordingKey, Wording> ReadWordings(const stelsel::Snapshot& snapshot) {
  std::map<WordingKey, Wording> out;
  snapshot.rows<tables::AgreementTopicWording>([&](const tables::AgreementTopicWording& row) {
    out[{std::string(row.agreement_topic), row.topic_version}] = {
        std::string(row.wording), TextOf(row.asked_from), SourceOf(row),
        row.illustratief.value_or(false)};
  });
  return out;
}

std::map<std::string, SourceDocument> ReadSourceDocuments(const stelsel::Snapshot& snapshot) {
  std::map<std::string, SourceDocument> out;
  snapshot.rows<tables::SourceDocument>([&](const tables::SourceDocument& row) {
    out[std::string(row.source_document)] = {std::string(row.title), TextOf(row.publisher),
                                             TextOf(row.published_on), row.kind};
  });
  return out;
}

}  // namespace reporting
