// Cuts a release package into its releases while it is read, so that a file of any size takes the
// memory of one release.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_SLICES_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_SLICES_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace inkoop {

// One element of the package's list of releases.
struct Slice {
  std::string_view text;  // for the call; empty when it was too large
  std::int64_t line = 0;  // where it begins, from 1
  bool too_large = false;
};

// Follows brackets, quotes and commas only; whether a slice is JSON is for its reader to see. One
// at a time.
class Slicer {
 public:
  static constexpr std::size_t kMost = 64u << 20;  // bytes of a release, and of all around them

  explicit Slicer(std::function<void(const Slice&)> take) : take_(std::move(take)) {}

  // More bytes of the file. False when the file cannot be a package: go no further.
  bool Feed(std::string_view bytes);
  // What stands around the releases, with an empty list for them.
  const std::string& around() const { return around_; }
  // The last one that has anything on it, so far.
  std::int64_t line() const { return last_line_; }
  // Whether there is a list of releases without any.
  bool has_empty_list() const { return saw_releases_ && !in_releases_ && slices_ == 0; }
  // Whether the file began with an object, and whether that ended.
  bool began() const { return !around_.empty(); }
  bool ended() const { return began() && depth_ <= 0; }

 private:
  void Around(char c);
  void Inside(char c);
  void End();
  // Whether `c` lies in a quoted text; follows its escapes.
  bool Quoted(char c);

  std::function<void(const Slice&)> take_;
  std::string around_, key_, slice_;
  int depth_ = 0;
  bool in_string_ = false, escaped_ = false;
  bool in_releases_ = false, saw_releases_ = false, has_slice_ = false, too_large_ = false;
  bool after_comma_ = false;  // within the list of releases
  bool after_key_ = false;    // the last text at the outer level was followed by a colon
  std::int64_t line_ = 1, slice_line_ = 1, last_line_ = 1;
  std::int64_t slices_ = 0;
};

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_SLICES_H_
