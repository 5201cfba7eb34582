#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/base/edtf.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/model/arrow.h"
#include "core/model/arrow_access.h"
#include "stelsel/detail/error.hpp"

namespace stelsel::core {
namespace {

// Rows that are appended to a column at once. So few of such texts cannot overflow the 32-bit
// offsets of a chunk that was not full.
constexpr int64_t kSlice = 64;
constexpr size_t kMaxText = 16 << 20;

// Reads one column of a stream into one field, whatever admitted type the stream has.
class ColumnReader {
 public:
  static absl::StatusOr<ColumnReader> Create(const TableSchema& table, int field,
                                             const ArrowSchema& schema) {
    ColumnReader reader(table, field, schema.format);
    if (schema.dictionary != nullptr) {
      reader.index_format_ = reader.format_;
      reader.format_ = schema.dictionary->format;
    }
    STELSEL_RETURN_IF_ERROR(reader.CheckFormat());
    return reader;
  }

  // To be called for each batch before Append, with how many rows came before its first element:
  // whether `array` has what its type asks for.
  bool StartBatch(const ArrowArray& array, int64_t rows_before) {
    codes_.clear();
    rows_before_ = rows_before;
    if (format_ == "n") return true;
    if (index_format_.empty()) return IsText() ? HasTexts(array) : HasBuffers(array, 2);
    if (!HasBuffers(array, 2) || array.dictionary == nullptr) return false;
    if (field().type != Type::kText)
      codes_.assign(static_cast<size_t>(array.dictionary->length), kUnknown);
    return HasTexts(*array.dictionary);
  }

  // Appends `count` rows from `begin` on.
  absl::Status Append(const ArrowArray& array, int64_t begin, int64_t count, ChunkBuilder& to) {
    for (int64_t row = begin; row < begin + count; ++row) {
      if (format_ == "n" || !Valid(array, row)) {
        to.AppendNull(field_);
      } else {
        const absl::Status status = AppendCell(array, row, to);
        if (!status.ok()) return InRow(status, row);
      }
    }
    return absl::OkStatus();
  }

 private:
  static constexpr int32_t kUnknown = -1;

  ColumnReader(const TableSchema& table, int field, const char* format)
      : table_(&table), field_(static_cast<size_t>(field)), format_(format) {}

  const Field& field() const { return table_->fields[field_]; }
  bool IsText() const { return format_ == "u" || format_ == "U" || format_ == "vu"; }
  bool HasTexts(const ArrowArray& array) const {
    return format_ == "vu" ? HasViewBuffers(array) : HasBuffers(array, 3);
  }
  std::optional<std::string_view> TextIn(const ArrowArray& array, int64_t row) const {
    if (format_ == "vu") return ViewAt(array, row);
    return format_ == "u" ? TextAt<int32_t>(array, row) : TextAt<int64_t>(array, row);
  }

  // A message with the row's number in the stream, from 1.
  absl::Status InRow(const absl::Status& status, int64_t row) const {
    return absl::Status(status.code(),
                        absl::StrCat(status.message(), ", in row ", rows_before_ + row + 1));
  }
  absl::Status Wrong(std::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat("column `", field().name, "` for table `",
                                                   table_->name, "` ", std::string(what)));
  }

