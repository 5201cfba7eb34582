// What stores that keep revisions do alike: which revision is meant, and whether it is there.
#ifndef STELSEL_PLUGINS_STORAGE_REVISION_STORE_H_
#define STELSEL_PLUGINS_STORAGE_REVISION_STORE_H_

#include <cstdint>
#include <string>

#include "stelsel/plugin.hpp"

namespace storage {

class RevisionStore : public stelsel::Store {
 public:
  std::string latest() final;
  stelsel::Stream read(const std::string& table, const std::string& revision) final;
  stelsel::Revision revision(std::int64_t number) final;
  stelsel::Changes changes(const std::string& table, std::int64_t from, std::int64_t to) final;

 protected:
  // `mode` is of enum stelsel_open_mode; any other is STELSEL_INVALID_ARGUMENT.
  explicit RevisionStore(int mode);
  bool writable() const { return writable_; }
  // Throws unless the store was opened for writing.
  void need_writable() const;

  // The store, for people.
  virtual std::string name() const = 0;
  // The newest revision that it shows; 0 when there is none.
  virtual std::int64_t newest() = 0;
  // What the functions above give, of revisions that are there. Rows are also asked of revision 0,
  // of a store that has none.
  virtual stelsel::Stream rows_at(const std::string& table, std::int64_t number) = 0;
  virtual stelsel::Revision revision_at(std::int64_t number) = 0;
  virtual stelsel::Changes changes_between(const std::string& table, std::int64_t from,
                                           std::int64_t to) = 0;

 private:
  // Its number; 0 when that is no number of a revision that is there.
  std::int64_t number_of(const std::string& revision);
  void need(std::int64_t number);
  [[noreturn]] void fail_revision(const std::string& revision) const;

  const bool writable_;
};

}  // namespace storage

#endif  // STELSEL_PLUGINS_STORAGE_REVISION_STORE_H_
