#include "report/aspects.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "report/doubt.h"
#include "report/national_texts.h"
#include "report/source_date.h"
#include "report/texts.h"

namespace reporting {
namespace {

namespace tables = stelsel::tables;
using Kind = tables::DevelopmentAspect::Kind;

// One dependency that is not resolved by the day.
struct Waiting {
  std::string matter, region, topic, domain, explanation;
  Citation source;
  bool illustratief = false;
};

std::vector<Waiting> ReadWaiting(const stelsel::Snapshot& then, const std::string& as_of) {
  const auto day = ParseDay(as_of);
  std::vector<Waiting> out;
  then.rows<tables::BlockingDependency>([&](const tables::BlockingDependency& row) {
    const auto resolved = row.resolved_on ? LastDay(*row.resolved_on) : std::nullopt;
    if (resolved && day && *resolved <= *day) return;
    out.push_back({std::string(row.national_matter), std::string(row.region),
                   std::string(row.agreement_topic), CodeOf(row.domain), TextOf(row.explanation),
                   SourceOf(row), row.illustratief.value_or(false)});
  });
  std::stable_sort(out.begin(), out.end(),
                   [](const Waiting& a, const Waiting& b) { return a.matter < b.matter; });
  return out;
}

void WriteMatters(const Page& page, const std::vector<Waiting>& waiting, Names& names,
                  std::int64_t all) {
  std::map<std::string, std::set<std::string>> regions, topics;
  std::set<std::string> any;
  for (const Waiting& one : waiting) {
    regions[one.matter].insert(one.region);
    topics[one.matter].insert(one.topic);
    any.insert(one.region);
  }
  page.out.paragraph(page(texts::kWaitingIntroduction,
                          {PartOf(page, static_cast<std::int64_t>(any.size()), all)}));
  Sheet sheet({{"national_matter", page.Field("blocking_dependency", "national_matter"), As::text},
               {"regions", page(texts::kRegionsCounted), As::integer},
               {"topics", page(texts::kTopicList), As::text}});
  for (const auto& [matter, of] : regions) {
    std::vector<std::string> codes(topics[matter].begin(), topics[matter].end());
    sheet.row(names.Of("national_matter", "", matter), static_cast<std::int64_t>(of.size()),
              page.words().Join(codes));
  }
  std::move(sheet).table(page.out, page(texts::kMattersCaption));
}

struct Mention {
  std::string aspect, observed_on, qualifier, explanation;
  std::optional<std::int64_t> share, regions;  // share in tenths of a percent
  Citation source;
  bool illustratief = false;
};

struct Aspect {
  std::string name, description;
  Kind kind{};
  Citation source;
  bool illustratief = false;
  std::vector<Mention> mentions;     // of the country
  std::set<std::string> of_regions;  // that mention it themselves
};

std::map<std::string, Aspect> ReadAspects(const stelsel::Snapshot& then) {
  std::map<std::string, Aspect> aspects;
  then.rows<tables::DevelopmentAspect>([&](const tables::DevelopmentAspect& row) {
    aspects[std::string(row.development_aspect)] = {std::string(row.name),
                                                    TextOf(row.description),
                                                    row.kind,
                                                    SourceOf(row),
                                                    row.illustratief.value_or(false),
                                                    {},
                                                    {}};
  });
  then.rows<tables::DevelopmentAspectMention>([&](const tables::DevelopmentAspectMention& row) {
    const auto found = aspects.find(std::string(row.development_aspect));
    if (found == aspects.end()) return;
    if (row.region) {
      found->second.of_regions.emplace(*row.region);
      return;
    }
    Mention mention;
    mention.observed_on = row.observed_on;
    if (row.qualifier) mention.qualifier = CodeOf(*row.qualifier);
    mention.explanation = TextOf(row.explanation);
    if (row.share) mention.share = row.share->value;
    mention.regions = row.regions;
    mention.source = SourceOf(row);
    mention.illustratief = row.illustratief.value_or(false);
    found->second.mentions.push_back(std::move(mention));
  });
  return aspects;
}

Cell NumberOrNothing(const std::optional<std::int64_t>& number) {
  return number ? Cell(*number) : Cell();
}

class AspectWriter {
 public:
  explicit AspectWriter(const Page& page)
      : page_(page),
        sheet_({{"name", page.Field("development_aspect", "name"), As::text},
                {"share", page(texts::kShareOfRegions), As::decimal, {.decimals = 1}},
                {"regions", page(texts::kRegionsCounted), As::integer},
                {"qualifier", page.Field("development_aspect_mention", "qualifier"), As::text},
                {"observed_on", page.Field("development_aspect_mention", "observed_on"), As::text},
                {"explanation", page.Field("development_aspect_mention", "explanation"), As::text},
                SourceColumn(page.context),
                MarkColumn(page.context)}) {}

