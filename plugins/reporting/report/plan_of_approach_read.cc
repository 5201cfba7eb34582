#include <algorithm>
#include <optional>
#include <set>

#include "plan_van_aanpak/tables.hpp"
#include "report/find_region.h"
#include "report/plan_of_approach.h"

namespace reporting {
namespace {

namespace pack = plan_van_aanpak::tables;

// The rows of a table of the pack, which need not be there.
template <typename Row, typename F>
void RowsIfKnown(const stelsel::Snapshot& snapshot, F f) {
  if (snapshot.row_count(std::string(Row::table)) > 0) snapshot.rows<Row>(std::move(f));
}

template <typename T>
using Numbered = std::vector<std::pair<std::int64_t, T>>;

template <typename T>
std::vector<T> InOrder(Numbered<T> numbered) {
  std::stable_sort(numbered.begin(), numbered.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<T> out;
  for (auto& [number, one] : numbered) out.push_back(std::move(one));
  return out;
}

std::vector<ChecklistGroup> ReadGroups(const stelsel::Snapshot& snapshot) {
  std::map<std::string, Numbered<ChecklistItem>> items;
  RowsIfKnown<pack::Item>(snapshot, [&](const pack::Item& row) {
    const std::string group(row.plan_van_aanpak_group);
    items[group].push_back({row.sequence,
                            {std::string(row.plan_van_aanpak_item), group, CodeOf(row.kind),
                             std::string(row.name), std::string(row.description), SourceOf(row)}});
  });
  Numbered<ChecklistGroup> groups;
  RowsIfKnown<pack::Group>(snapshot, [&](const pack::Group& row) {
    const std::string id(row.plan_van_aanpak_group);
    groups.push_back({row.sequence, {id, std::string(row.name), InOrder(std::move(items[id]))}});
  });
  std::erase_if(groups, [](const auto& group) { return group.second.items.empty(); });
  return InOrder(std::move(groups));
}

void ReadTicks(const stelsel::Snapshot& then, PlanOfApproach& out) {
  std::set<std::string> known;
  for (const ChecklistGroup& group : out.groups) {
    for (const ChecklistItem& item : group.items) known.insert(item.id);
  }
  RowsIfKnown<pack::Tick>(then, [&](const pack::Tick& row) {
    const std::string item(row.plan_van_aanpak_item);
    if (known.count(item) == 0) return;
    out.ticks[{std::string(row.region), item}] = {std::string(row.ticked_on),
                                                  TextOf(row.explanation), SourceOf(row),
                                                  row.illustratief.value_or(false)};
  });
}

// The milestones of the timetable, by its lines.
std::vector<Milestone> ReadTimetable(const stelsel::Snapshot& snapshot, const std::string& as_of) {
  std::map<std::string, std::int64_t> lines;
  RowsIfKnown<pack::Milestone>(snapshot, [&](const pack::Milestone& row) {
    lines[std::string(row.milestone)] = row.sequence;
  });
  Numbered<Milestone> out;
  for (Milestone& one : ReadMilestones(snapshot, as_of, [&](const Milestone& milestone) {
         return lines.count(milestone.id) > 0;
       })) {
    const std::int64_t line = lines[one.id];
    out.push_back({line, std::move(one)});
  }
  return InOrder(std::move(out));
}

}  // namespace

PlanOfApproach ReadPlanOfApproach(const stelsel::Snapshot& snapshot, const Context& context,
                                  const std::string& region) {
  const stelsel::Snapshot then = snapshot.as_of(context.as_of);
  PlanOfApproach out;
  out.region = region;
  const std::vector<Region> regions = ReadRegions(then);
  if (!region.empty()) {
    out.regions = {FindRegion(region, regions, ReadMembers(then), context)};
  }
  out.groups = ReadGroups(then);
  ReadTicks(then, out);
  if (region.empty()) {
    for (const Region& one : regions) {
      const auto first = out.ticks.lower_bound({one.id, ""});
      if (first != out.ticks.end() && first->first.first == one.id) out.regions.push_back(one);
    }
  }
  out.timetable = ReadTimetable(snapshot, context.as_of);
  out.history = ReadMilestones(snapshot, context.as_of, [&](const Milestone& one) {
    return one.region.empty() || (!region.empty() && one.region == region);
  });
  out.documents = ReadSourceDocuments(then);
  return out;
}

}  // namespace reporting
