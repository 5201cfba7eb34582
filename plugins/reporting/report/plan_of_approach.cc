#include "report/plan_of_approach.h"

#include <algorithm>

#include "report/doubt.h"
#include "report/page.h"
#include "report/plan_texts.h"
#include "report/region_texts.h"
#include "report/source_date.h"
#include "report/tally.h"
#include "report/texts.h"

namespace reporting {
namespace {

std::vector<stelsel::Code> TickCodes(const Page& page) {
  return {{"ticked", page(texts::kTicked), "good", "x"},
          {"open", page(texts::kNotTicked), "bad", "–"}};
}

class PlanWriter {
 public:
  PlanWriter(const Context& context, const PlanOfApproach& plan, stelsel::Document& out)
      : context_(context),
        plan_(plan),
        out_(out),
        sources_(plan.documents),
        page_{context, sources_, out} {
    for (const ChecklistGroup& group : plan.groups) {
      items_ += static_cast<std::int64_t>(group.items.size());
    }
  }

  void Write() {
    WriteHead();
    if (plan_.groups.empty()) {
      out_.note(page_(texts::kNoChecklist));
    } else if (plan_.region.empty()) {
      WriteAllRegions();
    } else {
      WriteOneRegion(plan_.regions.front());
    }
    WriteTimetable();
    WriteHistory();
    sources_.Write(out_, context_.words, context_.labels);
  }

 private:
  void WriteHead() {
    const std::string title = plan_.region.empty()
                                  ? page_(texts::kPlanTitle)
                                  : page_(texts::kPlanTitleOf, {plan_.regions.front().name});
    WriteTitle(context_, out_, title, page_(texts::kPlanSubtitle, {context_.Day()}));
    const bool marked = std::any_of(plan_.ticks.begin(), plan_.ticks.end(), [&](const auto& tick) {
      return tick.second.illustratief && IsShown(tick.first.first);
    });
    if (marked || AnyIllustratief(plan_.timetable) || AnyIllustratief(plan_.history)) {
      out_.note(page_(texts::kIllustratief));
    }
  }

  bool IsShown(const std::string& region) const {
    return std::any_of(plan_.regions.begin(), plan_.regions.end(),
                       [&](const Region& one) { return one.id == region; });
  }

  const Tick* Find(const Region& region, const ChecklistItem& item) const {
    const auto found = plan_.ticks.find({region.id, item.id});
    return found != plan_.ticks.end() ? &found->second : nullptr;
  }

  std::int64_t Done(const Region& region, const ChecklistGroup& group) const {
    return std::count_if(group.items.begin(), group.items.end(),
                         [&](const ChecklistItem& item) { return Find(region, item) != nullptr; });
  }

  std::int64_t Done(const Region& region) const {
    std::int64_t done = 0;
    for (const ChecklistGroup& group : plan_.groups) done += Done(region, group);
    return done;
  }

  void WriteOneRegion(const Region& region) {
    out_.section(1, page_(texts::kSummary), "summary");
    const std::int64_t done = Done(region);
    out_.paragraph(page_(texts::kTickedOf, {page_.Number(done), page_.Number(items_),
                                            page_.Number(Percent(done, items_))}));
    if (done == 0) out_.paragraph(page_(texts::kNoTicks));
    WriteGroupChart(region);
    WriteMissing(region);
    for (const ChecklistGroup& group : plan_.groups) WriteGroup(region, group);
  }

  void WriteGroupChart(const Region& region) {
    BarChart chart(
        "group", page_.Field("plan_van_aanpak_item", "plan_van_aanpak_group"),
        {{"ticked", page_(texts::kTicked), "good"}, {"open", page_(texts::kNotTicked), "bad"}});
    for (const ChecklistGroup& group : plan_.groups) {
      const std::int64_t done = Done(region, group);
      chart.Add(group.name, {done, static_cast<std::int64_t>(group.items.size()) - done});
    }
    chart.Write(out_, page_(texts::kByGroup));
  }

  void WriteMissing(const Region& region) {
    Sheet sheet({{"group",
                  page_.Field("plan_van_aanpak_item", "plan_van_aanpak_group"),
                  As::text,
                  {.facet = true}},
                 {"item", page_.Field("plan_van_aanpak_item", "name"), As::text},
                 {"kind", page_.Field("plan_van_aanpak_item", "kind"), As::text, {.facet = true}},
                 {"description", page_.Field("plan_van_aanpak_item", "description"), As::text}});
    for (const ChecklistGroup& group : plan_.groups) {
      for (const ChecklistItem& item : group.items) {
        if (Find(region, item) != nullptr) continue;
        sheet.row(group.name, item.name, KindOf(item), item.description);
      }
    }
    if (sheet.empty()) return;
    out_.section(1, page_(texts::kMissingItems), "missing");
    std::move(sheet).table(out_, page_(texts::kMissingItems));
  }

  std::string KindOf(const ChecklistItem& item) const {
    return context_.labels.Code("plan_van_aanpak_item", "kind", item.kind);
  }

