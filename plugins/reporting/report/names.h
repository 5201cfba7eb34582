// What codes stand for: the names of the rows that they refer to.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_NAMES_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_NAMES_H_

#include <map>
#include <string>
#include <utility>

#include "report/labels.h"
#include "stelsel/stelsel.hpp"

namespace reporting {

// Reads a table when one of its names is first asked for. Belongs to one report on one thread; the
// labels outlive it.
class Names {
 public:
  Names(stelsel::Snapshot snapshot, const Labels& labels)
      : snapshot_(std::move(snapshot)), labels_(labels) {}

  // The name of the row of `table` with this code, of those of `region` where the table has
  // regions; the code itself when it has no name. A topic comes with its code.
  const std::string& Of(const std::string& table, const std::string& region,
                        const std::string& code);

 private:
  using Key = std::pair<std::string, std::string>;  // region, code
  std::map<Key, std::string> Read(const std::string& table) const;

  stelsel::Snapshot snapshot_;
  const Labels& labels_;
  std::map<std::string, std::map<Key, std::string>> tables_;
};

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_NAMES_H_
