// What a schema says about the value of one field.
#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/nearest.h"
#include "core/base/status.h"
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
  kJudged = 128,
};

bool IsText(const Field& field) {
  return field.type == Type::kText || field.type == Type::kCode || field.type == Type::kEdtf;
}

class CellCheck : public RowCheck {
 public:
  CellCheck(Context& context, const Table& table, int index)
      : context_(context),
        table_(table),
        field_(table.schema().field(index)),
        index_(index),
        text_(IsText(field_)),
        dictionary_(table.dictionary(index)),
        verdicts_(dictionary_ == nullptr ? 0 : static_cast<size_t>(dictionary_->size())) {}

  // To be called before the first row.
  absl::Status Compile() {
    if (field_.pattern.empty()) return absl::OkStatus();
    pattern_ = std::make_unique<RE2>(field_.pattern, RE2::Quiet);
    if (pattern_->ok()) return absl::OkStatus();
    return absl::InternalError(
        absl::StrCat("the pattern of `", field_.name, "`: ", pattern_->error()));
  }

  void Suspect(size_t part, Suspects& suspects) override {
    const Column& column = ColumnOf(part);
    if (field_.required && column.null_count > 0) {
      for (size_t row = 0; row < RowsOf(part); ++row) {
        if (column.IsNull(row)) suspects.rows.push_back(static_cast<uint32_t>(row));
      }
    }
    const size_t nulls = suspects.rows.size();
    if (!column.HasOnlyNulls()) SuspectValues(part, column, suspects.rows);
    if (nulls == 0 || nulls == suspects.rows.size()) return;
    std::inplace_merge(suspects.rows.begin(),
                       suspects.rows.begin() + static_cast<std::ptrdiff_t>(nulls),
                       suspects.rows.end());
    suspects.rows.erase(std::unique(suspects.rows.begin(), suspects.rows.end()),
                        suspects.rows.end());
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
  const Column& ColumnOf(size_t part) const {
    return table_.parts()[part].chunk->columns[static_cast<size_t>(index_)];
  }
  size_t RowsOf(size_t part) const { return table_.parts()[part].chunk->rows; }

  void SuspectValues(size_t part, const Column& column, std::vector<uint32_t>& rows) {
    const auto suspect_if = [&](auto is_wrong) {
      column.values.ForEach(0, RowsOf(part), [&](size_t row, int64_t value) {
        if (is_wrong(value)) rows.push_back(static_cast<uint32_t>(row));
      });
    };
    if (dictionary_ != nullptr) {
      if (column.values.min() == column.values.max() && !IsWrongCode(column.values.min())) return;
      suspect_if([this](int64_t code) { return IsWrongCode(code); });
    } else if (text_) {
      const std::vector<bool> wrong = WrongTexts(column);
      if (std::find(wrong.begin(), wrong.end(), true) == wrong.end()) return;
      suspect_if([&](int64_t number) { return wrong[static_cast<size_t>(number)]; });
    } else {
      if (JudgeNumber(column.values.min()) == 0 && JudgeNumber(column.values.max()) == 0) return;
      suspect_if([this](int64_t value) { return JudgeNumber(value) != 0; });
    }
  }

  bool IsWrongText(std::string_view text) const {
    return text.empty() ? field_.required : JudgeText(text) != 0;
  }

  // Each text of a chunk is judged once.
  std::vector<bool> WrongTexts(const Column& column) const {
    std::vector<bool> wrong(column.text_count());
    for (size_t i = 0; i < wrong.size(); ++i) wrong[i] = IsWrongText(column.TextAt(i));
    return wrong;
  }

  bool IsWrongCode(int64_t code) { return (VerdictOfCode(code) & ~kJudged) != 0; }

  // An interned text is judged once, however many rows have it; or twice, when two threads come to
  // it at once, who then agree.
  uint8_t VerdictOfCode(int64_t code) {
    std::atomic<uint8_t>& kept = verdicts_[static_cast<size_t>(code)];
    uint8_t verdict = kept.load(std::memory_order_relaxed);
    if (verdict != 0) return verdict;
    const std::string_view text = dictionary_->Text(static_cast<int32_t>(code));
    // What Check makes of an empty one does not matter here.
    const int judged = text.empty() ? (field_.required ? kMinLength : 0) : JudgeText(text);
    verdict = static_cast<uint8_t>(judged | kJudged);
    kept.store(verdict, std::memory_order_relaxed);
    return verdict;
  }

  uint8_t VerdictOf(const RowRef& row) {
    if (!text_) return JudgeNumber(row.Scalar(index_));
    if (dictionary_ == nullptr) return JudgeText(row.Text(index_));
    return static_cast<uint8_t>(VerdictOfCode(row.Scalar(index_)) & ~kJudged);
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
    if (verdict & kEnum) {
      const auto near = NearestOf(row.Format(index_), field_.codes);
      Report(row, absl::StrCat("one of ", absl::StrJoin(field_.codes, ", ")),
             near ? absl::StrCat("near ", *near) : "none");
    }
    if (verdict & kPersonal) {
      context_.Report("core/personal_number", row,
                      [&](Finding& finding) { finding.field = field_.name; });
    }
  }

  void Report(const RowRef& row, std::string constraint, std::string suggestion = "none") {
    context_.Report("core/constraint-error", row, [&](Finding& finding) {
      finding.field = field_.name;
      finding.WithValue("value", row.Format(index_))
          .With("constraint", std::move(constraint))
          .With("suggestion", std::move(suggestion));
    });
  }

  Context& context_;
  const Table& table_;
  const Field& field_;
  const int index_;
  const bool text_;
  const Dictionary* const dictionary_;  // null when the field is not interned
  std::unique_ptr<RE2> pattern_;
  std::vector<std::atomic<uint8_t>> verdicts_;  // by code; 0 until it is judged
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
