// stelsel report: a plugin's report over a source, in any format that a plugin renders.
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/cli/progress_bar.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("html")->value_name("FORMAT"),
                        "html, md, or what other plugins render")(
      "as-of", po::value<std::string>()->value_name("DATE"),
      "report on this day, YYYY-MM-DD; otherwise the local date")(
      "set", po::value<std::vector<std::string>>()->value_name("NAME=VALUE"),
      "a parameter of the report")("output,o", po::value<std::string>()->value_name("PATH"),
                                   "write to this file; otherwise standard output");
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string id, Required(given, "ID"));
  STELSEL_ASSIGN_OR_RETURN(const std::string source, Required(given, "SOURCE"));
  RunRequest request;
  request.language = context.language();
  STELSEL_ASSIGN_OR_RETURN(request.parameters, Parameters(given));
  STELSEL_ASSIGN_OR_RETURN(request.as_of, AsOf(given));
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  ProgressBar bar("report");
  request.progress = bar.progress();
  Findings findings(engine->rules());
  STELSEL_ASSIGN_OR_RETURN(request.snapshot,
                           engine->Read(source, {{}, 0, request.progress}, findings));
  SayErrors(findings, source);
  const std::string path = TextOf(given, "output");
  std::unique_ptr<Output> output;
  if (path.empty()) {
    output = FunctionOutput([&](std::string_view bytes) { return context.results().Write(bytes); });
  } else {
    STELSEL_ASSIGN_OR_RETURN(output, FileOutput(path));
  }
  STELSEL_RETURN_IF_ERROR(engine->Report(id, request, TextOf(given, "format"), *output));
  STELSEL_RETURN_IF_ERROR(output->Commit());
  return StatusOf(findings);
}

}  // namespace

const Command kReportCommand = {
    "report",
    "make a report from a source",
    "ID SOURCE [--format html|md] [--as-of DATE]\n"
    "                      [--set NAME=VALUE]... [-o PATH]",
    "Runs report ID, such as reporting/national, and renders it. A file appears\n"
    "whole or not at all. `stelsel plugin list` shows the reports and formats,\n"
    "`stelsel plugin info ID` the parameters.\n\n"
    "Example: stelsel report reporting/region examples/landscape \\\n"
    "           --set region=ijssel_vecht --as-of 2021-12-31 -o ijssel-vecht.html\n",
    AddOptions,
    {"ID", "SOURCE"},
    Run};

}  // namespace stelsel::core
