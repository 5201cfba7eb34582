#include "ocds_tables.h"

#include <functional>
#include <utility>

namespace inkoop {
namespace {

constexpr std::size_t kBatch = 20000;
// More than any table has: rows that each bring a field of their own do not make a wide batch.
constexpr std::size_t kMostFields = 100;

}  // namespace

bool RowSink::Add(const std::string& table, const TextRow& row, std::int64_t line,
                  const std::vector<std::string>& key) {
  Batch& batch = batches_[table];
  if (!key.empty()) {
    std::string joined;
    for (const std::string& field : key) joined += TextIn(row, field) + '\x1f';
    std::string held;
    for (const auto& [field, text] : row) held += field + '\x1f' + text + '\x1f';
    const std::size_t hash = std::hash<std::string>()(held);
    const auto [it, is_new] = batch.seen.emplace(std::move(joined), hash);
    if (!is_new) return it->second == hash;
  }
  for (const auto& [field, text] : row) batch.fields.insert(field);
  batch.rows.emplace_back(row, line);
  if (batch.rows.size() >= kBatch || batch.fields.size() > kMostFields) Flush(table, batch);
  return true;
}

void RowSink::Finish() {
  for (auto& [table, batch] : batches_) Flush(table, batch);
}

void RowSink::Flush(const std::string& table, Batch& batch) {
  if (batch.rows.empty()) return;
  const std::set<std::string> fields = std::exchange(batch.fields, {});
  std::vector<stelsel::ColumnType> types;
  for (const std::string& field : fields) types.push_back({field});
  types.push_back({"stelsel:line", stelsel::Kind::integer});
  stelsel::Builder rows(types);
  for (const auto& [row, line] : batch.rows) {
    std::size_t column = 0;
    for (const std::string& field : fields) {
      const auto it = row.find(field);
      if (it != row.end()) {
        rows.text(column++, it->second);
      } else {
        rows.null(column++);
      }
    }
    rows.integer(column, line);
    rows.end_row();
  }
  batch.rows.clear();
  reading_.rows(table, stelsel::stream_of(std::move(rows)));
}

}  // namespace inkoop
