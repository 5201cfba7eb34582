// Tests of stores in trouble: a commit that is killed, a disk without room, damage, two that write.
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <random>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/base/status.h"
#include "core/conformance/cases.h"
#include "core/conformance/store_bench.h"

namespace stelsel::core::conformance {
namespace {

constexpr int kKills = 30;
constexpr int kDamages = 60;
constexpr int64_t kMostBytes = 64 << 20;

// Ends with 0 when `f` is OK, with 1 and its words on standard output when it is not.
[[noreturn]] void EndWith(const std::function<absl::Status()>& f) {
  const absl::Status status = f();
  if (!status.ok()) std::printf("%s\n", std::string(status.message()).c_str());
  std::fflush(stdout);
  _exit(status.ok() ? 0 : 1);
}

// In a process of its own, with an instance of its own; the store is opened there.
absl::StatusOr<pid_t> Start(const std::function<absl::Status()>& f) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child < 0) return Skipped("no process can be started");
  if (child == 0) EndWith(f);
  return child;
}

absl::Status WaitFor(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child) return Failed("a process cannot be waited for");
  if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
    return Failed(absl::StrCat("it ends the process by signal ", WTERMSIG(status)));
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) return Failed("a process of it fails");
  return absl::OkStatus();
}

// Puts the sample's rows there and takes them away again, for ever.
absl::Status InAndOut(Bench& bench) {
  STELSEL_ASSIGN_OR_RETURN(const auto store, bench.Open(STELSEL_WRITE));
  while (true) {
    STELSEL_ASSIGN_OR_RETURN(const std::string cells, store->Cells(kTable));
    STELSEL_ASSIGN_OR_RETURN(const std::string base, store->Latest());
    STELSEL_ASSIGN_OR_RETURN(stelsel_transaction* const transaction, store->Begin(base));
    STELSEL_RETURN_IF_ERROR(cells.empty() ? store->Upsert(transaction, bench.sample(), kTable)
                                          : store->Erase(transaction, bench.sample(), kTable));
    STELSEL_RETURN_IF_ERROR(store->Commit(transaction));
  }
}

// All rows of the sample or none, by whether the number of the revision is odd.
absl::Status CheckWhole(Bench& bench, const std::string& when) {
  const auto store = bench.Open(STELSEL_WRITE);
  if (!store.ok()) {
    return Failed(
        absl::StrCat(when, " it cannot be opened: ", std::string(store.status().message())));
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string cells, (*store)->Cells(kTable));
  STELSEL_ASSIGN_OR_RETURN(const std::string latest, (*store)->Latest());
  const bool in = !latest.empty() && (latest.back() - '0') % 2 != 0;
  if (cells != (in ? bench.CellsOf(bench.sample(), kTable) : ""))
    return Failed(absl::StrCat(when, " it holds half a commit at revision ", latest));
  return (*store)->Close();
}

absl::Status Killed(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  {
    STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
    STELSEL_RETURN_IF_ERROR(store->CommitTable(bench->sample(), kTable));
    STELSEL_RETURN_IF_ERROR(store->Close());
  }
  std::mt19937 random(1);
  for (int i = 0; i < kKills; ++i) {
    STELSEL_ASSIGN_OR_RETURN(const pid_t child, Start([&]() -> absl::Status {
                               STELSEL_ASSIGN_OR_RETURN(const auto other,
                                                        Bench::MakeAt(given, bench->path()));
                               return InAndOut(*other);
                             }));
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 80));
    kill(child, SIGKILL);
    STELSEL_RETURN_IF_ERROR(WaitFor(child));
    STELSEL_RETURN_IF_ERROR(CheckWhole(*bench, "after a commit that was killed"));
  }
  return absl::OkStatus();
}

// A disk without room, by a limit on the size of files in a process of its own.
absl::Status NoRoom(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  {
    STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
    STELSEL_RETURN_IF_ERROR(store->CommitTable(bench->sample(), kTable));
    STELSEL_RETURN_IF_ERROR(store->Close());
  }
  if (!bench->IsFile()) return Skipped("it is not kept in a file");
  STELSEL_ASSIGN_OR_RETURN(
      const pid_t child, Start([&]() -> absl::Status {
        STELSEL_ASSIGN_OR_RETURN(const auto other, Bench::MakeAt(given, bench->path()));
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit = {16, RLIM_INFINITY};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return Failed("no limit can be set");
        STELSEL_ASSIGN_OR_RETURN(const auto store, other->Open(STELSEL_WRITE));
        const absl::Status status = store->CommitTable(other->sample(), "region");
        if (absl::IsResourceExhausted(status)) return absl::OkStatus();
        return Failed(absl::StrCat("without room on the disk it says: ",
                                   status.ok() ? "all is well" : std::string(status.message())));
      }));
  STELSEL_RETURN_IF_ERROR(WaitFor(child));
  return CheckWhole(*bench, "after a commit without room on the disk");
}

