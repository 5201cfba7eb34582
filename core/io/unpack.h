// Compressed files, guarded against those that are small and unpack to something huge.
#ifndef STELSEL_CORE_IO_UNPACK_H_
#define STELSEL_CORE_IO_UNPACK_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/base/file.h"

struct zip;
struct zip_file;

namespace stelsel::core {

// What may come out of one packed file, all told: 64 MiB, and beyond that 200 times its size, which
// no table of texts reaches.
class UnpackLimit {
 public:
  explicit UnpackLimit(int64_t packed_bytes);

  // Counts bytes that came out; ResourceExhausted when they are too many.
  absl::Status Add(size_t bytes);

 private:
  int64_t left_;
};

// The bytes that a gzip file holds, in a temporary file of the same name. Fails when it is none, is
// damaged or cut short, or has too much in it.
absl::StatusOr<File> Gunzip(const File& file);

// A zip archive. Names are texts: nothing is ever written to where they lead. One thread at a time.
class ZipArchive {
 public:
  // Fails when the file is no zip archive, or names two of its files alike. `file` must outlive it.
  static absl::StatusOr<std::unique_ptr<ZipArchive>> Open(const File& file);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // Of the files in it, in the order of the archive; folders are not among them.
  const std::vector<std::string>& names() const { return names_; }
  bool Has(const std::string& name) const { return indices_.contains(name); }

  // Reads one file of the archive, which must outlive it.
  class Entry {
   public:
    ~Entry();
    Entry(Entry&& other) noexcept;
    Entry& operator=(Entry&&) = delete;

    // Reads up to `n` bytes; 0 at the end. Fails when the archive is damaged, or when more than
    // the limit has come out of it.
    absl::StatusOr<size_t> Read(char* buffer, size_t n);

   private:
    friend class ZipArchive;
    Entry(ZipArchive& archive, std::string name, zip_file* file)
        : archive_(archive), name_(std::move(name)), file_(file) {}

    ZipArchive& archive_;
    std::string name_;
    zip_file* file_;
  };
  absl::StatusOr<Entry> Open(const std::string& name);

  // All of one file, in a temporary file that messages call `shown`.
  absl::StatusOr<File> Unpack(const std::string& name, const std::string& shown);

 private:
  ZipArchive(zip* archive, std::string path, int64_t bytes)
      : archive_(archive), path_(std::move(path)), limit_(bytes) {}
  absl::Status List();

  zip* archive_;
  std::string path_;
  UnpackLimit limit_;
  std::vector<std::string> names_;
  absl::flat_hash_map<std::string, uint64_t> indices_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_UNPACK_H_
