#include <algorithm>
#include <map>
#include <set>

#include "calculations.h"
#include "reports.h"
#include "stelsel/tables.hpp"

namespace inkoop {
namespace {

using stelsel::As;
using stelsel::Sheet;

const char* ToneOf(Cover cover) {
  switch (cover) {
    case Cover::covered:
      return "good";
    case Cover::unknown:
      return "middle";
    case Cover::not_required:
      return "plain";
    default:
      return "bad";
  }
}

class RegionReport {
 public:
  RegionReport(const ReportContext& context, const Region& region)
      : context_(context),
        words_(context.words),
        market_(context.market),
        region_(region),
        coverage_(CoverageOn(market_, context.day, region.id)),
        tariffs_(TariffsOn(market_, context.day, 1, region.id)),
        ceilings_(CeilingsOn(market_, context.day, region.id)) {}

  void Write(std::int64_t months) {
    context_.Title(words_("Inkoop: ", "Procurement: ") + region_.name);
    context_.NoteIllustratief(AnyIllustratief());
    WriteSummary();
    WriteProcedures();
    WriteCoverage();
    WriteContracts();
    WriteTariffs(context_, region_.id, tariffs_);
    WriteCeilings();
    WriteOutsideOrders(context_, region_.id);
    WriteInnovationBudgets(context_, region_.id);
    WriteCalendar(context_, region_.id, months, words_("Kalender", "Calendar"));
  }

 private:
  template <typename Rows>
  bool AnyOf(const Rows& rows) const {
    return std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
      return row.region == region_.id && row.illustratief;
    });
  }
  bool AnyIllustratief() const {
    return region_.illustratief || AnyOf(market_.procedures) || AnyOf(market_.contracts) ||
           AnyOf(coverage_) ||
           std::any_of(tariffs_.begin(), tariffs_.end(),
                       [](const TariffState& one) { return one.tariff->illustratief; }) ||
           std::any_of(ceilings_.begin(), ceilings_.end(),
                       [](const CeilingState& one) { return one.ceiling->illustratief; });
  }

  bool InForce(const Contract& contract) const {
    return contract.region == region_.id && contract.period.Holds(context_.day);
  }

  void WriteSummary() {
    context_.out.section(1, words_("Samengevat", "Summary"), "summary");
    const auto contracts = std::count_if(market_.contracts.begin(), market_.contracts.end(),
                                         [&](const Contract& one) { return InForce(one); });
    std::int64_t required = 0, covered = 0, alone = 0;
    for (const Coverage& one : coverage_) {
      if (!one.asks()) continue;
      ++required;
      covered += one.cover == Cover::covered ? 1 : 0;
      alone += one.alone.empty() ? 0 : 1;
    }
    context_.out.paragraph(
        words_("Contracten die gelden: ", "Contracts in force: ") + std::to_string(contracts) +
        words_(". Eisen aan het aanbod: ", ". Requirements of supply: ") +
        std::to_string(required) + words_(", waarvan gedekt: ", ", of which covered: ") +
        std::to_string(covered) +
        words_("; daarvan niet zonder een bepaalde aanbieder: ",
               "; of these, not without a certain provider: ") +
        std::to_string(alone) + ".");
  }

  void WriteProcedures() {
    Sheet sheet(
        {{"name", words_("Procedure", "Procedure")},
         {"kind", words_("Soort", "Kind"), As::text, context_.Codes("inkoop_procedure", "kind")},
         {"state", words_("Stand", "State"), As::text, context_.Codes("inkoop_procedure", "state")},
         {"source", words_("Bron en vindplaats", "Source and place")},
         {"made_up", "illustratief", As::mark}});
    for (const Procedure& one : market_.procedures) {
      if (one.region != region_.id) continue;
      sheet.row(one.name, one.kind, one.state,
                one.source_document.empty() ? "" : one.source_document + ", " + one.section,
                one.illustratief);
    }
    if (sheet.empty()) return;
    context_.out.section(1, words_("Procedures", "Procedures"), "procedures");
    std::move(sheet).table(context_.out,
                           words_("Hoe de regio contracteert", "How the region contracts"),
                           "procedure-list");
  }

  // ---- Coverage ----

  stelsel::ColumnLook CoverLook() const {
    stelsel::ColumnLook look;
    const char* const letters[] = {"✓", "?", "−", "×", "·"};
    for (int i = 0; i < 5; ++i) {
      const auto cover = static_cast<Cover>(i);
      look.values.push_back(
          {Words::CodeOf(cover), words_.TitleOf(cover), ToneOf(cover), letters[i]});
    }
    look.facet = true;
    return look;
  }
  std::string PlaceOf(const Coverage& one) const {
    if (!one.municipality.empty()) return words_.Municipality(one.municipality);
    return one.scale == Scale::lokaal ? words_("gemeente onbekend", "municipality not known")
                                      : words_("regio", "region");
  }

