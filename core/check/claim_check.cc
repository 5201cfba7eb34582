// Claims of texts beside each other, and beside what the model works out. Contradictions stay: they
// are told, with both sides.
#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "core/base/decimal.h"
#include "core/base/edtf.h"
#include "core/check/model_figures.h"
#include "core/check/row_check.h"

namespace stelsel::core::checking {
namespace {

constexpr int64_t kNoLimit = std::numeric_limits<int64_t>::max();
constexpr int64_t kHundredths = 100;

// The figures, in hundredths, or the days that a claim leaves open; both ends count.
struct Range {
  int64_t low;
  int64_t high;
};

// A share is printed in whole percents, so it leaves half a percent open on either side. "About"
// leaves a tenth of the figure open, and of a share at least five percents.
Range RangeOf(int64_t figure, bool is_share, std::string_view qualifier) {
  const int64_t magnitude = figure < 0 ? -figure : figure;
  int64_t open = is_share ? kHundredths / 2 : 0;
  if (qualifier == "ongeveer") {
    open = std::max(magnitude / 10, is_share ? 5 * kHundredths : int64_t{0});
  }
  if (qualifier == "ten_minste") return {figure, kNoLimit};
  if (qualifier == "meer_dan") return {figure + 1, kNoLimit};
  if (qualifier == "ten_hoogste") return {-kNoLimit, figure};
  if (qualifier == "minder_dan") return {-kNoLimit, figure - 1};
  return {figure - open, figure + open};
}

// As a source would print it: 7 for 7.00.
std::string Short(std::string figure) {
  const size_t point = figure.find('.');
  if (point == std::string::npos) return figure;
  figure.erase(figure.find_last_not_of('0') + 1);
  if (figure.back() == '.') figure.pop_back();
  return figure;
}

class ClaimCheck : public RowCheck {
 public:
  ClaimCheck(Context& context, const Table& table)
      : context_(context),
        table_(table),
        figures_(context, table),
        compared_(FieldsOf({"subject", "region", "agreement_topic", "domain", "facility_kind",
                            "municipality", "holds_on", "unit"})),
        figure_(IndexOf("figure")),
        unit_(IndexOf("unit")),
        qualifier_(IndexOf("qualifier")),
        value_(IndexOf("value")),
        measure_(IndexOf("measure")),
        holds_on_(IndexOf("holds_on")) {}

  void Check(const RowRef& row) override {
    if (!row.IsNull(value_)) CompareValue(row);
    // Figures near the end of the range could not be widened; no source counts that far.
    if (row.IsNull(figure_) || !IsSmall(row.Scalar(figure_))) return;
    CompareFigure(row);
    if (!row.IsNull(measure_)) CompareWithModel(row);
  }

 private:
  struct Limits {
    RowId lowest_high;
    RowId highest_low;
  };

  int IndexOf(std::string_view field) const { return table_.schema().IndexOf(field); }
  std::vector<int> FieldsOf(std::initializer_list<std::string_view> names) const {
    std::vector<int> fields;
    for (std::string_view name : names) fields.push_back(IndexOf(name));
    return fields;
  }

  static bool IsSmall(int64_t figure) { return figure > -kNoLimit / 4 && figure < kNoLimit / 4; }

  Range RangeOfRow(const RowRef& row) const {
    return RangeOf(row.Scalar(figure_), row.Text(unit_) == "%", row.Text(qualifier_));
  }

  std::string Said(const RowRef& row) const {
    std::string said;
    if (!row.IsNull(qualifier_)) said = absl::StrCat(std::string(row.Text(qualifier_)), " ");
    absl::StrAppend(&said, Short(row.Format(figure_)));
    if (!row.IsNull(unit_)) absl::StrAppend(&said, " ", std::string(row.Text(unit_)));
    return said;
  }

  // Two dates differ when they have no day in common, other values when a letter does.
  void CompareValue(const RowRef& row) {
    if (const auto days = DaysOf(row)) {
      CompareRanges(
          row, *days, dates_, [this](const RowRef& other) { return *DaysOf(other); },
          [&](const RowRef& other) { TellValues(row, other); });
      return;
    }
    const auto [first, added] = values_.try_emplace(ValuesOf(row, compared_), row.id());
    const RowRef other = table_.row(first->second);
    if (!added && other.Scalar(value_) != row.Scalar(value_)) TellValues(row, other);
  }

