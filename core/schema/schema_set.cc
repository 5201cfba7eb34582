#include "core/schema/schema_set.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/sha256.h"
#include "core/base/status.h"

namespace stelsel::core {
namespace {

absl::Status Wrong(const TableSchema& from, std::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("table `", from.name, "` of ", from.owner, ": ", std::string(what)));
}

}  // namespace

absl::StatusOr<SchemaSetPtr> SchemaSet::Create(std::vector<TableSchemaPtr> tables) {
  auto set = std::make_shared<SchemaSet>();
  for (TableSchemaPtr& table : tables) {
    const auto [it, fresh] = set->by_name_.emplace(table->name, table);
    if (!fresh) {
      return Wrong(*table, absl::StrCat("a table of this name is brought by ", it->second->owner));
    }
  }
  STELSEL_RETURN_IF_ERROR(set->CheckReferences());
  set->Order();
  set->FindRoots();
  return set;
}

std::string SchemaSet::Digest() const {
  std::string all;
  for (const auto& [name, table] : by_name_) {
    absl::StrAppend(&all, name, " ", table->Digest(), "\n");
  }
  return Sha256Hex(all);
}

TableSchemaPtr SchemaSet::Find(std::string_view table) const {
  const auto it = by_name_.find(table);
  return it == by_name_.end() ? nullptr : it->second;
}

absl::Status SchemaSet::CheckReferences() const {
  for (const auto& [name, table] : by_name_) {
    for (const ForeignKey& key : table->foreign_keys) {
      STELSEL_RETURN_IF_ERROR(CheckReference(*table, key));
    }
  }
  return absl::OkStatus();
}

absl::Status SchemaSet::CheckReference(const TableSchema& from, const ForeignKey& key) const {
  const TableSchemaPtr target = Find(key.table);
  if (target == nullptr)
    return Wrong(from, absl::StrCat("refers to `", key.table, "`, which is not known"));
  if (key.during && !target->period) {
    return Wrong(from, absl::StrCat("is to lie within `", key.table, "`, which has no period"));
  }
  for (size_t i = 0; i < key.fields.size(); ++i) {
    const int index = target->IndexOf(key.target_fields[i]);
    if (index < 0) {
      return Wrong(from, absl::StrCat("refers to `", key.table, ".", key.target_fields[i],
                                      "`, which is not known"));
    }
    const Field& mine = from.field(key.fields[i]);
    const Field& theirs = target->field(index);
    if (mine.type != theirs.type || mine.scale != theirs.scale) {
      return Wrong(from, absl::StrCat("field `", mine.name, "` has another type than `", key.table,
                                      ".", key.target_fields[i], "`"));
    }
  }
  const std::vector<std::string> wanted = target->NamesOf(target->primary_key);
  if (!std::is_permutation(wanted.begin(), wanted.end(), key.target_fields.begin(),
                           key.target_fields.end())) {
    return Wrong(from, absl::StrCat("must refer to the whole key of `", key.table,
                                    "`: ", absl::StrJoin(wanted, ", ")));
  }
  return absl::OkStatus();
}

// Repeatedly takes the tables whose references are all taken; what goes round in a circle comes
// last, by name.
void SchemaSet::Order() {
  std::set<std::string> taken;
  const auto ready = [&](const TableSchema& table) {
    return std::all_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const auto& key) {
      return key.table == table.name || taken.count(key.table) > 0;
    });
  };
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& [name, table] : by_name_) {
      if (taken.count(name) > 0 || !ready(*table)) continue;
      taken.insert(name);
      ordered_.push_back(table);
      moved = true;
    }
  }
  for (const auto& [name, table] : by_name_) {
    if (taken.count(name) == 0) ordered_.push_back(table);
  }
}

// Fields that a reference joins, in however many steps, have one root: that of the field referred
// to. Several references of one field thereby join their targets as well.
void SchemaSet::FindRoots() {
  const auto name = [](const TableSchema& table, const std::string& field) {
    return absl::StrCat(table.name, ".", field);
  };
  for (const TableSchemaPtr& table : ordered_) {
    for (const Field& field : table->fields)
      roots_[name(*table, field.name)] = name(*table, field.name);
  }
  const auto root_of = [&](std::string field) {
    while (roots_[field] != field) field = roots_[field];
    return field;
  };
  for (const TableSchemaPtr& table : ordered_) {
    for (const ForeignKey& key : table->foreign_keys) {
      const TableSchemaPtr target = Find(key.table);
      for (size_t i = 0; i < key.fields.size(); ++i) {
        const std::string from = root_of(name(*table, table->field(key.fields[i]).name));
        roots_[from] = root_of(name(*target, key.target_fields[i]));
      }
    }
  }
  for (auto& [field, root] : roots_) root = root_of(field);
}

const std::string& SchemaSet::Root(std::string_view table, std::string_view field) const {
  static const std::string none;
  const auto it = roots_.find(absl::StrCat(std::string(table), ".", std::string(field)));
  return it == roots_.end() ? none : it->second;
}

}  // namespace stelsel::core
