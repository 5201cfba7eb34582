// The program: finds the command, reads its options, and turns what comes of it into an exit
// status.
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "boost/program_options/errors.hpp"
#include "boost/program_options/parsers.hpp"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/cli/version.h"

namespace stelsel::core {
namespace {

const Command* const kCommands[] = {&kCheckCommand,     &kCopyCommand,   &kReportCommand,
                                    &kCalculateCommand, &kQueryCommand,  &kHistoryCommand,
                                    &kDiffCommand,      &kTablesCommand, &kRulesCommand,
                                    &kGenerateCommand,  &kPluginCommand};

constexpr const char* kUsage =
    "stelsel - how Dutch municipalities work together on beschermd wonen and\n"
    "maatschappelijke opvang: a model with plugins\n\n"
    "Usage: stelsel [--plugins DIR]... [--lang nl|en] COMMAND ...\n\nCommands:\n";

constexpr const char* kUsageEnd =
    "\nSOURCE and TARGET are [FORMAT:]PATH[@REVISION]: a folder of files called after\n"
    "the tables, or a store such as sqlite:FILE. A SOURCE may also be a .zip of such\n"
    "a folder, or one file: .csv, .tsv, .json, .jsonl, .xlsx, each also with .gz.\n"
    "Exit status: 0 fine, 1 the data has errors, 2 it could not run.\n\n"
    "`stelsel COMMAND --help` tells more, with an example.\n";

po::options_description GlobalOptions() {
  po::options_description options("For every command");
  options.add_options()("plugins", po::value<std::vector<std::string>>()->value_name("DIR"),
                        "also look for plugins in DIR/*/plugin.json")(
      "lock", po::value<std::string>()->value_name("FILE"),
      "use no plugin file but those in FILE; see `stelsel plugin lock`")(
      "lang", po::value<std::string>()->default_value("nl")->value_name("nl|en"),
      "language of findings, tables and reports")("help,h", "show this");
  return options;
}

std::string Help() {
  std::string help = kUsage;
  for (const Command* command : kCommands) {
    std::string name = command->name;
    name.resize(11, ' ');
    absl::StrAppend(&help, "  ", name, command->summary, "\n");
  }
  return help + kUsageEnd;
}

std::string HelpOf(const Command& command, const po::options_description& options) {
  std::ostringstream text;
  text << "Usage: stelsel " << command.name << " " << command.arguments << "\n\n"
       << command.text << "\n"
       << options;
  return text.str();
}

// Plugins that were built or installed with the program lie beside it.
std::vector<std::string> OwnPlugins() {
  char self[PATH_MAX];
  const ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length <= 0) return {};
  const std::filesystem::path bin =
      std::filesystem::path(std::string(self, static_cast<size_t>(length))).parent_path();
  std::vector<std::string> found;
  for (const char* place : {"../lib/stelsel/plugins", STELSEL_PLUGINS_FROM_BIN}) {
    std::error_code error;
    const std::filesystem::path folder = (bin / place).lexically_normal();
    if (std::filesystem::is_directory(folder, error) && (found.empty() || found[0] != folder))
      found.push_back(folder);
    if (!found.empty()) break;
  }
  return found;
}

absl::StatusOr<Globals> ReadGlobals(const po::variables_map& given) {
  Globals globals;
  globals.plugin_folders = OwnPlugins();
  if (given.count("plugins") > 0) {
    for (const std::string& folder : given["plugins"].as<std::vector<std::string>>()) {
      globals.plugin_folders.push_back(std::filesystem::absolute(folder).lexically_normal());
    }
  }
  if (given.count("lock") > 0)
    globals.lock = std::filesystem::absolute(TextOf(given, "lock")).lexically_normal();
  STELSEL_ASSIGN_OR_RETURN(const std::string language, OneOf(given, "lang", {"nl", "en"}));
  globals.language = language == "en" ? Language::kEn : Language::kNl;
  return globals;
}

// Global options may stand before the command; they are read together with its own.
struct Split {
  std::string command;
  std::vector<std::string> rest;
};

Split SplitCommand(const std::vector<std::string>& arguments) {
  Split split;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const bool is_command = split.command.empty() && !absl::StartsWith(arguments[i], "-");
    if (is_command) {
      split.command = arguments[i];
      continue;
    }
    split.rest.push_back(arguments[i]);
    const bool takes_value =
        arguments[i] == "--plugins" || arguments[i] == "--lang" || arguments[i] == "--lock";
    if (split.command.empty() && takes_value && i + 1 < arguments.size())
      split.rest.push_back(arguments[++i]);
  }
  return split;
}

absl::StatusOr<int> RunCommand(const Command& command, const std::vector<std::string>& arguments) {
  po::options_description own("Options"), hidden, all;
  command.add_options(own);
  po::positional_options_description positional;
  for (const char* name : command.positional) {
    hidden.add_options()(name, po::value<std::string>());
    positional.add(name, 1);
  }
  const po::options_description global = GlobalOptions();
  all.add(own).add(hidden).add(global);
  po::variables_map given;
  // An abbreviation that is clear today could mean another option tomorrow.
  using Style = po::command_line_style::style_t;
  constexpr int kNoGuessing = Style::default_style & ~Style::allow_guessing;
  po::store(po::command_line_parser(arguments)
                .options(all)
                .positional(positional)
                .style(kNoGuessing)
                .run(),
            given);
  po::notify(given);
  Results results;
  if (given.count("help") > 0) {
    po::options_description shown;
    if (!own.options().empty()) shown.add(own);
    shown.add(global);
    STELSEL_RETURN_IF_ERROR(results.Write(HelpOf(command, shown)));
    STELSEL_RETURN_IF_ERROR(results.Flush());
    return kFine;
  }
  STELSEL_ASSIGN_OR_RETURN(Globals globals, ReadGlobals(given));
  Context context(std::move(globals));
  STELSEL_ASSIGN_OR_RETURN(const int status, command.run(context, given));
  STELSEL_RETURN_IF_ERROR(context.results().Flush());
  return status;
}

absl::StatusOr<int> Run(const std::vector<std::string>& arguments) {
  const Split split = SplitCommand(arguments);
  Results results;
  if (split.command.empty()) {
    const auto asks = [&split](const char* option) {
      return std::find(split.rest.begin(), split.rest.end(), option) != split.rest.end();
    };
    const bool version = asks("--version");
    const bool help = asks("--help") || asks("-h");
    if (!version && !help)
      return absl::InvalidArgumentError("no command given; see `stelsel --help`");
    STELSEL_RETURN_IF_ERROR(
        results.Write(version ? absl::StrCat("stelsel ", STELSEL_RELEASE, "\n") : Help()));
    STELSEL_RETURN_IF_ERROR(results.Flush());
    return kFine;
  }
  for (const Command* command : kCommands) {
    if (split.command == command->name) return RunCommand(*command, split.rest);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("no command is called `", split.command, "`; see `stelsel --help`"));
}

int Main(const std::vector<std::string>& arguments) {
  try {
    const absl::StatusOr<int> status = Run(arguments);
    if (status.ok()) return *status;
    Say(absl::StrCat("stelsel: ", std::string(status.status().message())));
  } catch (const po::error& error) {
    Say(absl::StrCat("stelsel: ", error.what(), "; see --help"));
  } catch (const std::exception& error) {
    Say(absl::StrCat("stelsel: ", error.what()));
  }
  return kCouldNotRun;
}

}  // namespace
}  // namespace stelsel::core

int main(int argc, char** argv) { return stelsel::core::Main({argv + 1, argv + argc}); }
