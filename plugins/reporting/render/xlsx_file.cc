#include "render/xlsx_file.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

namespace reporting {
namespace {

constexpr std::size_t kPiece = 1 << 16;
// The library takes 0 for today.
constexpr std::int64_t kSomeDay = 3652;  // 1980-01-01
constexpr std::size_t kLongTag = 64;

[[noreturn]] void NoRoom(const std::string& what) {
  throw stelsel::Error(STELSEL_RESOURCE_EXHAUSTED, what);
}

std::string Why() { return std::generic_category().message(errno); }

bool TakesFiles(const std::string& folder) {
  std::string path = folder + "/stelsel-XXXXXX";
  const int file = mkstemp(path.data());
  if (file < 0) return false;
  unlink(path.c_str());
  close(file);
  return true;
}

// Where the library may put its temporary files, which have no names once they are open. Seen
// before, since it would tell of a folder that takes none on standard error.
std::string TemporaryFolder() {
  const char* const given = secure_getenv("TMPDIR");
  for (const std::string& folder :
       {std::string(given != nullptr ? given : ""), std::string("/tmp")})
    if (!folder.empty() && TakesFiles(folder)) return folder;
  NoRoom("no temporary file could be made for a workbook: " + Why());
}

std::string ReadAll(int file) {
  struct stat info {};
  if (fstat(file, &info) != 0) NoRoom("a workbook could not be read back: " + Why());
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t count = pread(file, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) NoRoom("a workbook could not be read back: " + Why());
    at += static_cast<std::size_t>(count);
  }
  return bytes;
}

struct CloseZip {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Zip = std::unique_ptr<zip_t, CloseZip>;
using ZipFile = std::unique_ptr<zip_file_t, CloseZip>;

Zip OpenZip(std::string_view archive) {
  zip_source_t* const source = zip_source_buffer_create(archive.data(), archive.size(), 0, nullptr);
  if (source == nullptr) return nullptr;
  Zip zip(zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (zip == nullptr) zip_source_free(source);
  return zip;
}

// The first and last bytes of a part; false when it cannot be read to its end.
bool ReadEnds(zip_t* zip, zip_uint64_t index, std::string& start, std::string& end) {
  const ZipFile file(zip_fopen_index(zip, index, 0));
  if (file == nullptr) return false;
  std::vector<char> piece(kPiece);
  for (zip_int64_t count; (count = zip_fread(file.get(), piece.data(), piece.size())) != 0;) {
    if (count < 0) return false;
    const std::string_view read(piece.data(), static_cast<std::size_t>(count));
    if (start.size() < kPiece) start += read;
    end += read;
    if (end.size() > kLongTag) end.erase(0, end.size() - kLongTag);
  }
  return true;
}

// `worksheet`, of `<?xml ...?>\n<worksheet xmlns=...>`
std::string RootOf(const std::string& start) {
  for (std::size_t at = 0; (at = start.find('<', at)) != std::string::npos; ++at) {
    if (start.compare(at + 1, 1, "?") == 0 || start.compare(at + 1, 1, "!") == 0) continue;
    return start.substr(at + 1, start.find_first_of(" />", at + 1) - at - 1);
  }
  return "";
}

bool EndsAsItShould(const std::string& start, std::string end) {
  const std::string root = RootOf(start);
  while (!end.empty() && (end.back() == '\n' || end.back() == '\r')) end.pop_back();
  const std::string tag = "</" + root + ">";
  if (root.empty() || end.size() < 2) return false;
  if (end.size() >= tag.size() && end.compare(end.size() - tag.size(), tag.size(), tag) == 0)
    return true;
  // A root without anything in it.
  return end.compare(end.size() - 2, 2, "/>") == 0 &&
         start.find('<', start.find(root)) == std::string::npos;
}

}  // namespace

XlsxFile::XlsxFile(const std::string& title, std::int64_t day) : folder_(TemporaryFolder()) {
  file_ = memfd_create("workbook", MFD_CLOEXEC);
  if (file_ < 0) NoRoom("there is no memory for a workbook: " + Why());
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder_.data();
  book_ = workbook_new_opt(("/proc/self/fd/" + std::to_string(file_)).c_str(), &options);
  if (book_ == nullptr) {
    close(file_);
    NoRoom("there is no memory for a workbook");
  }
  std::string kept = title;
  lxw_doc_properties properties{};
  properties.title = kept.data();
  properties.created = static_cast<time_t>(day == 0 ? kSomeDay : day) * 86400;
  workbook_set_properties(book_, &properties);
}

XlsxFile::~XlsxFile() {
  if (book_ != nullptr) lxw_workbook_free(book_);
  if (file_ >= 0) close(file_);
}

lxw_worksheet* XlsxFile::AddSheet(const std::string& name) {
  lxw_worksheet* const sheet = workbook_add_worksheet(book_, name.c_str());
  if (sheet == nullptr) NoRoom("a sheet could not be added to a workbook");
  return sheet;
}

void XlsxFile::Close(stelsel::Sink& sink) {
  const lxw_error error = workbook_close(std::exchange(book_, nullptr));  // frees it, too
  if (error != LXW_NO_ERROR)
    NoRoom(std::string("a workbook could not be written: ") + lxw_strerror(error));
  const std::string bytes = ReadAll(file_);
  if (!IsWhole(bytes))
    NoRoom("a workbook could not be written: there is no room for temporary files");
  for (std::size_t at = 0; at < bytes.size(); at += kPiece)
    sink.write(std::string_view(bytes).substr(at, kPiece));
}

void Check(lxw_error error) {
  if (error != LXW_NO_ERROR)
    throw stelsel::Error(STELSEL_INTERNAL,
                         std::string("a workbook refuses something: ") + lxw_strerror(error));
}

bool IsWhole(std::string_view archive) {
  const Zip zip = OpenZip(archive);
  if (zip == nullptr) return false;
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    std::string start, end;
    if (!ReadEnds(zip.get(), static_cast<zip_uint64_t>(i), start, end)) return false;
    if (!EndsAsItShould(start, end)) return false;
  }
  return count > 0;
}

}  // namespace reporting
