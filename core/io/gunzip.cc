#include <zlib.h>

#include <algorithm>
#include <limits>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/unpack.h"

namespace stelsel::core {
namespace {

constexpr size_t kBlock = size_t{1} << 18;
constexpr int64_t kFree = int64_t{64} << 20;
constexpr int64_t kMostTimes = 200;
// zlib's windowBits for a gzip head and trailer.
constexpr int kGzip = 15 + 16;

// One file on its way out. zlib's state is released with it.
class Inflater {
 public:
  Inflater(const File& from, File& to) : from_(from), to_(to), limit_(from.size()) {}
  ~Inflater() { ::inflateEnd(&stream_); }

  absl::Status Run() {
    if (::inflateInit2(&stream_, kGzip) != Z_OK) return Damaged("it cannot be unpacked");
    for (bool any = false;; any = true) {
      STELSEL_ASSIGN_OR_RETURN(const bool more, Fill());
      if (!more) return any ? absl::OkStatus() : Damaged("it is empty");
      STELSEL_RETURN_IF_ERROR(RunMember());
      if (::inflateReset(&stream_) != Z_OK) return Damaged("it cannot be unpacked");
    }
  }

 private:
  // A gzip file is one compressed stream, or several behind each other.
  absl::Status RunMember() {
    for (;;) {
      STELSEL_ASSIGN_OR_RETURN(const bool more, Fill());
      if (!more) return Damaged("it was cut short");
      stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
      stream_.avail_out = static_cast<uInt>(out_.size());
      const int result = ::inflate(&stream_, Z_NO_FLUSH);
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
        return Damaged("it is no gzip file, or is damaged");
      }
      STELSEL_RETURN_IF_ERROR(Put(out_.size() - stream_.avail_out));
      if (result == Z_STREAM_END) return absl::OkStatus();
    }
  }

  // Whether there are bytes to inflate.
  absl::StatusOr<bool> Fill() {
    if (stream_.avail_in > 0) return true;
    STELSEL_ASSIGN_OR_RETURN(const size_t got, from_.ReadAt(offset_, in_.data(), in_.size()));
    offset_ += static_cast<int64_t>(got);
    stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
    stream_.avail_in = static_cast<uInt>(got);
    return got > 0;
  }

  absl::Status Put(size_t bytes) {
    STELSEL_RETURN_IF_ERROR(limit_.Add(bytes));
    return to_.Append(std::string_view(out_).substr(0, bytes));
  }

  absl::Status Damaged(std::string_view what) const {
    return absl::DataLossError(absl::StrCat(OneLine(from_.path()), ": ", std::string(what)));
  }

  const File& from_;
  File& to_;
  UnpackLimit limit_;
  z_stream stream_ = {};
  int64_t offset_ = 0;
  std::string in_ = std::string(kBlock, '\0');
  std::string out_ = std::string(kBlock, '\0');
};

}  // namespace

UnpackLimit::UnpackLimit(int64_t packed_bytes)
    : left_(packed_bytes > (std::numeric_limits<int64_t>::max() - kFree) / kMostTimes
                ? std::numeric_limits<int64_t>::max()
                : kFree + kMostTimes * packed_bytes) {}

absl::Status UnpackLimit::Add(size_t bytes) {
  left_ -= static_cast<int64_t>(bytes);
  if (left_ >= 0) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("it unpacks to more than ", kMostTimes,
                   " times its size, as no table does; unpack it first if it is meant so"));
}

absl::StatusOr<File> Gunzip(const File& file) {
  STELSEL_ASSIGN_OR_RETURN(File unpacked, File::Temporary(file.path()));
  STELSEL_RETURN_IF_ERROR(Inflater(file, unpacked).Run());
  return unpacked;
}

}  // namespace stelsel::core
