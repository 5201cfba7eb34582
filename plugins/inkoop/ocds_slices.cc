#include "ocds_slices.h"

#include <boost/json.hpp>
#include <utility>

namespace inkoop {
namespace {

// `key` as it stands in the file, escapes and all.
bool IsReleases(const std::string& key) {
  if (key.find('\\') == std::string::npos) return key == "releases";
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse("\"" + key + "\"", error);
  return !error && value.is_string() && value.get_string() == "releases";
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

bool Slicer::Quoted(char c) {
  if (!in_string_) {
    in_string_ = c == '"';
    return in_string_;
  }
  if (escaped_) {
    escaped_ = false;
  } else if (c == '\\') {
    escaped_ = true;
  } else if (c == '"') {
    in_string_ = false;
  }
  return true;
}

bool Slicer::Feed(std::string_view bytes) {
  for (const char c : bytes) {
    if (c == '\n') ++line_;
    if (!IsSpace(c)) last_line_ = line_;
    if (in_releases_) {
      Inside(c);
    } else {
      // A package is one object; the rest of something else need not be read.
      if (depth_ == 0 && around_.empty() && c != '{' && !IsSpace(c)) return false;
      Around(c);
      if (around_.size() > kMost) return false;
    }
  }
  return true;
}

void Slicer::Around(char c) {
  if (around_.empty() && IsSpace(c)) return;
  const bool was_string = in_string_;
  around_ += c;
  if (Quoted(c)) {
    if (depth_ != 1) return;
    if (!was_string) key_.clear();
    if (was_string && in_string_) key_ += c;
    return;
  }
  if (IsSpace(c)) return;
  const bool begins_releases =
      c == '[' && depth_ == 1 && after_key_ && !saw_releases_ && IsReleases(key_);
  after_key_ = c == ':' && depth_ == 1;
  if (c == '{' || c == '[') ++depth_;
  if (c == '}' || c == ']') --depth_;
  if (begins_releases) in_releases_ = saw_releases_ = true;
}

void Slicer::Inside(char c) {
  const bool quoted = Quoted(c);
  if (!quoted && depth_ == 2 && (c == ',' || c == ']')) {
    // What stands between two commas, or behind the last, is nothing, and no release.
    if (has_slice_ || c == ',' || after_comma_) End();
    after_comma_ = c == ',';
    if (c == ']') {
      in_releases_ = false;
      depth_ = 1;
      around_ += ']';
    }
    return;
  }
  if (!has_slice_ && IsSpace(c)) return;
  if (!has_slice_) slice_line_ = line_;
  has_slice_ = true;
  if (!quoted && (c == '{' || c == '[')) ++depth_;
  if (!quoted && (c == '}' || c == ']')) --depth_;
  if (slice_.size() < kMost) {
    slice_ += c;
  } else {
    too_large_ = true;
  }
}

void Slicer::End() {
  Slice slice{slice_, has_slice_ ? slice_line_ : line_, too_large_};
  if (too_large_) slice.text = {};
  ++slices_;
  take_(slice);
  has_slice_ = too_large_ = false;
  slice_.clear();
  if (slice_.capacity() > (1u << 20)) slice_.shrink_to_fit();
}

}  // namespace inkoop
