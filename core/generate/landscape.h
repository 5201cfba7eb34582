// A landscape while it is made: the core's tables as texts, and what a check has to say of them.
// Internal to this room.
#ifndef STELSEL_CORE_GENERATE_LANDSCAPE_H_
#define STELSEL_CORE_GENERATE_LANDSCAPE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/generate/random.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// A line of a file. Normally a cell for each field of the schema, empty for no value; what is
// broken may have fewer, more or none.
struct MadeRow {
  int64_t number = 0;  // within its table, for ever: its line is known when it is written
  std::vector<std::string> cells;
  // Somebody counts on it as it is, so that no fault may touch it.
  bool settled = false;
};

struct MadeTable {
  TableSchemaPtr schema;
  std::vector<std::string> head;
  std::vector<MadeRow> rows;
  int64_t next = 1;      // number of the next row
  bool settled = false;  // as of a row, for all of it
  bool broken = false;   // a fault was made in it

  int field(std::string_view name) const { return schema->IndexOf(name); }
  // The cell of a row that has all its cells; the field is one of the schema.
  std::string& at(MadeRow& row, std::string_view name) const {
    return row.cells[static_cast<size_t>(field(name))];
  }
  const std::string& at(const MadeRow& row, std::string_view name) const {
    return row.cells[static_cast<size_t>(field(name))];
  }
  // Adds a row with a number of its own. References to other rows do not outlive it.
  MadeRow& Add(std::vector<std::string> cells);
  MadeRow* Find(int64_t number);
  // The cells in these fields, told apart.
  std::string Joined(const MadeRow& row, const std::vector<int>& fields) const;
};

// What a check will say, of a row or of a whole file.
struct Expected {
  std::string rule;
  std::string severity;
  std::string table;
  std::string file;    // empty: that of the table
  int64_t row = 0;     // number of the row; 0 when it is about none
  bool head = false;   // it is about the head
  int64_t column = 0;  // 0: not told
  std::string field;
  std::string kind;   // of the fault that it comes from; empty for what is no fault
  int64_t fault = 0;  // number of that
};

struct Landscape {
  std::vector<MadeTable> tables;  // each after those that it refers to
  std::vector<Expected> expected;
  std::map<std::string, std::string> other_files;  // by name

  // A table of the core, which is always there.
  MadeTable& table(std::string_view name);
};

// A region whose members stand on it, and not on regions below it.
struct Leaf {
  std::string region;
  std::string name;
  std::string parent;
  std::vector<std::string> members;  // codes of the municipalities that are still there
};

// The country: regions, municipalities, who is in which, and documents. Fills the tables of the
// landscape, which has them all, empty.
std::vector<Leaf> MakeCountry(Landscape& landscape, int regions, uint64_t seed);

// Rows of all other tables, by their schemas. Unimplemented when a schema asks for what this cannot
// make up.
absl::Status MakeRows(Landscape& landscape, const std::vector<Leaf>& leaves, uint64_t seed);

// Fills in the source of a row, as far as its schema has one: a document of the region, or of the
// country when there is no region.
void FillSource(const MadeTable& table, MadeRow& row, const Leaf* leaf, Random& random);

// Adds to an observed table a row that says otherwise than `row`, of the same date: the same source
// or another. `row` is the latest of its subject, and not the highest that it can be. Returns what
// a check will say of it.
Expected Contradict(MadeTable& table, int64_t row, bool same_source);

// Makes so many faults, each of another kind as long as there are more kinds, or only faults that
// `rule` finds. FailedPrecondition when the landscape has no room for them.
absl::Status Break(Landscape& landscape, const std::vector<Leaf>& leaves, int faults,
                   std::string_view rule, uint64_t seed);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_GENERATE_LANDSCAPE_H_
