// Looking into Arrow arrays that others made. Internal to this room.
#ifndef STELSEL_CORE_MODEL_ARROW_ACCESS_H_
#define STELSEL_CORE_MODEL_ARROW_ACCESS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "stelsel/stelsel.h"

namespace stelsel::core {

// Releases what it holds when it goes.
template <typename T>
struct Released {
  T value{};
  Released() = default;
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;
  ~Released() {
    if (value.release != nullptr) value.release(&value);
  }
};

inline bool Valid(const ArrowArray& array, int64_t row) {
  if (array.null_count == 0 || array.n_buffers == 0 || array.buffers[0] == nullptr) return true;
  const auto* bits = static_cast<const uint8_t*>(array.buffers[0]);
  const auto i = static_cast<size_t>(row + array.offset);
  return (bits[i >> 3] >> (i & 7) & 1) != 0;
}

template <typename T>
T At(const ArrowArray& array, int64_t row) {
  T value;
  const auto* data = static_cast<const char*>(array.buffers[1]);
  std::memcpy(&value, data + static_cast<size_t>(row + array.offset) * sizeof(T), sizeof(T));
  return value;
}

inline bool BitAt(const ArrowArray& array, int64_t row) {
  const auto i = static_cast<size_t>(row + array.offset);
  return (static_cast<const uint8_t*>(array.buffers[1])[i >> 3] >> (i & 7) & 1) != 0;
}

// Nothing when the offsets run backwards.
template <typename Offset>
std::optional<std::string_view> TextAt(const ArrowArray& array, int64_t row) {
  const auto from = At<Offset>(array, row);
  const auto to = At<Offset>(array, row + 1);
  if (from < 0 || to < from) return std::nullopt;
  if (from == to) return "";
  return std::string_view(static_cast<const char*>(array.buffers[2]) + from,
                          static_cast<size_t>(to - from));
}

// Of a view: its length, and the text itself when it is short, or else its start, and the buffer
// and the place in it where all of it stands. Nothing when it points outside. The last buffer has
// the sizes of those of texts, which are between it and the first two.
inline std::optional<std::string_view> ViewAt(const ArrowArray& array, int64_t row) {
  constexpr size_t kView = 16, kShort = 12;
  const char* const view =
      static_cast<const char*>(array.buffers[1]) + static_cast<size_t>(row + array.offset) * kView;
  int32_t length = 0, buffer = 0, from = 0;
  std::memcpy(&length, view, sizeof length);
  if (length < 0) return std::nullopt;
  const auto size = static_cast<size_t>(length);
  if (size <= kShort) return std::string_view(view + sizeof length, size);
  std::memcpy(&buffer, view + 8, sizeof buffer);
  std::memcpy(&from, view + 12, sizeof from);
  const int64_t buffers = array.n_buffers - 3;
  if (buffer < 0 || buffer >= buffers || from < 0) return std::nullopt;
  const auto* const sizes = static_cast<const int64_t*>(array.buffers[array.n_buffers - 1]);
  if (int64_t{from} + length > sizes[buffer]) return std::nullopt;
  return std::string_view(static_cast<const char*>(array.buffers[2 + buffer]) + from, size);
}

// Of any integer type of Arrow. A uint64 beyond int64 comes out negative.
inline int64_t IntegerAt(char format, const ArrowArray& array, int64_t row) {
  switch (format) {
    case 'c':
      return At<int8_t>(array, row);
    case 'C':
      return At<uint8_t>(array, row);
    case 's':
      return At<int16_t>(array, row);
    case 'S':
      return At<uint16_t>(array, row);
    case 'i':
      return At<int32_t>(array, row);
    case 'I':
      return At<uint32_t>(array, row);
    default:
      return At<int64_t>(array, row);
  }
}

// Whether it has the buffers of its type, of which there are `count`.
inline bool HasBuffers(const ArrowArray& array, int64_t count) {
  if (array.length < 0 || array.offset < 0 || array.n_buffers != count) return false;
  // The last buffer, of texts, may be missing when all are empty.
  return array.length == 0 || array.buffers[1] != nullptr;
}

// The same of views, which have as many buffers of texts as they need.
inline bool HasViewBuffers(const ArrowArray& array) {
  if (array.n_buffers < 3 || !HasBuffers(array, array.n_buffers)) return false;
  for (int64_t i = 2; array.n_buffers > 3 && i < array.n_buffers; ++i) {
    if (array.buffers[i] == nullptr) return false;
  }
  return true;
}

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_ARROW_ACCESS_H_
