// A commit is there whole or not at all, whatever happens on the way.
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "test_util.h"

namespace storage_sqlite {
namespace {

using testing::ElementsAre;

class WholeTest : public StoreTest {
 protected:
  WholeTest() { commit_places(path(), {{"a", "Assen"}}); }

  Lines places() {
    TestStore store(path(), STELSEL_READ);
    return lines_of(store.read("place"));
  }
};

stelsel::Stream breda() { return rows_of(place_types(), {{"b", "Breda"}}); }

// Enough to make SQLite write to the file before the commit.
stelsel::Stream many_rows() {
  std::vector<std::vector<Cell>> rows;
  for (int i = 0; i < 40'000; ++i) rows.push_back({std::to_string(i), std::string(800, 'x')});
  return rows_of(place_types(), rows);
}

TEST_F(WholeTest, RollbackLeavesNothing) {
  const std::string before = bytes_of(path());
  {
    TestStore store(path(), STELSEL_WRITE);
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, breda());
    commit.roll_back();
    EXPECT_EQ(store.latest(), "1");
  }
  EXPECT_TRUE(bytes_of(path()) == before);
  EXPECT_THAT(names(), ElementsAre("store.sqlite"));
}

TEST_F(WholeTest, AFailingStreamLeavesNothingEvenWhenCommitFollows) {
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  EXPECT_THAT(failure([&] {
                commit.upsert("place", kPlaces, failing_after(place_types(), {{"b", "Breda"}}));
              }),
              FailsWith(STELSEL_CANCELLED, "the source stopped"));
  commit.upsert("place", kPlaces, rows_of(place_types(), {{"c", "Culemborg"}}));
  EXPECT_THAT(failure([&] { commit.commit(); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "nothing is committed"));
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
}

TEST_F(WholeTest, AWrongBaseIsRefused) {
  TestStore store(path(), STELSEL_WRITE);
  for (const char* base : {"", "0", "2", "01", "latest"}) {
    EXPECT_THAT(failure([&] { store.begin(base); }),
                FailsWith(STELSEL_ABORTED, "the newest revision of"));
  }
  EXPECT_THAT(failure([&] { store.begin("1", "", "yesterday"); }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "the time of a commit"));
  store.begin("1").commit();
}

TEST_F(WholeTest, NothingOfACommitShowsBeforeItsEnd) {
  TestStore other(path(), STELSEL_WRITE);
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, breda());
  EXPECT_THAT(lines_of(other.read("place")), ElementsAre("a|Assen"));
  EXPECT_THAT(failure([&] { store.read("place"); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "must be ended first"));
  EXPECT_THAT(failure([&] { store.begin("1"); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "must be ended first"));
  commit.commit();
  EXPECT_THAT(lines_of(other.read("place")), ElementsAre("a|Assen", "b|Breda"));
}

TEST_F(WholeTest, StreamsMustBeReleasedBeforeACommitAndBeforeTheEnd) {
  TestStore store(path(), STELSEL_WRITE);
  stelsel::Stream stream = store.read("place");
  EXPECT_THAT(failure([&] { store.begin("1"); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "must be released first"));
  EXPECT_THAT(failure([&] { store.close(); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "was closed before its streams"));
  EXPECT_THAT(lines_of(std::move(stream)), ElementsAre("a|Assen"));
}

TEST_F(WholeTest, AReaderThatHasItsRowsKeepsNoWriterWaiting) {
  commit_places(path(), {{"b", "Breda"}, {"c", "Culemborg"}});
  TestStore writer(path(), STELSEL_WRITE);
  TestStore reader(path(), STELSEL_READ);
  {
    TestCommit commit = writer.begin();
    commit.upsert("place", kPlaces, breda());
    commit.commit();
  }
  stelsel::Stream stream = reader.read("place");
  stelsel::Rows rows(std::move(stream));
  TestCommit commit = writer.begin();
  commit.upsert("place", kPlaces, rows_of(place_types(), {{"d", "Delft"}}));
  commit.commit();  // a stream of few rows is read to its end at once
  EXPECT_TRUE(rows.next());
  EXPECT_EQ(reader.latest(), "2");
}

TEST_F(WholeTest, AFileThatSomebodyElseWritesIsSaidToBeInUse) {
  TestStore first(path(), STELSEL_WRITE);
  TestStore second(path(), STELSEL_WRITE);
  TestCommit commit = first.begin();
  EXPECT_THAT(failure([&] { second.begin("1"); }),
              FailsWith(STELSEL_UNAVAILABLE, "store.sqlite` is in use by somebody else"));
}

// True when another process finds the byte locked by which a writer reserves a database:
// https://www.sqlite.org/fileformat.html#the_lock_byte_page
bool is_reserved(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = 0x40000001;
    lock.l_len = 1;
    const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    const bool asked = fd >= 0 && ::fcntl(fd, F_GETLK, &lock) == 0;
    ::_exit(asked && lock.l_type != F_UNLCK ? 1 : 0);
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

// POSIX drops a process's locks on a file when it closes any descriptor of it.
TEST_F(WholeTest, OpeningAStoreAgainDoesNotTakeTheLockFromACommit) {
  EXPECT_FALSE(is_reserved(path()));
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  EXPECT_TRUE(is_reserved(path()));
  { TestStore again(path(), STELSEL_READ); }
  EXPECT_TRUE(is_reserved(path()));
}

// Runs `f` in a process that kills itself at its end, and waits for that.
template <typename F>
void killed_after(F f) {
  const pid_t child = ::fork();
  if (child == 0) {
    f();
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

TEST_F(WholeTest, ACommitThatIsKilledIsUndone) {
  killed_after([&] {
    auto* store = new TestStore(path(), STELSEL_WRITE);
    auto* commit = new TestCommit(store->begin());
    commit->upsert("place", kPlaces, breda());
  });
  EXPECT_THAT(places(), ElementsAre("a|Assen"));
}

// Leaves a commit that had begun to write to the file: a small cache does not hold its rows.
void leave_half_a_commit(const std::string& path) {
  killed_after([&] {
    sqlite3* file = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &file), SQLITE_OK);
    ASSERT_EQ(
        sqlite3_exec(
            file,
            "PRAGMA cache_size = 5; BEGIN IMMEDIATE; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
            "SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO place (place, name, rev_from) "
            "SELECT 'p' || i, 'a name', 2 FROM n",
            nullptr, nullptr, nullptr),
        SQLITE_OK);
  });
}

TEST_F(WholeTest, ACommitThatIsKilledAfterItWroteToTheFileIsUndoneByWhoeverReads) {
  const std::string before = bytes_of(path());
  leave_half_a_commit(path());
  ASSERT_TRUE(bytes_of(path()) != before);
  ASSERT_THAT(names(), ElementsAre("store.sqlite", "store.sqlite-journal"));
  EXPECT_THAT(places(), ElementsAre("a|Assen"));
  EXPECT_TRUE(bytes_of(path()) == before);
  EXPECT_THAT(names(), ElementsAre("store.sqlite"));
}

// The superuser may write everything, so the tests of permissions become somebody else.
class AsNobody {
 public:
  AsNobody() : changed_(::geteuid() == 0 && ::seteuid(65534) == 0) {}
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  ~AsNobody() {
    if (changed_) {
      EXPECT_EQ(::seteuid(0), 0);
    }
  }

 private:
  bool changed_;
};

TEST_F(WholeTest, AWriteProtectedFileCanBeReadOnly) {
  ASSERT_EQ(::chmod(path().c_str(), 0444), 0);
  ASSERT_EQ(::chmod(folder().c_str(), 0555), 0);
  const AsNobody nobody;
  EXPECT_THAT(failure([&] { TestStore store(path(), STELSEL_WRITE); }),
              FailsWith(STELSEL_PERMISSION_DENIED, "is write-protected"));
  EXPECT_THAT(places(), ElementsAre("a|Assen"));
  EXPECT_THAT(failure([&] { TestStore store(path("new.db")); }),
              FailsWith(STELSEL_PERMISSION_DENIED, "cannot be made: Permission denied"));
}

TEST_F(WholeTest, AFolderThatIsWriteProtectedIsNamed) {
  ASSERT_EQ(::chmod(path().c_str(), 0666), 0);
  ASSERT_EQ(::chmod(folder().c_str(), 0555), 0);
  const AsNobody nobody;
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  EXPECT_THAT(failure([&] { commit.upsert("place", kPlaces, breda()); }),
              FailsWith(STELSEL_PERMISSION_DENIED, "make a file in its folder"));
}

TEST_F(WholeTest, ACommitThatWasCutOffAndMayNotBeUndoneIsSaid) {
  leave_half_a_commit(path());
  ASSERT_EQ(::chmod(path().c_str(), 0444), 0);
  ASSERT_EQ(::chmod((path() + "-journal").c_str(), 0444), 0);
  ASSERT_EQ(::chmod(folder().c_str(), 0555), 0);
  const AsNobody nobody;
  EXPECT_THAT(failure([&] { places(); }),
              FailsWith(STELSEL_PERMISSION_DENIED, "holds a commit that was cut off"));
}

TEST_F(WholeTest, AFileThatMayNotBeReadIsSaidToBe) {
  ASSERT_EQ(::chmod(path().c_str(), 0), 0);
  ASSERT_EQ(::chmod(folder().c_str(), 0755), 0);
  const AsNobody nobody;
  EXPECT_THAT(failure([&] { TestStore store(path(), STELSEL_READ); }),
              FailsWith(STELSEL_PERMISSION_DENIED, "cannot be read: Permission denied"));
}

// A disk that is full, by way of a limit on the size of files.
class NoRoom {
 public:
  explicit NoRoom(rlim_t bytes) {
    signal_ = ::signal(SIGXFSZ, SIG_IGN);
    EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
    const rlimit less{bytes, before_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &less), 0);
  }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;
  ~NoRoom() {
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &before_), 0);
    ::signal(SIGXFSZ, signal_);
  }

 private:
  rlimit before_{};
  void (*signal_)(int) = nullptr;
};

TEST_F(WholeTest, WithoutRoomOnTheDiskNothingIsCommitted) {
  const std::string before = bytes_of(path());
  {
    TestStore store(path(), STELSEL_WRITE);
    TestCommit commit = store.begin();
    {
      const NoRoom limit(256 * 1024);
      EXPECT_THAT(failure([&] {
                    commit.upsert("place", kPlaces, many_rows());
                    commit.commit();
                  }),
                  FailsWith(STELSEL_RESOURCE_EXHAUSTED, "there is no room for"));
    }
    EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  }
  EXPECT_TRUE(bytes_of(path()) == before);
}

TEST_F(WholeTest, WithoutRoomForANewStoreNothingIsMade) {
  const NoRoom limit(4096);
  EXPECT_THAT(failure([&] { TestStore store(path("new.db")); }),
              FailsWith(STELSEL_RESOURCE_EXHAUSTED, "cannot be made"));
  EXPECT_THAT(names(), ElementsAre("store.sqlite"));
}

TEST_F(WholeTest, AfterEachCommitTheFileAloneIsWhole) {
  run_sql(path(), "PRAGMA journal_mode = WAL");  // as some tools leave it
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, breda());
  commit.commit();
  std::filesystem::copy_file(path(), path("copy.sqlite"));
  TestStore copy(path("copy.sqlite"), STELSEL_READ);
  EXPECT_THAT(lines_of(copy.read("place")), ElementsAre("a|Assen", "b|Breda"));
  EXPECT_THAT(names(), ElementsAre("copy.sqlite", "store.sqlite"));
}

}  // namespace
}  // namespace storage_sqlite
