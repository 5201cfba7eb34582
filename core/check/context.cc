#include "core/check/context.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/date.h"

namespace stelsel::core::checking {
namespace {

constexpr int64_t kPasses = 2;  // over each table: keys, then everything else

}  // namespace

std::string PeriodText(Period period) {
  const bool from = period.from != Period::kOpenStart;
  const bool to = period.to != Period::kOpenEnd;
  if (from && to)
    return absl::StrCat("between ", FormatDate(period.from), " ", FormatDate(period.to));
  if (from) return absl::StrCat("from ", FormatDate(period.from));
  if (to) return absl::StrCat("until ", FormatDate(period.to));
  return "always";
}

Context::Context(const Snapshot& snapshot, const CheckOptions& options, FindingSink& sink)
    : snapshot_(snapshot), options_(options), sink_(sink) {
  for (const TableSchemaPtr& schema : snapshot.schemas()->tables()) {
    const TablePtr table = snapshot.table(schema->name);
    for (const Table::Part& part : table->parts()) {
      total_ += kPasses * static_cast<int64_t>(part.chunk->rows);
    }
    tables_[schema->name] = table;
  }
}

const Table* Context::table(std::string_view name) const {
  const auto it = tables_.find(name);
  return it == tables_.end() ? nullptr : it->second.get();
}

const KeyIndex* Context::KeysOf(const Table& table) const {
  std::unique_ptr<KeyIndex>& keys = keys_[&table];
  if (keys != nullptr) return keys.get();
  const std::vector<int>& key = table.schema().primary_key;
  keys = std::make_unique<KeyIndex>(table, key);
  table.ForEachRow([&](const RowRef& row) {
    if (std::none_of(key.begin(), key.end(), [&](int field) { return row.IsNull(field); })) {
      keys->Add(row);
    }
  });
  return keys.get();
}

void Context::Report(std::string_view rule, const RowRef& row,
                     absl::FunctionRef<void(Finding&)> fill) {
  sink_.AddRow(rule, row, [&](Finding& finding) {
    finding.revision = snapshot_.origin().revision;
    fill(finding);
  });
}

absl::Status Context::Advance(const Table& table, int64_t rows) {
  done_ += rows;
  if (!options_.progress || options_.progress(table.schema().name, done_, total_)) {
    return absl::OkStatus();
  }
  return absl::CancelledError("the check was stopped");
}

std::string PlaceOf(const RowRef& row) {
  const Place place = row.place();
  if (place.file == nullptr) return absl::StrJoin(row.Key(), ", ");
  return absl::StrCat(place.file->substr(place.file->rfind('/') + 1), ":", place.line);
}

bool IsEmpty(const RowRef& row, int field) {
  if (row.IsNull(field)) return true;
  switch (row.table().schema().field(field).type) {
    case Type::kText:
    case Type::kCode:
    case Type::kEdtf:
      return row.Text(field).empty();
    default:
      return false;
  }
}

bool MayBeEmpty(const Table& table, size_t part, int field) {
  const Column& column = table.parts()[part].chunk->columns[static_cast<size_t>(field)];
  if (column.null_count > 0) return true;
  if (column.type == Type::kText) {
    for (size_t i = 0; i < column.text_count(); ++i) {
      if (column.TextAt(i).empty()) return true;
    }
    return false;
  }
  const Dictionary* const dictionary = table.dictionary(field);
  const std::optional<int32_t> empty = dictionary == nullptr ? std::nullopt : dictionary->Find("");
  return empty && *empty >= column.values.min() && *empty <= column.values.max();
}

}  // namespace stelsel::core::checking