  bool FormatFits() const {
    if (format_ == "n") return true;  // nothing but nulls
    switch (field().type) {
      case Type::kText:
      case Type::kCode:
      case Type::kEdtf:
        return IsText();
      case Type::kInteger:
        return index_format_.empty() &&
               (format_ == "l" || format_ == "i" || format_ == "s" || format_ == "c");
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
    if (!FormatFits())
      return Wrong(absl::StrCat("has Arrow type `", format_, "`, which does not fit"));
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
    const std::string_view rest =
        comma == std::string::npos ? "" : std::string_view(format_).substr(comma + 1);
    const std::string_view scale = rest.substr(0, rest.find(','));
    const std::string_view width =
        rest.size() > scale.size() ? rest.substr(scale.size() + 1) : "128";
    if (scale != std::to_string(field().scale) || width != "128") {
      return Wrong(absl::StrCat("must be decimal128 with scale ", field().scale));
    }
    return absl::OkStatus();
  }

  absl::Status AppendCell(const ArrowArray& array, int64_t row, ChunkBuilder& to) {
    switch (field().type) {
      case Type::kText:
      case Type::kCode:
      case Type::kEdtf:
        return index_format_.empty() ? AppendText(array, row, to) : AppendEntry(array, row, to);
      case Type::kBoolean:
        to.AppendScalar(field_, BitAt(array, row) ? 1 : 0);
        return absl::OkStatus();
      case Type::kDate:
        return AppendBetween(kMinDate, At<int32_t>(array, row), kMaxDate, to);
      case Type::kDateTime:
        return AppendBetween(kMinDate * kMicrosPerDay, At<int64_t>(array, row),
                             (kMaxDate + 1) * kMicrosPerDay - 1, to);
      case Type::kDecimal:
        return AppendDecimal(At<Int128>(array, row), to);
      case Type::kInteger:
        return AppendBetween(Column::kNull + 1, IntegerAt(format_[0], array, row),
                             std::numeric_limits<int64_t>::max(), to);
    }
    return absl::OkStatus();
  }

  absl::Status AppendBetween(int64_t minimum, int64_t value, int64_t maximum,
                             ChunkBuilder& to) const {
    if (value < minimum || value > maximum) return Wrong("has a value that is out of range");
    to.AppendScalar(field_, value);
    return absl::OkStatus();
  }

  absl::Status AppendDecimal(Int128 wide, ChunkBuilder& to) const {
    const auto narrow = static_cast<int64_t>(wide);
    if (wide != narrow || narrow == Column::kNull) return Wrong("has a value that is out of range");
    to.AppendScalar(field_, narrow);
    return absl::OkStatus();
  }

  // A row that points into the column's dictionary. Each entry is read once a batch, and only when
  // a row points to it.
  absl::Status AppendEntry(const ArrowArray& array, int64_t row, ChunkBuilder& to) {
    const int64_t entry = IntegerAt(index_format_[0], array, row);
    if (entry < 0 || entry >= array.dictionary->length)
      return Wrong("points outside its dictionary");
    int32_t* const code = codes_.empty() ? nullptr : &codes_[static_cast<size_t>(entry)];
    if (code != nullptr && *code != kUnknown) {
      to.AppendScalar(field_, *code);
      return absl::OkStatus();
    }
    if (!Valid(*array.dictionary, entry)) {
      to.AppendNull(field_);
      return absl::OkStatus();
    }
    STELSEL_RETURN_IF_ERROR(AppendText(*array.dictionary, entry, to));
    if (code != nullptr) *code = to.LastCode(field_);
    return absl::OkStatus();
  }

  absl::Status AppendText(const ArrowArray& array, int64_t row, ChunkBuilder& to) const {
    const auto text = TextIn(array, row);
    if (!text) return Wrong("has texts that end before they begin, or stand outside their buffer");
    if (text->size() > kMaxText) return Wrong("has a text of more than 16 MiB");
    if (FirstInvalidUtf8(*text) != std::string_view::npos)
      return Wrong("has text that is not UTF-8");
    if (field().type == Type::kEdtf && !ParseEdtf(*text))
      return Wrong("has a text that is not a date (EDTF)");
    to.AppendText(field_, *text);
    return absl::OkStatus();
  }

  const TableSchema* table_;
  size_t field_;
  std::string format_;
  std::string index_format_;    // empty unless a dictionary
  int64_t rows_before_ = 0;     // of the stream, before element 0 of the batch
  std::vector<int32_t> codes_;  // of the batch's dictionary in ours; empty for a kText
};

// The field that a column is for, or -1.
int FieldOf(const TableSchema& table, const std::string& name, const ImportOptions& options) {
  const int field = table.IndexOf(name);
  if (field >= 0 || options.unknown == nullptr) return field;
  for (size_t i = 0; i < table.fields.size(); ++i) {
    const std::vector<std::string>& was = table.fields[i].was;
    if (std::find(was.begin(), was.end(), name) != was.end()) return static_cast<int>(i);
  }
  return -1;
}

// For each field of the schema the stream's column, or -1.
absl::StatusOr<std::vector<int64_t>> BindColumns(const TableSchema& table,
                                                 const ArrowSchema& schema, ImportOptions options) {
  if (std::string_view(schema.format) != "+s") {
    return absl::InvalidArgumentError("a stream of rows must have a struct as its schema");
  }
  std::vector<int64_t> columns(table.fields.size(), -1);
  for (int64_t i = 0; i < schema.n_children; ++i) {
    const std::string name = schema.children[i]->name == nullptr ? "" : schema.children[i]->name;
    const int field = FieldOf(table, name, options);
    if (field < 0 && options.unknown != nullptr) {
      options.unknown->push_back(name);
      continue;
    }
    if (field < 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("table `", table.name, "` has no field `", name, "`"));
    }
    int64_t& column = columns[static_cast<size_t>(field)];
    if (column >= 0)
      return absl::InvalidArgumentError(absl::StrCat("column `", name, "` stands there twice"));
    column = i;
  }
  std::vector<bool> wanted(table.fields.size(), !options.key_only);
  for (int field : table.primary_key) wanted[static_cast<size_t>(field)] = true;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!wanted[i]) columns[i] = -1;
    if (wanted[i] && columns[i] < 0 && table.fields[i].required) {
      return absl::InvalidArgumentError(absl::StrCat("column `", table.fields[i].name,
                                                     "` for table `", table.name, "` is missing"));
    }
  }
  return columns;
}

