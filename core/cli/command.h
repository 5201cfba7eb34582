// What the commands of the program share.
#ifndef STELSEL_CORE_CLI_COMMAND_H_
#define STELSEL_CORE_CLI_COMMAND_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "boost/program_options/options_description.hpp"
#include "boost/program_options/positional_options.hpp"
#include "boost/program_options/variables_map.hpp"
#include "core/host/engine.h"

namespace stelsel::core {

// Exit statuses, which scripts rely on.
inline constexpr int kFine = 0;
inline constexpr int kDataHasErrors = 1;
inline constexpr int kCouldNotRun = 2;

// What stands before the command, or among its own options.
struct Globals {
  std::vector<std::string> plugin_folders;
  std::string lock;  // file, or empty
  Language language = Language::kNl;
};

// Standard output: results only. A write that failed stays failed, and Flush says so.
class Results {
 public:
  absl::Status Write(std::string_view bytes);
  absl::Status Flush();
};

// What a command runs with.
class Context {
 public:
  explicit Context(Globals globals) : globals_(std::move(globals)) {}
  Language language() const { return globals_.language; }
  const std::vector<std::string>& plugin_folders() const { return globals_.plugin_folders; }
  Results& results() { return results_; }
  // Opened on first use.
  absl::StatusOr<Engine*> engine();
  // A folder with a plugin.json that is to be found as well; before engine().
  void AddPack(const std::string& folder) { packs_.push_back(folder); }

 private:
  Globals globals_;
  Results results_;
  std::vector<std::string> packs_;
  std::unique_ptr<Engine> engine_;
};

// One line to standard error: what is going on, never a result.
void Say(const std::string& line);

namespace po = boost::program_options;

struct Command {
  const char* name;
  const char* summary;                                    // one line, for the list of commands
  const char* arguments;                                  // behind the name in the usage line
  const char* text;                                       // what it does, and an example
  void (*add_options)(po::options_description& options);  // shown in --help
  std::vector<const char*> positional;                    // names of what stands without a dash
  // Gives an exit status; a status that is not OK is a sentence for standard error and status 2.
  absl::StatusOr<int> (*run)(Context& context, const po::variables_map& given);
};

extern const Command kCheckCommand;
extern const Command kCopyCommand;
extern const Command kReportCommand;
extern const Command kCalculateCommand;
extern const Command kQueryCommand;
extern const Command kHistoryCommand;
extern const Command kDiffCommand;
extern const Command kGenerateCommand;
extern const Command kTablesCommand;
extern const Command kRulesCommand;
extern const Command kPluginCommand;

// Parts of commands.

// The value of an option or argument, or "" when it was not given.
std::string TextOf(const po::variables_map& given, const char* name);
// The value of an argument that must be there; `what` stands in the sentence when it is not.
absl::StatusOr<std::string> Required(const po::variables_map& given, const char* name);
// The option's value when it is one of `allowed`.
absl::StatusOr<std::string> OneOf(const po::variables_map& given, const char* name,
                                  const std::vector<std::string>& allowed);
// The date of --as-of, or today's local date, which is then said on standard error.
absl::StatusOr<std::string> AsOf(const po::variables_map& given);
// Takes those of --set FORMAT:NAME=VALUE out of `parameters`: they are of the format that `source`
// is read in. For commands whose other parameters are something else's. InvalidArgument when the
// source is of another format.
absl::StatusOr<std::map<std::string, std::string>> FormatParameters(
    const std::string& source, std::map<std::string, std::string>& parameters);
// The parameters of --set NAME=VALUE, or of another option that is given so.
absl::StatusOr<std::map<std::string, std::string>> Parameters(const po::variables_map& given,
                                                              const char* option = "set");
// What is made from data with errors is made all the same, but not in silence: a line on standard
// error, and the exit status.
void SayErrors(const Findings& findings, const std::string& source);
int StatusOf(const Findings& findings);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_COMMAND_H_
