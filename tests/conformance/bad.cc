// One plugin of every kind, which is good as `good`, and under each other name bad in one way: that
// of the test which has to find it. The name is that of its file, so that it is known without a
// host.
#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <clocale>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "stelsel/plugin.hpp"
#include "tests/conformance/box_store.h"

namespace bad {

using stelsel::Error;
using stelsel::Kind;
using stelsel::Stream;
using stelsel::Table;

// What it is bad in: `threads` of .../bad_threads.so.
const std::string& way() {
  static const std::string* const found = [] {
    Dl_info info{};
    dladdr(reinterpret_cast<const void*>(&way), &info);
    char path[4096];
    const ssize_t length = readlink(info.dli_fname, path, sizeof path);
    std::string name(path, length > 0 ? static_cast<std::size_t>(length) : 0);
    if (name.empty()) name = info.dli_fname;
    name = name.substr(name.rfind('/') + 1);
    name = name.substr(0, name.rfind('.'));
    return new std::string(name.rfind("bad_", 0) == 0 ? name.substr(4) : name);
  }();
  return *found;
}
bool bad_in(const char* what) { return way() == what; }

[[noreturn]] void crash() {
  std::fflush(nullptr);
  std::abort();
}

// What several tests ask of each kind.
void misbehave(const std::string& kind, const stelsel::Run& run) {
  if (bad_in((kind + "_parameters").c_str()) && run.parameters.find('}') == std::string::npos)
    crash();
  if (bad_in((kind + "_cancel").c_str()) && run.snapshot.row_count("municipality") > 1000)
    std::this_thread::sleep_for(std::chrono::seconds(3));
}

// The stream, or none and no error when that is what it is bad in.
Stream given(const std::string& kind, const stelsel::Run& run, const char* table) {
  try {
    return run.snapshot.stream(table, {"municipality", "name"});
  } catch (const Error&) {
    if (bad_in((kind + "_failing_host").c_str())) crash();
    throw;
  }
}

Stream named_een(const std::string& kind, const stelsel::Run& run) {
  Table found({{"municipality"}, {"name"}});
  stelsel::Rows rows(given(kind, run, "municipality"));
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      run.advance("municipality", 0, 0);
      if (rows.text(i, 1) == "Één") found.row(rows.text(i, 0), rows.text(i, 1));
    }
  }
  if (bad_in("checks_rules")) found.row("GM0000", "nowhere");
  return std::move(found).stream();
}

class BoxStore : public stelsel::Store {
 public:
  BoxStore(std::string path, int mode) : path_(std::move(path)), mode_(mode) {
    const bool is_there = access(path_.c_str(), F_OK) == 0;
    if (!is_there && mode != STELSEL_CREATE && !bad_in("store_not_there"))
      throw Error(STELSEL_NOT_FOUND, path_ + " is not there");
    if (is_there && bad_in("store_foreign")) {
      std::ofstream(path_) << "mine";
    } else if (is_there) {
      look();
    } else {
      save(path_, contents_);
    }
  }
  std::string latest() override {
    if (bad_in("store_empty")) return "1";
    if (!bad_in("store_two_writers")) look();
    return contents_.past.empty() ? "" : std::to_string(contents_.past.size());
  }
  std::vector<std::string> tables() override {
    std::vector<std::string> names;
    for (const auto& [name, box] : contents_.boxes) names.push_back(name);
    return names;
  }
  std::string schema(const std::string& table) override {
    return box(contents_.boxes, table).schema;
  }
  Stream read(const std::string& table, const std::string& revision) override {
    latest();
    const Box& newest = box(contents_.boxes, table);
    if (revision == "latest" || bad_in("store_revisions"))
      return stream_of(newest.columns, rows_of(newest, table));
    return stream_of(newest.columns, rows_of(box_at(number_of(revision), table), table));
  }
  stelsel::Revision revision(std::int64_t number) override {
    latest();
    need(number);
    return contents_.past[static_cast<std::size_t>(number) - 1].first;
  }
  stelsel::Changes changes(const std::string& table, std::int64_t from, std::int64_t to) override {
    const Box none, &before = from == 0 ? none : box_at(from, table), &after = box_at(to, table);
    std::vector<Row> upserts, erasures;
    for (const auto& [key, row] : after.rows) {
      const auto it = before.rows.find(key);
      if (it == before.rows.end() || it->second != row) upserts.push_back(row);
    }
    for (const auto& [key, row] : before.rows) {
      if (after.rows.count(key) > 0 || bad_in("store_between")) continue;
      erasures.emplace_back(key.begin(), key.end());
    }
    const Box& newest = box(contents_.boxes, table);
    std::vector<stelsel::ColumnType> key;
    for (const std::string& part : newest.key) {
      for (const stelsel::ColumnType& column : newest.columns)
        if (column.name == part) key.push_back(column);
    }
    return {stream_of(newest.columns, upserts), stream_of(key, erasures)};
  }
  void verify(stelsel_progress*) override { look(); }
  std::unique_ptr<stelsel::Transaction> begin(const stelsel::Commit& commit) override;
  void close() override {}

