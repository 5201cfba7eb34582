#include <cstring>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/edtf.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/model/arrow.h"

namespace stelsel::core {
namespace {

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

bool Valid(const ArrowArray& array, int64_t row) {
  if (array.n_buffers == 0 || array.buffers[0] == nullptr) return true;
  const auto* bits = static_cast<const uint8_t*>(array.buffers[0]);
  const auto i = static_cast<size_t>(row + array.offset);
  return (bits[i >> 3] >> (i & 7) & 1) != 0;
}

template <typename T>
T At(const ArrowArray& array, int buffer, int64_t row) {
  T value;
  const auto* data = static_cast<const char*>(array.buffers[buffer]);
  std::memcpy(&value, data + static_cast<size_t>(row + array.offset) * sizeof(T), sizeof(T));
  return value;
}

template <typename Offset>
std::string_view TextAt(const ArrowArray& array, int64_t row) {
  const auto from = At<Offset>(array, 1, row);
  const auto to = At<Offset>(array, 1, row + 1);
  const auto* data = static_cast<const char*>(array.buffers[2]);
  return {data + from, static_cast<size_t>(to - from)};
}

// Reads one column of a stream into one field, whatever admitted type the stream has.
class ColumnReader {
 public:
  static absl::StatusOr<ColumnReader> Create(const TableSchema& table, int field, const ArrowSchema& schema) {
    ColumnReader reader(table, field, schema.format);
    if (schema.dictionary != nullptr) {
      reader.index_format_ = reader.format_;
      reader.format_ = schema.dictionary->format;
    }
    STELSEL_RETURN_IF_ERROR(reader.CheckFormat());
    return reader;
  }

  absl::Status Append(const ArrowArray& array, int64_t row, ChunkBuilder& to) const {
    const auto at = static_cast<size_t>(field_);
    if (format_ == "n" || !Valid(array, row)) {
      to.AppendNull(at);
      return absl::OkStatus();
    }
    if (IsText()) return AppendText(array, row, to);
    STELSEL_ASSIGN_OR_RETURN(const int64_t value, Scalar(array, row));
    if (value == Column::kNull) return Wrong("has a number that is out of range");
    to.AppendScalar(at, value);
    return absl::OkStatus();
  }

 private:
  ColumnReader(const TableSchema& table, int field, const char* format)
      : table_(&table), field_(field), format_(format) {}

  const Field& field() const { return table_->field(field_); }
  bool IsText() const { return format_ == "u" || format_ == "U"; }

  absl::Status Wrong(std::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat("column `", field().name, "` for table `", table_->name, "` ", std::string(what)));
  }

  bool FormatFits() const {
    if (format_ == "n") return true;  // nothing but nulls
    switch (field().type) {
      case Type::kText:
      case Type::kCode:
      case Type::kEdtf:
        return IsText();
      case Type::kInteger:
        return index_format_.empty() && (format_ == "l" || format_ == "i" || format_ == "s" || format_ == "c");
      case Type::kDecimal:
        return index_format_.empty() && format_.substr(0, 2) == "d:";
      case Type::kBoolean:
        return index_format_.empty() && format_ == "b";
      case Type::kDate:
        return index_format_.empty() && format_ == "tdD";
      case Type::kDateTime:
        return index_format_.empty() && format_.substr(0, 4) == "tsu:";
    }
    return false;
  }

  absl::Status CheckFormat() {
    static constexpr std::string_view kIndices = "cCsSiIlL";
    if (!FormatFits()) return Wrong(absl::StrCat("has Arrow type `", format_, "`, which does not fit"));
    if (!index_format_.empty() &&
        (index_format_.size() != 1 || kIndices.find(index_format_[0]) == std::string_view::npos)) {
      return Wrong("has a dictionary with an unknown index type");
    }
    if (field().type == Type::kDecimal && format_ != "n") return CheckScale();
    return absl::OkStatus();
  }

