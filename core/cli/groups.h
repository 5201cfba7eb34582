// Tables under the headings that their schemas give. Internal to this room.
#ifndef STELSEL_CORE_CLI_GROUPS_H_
#define STELSEL_CORE_CLI_GROUPS_H_

#include <string>
#include <vector>

#include "core/schema/schema_set.h"

namespace stelsel::core {

struct TableGroup {
  Texts title;
  std::vector<TableSchemaPtr> tables;
};

// In the order in which the groups, and the tables in each, first occur.
std::vector<TableGroup> GroupsOf(const std::vector<TableSchemaPtr>& tables);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_GROUPS_H_
