#include "file.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

#include "ddl.h"
#include "layout.h"
#include "stelsel/detail/error.hpp"

namespace storage_sqlite {
namespace {

using stelsel::Error;

// The head of a database: https://www.sqlite.org/fileformat.html#the_database_header
using Head = std::array<unsigned char, 100>;
constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::size_t kApplicationIdAt = 68;

std::uint32_t big_endian(const Head& head, std::size_t at) {
  return std::uint32_t{head[at]} << 24 | std::uint32_t{head[at + 1]} << 16 |
         std::uint32_t{head[at + 2]} << 8 | std::uint32_t{head[at + 3]};
}

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw Error(STELSEL_FAILED_PRECONDITION, "`" + path + "` " + why);
}

// Reads through SQLite's own file layer. POSIX drops all locks that this process has on a file when
// any descriptor of it is closed, so open() and close() here could take the lock from under a
// commit that another engine in this process is making; SQLite's layer knows of those.
class HeadReader {
 public:
  explicit HeadReader(const std::string& path) : vfs_(sqlite3_vfs_find(nullptr)) {
    if (vfs_ == nullptr) throw Error(STELSEL_INTERNAL, "SQLite has no file layer");
    name_ = sqlite3_create_filename(std::filesystem::absolute(path).c_str(), "", "", 0, nullptr);
    if (name_ == nullptr) throw std::bad_alloc();
    space_.resize(static_cast<std::size_t>(vfs_->szOsFile));
    errno = 0;
    const int code =
        vfs_->xOpen(vfs_, name_, file(), SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, nullptr);
    if (code == SQLITE_OK) return;
    const int cause = errno != 0 ? errno : EIO;
    if (file()->pMethods != nullptr) file()->pMethods->xClose(file());
    sqlite3_free_filename(name_);
    fail_file(path, "read", cause);
  }
  HeadReader(const HeadReader&) = delete;
  HeadReader& operator=(const HeadReader&) = delete;
  ~HeadReader() {
    file()->pMethods->xClose(file());  // nothing was written, so nothing can be lost
    sqlite3_free_filename(name_);
  }

  Head read(const std::string& path) {
    Head head{};  // a shorter file leaves zeros, which are no head
    const int code = file()->pMethods->xRead(file(), head.data(), int{head.size()}, 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) fail_file(path, "read", EIO);
    return head;
  }

 private:
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(space_.data()); }

  sqlite3_vfs* vfs_;
  const char* name_ = nullptr;
  std::vector<std::max_align_t> space_;
};

// An empty store as the bytes of its file, made in memory by SQLite.
class Image {
 public:
  Image() {
    check(sqlite3_open_v2(":memory:", &memory_,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY |
                              SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                          nullptr));
    const std::string sql = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                            "; PRAGMA user_version = " + std::to_string(kLayout) + ";" +
                            own_tables();
    check(sqlite3_exec(memory_, sql.c_str(), nullptr, nullptr, nullptr));
    bytes_ = sqlite3_serialize(memory_, "main", &size_, 0);
    if (bytes_ == nullptr) check(SQLITE_NOMEM);
  }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  ~Image() { drop(); }
  const unsigned char* bytes() const { return bytes_; }
  std::size_t size() const { return static_cast<std::size_t>(size_); }

 private:
  void check(int code) {
    if (code == SQLITE_OK) return;
    drop();
    throw Error(STELSEL_INTERNAL,
                "an empty store could not be made: " + std::string(sqlite3_errstr(code)));
  }
  void drop() {
    sqlite3_free(bytes_);
    sqlite3_close_v2(memory_);
  }

  sqlite3* memory_ = nullptr;
  unsigned char* bytes_ = nullptr;
  sqlite3_int64 size_ = 0;
};

int write_all(int fd, const Image& image) {
  std::size_t done = 0;
  while (done < image.size()) {
    const ssize_t count = ::write(fd, image.bytes() + done, image.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    done += static_cast<std::size_t>(count);
  }
  return ::fsync(fd) == 0 ? 0 : errno;
}

int sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return errno;
  const int cause = ::fsync(fd) == 0 || errno == EINVAL ? 0 : errno;
  return ::close(fd) == 0 ? cause : errno;
}

// Gives a finished file its name, unless something has that name. Not every file system can do it
// in the first way.
int rename_new(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (::link(from.c_str(), to.c_str()) != 0) return errno;
  return ::unlink(from.c_str()) == 0 ? 0 : errno;
}

// A new file beside `path`; `name` gets its name.
int open_beside(const std::string& path, std::string& name) {
  static std::atomic<unsigned> next{0};
  while (true) {
    name = path + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(next++);
    const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
}

}  // namespace

bool is_there(const std::string& path) {
  if (path.empty()) throw Error(STELSEL_INVALID_ARGUMENT, "a store needs the path of a file");
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    if (errno == ENOENT) return false;
    fail_file(path, "found", errno);
  }
  if (S_ISDIR(found.st_mode)) refuse(path, "is a folder, not a SQLite file of stelsel");
  if (!S_ISREG(found.st_mode)) refuse(path, "is not a file");
  const Head head = HeadReader(path).read(path);
  if (std::memcmp(head.data(), kMagic.data(), kMagic.size()) != 0) {
    refuse(path, found.st_size == 0 ? "is there already and empty; remove it to make a store there"
                                    : "is not a SQLite file");
  }
  if (big_endian(head, kApplicationIdAt) != kApplicationId) {
    refuse(path, "is a SQLite file of another program, not of stelsel");
  }
  return true;
}

NewFile::NewFile(const std::string& path) : path_(path) {
  const int fd = open_beside(path, name_);
  if (fd < 0) fail_file(path, "made", errno);
  if (::close(fd) != 0) fail_file(path, "made", errno);
}

NewFile::~NewFile() {
  if (there_) ::unlink(name_.c_str());
}

void NewFile::put_in_place(bool replace) {
  int cause = 0;
  if (replace) {
    cause = ::rename(name_.c_str(), path_.c_str()) == 0 ? 0 : errno;
  } else {
    cause = rename_new(name_, path_);
  }
  if (cause == EEXIST) {
    throw Error(STELSEL_ALREADY_EXISTS, "`" + path_ + "` is there already");
  }
  if (cause != 0) fail_file(path_, "made", cause);
  there_ = false;
  cause = sync_folder(std::filesystem::absolute(path_).parent_path());
  if (cause != 0) fail_file(path_, "made", cause);
}

void fail_file(const std::string& path, const char* what, int cause) {
  const std::int32_t code =
      cause == ENOENT || cause == ENOTDIR                    ? STELSEL_NOT_FOUND
      : cause == EACCES || cause == EPERM || cause == EROFS  ? STELSEL_PERMISSION_DENIED
      : cause == ENOSPC || cause == EDQUOT || cause == EFBIG ? STELSEL_RESOURCE_EXHAUSTED
                                                             : STELSEL_UNAVAILABLE;
  throw Error(code, "`" + path + "` cannot be " + what + ": " + std::strerror(cause));
}

void make_store(const std::string& path) {
  const Image image;
  NewFile file(path);
  const int fd = ::open(file.name().c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) fail_file(path, "made", errno);
  int cause = write_all(fd, image);
  if (::close(fd) != 0 && cause == 0) cause = errno;
  if (cause != 0) fail_file(path, "made", cause);
  try {
    file.put_in_place(false);
  } catch (const Error& e) {
    if (e.code() != STELSEL_ALREADY_EXISTS) throw;
  }
}

}  // namespace storage_sqlite
