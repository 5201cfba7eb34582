#include "report/region.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "report/conclusions.h"
#include "report/doubt.h"
#include "report/page.h"
#include "report/source_date.h"
#include "report/sources.h"
#include "report/texts.h"

namespace reporting {
namespace {

using Role = stelsel::tables::RegionMunicipality::Role;
using Subject = std::pair<Domain, std::string>;  // domain, topic

// Names that have commas and conjunctions of their own, apart.
std::string Listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "; ") + name;
  return out;
}

// What tells an observation from the others of its subject.
bool IsSame(const Observation& a, const Observation& b) {
  return a.topic == b.topic && a.domain == b.domain && a.observed_on == b.observed_on &&
         a.sequence == b.sequence;
}

template <typename Rows>
bool AnyMarked(const Rows& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.illustratief; });
}

std::vector<std::string> NamesOf(const std::vector<Member>& members, Role role) {
  std::vector<std::string> names;
  for (const Member& member : members) {
    if (member.role == role) names.push_back(member.name);
  }
  return names;
}

class RegionWriter {
 public:
  RegionWriter(const Context& context, const RegionState& state, stelsel::Document& out)
      : context_(context),
        words_(context.words),
        state_(state),
        out_(out),
        sources_(state.documents),
        page_{context, sources_, out} {}

  void Write() {
    WriteHead();
    WriteSummary();
    WriteMembers();
    for (const std::optional<Theme> theme : Themes()) WriteTheme(theme);
    if (!state_.current.empty()) WriteMissing();
    WriteMovement();
    WritePhasesOfRegion(page_, state_.region, state_.phases);
    if (state_.tables) WriteRegionSections(page_, *state_.tables);
    WriteExamplesOfRegion({context_, state_.topics, sources_, out_}, state_.examples);
    WriteWordings(out_, Used(), state_.wordings, state_.topics, words_, context_.labels, sources_);
    sources_.Cite(state_.region.source, words_);
    sources_.Write(out_, words_, context_.labels);
  }

 private:
  std::string Field(const char* table, const char* field) const {
    return context_.labels.Field(table, field);
  }

  void WriteHead() {
    WriteTitle(context_, out_, words_(texts::kRegionTitle, {state_.region.name}),
               words_(texts::kRegionSubtitle, {context_.Day()}));
    if (state_.region.illustratief || AnyMarked(state_.made) || AnyMarked(state_.members) ||
        AnyIllustratief(Used(), state_.wordings) || AnyIllustratief(state_.examples) ||
        (state_.tables && AnyIllustratief(*state_.tables))) {
      out_.note(words_(texts::kIllustratief));
    }
  }

  void WriteSummary() {
    out_.section(1, words_(texts::kSummary), "summary");
    out_.paragraph(MembersInWords() + " " + words_(texts::kDataFrom, {context_.source}));
    if (state_.current.empty()) {
      return out_.paragraph(words_(texts::kNoStatusOfRegion, {context_.Day()}));
    }
    out_.paragraph(StatusesInWords());
    WriteOverview();
  }

  std::string MembersInWords() const {
    const auto count = static_cast<std::int64_t>(state_.members.size());
    const Text& text = count == 0   ? texts::kNoMembers
                       : count == 1 ? texts::kMemberKnown
                                    : texts::kMembersKnown;
    std::string out = words_(text, {context_.Day(), words_.Count(count, texts::kMunicipalities)});
    const auto add = [&](const Text& sentence, const std::vector<std::string>& names) {
      if (!names.empty()) out += " " + words_(sentence, {words_.Join(names)});
    };
    const std::vector<std::string> centres = NamesOf(state_.members, Role::centrumgemeente);
    add(texts::kCentre, centres);
    if (centres.empty()) {
      add(texts::kCentreOfParent, NamesOf(state_.parent_centres, Role::centrumgemeente));
    }
    if (state_.parent) add(texts::kSubregionOf, {state_.parent->name});
    std::vector<std::string> subregions;
    for (const Region& region : state_.subregions) subregions.push_back(region.name);
    add(texts::kHasSubregions, subregions);
    return out;
  }

  std::string StatusesInWords() const {
    std::vector<std::string> domains;
    for (const Domain domain : Observed()) domains.push_back(context_.DomainTitle(domain));
    std::string out = words_(
        texts::kStatusIn, {words_.Count(static_cast<std::int64_t>(domains.size()), texts::kDomains),
                           words_.Join(domains)});
    const auto doubts = std::count_if(state_.current.begin(), state_.current.end(),
                                      [](const Observation& o) { return HasDoubt(o.explanation); });
    if (doubts == 0) return out;
    return out + " " +
           words_(texts::kDoubtCount,
                  {words_.Number(doubts),
                   words_.Number(static_cast<std::int64_t>(state_.current.size()))});
  }

  // How many topics have which status, for each domain.
  void WriteOverview() {
    BarChart chart("domain", Field("agreement_status", "domain"), context_.StatusSeries());
    for (const Domain domain : Observed()) {
      std::vector<std::int64_t> values;
      for (const Status status : kBestFirst) {
        values.push_back(std::count_if(
            state_.current.begin(), state_.current.end(),
            [&](const Observation& o) { return o.domain == domain && o.status == status; }));
      }
      chart.Add(context_.DomainTitle(domain), values);
    }
    chart.Write(out_, words_(texts::kRegionChart));
  }

