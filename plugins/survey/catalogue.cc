#include "catalogue.h"

#include <algorithm>
#include <cstdlib>

#include "embedded.h"
#include "stelsel/edtf.hpp"
#include "words.h"

namespace survey {
namespace {

// So much of a wording must be there when the rest was cut off.
constexpr std::size_t kLeastBeginning = 25;

// How far a name may be from the region that is proposed instead.
constexpr std::size_t kFarthest = 3;

// What people call regions beside their names.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"den haag", "s_gravenhage"}, {"den bosch", "s_hertogenbosch"}};

const std::string kNothing;

// Reads a cell that starts at `at`, and moves behind what ends it; says whether it ends the row.
bool ReadCell(std::string_view text, std::size_t& at, std::string& cell) {
  if (at < text.size() && text[at] == '"') {
    for (++at; at < text.size(); ++at) {
      if (text[at] != '"') {
        cell += text[at];
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        cell += text[at++];
      } else {
        break;
      }
    }
    ++at;
  }
  while (at < text.size() && text[at] != ',' && text[at] != '\n') cell += text[at++];
  const bool ends_row = at >= text.size() || text[at] == '\n';
  ++at;
  return ends_row;
}

std::vector<std::string> ReadRow(std::string_view text, std::size_t& at) {
  std::vector<std::string> cells;
  for (bool ended = false; !ended;) ended = ReadCell(text, at, cells.emplace_back());
  return cells;
}

TextTables ReadEmbedded() {
  TextTables tables;
  for (const EmbeddedFile& file : EmbeddedFiles())
    tables.emplace(std::string(file.table), ReadOwnCsv(file.text));
  return tables;
}

// How many letters differ, are too many or too few; Levenshtein.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

int TextTable::Column(std::string_view name) const {
  const auto at = std::find(head.begin(), head.end(), name);
  return at == head.end() ? -1 : static_cast<int>(at - head.begin());
}

const std::string& TextTable::Cell(std::size_t row, std::string_view column) const {
  const int at = Column(column);
  return at < 0 ? kNothing : rows[row][static_cast<std::size_t>(at)];
}

TextTable ReadOwnCsv(std::string_view text) {
  TextTable table;
  std::size_t at = 0;
  if (!text.empty()) table.head = ReadRow(text, at);
  while (at < text.size()) {
    table.rows.push_back(ReadRow(text, at));
    table.rows.back().resize(table.head.size());
  }
  return table;
}

const TextTables& EmbeddedTables() {
  static const TextTables* const tables = new TextTables(ReadEmbedded());
  return *tables;
}

bool IsOfCatalogue(std::string_view table) { return EmbeddedTables().contains(table); }

int Topic::VersionOn(std::int32_t day) const {
  int version = 0;
  for (const Wording& wording : wordings)
    if (!wording.from || *wording.from <= day) version = wording.version;
  return version;
}

Catalogue::Catalogue(TextTables tables) : tables_(std::move(tables)) {
  for (const auto& [name, table] : tables_) replaced_.insert(name);
  for (const auto& [name, table] : EmbeddedTables()) tables_.try_emplace(name, table);
  ReadTopics();
  ReadWordings();
  ReadRegions();
  const TextTable& tags = table("survey_tag");
  for (std::size_t i = 0; i < tags.rows.size(); ++i) {
    tag_by_name_[CodeOf(tags.Cell(i, "name"))] = tags.Cell(i, "survey_tag");
    tag_by_name_[CodeOf(tags.Cell(i, "survey_tag"))] = tags.Cell(i, "survey_tag");
  }
}

const TextTable& Catalogue::table(std::string_view name) const {
  static const TextTable* const none = new TextTable();
  const auto at = tables_.find(name);
  return at == tables_.end() ? *none : at->second;
}

void Catalogue::ReadTopics() {
  const TextTable& from = table("agreement_topic");
  for (std::size_t i = 0; i < from.rows.size(); ++i) {
    Topic& topic = topics_.emplace_back();
    topic.code = from.Cell(i, "agreement_topic");
    topic.name = from.Cell(i, "name");
    topic.open = from.Cell(i, "answer") == "open";
  }
  // As a form asks them: E2 before E10.
  std::sort(topics_.begin(), topics_.end(), [](const Topic& a, const Topic& b) {
    const auto key = [](const Topic& topic) {
      const std::size_t letters =
          std::min(topic.code.find_first_of("0123456789"), topic.code.size());
      return std::pair(topic.code.substr(0, letters), std::atoi(topic.code.c_str() + letters));
    };
    return key(a) < key(b);
  });
  for (std::size_t i = 0; i < topics_.size(); ++i) {
    topic_by_code_[Plain(topics_[i].code)] = static_cast<int>(i);
    AddWording(Plain(topics_[i].name), {i, 0});
  }
}

void Catalogue::ReadWordings() {
  const TextTable& from = table("agreement_topic_wording");
  for (std::size_t i = 0; i < from.rows.size(); ++i) {
    const int topic = FindTopic(from.Cell(i, "agreement_topic"));
    if (topic < 0) continue;
    const auto place = static_cast<std::size_t>(topic);
    Wording wording{std::atoi(from.Cell(i, "topic_version").c_str()), from.Cell(i, "wording"), {}};
    if (const auto bounds = stelsel::edtf_bounds(from.Cell(i, "asked_from")))
      wording.from = bounds->earliest;
    AddWording(Plain(wording.text), {place, wording.version});
    // `Zijn er afspraken gemaakt over: X?` is often called X.
    if (const std::size_t colon = wording.text.find(": "); colon != std::string::npos)
      AddWording(Plain(wording.text.substr(colon)), {place, wording.version});
    topics_[place].wordings.push_back(std::move(wording));
  }
  for (Topic& topic : topics_) {
    std::sort(topic.wordings.begin(), topic.wordings.end(),
              [](const Wording& a, const Wording& b) { return a.version < b.version; });
  }
  const TextTable& other = table("agreement_topic_phrasing");
  for (std::size_t i = 0; i < other.rows.size(); ++i) {
    const int topic = FindTopic(other.Cell(i, "agreement_topic"));
    if (topic >= 0)
      AddWording(Plain(other.Cell(i, "wording")), {static_cast<std::size_t>(topic), 0});
  }
}

void Catalogue::AddWording(std::string plain, Meaning meaning) {
  if (plain.empty()) return;
  topics_[meaning.topic].other.push_back(plain);
  const auto [at, added] = by_wording_.try_emplace(std::move(plain), meaning);
  if (!added && at->second.topic != meaning.topic) ambiguous_.insert(at->first);
}

void Catalogue::ReadRegions() {
  const TextTable& regions = table("region");
  for (std::size_t i = 0; i < regions.rows.size(); ++i)
    NameRegion(regions.Cell(i, "name"), regions.Cell(i, "region"));
  const TextTable& municipalities = table("municipality");
  std::map<std::string, std::string> name_of;
  for (std::size_t i = 0; i < municipalities.rows.size(); ++i)
    name_of[municipalities.Cell(i, "municipality")] = municipalities.Cell(i, "name");
  const TextTable& members = table("region_municipality");
  for (std::size_t i = 0; i < members.rows.size(); ++i) {
    if (members.Cell(i, "role") != "centrumgemeente") continue;
    const std::string& code = members.Cell(i, "municipality");
    NameRegion(code, members.Cell(i, "region"));
    NameRegion(name_of[code], members.Cell(i, "region"));
  }
  for (const auto& [name, region] : kOtherNames)
    region_by_name_.try_emplace(std::string(name), region);
  // A short name is stronger than any other.
  for (std::size_t i = 0; i < regions.rows.size(); ++i)
    region_by_name_[Plain(regions.Cell(i, "region"))] = regions.Cell(i, "region");
}

void Catalogue::NameRegion(std::string_view name, const std::string& region) {
  const std::string plain = Plain(name);
  if (plain.empty()) return;
  const auto [at, added] = region_by_name_.try_emplace(plain, region);
  if (!added && at->second != region) at->second.clear();
}

int Catalogue::FindTopic(std::string_view code) const {
  const auto at = topic_by_code_.find(Plain(code));
  return at == topic_by_code_.end() ? -1 : at->second;
}

std::optional<Meaning> Catalogue::FindWording(const std::string& plain) const {
  if (ambiguous_.contains(plain)) return std::nullopt;
  auto at = by_wording_.lower_bound(plain);
  if (at == by_wording_.end() || !at->first.starts_with(plain)) return std::nullopt;
  const Meaning meaning = at->second;
  if (at->first == plain) return meaning;
  if (plain.size() < kLeastBeginning) return std::nullopt;
  for (; at != by_wording_.end() && at->first.starts_with(plain); ++at)
    if (at->second.topic != meaning.topic) return std::nullopt;
  return Meaning{meaning.topic, 0};
}

bool Catalogue::IsWordingOf(std::size_t topic, const std::string& plain) const {
  const auto& known = topics_[topic].other;
  return std::any_of(known.begin(), known.end(), [&](const std::string& text) {
    return text == plain || (plain.size() >= kLeastBeginning && text.starts_with(plain));
  });
}

std::string Catalogue::FindRegion(std::string_view text) const {
  std::string plain = Plain(text);
  auto at = region_by_name_.find(plain);
  for (const std::string_view word : {"regio ", "gemeente ", "centrumgemeente ", "region "}) {
    if (at != region_by_name_.end() || !plain.starts_with(word)) continue;
    at = region_by_name_.find(plain.substr(word.size()));
  }
  return at == region_by_name_.end() ? "" : at->second;
}

std::string Catalogue::NearestRegion(std::string_view text) const {
  const std::string plain = Plain(text);
  std::string nearest;
  std::size_t least = std::min(kFarthest + 1, plain.size() / 2 + 1);
  if (plain.size() > 100) return nearest;
  for (const auto& [name, region] : region_by_name_) {
    const std::size_t distance = Distance(plain, name);
    if (distance >= least || region.empty()) continue;
    least = distance;
    nearest = region;
  }
  return nearest;
}

std::string Catalogue::WaveDate(std::string_view code) const {
  const TextTable& waves = table("survey_wave");
  const std::string plain = Plain(code);
  for (std::size_t i = 0; i < waves.rows.size(); ++i) {
    if (Plain(waves.Cell(i, "survey_wave")) != plain) continue;
    const std::string &opened = waves.Cell(i, "opened_on"), &closed = waves.Cell(i, "closed_on");
    return closed.empty() || closed == opened ? opened : opened + "/" + closed;
  }
  return "";
}

std::string Catalogue::FindTag(std::string_view text) const {
  const auto at = tag_by_name_.find(CodeOf(text));
  return at == tag_by_name_.end() ? "" : at->second;
}

}  // namespace survey
