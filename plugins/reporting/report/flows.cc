#include "report/flows.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "report/doubt.h"
#include "report/region_texts.h"
#include "report/small_counts.h"
#include "report/source_date.h"
#include "report/texts.h"
#include "stelsel/edtf.hpp"

namespace reporting {
namespace {

constexpr const char* kPartFields[] = {"facility_kind", "municipality", "origin_municipality",
                                       "target_group", "funding"};

FlowRow RowOf(const stelsel::tables::Flow& row) {
  FlowRow out;
  out.domain = CodeOf(row.domain);
  out.measure = CodeOf(row.measure);
  out.counted_over = row.counted_over;
  out.parts[0] = TextOf(row.facility_kind);
  out.parts[1] = TextOf(row.municipality);
  out.parts[2] = TextOf(row.origin_municipality);
  out.parts[3] = TextOf(row.target_group);
  if (row.funding) out.parts[4] = CodeOf(*row.funding);
  out.people = row.people;
  if (row.share) out.share = row.share->value;
  if (row.qualifier) out.qualifier = CodeOf(*row.qualifier);
  out.explanation = TextOf(row.explanation);
  out.source = SourceOf(row);
  out.illustratief = row.illustratief.value_or(false);
  return out;
}

bool SameSubject(const FlowRow& a, const FlowRow& b) {
  return a.domain == b.domain && a.measure == b.measure;
}

bool SameParts(const FlowRow& a, const FlowRow& b) {
  return std::equal(std::begin(a.parts), std::end(a.parts), std::begin(b.parts));
}

// The one part that `detail` names and `total` does not, when all else of them is the same.
std::optional<std::size_t> BrokenDownBy(const FlowRow& total, const FlowRow& detail) {
  if (!SameSubject(total, detail) || total.counted_over != detail.counted_over) return std::nullopt;
  std::optional<std::size_t> by;
  for (std::size_t i = 0; i < FlowRow::kParts; ++i) {
    if (total.parts[i] == detail.parts[i]) continue;
    if (by || !total.parts[i].empty()) return std::nullopt;
    by = i;
  }
  return by;
}

bool IsSummed(const FlowRow& row) {
  return row.measure == "instroom" || row.measure == "doorstroom" || row.measure == "uitstroom";
}

// Whether the period of `part` lies in that of `whole` and is shorter.
bool IsWithin(const FlowRow& whole, const FlowRow& part) {
  const auto a = stelsel::edtf_bounds(whole.counted_over);
  const auto b = stelsel::edtf_bounds(part.counted_over);
  if (!a || !b || !a->earliest || !a->latest || !b->earliest || !b->latest) return false;
  const bool inside = *a->earliest <= *b->earliest && *b->latest <= *a->latest;
  return inside && *a->latest - *a->earliest > *b->latest - *b->earliest;
}

// All sums that the rows may be read as; whether they add up is not asked, as a reader would try.
std::vector<CountSum> SumsOf(const std::vector<FlowRow>& rows) {
  std::vector<CountSum> sums;
  for (std::size_t total = 0; total < rows.size(); ++total) {
    std::map<std::size_t, std::vector<std::size_t>> parts;  // by what they are broken down by
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i == total) continue;
      if (const auto by = BrokenDownBy(rows[total], rows[i])) parts[*by].push_back(i);
      const bool in_time = IsSummed(rows[i]) && SameSubject(rows[total], rows[i]) &&
                           SameParts(rows[total], rows[i]) && IsWithin(rows[total], rows[i]);
      if (in_time) parts[FlowRow::kParts].push_back(i);
    }
    for (auto& [by, of] : parts) sums.push_back({total, std::move(of)});
  }
  return sums;
}

// The fewest people that a share can be of: those of another row of the same domain and period.
std::optional<std::int64_t> WholeOf(const std::vector<FlowRow>& rows, const FlowRow& row) {
  std::optional<std::int64_t> whole;
  for (const FlowRow& other : rows) {
    if (&other == &row || !other.people) continue;
    if (other.domain != row.domain || other.counted_over != row.counted_over) continue;
    whole = std::min(whole.value_or(*other.people), *other.people);
  }
  return whole;
}

// Rows with a count, and where they stand among all.
struct Counted {
  std::vector<FlowRow> rows;
  std::vector<std::size_t> places;
  std::vector<std::int64_t> people;
};

Counted CountedOf(const std::vector<FlowRow>& rows) {
  Counted out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].people) continue;
    out.rows.push_back(rows[i]);
    out.places.push_back(i);
    out.people.push_back(*rows[i].people);
  }
  return out;
}

class FlowWriter {
 public:
  FlowWriter(const Page& page, Names& names, const std::string& region)
      : page_(page), names_(names), region_(region) {}

