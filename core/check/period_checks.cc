// Periods: the end after the beginning, and no two rows about the same thing on one day.
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "core/check/row_check.h"
#include "core/check/spans.h"

namespace stelsel::core::checking {
namespace {

class ReversedCheck : public RowCheck {
 public:
  explicit ReversedCheck(Context& context) : context_(context) {}

  void Check(const RowRef& row) override {
    if (!PeriodOf(row).empty()) return;
    const auto& [from, to] = *row.table().schema().period;
    context_.Report("core/period_reversed", row,
                    [&, from_field = from, to_field = to](Finding& finding) {
                      finding.field = row.table().schema().field(to_field).name;
                      finding.With("from", row.Format(from_field)).With("to", row.Format(to_field));
                    });
  }

 private:
  Context& context_;
};

class OverlapCheck : public RowCheck {
 public:
  OverlapCheck(Context& context, const Table& table) : context_(context), table_(table) {}

  void Check(const RowRef& row) override {
    const Period period = PeriodOf(row);
    if (period.empty()) return;
    KeyValues values = ValuesOf(row, table_.schema().without_overlap);
    const auto next = static_cast<int64_t>(groups_.size());
    const int64_t group = groups_.try_emplace(std::move(values), next).first->second;
    spans_.push_back({group, period, row.id()});
  }

  void Finish() override {
    ForEachOverlap(spans_, [&](const Span& earlier, const Span& later, Period shared) {
      Report(table_.row(earlier.row), table_.row(later.row), shared);
    });
  }

 private:
  void Report(const RowRef& earlier, const RowRef& later, Period shared) {
    const TableSchema& schema = table_.schema();
    // A row that stands there twice is told once, as a key that does.
    if (ValuesOf(earlier, schema.primary_key) == ValuesOf(later, schema.primary_key)) return;
    context_.Report("core/overlap", later, [&](Finding& finding) {
      finding.field = schema.field(schema.period->first).name;
      finding.With("other", PlaceOf(earlier)).With("period", PeriodText(shared));
    });
  }

  Context& context_;
  const Table& table_;
  absl::flat_hash_map<KeyValues, int64_t> groups_;
  std::vector<Span> spans_;
};

// Joins periods that overlap or touch.
std::vector<Period> Union(std::vector<Period> periods) {
  std::sort(periods.begin(), periods.end(),
            [](const Period& a, const Period& b) { return a.from < b.from; });
  std::vector<Period> joined;
  for (const Period& period : periods) {
    if (!joined.empty() && period.from <= joined.back().to) {
      joined.back().to = std::max(joined.back().to, period.to);
    } else {
      joined.push_back(period);
    }
  }
  return joined;
}

}  // namespace

std::vector<Period> Uncovered(std::vector<Period> of, std::vector<Period> covers) {
  covers = Union(std::move(covers));
  std::vector<Period> open;
  for (Period period : Union(std::move(of))) {
    for (const Period& cover : covers) {
      if (cover.to <= period.from || cover.from >= period.to) continue;
      if (cover.from > period.from) open.push_back({period.from, cover.from});
      period.from = cover.to;
      if (period.empty()) break;
    }
    if (!period.empty()) open.push_back(period);
  }
  return open;
}

void AddPeriodChecks(Context& context, const Table& table, RowChecks& checks) {
  if (!table.schema().period) return;
  checks.push_back(std::make_unique<ReversedCheck>(context));
  if (table.schema().without_overlap.empty()) return;
  checks.push_back(std::make_unique<OverlapCheck>(context, table));
}

}  // namespace stelsel::core::checking
