// A file of a source that is open, and what it holds once unpacked.
#ifndef STELSEL_CORE_IO_OPEN_FILE_H_
#define STELSEL_CORE_IO_OPEN_FILE_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/source_files.h"
#include "core/io/text_file.h"
#include "core/io/unpack.h"

namespace stelsel::core {

// Not copied: readers point to its bytes.
class OpenFile {
 public:
  static absl::StatusOr<OpenFile> Open(SourceFiles& files, const std::string& name, bool gzip) {
    STELSEL_ASSIGN_OR_RETURN(File file, files.Open(name));
    OpenFile opened(std::move(file), files.Shown(name));
    if (gzip) {
      STELSEL_ASSIGN_OR_RETURN(opened.unpacked_, Gunzip(opened.file_));
    }
    return opened;
  }

  const File& bytes() const { return unpacked_ ? *unpacked_ : file_; }
  // What findings call it.
  const std::string& shown() const { return shown_; }
  std::string ShownSheet(const std::string& sheet) const {
    return absl::StrCat(shown_, "#", OneLine(sheet));
  }
  // Whether somebody has changed the file since it was opened.
  bool HasChanged() const { return Stamp::Of(file_) != stamp_; }

 private:
  OpenFile(File file, std::string shown)
      : file_(std::move(file)), shown_(std::move(shown)), stamp_(Stamp::Of(file_)) {}

  File file_;
  std::optional<File> unpacked_;
  std::string shown_;
  Stamp stamp_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_OPEN_FILE_H_