  // The domains that have a status, those of the schema first.
  std::vector<Domain> Observed() const {
    std::vector<Domain> domains = Domains();
    domains.push_back(Domain::unlisted);
    std::erase_if(domains, [&](Domain domain) {
      return std::none_of(state_.current.begin(), state_.current.end(),
                          [&](const Observation& o) { return o.domain == domain; });
    });
    return domains;
  }

  void WriteTheme(std::optional<Theme> theme) {
    bool begun = false;
    for (const Domain domain : Observed()) {
      const std::vector<Observation> rows = Of(theme, domain);
      if (rows.empty()) continue;
      const std::string title = context_.ThemeTitle(theme);
      if (!std::exchange(begun, true)) out_.section(1, title);
      out_.section(2, context_.DomainTitle(domain));
      out_.paragraph(ConclusionOf(page_, rows));
      Sheet sheet = StatusSheet();
      for (const Observation& row : rows)
        AddStatus(sheet, row, TopicTitle(state_.topics, row.topic));
      std::move(sheet).table(out_, words_(texts::kThemeInDomain, {title, DomainCode(domain)}));
    }
  }

  // The current statuses of a theme and domain, in the order of the topics.
  std::vector<Observation> Of(std::optional<Theme> theme, Domain domain) const {
    std::vector<Observation> rows;
    for (const Observation& row : state_.current) {
      const Topic* topic = Find(row.topic);
      const bool of_theme = topic != nullptr ? IsOf(*topic, theme) : !theme;
      if (of_theme && row.domain == domain) rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [](const Observation& a, const Observation& b) {
      return TopicBefore(a.topic, b.topic);
    });
    return rows;
  }

  Sheet StatusSheet() const {
    const auto field = [&](const char* name) {
      return SheetColumn{name, Field("agreement_status", name), As::text};
    };
    return Sheet({field("agreement_topic"),
                  field("status"),
                  field("observed_on"),
                  field("expected_ready_on"),
                  field("explanation"),
                  {"source_document", words_(texts::kSourceAndSection), As::text},
                  {"illustratief", context_.labels.Mark(), As::mark}});
  }

  void AddStatus(Sheet& sheet, const Observation& row, const std::string& topic) {
    sheet.cells({WithWording(topic, row), context_.StatusLabel(row.status),
                 TextOrNothing(InWords(row.observed_on, words_)),
                 TextOrNothing(InWords(row.expected_ready_on, words_)),
                 TextOrNothing(WithDoubtApart(row.explanation)),
                 TextOrNothing(sources_.Cite(row.source, words_)), row.illustratief});
  }

  std::string DomainCode(Domain domain) const {
    const std::string code = CodeOf(domain);
    return code.empty() ? words_(texts::kUnknownCode) : code;
  }

  // The version stands with the topic only when there is more than one.
  std::string WithWording(const std::string& topic, const Observation& row) const {
    const auto versions =
        std::count_if(state_.wordings.begin(), state_.wordings.end(),
                      [&](const auto& wording) { return wording.first.first == row.topic; });
    if (versions < 2 || row.wording == 0) return topic;
    return words_(texts::kWordingOf, {topic, std::to_string(row.wording)});
  }

  void WriteMissing() {
    out_.section(1, words_(texts::kMissing), "missing");
    out_.paragraph(words_(texts::kMissingIsNotNo));
    Sheet sheet({{"domain", Field("agreement_status", "domain"), As::text},
                 {"count", words_(texts::kNumber), As::integer},
                 {"agreement_topics", words_(texts::kTopicList), As::text}});
    for (const Domain domain : Observed()) {
      if (domain == Domain::unlisted) continue;
      const std::vector<std::string> missing = MissingIn(domain);
      sheet.cells({context_.DomainTitle(domain), static_cast<std::int64_t>(missing.size()),
                   TextOrNothing(Listed(missing))});
    }
    if (!sheet.empty()) std::move(sheet).table(out_, words_(texts::kMissingCaption));
    WriteMissingDomains();
  }

  std::vector<std::string> MissingIn(Domain domain) const {
    std::vector<std::string> missing;
    for (const Topic& topic : state_.topics) {
      const bool observed = std::any_of(
          state_.current.begin(), state_.current.end(),
          [&](const Observation& o) { return o.domain == domain && o.topic == topic.code; });
      if (topic.has_status && !observed) missing.push_back(topic.Title());
    }
    return missing;
  }

  void WriteMissingDomains() {
    const std::vector<Domain> observed = Observed();
    std::vector<std::string> silent;
    for (const Domain domain : Domains()) {
      if (std::find(observed.begin(), observed.end(), domain) == observed.end()) {
        silent.push_back(context_.DomainTitle(domain));
      }
    }
    if (silent.empty()) return;
    out_.paragraph(words_(texts::kMissingDomains, {words_.Join(silent)}));
  }

