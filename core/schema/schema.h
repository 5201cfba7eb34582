// A table's schema: what the Table Schema file says, checked and in a form that code can use.
// Everything that reads, checks, stores or prints a table does so by its schema; no code knows a
// table by heart. Values are immutable once read and may be shared by any number of threads.
#ifndef STELSEL_CORE_SCHEMA_SCHEMA_H_
#define STELSEL_CORE_SCHEMA_SCHEMA_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace stelsel::core {

enum class Language { kNl, kEn };

// A text in both languages of the project.
struct Texts {
  std::string nl;
  std::string en;
  const std::string& In(Language language) const { return language == Language::kNl ? nl : en; }
};

// How a field's values are kept. What each is in a file, in Arrow and in SQL stands in one table
// in core/schema/README.md.
enum class Type {
  kText,      // UTF-8 as it is
  kCode,      // UTF-8, interned: enums, keys and references
  kInteger,   // int64
  kDecimal,   // int64, scaled by 10^scale; money is cents
  kBoolean,   // bit
  kDate,      // int32, days since 1970-01-01
  kEdtf,      // a date as the source gives it, interned, with its bounds
  kDateTime,  // int64, microseconds since 1970-01-01 UTC
};

struct Field {
  std::string name;
  Type type = Type::kText;
  bool dictionary = false;  // enum, reference or stelsel:code: a dictionary in Arrow
  int scale = 0;            // decimals of a kDecimal
  std::string unit;         // stelsel:unit, such as EUR; empty when none
  Texts title;
  Texts description;
  bool required = false;
  bool unique = false;
  std::optional<int64_t> minimum;  // in the units of `type`
  std::optional<int64_t> maximum;
  std::optional<int64_t> min_length;  // in code points
  std::optional<int64_t> max_length;
  std::string pattern;             // must match the whole cell; empty when none
  std::vector<std::string> codes;  // enum values, lowest first; empty when none
  std::map<std::string, Texts> labels;
  std::vector<std::string> was;  // earlier names, the latest first

  bool is_money() const { return unit == "EUR"; }
  // Place of `code` in `codes`, or nothing.
  std::optional<int> Rank(std::string_view code) const;
  // What a reader sees for `code`: its label, or the code itself.
  std::string Label(std::string_view code, Language language) const;
};

struct ForeignKey {
  std::vector<int> fields;  // of the table that refers
  std::string table;        // that is referred to
  std::vector<std::string> target_fields;
  bool during = false;  // the row's period must lie within that of the row it refers to
};

// Rows that are observations: as of a date, the latest of each `of` holds; in a tie the row with
// the lowest value of `lowest`, or else the first row.
struct Observed {
  int on = 0;  // a kEdtf or kDate field
  std::vector<int> of;
  std::optional<int> lowest;  // an enum field
};

struct TableSchema {
  std::string name;
  int64_t version = 1;
  Texts title;
  Texts description;
  Texts group;  // heading under which the dictionary has the table
  std::vector<Field> fields;
  std::vector<int> primary_key;
  std::vector<ForeignKey> foreign_keys;
  std::optional<std::pair<int, int>> period;  // kDate or kEdtf; half-open; an empty end is open
  std::vector<int> without_overlap;
  std::vector<int> exactly_one;  // of these fields exactly one is filled in
  std::optional<Observed> observed;
  std::string owner;  // "core", or the id of the plugin that brings the table
  std::string json;   // the file's text

  // SHA-256 of `json`, hex.
  std::string Digest() const;

  // Index of the field, or -1.
  int IndexOf(std::string_view field) const;
  const Field& field(int index) const { return fields[static_cast<size_t>(index)]; }
  std::vector<std::string> NamesOf(const std::vector<int>& indices) const;
};

// Reads the text of a Table Schema file. `name` stands in errors; `owner` is "core" or a plugin's
// id. Refuses what the model could not keep its word on: an unknown type, a number without scale,
// an unknown `stelsel:` property, a key without a field. Properties of others are left alone.
absl::StatusOr<std::shared_ptr<const TableSchema>> ReadTableSchema(std::string_view json,
                                                                   std::string_view name,
                                                                   std::string_view owner);

// True for [a-z][a-z0-9_]* of at most 63 bytes: ids of tables, fields, plugins and rules.
bool IsId(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_SCHEMA_SCHEMA_H_
