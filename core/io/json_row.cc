#include "core/io/json_row.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

using Error = json::error_code;
using Text = json::string_view;

// A number as our own files have it: 2.0 is 2, 1e3 is 1000; what cannot be said so stays.
std::string PlainNumber(std::string_view number) {
  if (number.find_first_of("eE") != std::string_view::npos) {
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool whole =
        read.ec == std::errc() &&
        value == static_cast<double>(static_cast<int64_t>(std::clamp(value, -1e15, 1e15)));
    return whole ? absl::StrFormat("%.0f", value) : std::string(number);
  }
  if (number.find('.') == std::string_view::npos) return std::string(number);
  number.remove_suffix(number.size() - 1 - number.find_last_not_of('0'));
  if (number.ends_with('.')) number.remove_suffix(1);
  return std::string(number);
}

}  // namespace

// Takes what stands at the first level of the row and reads over what is below it.
class JsonRowParser::Handler {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  Handler(bool lists, size_t max_names) : lists_(lists), max_names_(max_names) {}

  void Start(Record& record) {
    record_ = &record;
    record.labels.clear();
    record.repeated.clear();
    text_.clear();
    problem_.clear();
    number_.clear();
    key_.clear();
    depth_ = 0;
    next_ = 0;
    taken_ = 0;
    ++row_;
    ClearCells();
  }
  // Texts have their place in memory now.
  void Finish() {
    record_->cells.resize(lists_ ? next_ : columns_.size());
    for (const Slot& slot : filled_) {
      Cell& cell = record_->cells[slot.column];
      cell.text = std::string_view(text_).substr(slot.begin, slot.end - slot.begin);
      cell.quoted = slot.quoted;
      cell.unfit = slot.unfit;
    }
  }
  // Empty unless the handler stopped the parser.
  const std::string& problem() const { return problem_; }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error& error) { return Begin(!lists_, "{…}", error); }
  bool on_object_end(std::size_t, Error&) { return End(); }
  bool on_array_begin(Error& error) { return Begin(lists_, "[…]", error); }
  bool on_array_end(std::size_t, Error&) { return End(); }
  bool on_key_part(Text part, std::size_t, Error&) {
    if (depth_ == 1) key_.append(part.data(), part.size());
    return true;
  }
  bool on_key(Text part, std::size_t, Error& error) {
    if (depth_ > 1) return true;
    key_.append(part.data(), part.size());
    return SetColumn(std::exchange(key_, {}), error);
  }
  bool on_string_part(Text part, std::size_t, Error&) {
    if (depth_ == 1) text_.append(part.data(), part.size());
    return true;
  }
  bool on_string(Text part, std::size_t, Error& error) { return Put(part, true, error); }
  bool on_number_part(Text part, Error&) {
    number_.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t, Text part, Error& error) { return PutNumber(part, error); }
  bool on_uint64(std::uint64_t, Text part, Error& error) { return PutNumber(part, error); }
  bool on_double(double, Text part, Error& error) { return PutNumber(part, error); }
  bool on_bool(bool value, Error& error) { return Put(value ? "true" : "false", false, error); }
  bool on_null(Error& error) { return Put("", false, error); }
  bool on_comment_part(Text, Error&) { return true; }
  bool on_comment(Text, Error&) { return true; }

 private:
  // A cell of the row, as offsets into the texts.
  struct Slot {
    size_t column;
    size_t begin;
    size_t end;
    bool quoted;
    bool unfit;
  };

  // Only those that the row before filled: there may be many.
  void ClearCells() {
    const bool same = record_ == last_ && record_->cells.size() == columns_.size();
    if (lists_ || !same) {
      record_->cells.clear();
    } else {
      for (const Slot& slot : filled_) record_->cells[slot.column] = {};
    }
    last_ = record_;
    filled_.clear();
  }

  bool Stop(std::string problem, Error& error) {
    problem_ = std::move(problem);
    error = json::error::syntax;
    return false;
  }

  bool Begin(bool is_row, Text shown, Error& error) {
    if (depth_ == 0 && !is_row) return NoRow(error);
    if (depth_ == 1) AddCell(shown, false, true);
    ++depth_;
    return true;
  }
  bool End() {
    --depth_;
    return true;
  }
  bool NoRow(Error& error) {
    return Stop(lists_ ? "a row is no list, as the first one is"
                       : "a row is no object with a name for each value",
                error);
  }

  bool SetColumn(std::string key, Error& error) {
    const auto [it, added] = columns_.try_emplace(key, columns_.size());
    if (added && columns_.size() > max_names_) {
      columns_.erase(it);
      return Stop(absl::StrCat("the rows have more than ", max_names_, " different names"), error);
    }
    column_ = it->second;
    if (added) {
      last_row_.push_back(0);
      record_->labels.push_back(key);
    }
    repeated_ = last_row_[column_] == row_;
    if (repeated_) record_->repeated.push_back(std::move(key));
    last_row_[column_] = row_;
    return true;
  }

  // A value that is no list or object; at the top it is no row.
  bool Put(Text part, bool quoted, Error& error) {
    if (depth_ == 0) return NoRow(error);
    if (depth_ == 1) AddCell(part, quoted, false);
    return true;
  }
  bool PutNumber(Text part, Error& error) {
    number_.append(part.data(), part.size());
    const std::string number = std::exchange(number_, {});
    return Put(PlainNumber({number.data(), number.size()}), false, error);
  }
  // Of a text, what came before `part` stands in text_ already.
  void AddCell(Text part, bool quoted, bool unfit) {
    text_.append(part.data(), part.size());
    const size_t begin = std::exchange(taken_, text_.size());
    const bool kept = lists_ || !repeated_;
    if (lists_) column_ = next_++;
    if (kept) filled_.push_back({column_, begin, taken_, quoted, unfit});
  }

  const bool lists_;
  const size_t max_names_;
  Record* record_ = nullptr;
  const Record* last_ = nullptr;
  absl::flat_hash_map<std::string, size_t> columns_;
  std::vector<int64_t> last_row_;  // by column, the last row that had it
  int64_t row_ = 0;
  std::vector<Slot> filled_;
  std::string text_;
  size_t taken_ = 0;  // of text_, what is in cells
  std::string key_;
  std::string number_;
  std::string problem_;
  size_t column_ = 0;
  size_t next_ = 0;  // of a list
  int depth_ = 0;
  bool repeated_ = false;
};

struct JsonRowParser::Parser {
  Parser(bool lists, size_t max_names) : json(Options(), lists, max_names) {}

  static json::parse_options Options() {
    json::parse_options options;
    options.max_depth = kMaxJsonDepth;
    return options;
  }

  json::basic_parser<Handler> json;
};

JsonRowParser::JsonRowParser(bool lists, size_t max_names)
    : parser_(std::make_unique<Parser>(lists, max_names)) {}

JsonRowParser::~JsonRowParser() = default;

void JsonRowParser::Parse(std::string_view text, Record& record) {
  auto& parser = parser_->json;
  Handler& handler = parser.handler();
  parser.reset();
  handler.Start(record);
  Error error;
  const size_t end = parser.write_some(false, text.data(), text.size(), error);
  if (!error && end < text.size()) error = json::error::extra_data;
  handler.Finish();
  record.fault = error ? RecordFault::kBroken : RecordFault::kNone;
  if (!error) return;
  record.reason = handler.problem().empty() ? error.message() : handler.problem();
  const std::string_view before = text.substr(0, end);
  record.fault_line = std::count(before.begin(), before.end(), '\n');
  record.fault_byte = static_cast<int64_t>(end);
}

}  // namespace stelsel::core