  void WriteGroup(const Region& region, const ChecklistGroup& group) {
    Sheet sheet(
        {{"item", page_.Field("plan_van_aanpak_item", "name"), As::text},
         {"kind", page_.Field("plan_van_aanpak_item", "kind"), As::text},
         {"ticked", page_(texts::kTicked), As::text, {.values = TickCodes(page_), .facet = true}},
         {"ticked_on", page_.Field("plan_van_aanpak_tick", "ticked_on"), As::text},
         {"explanation", page_.Field("plan_van_aanpak_tick", "explanation"), As::text},
         SourceColumn(context_),
         MarkColumn(context_)});
    for (const ChecklistItem& item : group.items) {
      const Tick* tick = Find(region, item);
      const Citation& source = tick != nullptr ? tick->source : item.source;
      sheet.cells({item.name, KindOf(item), tick != nullptr ? "ticked" : "open",
                   tick != nullptr ? Cell(InWords(tick->ticked_on, context_.words)) : Cell(),
                   tick != nullptr ? TextOrNothing(WithDoubtApart(tick->explanation)) : Cell(),
                   TextOrNothing(page_.Cite(source)), tick != nullptr && tick->illustratief});
    }
    out_.section(1, group.name);
    std::move(sheet).table(out_, group.name);
  }

  void WriteAllRegions() {
    out_.section(1, page_(texts::kSummary), "summary");
    out_.paragraph(page_(
        texts::kRegionsThatTick,
        {page_.Number(static_cast<std::int64_t>(plan_.regions.size())), page_.Number(items_)}));
    if (plan_.regions.empty()) return WriteChecklist();
    WriteCompleteness();
    WriteTickMatrix();
  }

  // Nobody ticked anything: the list itself, to begin with.
  void WriteChecklist() {
    Sheet sheet({{"group",
                  page_.Field("plan_van_aanpak_item", "plan_van_aanpak_group"),
                  As::text,
                  {.facet = true}},
                 {"item", page_.Field("plan_van_aanpak_item", "name"), As::text},
                 {"kind", page_.Field("plan_van_aanpak_item", "kind"), As::text, {.facet = true}},
                 {"description", page_.Field("plan_van_aanpak_item", "description"), As::text},
                 SourceColumn(context_)});
    for (const ChecklistGroup& group : plan_.groups) {
      for (const ChecklistItem& item : group.items) {
        sheet.cells({group.name, item.name, KindOf(item), item.description,
                     TextOrNothing(page_.Cite(item.source))});
      }
    }
    std::move(sheet).table(out_, page_(texts::kChecklist));
  }

  void WriteCompleteness() {
    Sheet sheet(
        {{"region", page_.Field("plan_van_aanpak_tick", "region"), As::text, {.facet = true}},
         {"ticked", page_(texts::kTicked), As::integer},
         {"open", page_(texts::kNotTicked), As::integer},
         {"share", page_(texts::kShare, {page_(texts::kTicked)}), As::percent}});
    for (const Region& region : plan_.regions) {
      const std::int64_t done = Done(region);
      sheet.row(region.name, done, items_ - done, Percent(done, items_));
    }
    std::move(sheet).table(out_, page_(texts::kCompleteness));
  }

  void WriteTickMatrix() {
    Sheet sheet(
        {{"region", page_.Field("plan_van_aanpak_tick", "region"), As::text, {.facet = true}},
         {"item", page_.Field("plan_van_aanpak_item", "name"), As::text, {.facet = true}},
         {"ticked", page_(texts::kTicked), As::text, {.values = TickCodes(page_)}},
         MarkColumn(context_)});
    for (const Region& region : plan_.regions) {
      for (const ChecklistGroup& group : plan_.groups) {
        for (const ChecklistItem& item : group.items) {
          const Tick* tick = Find(region, item);
          sheet.row(region.name, item.name, tick != nullptr ? "ticked" : "open",
                    tick != nullptr && tick->illustratief);
        }
      }
    }
    std::move(sheet).chart(
        out_, page_(texts::kTickMatrix),
        stelsel::Chart{"matrix", {{"row", "region"}, {"column", "item"}, {"value", "ticked"}}, {}});
  }

  void WriteTimetable() {
    if (plan_.timetable.empty()) return;
    out_.section(1, page_(texts::kTimetable), "timetable");
    out_.paragraph(page_(texts::kTimetableIntroduction));
    WriteMilestones(page_, plan_.timetable);
  }

  void WriteHistory() {
    const bool slipped =
        std::any_of(plan_.history.begin(), plan_.history.end(),
                    [](const Milestone& one) { return !RenamingsOf(one).empty(); });
    if (!slipped) return;
    out_.section(1, page_(texts::kSlipsCaption), "slips");
    out_.paragraph(page_(texts::kSlipsIntroduction));
    WriteRenamings(page_, plan_.history);
  }

  const Context& context_;
  const PlanOfApproach& plan_;
  stelsel::Document& out_;
  Sources sources_;
  Page page_;
  std::int64_t items_ = 0;
};

}  // namespace

void WritePlanOfApproach(const Context& context, const PlanOfApproach& plan,
                         stelsel::Document& out) {
  PlanWriter(context, plan, out).Write();
}

}  // namespace reporting
