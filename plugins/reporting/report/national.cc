#include "report/national.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "report/sheet.h"
#include "report/sources.h"
#include "report/texts.h"

namespace reporting {
namespace {

// Fewer than half: their figures are easily mistaken for those of the country.
bool IsFew(std::int64_t part, std::int64_t whole) { return 2 * part < whole; }

class NationalWriter {
 public:
  NationalWriter(const Context& context, const National& national, stelsel::Document& out)
      : context_(context),
        words_(context.words),
        tally_(national.tally),
        national_(national),
        out_(out),
        sources_(national.documents) {}

  void Write() {
    WriteHead();
    WriteSummary();
    for (const auto& [domain, count] : tally_.domains()) WriteDomain(domain, count);
    WriteAllExamples({context_, national_.topics, sources_, out_}, national_.examples,
                     national_.only.has_value());
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
    if (national_.only) subtitle += ". " + context_.DomainTitle(*national_.only);
    WriteTitle(out_, words_(texts::kNationalTitle), subtitle);
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
    Sheet sheet({{"domain", context_.labels.Field("agreement_status", "domain"), "text"},
                 {"with_status", words_(texts::kRegionsWithStatus), "integer"},
                 {"without_status", words_(texts::kRegionsWithoutStatus), "integer"},
                 {"topics", words_(texts::kTopicsWithStatus), "integer"}});
    for (const auto& [domain, count] : tally_.domains()) {
      const auto regions = static_cast<std::int64_t>(count.regions.size());
      const auto topics = std::count_if(count.topics.begin(), count.topics.end(),
                                        [](const TopicCount& t) { return t.observed() > 0; });
      sheet.Add({context_.DomainTitle(domain), regions, tally_.regions() - regions,
                 static_cast<std::int64_t>(topics)});
    }
    sheet.WriteTable(out_, words_(texts::kCoverageCaption));
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
    for (const std::optional<Theme> theme : Themes()) WriteTheme(domain, count, theme);
  }

  void WriteTheme(Domain domain, const DomainCount& count, std::optional<Theme> theme) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < tally_.topics().size(); ++i) {
      if (IsOf(tally_.topics()[i], theme)) places.push_back(i);
    }
    if (places.empty()) return;
    const std::string title = context_.ThemeTitle(theme);
    out_.section(2, title);
    const bool observed = std::any_of(places.begin(), places.end(), [&](std::size_t i) {
      return count.topics[i].observed() > 0;
    });
    if (!observed) return out_.paragraph(words_(texts::kNoStatusInTheme));
    const std::string where = words_(texts::kThemeInDomain, {title, CodeOf(domain)});
    WriteChart(where, count, places);
    WriteTable(where, count, places);
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

  void WriteTable(const std::string& where, const DomainCount& count,
                  const std::vector<std::size_t>& places) {
    std::vector<SheetColumn> columns{
        {"agreement_topic", context_.labels.Field("agreement_status", "agreement_topic"), "text"}};
    for (const Series& one : context_.StatusSeries()) {
      columns.push_back({one.name, Capital(one.title), "integer"});
    }
    for (const Series& one : context_.StatusSeries()) {
      columns.push_back(
          {one.name + "_percent", words_(texts::kShare, {Capital(one.title)}), "percent"});
    }
    columns.push_back({"without_status", words_(texts::kWithoutStatus), "integer"});
    columns.push_back({"illustratief", context_.labels.Mark(), "mark"});
    Sheet sheet(std::move(columns));
    for (const std::size_t i : places) sheet.Add(RowOf(tally_.topics()[i], count.topics[i]));
    sheet.WriteTable(out_, words_(texts::kNationalTable, {where}));
    out_.footnote(words_(texts::kHowShares));
    for (const std::size_t i : places) WriteMixedWordings(tally_.topics()[i], count.topics[i]);
  }

  std::vector<Value> RowOf(const Topic& topic, const TopicCount& count) const {
    std::vector<Value> row{topic.Title()};
    const std::int64_t observed = count.observed();
    for (const Status status : kBestFirst) row.emplace_back(Of(count, status));
    for (const Status status : kBestFirst) {
      row.push_back(observed > 0 ? Value(Percent(Of(count, status), observed)) : Value());
    }
    row.emplace_back(tally_.regions() - observed);
    row.emplace_back(count.illustratief);
    return row;
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
};

}  // namespace

National ReadNational(const stelsel::Snapshot& snapshot, const std::string& as_of,
                      std::optional<Domain> only) {
  const stelsel::Snapshot then = snapshot.as_of(as_of);
  const std::vector<Region> regions = ReadRegions(then);
  std::vector<Topic> topics = ReadTopics(then);
  National out{Tally(topics, regions),
               only,
               false,
               {},
               std::move(topics),
               ReadExamples(then, regions),
               ReadWordings(then),
               ReadSourceDocuments(then)};
  for (const Region& region : regions) {
    out.illustratief = out.illustratief || region.illustratief;
    if (!region.source.document.empty()) out.region_documents.insert(region.source.document);
  }
  then.rows<stelsel::tables::AgreementStatus>([&](const stelsel::tables::AgreementStatus& row) {
    if (!only || row.domain == *only) out.tally.Add(row);
  });
  return out;
}

void WriteNational(const Context& context, const National& national, stelsel::Document& out) {
  NationalWriter(context, national, out).Write();
}

}  // namespace reporting
