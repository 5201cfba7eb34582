#include "core/model/snapshot.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/parallel.h"
#include "core/model/as_of.h"

namespace stelsel::core {

std::string KeyText(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    text += value;
    text += '\x1f';  // no readable cell holds a unit separator that matters here
  }
  return text;
}

std::string Origin::Shown() const {
  if (revision.empty()) return source;
  const std::string named = absl::StrCat(source, "@", revision);
  return digest.empty() ? named : absl::StrCat(named, " (sha256 ", digest.substr(0, 12), ")");
}

SnapshotPtr Snapshot::Empty(SchemaSetPtr schemas) {
  Parts parts;
  parts.pool = std::make_shared<DictionaryPool>(*schemas);
  parts.schemas = std::move(schemas);
  return std::make_shared<const Snapshot>(std::move(parts));
}

TablePtr Snapshot::table(std::string_view name) const {
  const auto it = parts_.tables.find(name);
  if (it != parts_.tables.end()) return it->second;
  const TableSchemaPtr schema = parts_.schemas->Find(name);
  if (schema == nullptr) return nullptr;
  return std::make_shared<const Table>(schema, parts_.pool->Of(*parts_.schemas, *schema),
                                       std::vector<Table::Part>());
}

SnapshotPtr Snapshot::AsOf(int32_t day, int threads) const {
  Parts parts = parts_;
  parts.as_of = day;
  for (auto& [name, table] : parts.tables) {
    table = TableAsOf(table, day, ThreadsFor(threads, table->row_count()));
  }
  return std::make_shared<const Snapshot>(std::move(parts));
}

SnapshotPtr Snapshot::stored() const {
  const std::lock_guard<std::mutex> lock(stored_mutex_);
  if (stored_later_ != nullptr) return stored_later_;
  if (parts_.stored != nullptr) return parts_.stored;
  return parts_.origin.revision.empty() ? nullptr : shared_from_this();
}

void Snapshot::SetStored(SnapshotPtr stored) const {
  const std::lock_guard<std::mutex> lock(stored_mutex_);
  stored_later_ = std::move(stored);
}

void* Snapshot::Keep(const void* owner, absl::FunctionRef<KeptPtr()> make) const {
  const std::lock_guard<std::mutex> lock(kept_mutex_);
  const auto it = kept_.find(owner);
  if (it != kept_.end()) return it->second.get();
  KeptPtr made = make();
  void* const kept = made.get();
  if (kept != nullptr) kept_.emplace(owner, std::move(made));
  return kept;
}

}  // namespace stelsel::core
