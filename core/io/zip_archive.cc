#include <unistd.h>
#include <zip.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/unpack.h"

namespace stelsel::core {
namespace {

// Zip bombs may have millions of entries.
constexpr zip_int64_t kMostEntries = 100'000;

std::string TextOf(zip_error_t* error) { return ::zip_error_strerror(error); }

absl::Status Damaged(const std::string& path, std::string_view what) {
  return absl::DataLossError(absl::StrCat(OneLine(path), ": ", std::string(what)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<ZipArchive>> ZipArchive::Open(const File& file) {
  // The library closes what it is given.
  const int fd = ::dup(file.fd());
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", file.path()));
  int code = 0;
  zip* const archive = ::zip_fdopen(fd, 0, &code);
  if (archive == nullptr) {
    ::close(fd);
    zip_error_t error;
    ::zip_error_init_with_code(&error, code);
    const std::string text = TextOf(&error);
    ::zip_error_fini(&error);
    return Damaged(file.path(), absl::StrCat("it is no zip archive that can be read: ", text));
  }
  std::unique_ptr<ZipArchive> opened(new ZipArchive(archive, file.path(), file.size()));
  STELSEL_RETURN_IF_ERROR(opened->List());
  return opened;
}

// Nothing was changed, so there is nothing to lose.
ZipArchive::~ZipArchive() { ::zip_discard(archive_); }

absl::Status ZipArchive::List() {
  const zip_int64_t entries = ::zip_get_num_entries(archive_, 0);
  if (entries > kMostEntries) {
    return Damaged(path_, absl::StrCat("it has more than ", kMostEntries, " files"));
  }
  for (zip_int64_t i = 0; i < entries; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* const name = ::zip_get_name(archive_, index, ZIP_FL_ENC_GUESS);
    if (name == nullptr) return Damaged(path_, "it has a file without a name");
    const std::string text = name;
    if (text.empty() || text.back() == '/') continue;  // a folder
    if (!indices_.emplace(text, index).second) {
      return Damaged(path_, absl::StrCat("it has two files called ", OneLine(text)));
    }
    names_.push_back(text);
  }
  return absl::OkStatus();
}

absl::StatusOr<ZipArchive::Entry> ZipArchive::Open(const std::string& name) {
  const auto found = indices_.find(name);
  if (found == indices_.end()) {
    return absl::NotFoundError(absl::StrCat("there is no ", OneLine(name), " in ", OneLine(path_)));
  }
  zip_file* const file = ::zip_fopen_index(archive_, found->second, 0);
  if (file == nullptr) {
    return Damaged(absl::StrCat(path_, "/", name), TextOf(::zip_get_error(archive_)));
  }
  return Entry(*this, name, file);
}

ZipArchive::Entry::Entry(Entry&& other) noexcept
    : archive_(other.archive_),
      name_(std::move(other.name_)),
      file_(std::exchange(other.file_, nullptr)) {}

ZipArchive::Entry::~Entry() {
  // What it would tell, such as a wrong checksum, the last Read has told.
  if (file_ != nullptr) ::zip_fclose(file_);
}

absl::StatusOr<size_t> ZipArchive::Entry::Read(char* buffer, size_t n) {
  const zip_int64_t got = ::zip_fread(file_, buffer, n);
  if (got < 0) {
    return Damaged(absl::StrCat(archive_.path_, "/", name_),
                   absl::StrCat("it is damaged: ", TextOf(::zip_file_get_error(file_))));
  }
  STELSEL_RETURN_IF_ERROR(archive_.limit_.Add(static_cast<size_t>(got)));
  return static_cast<size_t>(got);
}

absl::StatusOr<File> ZipArchive::Unpack(const std::string& name, const std::string& shown) {
  STELSEL_ASSIGN_OR_RETURN(Entry entry, Open(name));
  STELSEL_ASSIGN_OR_RETURN(File unpacked, File::Temporary(shown));
  std::string buffer(size_t{1} << 18, '\0');
  for (;;) {
    STELSEL_ASSIGN_OR_RETURN(const size_t got, entry.Read(buffer.data(), buffer.size()));
    if (got == 0) return unpacked;
    STELSEL_RETURN_IF_ERROR(unpacked.Append(std::string_view(buffer).substr(0, got)));
  }
}

}  // namespace stelsel::core
