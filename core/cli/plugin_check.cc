#include "core/cli/plugin_check.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "boost/json/array.hpp"
#include "boost/json/object.hpp"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/check/write_formats.h"
#include "core/cli/text_table.h"
#include "core/conformance/conformance.h"

extern char** environ;

namespace stelsel::core {
namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr int kSkipStatus = 77;
constexpr size_t kMostText = 4000;
constexpr int64_t kMostKnown = 1 << 20;

enum class Outcome { kPassed, kFailed, kKnown, kSkipped };

struct Result {
  const ConformanceCase* test = nullptr;
  Outcome outcome = Outcome::kPassed;
  std::string text;  // why, unless it passed
  int64_t millis = 0;
};

const char* WordOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPassed:
      return "passed";
    case Outcome::kFailed:
      return "FAILED";
    case Outcome::kKnown:
      return "known";
    case Outcome::kSkipped:
      return "skipped";
  }
  return "";
}

// A folder that goes with all that is in it.
class ScratchFolder {
 public:
  static absl::StatusOr<std::string> Make() {
    std::error_code error;
    std::string path =
        (std::filesystem::temp_directory_path(error) / "stelsel-check-XXXXXX").string();
    if (error || mkdtemp(path.data()) == nullptr)
      return absl::UnknownError(absl::StrCat("no temporary folder: ", std::strerror(errno)));
    return path;
  }
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A child process in a group of its own, whose output comes through a pipe.
class Child {
 public:
  static absl::StatusOr<Child> Start(const std::vector<std::string>& arguments) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return absl::ErrnoToStatus(errno, "no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::vector<char*> argv;
    for (const std::string& argument : arguments)
      argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    Child child;
    const int failed =
        posix_spawn(&child.pid_, "/proc/self/exe", &actions, &attributes, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(ends[1]);
    child.out_ = ends[0];
    if (failed != 0) {
      close(ends[0]);
      return absl::ErrnoToStatus(failed, "the program cannot be started again");
    }
    return child;
  }

  // Its output and how it ended; absent when it had to be killed after `seconds`.
  std::optional<int> Wait(int seconds, std::string& output) {
    const auto until = Clock::now() + std::chrono::seconds(seconds);
    bool in_time = true;
    char block[4096];
    while (true) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
      pollfd waited{out_, POLLIN, 0};
      in_time = left > 0 && poll(&waited, 1, static_cast<int>(left)) > 0;
      if (!in_time) break;
      const ssize_t count = read(out_, block, sizeof block);
      if (count <= 0) break;
      if (output.size() < kMostText) output.append(block, static_cast<size_t>(count));
    }
    if (!in_time) kill(-pid_, SIGKILL);
    close(out_);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    kill(-pid_, SIGKILL);  // what it may have started
    return in_time ? std::optional<int>(status) : std::nullopt;
  }

