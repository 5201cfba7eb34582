#include "core/base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <limits>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;
constexpr mode_t kMode = 0644;
constexpr int kMostNames = 100;

// Calls again for as long as a signal comes in between.
template <typename Call>
auto Retry(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

// Takes the reason from errno, so it comes straight after the failed call.
absl::Status SystemError(const char* what, const std::string& path) {
  const int reason = errno;
  return absl::ErrnoToStatus(reason, absl::StrCat("cannot ", what, " ", OneLine(path)));
}

const char* KindName(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a named pipe";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
  return "something else";
}

absl::Status NotAFile(const std::string& path, mode_t mode) {
  return absl::InvalidArgumentError(
      absl::StrCat(OneLine(path), " is ", KindName(mode), ", not a regular file"));
}

// The system would silently take a path up to its first zero byte.
absl::Status CheckPath(const std::string& path) {
  if (path.find('\0') == std::string::npos) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("a path holds a zero byte: ", OneLine(path)));
}

struct SplitPath {
  std::string folder;
  std::string name;
};

SplitPath Split(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return {".", path};
  return {path.substr(0, slash + 1), path.substr(slash + 1)};
}

// Six random letters or digits. They only keep names apart; O_EXCL keeps files safe.
absl::StatusOr<std::string> RandomEnding() {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz012345";
  std::array<unsigned char, 6> random;
  if (Retry([&] { return ::getrandom(random.data(), random.size(), 0); }) < 0) {
    return absl::ErrnoToStatus(errno, "cannot get random bytes");
  }
  std::string ending;
  for (const unsigned char byte : random) ending += kLetters[byte % kLetters.size()];
  return ending;
}

// A name that is free, or one that stands for a regular file.
absl::Status CheckReplaceable(int folder, const std::string& name, const std::string& path) {
  struct stat info;
  if (::fstatat(folder, name.c_str(), &info, 0) == 0) {
    return S_ISREG(info.st_mode) ? absl::OkStatus() : NotAFile(path, info.st_mode);
  }
  return errno == ENOENT ? absl::OkStatus() : SystemError("write", path);
}

}  // namespace

absl::StatusOr<File> File::OpenForReading(const std::string& path) {
  STELSEL_RETURN_IF_ERROR(CheckPath(path));
  // Without O_NONBLOCK, a named pipe would keep us waiting for a writer.
  constexpr int kFlags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
  UniqueFd fd(Retry([&] { return ::open(path.c_str(), kFlags); }));
  if (!fd.valid()) return SystemError("open", path);
  struct stat info;
  if (::fstat(fd.get(), &info) != 0) return SystemError("inspect", path);
  if (!S_ISREG(info.st_mode)) return NotAFile(path, info.st_mode);
  return File(std::move(fd), info.st_size, path);
}

absl::StatusOr<File> File::Temporary(const std::string& path) {
  const char* const given = ::getenv("TMPDIR");
  const std::string folder = given != nullptr && *given == '/' ? given : "/tmp";
  UniqueFd fd(Retry([&] { return ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); }));
  if (!fd.valid()) {
    // Not every file system can make a file without a name.
    STELSEL_ASSIGN_OR_RETURN(const std::string ending, RandomEnding());
    const std::string name = absl::StrCat(folder, "/stelsel-", ending);
    constexpr int kFlags = O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC;
    fd = UniqueFd(Retry([&] { return ::open(name.c_str(), kFlags, 0600); }));
    if (!fd.valid()) return SystemError("make a temporary file in", folder);
    if (::unlink(name.c_str()) != 0) return SystemError("remove", name);
  }
  return File(std::move(fd), 0, path);
}

