// Interned texts: each distinct text of a column, and of all columns that refer to it, once.
#ifndef STELSEL_CORE_MODEL_DICTIONARY_H_
#define STELSEL_CORE_MODEL_DICTIONARY_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// Grows, never shrinks: a code keeps its text for as long as the dictionary lives. Intern and Find
// lock; Text, Earliest and Latest do not. All may be called from any thread, with codes that this
// dictionary gave out.
class Dictionary {
 public:
  static constexpr int32_t kOpenStart = std::numeric_limits<int32_t>::min();
  static constexpr int32_t kOpenEnd = std::numeric_limits<int32_t>::max();

  // With `edtf`, each text's bounds are worked out once, when it comes in.
  explicit Dictionary(bool edtf) : edtf_(edtf) {}
  ~Dictionary();
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  int32_t Intern(std::string_view text);
  std::optional<int32_t> Find(std::string_view text) const;
  std::string_view Text(int32_t code) const {
    const Entry& entry = At(code);
    return {entry.data, entry.size};
  }
  // First and last day an EDTF text can mean, both inclusive; a text that is no EDTF is wide open.
  int32_t Earliest(int32_t code) const { return At(code).earliest; }
  int32_t Latest(int32_t code) const { return At(code).latest; }
  int32_t size() const { return size_.load(std::memory_order_acquire); }

 private:
  struct Entry {
    const char* data = nullptr;
    uint32_t size = 0;
    int32_t earliest = kOpenStart;
    int32_t latest = kOpenEnd;
  };
  // Segment k holds 1024 << k entries and never moves, so that readers need no lock.
  static constexpr int kSegments = 21;

  const Entry& At(int32_t code) const;
  std::string_view Keep(std::string_view text);

  const bool edtf_;
  std::array<std::atomic<Entry*>, kSegments> segments_{};
  std::atomic<int32_t> size_{0};
  // Guards what follows. Not an absl::Mutex: Debian's library hides it from the thread sanitizer.
  mutable std::mutex mutex_;
  absl::flat_hash_map<std::string_view, int32_t> codes_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t left_in_block_ = 0;
  char* next_in_block_ = nullptr;
};

// The dictionaries of one line of snapshots: one for each root of a SchemaSet.
class DictionaryPool {
 public:
  explicit DictionaryPool(const SchemaSet& schemas);
  // One an interned field of `table`, null for the others; owned by the pool.
  std::vector<Dictionary*> Of(const SchemaSet& schemas, const TableSchema& table) const;

 private:
  std::map<std::string, std::unique_ptr<Dictionary>, std::less<>> by_root_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_DICTIONARY_H_
