// stelsel diff: what leads from one source to another.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/cli/progress_bar.h"
#include "core/cli/write_rows.h"
#include "core/model/diff_rows.h"

namespace stelsel::core {
namespace {

constexpr size_t kShown = 40;  // code points of a value in a table for reading

constexpr DifferenceWords kDutch = {
    {"tabel", "sleutel", "wat", "veld", "eerst", "nu"}, "toegevoegd", "gewijzigd", "verwijderd"};

void AddOptions(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("table")->value_name("FORMAT"),
                        "table, csv, json or ndjson")(
      "table", po::value<std::vector<std::string>>()->value_name("NAME"),
      "only this table; more than once for more of them");
}

absl::StatusOr<std::vector<std::string>> Wanted(const po::variables_map& given,
                                                const SchemaSet& schemas) {
  if (given.count("table") == 0) return std::vector<std::string>();
  std::vector<std::string> tables = given["table"].as<std::vector<std::string>>();
  for (const std::string& table : tables) {
    if (schemas.Find(table) == nullptr) {
      return absl::NotFoundError(
          absl::StrCat("no table is called `", table, "`; `stelsel tables` lists them"));
    }
  }
  return tables;
}

std::string Total(const Differences& differences, bool dutch) {
  if (differences.empty()) return dutch ? "Er is geen verschil.\n" : "Nothing differs.\n";
  size_t added = 0, changed = 0, removed = 0;
  for (const TableDifference& table : differences.tables) {
    added += table.rows.added.size();
    changed += table.rows.changed.size();
    removed += table.rows.removed.size();
  }
  return dutch ? absl::StrCat("\nRijen toegevoegd: ", added, ", gewijzigd: ", changed,
                              ", verwijderd: ", removed, ".\n")
               : absl::StrCat("\nRows added: ", added, ", changed: ", changed,
                              ", removed: ", removed, ".\n");
}

absl::Status Print(Context& context, Differences differences, const std::string& format) {
  const bool for_people = format == "table";
  const auto write = [&](std::string_view bytes) { return context.results().Write(bytes); };
  const bool dutch = context.language() == Language::kNl;
  const std::string total = Total(differences, dutch);
  if (for_people && differences.empty()) return write(total);
  ArrowArrayStream rows{};
  ExportDifferences(std::move(differences), for_people ? kShown : 0, &rows,
                    for_people && dutch ? kDutch : DifferenceWords());
  STELSEL_ASSIGN_OR_RETURN(StreamCells cells, StreamCells::Open(&rows));
  STELSEL_RETURN_IF_ERROR(WriteRows(std::move(cells), format, write, TerminalWidth()));
  return for_people ? write(total) : absl::OkStatus();
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(
      const std::string format,
      OneOf(given, "format", {std::begin(kRowFormats), std::end(kRowFormats)}));
  STELSEL_ASSIGN_OR_RETURN(const std::string before, Required(given, "BEFORE"));
  STELSEL_ASSIGN_OR_RETURN(const std::string after, Required(given, "AFTER"));
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> tables,
                           Wanted(given, *engine->schemas()));
  SnapshotPtr snapshots[2];
  int status = kFine;
  for (const int side : {0, 1}) {
    const std::string& source = side == 0 ? before : after;
    Findings findings(engine->rules());
    {
      ProgressBar bar("diff");
      STELSEL_ASSIGN_OR_RETURN(snapshots[side],
                               engine->Read(source, {{}, 0, bar.progress()}, findings));
    }
    SayErrors(findings, source);
    status = std::max(status, StatusOf(findings));
  }
  Differences differences = DifferencesOf(snapshots[0], snapshots[1], [&](std::string_view table) {
    return tables.empty() || std::find(tables.begin(), tables.end(), table) != tables.end();
  });
  STELSEL_RETURN_IF_ERROR(Print(context, std::move(differences), format));
  return status;
}

}  // namespace

const Command kDiffCommand = {
    "diff",
    "what leads from one source to another",
    "BEFORE AFTER [--table NAME]...\n"
    "                    [--format table|csv|json|ndjson]",
    "Compares two sources, also two revisions of a store: by table, key and field.\n"
    "A row that was added or removed is one line, without a field; one that changed\n"
    "a line for each field that did, with its value before and after. A table that\n"
    "one of them lacks counts as empty there. `table` shows of long texts the part\n"
    "in which they differ, the other formats have them whole.\n"
    "Exit status 0 also when they differ, 1 when reading one of them found errors.\n\n"
    "Example: stelsel diff sqlite:landscape.sqlite@1 sqlite:landscape.sqlite\n",
    AddOptions,
    {"BEFORE", "AFTER"},
    Run};

}  // namespace stelsel::core
