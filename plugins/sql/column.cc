#include "column.h"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <unordered_set>
#include <utility>

namespace sql {
namespace {

using stelsel::Error;

void check(ArrowArrayStream& stream, int code) {
  if (code == 0) return;
  const char* text = stream.get_last_error(&stream);
  throw Error(stelsel::detail::from_errno(code),
              text != nullptr ? text : "a stream of rows failed");
}

// What an Arrow format means; text is told apart by its dictionary.
Column::Store store_of(const ArrowSchema& schema) {
  const std::string_view format = schema.format;
  if (schema.dictionary != nullptr && format == "i") return Column::Store::codes;
  if (format == "u") return Column::Store::texts;
  if (format == "tdD") return Column::Store::narrow;
  if (format == "l" || format.substr(0, 4) == "tsu:") return Column::Store::wide;
  if (format.substr(0, 2) == "d:") return Column::Store::pairs;
  if (format == "b") return Column::Store::bits;
  throw Error(STELSEL_INVALID_ARGUMENT, std::string("column `") + schema.name +
                                            "` has an Arrow type that is not of the border");
}

}  // namespace

struct Column::Lazy {
  std::once_flag ordered, indexed, counted, sampled;
  Order order;
  std::vector<std::uint32_t> counts;
  double different = 1;
  std::unordered_map<std::string_view, std::int32_t> codes;
};

Column::Column(stelsel::Stream stream, bool edtf) : lazy_(std::make_unique<Lazy>()) {
  try {
    read_type(*stream.raw(), edtf);
    read_batches(*stream.raw());
    if (edtf && store_ == Store::texts) make_codes();
    if (edtf) read_bounds();
  } catch (...) {
    for (ArrowArray& array : held_) array.release(&array);
    throw;
  }
}

Column::~Column() {
  for (ArrowArray& array : held_) array.release(&array);
}

void Column::read_type(ArrowArrayStream& stream, bool edtf) {
  ArrowSchema schema{};
  check(stream, stream.get_schema(&stream, &schema));
  const bool one = schema.n_children == 1;
  try {
    if (!one) throw Error(STELSEL_INTERNAL, "a stream of one column has another number of them");
    store_ = store_of(*schema.children[0]);
    if (edtf && store_ != Store::texts && store_ != Store::codes)
      throw Error(STELSEL_INTERNAL, "a date as the source gives it is no text");
  } catch (...) {
    schema.release(&schema);
    throw;
  }
  schema.release(&schema);
}

void Column::read_batches(ArrowArrayStream& stream) {
  while (true) {
    ArrowArray array{};
    check(stream, stream.get_next(&stream, &array));
    if (array.release == nullptr) return;
    held_.push_back(array);
    add_batch(array, *array.children[0]);
  }
}

void Column::add_batch(const ArrowArray& parent, const ArrowArray& child) {
  Batch batch;
  batch.length = static_cast<std::size_t>(parent.length);
  batch.offset = batch.valid_offset = static_cast<std::size_t>(parent.offset + child.offset);
  if (child.null_count != 0) batch.valid = static_cast<const std::uint8_t*>(child.buffers[0]);
  batch.values = child.buffers[1];
  if (store_ == Store::texts) batch.texts = static_cast<const char*>(child.buffers[2]);
  if (store_ == Store::codes) take_dictionary(*child.dictionary);
  batches_.push_back(batch);
}

void Column::add_text(std::string_view text) {
  ends_with_nul_ = ends_with_nul_ && text.find('\0') == std::string_view::npos;
  bytes_.append(text);
  bytes_ += '\0';
  starts_.push_back(bytes_.size());
}

// One stream has one dictionary, which may come with each of its batches.
void Column::take_dictionary(const ArrowArray& dictionary) {
  const auto count = static_cast<std::size_t>(dictionary.length);
  if (batches_.empty()) {
    dictionary_ = dictionary.buffers[1];
    const auto from = static_cast<std::size_t>(dictionary.offset);
    for (std::size_t i = 0; i < count; ++i) {
      add_text(
          slice(dictionary.buffers[1], static_cast<const char*>(dictionary.buffers[2]), from + i));
    }
  } else if (dictionary.buffers[1] != dictionary_ || count != code_count()) {
    throw Error(STELSEL_UNIMPLEMENTED, "a stream changes its dictionary on the way");
  }
}

// Texts become codes, each different text once.
void Column::make_codes() {
  std::unordered_map<std::string_view, std::int32_t> codes;
  const auto code_for = [&](std::string_view text) {
    const auto [it, fresh] = codes.emplace(text, static_cast<std::int32_t>(codes.size()));
    if (fresh) add_text(text);
    return it->second;
  };
  for (std::size_t b = 0; b < batches_.size(); ++b) {
    own_codes_.push_back(std::make_unique<std::int32_t[]>(batches_[b].length));
    for (std::size_t row = 0; row < batches_[b].length; ++row) {
      if (!is_null({b, row})) own_codes_.back()[row] = code_for(text({b, row}));
    }
  }
  for (std::size_t b = 0; b < batches_.size(); ++b) {
    batches_[b].values = own_codes_[b].get();
    batches_[b].offset = 0;
  }
  store_ = Store::codes;
}

void Column::read_bounds() {
  for (std::size_t code = 0; code < code_count(); ++code)
    bounds_.push_back(stelsel::edtf_bounds(text_of(code)).value_or(stelsel::DateBounds{}));
}

std::int64_t Column::number(Spot at) const {
  if (is_null(at)) return kNull;
  const Batch& batch = batches_[at.batch];
  const std::size_t i = batch.offset + at.row;
  switch (store_) {
    case Store::codes:
    case Store::narrow:
      return load<std::int32_t>(batch.values, i);
    case Store::wide:
      return load<std::int64_t>(batch.values, i);
    case Store::pairs:
      return load<std::int64_t>(batch.values, 2 * i);
    case Store::bits:
      return bit(batch.values, i) ? 1 : 0;
    case Store::texts:
      break;
  }
  return kNull;
}

std::optional<std::int64_t> Column::code_of(std::string_view text) const {
  std::call_once(lazy_->indexed, [&] {
    lazy_->codes.reserve(code_count());
    for (std::size_t code = 0; code < code_count(); ++code)
      lazy_->codes.emplace(text_of(code), static_cast<std::int32_t>(code));
  });
  const auto it = lazy_->codes.find(text);
  if (it == lazy_->codes.end()) return std::nullopt;
  return it->second;
}

const std::vector<std::uint32_t>& Column::counts() const {
  std::call_once(lazy_->counted, [&] {
    lazy_->counts.assign(code_count(), 0);
    for (std::size_t b = 0; b < batches_.size(); ++b) {
      for (std::size_t row = 0; row < batches_[b].length; ++row) {
        if (!is_null({b, row})) ++lazy_->counts[static_cast<std::size_t>(code({b, row}))];
      }
    }
  });
  return lazy_->counts;
}

// Where most of a sample differ, all may.
double Column::sample() const {
  constexpr std::size_t kSample = 4096;
  std::size_t rows = 0, seen = 0;
  for (const Batch& batch : batches_) rows += batch.length;
  const std::size_t stride = rows / kSample + 1;
  std::unordered_set<std::int64_t> values;
  std::size_t skipped = 0;
  for (std::size_t b = 0; b < batches_.size(); ++b) {
    std::size_t row = skipped;
    for (; row < batches_[b].length; row += stride, ++seen) {
      const Spot at{b, row};
      if (is_null(at)) continue;
      values.insert(store_ == Store::texts ? hash_of(text(at)) : number(at));
    }
    skipped = row - batches_[b].length;
  }
  return static_cast<double>(values.size() * 2 > seen ? rows : values.size());
}

double Column::different() const {
  std::call_once(lazy_->sampled, [&] {
    const auto used = [](std::uint32_t count) { return count > 0; };
    lazy_->different =
        store_ == Store::codes
            ? static_cast<double>(std::count_if(counts().begin(), counts().end(), used))
            : sample();
  });
  return std::max(1.0, lazy_->different);
}

const Column::Order& Column::order() const {
  std::call_once(lazy_->ordered, [&] {
    Order& order = lazy_->order;
    order.sorted.resize(code_count());
    std::iota(order.sorted.begin(), order.sorted.end(), 0);
    std::sort(order.sorted.begin(), order.sorted.end(), [&](std::int32_t a, std::int32_t b) {
      return text_of(static_cast<std::size_t>(a)) < text_of(static_cast<std::size_t>(b));
    });
    order.ranks.resize(code_count());
    for (std::size_t rank = 0; rank < order.sorted.size(); ++rank)
      order.ranks[static_cast<std::size_t>(order.sorted[rank])] = static_cast<std::int32_t>(rank);
  });
  return lazy_->order;
}

}  // namespace sql
