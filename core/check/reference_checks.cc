// References to other tables, and whether a row lies within the period of what it refers to.
#include <algorithm>
#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/check/nearest.h"
#include "core/check/row_check.h"
#include "core/model/groups.h"

namespace stelsel::core::checking {
namespace {

// Whether the row that is referred to is there.
enum Presence : uint8_t { kUnknown, kThere, kMissing };

// Found or not is remembered for each key while there are at most so many, or so many a row.
constexpr uint64_t kFewKeys = 1 << 16;
constexpr uint64_t kKeysByRow = 4;

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
        table_(table),
        target_(target),
        keys_(keys),
        packed_(table, fields_) {
    const uint64_t most = std::max(kFewKeys, kKeysByRow * static_cast<uint64_t>(table.row_count()));
    if (packed_.fit() && packed_.range() <= most)
      known_ = std::vector<std::atomic<uint8_t>>(static_cast<size_t>(packed_.range()));
    const auto& kept_out = context.snapshot().kept_out();
    const auto it = kept_out.find(target.schema().name);
    if (it != kept_out.end()) kept_out_ = &it->second;
  }

  void Suspect(size_t part, Suspects& suspects) override {
    suspects.all = key_.during || !packed_.fit();
    if (suspects.all) return;
    const Chunk& chunk = *table_.parts()[part].chunk;
    const bool nulls = packed_.MayHaveNulls(part);
    // Mostly a whole chunk refers to one document.
    const size_t rows =
        !nulls && HasOneKey(chunk) && !IsMissing(chunk, 0, KeyAt(part, 0)) ? 0 : chunk.rows;
    std::vector<uint64_t> packed;
    ForEachStretch(rows, [&](size_t begin, size_t end) {
      packed.resize(end - begin);
      packed_.Read(part, begin, absl::MakeSpan(packed));
      for (size_t row = begin; row < end; ++row) {
        if (nulls && packed_.HasNull(part, row)) continue;
        if (IsMissing(chunk, row, packed[row - begin])) {
          suspects.rows.push_back(static_cast<uint32_t>(row));
        }
      }
    });
  }

  void Check(const RowRef& row) override {
    const KeyValues values = ValuesOf(row, fields_);
    // MATCH SIMPLE, as in SQL: a reference with an empty part refers to nothing.
    if (std::find(values.begin(), values.end(), Column::kNull) != values.end()) return;
    const std::optional<RowId> found = keys_.Find(values);
    if (!found) {
      if (!IsKeptOut(row)) ReportMissing(row);
    } else if (key_.during) {
      CheckPeriod(row, target_.row(*found));
    }
  }

 private:
  bool HasOneKey(const Chunk& chunk) const {
    return std::all_of(fields_.begin(), fields_.end(), [&](int field) {
      const Packed& values = chunk.columns[static_cast<size_t>(field)].values;
      return values.min() == values.max();
    });
  }

  uint64_t KeyAt(size_t part, size_t row) const {
    uint64_t key = 0;
    packed_.Read(part, row, absl::MakeSpan(&key, 1));
    return key;
  }

  // Fields of one root share a dictionary, so the codes on both sides are the same. Threads that
  // look for one key at once find the same.
  bool IsMissing(const Chunk& chunk, size_t row, uint64_t packed) {
    std::atomic<uint8_t>* const known = known_.empty() ? nullptr : &known_[packed];
    if (known != nullptr && known->load(std::memory_order_relaxed) != kUnknown) {
      return known->load(std::memory_order_relaxed) == kMissing;
    }
    KeyValues values;
    for (const int field : fields_) {
      values.push_back(chunk.columns[static_cast<size_t>(field)].Scalar(row));
    }
    const bool missing = !keys_.Find(values);
    if (known != nullptr) known->store(missing ? kMissing : kThere, std::memory_order_relaxed);
    return missing;
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
  const Table& table_;
  const Table& target_;
  const KeyIndex& keys_;
  const PackedKeys packed_;
  const KeptOut* kept_out_ = nullptr;
  std::vector<std::atomic<uint8_t>> known_;  // Presence by packed key; empty when they are many
};

}  // namespace

void AddReferenceChecks(Context& context, const Table& table, RowChecks& checks) {
  for (const ForeignKey& key : table.schema().foreign_keys) {
    const Table* target = context.table(key.table);
    if (target == nullptr) continue;
    const KeyIndex& keys = *context.KeysOf(*target);
    checks.push_back(std::make_unique<ReferenceCheck>(context, table, key, *target, keys));
  }
}

}  // namespace stelsel::core::checking