  const Contents& contents() { return contents_; }
  void keep(const Contents& contents) {
    if (bad_in("store_killed")) {
      write_slowly(contents);
    } else if (bad_in("store_no_room")) {
      std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes_of(contents);
    } else {
      save(path_, contents);
    }
    contents_ = contents;
  }

 private:
  void look() {
    try {
      contents_ = load(path_);
    } catch (const Error& e) {
      if (e.code() == STELSEL_DATA_LOSS && bad_in("store_damaged")) crash();
      throw;
    }
  }
  // In place, and not at once.
  void write_slowly(const Contents& contents) const {
    const std::string bytes = bytes_of(contents);
    std::ofstream out(path_, std::ios::binary | std::ios::trunc);
    for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 20 + 1) {
      out << bytes.substr(at, bytes.size() / 20 + 1) << std::flush;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }
  static Stream stream_of(const std::vector<stelsel::ColumnType>& columns,
                          const std::vector<Row>& rows) {
    return stelsel::stream_of(columns, [columns, rows](stelsel::Builder& out) {
      for (const Row& row : rows) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
          if (!row[i]) {
            out.null(i);
          } else if (columns[i].kind == Kind::text) {
            out.text(i, *row[i]);
          } else {
            out.integer(i, std::stoll(*row[i]));
          }
        }
        out.end_row();
      }
      return false;
    });
  }
  static std::vector<Row> rows_of(const Box& from, const std::string& table) {
    std::vector<Row> rows;
    for (const auto& [key, row] : from.rows) rows.push_back(row);
    if (bad_in("store_comes_back")) std::reverse(rows.begin(), rows.end());
    if (bad_in("store_whole") && rows.size() > 1 && table == "region_municipality") rows.pop_back();
    return rows;
  }
  static std::int64_t number_of(const std::string& revision) {
    const bool digits = !revision.empty() && revision.size() < 9 &&
                        revision.find_first_not_of("0123456789") == std::string::npos;
    return digits ? std::stoll(revision) : 0;
  }
  void need(std::int64_t number) const {
    if (number < 1 || number > static_cast<std::int64_t>(contents_.past.size()))
      throw Error(STELSEL_NOT_FOUND, "the box has no such revision");
  }
  static const Box& box(const Boxes& boxes, const std::string& table) {
    const auto it = boxes.find(table);
    if (it == boxes.end()) throw Error(STELSEL_NOT_FOUND, "the box has no " + table);
    return it->second;
  }
  // A table that was made later has no rows. Rows of before it grew are as they are now.
  const Box& box_at(std::int64_t number, const std::string& table) {
    need(number);
    static const Box none;
    Boxes& boxes = contents_.past[static_cast<std::size_t>(number) - 1].second;
    const Box& newest = box(contents_.boxes, table);
    const auto it = boxes.find(table);
    if (it == boxes.end()) return none;
    if (it->second.columns.size() != newest.columns.size())
      grow(it->second, newest.schema, newest.columns, false);
    return it->second;
  }
  std::string path_;
  int mode_;
  Contents contents_;
};

class BoxTransaction : public stelsel::Transaction {
 public:
  BoxTransaction(BoxStore& store, const stelsel::Commit& commit)
      : store_(store), next_(store.contents()) {
    made_.time = commit.time;
    made_.author = commit.author;
    made_.message = commit.message;
  }
  ~BoxTransaction() override {
    if (bad_in("store_rollback") && !done_) commit();
  }
  void upsert(const std::string& table, const std::string& schema, Stream rows) override {
    Box& box = next_.boxes[table];
    stelsel::Rows head(std::move(rows));
    if (!box.schema.empty() && box.schema != schema)
      grow(box, schema, head.columns(), !bad_in("store_grows"));
    box.schema = schema;
    box.key = key_of(schema);
    box.columns = head.columns();
    collect(box, head, [&](const auto& key, Row row) {
      ++made_.upserted;
      if (!bad_in("store_changes") || box.rows.count(key) == 0) box.rows[key] = std::move(row);
    });
  }
  void erase(const std::string& table, const std::string& schema, Stream keys) override {
    Box& box = next_.boxes[table];
    box.schema = schema;
    box.key = key_of(schema);
    stelsel::Rows head(std::move(keys));
    collect(box, head, [&](const auto& key, const Row&) {
      if (!bad_in("store_changes")) made_.erased += static_cast<int>(box.rows.erase(key));
    });
  }
  void commit() override { finish(""); }
  void finish(const std::string& digest) override {
    done_ = true;
    made_.digest = digest;
    made_.number = static_cast<std::int64_t>(next_.past.size()) + 1;
    next_.past.emplace_back(made_, next_.boxes);
    store_.keep(next_);
  }