  void Add(const Aspect& aspect) {
    for (const Mention& mention : aspect.mentions) {
      sheet_.cells({aspect.name, NumberOrNothing(mention.share), NumberOrNothing(mention.regions),
                    TextOrNothing(Qualifier(mention.qualifier)),
                    TextOrNothing(InWords(mention.observed_on, page_.words())),
                    TextOrNothing(WithDoubtApart(mention.explanation)),
                    TextOrNothing(page_.Cite(mention.source)), mention.illustratief});
    }
    if (!aspect.of_regions.empty() || aspect.mentions.empty()) AddOwn(aspect);
  }

  bool empty() const { return sheet_.empty(); }
  void Write(const std::string& caption) { std::move(sheet_).table(page_.out, caption); }

 private:
  // What regions say of themselves, counted; or, without any mention, the aspect as its source
  // describes it.
  void AddOwn(const Aspect& aspect) {
    const auto regions = static_cast<std::int64_t>(aspect.of_regions.size());
    sheet_.cells({aspect.name, Cell(), regions > 0 ? Cell(regions) : Cell(), Cell(), Cell(),
                  TextOrNothing(WithDoubtApart(aspect.description)),
                  TextOrNothing(page_.Cite(aspect.source)), aspect.illustratief});
  }

  std::string Qualifier(const std::string& code) const {
    if (code.empty()) return "";
    return page_.context.labels.Code("development_aspect_mention", "qualifier", code);
  }

  const Page& page_;
  Sheet sheet_;
};

std::int64_t WeightOf(const Aspect& aspect) {
  std::int64_t weight = -1;
  for (const Mention& mention : aspect.mentions) {
    weight = std::max(weight, mention.share.value_or(mention.regions.value_or(0)));
  }
  return weight;
}

}  // namespace

void WriteWaitingFor(const Page& page, const stelsel::Snapshot& then, Names& names,
                     std::int64_t all) {
  const std::vector<Waiting> waiting = ReadWaiting(then, page.context.as_of);
  if (waiting.empty()) return;
  page.out.section(1, page(texts::kWaiting), "waiting_for");
  WriteMatters(page, waiting, names, all);
  const char* table = "blocking_dependency";
  Sheet sheet({{"national_matter", page.Field(table, "national_matter"), As::text},
               {"region", page.Field(table, "region"), As::text, {.facet = true}},
               {"agreement_topic", page.Field(table, "agreement_topic"), As::text, {.facet = true}},
               {"domain", page.Field(table, "domain"), As::text, {.facet = true}},
               {"explanation", page.Field(table, "explanation"), As::text},
               SourceColumn(page.context),
               MarkColumn(page.context)});
  for (const Waiting& one : waiting) {
    sheet.cells({names.Of("national_matter", "", one.matter), names.Of("region", "", one.region),
                 names.Of("agreement_topic", "", one.topic), one.domain,
                 TextOrNothing(WithDoubtApart(one.explanation)),
                 TextOrNothing(page.Cite(one.source)), one.illustratief});
  }
  std::move(sheet).table(page.out, page(texts::kWaitingCaption));
}

void WriteAspects(const Page& page, const stelsel::Snapshot& then) {
  const auto aspects = ReadAspects(then);
  if (aspects.empty()) return;
  std::vector<const Aspect*> ordered;
  for (const auto& [id, aspect] : aspects) ordered.push_back(&aspect);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Aspect* a, const Aspect* b) { return WeightOf(*a) > WeightOf(*b); });
  page.out.section(1, page(texts::kAspects), "aspects");
  page.out.paragraph(page(texts::kAspectsIntroduction));
  for (std::size_t kind = 0; kind < codes_of(Kind{}).size(); ++kind) {
    AspectWriter writer(page);
    for (const Aspect* aspect : ordered) {
      if (aspect->kind == static_cast<Kind>(kind)) writer.Add(*aspect);
    }
    if (writer.empty()) continue;
    writer.Write(Capital(
        page.context.labels.Code("development_aspect", "kind", CodeOf(static_cast<Kind>(kind)))));
  }
}

}  // namespace reporting
