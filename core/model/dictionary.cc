#include "core/model/dictionary.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "core/base/edtf.h"

namespace stelsel::core {
namespace {

constexpr uint32_t kFirst = 1024;
constexpr size_t kBlock = 64 * 1024;

// Segment and place in it of the entry with this code.
std::pair<size_t, size_t> Locate(int32_t code) {
  const uint32_t shifted = static_cast<uint32_t>(code) + kFirst;
  const auto segment = static_cast<size_t>(std::bit_width(shifted)) - 11;
  return {segment, shifted - (kFirst << segment)};
}

}  // namespace

Dictionary::~Dictionary() {
  for (auto& segment : segments_) delete[] segment.load(std::memory_order_relaxed);
}

const Dictionary::Entry& Dictionary::At(int32_t code) const {
  const auto [segment, place] = Locate(code);
  return segments_[segment].load(std::memory_order_acquire)[place];
}

int32_t Dictionary::Intern(std::string_view text) {
  const std::lock_guard lock(mutex_);
  const auto found = codes_.find(text);
  if (found != codes_.end()) return found->second;
  const int32_t code = size_.load(std::memory_order_relaxed);
  const auto [segment, place] = Locate(code);
  Entry* entries = segments_[segment].load(std::memory_order_relaxed);
  if (entries == nullptr) {
    entries = new Entry[static_cast<size_t>(kFirst) << segment];
    segments_[segment].store(entries, std::memory_order_release);
  }
  const std::string_view kept = Keep(text);
  Entry& entry = entries[place];
  entry.data = kept.data();
  entry.size = static_cast<uint32_t>(kept.size());
  if (edtf_) {
    const DateBounds bounds = ParseEdtf(text).value_or(DateBounds{});
    entry.earliest = bounds.earliest.value_or(kOpenStart);
    entry.latest = bounds.latest.value_or(kOpenEnd);
  }
  codes_.emplace(kept, code);
  size_.store(code + 1, std::memory_order_release);
  return code;
}

std::optional<int32_t> Dictionary::Find(std::string_view text) const {
  const std::lock_guard lock(mutex_);
  const auto found = codes_.find(text);
  if (found == codes_.end()) return std::nullopt;
  return found->second;
}

std::string_view Dictionary::Keep(std::string_view text) {
  if (text.empty()) return {"", 0};
  if (text.size() > left_in_block_) {
    left_in_block_ = std::max(kBlock, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_in_block_));
    next_in_block_ = blocks_.back().get();
  }
  std::memcpy(next_in_block_, text.data(), text.size());
  const std::string_view kept(next_in_block_, text.size());
  next_in_block_ += text.size();
  left_in_block_ -= text.size();
  return kept;
}

DictionaryPool::DictionaryPool(const SchemaSet& schemas) {
  for (const TableSchemaPtr& table : schemas.tables()) {
    for (const Field& field : table->fields) {
      if (field.type != Type::kCode && field.type != Type::kEdtf) continue;
      auto& dictionary = by_root_[schemas.Root(table->name, field.name)];
      if (dictionary == nullptr)
        dictionary = std::make_unique<Dictionary>(field.type == Type::kEdtf);
    }
  }
}

std::vector<Dictionary*> DictionaryPool::Of(const SchemaSet& schemas,
                                            const TableSchema& table) const {
  std::vector<Dictionary*> out;
  for (const Field& field : table.fields) {
    const auto it = by_root_.find(schemas.Root(table.name, field.name));
    out.push_back(it == by_root_.end() ? nullptr : it->second.get());
  }
  return out;
}

}  // namespace stelsel::core
