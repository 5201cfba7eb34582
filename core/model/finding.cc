#include "core/model/finding.h"

namespace stelsel::core {

void Locate(const RowRef& row, Finding& finding) {
  const TableSchema& schema = row.table().schema();
  finding.table = schema.name;
  finding.key = row.Key();
  const int region = schema.IndexOf("region");
  if (region >= 0) finding.region = row.Format(region);
  const Place place = row.place();
  if (place.file == nullptr) return;
  finding.file = *place.file;
  finding.line = place.line;
  finding.byte = place.byte;
}

}  // namespace stelsel::core
