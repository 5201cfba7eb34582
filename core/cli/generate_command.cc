// stelsel generate: a landscape that is made up, whole or broken, to test an importer with.
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/generate/generate.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()("seed", po::value<uint64_t>()->default_value(1)->value_name("N"),
                        "of chance: another number, another landscape")(
      "regions", po::value<int>()->default_value(5)->value_name("N"),
      "how many regions, 1 to 40; a region has 4 to 7 municipalities or regions below it")(
      "break", po::value<int>()->default_value(0)->value_name("N"),
      "make so many faults, of as many kinds as there are")(
      "rule", po::value<std::string>()->value_name("ID"),
      "only faults that this rule finds, such as core/foreign-key");
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string folder, Required(given, "FOLDER"));
  GenerateRequest request;
  request.seed = given["seed"].as<uint64_t>();
  request.regions = given["regions"].as<int>();
  request.faults = given["break"].as<int>();
  request.rule = TextOf(given, "rule");
  if (!request.rule.empty() && request.faults == 0)
    return absl::InvalidArgumentError("--rule says which faults, so it needs --break");
  STELSEL_ASSIGN_OR_RETURN(const Generated made, Generate(folder, request));
  const bool dutch = context.language() == Language::kNl;
  STELSEL_RETURN_IF_ERROR(context.results().Write(
      absl::StrCat(folder, "/source: ", made.tables, dutch ? " tabellen, " : " tables, ", made.rows,
                   dutch ? " rijen; te vinden: " : " rows; to be found: ", made.expected, "\n")));
  return kFine;
}

}  // namespace

const Command kGenerateCommand = {
    "generate",
    "make up a landscape, whole or broken, to test an importer with",
    "FOLDER [--seed N] [--regions N] [--break N [--rule ID]]",
    "Writes a landscape that is made up, with rows in every table of the core, and\n"
    "what a check has to find in it. FOLDER must not be there, or be empty:\n"
    "FOLDER/source          the tables, as CSV with a datapackage.json\n"
    "FOLDER/expect.ndjson   what `stelsel check` finds in it, a line a finding, as of\n"
    "                       2026-01-01 or later: sources that contradict each\n"
    "                       other, and what is broken\n"
    "FOLDER/broken.ndjson   with --break: what is broken only, with the kind of\n"
    "                       fault and its number\n"
    "Without --break there are no errors. The same numbers give the same bytes on\n"
    "every machine. Nothing in it is true: each fact is marked illustratief, and the\n"
    "municipalities do not exist.\n\n"
    "Example: stelsel generate case_7 --seed 7 --break 20\n"
    "         stelsel check case_7/source\n",
    AddOptions,
    {"FOLDER"},
    Run};

}  // namespace stelsel::core
