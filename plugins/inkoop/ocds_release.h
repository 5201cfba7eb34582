// One OCDS release as rows. What is not of the right shape counts as absent.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_

#include <boost/json.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "ocds_names.h"
#include "ocds_tables.h"

namespace inkoop {

// Where the rows of a release go, and what is to be told of it.
struct ReleaseRows {
  std::int64_t line = 0;  // where the release begins
  RowSink& sink;
  std::function<void(const std::string& path)> not_read;  // what has no place in our tables
  std::function<void(const std::string& table)> differs;  // a row that came before, otherwise

  void Add(const std::string& table, const TextRow& row) const { sink.Add(table, row, line); }
  // A row that may stand in several releases.
  void AddOnce(const std::string& table, const TextRow& row,
               const std::vector<std::string>& key) const {
    if (!sink.Add(table, row, line, key)) differs(table);
  }
};

// Of a release that we wrote: its rows as they were.
void ReadOwnRelease(const boost::json::object& release, const ReleaseRows& rows);
// Of one of others: its rows as far as our tables have a place for them.
void ReadOtherRelease(const boost::json::object& release, Names& names, const ReleaseRows& rows);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_H_
