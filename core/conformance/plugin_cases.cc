// Tests for each plugin: its manifest, its library, starting and stopping, and what it does with
// what no host should give it.
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <clocale>
#include <cstring>
#include <filesystem>
#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/file.h"
#include "core/base/status.h"
#include "core/conformance/cases.h"
#include "core/conformance/elf_symbols.h"
#include "core/conformance/subject.h"

namespace stelsel::core::conformance {
namespace {

constexpr int64_t kMaxManifest = 1 << 20;
constexpr int kLoadMillis = 100;
constexpr int kLoads = 10;  // the quickest counts: others may have the machine
constexpr int kTimes = 50;
constexpr int kThreads = 4;
constexpr auto kThreadsRun = std::chrono::seconds(5);

absl::Status ManifestIsRead(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string text,
                           ReadWholeFile(given.folder + "/plugin.json", kMaxManifest));
  // The reader says best what is wrong; the schema is what others judge by.
  STELSEL_RETURN_IF_ERROR(Subject::Open(given, false).status());
  return ValidateManifest(text);
}

absl::Status Library(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given, false));
  const std::string library = absl::StrCat(given.folder, "/", subject->manifest().id, ".so");
  const bool is_there = std::filesystem::exists(library);
  if (subject->IsPack()) {
    return is_there ? Failed(absl::StrCat(library,
                                          " is there, but the manifest names nothing that it does"))
                    : absl::OkStatus();
  }
  if (!is_there)
    return Failed(absl::StrCat(library,
                               " is not there, though the manifest names what it does; give "
                               "the folder into which the plugin was built"));
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> symbols, ExportedSymbols(library));
  if (symbols == std::vector<std::string>{STELSEL_PLUGIN_ENTRY}) return absl::OkStatus();
  return Failed(absl::StrCat("it exports ", absl::StrJoin(symbols, ", "), ", and may export only ",
                             STELSEL_PLUGIN_ENTRY, ": link it with plugin.map"));
}

absl::Status Load(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto without, Subject::Open(given, false));
  int64_t took = 0;
  for (int i = 0; i < kLoads; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
    STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
    took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 begin)
               .count();
    if (took <= kLoadMillis) return absl::OkStatus();
  }
  return Failed(absl::StrCat("it takes ", took, " ms to load and start; ", kLoadMillis,
                             " ms is the most. Do what takes time when it is asked for"));
}

absl::Status NullError(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  const stelsel_plugin* const raw = subject->entry()(subject->host(), nullptr);
  if (raw == nullptr) return Failed("it does not start when no error is given");
  raw->stop(raw->self);
  stelsel_host wrong = *subject->host();
  wrong.version = 2u << 16;
  const stelsel_plugin* const other = subject->entry()(&wrong, nullptr);
  if (other != nullptr) other->stop(other->self);
  return absl::OkStatus();
}

absl::Status StartTwice(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto one, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const auto two, Instance::Start(*subject, subject->host()));
  one->Stop();
  for (const auto& [capability, offers] : subject->manifest().capabilities) {
    if (two->Capability(capability.c_str()) == nullptr)
      return Failed("stopping one instance takes away what another has");
  }
  two->Stop();
  for (int i = 0; i < kTimes; ++i) {
    STELSEL_RETURN_IF_ERROR(Instance::Start(*subject, subject->host()).status());
  }
  return absl::OkStatus();
}

absl::Status Versions(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  const uint32_t version = instance->raw().version;
  if (STELSEL_MAJOR_OF(version) != STELSEL_VERSION_MAJOR)
    return Failed("the library is of another major version of the border than the manifest says");
  if (version < subject->manifest().border) {
    return Failed(absl::StrCat("the manifest asks for border 1.",
                               STELSEL_MINOR_OF(subject->manifest().border),
                               ", and the library was built with 1.", STELSEL_MINOR_OF(version)));
  }
  stelsel_host wrong = *subject->host();
  wrong.version = 2u << 16;
  GivenError error;
  const stelsel_plugin* const started = subject->entry()(&wrong, error.raw());
  if (started == nullptr) return error.CheckFailure(error.raw()->code, "a host of border 2.0");
  started->stop(started->self);
  return Failed("it starts in a host of border 2.0, whose tables it cannot know");
}

absl::Status UnknownIds(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  const std::string longest(100000, 'x');
  for (const char* id : {"", "stelsel.report", "stelsel.report/2", "stelsel.store/10", "\xff\xfe",
                         "%s%n", longest.c_str()}) {
    if (instance->Capability(id) != nullptr)
      return Failed(absl::StrCat("it has a table for the capability `",
                                 absl::CHexEscape(absl::string_view(id).substr(0, 40)),
                                 "`, which is none"));
  }
  return absl::OkStatus();
}

absl::Status Capabilities(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  for (const auto& [capability, offers] : subject->manifest().capabilities) {
    STELSEL_ASSIGN_OR_RETURN(const void* const table,
                             subject->plugin().Capability(capability.c_str()));
    STELSEL_ASSIGN_OR_RETURN(const void* const again,
                             subject->plugin().Capability(capability.c_str()));
    if (table != again) return Failed(capability + " is another table when asked for again");
  }
  return absl::OkStatus();
}

