// A table's Table Schema, as far as a store needs it, and what one may become.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_SCHEMA_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_SCHEMA_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "stelsel/detail/rows.hpp"

namespace storage_sqlite {

struct Field {
  std::string name;
  stelsel::Kind kind = stelsel::Kind::text;
  int scale = 0;       // decimals of a decimal
  bool money = false;  // a decimal in euros
  bool edtf = false;   // a text that is a date as the source gives it
  bool required = false;
  bool key = false;

  // The SQL column that is written and read: `name`, or for a decimal its exact integer twin.
  std::string column() const;
  // What it is, for people: "a number with 2 decimals".
  std::string kind_text() const;
};

struct Schema {
  std::string table;
  std::int64_t version = 1;
  std::vector<Field> fields;
  std::vector<std::size_t> key;  // places in `fields`, in the key's order
  std::string json;              // as it was given

  const Field* find(const std::string& name) const;
};

// Reads a Table Schema of `table`. What SQLite could not keep is STELSEL_INVALID_ARGUMENT.
Schema read_schema(const std::string& table, const std::string& json);

// The fields that must be added to a table kept by `stored` for it to be kept by `given`. Whatever
// else differs in names, types, required fields or key is STELSEL_FAILED_PRECONDITION.
std::vector<Field> growth(const Schema& stored, const Schema& given);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_SCHEMA_H_