absl::Status File::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        Retry([&] { return ::pwrite(fd_.get(), bytes.data(), bytes.size(), size_); });
    if (written < 0) return SystemError("write a temporary copy of", path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += written;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::size_t> File::ReadAt(std::int64_t offset, char* buffer, std::size_t n) const {
  constexpr auto kMaxOffset = std::numeric_limits<std::int64_t>::max();
  if (offset < 0 || n > static_cast<std::size_t>(kMaxOffset - offset)) {
    return absl::InvalidArgumentError(absl::StrCat("no such place in ", OneLine(path_)));
  }
  std::size_t done = 0;
  while (done < n) {
    const auto at = offset + static_cast<std::int64_t>(done);
    const ssize_t got = Retry([&] { return ::pread(fd(), buffer + done, n - done, at); });
    if (got < 0) return SystemError("read", path_);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

absl::StatusOr<std::string> ReadWholeFile(const std::string& path, std::int64_t max_bytes) {
  STELSEL_ASSIGN_OR_RETURN(const File file, File::OpenForReading(path));
  return ReadWholeFile(file, max_bytes);
}

absl::StatusOr<std::string> ReadWholeFile(const File& file, std::int64_t max_bytes) {
  const auto most = static_cast<std::size_t>(std::max<std::int64_t>(max_bytes, 0));
  std::string bytes;
  // One byte past the limit is asked for, since the size on opening may be out of date.
  while (bytes.size() <= most && file.size() <= max_bytes) {
    const std::size_t before = bytes.size();
    const std::size_t expected = static_cast<std::size_t>(file.size()) + 1;
    const std::size_t step = before < expected ? expected - before : kBufferBytes;
    bytes.resize(before + std::min(step, most - before + 1));
    STELSEL_ASSIGN_OR_RETURN(
        const std::size_t n,
        file.ReadAt(static_cast<std::int64_t>(before), &bytes[before], bytes.size() - before));
    const bool end = n < bytes.size() - before;
    bytes.resize(before + n);
    if (end) return bytes;
  }
  return absl::ResourceExhaustedError(
      absl::StrCat(OneLine(file.path()), " is larger than ", max_bytes, " bytes"));
}

absl::StatusOr<FileWriter> FileWriter::Create(const std::string& path) {
  STELSEL_RETURN_IF_ERROR(CheckPath(path));
  const SplitPath split = Split(path);
  if (split.name.empty() || split.name == "." || split.name == "..") {
    return absl::InvalidArgumentError(absl::StrCat("not the name of a file: ", OneLine(path)));
  }
  FileWriter writer;
  writer.path_ = path;
  writer.name_ = split.name;
  constexpr int kFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  writer.folder_ = UniqueFd(Retry([&] { return ::open(split.folder.c_str(), kFlags); }));
  if (!writer.folder_.valid()) return SystemError("open the folder of", path);
  STELSEL_RETURN_IF_ERROR(CheckReplaceable(writer.folder_.get(), writer.name_, path));
  STELSEL_RETURN_IF_ERROR(writer.CreateTemporary());
  return writer;
}

// Not by mkostemp: that gives mode 0600, and the umask that should apply can only be read by
// changing it for the whole program.
absl::Status FileWriter::CreateTemporary() {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  for (int i = 0; i < kMostNames; ++i) {
    STELSEL_ASSIGN_OR_RETURN(const std::string ending, RandomEnding());
    const std::string name = absl::StrCat(name_, ".tmp-", ending);
    fd_ = UniqueFd(Retry([&] { return ::openat(folder_.get(), name.c_str(), kFlags, kMode); }));
    if (fd_.valid()) {
      temporary_ = name;
      return absl::OkStatus();
    }
    if (errno != EEXIST) return Failure("create a temporary file for");
  }
  return Failure("find a free temporary name for");
}

FileWriter::~FileWriter() {
  // A file that stays behind does no harm to the one at PATH, and there is nobody to tell.
  if (!temporary_.empty()) ::unlinkat(folder_.get(), temporary_.c_str(), 0);
}

void FileWriter::Swap(FileWriter& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(name_, other.name_);
  std::swap(temporary_, other.temporary_);
  std::swap(folder_, other.folder_);
  std::swap(fd_, other.fd_);
  std::swap(buffer_, other.buffer_);
  std::swap(failure_, other.failure_);
}

absl::Status FileWriter::Write(std::string_view bytes) {
  STELSEL_RETURN_IF_ERROR(CheckUsable());
  if (buffer_.size() + bytes.size() > kBufferBytes) STELSEL_RETURN_IF_ERROR(Keep(Flush()));
  if (bytes.size() >= kBufferBytes) return Keep(WriteOut(bytes));
  buffer_ += bytes;
  return absl::OkStatus();
}

absl::Status FileWriter::Commit() {
  STELSEL_RETURN_IF_ERROR(CheckUsable());
  return Keep(Publish());
}

absl::Status FileWriter::CheckUsable() const {
  STELSEL_RETURN_IF_ERROR(failure_);
  if (fd_.valid()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat("already written: ", OneLine(path_)));
}

absl::Status FileWriter::Flush() {
  STELSEL_RETURN_IF_ERROR(WriteOut(buffer_));
  buffer_.clear();
  return absl::OkStatus();
}

absl::Status FileWriter::WriteOut(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = Retry([&] { return ::write(fd_.get(), bytes.data(), bytes.size()); });
    if (n < 0) return Failure("write");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return absl::OkStatus();
}

absl::Status FileWriter::Publish() {
  STELSEL_RETURN_IF_ERROR(Flush());
  if (Retry([&] { return ::fsync(fd_.get()); }) != 0) return Failure("flush");
  // Linux closes the descriptor even when a signal comes in between, so no second call.
  if (::close(fd_.Release()) != 0 && errno != EINTR) return Failure("close");
  const int folder = folder_.get();
  if (::renameat(folder, temporary_.c_str(), folder, name_.c_str()) != 0) return Failure("replace");
  temporary_.clear();
  // EINVAL: a file system that has no such thing as flushing a folder.
  if (Retry([&] { return ::fsync(folder); }) != 0 && errno != EINVAL) {
    return Failure("flush the folder of");
  }
  return absl::OkStatus();
}

absl::Status FileWriter::Keep(absl::Status status) {
  failure_ = status;
  return status;
}

absl::Status FileWriter::Failure(const char* what) const { return SystemError(what, path_); }

}  // namespace stelsel::core