  void Write(const std::string& measure, const std::vector<FlowRow>& rows,
             const std::vector<bool>& withheld) {
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].measure == measure) of.push_back(i);
    }
    if (of.empty()) return;
    Sheet sheet(Columns(rows, of));
    for (const std::size_t i : of) AddRow(sheet, rows[i], withheld[i]);
    std::move(sheet).table(page_.out,
                           Capital(page_.context.labels.Code("flow", "measure", measure)));
  }

 private:
  std::vector<SheetColumn> Columns(const std::vector<FlowRow>& rows,
                                   const std::vector<std::size_t>& of) {
    parts_.clear();
    for (std::size_t part = 0; part < FlowRow::kParts; ++part) {
      if (std::any_of(of.begin(), of.end(),
                      [&](std::size_t i) { return !rows[i].parts[part].empty(); })) {
        parts_.push_back(part);
      }
    }
    std::vector<SheetColumn> columns{
        {"counted_over", page_.Field("flow", "counted_over"), As::text},
        {"domain", page_.Field("flow", "domain"), As::text, {.facet = true}}};
    for (const std::size_t part : parts_) {
      columns.push_back(
          {kPartFields[part], page_.Field("flow", kPartFields[part]), As::text, {.facet = true}});
    }
    columns.push_back(
        {"people", page_.Field("flow", "people"), As::integer, {.withheld = "withheld"}});
    columns.push_back({"share",
                       page_.Field("flow", "share"),
                       As::decimal,
                       {.withheld = "withheld", .decimals = 1}});
    columns.push_back({"withheld", "", As::hidden_flag});
    columns.push_back({"qualifier", page_.Field("flow", "qualifier"), As::text});
    columns.push_back({"explanation", page_.Field("flow", "explanation"), As::text});
    columns.push_back(SourceColumn(page_.context));
    columns.push_back(MarkColumn(page_.context));
    return columns;
  }

  void AddRow(Sheet& sheet, const FlowRow& row, bool withheld) {
    std::vector<Cell> cells{InWords(row.counted_over, page_.words()), row.domain};
    for (const std::size_t part : parts_) {
      cells.push_back(TextOrNothing(NameOf(part, row.parts[part])));
    }
    cells.push_back(row.people && !withheld ? Cell(*row.people) : Cell());
    cells.push_back(row.share && !withheld ? Cell(*row.share) : Cell());
    cells.emplace_back(withheld);
    cells.push_back(TextOrNothing(
        row.qualifier.empty() ? ""
                              : page_.context.labels.Code("flow", "qualifier", row.qualifier)));
    cells.push_back(TextOrNothing(WithDoubtApart(row.explanation)));
    cells.push_back(TextOrNothing(page_.Cite(row.source)));
    cells.emplace_back(row.illustratief);
    sheet.cells(cells);
  }

  std::string NameOf(std::size_t part, const std::string& code) {
    if (code.empty()) return "";
    const std::string field = kPartFields[part];
    if (field == "funding") return page_.context.labels.Code("flow", field, code);
    return names_.Of(field == "origin_municipality" ? "municipality" : field, region_, code);
  }

  const Page& page_;
  Names& names_;
  const std::string& region_;
  std::vector<std::size_t> parts_;  // that are filled in
};

}  // namespace

std::vector<FlowRow> ReadFlows(const stelsel::Snapshot& snapshot, const std::string& region,
                               const std::string& as_of) {
  const auto day = ParseDay(as_of);
  std::vector<FlowRow> rows;
  snapshot.rows<stelsel::tables::Flow>([&](const stelsel::tables::Flow& row) {
    if (row.region != region) return;
    const auto last = LastDay(row.counted_over);
    if (!last || !day || *last <= *day) rows.push_back(RowOf(row));
  });
  std::stable_sort(rows.begin(), rows.end(), [](const FlowRow& a, const FlowRow& b) {
    return std::tie(a.measure, a.domain, a.counted_over) <
           std::tie(b.measure, b.domain, b.counted_over);
  });
  return rows;
}

std::vector<bool> WithheldFlows(const std::vector<FlowRow>& rows) {
  const Counted counted = CountedOf(rows);
  const std::vector<bool> of_counted = WithheldCounts(counted.people, SumsOf(counted.rows));
  std::vector<bool> withheld(rows.size(), false);
  for (std::size_t i = 0; i < counted.places.size(); ++i) {
    withheld[counted.places[i]] = of_counted[i];
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].people || !rows[i].share) continue;
    const auto whole = WholeOf(rows, rows[i]);
    // Both sides of a share are counts of people.
    const std::int64_t smaller = std::min(*rows[i].share, 1000 - *rows[i].share);
    if (whole && *whole * smaller < 1000 * kLeastCount) withheld[i] = true;
  }
  return withheld;
}

void WriteFlows(const Page& page, Names& names, const std::string& region,
                const std::vector<FlowRow>& rows, bool small_counts) {
  if (rows.empty()) return;
  std::vector<bool> withheld = WithheldFlows(rows);
  if (small_counts) withheld.assign(rows.size(), false);
  page.out.section(1, page(texts::kFlowsOfPeople), "flows");
  page.out.paragraph(page(texts::kFlowsIntroduction));
  if (small_counts) page.out.note(page(texts::kSmallCountsShown));
  if (std::count(withheld.begin(), withheld.end(), true) > 0) {
    page.out.note(page(texts::kSmallCountsWithheld));
  }
  FlowWriter writer(page, names, region);
  for (const std::string_view measure : codes_of(stelsel::tables::Flow::Measure{})) {
    writer.Write(std::string(measure), rows, withheld);
  }
}

}  // namespace reporting
