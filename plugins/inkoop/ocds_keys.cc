#include "ocds_keys.h"

#include <boost/json/basic_parser_impl.hpp>
#include <cstddef>
#include <limits>
#include <set>

#include "ocds_values.h"

namespace inkoop {
namespace {

namespace json = boost::json;

constexpr std::size_t kMost = 100;

// What the parser calls as it meets the parts of the text.
class KeyWatcher {
 public:
  static constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_object_size = kNoLimit;
  static constexpr std::size_t max_array_size = kNoLimit;
  static constexpr std::size_t max_key_size = kNoLimit;
  static constexpr std::size_t max_string_size = kNoLimit;

  std::vector<std::string> repeated;

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return Open(false); }
  bool on_object_end(std::size_t, json::error_code&) { return Close(); }
  bool on_array_begin(json::error_code&) { return Open(true); }
  bool on_array_end(std::size_t, json::error_code&) { return Close(); }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    key_.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    key_.append(part.data(), part.size());
    Level& level = levels_.back();
    level.place = key_;
    if (!level.keys.insert(std::move(key_)).second && repeated.size() < kMost)
      repeated.push_back(Path());
    key_.clear();
    return true;
  }
  bool on_string_part(json::string_view, std::size_t, json::error_code&) { return true; }
  bool on_string(json::string_view, std::size_t, json::error_code&) { return Next(); }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t, json::string_view, json::error_code&) { return Next(); }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return Next(); }
  bool on_double(double, json::string_view, json::error_code&) { return Next(); }
  bool on_bool(bool, json::error_code&) { return Next(); }
  bool on_null(json::error_code&) { return Next(); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Level {
    bool is_list = false;
    std::size_t index = 0;       // in a list
    std::string place;           // in an object: the member at hand
    std::set<std::string> keys;  // in an object: those that came
  };

  bool Open(bool is_list) {
    levels_.emplace_back();
    levels_.back().is_list = is_list;
    return true;
  }
  bool Close() {
    levels_.pop_back();
    return Next();
  }
  // A value ended.
  bool Next() {
    if (!levels_.empty() && levels_.back().is_list) ++levels_.back().index;
    return true;
  }
  std::string Path() const {
    std::string path;
    for (const Level& level : levels_) {
      if (!path.empty()) path += '/';
      path += level.is_list ? std::to_string(level.index) : level.place;
    }
    return path;
  }

  std::string key_;
  std::vector<Level> levels_;
};

}  // namespace

std::vector<std::string> RepeatedMembers(std::string_view text) {
  json::parse_options options;
  options.max_depth = kMostDepth;
  json::basic_parser<KeyWatcher> parser{options};
  json::error_code error;
  parser.write_some(false, text.data(), text.size(), error);
  return std::move(parser.handler().repeated);
}

}  // namespace inkoop