  std::optional<Range> DaysOf(const RowRef& row) const {
    const auto bounds = ParseEdtf(row.Text(value_));
    if (!bounds) return std::nullopt;
    return Range{bounds->earliest ? *bounds->earliest : -kNoLimit,
                 bounds->latest ? *bounds->latest : kNoLimit};
  }

  // A word or a date is vocabulary; anything else is redacted like any value.
  Finding::Argument Shown(std::string name, const RowRef& row) const {
    const std::string value(row.Text(value_));
    return {std::move(name), value, !IsId(value) && !ParseEdtf(value)};
  }

  void TellValues(const RowRef& row, const RowRef& other) {
    Report(row, other, "value", [&](Finding& finding) {
      finding.arguments.push_back(Shown("said", row));
      finding.arguments.push_back(Shown("other_said", other));
    });
  }

  void CompareFigure(const RowRef& row) {
    CompareRanges(
        row, RangeOfRow(row), limits_, [this](const RowRef& other) { return RangeOfRow(other); },
        [&](const RowRef& other) {
          Report(row, other, "figure", [&](Finding& finding) {
            finding.With("said", Said(row)).With("other_said", Said(other));
          });
        });
  }

  // Among the earlier claims it is enough to look at the one whose range ends first and the one
  // whose range begins last.
  template <typename RangeOfOther, typename Tell>
  void CompareRanges(const RowRef& row, Range range, absl::flat_hash_map<KeyValues, Limits>& known,
                     RangeOfOther range_of, Tell tell) {
    const auto [it, added] =
        known.try_emplace(ValuesOf(row, compared_), Limits{row.id(), row.id()});
    if (added) return;
    Limits& limits = it->second;
    const RowRef lowest = table_.row(limits.lowest_high);
    const RowRef highest = table_.row(limits.highest_low);
    if (range.low > range_of(lowest).high) {
      tell(lowest);
    } else if (range.high < range_of(highest).low) {
      tell(highest);
    }
    if (range.high < range_of(lowest).high) limits.lowest_high = row.id();
    if (range.low > range_of(highest).low) limits.highest_low = row.id();
  }

  template <typename Fill>
  void Report(const RowRef& row, const RowRef& other, std::string_view field, Fill fill) {
    context_.Report("core/claims_differ", row, [&](Finding& finding) {
      finding.field = std::string(field);
      finding.With("subject", std::string(row.Text(compared_[0]))).With("other", PlaceOf(other));
      fill(finding);
    });
  }

  // The day that the claim is about, or else today.
  std::optional<int32_t> DayOf(const RowRef& row) const {
    if (row.IsNull(holds_on_)) return context_.options().as_of;
    return CountsFrom(row, holds_on_);
  }

  void CompareWithModel(const RowRef& row) {
    const auto day = DayOf(row);
    if (!day) return;
    const ClaimSubject subject{row.Scalar(compared_[1]), row.Scalar(compared_[2]),
                               row.Scalar(compared_[3]), row.Scalar(compared_[4])};
    const auto figure = figures_.Of(row.Text(measure_), subject, *day);
    const Range range = RangeOfRow(row);
    if (!figure || (*figure >= range.low && *figure <= range.high)) return;
    context_.Report("core/claim_differs_from_model", row, [&](Finding& finding) {
      finding.field = "figure";
      finding.With("said", Said(row)).With("computed", Short(FormatScaled(*figure, 2)));
      finding.With("measure", std::string(row.Text(measure_)));
    });
  }

  Context& context_;
  const Table& table_;
  ModelFigures figures_;
  const std::vector<int> compared_;
  const int figure_;
  const int unit_;
  const int qualifier_;
  const int value_;
  const int measure_;
  const int holds_on_;
  absl::flat_hash_map<KeyValues, RowId> values_;
  absl::flat_hash_map<KeyValues, Limits> dates_;
  absl::flat_hash_map<KeyValues, Limits> limits_;
};

}  // namespace

void AddClaimCheck(Context& context, const Table& table, RowChecks& checks) {
  if (table.schema().name != "claim") return;
  checks.push_back(std::make_unique<ClaimCheck>(context, table));
}

}  // namespace stelsel::core::checking
