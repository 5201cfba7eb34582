#include "report/national.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "report/aspects.h"
#include "report/conclusions.h"
#include "report/national_texts.h"
#include "report/page.h"
#include "report/planning.h"
#include "report/published_section.h"
#include "report/sources.h"
#include "report/texts.h"

namespace reporting {
namespace {

// Fewer than half: their figures are easily mistaken for those of the country.
bool IsFew(std::int64_t part, std::int64_t whole) { return 2 * part < whole; }

// Places of the tally's topics, in the order in which they were published; others follow, in that
// of the survey.
std::vector<std::size_t> InOrder(const std::vector<Topic>& topics,
                                 const std::vector<PublishedBeside>& published) {
  const auto rank = [&](std::size_t i) {
    return std::find_if(published.begin(), published.end(), [&](const PublishedBeside& row) {
      return row.row.topic == topics[i].code;
    });
  };
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < topics.size(); ++i) places.push_back(i);
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  return places;
}

class NationalWriter {
 public:
  NationalWriter(const Context& context, const National& national, stelsel::Document& out)
      : context_(context),
        words_(context.words),
        tally_(national.tally),
        national_(national),
        out_(out),
        sources_(national.documents),
        page_{context, sources_, out},
        order_(InOrder(national.tally.topics(), national.published)) {}

  void Write() {
    WriteHead();
    WriteSummary();
    for (const auto& [domain, count] : tally_.domains()) WriteDomain(domain, count);
    WritePhases(page_, national_.grid.regions(), national_.phases);
    WriteOverview();
    WriteWaves(page_, national_.waves);
    WriteFromTables();
    WritePublished(page_, national_.published, national_.topics);
    WriteAllExamples({context_, national_.topics, sources_, out_}, national_.examples,
                     national_.options.domain.has_value());
    WriteWordings(out_, Used(), national_.wordings, tally_.topics(), words_, context_.labels,
                  sources_);
    for (const auto* documents : {&tally_.documents(), &national_.region_documents}) {
      for (const std::string& document : *documents) sources_.Cite({document, ""}, words_);
    }
    sources_.Write(out_, words_, context_.labels);
  }

 private:
  void WriteHead() {
    std::string subtitle = words_(texts::kNationalSubtitle, {context_.Day()});
    if (national_.options.domain) {
      subtitle += ". " + context_.DomainTitle(*national_.options.domain);
    }
    WriteTitle(context_, out_, words_(texts::kNationalTitle), subtitle);
    const bool used = national_.illustratief || AnyIllustratief(Used(), national_.wordings);
    if (used || tally_.illustratief() || AnyIllustratief(national_.examples))
      out_.note(words_(texts::kIllustratief));
  }

  void WriteSummary() {
    const std::int64_t known = tally_.regions_with_status();
    out_.section(1, words_(texts::kSummary), "summary");
    out_.paragraph(words_(texts::kNationalIntroduction,
                          {context_.Day(), words_.Count(tally_.regions(), texts::kRegions),
                           words_.Count(known, texts::kRegions)}) +
                   " " + words_(texts::kDataFrom, {context_.source}));
    if (tally_.left_out() > 0) {
      out_.note(words_(texts::kLeftOut, {words_.Count(tally_.left_out(), texts::kObservations)}));
    }
    if (known == 0) return out_.paragraph(words_(texts::kNoStatus));
    if (IsFew(known, tally_.regions())) {
      out_.note(
          words_(texts::kFewRegions, {words_.Number(known), words_.Number(tally_.regions())}));
    }
    out_.paragraph(words_(texts::kHowToRead));
    WriteCoverage();
  }

  void WriteCoverage() {
    Sheet sheet({{"domain", context_.labels.Field("agreement_status", "domain"), As::text},
                 {"with_status", words_(texts::kRegionsWithStatus), As::integer},
                 {"without_status", words_(texts::kRegionsWithoutStatus), As::integer},
                 {"topics", words_(texts::kTopicsWithStatus), As::integer}});
    for (const auto& [domain, count] : tally_.domains()) {
      const auto regions = static_cast<std::int64_t>(count.regions.size());
      const auto topics = std::count_if(count.topics.begin(), count.topics.end(),
                                        [](const TopicCount& t) { return t.observed() > 0; });
      sheet.cells({context_.DomainTitle(domain), regions, tally_.regions() - regions,
                   static_cast<std::int64_t>(topics)});
    }
    std::move(sheet).table(out_, words_(texts::kCoverageCaption));
  }

