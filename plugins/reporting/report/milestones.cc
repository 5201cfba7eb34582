#include "report/milestones.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "report/doubt.h"
#include "report/region_texts.h"
#include "report/source_date.h"
#include "report/texts.h"
#include "stelsel/edtf.hpp"

namespace reporting {
namespace {

namespace tables = stelsel::tables;

Milestone MilestoneOf(const tables::Milestone& row) {
  Milestone out;
  out.id = row.milestone;
  out.name = row.name;
  out.region = TextOf(row.region);
  out.owner = TextOf(row.owner);
  if (row.state) out.state = CodeOf(*row.state);
  out.state_on = TextOf(row.state_on);
  out.source = SourceOf(row);
  out.illustratief = row.illustratief.value_or(false);
  return out;
}

// A named date with what orders it.
struct Named {
  std::optional<stelsel::Date> last;
  std::int64_t sequence = 0;
  NamedDate date;
};

std::map<std::string, std::vector<Named>> ReadDates(const stelsel::Snapshot& snapshot,
                                                    const std::string& as_of) {
  const auto day = ParseDay(as_of);
  std::map<std::string, std::vector<Named>> dates;
  snapshot.rows<tables::MilestoneDate>([&](const tables::MilestoneDate& row) {
    const auto last = LastDay(row.stated_on);
    if (!last || (day && *last > *day)) return;
    dates[std::string(row.milestone)].push_back(
        {last,
         row.sequence,
         {std::string(row.stated_on), TextOf(row.planned_on), TextOf(row.reason),
          TextOf(row.explanation), SourceOf(row), row.illustratief.value_or(false)}});
  });
  for (auto& [milestone, list] : dates) {
    std::stable_sort(list.begin(), list.end(), [](const Named& a, const Named& b) {
      return std::tie(a.last, a.sequence) < std::tie(b.last, b.sequence);
    });
  }
  return dates;
}

std::string Planned(const Page& page, const std::string& edtf) {
  return edtf.empty() ? page(texts::kNoLongerDated) : InWords(edtf, page.words());
}

Change ChangeOf(const std::string& before, const std::string& after) {
  if (after.empty()) return Change::undated;
  if (before.empty()) return Change::dated_again;
  const auto a = stelsel::edtf_bounds(before), b = stelsel::edtf_bounds(after);
  if (!a || !b) return Change::precision;
  if (a->latest && b->earliest && *a->latest < *b->earliest) return Change::later;
  if (a->earliest && b->latest && *b->latest < *a->earliest) return Change::earlier;
  return Change::precision;
}

constexpr const char* kChangeCodes[] = {"later", "earlier", "undated", "dated_again", "precision"};

std::vector<stelsel::Code> ChangeCodes(const Page& page) {
  return {{"later", page(texts::kLater), "bad", "→"},
          {"earlier", page(texts::kEarlier), "good", "←"},
          {"undated", page(texts::kNoLongerDated), "bad", "?"},
          {"dated_again", page(texts::kDatedAgain), "plain", "!"},
          {"precision", page(texts::kOtherPrecision), "plain", "≈"}};
}

// The days of a timeline's bar: the first, and the day after the last; a single day is a moment.
std::pair<Cell, Cell> BarOf(const std::string& edtf) {
  const auto bounds = stelsel::edtf_bounds(edtf);
  if (!bounds) return {};
  const std::int32_t first = bounds->earliest ? *bounds->earliest : *bounds->latest;
  const auto date = [](std::int32_t days) { return stelsel::Date(std::chrono::days(days)); };
  if (!bounds->earliest || !bounds->latest || *bounds->latest == first) return {date(first), {}};
  return {date(first), date(*bounds->latest + 1)};
}

void WriteTimeline(const Page& page, const std::vector<Milestone>& milestones) {
  Sheet sheet(
      {{"milestone", page.Field("milestone_date", "milestone"), As::text, {.facet = true}},
       {"from", page(texts::kFromDay), As::date},
       {"to", page(texts::kToDay), As::date},
       {"planned_on", page.Field("milestone_date", "planned_on"), As::text},
       {"stated_on", page.Field("milestone_date", "stated_on"), As::text},
       {"value",
        page(texts::kWhich),
        As::text,
        {.values = {{"latest", page(texts::kLatestDate), "good", page(texts::kLatestLetter)},
                    {"earlier", page(texts::kEarlierDate), "plain", page(texts::kEarlierLetter)}}}},
       SourceColumn(page.context),
       MarkColumn(page.context)});
  for (const Milestone& milestone : milestones) {
    for (const NamedDate& date : milestone.dates) {
      if (date.planned_on.empty()) continue;
      auto [from, to] = BarOf(date.planned_on);
      sheet.cells({milestone.name, std::move(from), std::move(to),
                   InWords(date.planned_on, page.words()), InWords(date.stated_on, page.words()),
                   &date == &milestone.dates.back() ? "latest" : "earlier",
                   TextOrNothing(page.Cite(date.source)), date.illustratief});
    }
  }
  if (sheet.empty()) return;
  const std::vector<std::pair<std::string, std::string>> parts{{"lane", "milestone"},
                                                               {"from", "from"},
                                                               {"to", "to"},
                                                               {"text", "planned_on"},
                                                               {"value", "value"}};
  std::move(sheet).chart(page.out, page(texts::kTimeline), stelsel::Chart{"timeline", parts, {}});
}

}  // namespace

std::vector<Renaming> RenamingsOf(const Milestone& milestone) {
  std::vector<Renaming> out;
  for (std::size_t i = 1; i < milestone.dates.size(); ++i) {
    const NamedDate& before = milestone.dates[i - 1];
    const NamedDate& after = milestone.dates[i];
    if (before.planned_on == after.planned_on) continue;
    out.push_back({&before, &after, ChangeOf(before.planned_on, after.planned_on)});
  }
  return out;
}

std::int64_t SlipsOf(const Milestone& milestone) {
  const std::vector<Renaming> all = RenamingsOf(milestone);
  return std::count_if(all.begin(), all.end(), [](const Renaming& one) {
    return one.change == Change::later || one.change == Change::earlier ||
           one.change == Change::undated;
  });
}

std::vector<Milestone> ReadMilestones(const stelsel::Snapshot& snapshot, const std::string& as_of,
                                      const std::function<bool(const Milestone&)>& wanted) {
  auto dates = ReadDates(snapshot, as_of);
  std::vector<Milestone> out;
  snapshot.rows<tables::Milestone>([&](const tables::Milestone& row) {
    Milestone milestone = MilestoneOf(row);
    if (!wanted(milestone)) return;
    for (Named& named : dates[milestone.id]) milestone.dates.push_back(std::move(named.date));
    // Known only from what was named later: not yet known on the day.
    if (!milestone.dates.empty()) out.push_back(std::move(milestone));
  });
  std::sort(out.begin(), out.end(), [](const Milestone& a, const Milestone& b) {
    return std::tie(a.region, a.id) < std::tie(b.region, b.id);
  });
  return out;
}

void WriteMilestones(const Page& page, const std::vector<Milestone>& milestones) {
  if (milestones.empty()) return;
  WriteTimeline(page, milestones);
  Sheet sheet({{"milestone", page.Field("milestone_date", "milestone"), As::text, {.facet = true}},
               {"owner", page.Field("milestone", "owner"), As::text},
               {"planned_on", page(texts::kLatestDate), As::text},
               {"state", page.Field("milestone", "state"), As::text},
               {"state_on", page.Field("milestone", "state_on"), As::text},
               {"slips", page(texts::kTimesSlipped), As::integer},
               SourceColumn(page.context),
               MarkColumn(page.context)});
  for (const Milestone& one : milestones) {
    sheet.cells({one.name, TextOrNothing(one.owner), Planned(page, one.dates.back().planned_on),
                 TextOrNothing(one.state.empty()
                                   ? ""
                                   : page.context.labels.Code("milestone", "state", one.state)),
                 TextOrNothing(InWords(one.state_on, page.words())), SlipsOf(one),
                 TextOrNothing(page.Cite(one.dates.back().source)), one.illustratief});
  }
  std::move(sheet).table(page.out, page(texts::kMilestonesCaption));
}

void WriteRenamings(const Page& page, const std::vector<Milestone>& milestones) {
  Sheet sheet(
      {{"milestone", page.Field("milestone_date", "milestone"), As::text, {.facet = true}},
       {"before", page(texts::kSaidBefore), As::text},
       {"before_source", page(texts::kSaidBeforeWhere), As::text},
       {"after", page(texts::kSaidAfter), As::text},
       {"change", page(texts::kChange), As::text, {.values = ChangeCodes(page), .facet = true}},
       {"stated_on", page.Field("milestone_date", "stated_on"), As::text},
       {"reason", page.Field("milestone_date", "reason"), As::text},
       {"explanation", page.Field("milestone_date", "explanation"), As::text},
       SourceColumn(page.context),
       MarkColumn(page.context)});
  for (const Milestone& one : milestones) {
    for (const Renaming& slip : RenamingsOf(one)) {
      sheet.cells({one.name, Planned(page, slip.before->planned_on),
                   TextOrNothing(page.Cite(slip.before->source)),
                   Planned(page, slip.after->planned_on),
                   kChangeCodes[static_cast<std::size_t>(slip.change)],
                   InWords(slip.after->stated_on, page.words()), TextOrNothing(slip.after->reason),
                   TextOrNothing(WithDoubtApart(slip.after->explanation)),
                   TextOrNothing(page.Cite(slip.after->source)),
                   slip.before->illustratief || slip.after->illustratief});
    }
  }
  if (!sheet.empty()) std::move(sheet).table(page.out, page(texts::kSlipsCaption));
}

bool AnyIllustratief(const std::vector<Milestone>& milestones) {
  return std::any_of(milestones.begin(), milestones.end(), [](const Milestone& one) {
    return one.illustratief || std::any_of(one.dates.begin(), one.dates.end(),
                                           [](const NamedDate& d) { return d.illustratief; });
  });
}

}  // namespace reporting
