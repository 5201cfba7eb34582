#include "core/io/csv_writer.h"

#include <algorithm>

#include "core/io/csv_dialect.h"

namespace stelsel::core {
namespace {

constexpr char kQuote = kOwnDialect.quote;

bool NeedsQuotes(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return true;
  return std::any_of(text.begin(), text.end(), [](char c) {
    return c == kOwnDialect.delimiter || c == kQuote || c == '\n' || c == '\r';
  });
}

}  // namespace

void AppendCell(std::string_view text, std::string& out) {
  if (!NeedsQuotes(text)) {
    out += text;
    return;
  }
  out += kQuote;
  for (const char c : text) {
    if (c == kQuote) out += kQuote;
    out += c;
  }
  out += kQuote;
}

void CsvWriter::AddDelimiter() {
  if (!first_) record_ += kOwnDialect.delimiter;
  first_ = false;
}

absl::Status CsvWriter::EndRecord() {
  record_ += '\n';
  absl::Status status = out_.Write(record_);
  record_.clear();
  first_ = true;
  return status;
}

}  // namespace stelsel::core
