#include "report/overview.h"

#include <optional>
#include <utility>
#include <vector>

#include "report/national_texts.h"
#include "report/tally.h"
#include "report/texts.h"

namespace reporting {
namespace {

// How many topics of a region have a status, and how many are at ja.
struct Done {
  std::int64_t ja = 0, all = 0;
};

Done DoneOf(const Grid& grid, Domain domain, std::size_t region) {
  Done done;
  for (std::size_t i = 0; i < grid.topics().size(); ++i) {
    const Stand& stand = grid.At(domain, region, i);
    if (!stand.status) continue;
    ++done.all;
    if (*stand.status == Status::ja) ++done.ja;
  }
  return done;
}

const char* BucketOf(const Done& done) {
  if (done.all == 0) return "none";
  if (3 * done.ja >= 2 * done.all) return "most";
  return 3 * done.ja >= done.all ? "some" : "few";
}

std::vector<stelsel::Code> Buckets(const Page& page) {
  return {{"most", page(texts::kMostTopics), "good", "+"},
          {"some", page(texts::kSomeTopics), "middle", "±"},
          {"few", page(texts::kFewTopics), "bad", "−"},
          {"none", page(texts::kWithoutAnyStatus), "plain", "·"}};
}

std::optional<std::size_t> TopicPlace(const Grid& grid, const std::string& code) {
  for (std::size_t i = 0; i < grid.topics().size(); ++i) {
    if (grid.topics()[i].code == code) return i;
  }
  return std::nullopt;
}

class TileWriter {
 public:
  TileWriter(const Page& page, const Grid& grid, Domain domain, std::optional<std::size_t> topic)
      : page_(page), grid_(grid), domain_(domain), topic_(topic), sheet_(Columns()) {}

  void Add(std::size_t region, const Tile& tile) {
    const Region& named = grid_.regions()[region];
    std::vector<Cell> row{tile.x, tile.y, tile.code, named.name};
    if (topic_) {
      const Stand& stand = grid_.At(domain_, region, *topic_);
      row.emplace_back(stand.status ? CodeOf(*stand.status) : "none");
    } else {
      const Done done = DoneOf(grid_, domain_, region);
      row.emplace_back(BucketOf(done));
      row.emplace_back(done.ja);
      row.emplace_back(done.all);
      row.push_back(PercentOrNothing(done.ja, done.all));
    }
    sheet_.cells(row);
  }

  void Write() {
    const std::string domain = page_.context.DomainTitle(domain_);
    const std::string caption =
        topic_ ? page_(texts::kTileTopic, {grid_.topics()[*topic_].Title(), domain})
               : page_(texts::kTileShare, {domain});
    const std::vector<std::pair<std::string, std::string>> parts{
        {"x", "x"}, {"y", "y"}, {"code", "code"}, {"label", "region"}, {"value", "value"}};
    std::move(sheet_).chart(page_.out, caption, stelsel::Chart{"tile_map", parts, {}});
  }

 private:
  std::vector<SheetColumn> Columns() const {
    std::vector<stelsel::Code> values = topic_ ? StatusCodes(page_.context) : Buckets(page_);
    if (topic_) values.push_back({"none", page_(texts::kWithoutAnyStatus), "plain", "·"});
    std::vector<SheetColumn> columns{
        {"x", "", As::hidden_integer},
        {"y", "", As::hidden_integer},
        {"code", page_(texts::kTileCode), As::text},
        {"region", page_.Field("agreement_status", "region"), As::text, {.facet = true}},
        {"value",
         page_.Field("agreement_status", "status"),
         As::text,
         {.values = std::move(values)}}};
    if (topic_) return columns;
    columns.push_back({"ja", page_(texts::kTopicsAtJa), As::integer});
    columns.push_back({"topics", page_(texts::kTopicsWithStatus), As::integer});
    columns.push_back({"share", page_(texts::kShare, {page_(texts::kTopicsAtJa)}), As::percent});
    return columns;
  }

  const Page& page_;
  const Grid& grid_;
  Domain domain_;
  std::optional<std::size_t> topic_;
  Sheet sheet_;
};

std::vector<SheetColumn> MatrixColumns(const Page& page) {
  return {{"region", page.Field("agreement_status", "region"), As::text, {.facet = true}},
          {"agreement_topic",
           page.Field("agreement_status", "agreement_topic"),
           As::text,
           {.facet = true}},
          {"status",
           page.Field("agreement_status", "status"),
           As::text,
           {.values = StatusCodes(page.context), .facet = true}},
          MarkColumn(page.context)};
}

}  // namespace

std::map<std::string, Tile> ReadTiles(const stelsel::Snapshot& snapshot) {
  std::map<std::string, Tile> tiles;
  if (snapshot.row_count("reporting_tile") <= 0) return tiles;
  stelsel::Rows rows(snapshot.stream("reporting_tile", {"region", "x", "y", "code"}));
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      tiles[std::string(rows.text(i, 0))] = {rows.integer(i, 1), rows.integer(i, 2),
                                             std::string(rows.text(i, 3))};
    }
  }
  return tiles;
}

void WriteTileMap(const Page& page, const Grid& grid, const std::map<std::string, Tile>& tiles,
                  Domain domain, const std::string& topic) {
  std::int64_t without = 0, with = 0;
  TileWriter writer(page, grid, domain, TopicPlace(grid, topic));
  for (std::size_t i = 0; i < grid.regions().size(); ++i) {
    const auto tile = tiles.find(grid.regions()[i].id);
    if (tile == tiles.end()) {
      without += grid.Has(domain, i) ? 1 : 0;
      continue;
    }
    writer.Add(i, tile->second);
    ++with;
  }
  if (with == 0) return;
  writer.Write();
  std::string note = page(texts::kTileIsADrawing);
  if (without > 0) note += " " + page(texts::kWithoutTile, {page.Number(without)});
  page.out.footnote(note);
}

void WriteMatrix(const Page& page, const Grid& grid, Domain domain) {
  Sheet sheet(MatrixColumns(page));
  std::int64_t silent = 0;
  for (std::size_t region = 0; region < grid.regions().size(); ++region) {
    if (!grid.Has(domain, region)) ++silent;
    for (std::size_t topic = 0; topic < grid.topics().size(); ++topic) {
      const Stand& stand = grid.At(domain, region, topic);
      if (!stand.status) continue;
      sheet.row(grid.regions()[region].name, grid.topics()[topic].Title(), CodeOf(*stand.status),
                stand.illustratief);
    }
  }
  if (sheet.empty()) return;
  const std::vector<std::pair<std::string, std::string>> parts{
      {"row", "region"}, {"column", "agreement_topic"}, {"value", "status"}};
  std::move(sheet).chart(page.out, page(texts::kMatrix, {page.context.DomainTitle(domain)}),
                         stelsel::Chart{"matrix", parts, {}});
  if (silent > 0) page.out.footnote(page(texts::kSilentRegions, {page.Number(silent)}));
}

}  // namespace reporting
