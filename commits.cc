#include "stelsel/stelsel.hpp"
#include "stelsel/tables.hpp"

int main(int, char** arguments) {
  stelsel::Engine engine({.plugins = {arguments[1]}});
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = engine.read(arguments[2], findings);
  stelsel::tables::Region region;
  region.region = "noord";
  region.name = "Noord";
  region.illustratief = true;
  const std::vector<stelsel::tables::Region> changed_rows = {region};
#include "commit.inc"
}
