#include "copying.h"

#include <sqlite3.h>

#include <memory>

#include "file.h"
#include "sqlite.h"
#include "stelsel/detail/error.hpp"

namespace storage_sqlite {
namespace {

constexpr int kPages = 1024;    // at once; between two of them others may write
constexpr int kMostStarts = 5;  // when others keep writing, they have to wait in the end
constexpr int kPause = 20;      // milliseconds

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};
using Backup = std::unique_ptr<sqlite3_backup, FinishBackup>;

// An empty file that SQLite fills.
class Target {
 public:
  explicit Target(const std::string& path) : path_(path) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    if (sqlite3_open_v2(path.c_str(), &raw_, flags, nullptr) != SQLITE_OK) fail();
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  ~Target() { sqlite3_close_v2(raw_); }
  sqlite3* raw() const { return raw_; }
  void close() {
    if (sqlite3_close(raw_) != SQLITE_OK) fail();
    raw_ = nullptr;
  }
  [[noreturn]] void fail() const {
    const int system = sqlite3_system_errno(raw_);
    if (system != 0) fail_file(path_, "written", system);
    throw stelsel::Error(
        sqlite3_errcode(raw_) == SQLITE_FULL ? STELSEL_RESOURCE_EXHAUSTED : STELSEL_UNAVAILABLE,
        "`" + path_ + "` cannot be written: " + sqlite3_errmsg(raw_));
  }

 private:
  std::string path_;
  sqlite3* raw_ = nullptr;
};

// Copies page by page. SQLite starts again when somebody else writes, and shows it by there being
// more left than before.
void copy_pages(Connection& from, Target& to, const CopyProgress& progress) {
  const Backup backup(sqlite3_backup_init(to.raw(), "main", from.raw(), "main"));
  if (backup == nullptr) to.fail();
  int starts = 0, left = 0;
  while (true) {
    const int code = sqlite3_backup_step(backup.get(), starts < kMostStarts ? kPages : -1);
    if (code == SQLITE_DONE) return;
    const int now = sqlite3_backup_remaining(backup.get());
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
      if (++starts > 2 * kMostStarts) from.fail(SQLITE_BUSY);
      sqlite3_sleep(kPause);
    } else if (code != SQLITE_OK) {
      if (sqlite3_errcode(to.raw()) != SQLITE_OK) to.fail();
      from.fail(code);
    }
    if (now > left) ++starts;
    left = now;
    const int total = sqlite3_backup_pagecount(backup.get());
    progress(total - left, total);
  }
}

}  // namespace

void copy_store(const std::string& from, const std::string& to, Existing existing,
                const CopyProgress& progress) {
  NewFile file(to);
  {
    Connection source(from, false);
    Target target(file.name());
    copy_pages(source, target, progress);
    target.close();
  }
  file.put_in_place(existing == Existing::kReplace);
}

}  // namespace storage_sqlite
