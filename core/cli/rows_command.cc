// stelsel calculate and stelsel query: a table that a plugin works out, or the answer to a
// question.
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/cli/progress_bar.h"
#include "core/cli/write_rows.h"
#include "core/host/parameters.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()(
      "format", po::value<std::string>()->default_value("table")->value_name("FORMAT"),
      "table, csv, json or ndjson")("as-of", po::value<std::string>()->value_name("DATE"),
                                    "the day it is about, YYYY-MM-DD; otherwise the local date")(
      "set", po::value<std::vector<std::string>>()->value_name("NAME=VALUE"),
      "a parameter, or of the format that is read: FORMAT:NAME=VALUE");
}

void AddQueryOptions(po::options_description& options) {
  AddOptions(options);
  options.add_options()("language",
                        po::value<std::string>()->default_value("sql")->value_name("LANGUAGE"),
                        "in which is asked");
}

// Reads SOURCE, hands it to `run`, and prints the rows that come out.
template <typename Run>
absl::StatusOr<int> PrintRows(Context& context, const po::variables_map& given, Run run) {
  STELSEL_ASSIGN_OR_RETURN(const std::string source, Required(given, "SOURCE"));
  STELSEL_ASSIGN_OR_RETURN(
      const std::string format,
      OneOf(given, "format", {std::begin(kRowFormats), std::end(kRowFormats)}));
  RunRequest request;
  request.language = context.language();
  STELSEL_ASSIGN_OR_RETURN(request.parameters, Parameters(given));
  STELSEL_ASSIGN_OR_RETURN(const auto reading, FormatParameters(source, request.parameters));
  STELSEL_ASSIGN_OR_RETURN(request.as_of, AsOf(given));
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  ArrowArrayStream rows{};
  Findings findings(engine->rules());
  {
    ProgressBar bar("read");
    request.progress = bar.progress();
    STELSEL_ASSIGN_OR_RETURN(request.snapshot,
                             engine->Read(source, {reading, 0, request.progress}, findings));
    SayErrors(findings, source);
    STELSEL_RETURN_IF_ERROR(run(*engine, request, &rows));
  }
  STELSEL_ASSIGN_OR_RETURN(StreamCells cells, StreamCells::Open(&rows));
  const auto write = [&](std::string_view bytes) { return context.results().Write(bytes); };
  STELSEL_RETURN_IF_ERROR(WriteRows(std::move(cells), format, write, TerminalWidth()));
  return StatusOf(findings);
}

absl::StatusOr<int> Calculate(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string id, Required(given, "ID"));
  return PrintRows(context, given,
                   [&](Engine& engine, const RunRequest& request, ArrowArrayStream* rows) {
                     return engine.Calculate(id, request, rows);
                   });
}

// Nothing declares the type of a question's parameters.
void SetScalars(RunRequest& request) {
  for (const auto& [name, text] : request.parameters) {
    if (IsScalarText(text)) request.scalars.insert(name);
  }
}

absl::StatusOr<int> Query(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string text, Required(given, "QUERY"));
  const std::string language = TextOf(given, "language");
  return PrintRows(context, given, [&](Engine& engine, RunRequest request, ArrowArrayStream* rows) {
    SetScalars(request);
    return engine.Query(language, text, request, rows);
  });
}

}  // namespace

const Command kCalculateCommand = {
    "calculate",
    "work out a table from a source",
    "ID SOURCE [--format table|csv|json|ndjson]\n"
    "                         [--as-of DATE] [--set NAME=VALUE]...",
    "Runs calculation ID of a plugin, such as PLUGIN/NAME, and prints its table.\n"
    "`stelsel plugin list` shows the calculations, `stelsel plugin info ID` the\n"
    "parameters.\n\n"
    "Example: stelsel --plugins DIR calculate my_plugin/places examples/landscape\n",
    AddOptions,
    {"ID", "SOURCE"},
    Calculate};

const Command kQueryCommand = {
    "query",
    "ask a question of a source",
    "SOURCE QUERY [--language LANGUAGE]\n"
    "                     [--format table|csv|json|ndjson] [--as-of DATE]\n"
    "                     [--set NAME=VALUE]...",
    "Asks QUERY, in SQL or another language that a plugin knows, and prints the\n"
    "answer. `stelsel tables` shows the tables, `stelsel plugin list` the languages.\n"
    "In SQL, TABLE_as_of has the rows that hold on the day, and :NAME is what --set\n"
    "gives: an integer, true or false as such, all else as text. A question may\n"
    "take ten minutes; --set max_seconds=N says otherwise.\n\n"
    "Example: stelsel query examples/landscape \\\n"
    "           \"SELECT region, status, count(*) FROM latest_status GROUP BY 1, 2\"\n",
    AddQueryOptions,
    {"SOURCE", "QUERY"},
    Query};

}  // namespace stelsel::core
