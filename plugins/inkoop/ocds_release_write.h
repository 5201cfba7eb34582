// One procedure as a release.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_WRITE_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_WRITE_H_

#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "ocds_parties.h"
#include "ocds_source.h"

namespace inkoop {

// Writes the releases of one package after another; `from` and `referred` outlive it.
class ReleaseWriter {
 public:
  ReleaseWriter(const Source& from, Referred& referred)
      : from_(from), referred_(referred), parties_(from.snapshot, referred) {}

  // Of a row of inkoop_procedure. `otherwise` is its moment where nothing in it has one.
  boost::json::object Write(const TextRow& procedure, const std::string& prefix,
                            const std::string& otherwise);

  // What the releases so far refer to outside themselves.
  const std::set<std::string>& used_products() const { return used_products_; }  // as of Key()
  const std::set<std::string>& used_regions() const { return used_regions_; }
  const Parties& parties() const { return parties_; }

 private:
  boost::json::object Tender(const TextRow& given, const std::string& id, TextRow& row);
  boost::json::object Lot(const TextRow& given, const std::string& kind);
  boost::json::object LotItem(const TextRow& given);
  boost::json::object Item(const std::string& region, const std::string& product,
                           const std::string& id) const;
  void AddList(const char* name, const std::vector<const TextRow*>& rows,
               std::initializer_list<const char*> known, boost::json::object& to);
  void AddContract(const TextRow& given, const std::string& kind, boost::json::array& awards,
                   boost::json::array& agreed);
  std::string AddAwards(const TextRow& contract, const std::string& kind, const std::string& lot,
                        const boost::json::object& period, boost::json::array& awards);
  boost::json::object TariffItem(const TextRow& given);
  boost::json::object Amendment(const TextRow& given);

  const Source& from_;
  Referred& referred_;
  Parties parties_;
  std::set<std::string> used_products_, used_regions_;
};

// The newest day that stands in one of the fields of the rows, as a moment; empty when there is
// none.
std::string NewestMoment(const std::vector<const TextRow*>& rows,
                         std::initializer_list<const char*> fields);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_RELEASE_WRITE_H_