// The file with some bytes changed: whoever reads is told, or gets what was there.
absl::Status ReadDamaged(const ConformanceSubject& given, const std::string& path,
                         const std::string& expected) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::MakeAt(given, path));
  const std::string target =
      absl::StrCat(bench->subject().manifest().OffersOf(STELSEL_STORE).front().id, ":", path);
  Findings findings(bench->subject().engine().rules());
  const auto read = bench->subject().engine().Read(target, {}, findings);
  const absl::Status verified = bench->subject().engine().Verify(target, nullptr);
  if (!read.ok() || !verified.ok() || findings.Count(Severity::kError) > 0) return absl::OkStatus();
  if (bench->CellsOf(**read, kTable) == expected) return absl::OkStatus();
  return Failed("other rows than were committed are read, and verifying finds nothing");
}

absl::Status Damaged(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  const Offer& offer = bench->subject().manifest().OffersOf(STELSEL_STORE).front();
  const std::string target = absl::StrCat(offer.id, ":", bench->path());
  STELSEL_RETURN_IF_ERROR(
      bench->subject().engine().Commit(bench->sample_ptr(), target, {"a test"}, nullptr).status());
  if (!bench->IsFile()) return Skipped("it is not kept in a file");
  const absl::Status sound = bench->subject().engine().Verify(target, nullptr);
  if (absl::IsUnimplemented(sound)) return Skipped("it keeps no revisions, and so no digests");
  STELSEL_RETURN_IF_ERROR(sound);
  STELSEL_ASSIGN_OR_RETURN(const std::string bytes, ReadWholeFile(bench->path(), kMostBytes));
  const std::string expected = bench->CellsOf(bench->sample(), kTable);
  std::mt19937 random(1);
  for (int i = 0; i < kDamages; ++i) {
    std::string other = bytes;
    for (int k = 0; k < 4; ++k) other[random() % other.size()] = static_cast<char>(random());
    const std::string path =
        absl::StrCat(given.scratch, "/damaged", offer.endings.empty() ? "" : offer.endings.front());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << other;
    STELSEL_ASSIGN_OR_RETURN(const pid_t child,
                             Start([&] { return ReadDamaged(given, path, expected); }));
    STELSEL_RETURN_IF_ERROR(WaitFor(child));
  }
  return absl::OkStatus();
}

// Both start from the same revision: one goes through, the other is told.
absl::Status TwoWriters(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  STELSEL_ASSIGN_OR_RETURN(const auto first, bench->Open(STELSEL_CREATE));
  STELSEL_RETURN_IF_ERROR(first->CommitTable(bench->sample(), "region"));
  STELSEL_ASSIGN_OR_RETURN(const auto second, bench->Open(STELSEL_WRITE));
  STELSEL_ASSIGN_OR_RETURN(const std::string base, second->Latest());
  STELSEL_RETURN_IF_ERROR(first->CommitTable(bench->sample(), kTable));
  const auto late = second->Begin(base);
  absl::Status status = late.status();
  if (late.ok()) {
    status = second->Upsert(*late, bench->sample(), "region_municipality");
    if (status.ok()) {
      status = second->Commit(*late);
    } else {
      second->Rollback(*late);
    }
  }
  if (!absl::IsAborted(status))
    return Failed("a commit that somebody else has overtaken is not ABORTED");
  STELSEL_ASSIGN_OR_RETURN(const std::string cells, second->Cells(kTable));
  if (cells != bench->CellsOf(bench->sample(), kTable))
    return Failed("what one has committed the other does not see");
  STELSEL_RETURN_IF_ERROR(second->CommitTable(bench->sample(), "region_municipality"));
  STELSEL_RETURN_IF_ERROR(second->Close());
  return first->Close();
}

}  // namespace

std::vector<ConformanceCase> StoreFaultCases() {
  return {
      {"store.two_writers", STELSEL_STORE,
       "of two commits on one revision one goes through, and the other is told", 60, TwoWriters},
      {"store.killed", STELSEL_STORE, "a commit that is killed is there whole or not at all", 120,
       Killed},
      {"store.no_room", STELSEL_STORE, "without room on the disk nothing changes, and that is told",
       60, NoRoom},
      {"store.damaged", STELSEL_STORE, "a damaged file is told, and ends nothing", 120, Damaged},
  };
}

}  // namespace stelsel::core::conformance
