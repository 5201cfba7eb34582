// Rows of which no other has the key: of two nobody knows which is right, and the order in which
// they stand says nothing.
#ifndef STELSEL_PLUGINS_FINANCE_ONCE_H_
#define STELSEL_PLUGINS_FINANCE_ONCE_H_

#include <map>
#include <set>
#include <string>

#include "stelsel/stelsel.hpp"

namespace finance {

// Calls use(row, source) for each row that is alone with its key, and twin(row, source) once for
// each key that several have. `source` is the row for people: table and key.
template <typename Row, typename KeyOf, typename Use, typename Twin>
void EachOnce(const stelsel::Snapshot& snapshot, KeyOf key, Use use, Twin twin) {
  std::map<std::string, int> count;
  const auto source_of = [&](const Row& row) { return std::string(Row::table) + " " + key(row); };
  snapshot.rows<Row>([&](const Row& row) { ++count[source_of(row)]; });
  std::set<std::string> told;
  snapshot.rows<Row>([&](const Row& row) {
    const std::string source = source_of(row);
    if (count[source] == 1) return use(row, source);
    if (told.insert(source).second) twin(row, source);
  });
}

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_ONCE_H_
