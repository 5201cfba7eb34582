#include "plugins/storage/store_test_util.h"

#include <fstream>
#include <iterator>

extern "C" const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host,
                                                      stelsel_error* error);

namespace storage {
namespace {

using stelsel::Kind;
using stelsel::detail::check;

// The plugin needs nothing of its host.
const stelsel_host kHost = {
    sizeof(stelsel_host), STELSEL_VERSION,
    [](const stelsel_host*, const char*) -> const void* { return nullptr; }};

void put(stelsel::Builder& out, std::size_t column, const Cell& cell) {
  if (cell.null) return out.null(column);
  cell.is_text ? out.text(column, cell.text) : out.integer(column, cell.number);
}

}  // namespace

stelsel::Stream rows_of(std::vector<stelsel::ColumnType> types, const Cells& rows) {
  stelsel::Builder builder(std::move(types));
  for (const std::vector<Cell>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) put(builder, i, row[i]);
    builder.end_row();
  }
  return stream_of(std::move(builder));
}

stelsel::Stream failing_after(std::vector<stelsel::ColumnType> types, const Cells& rows) {
  bool given = false;
  return stelsel::stream_of(std::move(types), [rows, given](stelsel::Builder& out) mutable {
    if (std::exchange(given, true)) throw stelsel::Error(STELSEL_CANCELLED, "the source stopped");
    for (const std::vector<Cell>& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) put(out, i, row[i]);
      out.end_row();
    }
    return true;
  });
}

Lines lines_of(stelsel::Stream stream) {
  Lines lines;
  stelsel::Rows rows(std::move(stream));
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::string line;
      for (std::size_t c = 0; c < rows.columns().size(); ++c) {
        if (c > 0) line += '|';
        if (rows.is_null(i, c)) {
          line += '-';
        } else if (rows.columns()[c].kind == Kind::text) {
          line += rows.text(i, c);
        } else {
          line += std::to_string(rows.integer(i, c));
        }
      }
      lines.push_back(line);
    }
  }
  return lines;
}

void TestCommit::upsert(const std::string& table, const std::string& schema, stelsel::Stream rows) {
  check([&](stelsel_error* error) {
    return api_->upsert(raw_, table.c_str(), schema.c_str(), rows.raw(), error);
  });
}

void TestCommit::erase(const std::string& table, const std::string& schema, stelsel::Stream keys) {
  check([&](stelsel_error* error) {
    return api_->erase(raw_, table.c_str(), schema.c_str(), keys.raw(), error);
  });
}

void TestCommit::commit() {
  check([&](stelsel_error* error) { return api_->commit(std::exchange(raw_, nullptr), error); });
}

void TestCommit::finish(const std::string& digest) {
  check([&](stelsel_error* error) {
    return api_->finish(std::exchange(raw_, nullptr), digest.c_str(), error);
  });
}

void TestCommit::roll_back() {
  if (raw_ != nullptr) api_->rollback(std::exchange(raw_, nullptr));
}

TestStore::TestStore(const std::string& path, int mode) {
  check([&](stelsel_error* error) {
    plugin_ = stelsel_plugin_entry(&kHost, error);
    return plugin_ != nullptr ? STELSEL_OK : error->code;
  });
  api_ = static_cast<const stelsel_store_v1*>(plugin_->capability(plugin_->self, STELSEL_STORE));
  try {
    check([&](stelsel_error* error) {
      return api_->open(api_->self, path.c_str(), mode, &raw_, error);
    });
  } catch (...) {
    plugin_->stop(plugin_->self);
    throw;
  }
}

TestStore::~TestStore() {
  if (raw_ != nullptr) {
    EXPECT_EQ(failure([&] { close(); }), "OK");
  }
  plugin_->stop(plugin_->self);
}

std::string TestStore::latest() {
  const char* revision = nullptr;
  check([&](stelsel_error* error) { return api_->latest(raw_, &revision, error); });
  return revision;
}

Lines TestStore::tables() {
  Lines names;
  for (std::size_t i = 0;; ++i) {
    const char* name = nullptr;
    check([&](stelsel_error* error) { return api_->table(raw_, i, &name, error); });
    if (name == nullptr) return names;
    names.emplace_back(name);
  }
}

std::string TestStore::schema(const std::string& table) {
  const char* json = nullptr;
  check([&](stelsel_error* error) { return api_->schema(raw_, table.c_str(), &json, error); });
  return json;
}

