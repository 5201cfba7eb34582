// What the reports read: rows of a snapshot as plain values that outlive their stream.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_LANDSCAPE_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_LANDSCAPE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/labels.h"
#include "stelsel/stelsel.hpp"
#include "stelsel/tables.hpp"

namespace reporting {

using Domain = stelsel::tables::AgreementStatus::Domain;
using Status = stelsel::tables::AgreementStatus::Status;
using Theme = stelsel::tables::AgreementTopic::Theme;

// Where a fact stands. The document is empty when the row names none.
struct Citation {
  std::string document;
  std::string section;
};

struct Region {
  std::string id;
  std::string name;
  std::string parent;  // empty unless it is a subregion
  Citation source;
  bool illustratief = false;
};

struct Topic {
  std::string code;
  std::string name;
  std::optional<Theme> theme;
  bool has_status = true;     // answered by a status, not in free words
  std::string nvo_item = {};  // of the Norm voor Opdrachtgeverschap; empty when it is none

  std::string Title() const { return code + " " + name; }
};

struct Observation {
  std::string topic;
  Domain domain{};
  std::string observed_on;
  std::int64_t sequence = 0;
  std::int64_t wording = 0;  // version; 0 when not given
  Status status{};
  std::string observed_by, expected_ready_on, explanation;
  Citation source;
  bool illustratief = false;
};

struct Member {
  std::string region;
  std::string municipality;  // CBS code
  std::string name;
  stelsel::tables::RegionMunicipality::Role role{};
  std::string since;  // EDTF; empty when not known
  Citation source;
  bool illustratief = false;
};

struct Wording {
  std::string text;
  std::string asked_from;
  Citation source;
  bool illustratief = false;
};
using WordingKey = std::pair<std::string, std::int64_t>;  // topic, version

struct SourceDocument {
  std::string title, publisher, published_on;
  std::optional<stelsel::tables::SourceDocument::Kind> kind;
};

// The code of an enum's value as it stands in the data; empty for one that is not listed.
template <typename Enum>
std::string CodeOf(Enum value) {
  const auto codes = codes_of(Enum{});
  const auto place = static_cast<std::size_t>(value);
  return place < codes.size() ? std::string(codes[place]) : std::string();
}

// A text that need not be there; empty when it is not.
std::string TextOf(const std::optional<std::string_view>& text);

// Of a row that has these columns, as almost all do.
template <typename Row>
Citation SourceOf(const Row& row) {
  return {TextOf(row.source_document), TextOf(row.section)};
}

Labels ReadLabels(const stelsel::Snapshot& snapshot, const Words& words);
std::vector<Region> ReadRegions(const stelsel::Snapshot& snapshot);
// All topics, in the order in which people know them: A1, B1 to B9, C, D1.
std::vector<Topic> ReadTopics(const stelsel::Snapshot& snapshot);
std::vector<Observation> ReadObservations(const stelsel::Snapshot& snapshot,
                                          const std::string& region);
// Members of all regions, the centrumgemeente of each first.
std::vector<Member> ReadMembers(const stelsel::Snapshot& snapshot);
std::map<WordingKey, Wording> ReadWordings(const stelsel::Snapshot& snapshot);
std::map<std::string, SourceDocument> ReadSourceDocuments(const stelsel::Snapshot& snapshot);

// What the topic with this code is called; the code itself when it is not known.
std::string TopicTitle(const std::vector<Topic>& topics, const std::string& code);

// Whether topic `a` comes before topic `b`: by letters, then by number.
bool TopicBefore(std::string_view a, std::string_view b);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_LANDSCAPE_H_