  void WriteDomain(Domain domain, const DomainCount& count) {
    const auto regions = static_cast<std::int64_t>(count.regions.size());
    const std::vector<std::string> numbers{words_.Number(regions), words_.Number(tally_.regions())};
    out_.section(1, context_.DomainTitle(domain));
    out_.paragraph(words_(texts::kDomainIntroduction, numbers));
    if (IsFew(regions, tally_.regions()) &&
        !IsFew(tally_.regions_with_status(), tally_.regions())) {
      out_.note(words_(texts::kFewRegions, numbers));
    }
    if (!count.topics.empty()) {
      out_.section(2, words_(texts::kTables));
      WriteTable(words_(texts::kTableOfAgreements, {CodeOf(domain)}), count, false);
      WriteTable(words_(texts::kTableOfNorm, {CodeOf(domain)}), count, true);
    }
    for (const std::optional<Theme> theme : Themes()) WriteTheme(domain, count, theme);
  }

  void WriteTheme(Domain domain, const DomainCount& count, std::optional<Theme> theme) {
    std::vector<std::size_t> places;
    for (const std::size_t i : order_) {
      if (IsOf(tally_.topics()[i], theme)) places.push_back(i);
    }
    if (places.empty()) return;
    const std::string title = context_.ThemeTitle(theme);
    out_.section(2, title);
    const bool observed = std::any_of(places.begin(), places.end(), [&](std::size_t i) {
      return count.topics[i].observed() > 0;
    });
    if (!observed) return out_.paragraph(words_(texts::kNoStatusInTheme));
    WriteConclusions(page_, tally_, count, places);
    WriteChart(words_(texts::kThemeInDomain, {title, CodeOf(domain)}), count, places);
  }

  void WriteChart(const std::string& where, const DomainCount& count,
                  const std::vector<std::size_t>& places) {
    BarChart chart("agreement_topic", context_.labels.Field("agreement_status", "agreement_topic"),
                   context_.StatusSeries());
    for (const std::size_t i : places) {
      std::vector<std::int64_t> values;
      for (const Status status : kBestFirst) values.push_back(Of(count.topics[i], status));
      chart.Add(tally_.topics()[i].Title(), values);
    }
    chart.Write(out_, words_(texts::kNationalChart, {where}));
  }

  // Table 1 or 2: the topics that are no items of the norm, or those that are.
  void WriteTable(const std::string& caption, const DomainCount& count, bool of_norm) {
    std::vector<SheetColumn> columns{
        {"agreement_topic",
         context_.labels.Field("agreement_status", "agreement_topic"),
         As::text,
         {.facet = true}},
        {"theme", context_.labels.Field("agreement_topic", "theme"), As::text, {.facet = true}}};
    for (const stelsel::Series& one : context_.StatusSeries()) {
      columns.push_back({one.name, Capital(one.title), As::integer});
    }
    for (const stelsel::Series& one : context_.StatusSeries()) {
      columns.push_back(
          {one.name + "_percent", words_(texts::kShare, {Capital(one.title)}), As::percent});
    }
    columns.push_back({"without_status", words_(texts::kWithoutStatus), As::integer});
    columns.push_back(MarkColumn(context_));
    Sheet sheet(std::move(columns));
    std::vector<std::size_t> places;
    for (const std::size_t i : order_) {
      if (tally_.topics()[i].nvo_item.empty() != of_norm) places.push_back(i);
    }
    if (places.empty()) return;
    for (const std::size_t i : places) sheet.cells(RowOf(tally_.topics()[i], count.topics[i]));
    std::move(sheet).table(out_, caption);
    out_.footnote(words_(texts::kHowShares));
    for (const std::size_t i : places) WriteMixedWordings(tally_.topics()[i], count.topics[i]);
  }

  std::vector<Cell> RowOf(const Topic& topic, const TopicCount& count) const {
    std::vector<Cell> row{topic.Title(), ThemeOf(topic)};
    const std::int64_t observed = count.observed();
    for (const Status status : kBestFirst) row.emplace_back(Of(count, status));
    for (const Status status : kBestFirst) {
      row.push_back(PercentOrNothing(Of(count, status), observed));
    }
    row.emplace_back(tally_.regions() - observed);
    row.emplace_back(count.illustratief);
    return row;
  }

