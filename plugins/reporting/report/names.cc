#include "report/names.h"

#include <cstddef>
#include <vector>

namespace reporting {

std::map<Names::Key, std::string> Names::Read(const std::string& table) const {
  std::map<Key, std::string> out;
  if (!labels_.Has(table, "name") || !labels_.Has(table, table)) return out;
  if (snapshot_.row_count(table) <= 0) return out;
  // A region is itself what its rows are named after.
  const bool of_region = table != "region" && labels_.Has(table, "region") &&
                         labels_.Info(table, "region").kind == FieldInfo::Kind::reference &&
                         table != "milestone" && table != "decision";
  std::vector<const char*> columns{table.c_str(), "name"};
  if (of_region) columns.push_back("region");
  for (stelsel::Rows rows(snapshot_.stream(table, columns)); rows.next();) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string code(rows.text(i, 0));
      const std::string name(rows.text(i, 1));
      out[{of_region ? std::string(rows.text(i, 2)) : "", code}] =
          table == "agreement_topic" ? code + " " + name : name;
    }
  }
  return out;
}

const std::string& Names::Of(const std::string& table, const std::string& region,
                             const std::string& code) {
  const auto known = tables_.find(table);
  auto& names = known != tables_.end() ? known->second : tables_[table] = Read(table);
  for (const Key& key : {Key{region, code}, Key{"", code}}) {
    const auto found = names.find(key);
    if (found != names.end()) return found->second;
  }
  return names.emplace(Key{region, code}, code).first->second;
}

}  // namespace reporting