stelsel::Stream TestStore::read(const std::string& table, const std::string& revision) {
  stelsel::Stream out;
  check([&](stelsel_error* error) {
    return api_->read(raw_, table.c_str(), revision.c_str(), out.raw(), error);
  });
  return out;
}

TestCommit TestStore::begin(const std::string& base, const std::string& message,
                            const std::string& time, const std::string& author) {
  const stelsel_commit commit{sizeof(stelsel_commit), base.c_str(), message.c_str(), time.c_str(),
                              author.c_str()};
  stelsel_transaction* raw = nullptr;
  check([&](stelsel_error* error) { return api_->begin(raw_, &commit, &raw, error); });
  return TestCommit(api_, raw);
}

std::string TestStore::revision(std::int64_t number) {
  stelsel_revision found{};
  found.size = sizeof found;
  check([&](stelsel_error* error) { return api_->revision(raw_, number, &found, error); });
  const auto text = [](std::int64_t value) { return std::to_string(value) + '|'; };
  return text(found.number) + text(found.upserted) + text(found.erased) + found.time + '|' +
         found.author + '|' + found.message + '|' + found.digest;
}

ChangedLines TestStore::changes(const std::string& table, std::int64_t from, std::int64_t to) {
  stelsel::Stream upserts, erasures;
  check([&](stelsel_error* error) {
    return api_->changes(raw_, table.c_str(), from, to, upserts.raw(), erasures.raw(), error);
  });
  return {lines_of(std::move(upserts)), lines_of(std::move(erasures))};
}

void TestStore::verify() {
  check([&](stelsel_error* error) { return api_->verify(raw_, nullptr, error); });
}

void TestStore::backup(const std::string& path) {
  check([&](stelsel_error* error) { return api_->backup(raw_, path.c_str(), nullptr, error); });
}

void TestStore::close() {
  check([&](stelsel_error* error) { return api_->close(std::exchange(raw_, nullptr), error); });
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const char* const kPlaces = R"({"name": "place", "fields": [
  {"name": "place", "type": "string", "constraints": {"required": true}},
  {"name": "name", "type": "string"}], "primaryKey": ["place"]})";

std::vector<stelsel::ColumnType> place_types() {
  return {{"place", Kind::text, 0}, {"name", Kind::text, 0}};
}

void commit_places(TestStore& store, const Cells& rows) {
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, rows_of(place_types(), rows));
  commit.commit();
}

void commit_places(const std::string& path, const Cells& rows) {
  TestStore store(path);
  commit_places(store, rows);
}

void erase_places(TestStore& store, const Cells& keys) {
  TestCommit commit = store.begin();
  commit.erase("place", kPlaces, rows_of({{"place", Kind::text, 0}}, keys));
  commit.commit();
}

stelsel::Stream many_places(int count) {
  int next = 0;
  return stelsel::stream_of(place_types(), [next, count](stelsel::Builder& out) mutable {
    for (; next < count && !out.full(); ++next) {
      out.text(0, std::to_string(1'000'000 + next));
      out.null(1);
      out.end_row();
    }
    return next < count;
  });
}

const char* const kEverything = R"({"name": "everything", "stelsel:version": 3, "fields": [
  {"name": "id", "type": "integer", "constraints": {"required": true}},
  {"name": "free", "type": "string"},
  {"name": "code", "type": "string", "constraints": {"enum": ["nee", "ja"]}},
  {"name": "seen", "type": "string", "stelsel:edtf": true},
  {"name": "count", "type": "integer"},
  {"name": "share", "type": "number", "stelsel:scale": 3},
  {"name": "whole", "type": "number", "stelsel:scale": 0},
  {"name": "budget", "type": "number", "stelsel:unit": "EUR"},
  {"name": "open", "type": "boolean"},
  {"name": "day", "type": "date"},
  {"name": "moment", "type": "datetime"}], "primaryKey": "id"})";

std::vector<stelsel::ColumnType> everything_types() {
  return {{"id", Kind::integer, 0},    {"free", Kind::text, 0},      {"code", Kind::text, 0},
          {"seen", Kind::text, 0},     {"count", Kind::integer, 0},  {"share", Kind::decimal, 3},
          {"whole", Kind::decimal, 0}, {"budget", Kind::decimal, 2}, {"open", Kind::boolean, 0},
          {"day", Kind::date, 0},      {"moment", Kind::datetime, 0}};
}

void commit_everything(const std::string& path, const Cells& rows) {
  TestStore store(path);
  TestCommit commit = store.begin();
  commit.upsert("everything", kEverything, rows_of(everything_types(), rows));
  commit.commit();
}

}  // namespace storage
