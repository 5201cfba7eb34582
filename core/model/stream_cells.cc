#include "core/model/stream_cells.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/model/arrow.h"
#include "core/model/arrow_access.h"

namespace stelsel::core {
namespace {

using Column = StreamCells::Column;
using Kind = StreamCells::Kind;

// What a column's values are, in Arrow's words.
struct Layout {
  std::string format;
  char index = 0;  // of a dictionary: the type of its indices
};

absl::Status Wrong(const Column& column, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("column `", column.name, "` ", std::string(what)));
}

std::optional<Kind> KindOf(const std::string& format) {
  constexpr std::string_view kIntegers = "cCsSiIlL";
  if (format == "u" || format == "U" || format == "n") return Kind::kText;
  if (format == "b") return Kind::kBoolean;
  if (format == "f" || format == "g") return Kind::kFloat;
  if (format == "tdD") return Kind::kDate;
  if (format.substr(0, 4) == "tsu:") return Kind::kDateTime;
  if (format.substr(0, 2) == "d:") return Kind::kDecimal;
  if (format.size() == 1 && kIntegers.find(format[0]) != std::string_view::npos)
    return Kind::kInteger;
  return std::nullopt;
}

// The scale of "d:precision,scale", or of "d:precision,scale,128"; absent for what cannot be read.
std::optional<int> ScaleOf(const std::string& format) {
  const size_t comma = format.find(',');
  if (comma == std::string::npos) return std::nullopt;
  const std::string rest = format.substr(comma + 1);
  const size_t width = rest.find(',');
  int scale = 0;
  if (!absl::SimpleAtoi(rest.substr(0, width), &scale) || scale < 0 || scale > 18)
    return std::nullopt;
  if (width != std::string::npos && rest.substr(width + 1) != "128") return std::nullopt;
  return scale;
}

absl::StatusOr<Layout> LayoutOf(const ArrowSchema& schema, Column& column) {
  Layout layout;
  layout.format = schema.format;
  if (schema.dictionary != nullptr) {
    const bool indexed = KindOf(layout.format) == Kind::kInteger;
    layout.index = indexed ? layout.format[0] : 0;
    layout.format = schema.dictionary->format;
    if (!indexed || KindOf(layout.format) != Kind::kText || layout.format == "n")
      return Wrong(column, "has a dictionary that is not of texts");
  }
  const std::optional<Kind> kind = KindOf(layout.format);
  if (!kind) {
    return Wrong(column,
                 absl::StrCat("has Arrow type `", layout.format, "`, which the border has not"));
  }
  column.kind = *kind;
  if (*kind != Kind::kDecimal) return layout;
  const std::optional<int> scale = ScaleOf(layout.format);
  if (!scale) return Wrong(column, "must be decimal128 with a scale of 0 to 18");
  column.scale = *scale;
  return layout;
}

// With a power of ten only where somebody would miscount the noughts.
std::string FloatText(double value) {
  if (!std::isfinite(value)) return std::isnan(value) ? "NaN" : value > 0 ? "INF" : "-INF";
  const double size = std::abs(value);
  char text[64];
  const bool is_plain = size == 0 || (size >= 1e-5 && size < 1e15);
  const auto form = is_plain ? std::chars_format::fixed : std::chars_format::general;
  const auto end = std::to_chars(text, text + sizeof text, value, form).ptr;
  return std::string(text, end);
}

}  // namespace

struct StreamCells::Inside {
  Released<ArrowArrayStream> stream;
  Released<ArrowSchema> schema;
  std::unique_ptr<Released<ArrowArray>> batch;
  std::vector<Layout> layouts;
  int64_t row = -1;
  std::string text;

  absl::Status CheckBatch(const std::vector<Column>& columns) const;
  absl::StatusOr<bool> NextBatch(const std::vector<Column>& columns);
  absl::StatusOr<std::string_view> TextOf(const ArrowArray& array, int64_t at, const Layout& layout,
                                          const Column& column) const;
};

absl::Status StreamCells::Inside::CheckBatch(const std::vector<Column>& columns) const {
  const ArrowArray& all = batch->value;
  bool fits =
      all.n_children == static_cast<int64_t>(columns.size()) && all.length >= 0 && all.offset >= 0;
  for (size_t i = 0; fits && i < columns.size(); ++i) {
    const ArrowArray& array = *all.children[i];
    fits = array.length >= all.length + all.offset;
    if (!fits || layouts[i].format == "n") continue;
    if (layouts[i].index != 0) {
      fits =
          HasBuffers(array, 2) && array.dictionary != nullptr && HasBuffers(*array.dictionary, 3);
    } else {
      fits = HasBuffers(array, columns[i].kind == Kind::kText ? 3 : 2);
    }
  }
  if (fits) return absl::OkStatus();
  return absl::InvalidArgumentError("a batch of rows does not fit its schema");
}