  // "d:precision,scale" or "d:precision,scale,128"
  absl::Status CheckScale() const {
    const auto comma = format_.find(',');
    const std::string_view rest = comma == std::string::npos ? "" : std::string_view(format_).substr(comma + 1);
    const std::string_view scale = rest.substr(0, rest.find(','));
    const std::string_view width = rest.size() > scale.size() ? rest.substr(scale.size() + 1) : "128";
    if (scale != std::to_string(field().scale) || width != "128") {
      return Wrong(absl::StrCat("must be decimal128 with scale ", field().scale));
    }
    return absl::OkStatus();
  }

  int64_t IndexAt(const ArrowArray& array, int64_t row) const {
    switch (index_format_[0]) {
      case 'c': return At<int8_t>(array, 1, row);
      case 'C': return At<uint8_t>(array, 1, row);
      case 's': return At<int16_t>(array, 1, row);
      case 'S': return At<uint16_t>(array, 1, row);
      case 'i': return At<int32_t>(array, 1, row);
      case 'I': return At<uint32_t>(array, 1, row);
      default: return At<int64_t>(array, 1, row);
    }
  }

  absl::Status AppendText(const ArrowArray& array, int64_t row, ChunkBuilder& to) const {
    const ArrowArray* values = &array;
    if (!index_format_.empty()) {
      values = array.dictionary;
      row = IndexAt(array, row);
      if (values == nullptr || row < 0 || row >= values->length) return Wrong("points outside its dictionary");
      if (!Valid(*values, row)) {
        to.AppendNull(static_cast<size_t>(field_));
        return absl::OkStatus();
      }
    }
    const std::string_view text = format_ == "u" ? TextAt<int32_t>(*values, row) : TextAt<int64_t>(*values, row);
    if (FirstInvalidUtf8(text) != std::string_view::npos) return Wrong("has text that is not UTF-8");
    if (field().type == Type::kEdtf && !ParseEdtf(text)) return Wrong("has a text that is not a date (EDTF)");
    to.AppendText(static_cast<size_t>(field_), text);
    return absl::OkStatus();
  }

  absl::StatusOr<int64_t> Scalar(const ArrowArray& array, int64_t row) const {
    switch (field().type) {
      case Type::kBoolean: {
        const auto i = static_cast<size_t>(row + array.offset);
        return static_cast<const uint8_t*>(array.buffers[1])[i >> 3] >> (i & 7) & 1;
      }
      case Type::kDate:
        return At<int32_t>(array, 1, row);
      case Type::kDecimal: {
        const auto wide = At<Int128>(array, 1, row);
        const auto narrow = static_cast<int64_t>(wide);
        return wide == narrow ? narrow : Column::kNull;
      }
      default:
        break;
    }
    if (format_ == "i") return At<int32_t>(array, 1, row);
    if (format_ == "s") return At<int16_t>(array, 1, row);
    if (format_ == "c") return At<int8_t>(array, 1, row);
    return At<int64_t>(array, 1, row);
  }

  const TableSchema* table_;
  int field_;
  std::string format_;
  std::string index_format_;  // empty unless a dictionary
};

// For each field of the schema the stream's column, or -1.
absl::StatusOr<std::vector<int64_t>> BindColumns(const TableSchema& table, const ArrowSchema& schema,
                                                 ImportOptions options) {
  if (std::string_view(schema.format) != "+s") {
    return absl::InvalidArgumentError("a stream of rows must have a struct as its schema");
  }
  std::vector<int64_t> columns(table.fields.size(), -1);
  for (int64_t i = 0; i < schema.n_children; ++i) {
    const std::string name = schema.children[i]->name == nullptr ? "" : schema.children[i]->name;
    const int field = table.IndexOf(name);
    if (field < 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("table `", table.name, "` has no field `", name, "`"));
    }
    int64_t& column = columns[static_cast<size_t>(field)];
    if (column >= 0) return absl::InvalidArgumentError(absl::StrCat("column `", name, "` stands there twice"));
    column = i;
  }
  std::vector<bool> wanted(table.fields.size(), !options.key_only);
  for (int field : table.primary_key) wanted[static_cast<size_t>(field)] = true;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!wanted[i]) columns[i] = -1;
    if (wanted[i] && columns[i] < 0 && table.fields[i].required) {
      return absl::InvalidArgumentError(absl::StrCat("column `", table.fields[i].name, "` for table `",
                                                     table.name, "` is missing"));
    }
  }
  return columns;
}

