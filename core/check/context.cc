#include "core/check/context.h"

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
  const auto it = keys_.find(&table);
  return it == keys_.end() ? nullptr : it->second.get();
}

void Context::SetKeys(const Table& table, std::unique_ptr<KeyIndex> keys) {
  keys_[&table] = std::move(keys);
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

}  // namespace stelsel::core::checking