 private:
  pid_t pid_ = 0;
  int out_ = -1;
};

Result Judge(const ConformanceCase& test, const std::optional<int>& status,
             const std::string& output) {
  const std::string text = OneLine(std::string(absl::StripAsciiWhitespace(output)));
  if (!status)
    return {&test, Outcome::kFailed, absl::StrCat("it goes on for more than ", test.seconds, " s"),
            0};
  if (WIFSIGNALED(*status)) {
    const char* const name = sigdescr_np(WTERMSIG(*status));
    return {&test, Outcome::kFailed,
            absl::StrCat("it ends the process: ", name != nullptr ? name : "a signal",
                         text.empty() ? "" : "; ", text),
            0};
  }
  if (WEXITSTATUS(*status) == kFine) return {&test, Outcome::kPassed, "", 0};
  if (WEXITSTATUS(*status) == kSkipStatus) return {&test, Outcome::kSkipped, text, 0};
  return {
      &test, Outcome::kFailed,
      text.empty() ? absl::StrCat("it ends the process with status ", WEXITSTATUS(*status)) : text,
      0};
}

absl::StatusOr<Result> RunInChild(const PluginCheck& check, const ConformanceCase& test) {
  STELSEL_ASSIGN_OR_RETURN(std::string path, ScratchFolder::Make());
  const ScratchFolder scratch(std::move(path));
  std::vector<std::string> arguments = {"stelsel"};
  for (const std::string& folder : check.plugin_folders) {
    arguments.push_back("--plugins");
    arguments.push_back(folder);
  }
  arguments.insert(arguments.end(), {"plugin", "check", check.folder, "--case", test.name,
                                     "--scratch", scratch.path()});
  if (!check.data.empty()) arguments.insert(arguments.end(), {"--data", check.data});
  if (!check.store.empty()) arguments.insert(arguments.end(), {"--store", check.store});
  const auto begin = Clock::now();
  STELSEL_ASSIGN_OR_RETURN(Child child, Child::Start(arguments));
  std::string output;
  const std::optional<int> status = child.Wait(test.seconds, output);
  Result result = Judge(test, status, output);
  result.millis =
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
  return result;
}

// Lines `TEST: why`; those that begin with # are skipped.
absl::StatusOr<std::map<std::string, std::string>> ReadKnown(const std::string& path) {
  std::map<std::string, std::string> known;
  if (path.empty()) return known;
  STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path, kMostKnown));
  int64_t number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    const absl::string_view stripped = absl::StripAsciiWhitespace(line);
    if (stripped.empty() || stripped[0] == '#') continue;
    const size_t colon = stripped.find(':');
    const std::string name(stripped.substr(0, colon));
    const bool is_test = std::any_of(ConformanceCases().begin(), ConformanceCases().end(),
                                     [&](const ConformanceCase& one) { return one.name == name; });
    if (colon == absl::string_view::npos || !is_test) {
      return absl::InvalidArgumentError(
          absl::StrCat(OneLine(path), ":", number, ": not TEST: WHY, with a test that there is"));
    }
    known[name] = std::string(absl::StripAsciiWhitespace(stripped.substr(colon + 1)));
  }
  return known;
}

void ApplyKnown(const std::map<std::string, std::string>& known, Result& result) {
  const auto it = known.find(result.test->name);
  if (it == known.end()) return;
  if (result.outcome == Outcome::kFailed) {
    result.outcome = Outcome::kKnown;
    result.text = absl::StrCat(it->second, " (", result.text, ")");
  } else if (result.outcome == Outcome::kPassed) {
    result.outcome = Outcome::kFailed;
    result.text = "it passes, but is declared as a known deviation: take it out of the file";
  }
}

int64_t CountOf(const std::vector<Result>& all, Outcome outcome) {
  return std::count_if(all.begin(), all.end(),
                       [&](const Result& one) { return one.outcome == outcome; });
}

std::string AsText(const std::string& folder, const std::vector<Result>& all) {
  std::vector<std::vector<std::string>> rows;
  for (const Result& one : all) {
    rows.push_back({WordOf(one.outcome), one.test->name,
                    one.outcome == Outcome::kPassed ? std::string(one.test->promise) : one.text});
  }
  std::string out =
      absl::StrCat(folder, "\n", TextTable(rows), "\n", CountOf(all, Outcome::kPassed), " passed, ",
                   CountOf(all, Outcome::kFailed), " failed");
  if (const int64_t known = CountOf(all, Outcome::kKnown))
    absl::StrAppend(&out, ", ", known, " known deviations");
  if (const int64_t skipped = CountOf(all, Outcome::kSkipped))
    absl::StrAppend(&out, ", ", skipped, " skipped");
  return out + ".\n";
}

