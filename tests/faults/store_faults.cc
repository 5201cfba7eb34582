// Faults, thousands of times: a store is killed, cut short, damaged or written by several at once,
// and after each fault nothing may be lost and nothing half there. See README.md.
//
//     store_faults PLUGINS TARGET MODE [--times N] [--seed S] [--command COMMAND]
//
// What a store holds depends on its newest revision alone (Expected), so that whoever opens it can
// tell whether it is whole.
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "stelsel/stelsel.hpp"

namespace {

using stelsel::Error;
using stelsel::Snapshot;

// ---- What the store holds at a revision ----

constexpr int kRegions = 4;
constexpr int kProjects = 250;  // a region

using Key = std::pair<std::string, std::string>;
using Projects = std::map<Key, std::string>;

// A thirteenth of the rows gets another name with each revision, some come and some go.
Projects Expected(std::int64_t revision) {
  Projects projects;
  if (revision == 0) return projects;
  for (int region = 0; region < kRegions; ++region) {
    for (int i = 0; i < kProjects; ++i) {
      if ((i * 7 + revision + region) % 11 == 0) continue;
      const std::int64_t since = revision - (revision + 13 - i % 13) % 13;
      projects[{"r" + std::to_string(region), "p" + std::to_string(i)}] =
          "project " + std::to_string(i) + " at " + std::to_string(since);
    }
  }
  return projects;
}

Projects Held(const Snapshot& snapshot) {
  Projects projects;
  stelsel::Rows rows(snapshot.stream("project", {"region", "project", "name"}));
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      projects[{std::string(rows.text(i, 0)), std::string(rows.text(i, 1))}] = rows.text(i, 2);
  }
  return projects;
}

// The snapshot that leads from what `base` holds to `wanted`.
Snapshot Changed(const stelsel::Engine& engine, const Snapshot& base, const Projects& held,
                 const Projects& wanted) {
  stelsel::Table upserts({{"region"}, {"project"}, {"name"}});
  stelsel::Table erasures({{"region"}, {"project"}});
  for (const auto& [key, name] : wanted) {
    const auto it = held.find(key);
    if (it == held.end() || it->second != name) upserts.row(key.first, key.second, name);
  }
  for (const auto& [key, name] : held) {
    if (wanted.count(key) == 0) erasures.row(key.first, key.second);
  }
  stelsel::Writer writer(engine.host(), &base);
  writer.upsert("project", std::move(upserts).stream());
  writer.erase("project", std::move(erasures).stream());
  return writer.commit();
}

// ---- A store that is used ----

struct Job {
  std::string plugins, target, mode, command;
  int times = 100;
  unsigned seed = 1;
  std::string path() const { return target.substr(target.find(':') + 1); }
};

class User {
 public:
  explicit User(const Job& job) : engine_({.plugins = {job.plugins}}), target_(job.target) {}

  Snapshot Read(const std::string& revision = "") {
    stelsel::Findings findings(engine_.host());
    return engine_.read(target_ + revision, findings);
  }
  // The next revision; its number.
  std::int64_t CommitNext() {
    const Snapshot base = Read();
    const std::int64_t next = base.revision() + 1;
    return Commit(Changed(engine_, base, Held(base), Expected(next)));
  }
  std::int64_t Commit(const Snapshot& snapshot) {
    return engine_.commit(snapshot, target_, stelsel::CommitOptions{"a commit", "a test"}).revision;
  }
  // Throws when a store that is not there cannot be made.
  void Make() {
    stelsel::Writer writer(engine_.host());
    stelsel::Table rows({{"region"}, {"project"}, {"name"}});
    for (const auto& [key, name] : Expected(1)) rows.row(key.first, key.second, name);
    writer.upsert("project", std::move(rows).stream());
    Commit(writer.commit());
  }
  void Verify() { engine_.verify(target_); }
  const stelsel::Engine& engine() const { return engine_; }

