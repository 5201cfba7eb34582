#include "core/io/csv_reader.h"

#include <algorithm>
#include <cstring>

#include "core/base/status.h"

namespace stelsel::core {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr size_t kFirstBlock = size_t{1} << 14;

}  // namespace

CsvReader::CsvReader(const File& file, CsvOptions options)
    : file_(file),
      options_(options),
      delimiter_(options.dialect.delimiter),
      quote_(options.dialect.quote),
      marks_(options.dialect.delimiter) {}

absl::StatusOr<bool> CsvReader::Next(Record& record) {
  fault_ = RecordFault::kNone;
  too_long_ = false;
  spans_.clear();
  SkipBom();
  Resume();
  start_ = pos_;
  record.line = record_line_ = line_;
  record.byte = ByteAt(pos_);
  if (!HasByte()) {
    STELSEL_RETURN_IF_ERROR(status_);
    return false;
  }
  if (ReadPlainRecord(record)) return true;
  while (ReadCell()) continue;
  STELSEL_RETURN_IF_ERROR(status_);
  Deliver(record);
  return true;
}

// The way of nearly all records: whole in the buffer, without doubled quotes or anything odd.
// False, with nothing done, for one that is not so.
bool CsvReader::ReadPlainRecord(Record& record) {
  record.cells.clear();
  int64_t lines = 1;
  size_t at = pos_;
  do {
    if (!AddPlainCell(record, at, lines)) return false;
  } while (buffer_[at++] != '\n');
  pos_ = at;
  line_ += lines;
  record.fault = RecordFault::kNone;
  return true;
}

// Goes from the start of a cell to the mark that ends it.
bool CsvReader::AddPlainCell(Record& record, size_t& at, int64_t& lines) {
  const char* const data = buffer_.data();
  while (options_.dialect.skip_spaces && at < size_ && data[at] == ' ') ++at;
  const bool quoted = at < size_ && data[at] == quote_;
  const size_t begin = quoted ? at + 1 : at;
  size_t end = 0;
  if (quoted) {
    const void* const close = std::memchr(data + begin, quote_, size_ - begin);
    if (close == nullptr) return false;
    end = static_cast<size_t>(static_cast<const char*>(close) - data);
    at = end + 1;
    if (at + 1 < size_ && data[at] == '\r' && data[at + 1] == '\n') ++at;
    if (at >= size_ || (data[at] != delimiter_ && data[at] != '\n')) return false;
    lines += std::count(data + begin, data + end, '\n');
  } else {
    at = end = marks_.Next(data, at, size_);
    if (at >= size_) return false;
    if (data[at] == '\n' && end > begin && data[end - 1] == '\r') --end;
  }
  if (record.cells.size() >= options_.max_record_cells) return false;
  record.cells.push_back({{data + begin, end - begin}, quoted, false});
  return true;
}

void CsvReader::SkipBom() {
  if (begun_) return;
  begun_ = true;
  while (size_ < kBom.size() && More()) continue;
  if (std::string_view(buffer_).substr(0, size_).starts_with(kBom)) pos_ = kBom.size();
  if (!options_.dialect.delimiter_line) return;
  start_ = pos_;
  for (size_t lf = std::string::npos; lf == std::string::npos && HasByte();) {
    lf = std::string_view(buffer_).substr(0, size_).find('\n', pos_);
    pos_ = lf == std::string::npos ? size_ : lf + 1;
  }
  ++line_;
}

void CsvReader::Seek(CsvPlace place) {
  begun_ = true;
  MoveTo(place.byte, place.line);
}

void CsvReader::MoveTo(int64_t byte, int64_t line) {
  offset_ = byte;
  line_ = line;
  size_ = start_ = pos_ = 0;
  end_ = false;
  resume_byte_ = -1;
}

// Goes back to where the fault was, for what came after it was eaten by the search for its end.
void CsvReader::Resume() {
  if (resume_byte_ < 0) return;
  MoveTo(resume_byte_, resume_line_);
  for (size_t lf = std::string::npos; lf == std::string::npos && HasByte(); start_ = pos_) {
    lf = std::string_view(buffer_).substr(0, size_).find('\n', pos_);
    pos_ = lf == std::string::npos ? size_ : lf + 1;
  }
  ++line_;
}

// Reads another block behind what there is of the record. False at the end of the file, at the
// limit, or after an error; the members tell which.
bool CsvReader::More() {
  if (end_ || !status_.ok()) return false;
  if (size_ - start_ >= options_.max_record_bytes) {
    too_long_ = true;
    return false;
  }
  // Most files are small, and need no room for a whole block.
  const size_t most = std::max(kFirstBlock, 4 * buffer_.size());
  const size_t wanted = std::clamp<size_t>(options_.block_bytes, 1, most);
  MakeRoom(wanted);
  const auto got = file_.ReadAt(ByteAt(size_), &buffer_[size_], wanted);
  status_ = got.status();
  if (!got.ok()) return false;
  size_ += *got;
  end_ = *got < wanted;
  return *got > 0;
}