struct Bound {
  int64_t column;
  ColumnReader reader;
};
// For each field of the schema; nothing where the stream has no column for it.
using BoundColumns = std::vector<std::optional<Bound>>;

absl::StatusOr<BoundColumns> BindReaders(const TableSchema& table, const ArrowSchema& schema,
                                         ImportOptions options) {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<int64_t> columns, BindColumns(table, schema, options));
  BoundColumns bound(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] < 0) continue;
    STELSEL_ASSIGN_OR_RETURN(
        ColumnReader reader,
        ColumnReader::Create(table, static_cast<int>(i), *schema.children[columns[i]]));
    bound[i] = Bound{columns[i], std::move(reader)};
  }
  return bound;
}

absl::Status StartBatch(const ArrowArray& batch, int64_t children, int64_t rows_before,
                        BoundColumns& columns) {
  bool fits = batch.n_children == children && batch.length >= 0 && batch.offset >= 0;
  for (std::optional<Bound>& bound : columns) {
    if (!fits || !bound) continue;
    const ArrowArray& array = *batch.children[bound->column];
    fits = array.length >= batch.length + batch.offset &&
           bound->reader.StartBatch(array, rows_before - batch.offset);
  }
  if (fits) return absl::OkStatus();
  return absl::InvalidArgumentError("a batch of rows does not fit its schema");
}

absl::Status AppendSlice(const ArrowArray& batch, int64_t begin, int64_t count,
                         BoundColumns& columns, ChunkBuilder& builder) {
  for (size_t field = 0; field < columns.size(); ++field) {
    if (columns[field]) {
      const ArrowArray& array = *batch.children[columns[field]->column];
      STELSEL_RETURN_IF_ERROR(
          columns[field]->reader.Append(array, begin + batch.offset, count, builder));
    } else {
      for (int64_t i = 0; i < count; ++i) builder.AppendNull(field);
    }
  }
  for (int64_t i = 0; i < count; ++i) builder.EndRow();
  return absl::OkStatus();
}

absl::Status AppendBatch(const ArrowArray& batch, BoundColumns& columns, ChunkBuilder& builder,
                         absl::FunctionRef<absl::Status(ChunkPtr)> take) {
  for (int64_t row = 0; row < batch.length; row += kSlice) {
    STELSEL_RETURN_IF_ERROR(
        AppendSlice(batch, row, std::min(kSlice, batch.length - row), columns, builder));
    if (builder.rows() + kSlice > Chunk::kMaxRows || builder.full()) {
      STELSEL_RETURN_IF_ERROR(take(builder.Finish()));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status StreamError(ArrowArrayStream& stream, int code) {
  const char* text = stream.get_last_error != nullptr ? stream.get_last_error(&stream) : nullptr;
  return absl::Status(static_cast<absl::StatusCode>(stelsel::detail::from_errno(code)),
                      text != nullptr ? std::string(text)
                                      : absl::StrCat("a stream of rows failed with code ", code));
}

absl::Status ImportStream(ArrowArrayStream* stream, const TableSchemaPtr& schema,
                          const std::vector<Dictionary*>& dictionaries, ImportOptions options,
                          absl::FunctionRef<absl::Status(ChunkPtr)> take) {
  Released<ArrowArrayStream> taken;
  std::swap(taken.value, *stream);
  if (taken.value.release == nullptr)
    return absl::FailedPreconditionError("the stream was used already");
  Released<ArrowSchema> arrow;
  if (const int code = taken.value.get_schema(&taken.value, &arrow.value))
    return StreamError(taken.value, code);
  STELSEL_ASSIGN_OR_RETURN(BoundColumns columns, BindReaders(*schema, arrow.value, options));
  ChunkBuilder builder(schema, dictionaries);
  int64_t rows = 0;
  while (true) {
    Released<ArrowArray> batch;
    if (const int code = taken.value.get_next(&taken.value, &batch.value))
      return StreamError(taken.value, code);
    if (batch.value.release == nullptr) break;
    STELSEL_RETURN_IF_ERROR(StartBatch(batch.value, arrow.value.n_children, rows, columns));
    rows += batch.value.length;
    STELSEL_RETURN_IF_ERROR(AppendBatch(batch.value, columns, builder, take));
  }
  return builder.rows() > 0 ? take(builder.Finish()) : absl::OkStatus();
}

}  // namespace stelsel::core
