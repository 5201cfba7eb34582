#include "report/planning.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "report/national_texts.h"
#include "report/source_date.h"
#include "report/texts.h"

namespace reporting {
namespace {

// What is expected in one period: statuses that are not ja yet, and of which regions.
struct Bin {
  std::int64_t busy = 0, not_begun = 0;
  std::set<std::size_t> regions;
};

constexpr char kOverdue[] = "0";
constexpr char kNoEnd[] = "9998";
constexpr char kNotSaid[] = "9999";

std::string BinOf(const Stand& stand, std::int32_t day) {
  if (stand.ready == Stand::kNotSaid) return kNotSaid;
  if (stand.ready == Stand::kNoEnd) return kNoEnd;
  return stand.ready < day ? kOverdue : QuarterOf(stand.ready);
}

std::map<std::string, Bin> BinsOf(const Grid& grid, Domain domain, std::int32_t day) {
  std::map<std::string, Bin> bins;
  for (std::size_t region = 0; region < grid.regions().size(); ++region) {
    for (std::size_t topic = 0; topic < grid.topics().size(); ++topic) {
      const Stand& stand = grid.At(domain, region, topic);
      if (!stand.status || *stand.status == Status::ja) continue;
      Bin& bin = bins[BinOf(stand, day)];
      ++(*stand.status == Status::nee ? bin.not_begun : bin.busy);
      bin.regions.insert(region);
    }
  }
  return bins;
}

class PlanningWriter {
 public:
  PlanningWriter(const Page& page, const Grid& grid) : page_(page), grid_(grid) {
    const auto day = ParseDay(page.context.as_of);
    day_ = day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : 0;
  }

  void Write() {
    page_.out.section(1, page_(texts::kPlanning), "planning");
    page_.out.paragraph(page_(texts::kPlanningIntroduction));
    Sheet sheet({{"domain", page_.Field("agreement_status", "domain"), As::text, {.facet = true}},
                 {"expected", page_(texts::kExpected), As::text},
                 {"in_ontwikkeling", Capital(page_.context.StatusLabel(Status::in_ontwikkeling)),
                  As::integer},
                 {"nee", Capital(page_.context.StatusLabel(Status::nee)), As::integer},
                 {"regions", page_(texts::kRegionsCounted), As::integer}});
    for (const Domain domain : grid_.domains()) WriteDomain(sheet, domain);
    if (!sheet.empty()) {
      std::move(sheet).table(page_.out, page_(texts::kPlanningCaption));
      page_.out.footnote(page_(texts::kPlanningRule));
    }
    WriteTimePaths();
  }

 private:
  void WriteDomain(Sheet& sheet, Domain domain) {
    const auto bins = BinsOf(grid_, domain, day_);
    BarChart chart(
        "expected", page_(texts::kExpected),
        {{"in_ontwikkeling", page_.context.StatusLabel(Status::in_ontwikkeling), "middle"},
         {"nee", page_.context.StatusLabel(Status::nee), "bad"}});
    for (const auto& [code, bin] : bins) {
      sheet.row(CodeOf(domain), BinTitle(code), bin.busy, bin.not_begun,
                static_cast<std::int64_t>(bin.regions.size()));
      chart.Add(BinTitle(code), {bin.busy, bin.not_begun});
    }
    if (!chart.empty()) {
      chart.Write(page_.out, page_(texts::kPlanningChart, {page_.context.DomainTitle(domain)}));
    }
  }

  std::string BinTitle(const std::string& code) const {
    if (code == kOverdue) return page_(texts::kOverdue);
    if (code == kNoEnd) return page_(texts::kNoEnd);
    if (code == kNotSaid) return page_(texts::kNotSaid);
    return Capital(InWords(code, page_.words()));
  }

  void WriteTimePaths() {
    std::vector<std::int64_t> counts(3, 0);
    Sheet sheet({{"region", page_.Field("agreement_status", "region"), As::text, {.facet = true}},
                 {"time_path",
                  page_(texts::kTimePath),
                  As::text,
                  {.values = {{"together", page_(texts::kTogether), "plain", ""},
                              {"apart", page_(texts::kApart), "plain", ""}},
                   .facet = true}}});
    for (std::size_t i = 0; i < grid_.regions().size(); ++i) {
      const TimePath path = TimePathOf(grid_, i);
      ++counts[static_cast<std::size_t>(path)];
      if (path == TimePath::one_domain) continue;
      sheet.row(grid_.regions()[i].name, path == TimePath::together ? "together" : "apart");
    }
    page_.out.section(2, page_(texts::kTimePaths), "time_paths");
    const std::int64_t both = counts[1] + counts[2];
    if (both == 0) return page_.out.paragraph(page_(texts::kNoTimePaths));
    page_.out.paragraph(
        page_(texts::kTimePathsFound, {PartOf(page_, counts[1], both), page_.Number(counts[2])}));
    std::move(sheet).table(page_.out, page_(texts::kTimePathsCaption));
    page_.out.footnote(page_(texts::kTimePathRule));
  }

  const Page& page_;
  const Grid& grid_;
  std::int32_t day_ = 0;
};

}  // namespace

TimePath TimePathOf(const Grid& grid, std::size_t region) {
  bool both = false;
  for (std::size_t topic = 0; topic < grid.topics().size(); ++topic) {
    const Stand& bw = grid.At(Domain::BW, region, topic);
    const Stand& mo = grid.At(Domain::MO, region, topic);
    if (!bw.status || !mo.status) continue;
    if (bw.status != mo.status || bw.ready != mo.ready) return TimePath::apart;
    both = true;
  }
  return both ? TimePath::together : TimePath::one_domain;
}

std::string QuarterOf(std::int32_t day) {
  const std::chrono::year_month_day date{stelsel::Date(std::chrono::days(day))};
  const unsigned quarter = (static_cast<unsigned>(date.month()) - 1) / 3;
  return std::to_string(static_cast<int>(date.year())) + "-" + std::to_string(33 + quarter);
}

void WritePlanning(const Page& page, const Grid& grid) {
  if (!grid.domains().empty()) PlanningWriter(page, grid).Write();
}

}  // namespace reporting
