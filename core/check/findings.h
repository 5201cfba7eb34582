// What was found wrong: bounded in memory, whatever the data.
#ifndef STELSEL_CORE_CHECK_FINDINGS_H_
#define STELSEL_CORE_CHECK_FINDINGS_H_

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/check/baseline.h"
#include "core/check/registry.h"
#include "core/model/chunk.h"
#include "core/model/finding.h"

namespace stelsel::core {

// Counts every finding and keeps the first so many of each rule with their details. Findings of one
// object may be added from several threads; which ones are kept then depends on who comes first.
//
// A rule that the registry does not know is a fault of whoever raised it: such a finding counts as
// core/fault. What may be a citizen service number is masked in all that a finding keeps, so that
// no output can show it.
//
// With a baseline a finding is known or new. So many of each are kept, so that those that are known
// leave room for what is new; a fault is always new. Without one all is new.
class Findings : public FindingSink {
 public:
  static constexpr int64_t kMaxPerRule = 1000;
  enum class Known { kNo, kYes };

  // `registry` and `baseline` are borrowed and must outlive this; `baseline` may be null, and is to
  // be left alone while findings are added.
  explicit Findings(const Registry& registry = CoreRules(), int64_t max_per_rule = kMaxPerRule,
                    Baseline* baseline = nullptr);

  void Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) override;
  // Remembers, too, which rows fail a rule of severity error, kept or not: see FailedRows.
  void AddRow(std::string_view rule, const RowRef& row,
              absl::FunctionRef<void(Finding&)> fill) override;

  const Registry& registry() const { return registry_; }
  const Baseline* baseline() const { return baseline_; }
  // The severity of a finding's rule; fatal when the registry does not know it.
  Severity SeverityOf(std::string_view rule) const;

  // Of all findings, kept or not.
  int64_t Count(Severity severity) const;
  int64_t Count(Severity severity, Known known) const;
  int64_t CountOf(std::string_view rule) const;
  // How many each rule found, of the rules that found anything; and those that were not kept.
  std::map<std::string, int64_t> Totals() const;
  std::map<std::string, int64_t> Totals(Known known) const;
  std::map<std::string, int64_t> LeftOut(Known known) const;

  // Those that were kept, ordered by file, line, column and rule, then by table and key.
  std::vector<Finding> Kept(Known known = Known::kNo) const;

  // Rows of `table` that fail a rule of severity error, each once, ascending. They are numbered as
  // in the snapshot that was checked; one object is for one snapshot.
  std::vector<RowId> FailedRows(std::string_view table) const;

 private:
  struct OfRule {
    int64_t count = 0;
    std::vector<Finding> kept;
  };
  // What is known, or what is new.
  struct Part {
    std::map<std::string, OfRule> rules;
    std::array<int64_t, kSeverities> counts = {};
  };
  // Counts one finding; true when it is to be kept.
  bool CountOne(const std::string& rule, Severity severity, Known known);
  void Keep(Finding finding, Known known);
  Finding Filled(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) const;
  Known Judge(const Finding& finding);

  Part& PartOf(Known known) { return parts_[known == Known::kYes ? 1 : 0]; }
  const Part& PartOf(Known known) const { return parts_[known == Known::kYes ? 1 : 0]; }

  const Registry& registry_;
  const int64_t max_per_rule_;
  Baseline* const baseline_;
  // Guards what follows. Not an absl::Mutex: Debian's library hides it from the thread sanitizer.
  mutable std::mutex mutex_;
  std::array<Part, 2> parts_;
  std::map<std::string, Bits, std::less<>> failed_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_FINDINGS_H_