absl::Status StreamError(ArrowArrayStream& stream, int code) {
  const char* text = stream.get_last_error != nullptr ? stream.get_last_error(&stream) : nullptr;
  return absl::UnknownError(text != nullptr ? std::string(text)
                                            : absl::StrCat("a stream of rows failed with code ", code));
}

struct Bound {
  int64_t column;
  ColumnReader reader;
};

absl::Status AppendBatch(const ArrowArray& batch, const std::vector<std::optional<Bound>>& columns,
                         ChunkBuilder& builder, absl::FunctionRef<absl::Status(ChunkPtr)> take) {
  for (int64_t row = 0; row < batch.length; ++row) {
    for (size_t field = 0; field < columns.size(); ++field) {
      if (!columns[field]) {
        builder.AppendNull(field);
        continue;
      }
      const ArrowArray& array = *batch.children[columns[field]->column];
      STELSEL_RETURN_IF_ERROR(columns[field]->reader.Append(array, row + batch.offset, builder));
    }
    builder.EndRow();
    if (builder.full()) STELSEL_RETURN_IF_ERROR(take(builder.Finish()));
  }
  return absl::OkStatus();
}

absl::Status CheckBatch(const ArrowArray& batch, int64_t columns) {
  bool fits = batch.n_children == columns && batch.length >= 0 && batch.offset >= 0;
  for (int64_t i = 0; fits && i < batch.n_children; ++i) {
    fits = batch.children[i]->length >= batch.length + batch.offset && batch.children[i]->offset >= 0;
  }
  return fits ? absl::OkStatus() : absl::InvalidArgumentError("a batch of rows does not fit its schema");
}

}  // namespace

absl::Status ImportStream(ArrowArrayStream* stream, const TableSchemaPtr& schema,
                          const std::vector<Dictionary*>& dictionaries, ImportOptions options,
                          absl::FunctionRef<absl::Status(ChunkPtr)> take) {
  Released<ArrowArrayStream> taken;
  std::swap(taken.value, *stream);
  if (taken.value.release == nullptr) return absl::FailedPreconditionError("the stream was used already");
  Released<ArrowSchema> arrow;
  if (const int code = taken.value.get_schema(&taken.value, &arrow.value)) return StreamError(taken.value, code);
  STELSEL_ASSIGN_OR_RETURN(const std::vector<int64_t> bound, BindColumns(*schema, arrow.value, options));
  std::vector<std::optional<Bound>> columns(bound.size());
  for (size_t i = 0; i < bound.size(); ++i) {
    if (bound[i] < 0) continue;
    STELSEL_ASSIGN_OR_RETURN(
        ColumnReader reader,
        ColumnReader::Create(*schema, static_cast<int>(i), *arrow.value.children[bound[i]]));
    columns[i] = Bound{bound[i], std::move(reader)};
  }
  ChunkBuilder builder(schema, dictionaries);
  while (true) {
    Released<ArrowArray> batch;
    if (const int code = taken.value.get_next(&taken.value, &batch.value)) return StreamError(taken.value, code);
    if (batch.value.release == nullptr) break;
    STELSEL_RETURN_IF_ERROR(CheckBatch(batch.value, arrow.value.n_children));
    STELSEL_RETURN_IF_ERROR(AppendBatch(batch.value, columns, builder, take));
  }
  return builder.rows() > 0 ? take(builder.Finish()) : absl::OkStatus();
}

}  // namespace stelsel::core