  void WriteCoverage() {
    context_.out.section(1, words_("Dekkend aanbod", "Covering supply"), "coverage");
    if (coverage_.empty())
      return context_.out.paragraph(words_("Er is niets vereist en niets gecontracteerd.",
                                           "Nothing is required and nothing is contracted."));
    WriteMatrix();
    WriteMap();
    WriteCoverageTable();
  }

  void WriteMatrix() {
    Sheet sheet({{"kind", words_("Soort voorziening", "Kind of facility")},
                 {"place", words_("Waar", "Where")},
                 {"cover", words_("Dekking", "Coverage"), As::text, CoverLook()}});
    for (const auto& [where, cover] : WorstByPlace())
      sheet.row(where.first, where.second, Words::CodeOf(cover));
    std::move(sheet).chart(
        context_.out, words_("Dekking per soort en plaats", "Coverage by kind and place"),
        {"matrix", {{"row", "kind"}, {"column", "place"}, {"value", "cover"}}, {}},
        "coverage-matrix");
  }
  static int Badness(Cover cover) {
    constexpr int order[] = {1, 2, 3, 4, 0};
    return order[static_cast<std::size_t>(cover)];
  }
  // Where several requirements are of one kind in one place, the worst counts.
  std::map<std::pair<std::string, std::string>, Cover> WorstByPlace() const {
    std::map<std::pair<std::string, std::string>, Cover> out;
    for (const Coverage& one : coverage_) {
      const auto [it, is_new] =
          out.try_emplace({words_.Kind(one.facility_kind), PlaceOf(one)}, one.cover);
      if (!is_new && Badness(one.cover) > Badness(it->second)) it->second = one.cover;
    }
    return out;
  }

  void WriteMap() {
    std::map<std::string, Cover> worst;
    for (const Coverage& one : coverage_) {
      if (one.municipality.empty() || one.cover == Cover::not_required) continue;
      const auto [it, is_new] = worst.try_emplace(one.municipality, one.cover);
      if (!is_new && Badness(one.cover) > Badness(it->second)) it->second = one.cover;
    }
    Sheet sheet({{"x", "x", As::hidden_integer},
                 {"y", "y", As::hidden_integer},
                 {"code", words_("Tegel", "Tile"), As::hidden_text},
                 {"name", words_("Gemeente", "Municipality")},
                 {"cover", words_("Dekking", "Coverage"), As::text, CoverLook()}});
    context_.run.snapshot.rows<tables::Tile>([&](const tables::Tile& tile) {
      const auto it = worst.find(std::string(tile.municipality));
      if (it != worst.end())
        sheet.row(tile.x, tile.y, tile.code, words_.Municipality(it->first),
                  Words::CodeOf(it->second));
    });
    if (sheet.empty()) return;
    std::move(sheet).chart(
        context_.out,
        words_("Lokale dekking per gemeente, het slechtste van alle soorten",
               "Local coverage by municipality, the worst of all kinds"),
        {"tile_map",
         {{"x", "x"}, {"y", "y"}, {"code", "code"}, {"label", "name"}, {"value", "cover"}},
         {}},
        "coverage-map");
  }

  void WriteCoverageTable() {
    Sheet sheet(
        {{"kind", words_("Soort voorziening", "Kind of facility"), As::text, {.facet = true}},
         {"place", words_("Waar", "Where"), As::text, {.facet = true}},
         {"cover", words_("Dekking", "Coverage"), As::text, CoverLook()},
         {"required", words_("Voorzieningen vereist", "Facilities required"), As::integer},
         {"facilities", words_("Voorzieningen", "Facilities"), As::integer},
         {"required_places", words_("Plaatsen vereist", "Places required"), As::integer},
         {"places", words_("Plaatsen", "Places"), As::integer},
         {"why", words_("Reden", "Reason")},
         {"made_up", "illustratief", As::mark}});
    for (const Coverage& one : coverage_) {
      sheet.row(words_.Kind(one.facility_kind), PlaceOf(one), Words::CodeOf(one.cover),
                one.required_facilities, one.facilities, one.required_places,
                one.places_open && one.places == 0 ? std::optional<std::int64_t>()
                                                   : std::optional(one.places),
                words_.Why(one), one.illustratief);
    }
    std::move(sheet).table(context_.out,
                           words_("Vereist naast gecontracteerd", "Required beside contracted"),
                           "coverage-list");
  }

