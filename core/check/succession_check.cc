// No municipality succeeds itself, not even by way of others.
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "core/check/row_check.h"

namespace stelsel::core::checking {
namespace {

class SuccessionCheck : public RowCheck {
 public:
  SuccessionCheck(Context& context, const Table& table)
      : context_(context),
        table_(table),
        from_(table.schema().IndexOf("municipality")),
        to_(table.schema().IndexOf("successor")) {}

  void Check(const RowRef& row) override {
    if (row.IsNull(from_) || row.IsNull(to_)) return;
    steps_.push_back({row.Scalar(from_), row.Scalar(to_), row.id()});
  }

  // Takes away, over and over, the municipalities that nobody is succeeded by and those that have
  // no successor. What is left lies in a circle, or between two.
  void Finish() override {
    Peel(&Step::from, &Step::to);
    Peel(&Step::to, &Step::from);
    for (const Step& step : steps_) {
      const RowRef row = table_.row(step.row);
      context_.Report("core/succession_circle", row, [&](Finding& finding) {
        finding.field = table_.schema().field(to_).name;
        finding.With("municipality", std::string(row.Text(from_)));
        finding.With("successor", std::string(row.Text(to_)));
      });
    }
  }

 private:
  struct Step {
    int64_t from;
    int64_t to;
    RowId row;
  };

  // Keeps the steps whose `own` end can be reached for ever by steps that end in it.
  void Peel(int64_t Step::*own, int64_t Step::*other) {
    absl::flat_hash_map<int64_t, std::vector<size_t>> leaving;
    absl::flat_hash_map<int64_t, int64_t> arriving;
    for (size_t i = 0; i < steps_.size(); ++i) {
      leaving[steps_[i].*own].push_back(i);
      ++arriving[steps_[i].*other];
    }
    std::vector<int64_t> ends;
    for (const auto& [place, unused] : leaving) {
      if (!arriving.contains(place)) ends.push_back(place);
    }
    std::vector<bool> gone(steps_.size(), false);
    while (!ends.empty()) {
      const int64_t place = ends.back();
      ends.pop_back();
      for (size_t i : leaving[place]) {
        gone[i] = true;
        if (--arriving[steps_[i].*other] == 0) ends.push_back(steps_[i].*other);
      }
    }
    std::vector<Step> kept;
    for (size_t i = 0; i < steps_.size(); ++i) {
      if (!gone[i]) kept.push_back(steps_[i]);
    }
    steps_ = std::move(kept);
  }

  Context& context_;
  const Table& table_;
  const int from_;
  const int to_;
  std::vector<Step> steps_;
};

}  // namespace

void AddSuccessionCheck(Context& context, const Table& table, RowChecks& checks) {
  if (table.schema().name != "municipality_succession") return;
  checks.push_back(std::make_unique<SuccessionCheck>(context, table));
}

}  // namespace stelsel::core::checking
