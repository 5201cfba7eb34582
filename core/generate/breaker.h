// What the kinds of faults share. Internal to this room.
#ifndef STELSEL_CORE_GENERATE_BREAKER_H_
#define STELSEL_CORE_GENERATE_BREAKER_H_

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "core/generate/landscape.h"

namespace stelsel::core {

// Breaks a landscape in such places that each fault has just the findings that are told for it.
class Breaker {
 public:
  Breaker(Landscape& landscape, const std::vector<Leaf>& leaves, uint64_t seed);

  Landscape& landscape() { return landscape_; }
  const std::vector<Leaf>& leaves() const { return leaves_; }
  Random& random() { return random_; }

  // The fault that is being made: its number and kind stand with what is told.
  void Begin(std::string_view kind) {
    kind_ = std::string(kind);
    ++number_;
  }
  // It could not be made; nothing was told.
  void GiveUp() { --number_; }
  // For values that are to occur once.
  int64_t number() const { return number_; }

  struct Place {
    MadeTable* table;
    MadeRow* row;  // until a row is added
  };
  using RowTest = absl::FunctionRef<bool(const MadeTable&, const MadeRow&)>;
  using FieldTest = absl::FunctionRef<bool(const TableSchema&, int field)>;

  // A row by chance that is free: no other row and no rule looks at it together with others.
  std::optional<Place> FreeRow(RowTest suits);
  // One of the rows that are not settled, free or not.
  std::optional<Place> RowOf(std::string_view table, RowTest suits);
  // A field by chance of a free row, with a value in it or not.
  struct Cell {
    Place place;
    int field;
    std::string& text() const { return place.row->cells[static_cast<size_t>(field)]; }
  };
  std::optional<Cell> FreeCell(FieldTest suits, bool filled);
  // A table by chance in which nothing is broken.
  MadeTable* WholeTable(absl::FunctionRef<bool(const MadeTable&)> suits);
  // The latest observation of a subject of which nothing is settled, in a table by chance.
  std::optional<Place> LatestObservation(RowTest suits);

  // The row is not to be touched again, and a check says `rule` of it.
  void Tell(std::string_view rule, std::string_view severity, MadeTable& table, MadeRow& row,
            std::string_view field, int64_t column = 0);
  void Tell(Expected expected);

 private:
  void CollectReferences();
  bool IsFree(const MadeTable& table, const MadeRow& row) const;

  Landscape& landscape_;
  const std::vector<Leaf>& leaves_;
  Random random_;
  std::set<std::string> referenced_;  // table and key
  std::string kind_;
  int64_t number_ = 0;
};

// Whether a field is part of a reference.
bool IsInReference(const TableSchema& schema, int field);
bool IsInKey(const TableSchema& schema, int field);

// Makes one fault, and tells it; false when there is no room for it.
using MakeFault = bool (*)(Breaker& breaker);
struct FaultKind {
  std::string_view name;
  std::string_view rule;  // the first that finds it
  MakeFault make;
};

// In cells; in rows, keys and periods; in heads and files; what only rules of the domain find.
const std::vector<FaultKind>& CellFaults();
const std::vector<FaultKind>& RowFaults();
const std::vector<FaultKind>& FileFaults();
const std::vector<FaultKind>& DomainFaults();

}  // namespace stelsel::core

#endif  // STELSEL_CORE_GENERATE_BREAKER_H_