 private:
  template <typename F>
  static void collect(const Box& box, stelsel::Rows& rows, F f) {
    while (rows.next()) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto [key, row] = row_at(box, rows, i);
        f(key, row);
      }
    }
  }
  BoxStore& store_;
  Contents next_;
  stelsel::Revision made_;
  bool done_ = false;
};

std::unique_ptr<stelsel::Transaction> BoxStore::begin(const stelsel::Commit& commit) {
  if (mode_ == STELSEL_READ && !bad_in("store_read_only"))
    throw Error(STELSEL_FAILED_PRECONDITION, "the box was opened to be read");
  if (commit.base != latest() && !bad_in("store_changes"))
    throw Error(STELSEL_ABORTED, "somebody else has written into the box");
  return std::make_unique<BoxTransaction>(*this, commit);
}

class Bad : public stelsel::Plugin {
 public:
  using Plugin::Plugin;

  Stream check(const std::string& id, const stelsel::Run& run) override {
    if (id != "een" && bad_in("checks_unknown")) crash();
    if (id != "een") return Plugin::check(id, run);
    misbehave("checks", run);
    return named_een("checks", run);
  }
  Stream calculate(const std::string& id, const stelsel::Run& run) override {
    if (id != "rows" && bad_in("calculation_unknown")) crash();
    if (id != "rows") return Plugin::calculate(id, run);
    misbehave("calculation", run);
    if (bad_in("calculation_failing_host")) return named_een("calculation", run);
    static int times = 0;
    Table out({{"table"}, {"rows", Kind::integer}, {"share", Kind::real}});
    for (const std::string& table : run.snapshot.tables()) {
      run.advance(table.c_str(), 0, 0);
      const std::int64_t more = bad_in("calculation_runs") || bad_in("threads") ? ++times : 0;
      out.row(table, run.snapshot.row_count(table) + more, 0.5);
    }
    return std::move(out).stream();
  }
  Stream query(const std::string& id, const stelsel::Run& run, const std::string& text) override {
    if (id != "table" && bad_in("query_unknown")) crash();
    if (id != "table") return Plugin::query(id, run, text);
    misbehave("query", run);
    if (text.empty() && bad_in("query_odd")) crash();
    if (bad_in("query_failing_host")) return named_een("query", run);
    if (text.empty() || text.size() > 100 || run.snapshot.row_count(text) < 0)
      throw Error(STELSEL_INVALID_ARGUMENT, "that is no table");
    return run.snapshot.stream(text);
  }
  void report(const std::string& id, const stelsel::Run& run, stelsel::Document& out) override {
    if (id != "page" && bad_in("report_unknown")) crash();
    if (id != "page") return Plugin::report(id, run, out);
    misbehave("report", run);
    static int times = 0;
    out.title(bad_in("report_runs") ? "Bladzijde " + std::to_string(++times) : "Bladzijde");
    out.table("Gemeenten", "{}", given("report", run, "municipality"));
  }
  void render(const std::string& id, const stelsel::Document& document,
              stelsel::Sink& out) override {
    if (id != "plain") return Plugin::render(id, document, out);
    static int times = 0;
    std::string text = bad_in("renderer_odd") ? std::to_string(++times) : "plain\n";
    for (std::size_t i = 0; i < document.size(); ++i) {
      text += std::string(element(document, i).text) + "\n";
    }
    try {
      out.write(text);
    } catch (const Error&) {
      if (!bad_in("renderer_full_disk")) throw;
    }
  }
  void read(const std::string& id, const std::string& path, stelsel::Reading& out) override {
    if (id != "lines") return Plugin::read(id, path, out);
    std::ifstream in(path, std::ios::binary);
    if (!in && bad_in("format_no_file")) return;
    if (!in) throw Error(STELSEL_NOT_FOUND, path + " cannot be read");
    Table rows({{"municipality"}, {"name"}, {"illustratief"}, {"stelsel:line", Kind::integer}});
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
      const std::size_t space = line.find(' ');
      if (line == "{" && bad_in("format_odd")) crash();
      if (space == std::string::npos || !is_text(line)) {
        out.finding("no_name", {"municipality", "name", "", number});
        continue;
      }
      rows.row(line.substr(0, space), line.substr(space + 1), "true", number);
    }
    out.rows("municipality", std::move(rows).stream());
  }
  void write(const std::string& id, const stelsel::Run& run, stelsel::Sink& out) override {
    if (id != "lines") return Plugin::write(id, run, out);
    static int times = 0;
    std::string text;
    stelsel::Rows rows(given("format", run, "municipality"));
    while (rows.next()) {
      for (std::size_t i = 0; i < rows.size(); ++i)
        text += std::string(rows.text(i, 0)) + " " + std::string(rows.text(i, 1)) +
                (bad_in("format_round_trip") ? std::to_string(++times) : "") + "\n";
    }
    out.write(text);
  }
  std::unique_ptr<stelsel::Store> open_store(const std::string& path, int mode) override {
    return std::make_unique<BoxStore>(path, mode);
  }

 private:
  static stelsel::Element element(const stelsel::Document& document, std::size_t i) {
    try {
      return document[i];
    } catch (const Error&) {
      if (bad_in("renderer_failing_host")) crash();
      throw;
    }
  }
  static bool is_text(const std::string& line) {
    for (const char c : line) {
      if (static_cast<unsigned char>(c) < 0x20) return false;
    }
    return true;
  }
};

