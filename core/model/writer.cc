#include "core/model/writer.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/model/key_index.h"

namespace stelsel::core {
namespace {

KeyValues KeyOf(const TableSchema& schema, const Chunk& chunk, size_t row) {
  KeyValues key;
  for (int field : schema.primary_key) {
    key.push_back(chunk.columns[static_cast<size_t>(field)].Scalar(row));
  }
  return key;
}

absl::Status CheckKey(const TableSchema& schema, const KeyValues& key, int64_t row) {
  for (size_t i = 0; i < key.size(); ++i) {
    if (key[i] != Column::kNull) continue;
    return absl::InvalidArgumentError(absl::StrCat("a row for `", schema.name, "` has no `",
                                                   schema.field(schema.primary_key[i]).name,
                                                   "`, which is part of its key, in row ", row));
  }
  return absl::OkStatus();
}

}  // namespace

// One table being written. Bitmaps of the base are copied before they are changed.
struct Writer::Draft {
  Draft(TableSchemaPtr schema_in, std::vector<Dictionary*> dictionaries_in,
        std::vector<Table::Part> parts_in)
      : schema(std::move(schema_in)),
        dictionaries(std::move(dictionaries_in)),
        parts(std::move(parts_in)) {}

  struct At {
    uint32_t part;
    uint32_t row;
  };

  void BuildIndex() {
    if (indexed) return;
    indexed = true;
    for (size_t p = 0; p < parts.size(); ++p) IndexPart(p);
  }

  void IndexPart(size_t p) {
    for (size_t i = 0; i < parts[p].chunk->rows; ++i) {
      if (!parts[p].IsLive(i)) continue;
      const At at{static_cast<uint32_t>(p), static_cast<uint32_t>(i)};
      KeyValues key = KeyOf(*schema, *parts[p].chunk, i);
      const auto [it, fresh] = index.try_emplace(key, at);
      if (!fresh) further[std::move(key)].push_back(at);
    }
  }

  // Kills what stands under the key of an entry of the index.
  void KillAll(const KeyValues& key, At first) {
    Kill(first);
    const auto it = further.find(key);
    if (it == further.end()) return;
    for (At at : it->second) Kill(at);
    further.erase(it);
  }

  void Kill(At at) {
    std::shared_ptr<Bits>& bits = changed[at.part];
    Table::Part& part = parts[at.part];
    if (bits == nullptr) {
      bits = part.live != nullptr
                 ? std::make_shared<Bits>(*part.live)
                 : std::make_shared<Bits>((part.chunk->rows + 7) / 8, uint8_t{0xff});
      part.live = bits;
    }
    (*bits)[at.row >> 3] = static_cast<uint8_t>((*bits)[at.row >> 3] & ~(1u << (at.row & 7)));
  }

  TableSchemaPtr schema;
  std::vector<Dictionary*> dictionaries;
  std::vector<Table::Part> parts;
  std::map<uint32_t, std::shared_ptr<Bits>> changed;
  absl::flat_hash_map<KeyValues, At> index;
  absl::flat_hash_map<KeyValues, std::vector<At>> further;  // rows of a key behind its first
  bool indexed = false;
  bool has_source = false;  // not only packs have the table
};

Writer::Writer(SnapshotPtr base) : base_(std::move(base)), kept_out_(base_->kept_out()) {}
Writer::~Writer() = default;

absl::StatusOr<Writer::Draft*> Writer::DraftOf(std::string_view table) {
  const auto it = drafts_.find(table);
  if (it != drafts_.end()) {
    it->second->has_source = it->second->has_source || plugin_ == nullptr;
    return it->second.get();
  }
  const TablePtr current = base_->table(table);
  if (current == nullptr) {
    return absl::NotFoundError(absl::StrCat("no table is called `", std::string(table), "`"));
  }
  auto draft =
      std::make_unique<Draft>(current->schema_ptr(), current->dictionaries(), current->parts());
  draft->has_source = plugin_ == nullptr || base_->has(table);
  return drafts_.emplace(table, std::move(draft)).first->second.get();
}

absl::StatusOr<ChunkBuilder> Writer::NewChunk(std::string_view table) const {
  const TablePtr current = base_->table(table);
  if (current == nullptr) {
    return absl::NotFoundError(absl::StrCat("no table is called `", std::string(table), "`"));
  }
  ChunkBuilder chunk(current->schema_ptr(), current->dictionaries());
  chunk.SetPlugin(plugin_);
  return chunk;
}

absl::Status Writer::Append(std::string_view table, ChunkPtr rows) {
  STELSEL_ASSIGN_OR_RETURN(Draft* const draft, DraftOf(table));
  if (rows->rows == 0) return absl::OkStatus();
  draft->parts.push_back({std::move(rows), nullptr});
  if (draft->indexed) draft->IndexPart(draft->parts.size() - 1);
  return absl::OkStatus();
}

absl::Status Writer::Upsert(std::string_view table, ChunkPtr rows, int64_t before) {
  STELSEL_ASSIGN_OR_RETURN(Draft* const draft, DraftOf(table));
  if (rows->rows == 0) return absl::OkStatus();
  for (size_t i = 0; i < rows->rows; ++i) {
    STELSEL_RETURN_IF_ERROR(CheckKey(*draft->schema, KeyOf(*draft->schema, *rows, i),
                                     before + static_cast<int64_t>(i) + 1));
  }
  draft->BuildIndex();
  const auto part = static_cast<uint32_t>(draft->parts.size());
  draft->parts.push_back({rows, nullptr});
  for (size_t i = 0; i < rows->rows; ++i) {
    const Draft::At at{part, static_cast<uint32_t>(i)};
    const auto [it, fresh] = draft->index.try_emplace(KeyOf(*draft->schema, *rows, i), at);
    if (fresh) continue;
    draft->KillAll(it->first, it->second);
    it->second = at;
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> Writer::Erase(std::string_view table, const Chunk& keys) {
  STELSEL_ASSIGN_OR_RETURN(Draft* const draft, DraftOf(table));
  draft->BuildIndex();
  int64_t erased = 0;
  for (size_t i = 0; i < keys.rows; ++i) {
    const auto it = draft->index.find(KeyOf(*draft->schema, keys, i));
    if (it == draft->index.end()) continue;
    draft->KillAll(it->first, it->second);
    draft->index.erase(it);
    ++erased;
  }
  return erased;
}

absl::Status Writer::Touch(std::string_view table) { return DraftOf(table).status(); }

void Writer::KeepOut(std::string_view table, const std::vector<std::string>& key) {
  KeptOut& kept_out = kept_out_[std::string(table)];
  ++kept_out.rows;
  if (!key.empty()) kept_out.keys.insert(KeyText(key));
}

SnapshotPtr Writer::Commit(Origin origin) {
  Snapshot::Parts parts = base_->parts_;
  parts.origin = std::move(origin);
  parts.stored = base_->stored();
  parts.kept_out = kept_out_;
  for (auto& [name, draft] : drafts_) {
    if (draft->has_source) {
      parts.packs_only.erase(name);
    } else {
      parts.packs_only.insert(name);
    }
    parts.tables[name] = std::make_shared<const Table>(
        draft->schema, std::move(draft->dictionaries), std::move(draft->parts));
  }
  drafts_.clear();
  base_ = std::make_shared<const Snapshot>(std::move(parts));
  return base_;
}

}  // namespace stelsel::core
