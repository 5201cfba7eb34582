#ifndef STELSEL_CORE_BASE_FILE_H_
#define STELSEL_CORE_BASE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/base/unique_fd.h"

namespace stelsel::core {

// A regular file, open for reading by `pread`. Files are never mapped: one that somebody else cuts
// short then reads as shorter, instead of killing the program that embeds us. Error texts name the
// path, as one line.
//
// Any number of threads may read from one File at once.
class File {
 public:
  // Follows symbolic links. Fails when there is no such file, when it may not be read, and when it
  // is not a regular file: a folder, a device, or a named pipe, on which it does not wait.
  static absl::StatusOr<File> OpenForReading(const std::string& path);

  // A new empty file that has no name and goes with the File; `path` is what messages call it. It
  // is made where TMPDIR says, or else in /tmp. Appended to before it is read.
  static absl::StatusOr<File> Temporary(const std::string& path);
  // Adds bytes at the end of a Temporary. One thread at a time, and none that reads.
  absl::Status Append(std::string_view bytes);

  // In bytes, as it was on opening. The end that ReadAt finds counts, since files change.
  std::int64_t size() const { return size_; }

  // Reads `n` bytes at `offset` into `buffer`, and returns how many: fewer than `n` only where the
  // file ends, 0 at or past its end.
  absl::StatusOr<std::size_t> ReadAt(std::int64_t offset, char* buffer, std::size_t n) const;

  // Still owned by the File.
  int fd() const { return fd_.get(); }

  // As given on opening.
  const std::string& path() const { return path_; }

 private:
  File(UniqueFd fd, std::int64_t size, std::string path)
      : fd_(std::move(fd)), size_(size), path_(std::move(path)) {}

  UniqueFd fd_;
  std::int64_t size_;
  std::string path_;
};

// The bytes of a regular file. Fails where File does, and for a file of more than `max_bytes`, of
// which no more than that is read.
absl::StatusOr<std::string> ReadWholeFile(const std::string& path, std::int64_t max_bytes);
absl::StatusOr<std::string> ReadWholeFile(const File& file, std::int64_t max_bytes);

// Writes a file that appears whole or not at all. The bytes go to a new `PATH.tmp-XXXXXX` in the
// same folder; Commit gives it its name. Without a Commit that succeeds, whatever stood at PATH
// stays, and the temporary file is removed when the writer is destroyed.
//
// The new file has mode 0644 less the umask, also when it replaces one with another mode; where
// PATH is a symbolic link, it replaces the link. PATH is resolved once, so a later chdir does not
// matter. One thread at a time.
class FileWriter {
 public:
  // Fails when the folder does not exist or may not be read and written, and when PATH is there
  // and is not a regular file.
  static absl::StatusOr<FileWriter> Create(const std::string& path);

  FileWriter(FileWriter&& other) noexcept { Swap(other); }
  FileWriter& operator=(FileWriter&& other) noexcept {
    Swap(other);
    return *this;
  }
  ~FileWriter();

  // Adds bytes, through a buffer of 64 KiB. After a failure, every Write and Commit fails the same.
  absl::Status Write(std::string_view bytes);

  // Flushes to the disk, renames, and flushes the folder. After it, the writer takes no more bytes.
  // Fails when any of these does; only when the very last does is the new file in place
  // nevertheless, and may be lost in a power cut.
  absl::Status Commit();

 private:
  FileWriter() = default;

  void Swap(FileWriter& other) noexcept;
  absl::Status CreateTemporary();
  absl::Status CheckUsable() const;
  absl::Status Flush();
  absl::Status WriteOut(std::string_view bytes);
  absl::Status Publish();
  absl::Status Keep(absl::Status status);
  absl::Status Failure(const char* what) const;

  std::string path_;       // as given, for messages
  std::string name_;       // of the file, in its folder
  std::string temporary_;  // name in the folder; empty once there is nothing to remove
  UniqueFd folder_;
  UniqueFd fd_;  // of the temporary file; none after Commit
  std::string buffer_;
  absl::Status failure_;  // the first one
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_FILE_H_
