// What one query is about, for the virtual tables that it reads.
#ifndef STELSEL_PLUGINS_SQL_CONTEXT_H_
#define STELSEL_PLUGINS_SQL_CONTEXT_H_

#include <optional>
#include <string>

#include "stelsel/plugin.hpp"
#include "tables.h"

namespace sql {

// Set for the time of a query. One thread at a time.
struct Context {
  const stelsel::Run* run = nullptr;
  std::optional<stelsel::Snapshot> as_of;  // once a table as of a day was asked for
  bool is_declaring = false;               // a table's columns are being told
  int failed_with = STELSEL_OK;            // what a virtual table failed with, besides its text

  // The snapshot of a table, of all times or as of the query's day. Throws when there is no day.
  const stelsel::Snapshot& snapshot(bool is_as_of) {
    if (!is_as_of) return run->snapshot;
    if (!as_of) {
      if (run->as_of.empty())
        throw stelsel::Error(STELSEL_FAILED_PRECONDITION,
                             "this asks what holds on a day, and no day was given");
      as_of = run->snapshot.kept<Tables>().as_of(run->as_of, run->snapshot);
    }
    return *as_of;
  }
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_CONTEXT_H_
