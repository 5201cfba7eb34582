#include "plugins/storage/given_rows.h"

#include "stelsel/detail/error.hpp"

namespace storage {
namespace {

using stelsel::Error;

[[noreturn]] void fail(const Schema& schema, const Field& field, const std::string& what) {
  throw Error(STELSEL_INVALID_ARGUMENT,
              "table `" + schema.table + "`: field `" + field.name + "` " + what);
}

}  // namespace

int column_of(const Schema& schema, const Field& field, const stelsel::Rows& rows) {
  const int column = rows.column(field.name);
  if (column < 0) {
    if (field.required) fail(schema, field, "is required, and the rows have no such column");
    return column;
  }
  const stelsel::ColumnType& type = rows.columns()[static_cast<std::size_t>(column)];
  const bool scaled = field.kind == stelsel::Kind::decimal;
  if (type.kind != field.kind || (scaled && type.scale != field.scale)) {
    fail(schema, field, "is " + field.kind_text() + ", and the rows have something else");
  }
  return column;
}

void refuse_other_columns(const Schema& schema, const stelsel::Rows& rows) {
  for (std::size_t i = 0; i < rows.columns().size(); ++i) {
    const std::string& name = rows.columns()[i].name;
    if (schema.find(name) == nullptr) {
      throw Error(STELSEL_INVALID_ARGUMENT,
                  "table `" + schema.table + "` has no field `" + name + "`");
    }
    if (rows.column(name) != static_cast<int>(i)) {
      throw Error(STELSEL_INVALID_ARGUMENT,
                  "rows of table `" + schema.table + "` have column `" + name + "` twice");
    }
  }
}

void fail_row(const Schema& schema, const Field& field, std::int64_t row, const std::string& what) {
  fail(schema, field, what + " in row " + std::to_string(row + 1) + " of those given");
}

}  // namespace storage