absl::StatusOr<bool> StreamCells::Inside::NextBatch(const std::vector<Column>& columns) {
  row = -1;
  batch = std::make_unique<Released<ArrowArray>>();
  if (const int code = stream.value.get_next(&stream.value, &batch->value))
    return StreamError(stream.value, code);
  if (batch->value.release == nullptr) return false;
  STELSEL_RETURN_IF_ERROR(CheckBatch(columns));
  return true;
}

absl::StatusOr<std::string_view> StreamCells::Inside::TextOf(const ArrowArray& array, int64_t at,
                                                             const Layout& layout,
                                                             const Column& column) const {
  const auto found = layout.format == "u" ? TextAt<int32_t>(array, at) : TextAt<int64_t>(array, at);
  if (!found) return Wrong(column, "has texts that end before they begin");
  if (FirstInvalidUtf8(*found) != std::string_view::npos)
    return Wrong(column, "has text that is not UTF-8");
  return *found;
}

StreamCells::StreamCells(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
StreamCells::StreamCells(StreamCells&&) noexcept = default;
StreamCells& StreamCells::operator=(StreamCells&&) noexcept = default;
StreamCells::~StreamCells() = default;

absl::StatusOr<StreamCells> StreamCells::Open(ArrowArrayStream* stream) {
  StreamCells cells(std::make_unique<Inside>());
  Inside& inside = *cells.inside_;
  std::swap(inside.stream.value, *stream);
  if (inside.stream.value.release == nullptr)
    return absl::FailedPreconditionError("the stream was used already");
  if (const int code = inside.stream.value.get_schema(&inside.stream.value, &inside.schema.value))
    return StreamError(inside.stream.value, code);
  const ArrowSchema& schema = inside.schema.value;
  if (schema.release == nullptr || std::string_view(schema.format) != "+s")
    return absl::InvalidArgumentError("a stream of rows must have a struct as its schema");
  for (int64_t i = 0; i < schema.n_children; ++i) {
    const char* const name = schema.children[i]->name;
    Column column{name != nullptr ? name : "", Kind::kText, 0};
    if (cells.IndexOf(column.name) >= 0) return Wrong(column, "stands there twice");
    STELSEL_ASSIGN_OR_RETURN(Layout layout, LayoutOf(*schema.children[i], column));
    inside.layouts.push_back(std::move(layout));
    cells.columns_.push_back(std::move(column));
  }
  if (cells.columns_.empty()) return absl::InvalidArgumentError("a stream of rows has no columns");
  return cells;
}

int StreamCells::IndexOf(std::string_view name) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

absl::StatusOr<bool> StreamCells::Next() {
  ++inside_->row;
  while (inside_->batch == nullptr || inside_->row >= inside_->batch->value.length) {
    STELSEL_ASSIGN_OR_RETURN(const bool more, inside_->NextBatch(columns_));
    if (!more) return false;
    ++inside_->row;
  }
  return true;
}

absl::StatusOr<const std::string*> StreamCells::Text(size_t index) {
  const Column& column = columns_[index];
  const Layout& layout = inside_->layouts[index];
  const ArrowArray& batch = inside_->batch->value;
  const ArrowArray& array = *batch.children[index];
  const int64_t at = inside_->row + batch.offset;
  std::string& text = inside_->text;
  if (layout.format == "n" || !Valid(array, at)) return nullptr;
  if (layout.index != 0) {
    const int64_t entry = IntegerAt(layout.index, array, at);
    if (entry < 0 || entry >= array.dictionary->length)
      return Wrong(column, "points outside its dictionary");
    if (!Valid(*array.dictionary, entry)) return nullptr;
    STELSEL_ASSIGN_OR_RETURN(const std::string_view found,
                             inside_->TextOf(*array.dictionary, entry, layout, column));
    text = std::string(found);
    return &text;
  }
  switch (column.kind) {
    case Kind::kText: {
      STELSEL_ASSIGN_OR_RETURN(const std::string_view found,
                               inside_->TextOf(array, at, layout, column));
      text = std::string(found);
      break;
    }
    case Kind::kInteger:
      text = std::to_string(IntegerAt(layout.format[0], array, at));
      break;
    case Kind::kDecimal: {
      const auto wide = At<Int128>(array, at);
      if (wide != static_cast<int64_t>(wide)) return Wrong(column, "has a value out of range");
      text = FormatScaled(static_cast<int64_t>(wide), column.scale);
      break;
    }
    case Kind::kFloat:
      text = FloatText(layout.format == "f" ? static_cast<double>(At<float>(array, at))
                                            : At<double>(array, at));
      break;
    case Kind::kBoolean:
      text = BitAt(array, at) ? "true" : "false";
      break;
    case Kind::kDate:
      text = FormatDate(At<int32_t>(array, at));
      break;
    case Kind::kDateTime:
      text = FormatDateTime(At<int64_t>(array, at));
      break;
  }
  return &text;
}

}  // namespace stelsel::core
