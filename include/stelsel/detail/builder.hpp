// Part of stelsel.hpp: making an Arrow C stream from rows.
#ifndef STELSEL_DETAIL_BUILDER_HPP_
#define STELSEL_DETAIL_BUILDER_HPP_

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stelsel/detail/rows.hpp"

namespace stelsel {

/// Collects rows, cell by cell. For each row give every column one value, then end_row(). A value
/// that is not of the column's kind throws.
class Builder {
 public:
  explicit Builder(std::vector<ColumnType> types)
      : types_(std::move(types)), columns_(types_.size()) {
    clear();
  }

  void null(std::size_t column) { put(column, {}, 0, false); }
  void text(std::size_t column, std::string_view value) {
    if (types_.at(column).kind != Kind::text) wrong(column, "a text");
    put(column, value, 0, true);
  }
  /// See Kind for what the number means.
  void integer(std::size_t column, std::int64_t value) {
    const Kind kind = types_.at(column).kind;
    if (kind == Kind::text || kind == Kind::real) wrong(column, "a whole number");
    put(column, {}, value, true);
  }
  void real(std::size_t column, double value) {
    if (types_.at(column).kind != Kind::real) wrong(column, "a floating-point number");
    std::int64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    put(column, {}, bits, true);
  }
  void end_row() { ++rows_; }
  std::size_t rows() const { return rows_; }
  /// A batch should not grow beyond this.
  bool full() const { return rows_ >= 65536 || bytes_ >= (64u << 20); }
  const std::vector<ColumnType>& types() const { return types_; }

 private:
  friend class BuiltStream;
  struct Column {
    std::vector<std::uint8_t> valid;
    std::vector<std::uint8_t> bits;    // boolean
    std::vector<std::int32_t> narrow;  // date; offsets of text
    std::vector<std::int64_t>
        wide;  // integer, datetime, the bits of a real; decimal: low and high half
    std::string text;
    std::int64_t nulls = 0;
    std::size_t size = 0;
    const void* buffers[3] = {};
  };

  [[noreturn]] void wrong(std::size_t column, const char* given) const {
    throw Error(STELSEL_INVALID_ARGUMENT,
                "column `" + types_[column].name + "` is not of a kind that holds " + given);
  }

  static void push_bit(std::vector<std::uint8_t>& bits, std::size_t i, bool value) {
    if (bits.size() <= i >> 3) bits.push_back(0);
    if (value) bits[i >> 3] = static_cast<std::uint8_t>(bits[i >> 3] | (1u << (i & 7)));
  }

  void put(std::size_t index, std::string_view text, std::int64_t value, bool valid) {
    Column& column = columns_.at(index);
    push_bit(column.valid, column.size, valid);
    if (!valid) ++column.nulls;
    switch (types_[index].kind) {
      case Kind::text:
        column.text.append(text);
        bytes_ += text.size();
        column.narrow.push_back(static_cast<std::int32_t>(column.text.size()));
        break;
      case Kind::boolean:
        push_bit(column.bits, column.size, value != 0);
        break;
      case Kind::date:
        column.narrow.push_back(static_cast<std::int32_t>(value));
        break;
      case Kind::decimal:
        column.wide.push_back(value);
        column.wide.push_back(value < 0 ? -1 : 0);
        break;
      default:
        column.wide.push_back(value);
    }
    ++column.size;
  }

  void clear() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      columns_[i] = Column();
      if (types_[i].kind == Kind::text) columns_[i].narrow.push_back(0);
    }
    rows_ = 0;
    bytes_ = 0;
  }

  std::vector<ColumnType> types_;
  std::vector<Column> columns_;
  std::size_t rows_ = 0;
  std::size_t bytes_ = 0;
};

/// Adds rows to the builder; false when there is nothing more. It is called until there are some.
/// May throw; the text reaches whoever reads the stream.
using Fill = std::function<bool(Builder&)>;

