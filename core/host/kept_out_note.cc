#include "core/host/kept_out_note.h"

#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace stelsel::core {

std::string KeptOutNote(const Snapshot& snapshot, Language language) {
  std::vector<std::string> tables;
  int64_t rows = 0;
  for (const auto& [name, kept_out] : snapshot.kept_out()) {
    if (kept_out.rows == 0) continue;
    const TableSchemaPtr table = snapshot.schemas()->Find(name);
    tables.push_back(absl::StrCat(table->title.In(language), ": ", kept_out.rows));
    rows += kept_out.rows;
  }
  if (rows == 0) return "";
  if (language == Language::kNl) {
    return absl::StrCat(rows, rows == 1 ? " rij was" : " rijen waren", " niet te lezen en ",
                        rows == 1 ? "telt" : "tellen", " hier niet mee (",
                        absl::StrJoin(tables, ", "),
                        "). Een controle van de bron noemt iedere plaats en oorzaak.");
  }
  return absl::StrCat(rows, rows == 1 ? " row" : " rows", " could not be read and ",
                      rows == 1 ? "does" : "do", " not count here (", absl::StrJoin(tables, ", "),
                      "). A check of the source names each place and cause.");
}

}  // namespace stelsel::core
