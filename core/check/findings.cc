#include "core/check/findings.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/check/personal_number.h"

namespace stelsel::core {
namespace {

constexpr std::string_view kFault = "core/fault";

void Mask(std::string& text) {
  if (HasPersonalNumber(text)) text = MaskPersonalNumbers(text);
}

void MaskAll(Finding& finding) {
  for (std::string& value : finding.key) Mask(value);
  for (Finding::Argument& argument : finding.arguments) Mask(argument.text);
  Mask(finding.region);
}

bool Before(const Finding& a, const Finding& b) {
  return std::tie(a.file, a.line, a.column, a.rule, a.table, a.key, a.field, a.row) <
         std::tie(b.file, b.line, b.column, b.rule, b.table, b.key, b.field, b.row);
}

void SetBit(Bits& bits, RowId id) {
  if (bits.size() <= id >> 3) bits.resize((id >> 3) + 1, 0);
  bits[id >> 3] = static_cast<uint8_t>(bits[id >> 3] | (1u << (id & 7)));
}

}  // namespace

Findings::Findings(const Registry& registry, int64_t max_per_rule, Baseline* baseline)
    : registry_(registry), max_per_rule_(max_per_rule), baseline_(baseline) {}

Severity Findings::SeverityOf(std::string_view rule) const {
  const Rule* known = registry_.Find(rule);
  return known == nullptr ? Severity::kFatal : known->severity;
}

bool Findings::CountOne(const std::string& rule, Severity severity, Known known) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Part& part = PartOf(known);
  ++part.counts[static_cast<size_t>(severity) - 1];
  return part.rules[rule].count++ < max_per_rule_;
}

void Findings::Keep(Finding finding, Known known) {
  const std::lock_guard<std::mutex> lock(mutex_);
  PartOf(known).rules[finding.rule].kept.push_back(std::move(finding));
}

// `rule` is what the caller called it.
Finding Findings::Filled(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) const {
  Finding finding;
  fill(finding);
  const bool exists = registry_.Find(rule) != nullptr;
  finding.rule = exists ? rule : kFault;
  if (!exists) {
    finding.arguments.clear();
    finding.With("reason", absl::StrCat("no rule is called `", std::string(rule), "`"));
  }
  MaskAll(finding);
  return finding;
}

Findings::Known Findings::Judge(const Finding& finding) {
  if (SeverityOf(finding.rule) == Severity::kFatal) return Known::kNo;
  const std::string fingerprint = FingerprintOf(finding);
  const std::lock_guard<std::mutex> lock(mutex_);
  return baseline_->Knows(finding, fingerprint) ? Known::kYes : Known::kNo;
}

// `fill` runs without the lock: it may be slow, or add findings itself.
void Findings::Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) {
  const std::string counted(registry_.Find(rule) != nullptr ? rule : kFault);
  const Severity severity = SeverityOf(counted);
  if (baseline_ == nullptr) {
    if (CountOne(counted, severity, Known::kNo)) Keep(Filled(rule, fill), Known::kNo);
    return;
  }
  // Only what is filled can be looked up.
  Finding finding = Filled(rule, fill);
  const Known known = Judge(finding);
  if (CountOne(counted, severity, known)) Keep(std::move(finding), known);
}

void Findings::AddRow(std::string_view rule, const RowRef& row,
                      absl::FunctionRef<void(Finding&)> fill) {
  Add(rule, [&](Finding& finding) {
    Locate(row, finding);
    fill(finding);
  });
  if (SeverityOf(rule) != Severity::kError) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  SetBit(failed_[row.table().schema().name], row.id());
}

int64_t Findings::Count(Severity severity) const {
  return Count(severity, Known::kNo) + Count(severity, Known::kYes);
}

int64_t Findings::Count(Severity severity, Known known) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return PartOf(known).counts[static_cast<size_t>(severity) - 1];
}

int64_t Findings::CountOf(std::string_view rule) const {
  const std::map<std::string, int64_t> totals = Totals();
  const auto it = totals.find(std::string(rule));
  return it == totals.end() ? 0 : it->second;
}

std::map<std::string, int64_t> Findings::Totals() const {
  std::map<std::string, int64_t> totals = Totals(Known::kNo);
  for (const auto& [rule, count] : Totals(Known::kYes)) totals[rule] += count;
  return totals;
}

std::map<std::string, int64_t> Findings::Totals(Known known) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::map<std::string, int64_t> totals;
  for (const auto& [rule, found] : PartOf(known).rules) totals[rule] = found.count;
  return totals;
}

std::map<std::string, int64_t> Findings::LeftOut(Known known) const {
  std::map<std::string, int64_t> left_out;
  for (const auto& [rule, count] : Totals(known)) {
    if (count > max_per_rule_) left_out[rule] = count - max_per_rule_;
  }
  return left_out;
}

std::vector<Finding> Findings::Kept(Known known) const {
  std::vector<Finding> kept;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [rule, found] : PartOf(known).rules) {
      kept.insert(kept.end(), found.kept.begin(), found.kept.end());
    }
  }
  std::stable_sort(kept.begin(), kept.end(), Before);
  return kept;
}

std::vector<RowId> Findings::FailedRows(std::string_view table) const {
  std::vector<RowId> rows;
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto it = failed_.find(table);
  if (it == failed_.end()) return rows;
  for (size_t i = 0; i < it->second.size() * 8; ++i) {
    if (GetBit(it->second, i)) rows.push_back(static_cast<RowId>(i));
  }
  return rows;
}

}  // namespace stelsel::core
