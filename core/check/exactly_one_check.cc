// Of some fields exactly one is filled in.
#include <algorithm>

#include "absl/strings/str_join.h"
#include "core/check/row_check.h"

namespace stelsel::core::checking {
namespace {

class ExactlyOneCheck : public RowCheck {
 public:
  ExactlyOneCheck(Context& context, const TableSchema& schema)
      : context_(context), schema_(schema) {}

  void Check(const RowRef& row) override {
    const auto& fields = schema_.exactly_one;
    const auto filled = std::count_if(fields.begin(), fields.end(),
                                      [&](int field) { return !IsEmpty(row, field); });
    if (filled == 1) return;
    context_.Report("core/exactly_one", row, [&](Finding& finding) {
      finding.field = schema_.field(fields.back()).name;
      finding.With("fields", absl::StrJoin(schema_.NamesOf(fields), ", "));
      finding.With("filled", filled == 0 ? "none" : "more");
    });
  }

 private:
  Context& context_;
  const TableSchema& schema_;
};

}  // namespace

void AddExactlyOneCheck(Context& context, const Table& table, RowChecks& checks) {
  if (table.schema().exactly_one.empty()) return;
  checks.push_back(std::make_unique<ExactlyOneCheck>(context, table.schema()));
}

}  // namespace stelsel::core::checking