  // Subjects with more than one observation, each from old to new.
  void WriteMovement() {
    std::map<Subject, std::vector<Observation>> subjects;
    for (const Observation& row : state_.made) subjects[{row.domain, row.topic}].push_back(row);
    std::erase_if(subjects, [](const auto& subject) { return subject.second.size() < 2; });
    if (subjects.empty()) return;
    out_.section(1, words_(texts::kMovement), "movement");
    out_.paragraph(words_(texts::kMovementIntroduction));
    if (std::any_of(subjects.begin(), subjects.end(),
                    [](const auto& subject) { return HasNewWording(subject.second); })) {
      out_.paragraph(words_(texts::kNewWording));
    }
    WriteMovementTable(subjects);
  }

  static bool HasNewWording(const std::vector<Observation>& rows) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const Observation& row) { return row.wording != rows.front().wording; });
  }

  void WriteMovementTable(const std::map<Subject, std::vector<Observation>>& subjects) {
    std::vector<const std::vector<Observation>*> ordered;
    for (const auto& [subject, rows] : subjects) ordered.push_back(&rows);
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
      return TopicBefore(a->front().topic, b->front().topic);
    });
    Sheet sheet({{"agreement_topic", Field("agreement_status", "agreement_topic"), As::text},
                 {"domain", Field("agreement_status", "domain"), As::text},
                 {"observed_on", Field("agreement_status", "observed_on"), As::text},
                 {"status", Field("agreement_status", "status"), As::text},
                 {"explanation", Field("agreement_status", "explanation"), As::text},
                 {"source_document", words_(texts::kSourceAndSection), As::text},
                 {"counts", words_(texts::kCounts), As::mark},
                 {"illustratief", context_.labels.Mark(), As::mark}});
    for (const auto* rows : ordered) {
      for (const Observation& row : *rows) AddMovement(sheet, row);
    }
    std::move(sheet).table(out_, words_(texts::kMovementCaption));
  }

  void AddMovement(Sheet& sheet, const Observation& row) {
    const bool counts = std::any_of(state_.current.begin(), state_.current.end(),
                                    [&](const Observation& now) { return IsSame(now, row); });
    sheet.cells({WithWording(TopicTitle(state_.topics, row.topic), row), DomainCode(row.domain),
                 InWords(row.observed_on, words_), context_.StatusLabel(row.status),
                 TextOrNothing(WithDoubtApart(row.explanation)),
                 TextOrNothing(sources_.Cite(row.source, words_)), counts, row.illustratief});
  }

  void WriteMembers() {
    if (state_.members.empty()) return;
    const bool dated = std::any_of(state_.members.begin(), state_.members.end(),
                                   [](const Member& member) { return !member.since.empty(); });
    std::vector<SheetColumn> columns{
        {"name", Field("region_municipality", "municipality"), As::text},
        {"municipality", words_(texts::kCbsCode), As::text},
        {"role", Field("region_municipality", "role"), As::text}};
    if (!state_.subregions.empty()) {
      columns.push_back({"region", Field("region_municipality", "region"), As::text});
    }
    if (dated)
      columns.push_back({"valid_from", Field("region_municipality", "valid_from"), As::text});
    columns.push_back({"source_document", words_(texts::kSourceAndSection), As::text});
    columns.push_back({"illustratief", context_.labels.Mark(), As::mark});
    Sheet sheet(std::move(columns));
    for (const Member& member : state_.members) sheet.cells(RowOf(member, dated));
    out_.section(1, words_(texts::kMembers), "members");
    std::move(sheet).table(out_, words_(texts::kMembersCaption));
  }

  std::vector<Cell> RowOf(const Member& member, bool dated) {
    const std::string role = CodeOf(member.role);
    std::vector<Cell> row{member.name, member.municipality,
                          role.empty() ? words_(texts::kUnknownCode)
                                       : context_.labels.Code("region_municipality", "role", role)};
    if (!state_.subregions.empty()) row.emplace_back(RegionName(member.region));
    if (dated) row.push_back(TextOrNothing(InWords(member.since, words_)));
    row.push_back(TextOrNothing(sources_.Cite(member.source, words_)));
    row.emplace_back(member.illustratief);
    return row;
  }

  std::string RegionName(const std::string& id) const {
    for (const Region& region : state_.subregions) {
      if (region.id == id) return region.name;
    }
    return state_.region.name;
  }

  const Topic* Find(const std::string& code) const {
    const auto found = std::find_if(state_.topics.begin(), state_.topics.end(),
                                    [&](const Topic& topic) { return topic.code == code; });
    return found != state_.topics.end() ? &*found : nullptr;
  }

  std::set<WordingKey> Used() const {
    std::set<WordingKey> used;
    for (const Observation& row : state_.made) used.emplace(row.topic, row.wording);
    return used;
  }

  const Context& context_;
  const Words& words_;
  const RegionState& state_;
  stelsel::Document& out_;
  Sources sources_;
  Page page_;
};

}  // namespace

void WriteRegion(const Context& context, const RegionState& state, stelsel::Document& out) {
  RegionWriter(context, state, out).Write();
}

}  // namespace reporting
