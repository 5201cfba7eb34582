// Rows as they are read from OCDS, on their way to the host.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_TABLES_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ocds_rows.h"

namespace inkoop {

// Collects rows and hands them on in batches. Rows that may stand in several releases, such as a
// provider, are handed on once.
class RowSink {
 public:
  explicit RowSink(stelsel::Reading& reading) : reading_(reading) {}

  // `key` are the fields by which a second row is the same one; empty: every row counts. False when
  // a row of this key came before, and said something else.
  bool Add(const std::string& table, const TextRow& row, std::int64_t line,
           const std::vector<std::string>& key = {});
  // Hands on what is left.
  void Finish();

 private:
  struct Batch {
    std::vector<std::pair<TextRow, std::int64_t>> rows;
    std::set<std::string> fields;             // that some row has
    std::map<std::string, std::size_t> seen;  // by key, what the row held
  };
  void Flush(const std::string& table, Batch& batch);

  stelsel::Reading& reading_;
  std::map<std::string, Batch> batches_;
};

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_TABLES_H_