  std::string ThemeOf(const Topic& topic) const {
    const bool listed = topic.theme && *topic.theme != Theme::unlisted;
    return context_.ThemeTitle(listed ? topic.theme : std::nullopt);
  }

  // What shows all regions side by side.
  void WriteOverview() {
    const Grid& grid = national_.grid;
    if (!grid.kept()) {
      return out_.note(words_(texts::kTooManyRegions,
                              {words_.Number(static_cast<std::int64_t>(Grid::kMostRegions))}));
    }
    WritePlanning(page_, grid);
    if (grid.domains().empty()) return;
    out_.section(1, words_(texts::kOverview), "overview");
    for (const Domain domain : grid.domains()) {
      out_.section(2, context_.DomainTitle(domain));
      WriteTileMap(page_, grid, national_.tiles, domain, national_.options.topic);
      WriteMatrix(page_, grid, domain);
    }
  }

  // What is listed as the tables have it.
  void WriteFromTables() {
    if (!national_.then) return;
    Names names(*national_.then, context_.labels);
    WriteWaitingFor(page_, *national_.then, names, tally_.regions());
    WriteAspects(page_, *national_.then);
  }

  void WriteMixedWordings(const Topic& topic, const TopicCount& count) {
    if (count.wordings.size() < 2) return;
    std::vector<std::string> versions;
    for (const std::int64_t version : count.wordings) versions.push_back(std::to_string(version));
    out_.footnote(words_(texts::kMixedWordings, {topic.Title(), words_.Join(versions)}));
  }

  static std::int64_t Of(const TopicCount& count, Status status) {
    return count.regions.at(static_cast<std::size_t>(status));
  }

  std::set<WordingKey> Used() const {
    std::set<WordingKey> used;
    for (const auto& [domain, count] : tally_.domains()) {
      for (std::size_t i = 0; i < count.topics.size(); ++i) {
        for (const std::int64_t version : count.topics[i].wordings) {
          used.emplace(tally_.topics()[i].code, version);
        }
      }
    }
    return used;
  }

  const Context& context_;
  const Words& words_;
  const Tally& tally_;
  const National& national_;
  stelsel::Document& out_;
  Sources sources_;
  Page page_;
  std::vector<std::size_t> order_;  // of the tally's topics
};

// People ask for what is not there.
void CheckTopic(const std::vector<Topic>& topics, const std::string& wanted) {
  if (wanted.empty()) return;
  for (const Topic& topic : topics) {
    if (topic.code == wanted && topic.has_status) return;
  }
  throw stelsel::Error(STELSEL_NOT_FOUND, "no topic with a status is called `" + wanted + "`");
}

}  // namespace

void National::Add(const stelsel::tables::AgreementStatus& row) {
  tally.Add(row);
  grid.Add(row);
  phases.Add(row.region, row.agreement_topic, row.status);
}

National ReadNational(const stelsel::Snapshot& snapshot, const std::string& as_of,
                      const NationalOptions& options) {
  const stelsel::Snapshot then = snapshot.as_of(as_of);
  const std::vector<Region> regions = ReadRegions(then);
  National out(ReadTopics(then), regions);
  CheckTopic(out.topics, options.topic);
  out.options = options;
  out.examples = ReadExamples(then, regions);
  out.wordings = ReadWordings(then);
  out.documents = ReadSourceDocuments(then);
  out.tiles = ReadTiles(then);
  for (const Region& region : regions) {
    out.illustratief = out.illustratief || region.illustratief;
    if (!region.source.document.empty()) out.region_documents.insert(region.source.document);
  }
  then.rows<stelsel::tables::AgreementStatus>([&](const stelsel::tables::AgreementStatus& row) {
    if (!options.domain || row.domain == *options.domain) out.Add(row);
  });
  out.phases.Read(then);
  out.waves = ReadWaves(snapshot, as_of, out.topics, options.domain);
  out.published = ReadPublishedBeside(snapshot, as_of);
  out.then = then;
  return out;
}

void WriteNational(const Context& context, const National& national, stelsel::Document& out) {
  NationalWriter(context, national, out).Write();
}

}  // namespace reporting
