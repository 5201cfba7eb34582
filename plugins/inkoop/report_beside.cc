// What inkoop/region shows beside contracts and supply: orders elsewhere and innovation budgets.
#include <map>

#include "reports.h"
#include "stelsel/document.hpp"
#include "stelsel/tables.hpp"

namespace inkoop {
namespace {

using stelsel::As;
using stelsel::Sheet;

std::string Text(const std::optional<std::string_view>& text) {
  return std::string(text.value_or(""));
}

std::string PlaceIn(const std::optional<std::string_view>& document,
                    const std::optional<std::string_view>& section) {
  if (!document) return "";
  return std::string(*document) + (section ? ", " + std::string(*section) : "");
}

std::map<std::string, std::string> RegionNames(const stelsel::Snapshot& snapshot) {
  std::map<std::string, std::string> names;
  snapshot.rows<stelsel::tables::Region>(
      [&](const stelsel::tables::Region& row) { names.emplace(row.region, row.name); });
  return names;
}

}  // namespace

void WriteOutsideOrders(const ReportContext& context, const std::string& region) {
  const Words& words = context.words;
  stelsel::ColumnLook look;
  look.values = {{"ja", words("ja", "yes"), "good", "✓"}, {"nee", words("nee", "no"), "bad", "×"}};
  Sheet sheet({{"where", words("Waar", "Where")},
               {"provider", words("Aanbieder", "Provider")},
               {"kind", words("Soort voorziening", "Kind of facility")},
               {"places", words("Plaatsen", "Places"), As::integer},
               {"agreement", words("Standaardovereenkomst", "Standard agreement"), As::text, look},
               {"informed", words("Andere regio ingelicht", "Other region informed")},
               {"from", words("Van", "From")},
               {"source", words("Bron en vindplaats", "Source and place")},
               {"made_up", "illustratief", As::mark}});
  const std::map<std::string, std::string> names = RegionNames(context.run.snapshot);
  context.run.snapshot.rows<tables::OutsideOrder>([&](const tables::OutsideOrder& row) {
    if (row.region != region || !PeriodOf(row).Holds(context.day)) return;
    const auto name = names.find(Text(row.other_region));
    std::string where = name != names.end() ? name->second : Text(row.other_region);
    if (row.municipality) {
      if (!where.empty()) where += ", ";
      where += words.Municipality(std::string(*row.municipality));
    }
    sheet.row(where, row.provider ? words.Provider(std::string(*row.provider)) : "",
              row.facility_kind ? words.Kind(std::string(*row.facility_kind)) : "", row.places,
              row.standard_agreement.value_or(false) ? "ja" : "nee",
              row.informed_on ? Text(row.informed_on) : words("niet", "not"), Text(row.valid_from),
              PlaceIn(row.source_document, row.section), row.illustratief.value_or(false));
  });
  if (sheet.empty()) return;
  context.out.section(1, words("Buiten de regio", "Outside the region"), "outside");
  std::move(sheet).table(context.out,
                         words("Plaatsen die elders worden ingekocht", "Places bought elsewhere"),
                         "outside-list");
}

void WriteInnovationBudgets(const ReportContext& context, const std::string& region) {
  const Words& words = context.words;
  Sheet sheet({{"name", words("Budget", "Budget")},
               {"amount", words("Bedrag", "Amount"), As::euro},
               {"spent", words("Besteed", "Spent"), As::euro},
               {"from", words("Van", "From")},
               {"to", words("Tot", "Until")},
               {"why", words("Toelichting", "Explanation")},
               {"source", words("Bron en vindplaats", "Source and place")},
               {"made_up", "illustratief", As::mark}});
  context.run.snapshot.rows<tables::InnovationBudget>([&](const tables::InnovationBudget& row) {
    if (row.region != region || !PeriodOf(row).Holds(context.day)) return;
    sheet.row(std::string(row.name), CentsOf(row.amount), CentsOf(row.spent), Text(row.valid_from),
              Text(row.valid_to), Text(row.explanation), PlaceIn(row.source_document, row.section),
              row.illustratief.value_or(false));
  });
  if (sheet.empty()) return;
  context.out.section(1, words("Innovatie", "Innovation"), "innovation");
  std::move(sheet).table(context.out, words("Budgetten voor innovatie", "Innovation budgets"),
                         "innovation-list");
}

}  // namespace inkoop
