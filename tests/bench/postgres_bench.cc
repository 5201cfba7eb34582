// What a store in PostgreSQL costs beside psql's \copy of the same rows into the same table, with
// the same indexes; and what it costs when the regions stand on two other servers. Prints medians.
// Run it by
//
//     tests/with_postgres.sh build/release/bin/postgres_bench [ROWS [RUNS [shards]]]
#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "stelsel/plugin.hpp"

namespace {

using stelsel::Kind;
using stelsel::detail::check;

constexpr char kPlugin[] =
    STELSEL_BUILD_DIR "/lib/stelsel/plugins/storage_postgres/storage_postgres.so";

// As agreement_status has them; `region` in the key makes a partition for each of its values.
std::string schema_of(bool partitioned) {
  return R"({"name": "load", "fields": [
    {"name": ")" +
         std::string(partitioned ? "region" : "area") + R"(", "type": "string"},
    {"name": "topic", "type": "string"}, {"name": "seen", "type": "string", "stelsel:edtf": true},
    {"name": "sequence", "type": "integer"}, {"name": "status", "type": "string"},
    {"name": "cost", "type": "number", "stelsel:unit": "EUR"}, {"name": "day", "type": "date"},
    {"name": "note", "type": "string"}, {"name": "made_up", "type": "boolean"}],
    "primaryKey": [")" +
         (partitioned ? "region" : "area") + R"(", "topic", "seen", "sequence"]})";
}