 private:
  stelsel::Engine engine_;
  std::string target_;
};

[[noreturn]] void Wrong(const std::string& what) {
  std::fprintf(stderr, "WRONG: %s\n", what.c_str());
  std::exit(1);
}

// Each in a process of its own, so that nothing of one is left in the next.
template <typename F>
pid_t Start(F f) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) Wrong("no process can be started");
  if (child != 0) return child;
  try {
    f();
    std::fflush(nullptr);
    _exit(0);
  } catch (const Error& e) {
    std::fprintf(stderr, "error %d: %s\n", e.code(), e.what());
    _exit(2);
  }
}

int StatusOf(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child) Wrong("a process cannot be waited for");
  return status;
}

bool EndedWith(int status, int code) { return WIFEXITED(status) && WEXITSTATUS(status) == code; }

// Whole: the rows of its newest revision, and at least those that were reported as committed.
void CheckWhole(const Job& job, std::int64_t reported, bool thorough) {
  const int status = StatusOf(Start([&] {
    User user(job);
    const Snapshot now = user.Read();
    const std::int64_t revision = now.revision();
    if (revision < reported)
      Wrong("revision " + std::to_string(reported) + " was reported and is lost: the newest is " +
            std::to_string(revision));
    if (Held(now) != Expected(revision))
      Wrong("revision " + std::to_string(revision) + " does not hold its rows");
    if (!thorough) return;
    user.Verify();
    for (std::int64_t number = 1; number <= revision; number += 1 + revision / 7) {
      if (Held(user.Read("@" + std::to_string(number))) != Expected(number))
        Wrong("revision " + std::to_string(number) + " does not hold its rows any more");
    }
  }));
  if (!EndedWith(status, 0)) Wrong("the store cannot be read after the fault");
}

void Make(const Job& job) {
  if (!EndedWith(StatusOf(Start([&] { User(job).Make(); })), 0)) Wrong("no store can be made");
}

// ---- Modes ----

struct Pipe {
  Pipe() {
    if (pipe2(ends, O_CLOEXEC) != 0) Wrong("no pipe can be made");
  }
  ~Pipe() {
    close(ends[0]);
    if (ends[1] >= 0) close(ends[1]);
  }
  // The last number that was written.
  std::int64_t Last() {
    close(ends[1]);
    ends[1] = -1;
    std::int64_t number = 0, last = 0;
    while (read(ends[0], &number, sizeof number) == sizeof number) last = number;
    return last;
  }
  int ends[2];
};

// Commits until it is killed, and reports each commit.
void CommitForEver(const Job& job, int report) {
  User user(job);
  while (true) {
    const std::int64_t number = user.CommitNext();
    if (write(report, &number, sizeof number) != sizeof number) _exit(3);
  }
}

// How long a process takes that makes one commit.
std::chrono::microseconds OneCommit(const Job& job) {
  const auto begin = std::chrono::steady_clock::now();
  if (!EndedWith(StatusOf(Start([&] { User(job).CommitNext(); })), 0))
    Wrong("no commit can be made");
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               begin);
}

void Kill(const Job& job, std::mt19937& random) {
  const auto once = static_cast<std::uint64_t>(OneCommit(job).count());
  std::int64_t reported = 2;
  for (int i = 0; i < job.times; ++i) {
    Pipe pipe;
    const pid_t child = Start([&] { CommitForEver(job, pipe.ends[1]); });
    std::this_thread::sleep_for(std::chrono::microseconds(once / 4 + random() % (2 * once)));
    kill(child, SIGKILL);
    const int status = StatusOf(child);
    if (!WIFSIGNALED(status)) Wrong("a commit fails though nothing is wrong");
    reported = std::max(reported, pipe.Last());
    CheckWhole(job, reported, i % 50 == 49 || i + 1 == job.times);
  }
  std::printf("killed %d times, %lld commits reported\n", job.times,
              static_cast<long long>(reported));
}

