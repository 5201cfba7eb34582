// Who and what the rows of a package refer to in the core.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_PARTIES_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_PARTIES_H_

#include <boost/json.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ocds_rows.h"

namespace inkoop {

// Rows that stand once in the whole package, however many refer to them.
class Referred {
 public:
  // A copy of the row; what it refers to is noted.
  TextRow Noted(const TextRow& row);
  // The rows of a table that were referred to, by key: some stand in releases too, so that they
  // would come back in another order.
  std::vector<TextRow> Rows(const stelsel::Snapshot& snapshot, const std::string& table);

 private:
  std::map<std::string, std::set<std::string>> keys_;  // by table, of the same name as its field
};

// The parties of one release: each is referred to by id, and stands once in its list. `referred`
// outlives it.
class Parties {
 public:
  Parties(const stelsel::Snapshot& snapshot, Referred& referred);

  // Each returns a reference and adds a role. A provider is called after its number, unless others
  // have the same.
  boost::json::object Region(const std::string& region);
  boost::json::object Municipality(const std::string& municipality);
  boost::json::object Provider(const std::string& provider, const std::string& role);
  // One that has no role, but is referred to; an empty name is nobody.
  void Mention(const std::string& provider) {
    if (!provider.empty()) Provider(provider, "");
  }

  boost::json::array List() const;
  void Clear() { parties_.clear(); }

  // Null when there is none.
  const TextRow* RegionRow(const std::string& region) const { return regions_.One({region}); }
  const TextRow* ProviderRow(const std::string& provider) const {
    return providers_.One({provider});
  }

 private:
  // The row, or its key alone where there is none.
  TextRow RowOf(const ByKey& rows, const char* table, const std::string& key);
  boost::json::object Reference(const std::string& id, const std::string& role,
                                boost::json::object party);

  const ByKey regions_, municipalities_, providers_;
  std::set<std::string> shared_numbers_;  // of the chamber of commerce, that several providers have
  Referred& referred_;
  std::map<std::string, std::pair<boost::json::object, std::set<std::string>>> parties_;
};

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_PARTIES_H_