  // ---- Contracts ----

  void WriteContracts() {
    context_.out.section(1, words_("Contracten", "Contracts"), "contracts");
    Sheet sheet({{"lane", words_("Contract", "Contract")},
                 {"from", words_("Van", "From"), As::date},
                 {"to", words_("Tot", "Until"), As::date},
                 {"text", words_("Wie", "Who")},
                 {"open", words_("zonder einde", "without an end"), As::mark},
                 {"made_up", "illustratief", As::mark}});
    std::vector<std::string> without_begin;
    bool any_open = false;
    for (std::uint32_t i = 0; i < market_.contracts.size(); ++i) {
      const Contract& one = market_.contracts[i];
      if (one.region != region_.id) continue;
      if (one.period.from == kBegin) {
        without_begin.push_back(one.name);
        continue;
      }
      // Without an end it would be shown as a moment; that it has none is said.
      const bool open = one.period.to == kEnd;
      const Day year_on = AddMonths(std::max(context_.day, one.period.from), 12);
      sheet.row(one.name, ToDate(one.period.from), ToDate(open ? year_on : one.period.to),
                PartiesOf(i), open, one.illustratief);
      any_open = any_open || open;
    }
    if (sheet.empty()) {
      context_.out.paragraph(words_("Er zijn geen contracten met een begin bekend.",
                                    "No contracts with a beginning are known."));
    } else {
      std::move(sheet).chart(
          context_.out, words_("Looptijd van de contracten", "Periods of the contracts"),
          {"timeline", {{"lane", "lane"}, {"from", "from"}, {"to", "to"}, {"text", "text"}}, {}},
          "contract-timeline");
    }
    if (any_open)
      context_.out.footnote(words_("Een contract zonder einde is getekend tot over een jaar.",
                                   "A contract without an end is drawn until a year from now."));
    if (!without_begin.empty())
      context_.out.footnote(
          words_("Zonder begin, en niet getekend: ", "Without a beginning, and not drawn: ") +
          words_.Join(without_begin) + ".");
  }
  std::string PartiesOf(std::uint32_t contract) const {
    std::vector<std::string> names;
    for (const Party& party : market_.parties) {
      if (party.contract == contract && party.role != tables::ContractParty::Role::onderaannemer)
        names.push_back(words_.Provider(party.provider));
    }
    return words_.Join(names);
  }

  void WriteCeilings() {
    if (ceilings_.empty()) return;
    context_.out.section(1, words_("Budgetplafonds", "Spending ceilings"), "ceilings");
    stelsel::ColumnLook look;
    look.values = {
        {"binnen", words_("binnen het plafond", "within the ceiling"), "good", "✓"},
        {"verwacht_boven", words_("wordt naar verwachting overschreden", "expected to be exceeded"),
         "middle", "!"},
        {"melden", words_("meldgrens bereikt", "share of notice reached"), "middle", "M"},
        {"overschreden", words_("overschreden", "exceeded"), "bad", "×"},
        {"onbekend", words_("onbekend", "not known"), "plain", "?"}};
    Sheet sheet({{"contract", words_("Contract", "Contract"), As::text, {.facet = true}},
                 {"provider", words_("Aanbieder", "Provider"), As::text, {.facet = true}},
                 {"year", words_("Jaar", "Year"), As::text, {.facet = true}},
                 {"ceiling", words_("Plafond", "Ceiling"), As::euro},
                 {"used", words_("Gebruikt", "Used"), As::euro},
                 {"forecast", words_("Raming van het jaar", "Forecast of the year"), As::euro},
                 {"state", words_("Stand", "State"), As::text, look},
                 {"why", words_("Reden", "Reason")}});
    for (const CeilingState& one : ceilings_) {
      sheet.row(one.contract->name, words_.Provider(one.ceiling->provider),
                std::to_string(one.ceiling->year), one.ceiling->cents, one.used, one.forecast,
                Words::CodeOf(one.spending), words_.Why(one));
    }
    std::move(sheet).table(context_.out, words_("Gebruik van de plafonds", "Use of the ceilings"),
                           "ceiling-list");
  }

  const ReportContext& context_;
  const Words& words_;
  const Market& market_;
  const Region& region_;
  const std::vector<Coverage> coverage_;
  const std::vector<TariffState> tariffs_;
  const std::vector<CeilingState> ceilings_;
};

}  // namespace

void WriteRegion(const ReportContext& context, const Region& region, std::int64_t months) {
  RegionReport(context, region).Write(months);
}

}  // namespace inkoop