// A disk that is full, by way of a limit on the size of files.
void Full(const Job& job, std::mt19937& random) {
  int failed = 0;
  for (int i = 0; i < job.times; ++i) {
    struct stat info {};
    if (stat(job.path().c_str(), &info) != 0) Wrong("the store is gone");
    const auto room = static_cast<rlim_t>(random() % (static_cast<unsigned>(info.st_size) * 5 / 4));
    Pipe pipe;
    const int status = StatusOf(Start([&] {
      User user(job);
      signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{room, RLIM_INFINITY};
      if (setrlimit(RLIMIT_FSIZE, &limit) != 0) Wrong("no limit can be set");
      try {
        const std::int64_t number = user.CommitNext();
        if (write(pipe.ends[1], &number, sizeof number) != sizeof number) _exit(3);
      } catch (const Error& e) {
        if (e.code() != STELSEL_RESOURCE_EXHAUSTED)
          Wrong(std::string("a full disk is told as: ") + e.what());
        _exit(4);
      }
    }));
    if (!EndedWith(status, 0) && !EndedWith(status, 4)) Wrong("a full disk ends the program");
    failed += EndedWith(status, 4) ? 1 : 0;
    CheckWhole(job, pipe.Last(), i % 50 == 49 || i + 1 == job.times);
  }
  std::printf("without room %d times, of which %d commits failed\n", job.times, failed);
}

std::string BytesOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Bytes changed anywhere in a file: it is told, or the rows are what they were.
void Damage(const Job& job, std::mt19937& random) {
  for (int i = 0; i < 5; ++i) {
    if (!EndedWith(StatusOf(Start([&] { User(job).CommitNext(); })), 0)) Wrong("no commit");
  }
  const std::string bytes = BytesOf(job.path());
  Job damaged = job;
  damaged.target = job.target + ".damaged" + job.path().substr(job.path().rfind('.'));
  int told = 0;
  for (int i = 0; i < job.times; ++i) {
    std::string other = bytes;
    const std::size_t at = random() % other.size();
    const std::size_t count = std::min<std::size_t>(1 + random() % 16, other.size() - at);
    for (std::size_t k = 0; k < count; ++k) other[at + k] = static_cast<char>(random());
    std::ofstream(damaged.path(), std::ios::binary | std::ios::trunc) << other;
    const int status = StatusOf(Start([&] {
      try {
        User user(damaged);
        const Snapshot now = user.Read();
        const Projects held = Held(now);
        user.Verify();
        if (held != Expected(6)) Wrong("damage at byte " + std::to_string(at) + " is not found");
      } catch (const Error& e) {
        if (std::strlen(e.what()) < 10 || e.code() == STELSEL_INTERNAL)
          Wrong(std::string("damage is told as: ") + e.what());
        _exit(4);
      }
    }));
    if (!EndedWith(status, 0) && !EndedWith(status, 4))
      Wrong("damage at byte " + std::to_string(at) + " ends the program");
    told += EndedWith(status, 4) ? 1 : 0;
  }
  unlink(damaged.path().c_str());
  std::printf("damaged %d times, told %d times\n", job.times, told);
}

// One of several that write at once: changes one row of its own region, and now and then one that
// they all change. Each commit that goes through has counted one up.
void WriteAmongOthers(const Job& job, int me, int commits, int report) {
  User user(job);
  std::mt19937 random(job.seed * 100 + static_cast<unsigned>(me));
  for (int done = 0; done < commits;) {
    const Snapshot base = user.Read();
    Projects wanted = Held(base);
    const bool shared = random() % 4 == 0;
    std::string& counter = wanted[{shared ? "shared" : "r" + std::to_string(me), "counter"}];
    counter = std::to_string(std::atoi(counter.c_str()) + 1);
    try {
      const std::int64_t number = user.Commit(Changed(user.engine(), base, Held(base), wanted));
      if (write(report, &number, sizeof number) != sizeof number) _exit(3);
      ++done;
    } catch (const Error& e) {
      const bool again = e.code() == STELSEL_ABORTED || e.code() == STELSEL_UNAVAILABLE;
      if (!again) throw;
    }
  }
}