// ---- What plugin.hpp would not let it do ----

const stelsel_plugin* started = nullptr;

const stelsel_plugin* broken(const stelsel_plugin* good) {
  static stelsel_plugin table;
  table = *good;
  started = good;
  if (bad_in("unknown_ids"))
    table.capability = [](void*, const char*) -> const void* { return &table; };
  if (bad_in("capabilities"))
    table.capability = [](void*, const char*) -> const void* { return nullptr; };
  if (bad_in("versions")) table.version = 0;
  return &table;
}

// Checks whose streams are no good once the plugin was stopped.
const stelsel_checks_v1* checks_of_streams() {
  static const stelsel_checks_v1 table = {
      sizeof table, nullptr,
      [](void*, const char* id, const stelsel_run*, ArrowArrayStream* out, stelsel_error* error) {
        if (std::string(id) != "een")
          return stelsel::detail::fail(error, STELSEL_NOT_FOUND, "there is no such rule");
        Table none({{"municipality"}, {"name"}});
        *out = std::exchange(*std::move(none).stream().raw(), {});
        out->release = [](ArrowArrayStream*) {};  // does not set itself to NULL
        return static_cast<std::int32_t>(STELSEL_OK);
      }};
  return &table;
}

const stelsel_plugin* of_streams(const stelsel_plugin* good) {
  static stelsel_plugin table;
  static const stelsel_plugin* real;
  real = good;
  table = *good;
  table.capability = [](void* self, const char* id) -> const void* {
    if (std::string(id) == STELSEL_CHECKS) return checks_of_streams();
    return real->capability(self, id);
  };
  return &table;
}

}  // namespace bad

// The first is for bad_library, which is linked to export it.
extern "C" STELSEL_EXPORT int bad_thing(void) { return 1; }

extern "C" STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host,
                                                                     stelsel_error* error) {
  using bad::bad_in;
  if (bad_in("load")) std::this_thread::sleep_for(std::chrono::milliseconds(300));
  if (bad_in("null_error")) error->code = STELSEL_OK;
  if (bad_in("start_twice") && bad::started != nullptr) {
    stelsel::detail::fail(error, STELSEL_FAILED_PRECONDITION, "it runs already");
    return nullptr;
  }
  if (bad_in("no_services") && host->service(host, STELSEL_HOST_CONFIG) == nullptr) bad::crash();
  if (bad_in("quiet")) std::puts("hello");
  if (bad_in("process") && chdir("/") != 0) return nullptr;
  const stelsel_plugin* const good = stelsel::PluginBorder::enter<bad::Bad>(host, error);
  if (good == nullptr) return nullptr;
  if (bad_in("checks_streams")) return bad::of_streams(good);
  bad::started = good;
  const bool is_broken = bad_in("unknown_ids") || bad_in("capabilities") || bad_in("versions");
  return is_broken ? bad::broken(good) : good;
}