// The stream behind stream_of.
class BuiltStream {
 public:
  static Stream make(std::vector<ColumnType> types, Fill fill) {
    ArrowArrayStream raw{};
    raw.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      return of(self).guard([&] { of(self).export_schema(out); });
    };
    raw.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
      return of(self).guard([&] { of(self).export_next(out); });
    };
    raw.get_last_error = [](ArrowArrayStream* self) -> const char* {
      return of(self).error_.empty() ? nullptr : of(self).error_.c_str();
    };
    raw.release = [](ArrowArrayStream* self) {
      delete &of(self);
      self->release = nullptr;
    };
    raw.private_data = new BuiltStream(std::move(types), std::move(fill));
    return Stream(raw);
  }

 private:
  BuiltStream(std::vector<ColumnType> types, Fill fill)
      : builder_(std::move(types)), fill_(std::move(fill)) {}
  static BuiltStream& of(ArrowArrayStream* self) {
    return *static_cast<BuiltStream*>(self->private_data);
  }

  template <typename F>
  int guard(F f) noexcept {
    try {
      f();
      return 0;
    } catch (const Error& e) {
      return fail(e.what(), detail::to_errno(e.code()));
    } catch (const std::bad_alloc&) {
      return fail("out of memory", ENOMEM);
    } catch (const std::exception& e) {
      return fail(e.what(), EIO);
    } catch (...) {
      return EIO;
    }
  }
  int fail(const char* text, int number) noexcept {
    try {
      error_ = text;
    } catch (...) {
    }
    return number;
  }

  struct SchemaNode {
    std::string format, name;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> pointers;
  };

  static std::string format_of(const ColumnType& type) {
    switch (type.kind) {
      case Kind::text:
        return "u";
      case Kind::integer:
        return "l";
      case Kind::decimal:
        return "d:19," + std::to_string(type.scale);
      case Kind::boolean:
        return "b";
      case Kind::date:
        return "tdD";
      case Kind::datetime:
        return "tsu:UTC";
      case Kind::real:
        return "g";
    }
    return "n";
  }

  static void fill_schema(std::unique_ptr<SchemaNode> node, ArrowSchema* out) {
    for (ArrowSchema& child : node->children) node->pointers.push_back(&child);
    *out = {};
    out->format = node->format.c_str();
    out->name = node->name.c_str();
    out->flags = ARROW_FLAG_NULLABLE;
    out->n_children = static_cast<std::int64_t>(node->children.size());
    out->children = node->pointers.data();
    out->release = [](ArrowSchema* self) {
      auto* held = static_cast<SchemaNode*>(self->private_data);
      for (ArrowSchema& child : held->children) {
        if (child.release != nullptr) child.release(&child);
      }
      delete held;
      self->release = nullptr;
    };
    out->private_data = node.release();
  }

  void export_schema(ArrowSchema* out) {
    auto root = std::make_unique<SchemaNode>();
    root->format = "+s";
    root->children.resize(builder_.types_.size());
    for (std::size_t i = 0; i < builder_.types_.size(); ++i) {
      auto node = std::make_unique<SchemaNode>();
      node->format = format_of(builder_.types_[i]);
      node->name = builder_.types_[i].name;
      fill_schema(std::move(node), &root->children[i]);
    }
    fill_schema(std::move(root), out);
  }

  // A batch in one block: its children are released with it, or live on when moved out of it.
  struct Batch {
    std::vector<std::shared_ptr<Builder::Column>> columns;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> pointers;
    const void* no_validity = nullptr;
  };

  static void fill_child(std::shared_ptr<Builder::Column> column, Kind kind, ArrowArray* out) {
    static const std::int64_t nothing = 0;
    const auto some = [](const void* data) { return data != nullptr ? data : &nothing; };
    *out = {};
    out->length = static_cast<std::int64_t>(column->size);
    out->null_count = column->nulls;
    out->n_buffers = kind == Kind::text ? 3 : 2;
    column->buffers[0] = column->nulls > 0 ? column->valid.data() : nullptr;
    column->buffers[1] = kind == Kind::boolean                      ? some(column->bits.data())
                         : kind == Kind::text || kind == Kind::date ? some(column->narrow.data())
                                                                    : some(column->wide.data());
    column->buffers[2] = some(column->text.data());
    out->buffers = column->buffers;
    out->release = [](ArrowArray* self) {
      delete static_cast<std::shared_ptr<Builder::Column>*>(self->private_data);
      self->release = nullptr;
    };
    out->private_data = new std::shared_ptr<Builder::Column>(std::move(column));
  }

  void export_next(ArrowArray* out) {
    *out = {};
    if (ended_) return;
    // A fill may have found nothing to add and still have more to look at.
    while (!ended_ && builder_.rows_ == 0) ended_ = !fill_(builder_);
    if (builder_.rows_ == 0) return;
    auto batch = std::make_unique<Batch>();
    batch->children.resize(builder_.columns_.size());
    for (std::size_t i = 0; i < builder_.columns_.size(); ++i) {
      fill_child(std::make_shared<Builder::Column>(std::move(builder_.columns_[i])),
                 builder_.types_[i].kind, &batch->children[i]);
    }
    for (ArrowArray& child : batch->children) batch->pointers.push_back(&child);
    out->length = static_cast<std::int64_t>(builder_.rows_);
    out->n_buffers = 1;
    out->buffers = &batch->no_validity;
    out->n_children = static_cast<std::int64_t>(batch->children.size());
    out->children = batch->pointers.data();
    out->release = [](ArrowArray* self) {
      auto* held = static_cast<Batch*>(self->private_data);
      for (ArrowArray& child : held->children) {
        if (child.release != nullptr) child.release(&child);
      }
      delete held;
      self->release = nullptr;
    };
    out->private_data = batch.release();
    builder_.clear();
  }

  Builder builder_;
  Fill fill_;
  std::string error_;
  bool ended_ = false;
};

/// A stream whose batches `fill` makes one by one, when they are asked for.
inline Stream stream_of(std::vector<ColumnType> types, Fill fill) {
  return BuiltStream::make(std::move(types), std::move(fill));
}

/// A stream of the rows that were collected in `builder`.
inline Stream stream_of(Builder builder) {
  auto held = std::make_shared<Builder>(std::move(builder));
  std::vector<ColumnType> types = held->types();
  return stream_of(std::move(types), [held](Builder& out) {
    std::swap(out, *held);
    return false;
  });
}

}  // namespace stelsel

#endif  // STELSEL_DETAIL_BUILDER_HPP_
