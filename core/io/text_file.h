// A file as UTF-8, whatever it was saved as.
#ifndef STELSEL_CORE_IO_TEXT_FILE_H_
#define STELSEL_CORE_IO_TEXT_FILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "core/base/file.h"
#include "core/io/text_survey.h"

namespace stelsel::core {

enum class Encoding { kUtf8, kUtf16Le, kUtf16Be, kWindows1252 };

// The encoding that a description calls `name`, such as `utf-8` or `cp1252`, in any case; absent
// when it is none that is read.
std::optional<Encoding> EncodingCalled(std::string_view name);
// What a finding calls it: `utf-8`, `utf-16` or `windows-1252`.
std::string_view NameOf(Encoding encoding);

// What tells whether a file changed between two looks at it.
struct Stamp {
  int64_t size = -1;
  int64_t seconds = 0;
  int64_t nanoseconds = 0;

  static Stamp Of(const File& file);
  friend bool operator==(const Stamp&, const Stamp&) = default;
};

struct Text {
  std::optional<File> copy;  // absent when the file is UTF-8 already
  Encoding encoding = Encoding::kUtf8;
  std::optional<TextSurvey> survey;  // of the file, when it was looked at and is no copy
};

// A file as UTF-8, but for bytes that are none in any encoding. The encoding is judged over the
// whole file, unless `stated` says it: a byte-order mark of UTF-16 is believed; else it is UTF-8;
// but when it has bytes that are no UTF-8, none that are beyond ASCII, and all are characters of
// Windows-1252, it is that.
//
// What is not UTF-8 already is copied to a temporary file. Where it cannot be decoded, the copy has
// a byte that is no UTF-8 either, so that it is told at its cell.
// `quote` and `threads` are those of the survey.
absl::StatusOr<Text> AsUtf8(const File& file, std::optional<Encoding> stated, char quote,
                            int threads);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_TEXT_FILE_H_
