// References to other tables, and whether a row lies within the period of what it refers to.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/check/nearest.h"
#include "core/check/row_check.h"

namespace stelsel::core::checking {
namespace {

constexpr int64_t kUnknown = -2;
constexpr int64_t kMissing = -1;

// Fields of the row that refers, in the order of the target's primary key.
std::vector<int> InOrderOfKey(const ForeignKey& key, const TableSchema& target) {
  std::vector<int> fields;
  for (int part : target.primary_key) {
    const std::string& name = target.field(part).name;
    const auto at = std::find(key.target_fields.begin(), key.target_fields.end(), name);
    fields.push_back(key.fields[static_cast<size_t>(at - key.target_fields.begin())]);
  }
  return fields;
}

class ReferenceCheck : public RowCheck {
 public:
  ReferenceCheck(Context& context, const Table& table, const ForeignKey& key, const Table& target,
                 const KeyIndex& keys)
      : context_(context),
        key_(key),
        fields_(InOrderOfKey(key, target.schema())),
        target_(target),
        keys_(keys) {
    const Dictionary* dictionary = fields_.size() == 1 ? table.dictionary(fields_[0]) : nullptr;
    if (dictionary != nullptr) found_.assign(static_cast<size_t>(dictionary->size()), kUnknown);
    const auto& kept_out = context.snapshot().kept_out();
    const auto it = kept_out.find(target.schema().name);
    if (it != kept_out.end()) kept_out_ = &it->second;
  }

  void Check(const RowRef& row) override {
    const KeyValues values = ValuesOf(row, fields_);
    // MATCH SIMPLE, as in SQL: a reference with an empty part refers to nothing.
    if (std::find(values.begin(), values.end(), Column::kNull) != values.end()) return;
    const int64_t found = Find(values);
    if (found == kMissing) {
      if (!IsKeptOut(row)) ReportMissing(row);
    } else if (key_.during) {
      CheckPeriod(row, target_.row(static_cast<RowId>(found)));
    }
  }

 private:
  // Fields of one root share a dictionary, so the codes on both sides are the same.
  int64_t Find(const KeyValues& values) {
    int64_t unremembered = kUnknown;
    int64_t& found = found_.empty() ? unremembered : found_[static_cast<size_t>(values[0])];
    if (found == kUnknown) {
      const std::optional<RowId> row = keys_.Find(values);
      found = row ? int64_t{*row} : kMissing;
    }
    return found;
  }

  std::vector<std::string> Values(const RowRef& row) const {
    std::vector<std::string> values;
    for (int field : fields_) values.push_back(row.Format(field));
    return values;
  }

  bool IsKeptOut(const RowRef& row) const {
    return kept_out_ != nullptr && kept_out_->keys.contains(KeyText(Values(row)));
  }

  void ReportMissing(const RowRef& row) {
    context_.Report("core/foreign-key", row, [&](Finding& finding) {
      finding.field = row.table().schema().field(key_.fields.back()).name;
      finding.WithValue("value", absl::StrJoin(Values(row), ", "));
      finding.With("target", target_.schema().name);
      const auto near =
          fields_.size() == 1 ? Nearest(row.Format(fields_[0]), target_) : std::nullopt;
      finding.With("suggestion", near ? absl::StrCat("near ", *near) : "none");
    });
  }

  // Of a municipality that ended before the row did, who took over.
  std::string SuggestionFor(Period own, const RowRef& target) const {
    const Table* succession = context_.table("municipality_succession");
    if (target_.schema().name != "municipality" || succession == nullptr) return "none";
    if (own.to <= PeriodOf(target).to) return "none";
    const int from = succession->schema().IndexOf("municipality");
    const int to = succession->schema().IndexOf("successor");
    const int64_t ended = target.Scalar(target_.schema().primary_key[0]);
    std::vector<std::string> successors;
    succession->ForEachRow([&](const RowRef& step) {
      if (step.Scalar(from) == ended) successors.emplace_back(step.Text(to));
    });
    if (successors.empty()) return "none";
    return absl::StrCat("successor ", absl::StrJoin(successors, ", "));
  }

  void CheckPeriod(const RowRef& row, const RowRef& target) {
    const Period own = PeriodOf(row), other = PeriodOf(target);
    if (own.empty() || other.empty()) return;  // that is a period_reversed
    if (own.from >= other.from && own.to <= other.to) return;
    const auto& [from, to] = *row.table().schema().period;
    context_.Report("core/during", row, [&](Finding& finding) {
      finding.field = row.table().schema().field(own.from < other.from ? from : to).name;
      finding.With("period", PeriodText(own)).With("target", target_.schema().name);
      finding.With("other", absl::StrJoin(target.Key(), ", "))
          .With("other_period", PeriodText(other))
          .With("suggestion", SuggestionFor(own, target));
    });
  }

  Context& context_;
  const ForeignKey& key_;
  const std::vector<int> fields_;
  const Table& target_;
  const KeyIndex& keys_;
  const KeptOut* kept_out_ = nullptr;
  std::vector<int64_t> found_;  // by code, of a reference of one interned field; otherwise empty
};

}  // namespace

void AddReferenceChecks(Context& context, const Table& table, RowChecks& checks) {
  for (const ForeignKey& key : table.schema().foreign_keys) {
    const Table* target = context.table(key.table);
    const KeyIndex* keys = target == nullptr ? nullptr : context.KeysOf(*target);
    if (keys == nullptr) continue;  // its own check broke, which is a fault already
    checks.push_back(std::make_unique<ReferenceCheck>(context, table, key, *target, *keys));
  }
}

}  // namespace stelsel::core::checking
