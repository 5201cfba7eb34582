#include "core/io/csv_segments.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/parallel.h"
#include "core/base/status.h"

namespace stelsel::core {
namespace {

constexpr int64_t kAll = std::numeric_limits<int64_t>::max();
constexpr int kMostFailures = 3;
constexpr size_t kLookAhead = size_t{1} << 16;

}  // namespace

// What one thread works with, and what it made of its segment.
struct CsvSegments::Worker {
  Worker(const File& file, const CsvOptions& options, const RowValues& v, ChunkBuilder b)
      : records(file, options), values(v), builder(std::move(b)) {}

  // From `start`, all records that start before `end`. Stops where something is to be told.
  absl::Status Read() {
    records.Seek(*start);
    whole = false;
    rows = Rows();
    while (records.place().byte < end) {
      STELSEL_ASSIGN_OR_RETURN(const bool more, records.Next(record));
      if (!more) break;
      if (!values.AppendWhole(record, builder)) return absl::OkStatus();
      ++rows.count;
      if (builder.full()) rows.chunks.push_back(builder.Finish());
    }
    if (builder.rows() > 0) rows.chunks.push_back(builder.Finish());
    rows.forms = values.forms();
    whole = true;
    return absl::OkStatus();
  }

  // Rows that were begun are not wanted.
  void Discard() {
    if (builder.rows() > 0) builder.Finish();
  }

  CsvReader records;
  RowValues values;
  ChunkBuilder builder;
  Record record;
  std::optional<CsvPlace> start;
  int64_t end = 0;
  bool whole = false;
  Rows rows;
};

CsvSegments::CsvSegments(const File& file, const CsvOptions& options, TextSurvey survey,
                         CsvReader& records, int threads)
    : file_(file),
      options_(options),
      survey_(std::move(survey)),
      records_(records),
      threads_(static_cast<size_t>(std::max(threads, 1))) {
  TextSurvey::Segment sum;
  for (const TextSurvey::Segment& segment : survey_.segments) {
    before_.push_back(sum);
    sum.line_feeds += segment.line_feeds;
    sum.quotes += segment.quotes;
  }
}

CsvSegments::~CsvSegments() = default;

void CsvSegments::Start(const RowValues& values, std::vector<ChunkBuilder> builders) {
  for (ChunkBuilder& builder : builders) {
    workers_.push_back(std::make_unique<Worker>(file_, options_, values, std::move(builder)));
  }
}

bool CsvSegments::LeftToCaller() const {
  const int64_t byte = records_.place().byte;
  return byte < left_until_ || byte >= file_.size();
}

// Where the first record that starts in the segment does, if quotes stand around cells only; absent
// when there is none.
std::optional<CsvPlace> CsvSegments::StartOf(size_t segment) const {
  if (segment >= before_.size()) return std::nullopt;
  bool quoted = before_[segment].quotes % 2 != 0;
  CsvPlace place{EndOf(segment) - survey_.segment_bytes, 1 + before_[segment].line_feeds};
  std::string buffer(kLookAhead, '\0');
  while (place.byte < EndOf(segment)) {
    const auto got = file_.ReadAt(place.byte, buffer.data(), buffer.size());
    if (!got.ok() || *got == 0) return std::nullopt;
    for (const char c : std::string_view(buffer).substr(0, *got)) {
      ++place.byte;
      if (c == options_.dialect.quote) quoted = !quoted;
      if (c != '\n') continue;
      ++place.line;
      if (!quoted) return place;
    }
  }
  return std::nullopt;
}

absl::StatusOr<CsvSegments::Rows> CsvSegments::Next() {
  const CsvPlace from = records_.place();
  const auto first = static_cast<size_t>(from.byte / survey_.segment_bytes);
  for (size_t i = 0; i < workers_.size(); ++i) {
    workers_[i]->start = i == 0 ? std::optional<CsvPlace>(from) : StartOf(first + i);
    workers_[i]->end = EndOf(first + i);
  }
  STELSEL_RETURN_IF_ERROR(ForEachTask(
      static_cast<int>(workers_.size()), workers_.size(),
      [&](size_t i) { return workers_[i]->start ? workers_[i]->Read() : absl::OkStatus(); }));
  return Accept();
}

// Takes over what was read up to the first segment that does not follow on the one before it.
CsvSegments::Rows CsvSegments::Accept() {
  Rows taken;
  CsvPlace at = records_.place();
  bool follows = true;
  for (const auto& worker : workers_) {
    follows = follows && worker->start == at;
    if (follows && !worker->whole) {
      left_until_ = ++failures_ < kMostFailures ? worker->end : kAll;
      follows = false;
    }
    if (follows) {
      failures_ = 0;
      at = worker->records.place();
      taken.count += worker->rows.count;
      std::move(worker->rows.chunks.begin(), worker->rows.chunks.end(),
                std::back_inserter(taken.chunks));
      taken.forms.Add(worker->rows.forms);
    }
    worker->Discard();
  }
  records_.Seek(at);
  return taken;
}

}  // namespace stelsel::core