// A host that has no services at all.
absl::Status NoServices(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  const stelsel_host bare = {
      sizeof bare, STELSEL_VERSION,
      [](const stelsel_host*, const char*) -> const void* { return nullptr; }};
  GivenError error;
  const stelsel_plugin* const raw = subject->entry()(&bare, error.raw());
  if (raw == nullptr) return error.CheckFailure(error.raw()->code, "a host without services");
  for (const auto& [capability, offers] : subject->manifest().capabilities)
    raw->capability(raw->self, capability.c_str());
  raw->stop(raw->self);
  return absl::OkStatus();
}

// Starts, runs what gives rows, and stops; from several threads at once.
absl::Status Threads(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  if (!subject->manifest().thread_safe) {
    return Skipped("its manifest does not say that it is thread-safe");
  }
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const std::vector<SnapshotPtr> snapshots, subject->Snapshots());
  std::vector<absl::Status> statuses(kThreads);
  std::vector<std::string> results(kThreads);
  std::vector<std::thread> threads;
  for (size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      const auto until = std::chrono::steady_clock::now() + kThreadsRun;
      for (int times = 0; statuses[i].ok(); ++times) {
        if (times >= kTimes || std::chrono::steady_clock::now() > until) break;
        results[i].clear();
        statuses[i] = RunEverything(*subject, *instance, snapshots, &results[i]);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (size_t i = 0; i < kThreads; ++i) {
    STELSEL_RETURN_IF_ERROR(statuses[i]);
    if (results[i] != results[0]) return Failed("its results differ from thread to thread");
  }
  return absl::OkStatus();
}

// What of the process a plugin has no business with.
struct ProcessState {
  std::string folder, locale;
  mode_t mask = 0;
  std::vector<const void*> handlers;

  static ProcessState Now() {
    ProcessState state;
    state.folder = std::filesystem::current_path().string();
    state.locale = std::setlocale(LC_ALL, nullptr);
    state.mask = umask(0);
    umask(state.mask);
    for (int number = 1; number < NSIG; ++number) {
      struct sigaction action {};
      const bool known = sigaction(number, nullptr, &action) == 0;
      state.handlers.push_back(known ? reinterpret_cast<const void*>(action.sa_handler) : nullptr);
    }
    return state;
  }
};

absl::Status ProcessLeftAlone(const ConformanceSubject& given) {
  const ProcessState before = ProcessState::Now();
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  {
    STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
    STELSEL_ASSIGN_OR_RETURN(const std::vector<SnapshotPtr> snapshots, subject->Snapshots());
    RunEverything(*subject, *instance, snapshots, nullptr).IgnoreError();
  }
  const ProcessState after = ProcessState::Now();
  if (after.folder != before.folder) return Failed("it changes the current folder");
  if (after.locale != before.locale) return Failed("it changes the locale");
  if (after.mask != before.mask) return Failed("it changes the file mode mask");
  if (after.handlers != before.handlers) return Failed("it changes what a signal does");
  return absl::OkStatus();
}

// Standard output and error belong to the program.
absl::Status Quiet(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  const std::string path = given.scratch + "/written";
  const int file = open(path.c_str(), O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
  const int out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO);
  if (file < 0 || out < 0 || err < 0) return absl::UnknownError("cannot redirect the output");
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  absl::Status status = [&]() -> absl::Status {
    STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
    STELSEL_ASSIGN_OR_RETURN(const std::vector<SnapshotPtr> snapshots, subject->Snapshots());
    return RunEverything(*subject, *instance, snapshots, nullptr);
  }();
  std::fflush(nullptr);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  struct stat info {};
  const bool written = fstat(file, &info) == 0 && info.st_size > 0;
  for (const int descriptor : {file, out, err}) close(descriptor);
  if (written)
    return Failed(
        "it writes to standard output or error, which belong to the program; host.log/1 is for "
        "that (in C++ host().log())");
  // Whether it runs at all is another test's.
  return absl::OkStatus();
}

}  // namespace

std::vector<ConformanceCase> PluginCases() {
  return {
      {"manifest", "", "plugin.json is as its schema says, and its tables and rules are read", 60,
       ManifestIsRead},
      {"library", "", "there is a library when one is needed, and it exports the entry only", 60,
       Library},
      {"load", "", "it loads and starts within 100 ms", 60, Load},
      {"null_error", "", "the entry may be called without an error to fill", 60, NullError},
      {"start_twice", "", "instances start and stop beside each other, and again and again", 60,
       StartTwice},
      {"versions", "", "manifest, library and host agree on the border's version", 60, Versions},
      {"unknown_ids", "", "it has nothing for capabilities that are none", 60, UnknownIds},
      {"capabilities", "", "it has each capability that it names, whole, and always the same", 60,
       Capabilities},
      {"no_services", "", "it fails with an error, or not, in a host that has no services", 60,
       NoServices},
      {"threads", "",
       "calls from several threads give the same, when it says that it is thread-safe", 60,
       Threads},
      {"quiet", "", "it leaves standard output and error alone", 60, Quiet},
      {"process", "", "it leaves folder, locale, mode mask and signals of the process alone", 60,
       ProcessLeftAlone},
  };
}

}  // namespace stelsel::core::conformance
