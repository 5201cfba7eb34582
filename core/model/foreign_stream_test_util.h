// Arrow streams written out by hand, as another maker's might be.
#ifndef STELSEL_CORE_MODEL_FOREIGN_STREAM_TEST_UTIL_H_
#define STELSEL_CORE_MODEL_FOREIGN_STREAM_TEST_UTIL_H_

#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stelsel/stelsel.h"

namespace stelsel::core {

template <typename T>
std::string Bytes(const std::vector<T>& values) {
  std::string bytes(values.size() * sizeof(T), '\0');
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

// A column written out by hand. The first buffer is the bitmap; nothing means that there is none.
struct ForeignColumn {
  std::string name;
  std::string format;
  int64_t length = 0;
  std::vector<std::optional<std::string>> buffers;
  int64_t offset = 0;
  int64_t null_count = -1;  // Arrow's way to say that it was not counted
  std::shared_ptr<ForeignColumn> dictionary = nullptr;
};

inline ForeignColumn Text(std::string name, const std::vector<std::string>& texts) {
  std::vector<int32_t> offsets = {0};
  std::string bytes;
  for (const std::string& text : texts) {
    bytes += text;
    offsets.push_back(static_cast<int32_t>(bytes.size()));
  }
  return {name, "u", static_cast<int64_t>(texts.size()), {std::nullopt, Bytes(offsets), bytes}};
}

template <typename T>
ForeignColumn Numbers(std::string name, std::string format, const std::vector<T>& values) {
  return {name, format, static_cast<int64_t>(values.size()), {std::nullopt, Bytes(values)}};
}

// A stream of one batch over such columns, which lives as long as this object. It counts what was
// handed out and not released.
class ForeignStream {
 public:
  explicit ForeignStream(std::vector<ForeignColumn> columns) : columns_(std::move(columns)) {
    root_.length = columns_.empty() ? 0 : columns_[0].length - columns_[0].offset;
  }

  ArrowArrayStream* Get() {
    ++unreleased_;
    stream_.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      return Self(self).Schema(out);
    };
    stream_.get_next = [](ArrowArrayStream* self, ArrowArray* out) { return Self(self).Next(out); };
    stream_.get_last_error = [](ArrowArrayStream* self) { return Self(self).error; };
    stream_.release = [](ArrowArrayStream* self) { Release(self); };
    stream_.private_data = this;
    return &stream_;
  }

  int unreleased() const { return unreleased_; }
  ArrowArray& batch() { return root_; }  // to be changed before it is read

  std::string format = "+s";
  int fails_with = 0;
  const char* error = nullptr;

 private:
  static ForeignStream& Self(ArrowArrayStream* stream) {
    return *static_cast<ForeignStream*>(stream->private_data);
  }
  template <typename T>
  static void Release(T* held) {
    --static_cast<ForeignStream*>(held->private_data)->unreleased_;
    held->release = nullptr;
  }

  int Schema(ArrowSchema* out) {
    *out = {};
    out->format = format.c_str();
    for (const ForeignColumn& column : columns_) schema_children_.push_back(SchemaOf(column));
    out->n_children = static_cast<int64_t>(columns_.size());
    out->children = schema_children_.data();
    out->release = [](ArrowSchema* self) { Release(self); };
    out->private_data = this;
    ++unreleased_;
    return 0;
  }

  ArrowSchema* SchemaOf(const ForeignColumn& column) {
    ArrowSchema& schema = schemas_.emplace_back();
    schema.format = column.format.c_str();
    schema.name = column.name.c_str();
    if (column.dictionary != nullptr) schema.dictionary = SchemaOf(*column.dictionary);
    return &schema;
  }

  int Next(ArrowArray* out) {
    if (fails_with != 0) return fails_with;
    *out = {};
    if (ended_) return 0;
    ended_ = true;
    for (const ForeignColumn& column : columns_) array_children_.push_back(ArrayOf(column));
    *out = root_;
    if (out->n_children == 0) out->n_children = static_cast<int64_t>(columns_.size());
    out->children = array_children_.data();
    out->release = [](ArrowArray* self) { Release(self); };
    out->private_data = this;
    ++unreleased_;
    return 0;
  }

  ArrowArray* ArrayOf(const ForeignColumn& column) {
    auto& buffers = buffers_.emplace_back();
    for (const auto& buffer : column.buffers) buffers.push_back(buffer ? buffer->data() : nullptr);
    ArrowArray& array = arrays_.emplace_back();
    array.length = column.length - column.offset;
    array.offset = column.offset;
    array.null_count = column.null_count;
    array.n_buffers = static_cast<int64_t>(buffers.size());
    array.buffers = buffers.data();
    if (column.dictionary != nullptr) array.dictionary = ArrayOf(*column.dictionary);
    return &array;
  }

  std::vector<ForeignColumn> columns_;
  ArrowArrayStream stream_{};
  ArrowArray root_{};
  std::deque<ArrowSchema> schemas_;
  std::deque<ArrowArray> arrays_;
  std::deque<std::vector<const void*>> buffers_;
  std::vector<ArrowSchema*> schema_children_;
  std::vector<ArrowArray*> array_children_;
  int unreleased_ = 0;
  bool ended_ = false;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_FOREIGN_STREAM_TEST_UTIL_H_
