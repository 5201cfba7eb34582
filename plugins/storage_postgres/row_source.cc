#include "row_source.h"

#include <utility>

#include "plugins/storage/given_rows.h"
#include "stelsel/edtf.hpp"

namespace storage_postgres {

using stelsel::Kind;

RowSource::RowSource(const Schema& schema, stelsel::Stream stream, What what)
    : schema_(schema), rows_(std::move(stream)) {
  if (what == kRows) {
    storage::refuse_other_columns(schema_, rows_);
    for (const Field& field : schema_.fields) add_slot(field);
  } else {
    for (const std::size_t place : schema_.key) add_slot(schema_.fields[place]);
  }
  for (const std::size_t place : schema_.key) {
    key_.push_back(static_cast<std::size_t>(rows_.column(schema_.fields[place].name)));
  }
}

void RowSource::add_slot(const Field& field) {
  slots_.push_back({&field, storage::column_of(schema_, field, rows_)});
  width_ += field.edtf ? 3 : 1;
}

bool RowSource::next() {
  before_ += size_;
  const bool more = rows_.next();
  size_ = more ? rows_.size() : 0;
  return more;
}

std::string_view RowSource::key_text(std::size_t row, const std::string& field) const {
  return rows_.text(row, static_cast<std::size_t>(rows_.column(field)));
}

void RowSource::check_key(std::size_t row) const {
  for (std::size_t i = 0; i < key_.size(); ++i) {
    if (!rows_.is_null(row, key_[i])) continue;
    fail_row(schema_.fields[schema_.key[i]], row, "is required and is empty");
  }
}

void RowSource::encode(std::size_t row, Encoder& out) const {
  for (const Slot& slot : slots_) encode(slot, row, out);
}

void RowSource::encode(const Slot& slot, std::size_t row, Encoder& out) const {
  const auto column = static_cast<std::size_t>(slot.column);
  if (slot.column < 0 || rows_.is_null(row, column)) {
    if (slot.field->required) fail_row(*slot.field, row, "is required and is empty");
    for (int i = slot.field->edtf ? 3 : 1; i > 0; --i) out.null();
    return;
  }
  bool known = true;
  switch (slot.field->kind) {
    case Kind::text:
      return encode_text(slot, row, out);
    case Kind::decimal:
      return out.decimal(rows_.integer(row, column), slot.field->scale);
    case Kind::boolean:
      return out.boolean(rows_.integer(row, column) != 0);
    case Kind::date:
      known = out.date(rows_.integer(row, column));
      break;
    case Kind::datetime:
      known = out.datetime(rows_.integer(row, column));
      break;
    default:
      return out.integer(rows_.integer(row, column));
  }
  if (!known) fail_row(*slot.field, row, "is outside the years 0001 to 9999");
}

void RowSource::encode_text(const Slot& slot, std::size_t row, Encoder& out) const {
  const std::string_view text = rows_.text(row, static_cast<std::size_t>(slot.column));
  if (text.find('\0') != std::string_view::npos) {
    fail_row(*slot.field, row, "has a NUL, which PostgreSQL keeps in no text,");
  }
  out.text(text);
  if (!slot.field->edtf) return;
  const stelsel::DateBounds bounds = stelsel::edtf_bounds(text).value_or(stelsel::DateBounds{});
  for (const auto& bound : {bounds.earliest, bounds.latest}) {
    if (!bound || !out.date(*bound)) out.null();
  }
}

void RowSource::fail_row(const Field& field, std::size_t row, const std::string& what) const {
  storage::fail_row(schema_, field, static_cast<std::int64_t>(before_ + row), what);
}

}  // namespace storage_postgres
