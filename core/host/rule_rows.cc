#include "core/host/rule_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "core/host/border.h"
#include "core/io/cell.h"
#include "core/model/key_index.h"
#include "core/model/stream_cells.h"

namespace stelsel::core {
namespace {

// Finds rows of a table by the texts of their keys.
class RowFinder {
 public:
  explicit RowFinder(const Table& table)
      : table_(table), index_(table, table.schema().primary_key) {
    index_.AddAll();
  }

  // Absent when no row has the key.
  std::optional<RowId> Find(const std::vector<std::string>& key) const {
    KeyValues values;
    for (size_t i = 0; i < key.size(); ++i) {
      const std::optional<int64_t> value = ValueOf(table_.schema().primary_key[i], key[i]);
      if (!value) return std::nullopt;
      values.push_back(*value);
    }
    return index_.Find(values);
  }

 private:
  std::optional<int64_t> ValueOf(int field, const std::string& text) const {
    if (const Dictionary* const dictionary = table_.dictionary(field))
      return dictionary->Find(text);
    const std::optional<CellValue> value = ParseCell(table_.schema().field(field), text);
    if (!value || value->kind != CellValue::Kind::kScalar) return std::nullopt;
    return value->scalar;
  }

  const Table& table_;
  KeyIndex index_;
};

class RuleRows {
 public:
  RuleRows(const Rule& rule, StreamCells cells, bool says_message, const stelsel_progress* progress,
           const Snapshot& snapshot, FindingSink& findings)
      : rule_(rule),
        cells_(std::move(cells)),
        message_column_(says_message ? cells_.IndexOf("message") : -1),
        field_column_(cells_.IndexOf("field")),
        progress_(progress),
        table_(rule.table.empty() ? nullptr : snapshot.table(rule.table)),
        findings_(findings) {}

  absl::Status AddAll() {
    STELSEL_RETURN_IF_ERROR(BindKey());
    STELSEL_RETURN_IF_ERROR(CheckMessage());
    while (true) {
      if (progress_ != nullptr && progress_->IsCancelled())
        return absl::CancelledError("cancelled");
      STELSEL_ASSIGN_OR_RETURN(const bool more, cells_.Next());
      if (!more) return absl::OkStatus();
      STELSEL_RETURN_IF_ERROR(AddOne());
    }
  }

 private:
  absl::Status BindKey() {
    if (table_ == nullptr) return absl::OkStatus();
    for (const int field : table_->schema().primary_key) {
      const std::string& name = table_->schema().field(field).name;
      const int column = cells_.IndexOf(name);
      if (column < 0) {
        return absl::InvalidArgumentError(
            absl::StrCat("gives no column `", name, "` of the key of table ", rule_.table));
      }
      key_columns_.push_back(static_cast<size_t>(column));
    }
    return absl::OkStatus();
  }

  // A word that has a phrase may lack.
  absl::Status CheckMessage() const {
    for (const std::string& word : PlaceholdersOf(rule_.message.en)) {
      if (cells_.IndexOf(word) >= 0 || rule_.phrases.count(word) > 0) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("gives no column `", word, "`, which its message names"));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> TextOf(size_t column) {
    STELSEL_ASSIGN_OR_RETURN(const std::string* const text, cells_.Text(column));
    return text != nullptr ? *text : std::string();
  }

  absl::StatusOr<std::vector<std::string>> Key() {
    std::vector<std::string> key;
    for (const size_t column : key_columns_) {
      STELSEL_ASSIGN_OR_RETURN(std::string text, TextOf(column));
      key.push_back(std::move(text));
    }
    return key;
  }

  bool IsValue(size_t column) const {
    if (static_cast<int>(column) == message_column_) return false;
    const bool is_key =
        std::find(key_columns_.begin(), key_columns_.end(), column) != key_columns_.end();
    const std::string& name = cells_.columns()[column].name;
    const bool is_name =
        std::find(rule_.names.begin(), rule_.names.end(), name) != rule_.names.end();
    return !is_key && !is_name && cells_.columns()[column].kind == StreamCells::Kind::kText;
  }

  absl::StatusOr<std::vector<Finding::Argument>> Arguments() {
    std::vector<Finding::Argument> arguments;
    for (size_t i = 0; i < cells_.columns().size(); ++i) {
      STELSEL_ASSIGN_OR_RETURN(std::string text, TextOf(i));
      // Without a sentence of its own the finding has the rule's title.
      if (static_cast<int>(i) == message_column_ && text.empty()) continue;
      arguments.push_back({cells_.columns()[i].name, std::move(text), IsValue(i)});
    }
    return arguments;
  }

  absl::StatusOr<std::string> FieldAtFault() {
    std::string field;
    if (field_column_ >= 0) {
      STELSEL_ASSIGN_OR_RETURN(field, TextOf(static_cast<size_t>(field_column_)));
    }
    if (field.empty() || table_ == nullptr || table_->schema().IndexOf(field) >= 0) return field;
    return absl::InvalidArgumentError(
        absl::StrCat("names field `", field, "`, which table ", rule_.table, " has not"));
  }

  absl::Status AddOne() {
    STELSEL_ASSIGN_OR_RETURN(const std::vector<Finding::Argument> arguments, Arguments());
    STELSEL_ASSIGN_OR_RETURN(const std::string field, FieldAtFault());
    const auto fill = [&](Finding& finding) {
      finding.field = field;
      for (const Finding::Argument& argument : arguments) finding.arguments.push_back(argument);
    };
    if (table_ == nullptr) {
      findings_.Add(rule_.id, fill);
      return absl::OkStatus();
    }
    STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> key, Key());
    if (!finder_) finder_.emplace(*table_);
    const std::optional<RowId> row = finder_->Find(key);
    if (!row) {
      return absl::InvalidArgumentError(absl::StrCat("names a row that table ", rule_.table,
                                                     " has not: ", absl::StrJoin(key, ", ")));
    }
    findings_.AddRow(rule_.id, table_->row(*row), fill);
    return absl::OkStatus();
  }

  const Rule& rule_;
  StreamCells cells_;
  const int message_column_;
  const int field_column_;
  const stelsel_progress* const progress_;
  const TablePtr table_;
  FindingSink& findings_;
  std::vector<size_t> key_columns_;
  std::optional<RowFinder> finder_;  // once there is a row to find
};

}  // namespace

absl::Status AddRuleRows(const Rule& rule, ArrowArrayStream* stream, bool says_message,
                         const stelsel_progress* progress, const Snapshot& snapshot,
                         FindingSink& findings) {
  STELSEL_ASSIGN_OR_RETURN(StreamCells cells, StreamCells::Open(stream));
  return RuleRows(rule, std::move(cells), says_message, progress, snapshot, findings).AddAll();
}

}  // namespace stelsel::core