std::string AsJson(const std::string& folder, const std::vector<Result>& all) {
  json::array tests;
  for (const Result& one : all) {
    json::object test;
    test["test"] = one.test->name;
    test["capability"] = one.test->capability;
    test["promise"] = one.test->promise;
    test["outcome"] = absl::AsciiStrToLower(WordOf(one.outcome));
    test["text"] = one.text;
    test["milliseconds"] = one.millis;
    tests.push_back(std::move(test));
  }
  json::object out;
  out["plugin"] = folder;
  out["failed"] = CountOf(all, Outcome::kFailed);
  out["tests"] = std::move(tests);
  return WriteJson(out, 2) + "\n";
}

std::string AsJunit(const std::string& folder, const std::vector<Result>& all) {
  std::string out = absl::StrCat(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"", XmlText(folder),
      "\" tests=\"", all.size(), "\" failures=\"", CountOf(all, Outcome::kFailed), "\" skipped=\"",
      CountOf(all, Outcome::kSkipped) + CountOf(all, Outcome::kKnown), "\">\n");
  for (const Result& one : all) {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%.3f", static_cast<double>(one.millis) / 1000);
    absl::StrAppend(&out, "  <testcase classname=\"stelsel.conformance\" name=\"", one.test->name,
                    "\" time=\"", seconds, "\">");
    if (one.outcome == Outcome::kFailed)
      absl::StrAppend(&out, "<failure message=\"", XmlText(one.text), "\"/>");
    if (one.outcome == Outcome::kSkipped || one.outcome == Outcome::kKnown)
      absl::StrAppend(&out, "<skipped message=\"", XmlText(one.text), "\"/>");
    out += "</testcase>\n";
  }
  return out + "</testsuite>\n";
}

}  // namespace

absl::StatusOr<int> CheckPlugin(const PluginCheck& check, Results& results) {
  std::error_code error;
  if (!std::filesystem::is_directory(check.folder, error))
    return absl::NotFoundError(absl::StrCat("there is no folder ", OneLine(check.folder)));
  STELSEL_ASSIGN_OR_RETURN(const auto known, ReadKnown(check.known));
  if (!std::filesystem::exists(check.folder + "/plugin.json", error)) {
    return absl::NotFoundError(absl::StrCat(
        OneLine(check.folder), " holds no plugin.json; give the folder of the built plugin"));
  }
  std::vector<Result> all;
  const char* broken = nullptr;  // a test without which the others say nothing
  for (const ConformanceCase* const test : CasesFor(check.folder)) {
    if (!check.only.empty() && check.only != test->name) continue;
    if (broken != nullptr) {
      all.push_back(
          {test, Outcome::kSkipped, absl::StrCat("not run, since ", broken, " failed"), 0});
      continue;
    }
    STELSEL_ASSIGN_OR_RETURN(Result result, RunInChild(check, *test));
    ApplyKnown(known, result);
    const bool is_ground = test->name == "manifest" || test->name == "library";
    if (is_ground && result.outcome == Outcome::kFailed) broken = test->name.c_str();
    all.push_back(std::move(result));
  }
  if (all.empty()) {
    return absl::NotFoundError(
        absl::StrCat("no test of this plugin is called `", OneLine(check.only), "`"));
  }
  const std::string text = check.format == "json"    ? AsJson(check.folder, all)
                           : check.format == "junit" ? AsJunit(check.folder, all)
                                                     : AsText(check.folder, all);
  STELSEL_RETURN_IF_ERROR(results.Write(text));
  return CountOf(all, Outcome::kFailed) > 0 ? kDataHasErrors : kFine;
}

int RunOneCase(const PluginCheck& check, const std::string& scratch) {
  const rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  for (const ConformanceCase& test : ConformanceCases()) {
    if (test.name != check.only) continue;
    const absl::Status status =
        test.run({check.folder, check.plugin_folders, check.data, scratch, check.store});
    if (status.ok()) return kFine;
    std::printf("%s\n", std::string(status.message()).c_str());
    std::fflush(stdout);
    return absl::IsUnavailable(status) ? kSkipStatus : kDataHasErrors;
  }
  std::printf("no test is called %s\n", check.only.c_str());
  return kCouldNotRun;
}

}  // namespace stelsel::core
