#include "core/io/text_survey.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <string_view>

#include "core/base/parallel.h"
#include "core/base/status.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

constexpr int64_t kBlock = int64_t{1} << 18;
constexpr int64_t kLeastBlock = 64;
// A character has at most three bytes behind its first.
constexpr size_t kMostBehind = 3;

bool IsBehind(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// A character may begin in one block and end in the next: a block is looked at from its first whole
// character up to the end of its last one, for which `text` has some bytes more than `size`.
bool IsUtf8(std::string_view text, size_t size, bool first) {
  size_t from = 0;
  while (!first && from < std::min(kMostBehind, size) && IsBehind(text[from])) ++from;
  size_t to = size;
  while (to < text.size() && IsBehind(text[to])) ++to;
  return FirstInvalidUtf8(text.substr(from, to - from)) == std::string_view::npos;
}

class Surveyor {
 public:
  Surveyor(const File& file, char quote, int64_t segment_bytes)
      : file_(file), quote_(quote), segment_bytes_(segment_bytes) {}

  // False when it is not UTF-8.
  absl::StatusOr<bool> Look(int64_t from, TextSurvey::Segment& segment) const {
    const int64_t end = from + segment_bytes_;
    // Most files are small, and need no room for a whole block.
    const int64_t block = std::clamp(file_.size() - from, kLeastBlock, kBlock);
    std::string buffer(static_cast<size_t>(block) + kMostBehind, '\0');
    for (int64_t at = from; at < end;) {
      const auto wanted = static_cast<size_t>(std::min(block, end - at));
      STELSEL_ASSIGN_OR_RETURN(const size_t got,
                               file_.ReadAt(at, buffer.data(), wanted + kMostBehind));
      const std::string_view text(buffer.data(), got);
      const size_t size = std::min(got, wanted);
      if (!IsUtf8(text, size, at == 0)) return false;
      segment.line_feeds += std::count(text.begin(), text.begin() + size, '\n');
      segment.quotes += std::count(text.begin(), text.begin() + size, quote_);
      if (got < wanted) return true;
      at += static_cast<int64_t>(size);
    }
    return true;
  }

 private:
  const File& file_;
  const char quote_;
  const int64_t segment_bytes_;
};

}  // namespace

absl::StatusOr<TextSurvey> SurveyText(const File& file, char quote, int threads,
                                      int64_t segment_bytes) {
  TextSurvey survey;
  survey.segment_bytes = segment_bytes;
  survey.segments.resize(static_cast<size_t>(file.size() / segment_bytes) + 1);
  std::atomic<bool> is_utf8{true};
  const Surveyor surveyor(file, quote, segment_bytes);
  STELSEL_RETURN_IF_ERROR(
      ForEachTask(threads, survey.segments.size(), [&](size_t i) -> absl::Status {
        if (!is_utf8.load(std::memory_order_relaxed)) return absl::OkStatus();
        const int64_t from = static_cast<int64_t>(i) * segment_bytes;
        STELSEL_ASSIGN_OR_RETURN(const bool valid, surveyor.Look(from, survey.segments[i]));
        if (!valid) is_utf8.store(false, std::memory_order_relaxed);
        return absl::OkStatus();
      }));
  survey.is_utf8 = is_utf8.load();
  return survey;
}

}  // namespace stelsel::core
