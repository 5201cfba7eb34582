// One quick look at a whole file, before it is read.
#ifndef STELSEL_CORE_IO_TEXT_SURVEY_H_
#define STELSEL_CORE_IO_TEXT_SURVEY_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/file.h"

namespace stelsel::core {

// What tells the encoding of a file, and where its lines can be told apart in its midst.
struct TextSurvey {
  static constexpr int64_t kSegmentBytes = int64_t{4} << 20;
  // Less would not hold a character.
  static constexpr int64_t kLeastSegmentBytes = 4;

  struct Segment {
    int64_t line_feeds = 0;
    int64_t quotes = 0;
  };

  bool is_utf8 = true;
  int64_t segment_bytes = kSegmentBytes;
  std::vector<Segment> segments;  // each of segment_bytes, but for the last
};

// Looks at the file on so many threads; `quote` is the character that is counted. Where the file is
// not UTF-8, the counts may stop there. Segments have `segment_bytes`, at least kLeastSegmentBytes.
absl::StatusOr<TextSurvey> SurveyText(const File& file, char quote, int threads,
                                      int64_t segment_bytes = TextSurvey::kSegmentBytes);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_TEXT_SURVEY_H_
