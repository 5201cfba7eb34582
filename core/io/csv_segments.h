// The rows of a large CSV file on several threads.
#ifndef STELSEL_CORE_IO_CSV_SEGMENTS_H_
#define STELSEL_CORE_IO_CSV_SEGMENTS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/base/file.h"
#include "core/io/csv_reader.h"
#include "core/io/row_values.h"
#include "core/io/text_survey.h"
#include "core/model/chunk.h"

namespace stelsel::core {

// A file is cut into segments, of which several are read side by side. Where a record starts in the
// midst of a file is guessed from the quotes before it, and what is read from there counts only
// when the segment before turns out to end just there. So the rows are the same as when they are
// read one after the other, also where quotes are not as they should be.
//
// Only rows in which nothing is to be told are read so. What is in a segment with other rows is
// left to the caller, who reads on with `records`; the cost of having tried is bounded, since after
// a few such segments the rest is left to him.
class CsvSegments {
 public:
  // Rows of several segments on end.
  struct Rows {
    std::vector<ChunkPtr> chunks;
    int64_t count = 0;
    ForeignForms forms;
  };

  // `records` reads `file` by `options`; both must outlive it.
  CsvSegments(const File& file, const CsvOptions& options, TextSurvey survey, CsvReader& records,
              int threads);
  ~CsvSegments();

  // Whether the file is large enough for it to save time.
  static bool IsWorthIt(const File& file, int threads) {
    return threads > 1 && file.size() > 2 * TextSurvey::kSegmentBytes;
  }

  // Sets what each thread works with: a builder of chunks. Before the first Next.
  void Start(const RowValues& values, std::vector<ChunkBuilder> builders);
  size_t threads() const { return threads_; }

  // Whether the caller is to read the next record himself: at the end, too.
  bool LeftToCaller() const;
  // Reads on from where `records` is, and puts it behind what was read. Not when LeftToCaller. May
  // give nothing, and leave what follows to the caller.
  absl::StatusOr<Rows> Next();

 private:
  struct Worker;

  int64_t EndOf(size_t segment) const {
    return static_cast<int64_t>(segment + 1) * survey_.segment_bytes;
  }
  std::optional<CsvPlace> StartOf(size_t segment) const;
  Rows Accept();

  const File& file_;
  const CsvOptions options_;
  const TextSurvey survey_;
  std::vector<TextSurvey::Segment> before_;  // of each segment, what all before it have
  CsvReader& records_;
  const size_t threads_;
  std::vector<std::unique_ptr<Worker>> workers_;
  int64_t left_until_ = 0;  // the byte up to which records are left to the caller
  int failures_ = 0;        // segments on end that were left to him
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_CSV_SEGMENTS_H_