void put_row(stelsel::Builder& out, int row, const char* status) {
  char text[64];
  std::snprintf(text, sizeof text, "region_%02d", row / 25'000);
  out.text(0, text);
  std::snprintf(text, sizeof text, "B%03d", row / 250 % 100);
  out.text(1, text);
  std::snprintf(text, sizeof text, "20%02d-%02d", row % 250 / 12 + 10, row % 250 % 12 + 1);
  out.text(2, text);
  out.integer(3, row);
  out.text(4, status);
  out.integer(5, row * 37);
  out.integer(6, 18'000 + row % 1000);
  row % 3 == 0 ? out.null(7)
               : out.text(7, "Een toelichting van enige lengte, zoals die er vaak bij staat.");
  out.integer(8, row % 2);
  out.end_row();
}

// `count` rows, each `step`th of all.
stelsel::Stream rows(bool partitioned, int count, int step, const char* status) {
  int next = 0;
  return stelsel::stream_of({{partitioned ? "region" : "area", Kind::text, 0},
                             {"topic", Kind::text, 0},
                             {"seen", Kind::text, 0},
                             {"sequence", Kind::integer, 0},
                             {"status", Kind::text, 0},
                             {"cost", Kind::decimal, 2},
                             {"day", Kind::date, 0},
                             {"note", Kind::text, 0},
                             {"made_up", Kind::boolean, 0}},
                            [=](stelsel::Builder& out) mutable {
                              for (; next < count && !out.full(); ++next)
                                put_row(out, next * step, status);
                              return next < count;
                            });
}

double seconds(const std::function<void()>& f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

const stelsel_host kHost = {
    sizeof(stelsel_host), STELSEL_VERSION,
    [](const stelsel_host*, const char*) -> const void* { return nullptr; }};

class Bench {
 public:
  Bench(const std::string& cluster, const std::string& name, bool partitioned)
      : cluster_(cluster), name_(name), schema_(schema_of(partitioned)), partitioned_(partitioned) {
    psql("DROP SCHEMA IF EXISTS " + name + " CASCADE");
    psql("DROP SCHEMA IF EXISTS " + name + "_latest CASCADE");
    void* library = ::dlopen(kPlugin, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw std::runtime_error(::dlerror());
    const auto entry =
        reinterpret_cast<stelsel_plugin_entry_function>(::dlsym(library, STELSEL_PLUGIN_ENTRY));
    check([&](stelsel_error* error) {
      plugin_ = entry(&kHost, error);
      return plugin_ != nullptr ? STELSEL_OK : error->code;
    });
    api_ = static_cast<const stelsel_store_v1*>(plugin_->capability(plugin_->self, STELSEL_STORE));
    const std::string path = cluster + " schema=" + name;
    check([&](stelsel_error* error) {
      return api_->open(api_->self, path.c_str(), STELSEL_CREATE, &store_, error);
    });
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  ~Bench() {
    api_->close(store_, nullptr);
    plugin_->stop(plugin_->self);
  }

  // Has regions that come from now on kept by two other servers, of which the conninfo is given.
  void share(const std::vector<std::string>& servers) {
    for (const std::string& server : servers) {
      const std::string letter = server == servers[0] ? "a" : "b";
      psql_at(server, "DROP SCHEMA IF EXISTS " + name_ + " CASCADE");
      psql_at(server, "DROP ROLE IF EXISTS bench_shard");
      psql_at(server, "CREATE ROLE bench_shard SUPERUSER LOGIN PASSWORD 'Geheim-7'");
      psql("CREATE EXTENSION IF NOT EXISTS postgres_fdw; CREATE EXTENSION IF NOT EXISTS dblink");
      const std::size_t port = server.find("port=") + 5;
      psql("DROP SERVER IF EXISTS " + letter + " CASCADE; CREATE SERVER " + letter +
           " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', dbname 'postgres', port "
           "'" +
           server.substr(port, server.find(' ', port) - port) + "')");
      psql("CREATE USER MAPPING FOR PUBLIC SERVER " + letter +
           " OPTIONS (user 'bench_shard', password 'Geheim-7'); GRANT USAGE ON FOREIGN SERVER " +
           letter + " TO " + name_ + "_owner; INSERT INTO " + name_ +
           ".stelsel_region_server VALUES ('*', '" + letter + "')");
    }
  }

  double commit(int count, int step, const char* status) {
    return seconds([&] {
      const char* base = nullptr;
      check([&](stelsel_error* error) { return api_->latest(store_, &base, error); });
      const stelsel_commit words{sizeof words, base, "bench", "2026-01-01T00:00:00Z", ""};
      stelsel_transaction* transaction = nullptr;
      check([&](stelsel_error* error) { return api_->begin(store_, &words, &transaction, error); });
      stelsel::Stream given = rows(partitioned_, count, step, status);
      check([&](stelsel_error* error) {
        return api_->upsert(transaction, "load", schema_.c_str(), given.raw(), error);
      });
      check([&](stelsel_error* error) { return api_->finish(transaction, "", error); });
    });
  }
  double read() {
    return seconds([&] {
      stelsel::Stream out;
      check([&](stelsel_error* error) {
        return api_->read(store_, "load", "latest", out.raw(), error);
      });
      for (stelsel::Rows all(std::move(out)); all.next();) continue;
    });
  }
  double changes() {
    return seconds([&] {
      stelsel::Stream upserts, erasures;
      check([&](stelsel_error* error) {
        return api_->changes(store_, "load", 1, 2, upserts.raw(), erasures.raw(), error);
      });
      for (stelsel::Rows all(std::move(upserts)); all.next();) continue;
      for (stelsel::Rows all(std::move(erasures)); all.next();) continue;
    });
  }
  double psql(const std::string& command) const { return psql_at(cluster_, command); }
  static double psql_at(std::string conninfo, std::string command) {
    for (std::string* text : {&conninfo, &command}) {
      for (std::size_t at = text->find('\''); at != std::string::npos;
           at = text->find('\'', at + 4)) {
        text->replace(at, 1, "'\\''");
      }
    }
    return seconds([&] {
      const std::string shell = "psql -q -v ON_ERROR_STOP=1 '" + conninfo + "' -c '" + command +
                                "' >/dev/null 2>/dev/null";
      if (std::system(shell.c_str()) != 0) throw std::runtime_error(command);
    });
  }
  std::string table() const { return name_ + ".load"; }

 private:
  const std::string cluster_, name_, schema_;
  const bool partitioned_;
  const stelsel_plugin* plugin_ = nullptr;
  const stelsel_store_v1* api_ = nullptr;
  stelsel_store* store_ = nullptr;
};

void run(const std::string& cluster, const std::string& folder, bool partitioned, int count,
         int runs) {
  std::vector<double> first, binary, csv, small, read, changes, out;
  const std::string file = folder + "/rows";
  for (int i = 0; i < runs; ++i) {
    Bench bench(cluster, "bench_store", partitioned);
    first.push_back(bench.commit(count, 1, "ja"));
    for (const char* format : {"binary", "csv"}) {
      bench.psql("\\copy (SELECT * FROM " + bench.table() + " ORDER BY 1, 2, 3, 6) TO '" + file +
                 format + "' (FORMAT " + format + ")");
    }
    small.push_back(bench.commit(100, count / 100, "nee"));
    changes.push_back(bench.changes());
    read.push_back(bench.read());
    out.push_back(
        bench.psql("\\copy (SELECT * FROM " + bench.table() +
                   " WHERE rev_to IS NULL ORDER BY 1, 2, 3, 6) TO '/dev/null' (FORMAT binary)"));
    for (auto [format, times] : {std::pair("binary", &binary), std::pair("csv", &csv)}) {
      Bench other(cluster, "bench_copy", partitioned);
      // Makes the table and its partitions, with the indexes that it has by then.
      other.commit(count / 25'000 + 1, 25'000 - 1, "ja");
      other.psql("TRUNCATE " + other.table());
      times->push_back(other.psql("\\copy " + other.table() + " FROM '" + file + format +
                                  "' (FORMAT " + format + ")"));
    }
  }
  std::printf("%d rows, %s; medians of %d, in seconds\n", count,
              partitioned ? "a partition a region" : "one table", runs);
  std::printf("  first commit %.2f; \\copy binary %.2f (%.2f times), csv %.2f (%.2f times)\n",
              median(first), median(binary), median(first) / median(binary), median(csv),
              median(first) / median(csv));
  std::printf("  commit of 100 changed rows %.4f (the first takes %.0f times that)\n",
              median(small), median(first) / median(small));
  std::printf("  changes of that commit %.4f; reading all %.2f; \\copy of all to nowhere %.2f\n",
              median(changes), median(read), median(out));
}

// The same on one server, and with the regions on two others. All of them are on this machine.
void run_shards(const std::string& cluster, const std::vector<std::string>& servers, int count,
                int runs) {
  std::printf("%d rows, a partition a region; medians of %d, in seconds\n", count, runs);
  for (const bool shared : {false, true}) {
    std::vector<double> first, read, small, changes;
    for (int i = 0; i < runs; ++i) {
      Bench bench(cluster, "bench_store", true);
      if (shared) bench.share(servers);
      first.push_back(bench.commit(count, 1, "ja"));
      read.push_back(bench.read());
      small.push_back(bench.commit(1'000, count / 1'000, "nee"));
      changes.push_back(bench.changes());
    }
    std::printf(
        "  %s: first commit %.2f, reading all %.2f, commit of 1000 changed rows %.3f, "
        "changes of that commit %.3f\n",
        shared ? "coordinator and two servers" : "one server", median(first), median(read),
        median(small), median(changes));
  }
}

std::vector<std::string> lines_of(const char* text) {
  std::vector<std::string> lines;
  std::istringstream in(text != nullptr ? text : "");
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  const char* cluster = std::getenv("STELSEL_TEST_POSTGRES");
  if (cluster == nullptr) {
    std::fprintf(stderr, "run it by tests/with_postgres.sh\n");
    return 2;
  }
  const int count = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
  const int runs = argc > 2 ? std::atoi(argv[2]) : 3;
  std::string folder = (std::filesystem::temp_directory_path() / "stelsel-bench-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  int status = 0;
  try {
    const auto servers = lines_of(std::getenv("STELSEL_TEST_POSTGRES_SHARDS"));
    if (argc > 3 && servers.size() == 2) {
      run_shards(cluster, servers, count, runs);
      std::filesystem::remove_all(folder);
      return 0;
    }
    for (const bool partitioned : {false, true}) run(cluster, folder, partitioned, count, runs);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    status = 2;
  }
  std::filesystem::remove_all(folder);
  return status;
}
