// Writing the rows of a stream into a table of a store, in the transaction of a commit.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_TABLE_WRITER_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_TABLE_WRITER_H_

#include <cstdint>
#include <set>
#include <string>

#include "database.h"
#include "ddl.h"
#include "key_order.h"
#include "row_source.h"

namespace storage_postgres {

// A table that a commit writes to.
struct Written {
  Schema schema;
  std::string region;  // the column that it is partitioned by; empty when it is not
  bool made = false;   // by this commit
  // Rows can be copied straight into it: it was made by this commit, and so far they came in the
  // order of the key, so that none replaces another.
  bool straight = false;
  bool touched = false;                // it may hold rows of this commit
  KeyOrder order;                      // of the rows that were copied straight
  std::set<std::string> regions = {};  // that are known to have a partition
};

// What it throws leaves the transaction failed: it must be rolled back.
class TableWriter {
 public:
  // `revision` is the one that is being made.
  TableWriter(Connection& connection, const Database& database, Written& table,
              std::int64_t revision);

  // Adds every row, ending the one that has its key; the last of those given with a key counts.
  // Returns how many rows there are more of this revision.
  std::int64_t upsert(stelsel::Stream rows);
  // Ends the rows with these keys; returns how many were there.
  std::int64_t erase(stelsel::Stream keys);

 private:
  // Copies rows of the batch up to the first that is out of order, and returns its place.
  class Copy;
  std::size_t copy_straight(const RowSource& rows, Copy& copy);
  void make_partitions(const RowSource& rows, Copy& copy);
  void refuse_bound();
  void make_stage(const std::string& columns);
  void stage(const RowSource& rows, std::size_t from, Copy& copy);
  struct Ended {
    std::int64_t earlier = 0;  // rows of earlier revisions
    std::int64_t own = 0;      // rows of this one, which are gone
    void operator+=(const Ended& more) {
      earlier += more.earlier;
      own += more.own;
    }
  };
  Ended end_rows();
  Ended end_rows(const std::string& stage, const std::string& where);
  Ended end_rows_there(const std::string& region);
  std::int64_t insert_rows();
  void drop_repeated();

  Connection& connection_;
  const Database& database_;
  Written& table_;
  const std::string name_;      // as SQL wants it
  const std::string revision_;  // as a number
  KeyOrder stage_order_;
  bool repeated_ = false;  // keys that are staged may stand there twice
};

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_TABLE_WRITER_H_
