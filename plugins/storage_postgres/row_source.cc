#include "row_source.h"

#include <utility>

#include "stelsel/edtf.hpp"

namespace storage_postgres {

using stelsel::Error;
using stelsel::Kind;

RowSource::RowSource(const Schema& schema, stelsel::Stream stream, What what)
    : schema_(schema), rows_(std::move(stream)) {
  if (what == kRows) {
    refuse_other_columns();
    for (const Field& field : schema_.fields) add_slot(field);
  } else {
    for (const std::size_t place : schema_.key) add_slot(schema_.fields[place]);
  }
  for (const std::size_t place : schema_.key) {
    key_.push_back(static_cast<std::size_t>(rows_.column(schema_.fields[place].name)));
  }
}

void RowSource::refuse_other_columns() const {
  for (std::size_t i = 0; i < rows_.columns().size(); ++i) {
    const std::string& name = rows_.columns()[i].name;
    if (schema_.find(name) == nullptr) {
      throw Error(STELSEL_INVALID_ARGUMENT,
                  "table `" + schema_.table + "` has no field `" + name + "`");
    }
    if (rows_.column(name) != static_cast<int>(i)) {
      throw Error(STELSEL_INVALID_ARGUMENT,
                  "rows of table `" + schema_.table + "` have column `" + name + "` twice");
    }
  }
}

void RowSource::add_slot(const Field& field) {
  const int column = rows_.column(field.name);
  if (column < 0 && field.required) fail(field, "is required, and the rows have no such column");
  if (column >= 0) {
    const stelsel::ColumnType& type = rows_.columns()[static_cast<std::size_t>(column)];
    if (type.kind != field.kind || (field.kind == Kind::decimal && type.scale != field.scale)) {
      fail(field, "is " + field.kind_text() + ", and the rows have something else");
    }
  }
  slots_.push_back({&field, column});
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

void RowSource::fail(const Field& field, const std::string& what) const {
  throw Error(STELSEL_INVALID_ARGUMENT,
              "table `" + schema_.table + "`: field `" + field.name + "` " + what);
}

void RowSource::fail_row(const Field& field, std::size_t row, const std::string& what) const {
  fail(field, what + " in row " + std::to_string(before_ + row + 1) + " of those given");
}

}  // namespace storage_postgres
