#include "report/capacity.h"

#include <algorithm>
#include <set>
#include <utility>

#include "report/region_texts.h"
#include "report/texts.h"
#include "stelsel/edtf.hpp"

namespace reporting {
namespace {

namespace tables = stelsel::tables;

// The first day that a date can mean, as periods are read.
std::optional<std::int32_t> FirstDay(const std::optional<std::string_view>& edtf) {
  const auto bounds = edtf ? stelsel::edtf_bounds(*edtf) : std::nullopt;
  if (!bounds) return std::nullopt;
  return bounds->earliest ? bounds->earliest : bounds->latest;
}

std::vector<PlacesFrom> ReadPlaces(const stelsel::Snapshot& all, Names& names,
                                   const std::string& region) {
  std::vector<PlacesFrom> out;
  all.rows<tables::RegionCapacity>([&](const tables::RegionCapacity& row) {
    if (row.region != region || row.kind == tables::RegionCapacity::Kind::afgebouwd) return;
    out.push_back({names.Of("facility_kind", "", std::string(row.facility_kind)) + " (" +
                       CodeOf(row.domain) + ")",
                   CodeOf(row.kind), row.places, FirstDay(row.valid_from), FirstDay(row.valid_to)});
  });
  all.rows<tables::FacilityCapacity>([&](const tables::FacilityCapacity& row) {
    if (row.region != region) return;
    out.push_back(
        {names.Of("facility", region, std::string(row.facility)) + " (" + CodeOf(row.domain) + ")",
         CodeOf(row.kind), row.places, FirstDay(row.valid_from), FirstDay(row.valid_to)});
  });
  return out;
}

bool IsPlan(const std::string& kind) { return kind == "gepland" || kind == "doel"; }

void WriteChart(const Page& page, const std::string& of, const CapacityLine& line) {
  std::vector<SheetColumn> columns{{"day", page(texts::kFromDay), As::date}};
  std::vector<stelsel::Series> series;
  for (const std::string& kind : line.kinds) {
    const std::string title = Capital(page.context.labels.Code("region_capacity", "kind", kind));
    columns.push_back({kind, title, As::integer});
    series.push_back({kind, title, IsPlan(kind) ? "plain" : "good", IsPlan(kind), true});
  }
  Sheet sheet(std::move(columns));
  for (const auto& [day, values] : line.days) {
    std::vector<Cell> row{stelsel::Date(std::chrono::days(day))};
    for (const auto& value : values) row.push_back(value ? Cell(*value) : Cell());
    sheet.cells(row);
  }
  std::move(sheet).chart(page.out, page(texts::kCapacityChart, {of}),
                         stelsel::Chart{"line", {{"x", "day"}}, std::move(series)});
}

}  // namespace

CapacityLine LineOf(const std::vector<PlacesFrom>& rows) {
  CapacityLine line;
  std::set<std::int32_t> days;
  for (const PlacesFrom& row : rows) {
    if (std::count(line.kinds.begin(), line.kinds.end(), row.kind) == 0) {
      line.kinds.push_back(row.kind);
    }
    if (row.from) days.insert(*row.from);
    if (row.to) days.insert(*row.to);
  }
  std::sort(line.kinds.begin(), line.kinds.end());
  for (const std::int32_t day : days) {
    auto& values = line.days[day];
    values.resize(line.kinds.size());
    for (const PlacesFrom& row : rows) {
      if ((row.from && *row.from > day) || (row.to && *row.to <= day)) continue;
      const auto kind = std::find(line.kinds.begin(), line.kinds.end(), row.kind);
      auto& value = values[static_cast<std::size_t>(kind - line.kinds.begin())];
      value = value.value_or(0) + row.places;
    }
  }
  return line;
}

void WriteCapacityCharts(const Page& page, const stelsel::Snapshot& all, Names& names,
                         const std::string& region) {
  std::map<std::string, std::vector<PlacesFrom>> of;
  for (PlacesFrom& row : ReadPlaces(all, names, region)) of[row.of].push_back(std::move(row));
  for (const auto& [title, rows] : of) {
    const CapacityLine line = LineOf(rows);
    if (line.days.size() >= 2) WriteChart(page, title, line);
  }
}

}  // namespace reporting
