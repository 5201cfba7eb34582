// A table's Table Schema, as far as a store needs it, and what one may become. Shared by the
// plugins that are stores.
#ifndef STELSEL_PLUGINS_STORAGE_SCHEMA_H_
#define STELSEL_PLUGINS_STORAGE_SCHEMA_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "stelsel/detail/rows.hpp"

namespace storage {

struct Field {
  std::string name;
  std::vector<std::string> was;  // earlier names, the latest first
  stelsel::Kind kind = stelsel::Kind::text;
  int scale = 0;       // decimals of a decimal
  bool money = false;  // a decimal in euros
  bool edtf = false;   // a text that is a date as the source gives it
  bool required = false;
  bool key = false;

  // `name`, or for a decimal the name of its exact integer twin: X_cent, X_scaled.
  std::string twin() const;
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

// The columns beside its fields in which a store keeps since which revision a row is as it is, and
// from which on it is no more. No field has these names.
inline constexpr char kFrom[] = "rev_from";
inline constexpr char kTo[] = "rev_to";

// Reads a Table Schema of `table`. What a store could not keep is STELSEL_INVALID_ARGUMENT.
Schema read_schema(const std::string& table, const std::string& json);

// What must be done to a table kept by `stored` for it to be kept by `given`: renames first.
struct Growth {
  struct Rename {
    Field from;
    Field to;
  };
  std::vector<Rename> renames;
  std::vector<Field> added;
  bool empty() const { return renames.empty() && added.empty(); }
};

// Whatever else differs in names, types, required fields or key is STELSEL_FAILED_PRECONDITION, as
// is a `given` that is older than `stored`.
Growth growth(const Schema& stored, const Schema& given);

}  // namespace storage

#endif  // STELSEL_PLUGINS_STORAGE_SCHEMA_H_
