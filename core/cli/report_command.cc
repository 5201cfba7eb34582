// stelsel report: a plugin's report over a source, in any format that a plugin renders.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/cli/command.h"
#include "core/cli/progress_bar.h"
#include "core/cli/report_set.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("html")->value_name("FORMAT"),
                        "html, md, or what other plugins render; several with commas, or `all`")(
      "as-of", po::value<std::string>()->value_name("DATE"),
      "report on this day, YYYY-MM-DD; otherwise the local date")(
      "set", po::value<std::vector<std::string>>()->value_name("NAME=VALUE"),
      "a parameter of the report, or of the format that is read: FORMAT:NAME=VALUE")(
      "each", po::value<std::string>()->value_name("NAME"),
      "make the reports that have this parameter for each row of the table NAME: region")(
      "output,o", po::value<std::string>()->value_name("PATH"),
      "write to this file, or of several reports to this folder; otherwise standard output");
}

std::vector<std::string> Parts(const std::string& list) { return absl::StrSplit(list, ','); }

absl::Status WriteOne(Context& context, Engine& engine, const std::string& id,
                      const RunRequest& request, const std::string& format,
                      const std::string& path) {
  std::unique_ptr<Output> output;
  if (path.empty()) {
    output = FunctionOutput([&](std::string_view bytes) { return context.results().Write(bytes); });
  } else {
    STELSEL_ASSIGN_OR_RETURN(output, FileOutput(path));
  }
  STELSEL_RETURN_IF_ERROR(engine.Report(id, request, format, *output));
  return output->Commit();
}

absl::Status WriteSet(Context& context, Engine& engine, const ReportSet& set,
                      const RunRequest& request, const std::string& folder) {
  if (folder.empty()) {
    return absl::InvalidArgumentError(
        "several reports or formats are written to a folder: name it with --output");
  }
  STELSEL_ASSIGN_OR_RETURN(const int64_t files, WriteReports(engine, set, request, folder));
  const bool dutch = context.language() == Language::kNl;
  return context.results().Write(absl::StrCat(
      OneLine(folder), ": ", files, dutch ? " bestanden geschreven" : " files written", "\n"));
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string id, Required(given, "ID"));
  STELSEL_ASSIGN_OR_RETURN(const std::string source, Required(given, "SOURCE"));
  const std::string format = TextOf(given, "format"), path = TextOf(given, "output");
  ReportSet set{Parts(id), Parts(format), TextOf(given, "each")};
  if (format == "all") set.formats.clear();
  RunRequest request;
  request.language = context.language();
  STELSEL_ASSIGN_OR_RETURN(request.parameters, Parameters(given));
  STELSEL_ASSIGN_OR_RETURN(const auto reading, FormatParameters(source, request.parameters));
  STELSEL_ASSIGN_OR_RETURN(request.as_of, AsOf(given));
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  ProgressBar bar("report");
  request.progress = bar.progress();
  Findings findings(engine->rules());
  STELSEL_ASSIGN_OR_RETURN(request.snapshot,
                           engine->Read(source, {reading, 0, request.progress}, findings));
  SayErrors(findings, source);
  const bool one = set.ids.size() == 1 && set.formats.size() == 1 && set.each.empty();
  STELSEL_RETURN_IF_ERROR(one ? WriteOne(context, *engine, id, request, format, path)
                              : WriteSet(context, *engine, set, request, path));
  return StatusOf(findings);
}

}  // namespace

const Command kReportCommand = {
    "report",
    "make a report from a source",
    "ID[,ID]... SOURCE [--format FORMAT] [--as-of DATE]\n"
    "                      [--set NAME=VALUE]... [--each NAME] [-o PATH]",
    "Runs report ID, such as reporting/national, and renders it. A file appears\n"
    "whole or not at all. `stelsel plugin list` shows the reports and formats,\n"
    "`stelsel plugin info ID` the parameters.\n\n"
    "With several reports or formats, or --each, PATH is a folder: NAME.html, or\n"
    "NAME/KEY.html for each, and index.html. All files appear, or none; other files\n"
    "in the folder stay.\n\n"
    "Example: stelsel report reporting/region examples/landscape \\\n"
    "           --set region=ijssel_vecht --as-of 2021-12-31 -o ijssel-vecht.html\n"
    "         stelsel report reporting/national,reporting/region examples/landscape \\\n"
    "           --each region --format all --as-of 2021-12-31 -o reports\n",
    AddOptions,
    {"ID", "SOURCE"},
    Run};

}  // namespace stelsel::core
