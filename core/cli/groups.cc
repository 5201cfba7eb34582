#include "core/cli/groups.h"

#include <algorithm>

namespace stelsel::core {

std::vector<TableGroup> GroupsOf(const std::vector<TableSchemaPtr>& tables) {
  std::vector<TableGroup> groups;
  for (const TableSchemaPtr& table : tables) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const TableGroup& one) {
      return one.title.en == table->group.en;
    });
    if (group == groups.end()) group = groups.insert(groups.end(), {table->group, {}});
    group->tables.push_back(table);
  }
  return groups;
}

}  // namespace stelsel::core
