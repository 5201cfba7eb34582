// Keys and values that may occur only once.
#include <algorithm>
#include <utility>

#include "core/base/status.h"
#include "core/check/row_check.h"
#include "core/model/repeats.h"

namespace stelsel::core::checking {
namespace {

class UniqueCheck : public RowCheck {
 public:
  UniqueCheck(Context& context, const Table& table, int field, std::vector<Repeat> repeats)
      : context_(context), table_(table), field_(field), repeats_(std::move(repeats)) {}

  void Suspect(size_t part, Suspects& suspects) override {
    const RowId start = table_.start(part);
    const size_t rows = table_.parts()[part].chunk->rows;
    for (auto it = From(start); it != repeats_.end() && it->row < start + rows; ++it) {
      suspects.rows.push_back(it->row - start);
    }
  }

  void Check(const RowRef& row) override {
    if (IsEmpty(row, field_)) return;
    const RowRef first = table_.row(From(row.id())->first);
    context_.Report("core/unique-error", row, [&](Finding& finding) {
      finding.field = table_.schema().field(field_).name;
      finding.WithValue("value", row.Format(field_)).With("other", PlaceOf(first));
    });
  }

 private:
  std::vector<Repeat>::const_iterator From(RowId row) const {
    return std::lower_bound(repeats_.begin(), repeats_.end(), row,
                            [](const Repeat& repeat, RowId id) { return repeat.row < id; });
  }

  Context& context_;
  const Table& table_;
  const int field_;
  const std::vector<Repeat> repeats_;
};

}  // namespace

absl::Status CheckKeys(Context& context, const Table& table) {
  const std::vector<int>& key = table.schema().primary_key;
  STELSEL_ASSIGN_OR_RETURN(const std::vector<Repeat> repeats,
                           FindRepeats(table, key, context.ThreadsOf(table)));
  auto next = repeats.begin();
  for (size_t p = 0; p < table.parts().size(); ++p) {
    const size_t rows = table.parts()[p].chunk->rows;
    for (; next != repeats.end() && next->row < table.start(p) + rows; ++next) {
      context.Report("core/primary-key", table.row(next->row), [&](Finding& finding) {
        finding.field = table.schema().field(key.back()).name;
        finding.With("other", PlaceOf(table.row(next->first)));
      });
    }
    STELSEL_RETURN_IF_ERROR(context.Advance(table, static_cast<int64_t>(rows)));
  }
  return absl::OkStatus();
}

absl::Status AddUniqueChecks(Context& context, const Table& table, RowChecks& checks) {
  const TableSchema& schema = table.schema();
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    const int field = static_cast<int>(i);
    const bool is_key = schema.primary_key == std::vector<int>{field};
    if (!schema.fields[i].unique || is_key) continue;
    STELSEL_ASSIGN_OR_RETURN(std::vector<Repeat> repeats,
                             FindRepeats(table, {field}, context.ThreadsOf(table)));
    if (repeats.empty()) continue;
    checks.push_back(std::make_unique<UniqueCheck>(context, table, field, std::move(repeats)));
  }
  return absl::OkStatus();
}

}  // namespace stelsel::core::checking