void CsvReader::MakeRoom(size_t wanted) {
  const size_t kept = size_ - start_;
  if (kept > 0 && start_ > 0) std::memmove(&buffer_[0], &buffer_[start_], kept);
  offset_ += static_cast<int64_t>(start_);
  pos_ -= start_;
  start_ = 0;
  size_ = kept;
  marks_.Forget();
  const size_t needed = kept + wanted + MarkFinder::kSlack;
  if (buffer_.size() < needed) buffer_.resize(std::max(needed, 2 * buffer_.size()));
}

// Reads the cell at pos_ and what ends it; true when a delimiter did, so that another one follows.
bool CsvReader::ReadCell() {
  while (options_.dialect.skip_spaces && HasByte() && buffer_[pos_] == ' ') ++pos_;
  const bool quoted = HasByte() && buffer_[pos_] == quote_;
  Span span{pos_ - start_ + (quoted ? 1 : 0), 0, quoted};
  span.end = span.begin;
  if (quoted && !ReadQuoted(span.end)) return false;
  const size_t tail = pos_ - start_;
  SkipPlain();
  if (!status_.ok()) return false;
  if (too_long_ || spans_.size() >= options_.max_record_cells) {
    return FailTooLong();
  }
  return AddCell(span, tail);
}

// Reads from an opening quote to behind the closing one. The text moves forward over doubled
// quotes, within the buffer; `end` is where it ends. False when it is not closed.
bool CsvReader::ReadQuoted(size_t& end) {
  quote_line_ = line_;
  quote_byte_ = ByteAt(pos_);
  ++pos_;
  while (true) {
    CopyUpToQuote(end);
    if (!HasByte()) return FailUnclosed();
    ++pos_;
    if (!HasByte() || buffer_[pos_] != quote_) return true;
    buffer_[start_ + end++] = quote_;
    ++pos_;
  }
}

void CsvReader::CopyUpToQuote(size_t& end) {
  while (HasByte()) {
    char* const from = &buffer_[pos_];
    const char* const quote = static_cast<char*>(std::memchr(from, quote_, size_ - pos_));
    const size_t length = quote != nullptr ? static_cast<size_t>(quote - from) : size_ - pos_;
    line_ += std::count(from, from + length, '\n');
    if (start_ + end != pos_) std::memmove(&buffer_[start_ + end], from, length);
    end += length;
    pos_ += length;
    if (quote != nullptr) return;
  }
}

void CsvReader::SkipPlain() {
  while (HasByte()) {
    pos_ = std::min(marks_.Next(buffer_.data(), pos_, size_), size_);
    if (pos_ < size_) return;
  }
}

// `tail` is where what stands outside quotes begins, as an offset from the record's start.
bool CsvReader::AddCell(Span span, size_t tail) {
  size_t tail_end = pos_ - start_;
  const bool delimited = pos_ < size_ && buffer_[pos_] == delimiter_;
  const char* const record = buffer_.data() + start_;
  if (!delimited && tail_end > tail && record[tail_end - 1] == '\r') --tail_end;
  const size_t length = tail_end - tail;
  if (span.quoted && length > 0) std::memmove(&buffer_[start_ + span.end], record + tail, length);
  span.end += length;
  spans_.push_back(span);
  if (pos_ == size_) return false;
  if (!delimited) ++line_;
  ++pos_;
  return delimited;
}

bool CsvReader::FailUnclosed() {
  fault_ = RecordFault::kUnclosedQuote;
  fault_line_ = resume_line_ = quote_line_;
  fault_byte_ = resume_byte_ = quote_byte_;
  return false;
}

bool CsvReader::FailTooLong() {
  fault_ = RecordFault::kTooLong;
  fault_line_ = record_line_;
  fault_byte_ = ByteAt(start_);
  resume_line_ = line_;
  resume_byte_ = ByteAt(pos_);
  return false;
}

void CsvReader::Deliver(Record& record) const {
  const std::string_view bytes = std::string_view(buffer_).substr(start_);
  record.cells.clear();
  for (const Span& span : spans_) {
    record.cells.push_back({bytes.substr(span.begin, span.end - span.begin), span.quoted, false});
  }
  record.fault = fault_;
  record.fault_line = fault_line_;
  record.fault_byte = fault_byte_;
}

}  // namespace stelsel::core
