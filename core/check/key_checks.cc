// Keys and values that may occur only once.
#include <algorithm>
#include <utility>

#include "core/check/row_check.h"

namespace stelsel::core::checking {
namespace {

bool HasNull(const RowRef& row, const std::vector<int>& fields) {
  return std::any_of(fields.begin(), fields.end(), [&](int field) { return row.IsNull(field); });
}

class UniqueCheck : public RowCheck {
 public:
  UniqueCheck(Context& context, const Table& table, int field)
      : context_(context), table_(table), field_(field), rows_(table, {field}) {}

  void Check(const RowRef& row) override {
    if (IsEmpty(row, field_)) return;
    const std::optional<RowId> first = rows_.Add(row);
    if (!first) return;
    context_.Report("core/unique-error", row, [&](Finding& finding) {
      finding.field = table_.schema().field(field_).name;
      finding.WithValue("value", row.Format(field_)).With("other", PlaceOf(table_.row(*first)));
    });
  }

 private:
  Context& context_;
  const Table& table_;
  const int field_;
  KeyIndex rows_;
};

}  // namespace

absl::Status CheckKeys(Context& context, const Table& table) {
  const std::vector<int>& key = table.schema().primary_key;
  auto keys = std::make_unique<KeyIndex>(table, key);
  const absl::Status status = context.EachRow(table, [&](const RowRef& row) {
    if (HasNull(row, key)) return;  // that is a constraint-error
    const std::optional<RowId> first = keys->Add(row);
    if (!first) return;
    context.Report("core/primary-key", row, [&](Finding& finding) {
      finding.field = table.schema().field(key.back()).name;
      finding.With("other", PlaceOf(table.row(*first)));
    });
  });
  context.SetKeys(table, std::move(keys));
  return status;
}

void AddUniqueChecks(Context& context, const Table& table, RowChecks& checks) {
  const TableSchema& schema = table.schema();
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    const int field = static_cast<int>(i);
    const bool is_key = schema.primary_key == std::vector<int>{field};
    if (!schema.fields[i].unique || is_key) continue;
    checks.push_back(std::make_unique<UniqueCheck>(context, table, field));
  }
}

}  // namespace stelsel::core::checking
