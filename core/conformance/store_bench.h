// A store as its tests use it, called directly.
#ifndef STELSEL_CORE_CONFORMANCE_STORE_BENCH_H_
#define STELSEL_CORE_CONFORMANCE_STORE_BENCH_H_

#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/base/status.h"
#include "core/conformance/conformance.h"
#include "core/conformance/subject.h"
#include "core/host/open_store.h"
#include "core/model/arrow.h"
#include "core/model/order.h"

namespace stelsel::core::conformance {

inline constexpr char kTable[] = "municipality";

// One open store, called directly.
class Store {
 public:
  Store(const stelsel_store_v1& functions, stelsel_store* raw) : functions_(functions), raw_(raw) {}
  ~Store() {
    if (raw_ != nullptr) functions_.close(raw_, nullptr);
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  absl::Status Close() {
    return Call("close", [&](stelsel_error* error) {
      return functions_.close(std::exchange(raw_, nullptr), error);
    });
  }
  absl::StatusOr<std::string> Latest() {
    const char* revision = nullptr;
    STELSEL_RETURN_IF_ERROR(Call(
        "latest", [&](stelsel_error* error) { return functions_.latest(raw_, &revision, error); }));
    return std::string(revision != nullptr ? revision : "");
  }
  absl::StatusOr<std::vector<std::string>> Tables() {
    std::vector<std::string> names;
    while (true) {
      const char* name = nullptr;
      STELSEL_RETURN_IF_ERROR(Call("table", [&](stelsel_error* error) {
        return functions_.table(raw_, names.size(), &name, error);
      }));
      if (name == nullptr) return names;
      names.emplace_back(name);
    }
  }
  // The cells of a table, in the order in which they come.
  absl::StatusOr<std::string> Cells(const char* table, const char* revision = "latest") {
    ArrowArrayStream rows{};
    STELSEL_RETURN_IF_ERROR(Call("read", [&](stelsel_error* error) {
      return functions_.read(raw_, table, revision, &rows, error);
    }));
    std::string cells;
    STELSEL_RETURN_IF_ERROR(CheckStream(&rows, "read", &cells));
    return cells;
  }
  // Unimplemented when it keeps no revisions.
  absl::StatusOr<Revision> GetRevision(int64_t number) {
    if (!STELSEL_HAS(&functions_, revision)) return absl::UnimplementedError("it keeps none");
    stelsel_revision raw{};
    raw.size = sizeof raw;
    STELSEL_RETURN_IF_ERROR(Call("revision", [&](stelsel_error* error) {
      return functions_.revision(raw_, number, &raw, error);
    }));
    return Revision{raw.number, raw.upserted, raw.erased, raw.time,
                    raw.author, raw.message,  raw.digest};
  }
  // The cells of the rows that changed, and of the keys that are gone.
  absl::Status Changes(const char* table, int64_t from, int64_t to, std::string* upserts,
                       std::string* erasures) {
    ArrowArrayStream changed{}, gone{};
    STELSEL_RETURN_IF_ERROR(Call("changes", [&](stelsel_error* error) {
      return functions_.changes(raw_, table, from, to, &changed, &gone, error);
    }));
    const absl::Status first = CheckStream(&changed, "changes", upserts);
    STELSEL_RETURN_IF_ERROR(CheckStream(&gone, "changes", erasures));
    return first;
  }
  absl::Status Verify() {
    return Call("verify",
                [&](stelsel_error* error) { return functions_.verify(raw_, nullptr, error); });
  }
  absl::StatusOr<stelsel_transaction*> Begin(const std::string& base,
                                             const char* message = "a test") {
    const stelsel_commit commit = {sizeof commit, base.c_str(), message, "2021-12-31T00:00:00Z",
                                   "an author"};
    stelsel_transaction* transaction = nullptr;
    STELSEL_RETURN_IF_ERROR(Call("begin", [&](stelsel_error* error) {
      return functions_.begin(raw_, &commit, &transaction, error);
    }));
    if (transaction == nullptr) return Failed("begin gives no transaction");
    return transaction;
  }
  absl::Status Upsert(stelsel_transaction* transaction, const Snapshot& from, const char* table) {
    return Put(transaction, from, table, AllFields(from.table(table)->schema()), functions_.upsert);
  }
  // `rows` is taken.
  absl::Status UpsertRows(stelsel_transaction* transaction, const char* table,
                          const std::string& schema, ArrowArrayStream* rows) {
    return Call("upsert", [&](stelsel_error* error) {
      return functions_.upsert(transaction, table, schema.c_str(), rows, error);
    });
  }
  absl::Status Erase(stelsel_transaction* transaction, const Snapshot& from, const char* table) {
    return Put(transaction, from, table, from.table(table)->schema().primary_key, functions_.erase);
  }
  absl::Status Commit(stelsel_transaction* transaction) {
    return Call("commit",
                [&](stelsel_error* error) { return functions_.commit(transaction, error); });
  }
  absl::Status Finish(stelsel_transaction* transaction, const std::string& digest) {
    return Call("finish", [&](stelsel_error* error) {
      return functions_.finish(transaction, digest.c_str(), error);
    });
  }
  void Rollback(stelsel_transaction* transaction) { functions_.rollback(transaction); }

  // Commits the table of a snapshot on top of what is there.
  absl::Status CommitTable(const Snapshot& from, const char* table) {
    STELSEL_ASSIGN_OR_RETURN(const std::string base, Latest());
    STELSEL_ASSIGN_OR_RETURN(stelsel_transaction* const transaction, Begin(base));
    STELSEL_RETURN_IF_ERROR(Upsert(transaction, from, table));
    return Commit(transaction);
  }

 private:
  using PutFunction = int32_t (*)(stelsel_transaction*, const char*, const char*, ArrowArrayStream*,
                                  stelsel_error*);

  absl::Status Put(stelsel_transaction* transaction, const Snapshot& from, const char* table,
                   const std::vector<int>& fields, PutFunction put) {
    const TablePtr rows = from.table(table);
    ArrowArrayStream stream{};
    ExportTable(rows, from.pool(), fields, &stream);
    STELSEL_RETURN_IF_ERROR(Call("a write", [&](stelsel_error* error) {
      return put(transaction, table, rows->schema().json.c_str(), &stream, error);
    }));
    if (stream.release == nullptr) return absl::OkStatus();
    stream.release(&stream);
    return Failed("a stream that was handed over is not taken");
  }

  template <typename F>
  absl::Status Call(std::string_view what, F f) {
    GivenError error;
    const int32_t code = f(error.raw());
    if (code == STELSEL_OK) return absl::OkStatus();
    STELSEL_RETURN_IF_ERROR(error.CheckFailure(code, what));
    return absl::Status(static_cast<absl::StatusCode>(code),
                        absl::StrCat(std::string(what), ": ", error.text()));
  }

  const stelsel_store_v1& functions_;
  stelsel_store* raw_;
};

// The plugin's first store, and a place for it.
class Bench {
 public:
  static absl::StatusOr<std::unique_ptr<Bench>> Make(const ConformanceSubject& given) {
    return MakeAt(given, "");
  }
  // On a place that is known; where `path` is empty on a new one.
  static absl::StatusOr<std::unique_ptr<Bench>> MakeAt(const ConformanceSubject& given,
                                                       const std::string& path) {
    std::unique_ptr<Bench> bench(new Bench());
    STELSEL_ASSIGN_OR_RETURN(bench->subject_, Subject::Open(given));
    STELSEL_ASSIGN_OR_RETURN(bench->instance_,
                             Instance::Start(*bench->subject_, bench->subject_->host()));
    bench->path_ = path.empty() ? PlaceOf(given, *bench->subject_, "store") : path;
    STELSEL_ASSIGN_OR_RETURN(bench->sample_, SampleOf(bench->subject_->engine().schemas()));
    return bench;
  }