void Writers(const Job& job, std::mt19937&) {
  constexpr int kWriters = 3;
  const int each = std::max(1, job.times / kWriters);
  Pipe pipe;
  std::vector<pid_t> children;
  for (int me = 0; me < kWriters; ++me)
    children.push_back(Start([&] { WriteAmongOthers(job, me, each, pipe.ends[1]); }));
  for (const pid_t child : children) {
    if (!EndedWith(StatusOf(child), 0)) Wrong("a writer failed");
  }
  const std::int64_t last = pipe.Last();
  const int status = StatusOf(Start([&] {
    User user(job);
    const Snapshot now = user.Read();
    std::int64_t counted = 0;
    for (const auto& [key, name] : Held(now)) {
      if (key.second == "counter") counted += std::atoi(name.c_str());
    }
    if (counted != kWriters * each || now.revision() != 1 + kWriters * each)
      Wrong(std::to_string(kWriters * each) + " commits went through, the rows count " +
            std::to_string(counted) + " and the newest revision is " +
            std::to_string(now.revision()));
    user.Verify();
  }));
  if (!EndedWith(status, 0)) Wrong("the store cannot be read");
  std::printf("%d writers, %d commits, the last is revision %lld\n", kWriters, kWriters * each,
              static_cast<long long>(last));
}

// A command (that stops and starts a server, say) runs between and within commits.
void Disturb(const Job& job, std::mt19937& random) {
  std::int64_t reported = 1;
  int failed = 0;
  for (int i = 0; i < job.times; ++i) {
    Pipe pipe;
    const pid_t child = Start([&] {
      User user(job);
      for (int commits = 0; commits < 50; ++commits) {
        std::int64_t number = 0;
        try {
          number = user.CommitNext();
        } catch (const Error& e) {
          if (e.code() != STELSEL_UNAVAILABLE)
            Wrong(std::string("a disturbance is told as: ") + e.what());
          _exit(4);
        }
        if (write(pipe.ends[1], &number, sizeof number) != sizeof number) _exit(3);
      }
    });
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 300'000));
    if (std::system(job.command.c_str()) != 0) Wrong("the command fails: " + job.command);
    const int status = StatusOf(child);
    if (!EndedWith(status, 0) && !EndedWith(status, 4)) Wrong("a disturbance ends the program");
    failed += EndedWith(status, 4) ? 1 : 0;
    reported = std::max(reported, pipe.Last());
    CheckWhole(job, reported, i % 10 == 9 || i + 1 == job.times);
  }
  std::printf("disturbed %d times, of which %d commits failed\n", job.times, failed);
}

using Mode = void (*)(const Job&, std::mt19937&);
const std::map<std::string, Mode> kModes = {
    {"kill", Kill}, {"full", Full}, {"damage", Damage}, {"writers", Writers}, {"disturb", Disturb}};

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  if (given.size() < 3 || kModes.count(given[2]) == 0) {
    std::fprintf(stderr,
                 "store_faults PLUGINS TARGET kill|full|damage|writers|disturb "
                 "[--times N] [--seed S] [--command COMMAND]\n");
    return 2;
  }
  Job job{given[0], given[1], given[2], "", 100, 1};
  for (std::size_t i = 3; i + 1 < given.size(); i += 2) {
    if (given[i] == "--times") job.times = std::atoi(given[i + 1].c_str());
    if (given[i] == "--seed") job.seed = static_cast<unsigned>(std::atoi(given[i + 1].c_str()));
    if (given[i] == "--command") job.command = given[i + 1];
  }
  std::mt19937 random(job.seed);
  Make(job);
  kModes.at(job.mode)(job, random);
  return 0;
}
