#include "core/host/open_store.h"

#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/host/source.h"

namespace stelsel::core {
namespace {

std::string TextOr(const char* text) { return text != nullptr ? text : ""; }

absl::Status KeepsNone() { return absl::UnimplementedError("the store keeps no revisions"); }

}  // namespace

template <typename F>
absl::Status OpenStore::Call(F f) const {
  stelsel_error error = STELSEL_ERROR_INIT;
  const int32_t code = f(&error);
  return FromCode(code, error, plugin_.manifest().id);
}

absl::StatusOr<std::unique_ptr<OpenStore>> OpenStore::Open(const Offered& offered,
                                                           const std::string& path, int32_t mode) {
  std::unique_ptr<OpenStore> store(new OpenStore(*offered.plugin));
  STELSEL_ASSIGN_OR_RETURN(const void* const table, offered.plugin->Capability(STELSEL_STORE));
  store->functions_ = static_cast<const stelsel_store_v1*>(table);
  STELSEL_RETURN_IF_ERROR(WithRevisionForms(store->Call([&](stelsel_error* error) {
    return store->functions_->open(store->functions_->self, path.c_str(), mode, &store->store_,
                                   error);
  }),
                                            path));
  if (store->store_ == nullptr) return store->GaveNothing("store");
  return store;
}

OpenStore::~OpenStore() {
  if (store_ != nullptr) functions_->close(store_, nullptr);
}

absl::Status OpenStore::Close() {
  return Call([&](stelsel_error* error) {
    return functions_->close(std::exchange(store_, nullptr), error);
  });
}

absl::Status OpenStore::GaveNothing(std::string_view what) const {
  return absl::InternalError(absl::StrCat(
      "plugin ", plugin_.manifest().id, " said that all is well, but gave no ", std::string(what)));
}

absl::StatusOr<std::string> OpenStore::Latest() {
  const char* revision = nullptr;
  STELSEL_RETURN_IF_ERROR(
      Call([&](stelsel_error* error) { return functions_->latest(store_, &revision, error); }));
  return TextOr(revision);
}

absl::StatusOr<std::vector<std::string>> OpenStore::Tables() {
  std::vector<std::string> tables;
  while (true) {
    const char* name = nullptr;
    STELSEL_RETURN_IF_ERROR(Call([&](stelsel_error* error) {
      return functions_->table(store_, tables.size(), &name, error);
    }));
    if (name == nullptr) return tables;
    tables.emplace_back(name);
  }
}

absl::StatusOr<std::optional<std::string>> OpenStore::Schema(const std::string& table) {
  const char* json = nullptr;
  const absl::Status status = Call([&](stelsel_error* error) {
    return functions_->schema(store_, table.c_str(), &json, error);
  });
  if (absl::IsNotFound(status)) return std::optional<std::string>();
  STELSEL_RETURN_IF_ERROR(status);
  return std::optional<std::string>(TextOr(json));
}

absl::Status OpenStore::Read(const std::string& table, const std::string& revision,
                             ArrowArrayStream* out) {
  return Call([&](stelsel_error* error) {
    return functions_->read(store_, table.c_str(), revision.c_str(), out, error);
  });
}

absl::StatusOr<Revision> OpenStore::GetRevision(int64_t number) {
  if (!STELSEL_HAS(functions_, revision)) return KeepsNone();
  stelsel_revision raw{};
  raw.size = sizeof raw;
  STELSEL_RETURN_IF_ERROR(Call(
      [&](stelsel_error* error) { return functions_->revision(store_, number, &raw, error); }));
  return Revision{raw.number,         raw.upserted,        raw.erased,        TextOr(raw.time),
                  TextOr(raw.author), TextOr(raw.message), TextOr(raw.digest)};
}

absl::StatusOr<std::optional<int64_t>> OpenStore::LatestNumber() {
  using Answer = std::optional<int64_t>;
  STELSEL_ASSIGN_OR_RETURN(const std::string latest, Latest());
  if (!STELSEL_HAS(functions_, changes)) return Answer();
  int64_t number = 0;
  if (!latest.empty() && (!absl::SimpleAtoi(latest, &number) || number < 1)) return Answer();
  // Of an empty store the answer to revision 1 tells whether there will be any.
  const absl::Status known = GetRevision(number > 0 ? number : 1).status();
  if (absl::IsUnimplemented(known)) return Answer();
  if (!known.ok() && !(number == 0 && absl::IsNotFound(known))) return known;
  return Answer(number);
}

absl::Status OpenStore::Changes(const std::string& table, int64_t from, int64_t to,
                                ArrowArrayStream* upserts, ArrowArrayStream* erasures) {
  if (!STELSEL_HAS(functions_, changes)) return KeepsNone();
  return Call([&](stelsel_error* error) {
    return functions_->changes(store_, table.c_str(), from, to, upserts, erasures, error);
  });
}

absl::Status OpenStore::Verify(stelsel_progress* progress) {
  if (!STELSEL_HAS(functions_, verify)) return KeepsNone();
  return Call([&](stelsel_error* error) { return functions_->verify(store_, progress, error); });
}

absl::Status OpenStore::Backup(const std::string& path, stelsel_progress* progress) {
  if (!STELSEL_HAS(functions_, backup))
    return absl::UnimplementedError("the store does not copy itself");
  return Call([&](stelsel_error* error) {
    return functions_->backup(store_, path.c_str(), progress, error);
  });
}

OpenStore::Transaction::~Transaction() {
  if (raw_ != nullptr) store_.functions_->rollback(raw_);
}

absl::Status OpenStore::Transaction::Begin(const Revision& words, const std::string& base) {
  const stelsel_commit commit = {sizeof commit, base.c_str(), words.message.c_str(),
                                 words.time.c_str(), words.author.c_str()};
  STELSEL_RETURN_IF_ERROR(store_.Call([&](stelsel_error* error) {
    return store_.functions_->begin(store_.store_, &commit, &raw_, error);
  }));
  return raw_ != nullptr ? absl::OkStatus() : store_.GaveNothing("transaction");
}

absl::Status OpenStore::Transaction::Upsert(const TableSchema& schema, ArrowArrayStream* rows) {
  return store_.Call([&](stelsel_error* error) {
    return store_.functions_->upsert(raw_, schema.name.c_str(), schema.json.c_str(), rows, error);
  });
}

absl::Status OpenStore::Transaction::Erase(const TableSchema& schema, ArrowArrayStream* keys) {
  return store_.Call([&](stelsel_error* error) {
    return store_.functions_->erase(raw_, schema.name.c_str(), schema.json.c_str(), keys, error);
  });
}

absl::Status OpenStore::Transaction::Commit(const std::string& digest) {
  return store_.Call([&](stelsel_error* error) {
    stelsel_transaction* const raw = std::exchange(raw_, nullptr);
    if (!STELSEL_HAS(store_.functions_, finish)) return store_.functions_->commit(raw, error);
    return store_.functions_->finish(raw, digest.c_str(), error);
  });
}

}  // namespace stelsel::core
