// A plugin's store behind the border, with errors as values.
#ifndef STELSEL_CORE_HOST_OPEN_STORE_H_
#define STELSEL_CORE_HOST_OPEN_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/host/plugins.h"
#include "core/model/changes.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// One commit, as a store keeps it.
struct Revision {
  int64_t number = 0;
  int64_t upserted = 0;
  int64_t erased = 0;
  std::string time;  // YYYY-MM-DDTHH:MM:SSZ
  std::string author;
  std::string message;
  std::string digest;
};

// Opened; closed when it goes, or by Close when the answer matters. One thread at a time, within
// Plugin::Enter.
class OpenStore {
 public:
  // `mode` is of enum stelsel_open_mode.
  static absl::StatusOr<std::unique_ptr<OpenStore>> Open(const Offered& offered,
                                                         const std::string& path, int32_t mode);
  ~OpenStore();
  OpenStore(const OpenStore&) = delete;
  OpenStore& operator=(const OpenStore&) = delete;
  absl::Status Close();

  // The newest revision as the store names it; empty when there is none.
  absl::StatusOr<std::string> Latest();
  absl::StatusOr<std::vector<std::string>> Tables();
  // The Table Schema that a table was stored with; nothing when it is not held.
  absl::StatusOr<std::optional<std::string>> Schema(const std::string& table);
  absl::Status Read(const std::string& table, const std::string& revision, ArrowArrayStream* out);

  // Unimplemented for a store that keeps no revisions, and NotFound for one that is not there.
  absl::StatusOr<Revision> GetRevision(int64_t number);
  // The number of the newest revision, 0 of an empty store; nothing when none are kept.
  absl::StatusOr<std::optional<int64_t>> LatestNumber();
  absl::Status Changes(const std::string& table, int64_t from, int64_t to,
                       ArrowArrayStream* upserts, ArrowArrayStream* erasures);
  absl::Status Verify(stelsel_progress* progress);
  absl::Status Backup(const std::string& path, stelsel_progress* progress);

  // A commit being made; rolled back when it goes unless it was committed. Not longer than its
  // store.
  class Transaction {
   public:
    explicit Transaction(OpenStore& store) : store_(store) {}
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    absl::Status Begin(const Revision& words, const std::string& base);
    // `rows` is taken.
    absl::Status Upsert(const TableSchema& schema, ArrowArrayStream* rows);
    absl::Status Erase(const TableSchema& schema, ArrowArrayStream* keys);
    absl::Status Commit(const std::string& digest);

   private:
    OpenStore& store_;
    stelsel_transaction* raw_ = nullptr;
  };

 private:
  explicit OpenStore(const Plugin& plugin) : plugin_(plugin) {}
  absl::Status GaveNothing(std::string_view what) const;
  template <typename F>
  absl::Status Call(F f) const;

  const Plugin& plugin_;
  const stelsel_store_v1* functions_ = nullptr;
  stelsel_store* store_ = nullptr;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_OPEN_STORE_H_
