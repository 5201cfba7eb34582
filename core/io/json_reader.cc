#include "core/io/json_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/base/status.h"

namespace stelsel::core {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr size_t kFirstBlock = size_t{1} << 14;

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace

JsonReader::JsonReader(const File& file, bool lines, JsonOptions options)
    : file_(file), lines_(lines), options_(options) {}

JsonReader::~JsonReader() = default;

absl::StatusOr<bool> JsonReader::HasHead() {
  STELSEL_RETURN_IF_ERROR(Start());
  return has_head_;
}

// Up to the first row, which tells what rows are.
absl::Status JsonReader::Start() {
  if (parser_ != nullptr) return status_;
  while (size_ < kBom.size() && More()) continue;
  if (std::string_view(buffer_).substr(0, size_).starts_with(kBom)) pos_ = kBom.size();
  SkipSpace();
  if (!lines_) {
    const char found = HasByte() ? buffer_[pos_] : '\0';
    if (found != '[') {
      return absl::InvalidArgumentError(
          found == '{' ? "it is one object; a list of rows is read, or JSON Lines (.jsonl)"
                       : "it is no list of rows");
    }
    ++pos_;
    SkipSpace();
    ended_ = HasByte() && buffer_[pos_] == ']';
  }
  STELSEL_RETURN_IF_ERROR(status_);
  has_head_ = !ended_ && HasByte() && buffer_[pos_] == '[';
  parser_ = std::make_unique<JsonRowParser>(has_head_, options_.max_names);
  return status_;
}

absl::StatusOr<bool> JsonReader::Next(Record& record) {
  STELSEL_RETURN_IF_ERROR(Start());
  const std::string problem = ended_ ? "" : ToNextRow();
  STELSEL_RETURN_IF_ERROR(status_);
  record.line = line_;
  record.byte = ByteAt(pos_);
  if (!problem.empty()) {
    ended_ = true;
    Break(RecordFault::kBroken, record);
    record.reason = problem;
    return true;
  }
  if (ended_) return false;
  ToEndOfRow();
  STELSEL_RETURN_IF_ERROR(status_);
  if (std::exchange(too_long_, false)) {
    Break(lines_ ? RecordFault::kTooLong : RecordFault::kBroken, record);
    record.reason = "a row has more bytes than can be read (64 MiB); what follows is not read";
    return true;
  }
  parser_->Parse(std::string_view(buffer_).substr(start_, pos_ - start_), record);
  record.fault_line += record.line;
  record.fault_byte += record.byte;
  return true;
}

void JsonReader::Break(RecordFault fault, Record& record) {
  record.cells.clear();
  record.labels.clear();
  record.repeated.clear();
  record.fault = fault;
  record.fault_line = record.line;
  record.fault_byte = record.byte;
}

// Reads another block behind what there is of the row. False at the end of the file, at the limit,
// or after an error; the members tell which.
bool JsonReader::More() {
  if (end_ || !status_.ok()) return false;
  if (size_ - start_ >= options_.max_row_bytes) {
    too_long_ = true;
    return false;
  }
  const size_t kept = size_ - start_;
  if (kept > 0 && start_ > 0) std::memmove(&buffer_[0], &buffer_[start_], kept);
  offset_ += static_cast<int64_t>(start_);
  pos_ -= start_;
  start_ = 0;
  size_ = kept;
  // Most files are small, and need no room for a whole block.
  const size_t most = std::max(kFirstBlock, 4 * buffer_.size());
  const size_t wanted = std::clamp<size_t>(options_.block_bytes, 1, most);
  if (buffer_.size() < kept + wanted) buffer_.resize(std::max(kept + wanted, 2 * buffer_.size()));
  const auto got = file_.ReadAt(ByteAt(size_), &buffer_[size_], wanted);
  status_ = got.status();
  if (!got.ok()) return false;
  size_ += *got;
  end_ = *got < wanted;
  return *got > 0;
}

void JsonReader::SkipSpace() {
  for (start_ = pos_; HasByte() && IsSpace(buffer_[pos_]); start_ = ++pos_) {
    if (buffer_[pos_] == '\n') ++line_;
  }
}

// Goes to the start of a row; sets ended_ where there is none any more. Returns what is wrong
// between the rows, after which nothing can be read; else an empty text.
std::string JsonReader::ToNextRow() {
  SkipSpace();
  if (lines_) {
    ended_ = !HasByte();
    return "";
  }
  if (!HasByte()) return "the list is not closed";
  if (first_) return "";
  if (buffer_[pos_] == ',') {
    ++pos_;
    SkipSpace();
    return "";
  }
  ++pos_;
  SkipSpace();
  ended_ = true;
  return HasByte() ? "something follows the list, which is not read" : "";
}

// In a list up to the comma or bracket behind the row, on lines up to the end of the line.
void JsonReader::ToEndOfRow() {
  start_ = pos_;
  first_ = false;
  lines_ ? ToEndOfLine() : ToEndOfItem();
  if (!too_long_) return;
  // A line can be passed over; where a row of a list ends is not known.
  ended_ = !lines_;
  while (lines_ && !end_ && status_.ok() && too_long_) {
    too_long_ = false;
    start_ = pos_;
    ToEndOfLine();
  }
  too_long_ = true;
}

void JsonReader::ToEndOfLine() {
  while (HasByte()) {
    const char* const from = &buffer_[pos_];
    const void* const end = std::memchr(from, '\n', size_ - pos_);
    pos_ =
        end != nullptr ? pos_ + static_cast<size_t>(static_cast<const char*>(end) - from) : size_;
    if (end != nullptr) return;
  }
}

void JsonReader::ToEndOfItem() {
  int64_t depth = 0;
  bool in_text = false;
  bool escaped = false;
  for (; HasByte(); ++pos_) {
    const char c = buffer_[pos_];
    if (c == '\n') ++line_;
    if (in_text) {
      in_text = escaped || c != '"';
      escaped = !escaped && c == '\\';
    } else if (depth == 0 && (c == ',' || c == ']')) {
      return;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      depth = std::max<int64_t>(depth - 1, 0);
    }
  }
}

}  // namespace stelsel::core
