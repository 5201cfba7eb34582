// What the tests of stores share: a plugin as a host sees it, through its entry and
// stelsel.store/1. The plugin's sources are linked into the test.
#ifndef STELSEL_PLUGINS_STORAGE_STORE_TEST_UTIL_H_
#define STELSEL_PLUGINS_STORAGE_STORE_TEST_UTIL_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "stelsel/plugin.hpp"

namespace storage {

using Lines = std::vector<std::string>;

// A cell: a text, a number (see stelsel::Kind), or nothing.
struct Cell {
  Cell(std::nullptr_t) : null(true) {}
  Cell(const char* value) : text(value), is_text(true) {}
  Cell(std::string value) : text(std::move(value)), is_text(true) {}
  Cell(std::int64_t value) : number(value) {}
  Cell(int value) : number(value) {}
  std::string text;
  std::int64_t number = 0;
  bool is_text = false;
  bool null = false;
};
using Cells = std::vector<std::vector<Cell>>;

stelsel::Stream rows_of(std::vector<stelsel::ColumnType> types, const Cells& rows);
// A stream that gives those rows and then fails.
stelsel::Stream failing_after(std::vector<stelsel::ColumnType> types, const Cells& rows);
// One line a row, cells joined by `|`, `-` for nothing. Throws what the stream fails with.
Lines lines_of(stelsel::Stream stream);

// A commit through the border; rolled back when it goes without commit() or finish().
class TestCommit {
 public:
  TestCommit(const stelsel_store_v1* api, stelsel_transaction* raw) : api_(api), raw_(raw) {}
  TestCommit(TestCommit&& other) noexcept : api_(other.api_), raw_(std::exchange(other.raw_, {})) {}
  TestCommit& operator=(TestCommit&&) = delete;
  ~TestCommit() { roll_back(); }
  void upsert(const std::string& table, const std::string& schema, stelsel::Stream rows);
  void erase(const std::string& table, const std::string& schema, stelsel::Stream keys);
  void commit();
  void finish(const std::string& digest);
  void roll_back();

 private:
  const stelsel_store_v1* api_;
  stelsel_transaction* raw_;
};

// Rows to add and keys to remove, as lines_of.
struct ChangedLines {
  Lines upserts, erasures;
};

// A store through the border, of a plugin instance of its own. Throws stelsel::Error.
class TestStore {
 public:
  explicit TestStore(const std::string& path, int mode = STELSEL_CREATE);
  TestStore(const TestStore&) = delete;
  TestStore& operator=(const TestStore&) = delete;
  ~TestStore();
  std::string latest();
  Lines tables();
  std::string schema(const std::string& table);
  stelsel::Stream read(const std::string& table, const std::string& revision = "latest");
  TestCommit begin(const std::string& base, const std::string& message = "",
                   const std::string& time = "2026-03-01T10:00:00Z",
                   const std::string& author = "");
  TestCommit begin() { return begin(latest()); }
  // "number|upserted|erased|time|author|message|digest"
  std::string revision(std::int64_t number);
  ChangedLines changes(const std::string& table, std::int64_t from, std::int64_t to);
  void verify();
  void backup(const std::string& path);
  void close();

 private:
  const stelsel_plugin* plugin_;
  const stelsel_store_v1* api_;
  stelsel_store* raw_ = nullptr;
};

// What `f` threw, as "CODE: text"; "OK" when nothing.
template <typename F>
std::string failure(F f) {
  try {
    f();
    return "OK";
  } catch (const stelsel::Error& e) {
    return std::to_string(e.code()) + ": " + e.what();
  }
}

MATCHER_P2(FailsWith, code, text, "") {
  const std::string head = std::to_string(static_cast<int>(code)) + ": ";
  return arg.substr(0, head.size()) == head && arg.find(text) != std::string::npos;
}

std::string bytes_of(const std::string& path);

// Where a test has stores: there is none yet, and those that came are taken away with it. The
// test_util.cc of each plugin has one of its own.
class TestPlace {
 public:
  virtual ~TestPlace() = default;
  // What a store is opened by.
  virtual std::string store_path() const = 0;
};
std::unique_ptr<TestPlace> make_place();

// A small table: `place` (key) and `name`; and a commit of such rows on the newest revision.
extern const char* const kPlaces;
std::vector<stelsel::ColumnType> place_types();
void commit_places(TestStore& store, const Cells& rows);
void commit_places(const std::string& path, const Cells& rows);
void erase_places(TestStore& store, const Cells& keys);
// That many rows, in the order of the key and without a name.
stelsel::Stream many_places(int count);

// A table with a field of each type; and a commit of its rows.
extern const char* const kEverything;
std::vector<stelsel::ColumnType> everything_types();
void commit_everything(const std::string& path, const Cells& rows);

}  // namespace storage

#endif  // STELSEL_PLUGINS_STORAGE_STORE_TEST_UTIL_H_