  // A place for a store that nobody has used. Of stores that are no files, what was given with {}
  // in it, in whose stead comes something else each time.
  static std::string PlaceOf(const ConformanceSubject& given, const Subject& subject,
                             const char* name) {
    static int next = 0;
    if (!given.store.empty()) {
      return absl::StrReplaceAll(given.store, {{"{}", absl::StrCat(getpid(), "_", next++)}});
    }
    const Offer& offer = subject.manifest().OffersOf(STELSEL_STORE).front();
    return absl::StrCat(given.scratch, "/", name,
                        offer.endings.empty() ? "" : offer.endings.front());
  }

  absl::StatusOr<std::unique_ptr<Store>> Open(int32_t mode) {
    const auto& functions =
        *static_cast<const stelsel_store_v1*>(instance_->Capability(STELSEL_STORE));
    GivenError error;
    stelsel_store* raw = nullptr;
    const int32_t code = functions.open(functions.self, path_.c_str(), mode, &raw, error.raw());
    if (code != STELSEL_OK) {
      STELSEL_RETURN_IF_ERROR(error.CheckFailure(code, "open"));
      return absl::Status(static_cast<absl::StatusCode>(code), error.text());
    }
    if (raw == nullptr) return Failed("open says that all is well, but gives no store");
    return std::make_unique<Store>(functions, raw);
  }

  bool IsThere() const {
    struct stat info {};
    return stat(path_.c_str(), &info) == 0;
  }
  // Whether the store is one file, in the place that it was given.
  bool IsFile() const {
    struct stat info {};
    return stat(path_.c_str(), &info) == 0 && S_ISREG(info.st_mode);
  }
  const Snapshot& sample() const { return *sample_; }
  const SnapshotPtr& sample_ptr() const { return sample_; }
  const std::string& path() const { return path_; }
  Subject& subject() { return *subject_; }
  // What a table of the sample has, in the order of its key.
  std::string CellsOf(const Snapshot& snapshot, const char* table) const {
    ArrowArrayStream rows{};
    const TablePtr rows_of = snapshot.table(table);
    const TablePtr sorted = TableOfRows(*rows_of, InKeyOrder(*rows_of, LiveRows(*rows_of)));
    ExportTable(sorted, snapshot.pool(), AllFields(sorted->schema()), &rows);
    std::string cells;
    CheckStream(&rows, "the sample", &cells).IgnoreError();
    return cells;
  }

 private:
  Bench() = default;
  std::unique_ptr<Subject> subject_;
  std::unique_ptr<Instance> instance_;
  std::string path_;
  SnapshotPtr sample_;
};

}  // namespace stelsel::core::conformance

#endif  // STELSEL_CORE_CONFORMANCE_STORE_BENCH_H_
