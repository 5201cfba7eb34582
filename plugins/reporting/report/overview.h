// All regions at a glance: a matrix of regions and topics, and a map of tiles.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_OVERVIEW_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_OVERVIEW_H_

#include <cstdint>
#include <map>
#include <string>

#include "report/grid.h"
#include "report/page.h"

namespace reporting {

// Where a region stands on the map. A drawing, no fact: see schema/reporting_tile.json.
struct Tile {
  std::int64_t x = 0, y = 0;
  std::string code;
};

// By region. Empty when the snapshot does not know their table.
std::map<std::string, Tile> ReadTiles(const stelsel::Snapshot& snapshot);

// The section of a domain's map. Of the topic with this code, or, when it is empty, of the share of
// topics that are at ja.
void WriteTileMap(const Page& page, const Grid& grid, const std::map<std::string, Tile>& tiles,
                  Domain domain, const std::string& topic);
// The matrix of a domain. Regions without a status in it are counted, not shown.
void WriteMatrix(const Page& page, const Grid& grid, Domain domain);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_OVERVIEW_H_
