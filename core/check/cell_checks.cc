// What a schema says about the value of one field.
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/utf8.h"
#include "core/check/personal_number.h"
#include "core/check/row_check.h"
#include "re2/re2.h"

namespace stelsel::core::checking {
namespace {

// What is wrong with a value: any of these together.
enum Verdict : uint8_t {
  kMinimum = 1,
  kMaximum = 2,
  kMinLength = 4,
  kMaxLength = 8,
  kPattern = 16,
  kEnum = 32,
  kPersonal = 64,
  kUnjudged = 128,
};

bool IsText(const Field& field) {
  return field.type == Type::kText || field.type == Type::kCode || field.type == Type::kEdtf;
}

class CellCheck : public RowCheck {
 public:
  CellCheck(Context& context, const Table& table, int index)
      : context_(context),
        field_(table.schema().field(index)),
        index_(index),
        text_(IsText(field_)) {
    if (const Dictionary* dictionary = table.dictionary(index)) {
      verdicts_.assign(static_cast<size_t>(dictionary->size()), uint8_t{kUnjudged});
    }
  }

  // To be called before the first row.
  absl::Status Compile() {
    if (field_.pattern.empty()) return absl::OkStatus();
    pattern_ = std::make_unique<RE2>(field_.pattern, RE2::Quiet);
    if (pattern_->ok()) return absl::OkStatus();
    return absl::InternalError(
        absl::StrCat("the pattern of `", field_.name, "`: ", pattern_->error()));
  }

  void Check(const RowRef& row) override {
    if (IsEmpty(row, index_)) {
      if (field_.required) Report(row, "required");
      return;
    }
    const uint8_t verdict = VerdictOf(row);
    if (verdict != 0) ReportAll(row, verdict);
  }

 private:
  // An interned value is judged once, however many rows have it.
  uint8_t VerdictOf(const RowRef& row) {
    if (verdicts_.empty())
      return text_ ? JudgeText(row.Text(index_)) : JudgeNumber(row.Scalar(index_));
    uint8_t& verdict = verdicts_[static_cast<size_t>(row.Scalar(index_))];
    if (verdict == kUnjudged) verdict = JudgeText(row.Text(index_));
    return verdict;
  }

  uint8_t JudgeNumber(int64_t value) const {
    int verdict = 0;
    if (field_.minimum && value < *field_.minimum) verdict |= kMinimum;
    if (field_.maximum && value > *field_.maximum) verdict |= kMaximum;
    return static_cast<uint8_t>(verdict);
  }

  uint8_t JudgeText(std::string_view text) const {
    int verdict = 0;
    if (field_.min_length || field_.max_length) {
      const auto length = static_cast<int64_t>(CountCodePoints(text));
      if (field_.min_length && length < *field_.min_length) verdict |= kMinLength;
      if (field_.max_length && length > *field_.max_length) verdict |= kMaxLength;
    }
    const re2::StringPiece piece(text.data(), text.size());
    if (pattern_ != nullptr && !RE2::FullMatch(piece, *pattern_)) verdict |= kPattern;
    if (!field_.codes.empty() && !field_.Rank(text)) verdict |= kEnum;
    if (field_.type != Type::kEdtf && HasPersonalNumber(text)) verdict |= kPersonal;
    return static_cast<uint8_t>(verdict);
  }

  void ReportAll(const RowRef& row, uint8_t verdict) {
    const auto bound = [this](int64_t value) { return FormatScalar(field_, nullptr, value); };
    if (verdict & kMinimum) Report(row, absl::StrCat("minimum ", bound(*field_.minimum)));
    if (verdict & kMaximum) Report(row, absl::StrCat("maximum ", bound(*field_.maximum)));
    if (verdict & kMinLength) Report(row, absl::StrCat("minLength ", *field_.min_length));
    if (verdict & kMaxLength) Report(row, absl::StrCat("maxLength ", *field_.max_length));
    if (verdict & kPattern) Report(row, absl::StrCat("pattern ", field_.pattern));
    if (verdict & kEnum) Report(row, absl::StrCat("one of ", absl::StrJoin(field_.codes, ", ")));
    if (verdict & kPersonal) {
      context_.Report("core/personal_number", row,
                      [&](Finding& finding) { finding.field = field_.name; });
    }
  }

  void Report(const RowRef& row, std::string constraint) {
    context_.Report("core/constraint-error", row, [&](Finding& finding) {
      finding.field = field_.name;
      finding.WithValue("value", row.Format(index_)).With("constraint", std::move(constraint));
    });
  }

  Context& context_;
  const Field& field_;
  const int index_;
  const bool text_;
  std::unique_ptr<RE2> pattern_;
  std::vector<uint8_t> verdicts_;  // by code; empty when the field is not interned
};

bool AsksForAnything(const Field& field) {
  return field.required || field.minimum || field.maximum ||
         (IsText(field) && field.type != Type::kEdtf) || field.min_length || field.max_length;
}

}  // namespace

absl::Status AddCellChecks(Context& context, const Table& table, RowChecks& checks) {
  for (size_t i = 0; i < table.schema().fields.size(); ++i) {
    if (!AsksForAnything(table.schema().fields[i])) continue;
    auto check = std::make_unique<CellCheck>(context, table, static_cast<int>(i));
    STELSEL_RETURN_IF_ERROR(check->Compile());
    checks.push_back(std::move(check));
  }
  return absl::OkStatus();
}

}  // namespace stelsel::core::checking
