#include <cstring>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/model/arrow.h"

namespace stelsel::core {
namespace {

// ---- Schemas ------------------------------------------------------------------------------

// Owns the texts and children of one exported ArrowSchema.
struct SchemaHolder {
  std::string format;
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  std::unique_ptr<ArrowSchema> dictionary;
};

void ReleaseSchema(ArrowSchema* schema) {
  auto* holder = static_cast<SchemaHolder*>(schema->private_data);
  for (ArrowSchema& child : holder->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (holder->dictionary != nullptr && holder->dictionary->release != nullptr) {
    holder->dictionary->release(holder->dictionary.get());
  }
  delete holder;
  schema->release = nullptr;
}

void FillSchema(std::unique_ptr<SchemaHolder> holder, int64_t flags, ArrowSchema* out) {
  for (ArrowSchema& child : holder->children) holder->pointers.push_back(&child);
  *out = {};
  out->format = holder->format.c_str();
  out->name = holder->name.c_str();
  out->flags = flags;
  out->n_children = static_cast<int64_t>(holder->children.size());
  out->children = holder->pointers.data();
  out->dictionary = holder->dictionary.get();
  out->release = ReleaseSchema;
  out->private_data = holder.release();
}

std::string FormatOf(const Field& field) {
  switch (field.type) {
    case Type::kText:
    case Type::kEdtf:
      return "u";
    case Type::kCode:
      return field.dictionary ? "i" : "u";
    case Type::kInteger:
      return "l";
    case Type::kDecimal:
      return absl::StrCat("d:19,", field.scale);
    case Type::kBoolean:
      return "b";
    case Type::kDate:
      return "tdD";
    case Type::kDateTime:
      return "tsu:UTC";
  }
  return "";
}

void ExportSchema(const TableSchema& schema, const std::vector<int>& fields, ArrowSchema* out) {
  auto holder = std::make_unique<SchemaHolder>();
  holder->format = "+s";
  holder->children.resize(fields.size());
  for (size_t i = 0; i < fields.size(); ++i) {
    const Field& field = schema.field(fields[i]);
    auto child = std::make_unique<SchemaHolder>();
    child->format = FormatOf(field);
    child->name = field.name;
    if (field.dictionary) {
      child->dictionary = std::make_unique<ArrowSchema>();
      auto values = std::make_unique<SchemaHolder>();
      values->format = "u";
      FillSchema(std::move(values), 0, child->dictionary.get());
    }
    // Snapshots of imports may have nothing in a required field, so every field is nullable.
    FillSchema(std::move(child), ARROW_FLAG_NULLABLE, &holder->children[i]);
  }
  FillSchema(std::move(holder), 0, out);
}

// ---- Arrays -------------------------------------------------------------------------------

// Texts laid out as Arrow wants them. The memory is not cleared before it is filled.
struct TextBuffers {
  size_t count = 0;
  std::unique_ptr<int32_t[]> offsets;
  std::unique_ptr<char[]> bytes;

  // for_each(f) is to call f(text) for each of `texts` texts, and is asked to do so twice.
  template <typename ForEachText>
  TextBuffers(size_t texts, ForEachText for_each)
      : count(texts), offsets(std::make_unique_for_overwrite<int32_t[]>(texts + 1)) {
    size_t size = 0;
    int32_t* offset = offsets.get();
    for_each([&](std::string_view text) {
      *offset++ = static_cast<int32_t>(size);
      size += text.size();
    });
    *offset = static_cast<int32_t>(size);
    bytes = std::make_unique_for_overwrite<char[]>(size + 1);
    char* next = bytes.get();
    for_each([&](std::string_view text) {
      std::memcpy(next, text.data(), text.size());
      next += text.size();
    });
  }
};

// Owns, or shares in owning, all that one exported ArrowArray points to.
struct ArrayHolder {
  std::shared_ptr<const void> shared;  // chunk, pool, texts of a dictionary
  std::unique_ptr<uint8_t[]> values;   // laid out as Arrow wants them
  Bits valid;
  std::unique_ptr<TextBuffers> texts;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::unique_ptr<ArrowArray> dictionary;
};

void ReleaseArray(ArrowArray* array) {
  auto* holder = static_cast<ArrayHolder*>(array->private_data);
  for (ArrowArray& child : holder->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (holder->dictionary != nullptr && holder->dictionary->release != nullptr) {
    holder->dictionary->release(holder->dictionary.get());
  }
  delete holder;
  array->release = nullptr;
}

void FillArray(std::unique_ptr<ArrayHolder> holder, size_t length, int64_t nulls, ArrowArray* out) {
  for (ArrowArray& child : holder->children) holder->pointers.push_back(&child);
  *out = {};
  out->length = static_cast<int64_t>(length);
  out->null_count = nulls;
  out->n_buffers = static_cast<int64_t>(holder->buffers.size());
  out->buffers = holder->buffers.data();
  out->n_children = static_cast<int64_t>(holder->children.size());
  out->children = holder->pointers.data();
  out->dictionary = holder->dictionary.get();
  out->release = ReleaseArray;
  out->private_data = holder.release();
}

// Arrow wants a buffer even of an empty array to be there.
const void* OrSomething(const void* data) {
  static const int64_t nothing[2] = {0, 0};
  return data != nullptr ? data : nothing;
}

// The texts of a dictionary up to a size, made once a stream and column.
using DictionaryTexts = std::shared_ptr<const TextBuffers>;

void ExportDictionary(const DictionaryTexts& texts, ArrowArray* out) {
  auto holder = std::make_unique<ArrayHolder>();
  holder->shared = texts;
  holder->buffers = {nullptr, texts->offsets.get(), texts->bytes.get()};
  FillArray(std::move(holder), texts->count, 0, out);
}

// The live rows of each part in turn.
MakeChunk ChunksOf(std::vector<Table::Part> parts) {
  return [parts = std::move(parts), next = size_t{0}]() mutable -> ChunkPtr {
    if (next == parts.size()) return nullptr;
    const Table::Part& part = parts[next++];
    return part.live == nullptr ? part.chunk : Select(*part.chunk, *part.live);
  };
}

class Stream {
 public:
  Stream(TableSchemaPtr schema, std::vector<Dictionary*> dictionaries, MakeChunk make,
         std::shared_ptr<const void> owner, std::vector<int> fields)
      : schema_(std::move(schema)),
        dictionaries_(std::move(dictionaries)),
        make_(std::move(make)),
        owner_(std::move(owner)),
        fields_(std::move(fields)) {
    for (int field : fields_) texts_.push_back(TextsOf(field));
  }

  void Schema(ArrowSchema* out) const { ExportSchema(*schema_, fields_, out); }

  void Next(ArrowArray* out) {
    while (const ChunkPtr chunk = make_()) {
      if (chunk->rows > 0) return ExportBatch(chunk, out);
    }
    *out = {};  // released: the end
  }

 private:
  DictionaryTexts TextsOf(int field) const {
    if (!schema_->field(field).dictionary) return nullptr;
    const Dictionary& dictionary = *dictionaries_[static_cast<size_t>(field)];
    const int32_t count = dictionary.size();
    return std::make_shared<const TextBuffers>(static_cast<size_t>(count), [&](auto f) {
      for (int32_t code = 0; code < count; ++code) f(dictionary.Text(code));
    });
  }

  void ExportBatch(const ChunkPtr& chunk, ArrowArray* out) {
    auto holder = std::make_unique<ArrayHolder>();
    holder->buffers = {nullptr};
    holder->children.resize(fields_.size());
    for (size_t i = 0; i < fields_.size(); ++i) ExportColumn(chunk, i, &holder->children[i]);
    FillArray(std::move(holder), chunk->rows, 0, out);
  }

  void ExportColumn(const ChunkPtr& chunk, size_t i, ArrowArray* out) const {
    const Column& column = chunk->columns[static_cast<size_t>(fields_[i])];
    auto holder = std::make_unique<ArrayHolder>();
    holder->shared =
        std::make_shared<std::pair<ChunkPtr, std::shared_ptr<const void>>>(chunk, owner_);
    if (column.HasOnlyNulls()) holder->valid.assign((chunk->rows + 7) / 8, 0);
    const Bits& valid = column.HasOnlyNulls() ? holder->valid : column.valid;
    holder->buffers.push_back(column.null_count > 0 ? valid.data() : nullptr);
    AddValues(chunk, column, fields_[i], *holder);
    if (texts_[i] != nullptr) {
      holder->dictionary = std::make_unique<ArrowArray>();
      ExportDictionary(texts_[i], holder->dictionary.get());
    }
    FillArray(std::move(holder), chunk->rows, column.null_count, out);
  }

  void AddValues(const ChunkPtr& chunk, const Column& column, int field,
                 ArrayHolder& holder) const {
    const bool as_codes = schema_->field(field).dictionary;
    switch (column.type) {
      case Type::kInteger:
      case Type::kDateTime:
        return AddWide<int64_t>(column, chunk->rows, holder);
      case Type::kDate:
        return AddWide<int32_t>(column, chunk->rows, holder);
      case Type::kBoolean:
        return AddBits(column, chunk->rows, holder);
      case Type::kDecimal:
        return AddWide<Int128>(column, chunk->rows, holder);
      case Type::kText:
        return AddTexts(column, chunk->rows, holder);
      case Type::kCode:
      case Type::kEdtf:
        return as_codes ? AddWide<int32_t>(column, chunk->rows, holder)
                        : AddInterned(column, chunk->rows, field, holder);
    }
  }

  // The values as numbers of type T.
  template <typename T>
  static void AddWide(const Column& column, size_t rows, ArrayHolder& holder) {
    holder.values = std::make_unique_for_overwrite<uint8_t[]>(rows * sizeof(T));
    uint8_t* const values = holder.values.get();
    column.values.ForEach(0, rows, [&](size_t i, int64_t value) {
      const T wide = static_cast<T>(value);
      std::memcpy(values + i * sizeof(T), &wide, sizeof(T));
    });
    holder.buffers.push_back(values);
  }

  static void AddBits(const Column& column, size_t rows, ArrayHolder& holder) {
    holder.values = std::make_unique<uint8_t[]>((rows + 7) / 8);
    uint8_t* const bits = holder.values.get();
    column.values.ForEach(0, rows, [&](size_t i, int64_t value) {
      bits[i >> 3] = static_cast<uint8_t>(bits[i >> 3] | (value & 1) << (i & 7));
    });
    holder.buffers.push_back(bits);
  }

  // The texts of a column whose values number them.
  template <typename TextOf>
  static void AddNumbered(const Column& column, size_t rows, ArrayHolder& holder, TextOf text_of) {
    holder.texts = std::make_unique<TextBuffers>(rows, [&](auto f) {
      column.values.ForEach(0, rows, [&](size_t row, int64_t value) {
        f(column.IsNull(row) ? std::string_view("") : text_of(value));
      });
    });
    holder.buffers.push_back(holder.texts->offsets.get());
    holder.buffers.push_back(holder.texts->bytes.get());
  }

  // Texts that each row has for itself lie as Arrow wants them already.
  static void AddTexts(const Column& column, size_t rows, ArrayHolder& holder) {
    if (column.null_count == 0 && column.values.CountsUp() && column.text_count() == rows) {
      holder.buffers.push_back(column.offsets.data());
      holder.buffers.push_back(OrSomething(column.text.data()));
      return;
    }
    AddNumbered(column, rows, holder,
                [&](int64_t number) { return column.TextAt(static_cast<size_t>(number)); });
  }

  // An interned text that is no dictionary in Arrow goes out as its text.
  void AddInterned(const Column& column, size_t rows, int field, ArrayHolder& holder) const {
    const Dictionary& dictionary = *dictionaries_[static_cast<size_t>(field)];
    AddNumbered(column, rows, holder,
                [&](int64_t code) { return dictionary.Text(static_cast<int32_t>(code)); });
  }

  TableSchemaPtr schema_;
  std::vector<Dictionary*> dictionaries_;
  MakeChunk make_;
  std::shared_ptr<const void> owner_;  // of the dictionaries
  std::vector<int> fields_;
  std::vector<DictionaryTexts> texts_;
};

Stream& Self(ArrowArrayStream* stream) { return *static_cast<Stream*>(stream->private_data); }

void Publish(std::unique_ptr<Stream> stream, ArrowArrayStream* out) {
  out->get_schema = [](ArrowArrayStream* self, ArrowSchema* schema) {
    return StreamGuard([&] { Self(self).Schema(schema); });
  };
  out->get_next = [](ArrowArrayStream* self, ArrowArray* array) {
    return StreamGuard([&] { Self(self).Next(array); });
  };
  out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out->release = [](ArrowArrayStream* self) {
    delete static_cast<Stream*>(self->private_data);
    self->release = nullptr;
    self->private_data = nullptr;
  };
  out->private_data = stream.release();
}

}  // namespace

std::vector<int> AllFields(const TableSchema& schema) {
  std::vector<int> fields;
  for (size_t i = 0; i < schema.fields.size(); ++i) fields.push_back(static_cast<int>(i));
  return fields;
}

void ExportTable(TablePtr table, std::shared_ptr<const DictionaryPool> pool,
                 std::vector<int> fields, ArrowArrayStream* out) {
  Publish(std::make_unique<Stream>(table->schema_ptr(), table->dictionaries(),
                                   ChunksOf(table->parts()), std::move(pool), std::move(fields)),
          out);
}

void ExportChunks(TableSchemaPtr schema, std::vector<Dictionary*> dictionaries,
                  std::vector<ChunkPtr> chunks, std::shared_ptr<const void> owner,
                  ArrowArrayStream* out) {
  std::vector<Table::Part> parts;
  for (ChunkPtr& chunk : chunks) parts.push_back({std::move(chunk), nullptr});
  ExportMadeChunks(std::move(schema), std::move(dictionaries), ChunksOf(std::move(parts)),
                   std::move(owner), out);
}

void ExportMadeChunks(TableSchemaPtr schema, std::vector<Dictionary*> dictionaries, MakeChunk make,
                      std::shared_ptr<const void> owner, ArrowArrayStream* out) {
  std::vector<int> fields = AllFields(*schema);
  Publish(std::make_unique<Stream>(std::move(schema), std::move(dictionaries), std::move(make),
                                   std::move(owner), std::move(fields)),
          out);
}

}  // namespace stelsel::core
