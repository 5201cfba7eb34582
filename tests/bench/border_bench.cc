// What the border costs, each step beside the bare thing. Run it from the root of the project:
//
//   build/release/bin/border_bench [--benchmark_filter=...] [--benchmark_repetitions=3]
//
// Aims: a call at most 5 ns over one through a function pointer; an engine starts within 5 ms, with
// all plugins of the tree found and none loaded; loading one takes at most twice a bare dlopen;
// rows go through a stream at the speed of memory.
#include <benchmark/benchmark.h>
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "stelsel/stelsel.hpp"

namespace {

using stelsel::Engine;
using stelsel::Snapshot;

constexpr char kPlugins[] = STELSEL_BUILD_DIR "/lib/stelsel/plugins";
constexpr char kOurs[] = STELSEL_BUILD_DIR "/bench/plugins";

[[noreturn]] void Fail(const std::string& what) {
  std::fprintf(stderr, "border_bench: %s\n", what.c_str());
  std::exit(2);
}

void* Library(const std::string& path) {
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) Fail(dlerror());
  return library;
}

const Engine& TheEngine() {
  static const Engine* const engine = new Engine({.plugins = {kPlugins, kOurs}});
  return *engine;
}

// ---- A call ----

using BareFunction = std::int32_t (*)(void*, const char*, const void*, void*, void*);

BareFunction Bare() {
  static const auto give = reinterpret_cast<BareFunction (*)()>(
      dlsym(Library(STELSEL_BUILD_DIR "/lib/libborder_bench_bare.so"), "border_bench_bare"));
  return give();
}

void CallBare(benchmark::State& state) {
  BareFunction f = Bare();
  for (auto _ : state) {
    benchmark::DoNotOptimize(f);
    benchmark::DoNotOptimize(f(nullptr, "nothing", nullptr, nullptr, nullptr));
  }
}

// From the host into a plugin in C++: what guards it, and the objects that plugin.hpp makes of what
// it is given, are part of the call.
void CallAPlugin(benchmark::State& state) {
  static void* const library =
      Library(std::string(kOurs) + "/border_bench_plugin/border_bench_plugin.so");
  const auto entry =
      reinterpret_cast<stelsel_plugin_entry_function>(dlsym(library, STELSEL_PLUGIN_ENTRY));
  const stelsel_plugin* const plugin = entry(TheEngine().host().raw(), nullptr);
  const auto* const renderer =
      static_cast<const stelsel_renderer_v1*>(plugin->capability(plugin->self, STELSEL_RENDERER));
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        renderer->render(renderer->self, "nothing", nullptr, nullptr, nullptr));
  }
  plugin->stop(plugin->self);
}

// From a plugin or program into the host.
void CallTheHost(benchmark::State& state) {
  stelsel::Progress progress(TheEngine().host());
  const stelsel_progress_v1& api = TheEngine().host().progress();
  for (auto _ : state) benchmark::DoNotOptimize(api.cancelled(progress.raw()));
}

void FindAService(benchmark::State& state) {
  const stelsel_host* const host = TheEngine().host().raw();
  for (auto _ : state) benchmark::DoNotOptimize(host->service(host, STELSEL_HOST_READING));
}

BENCHMARK(CallBare);
BENCHMARK(CallAPlugin);
BENCHMARK(CallTheHost);
BENCHMARK(FindAService);

// ---- An engine ----

void StartAnEngine(benchmark::State& state) {
  for (auto _ : state) Engine engine({.plugins = {kPlugins}});
}

void StartAnEngineWithoutPlugins(benchmark::State& state) {
  for (auto _ : state) Engine engine;
}

BENCHMARK(StartAnEngine)->Unit(benchmark::kMicrosecond);
BENCHMARK(StartAnEngineWithoutPlugins)->Unit(benchmark::kMicrosecond);

// ---- A load, each in a process of its own ----

void Load(benchmark::State& state, const char* how, const char* plugin) {
  const std::string command = std::string(STELSEL_BUILD_DIR "/bin/border_bench_load ") + how + " " +
                              kPlugins + "/" + plugin + "/" + plugin + ".so";
  for (auto _ : state) {
    std::FILE* const out = popen(command.c_str(), "r");
    long long nanoseconds = 0;
    if (out == nullptr || std::fscanf(out, "%lld", &nanoseconds) != 1 || pclose(out) != 0)
      return state.SkipWithError("it did not load");
    state.SetIterationTime(static_cast<double>(nanoseconds) / 1e9);
  }
}

void Loads(benchmark::internal::Benchmark* load) {
  load->UseManualTime()->Iterations(100)->Unit(benchmark::kMicrosecond);
}

BENCHMARK_CAPTURE(Load, bare / reporting, "bare", "reporting")->Apply(Loads);
BENCHMARK_CAPTURE(Load, stelsel / reporting, "load", "reporting")->Apply(Loads);
BENCHMARK_CAPTURE(Load, hash_alone / reporting, "hash", "reporting")->Apply(Loads);
BENCHMARK_CAPTURE(Load, bare / storage_sqlite, "bare", "storage_sqlite")->Apply(Loads);
BENCHMARK_CAPTURE(Load, stelsel / storage_sqlite, "load", "storage_sqlite")->Apply(Loads);
BENCHMARK_CAPTURE(Load, hash_alone / storage_sqlite, "hash", "storage_sqlite")->Apply(Loads);

// ---- A million rows ----

constexpr int kRows = 1'000'000;

stelsel::Stream MadeRows() {
  return stelsel::stream_of({{"municipality"}, {"name"}},
                            [next = 0](stelsel::Builder& out) mutable {
                              for (; next < kRows && !out.full(); ++next) {
                                out.text(0, "GM" + std::to_string(next));
                                out.text(1, "Municipality " + std::to_string(next % 1000));
                                out.end_row();
                              }
                              return next < kRows;
                            });
}

const Snapshot& TheRows() {
  static const Snapshot* const rows = [] {
    stelsel::Writer writer(TheEngine().host());
    writer.upsert("municipality", MadeRows());
    return new Snapshot(writer.commit());
  }();
  return *rows;
}

// The buffers of a batch and what stands in it; sizes by the layout of utf8, dictionary<int32>,
// date32 and bool, the types of this table.
void Buffers(const ArrowSchema& schema, const ArrowArray& array,
             std::vector<std::string_view>& out) {
  const auto add = [&](int buffer, std::int64_t bytes) {
    const void* const data = array.buffers[buffer];
    if (data != nullptr) out.emplace_back(static_cast<const char*>(data), bytes);
  };
  const std::int64_t end = array.offset + array.length;
  if (array.n_buffers > 0) add(0, (end + 7) / 8);
  if (schema.format == std::string_view("u")) {
    add(1, (end + 1) * 4);
    const auto* const offsets = static_cast<const std::int32_t*>(array.buffers[1]);
    if (offsets != nullptr) add(2, offsets[end]);
  } else if (schema.format == std::string_view("b")) {
    add(1, (end + 7) / 8);
  } else if (schema.format != std::string_view("+s")) {
    add(1, end * 4);
  }
  for (std::int64_t i = 0; i < array.n_children; ++i)
    Buffers(*schema.children[i], *array.children[i], out);
}

// Calls `f` with the buffers of each batch; returns how many rows there were.
template <typename F>
std::int64_t EachBatch(stelsel::Stream stream, F f) {
  ArrowSchema schema{};
  if (stream.raw()->get_schema(stream.raw(), &schema) != 0) Fail("no schema");
  std::int64_t rows = 0;
  std::vector<std::string_view> buffers;
  for (ArrowArray batch{}; stream.raw()->get_next(stream.raw(), &batch) == 0 && batch.release;) {
    rows += batch.length;
    buffers.clear();
    Buffers(schema, batch, buffers);
    f(buffers);
    batch.release(&batch);
  }
  schema.release(&schema);
  return rows;
}

// Where bytes are copied to: as large as a batch, so that it is the reading that costs.
std::vector<char>& Scratch() {
  static auto* const scratch = new std::vector<char>(64 << 20);
  return *scratch;
}

std::size_t Copy(const std::vector<std::string_view>& buffers) {
  std::size_t bytes = 0;
  for (const std::string_view buffer : buffers) {
    std::memcpy(Scratch().data() + bytes, buffer.data(), buffer.size());
    bytes += buffer.size();
  }
  benchmark::ClobberMemory();
  return bytes;
}

void Done(benchmark::State& state, std::int64_t rows, std::size_t bytes) {
  if (rows != kRows) state.SkipWithError("rows went missing");
  state.SetItemsProcessed(state.iterations() * kRows);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

// The same bytes, without a border: all batches are held and copied.
void CopyRowsBare(benchmark::State& state, const std::vector<const char*>& columns) {
  std::vector<std::string> kept;
  const std::int64_t rows =
      EachBatch(TheRows().stream("municipality", columns), [&](const auto& buffers) {
        for (const std::string_view buffer : buffers) kept.emplace_back(buffer);
      });
  const std::vector<std::string_view> all(kept.begin(), kept.end());
  std::size_t bytes = 0;
  for (const std::string_view buffer : all) bytes += buffer.size();
  if (Scratch().size() < bytes) Scratch().resize(bytes);
  for (auto _ : state) Copy(all);
  Done(state, rows, bytes);
}

// `columns` empty: all. The key `municipality` is a dictionary of a million texts, laid out anew
// for each stream; a column of plain texts is shared with the snapshot.
void StreamRowsOut(benchmark::State& state, const std::vector<const char*>& columns) {
  std::int64_t rows = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    rows = EachBatch(TheRows().stream("municipality", columns),
                     [&](const auto& buffers) { bytes += Copy(buffers); });
  }
  Done(state, rows, bytes);
}

// Out of the host into a plugin, back into the host, and out again.
void StreamRowsThroughAPlugin(benchmark::State& state) {
  std::int64_t rows = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    rows = EachBatch(
        TheEngine().calculate("border_bench_plugin/back", TheRows(), {.as_of = "2021-12-31"}),
        [&](const auto& buffers) { bytes += Copy(buffers); });
  }
  Done(state, rows, bytes);
}

// Into a snapshot: more than a copy, since keys are looked up and texts become codes.
void StreamRowsIntoASnapshot(benchmark::State& state) {
  for (auto _ : state) {
    stelsel::Writer writer(TheEngine().host());
    writer.upsert("municipality", TheRows().stream("municipality", {"municipality", "name"}));
    benchmark::DoNotOptimize(writer.commit());
  }
  state.SetItemsProcessed(state.iterations() * kRows);
}

BENCHMARK_CAPTURE(CopyRowsBare, all_columns, std::vector<const char*>())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(CopyRowsBare, texts, std::vector<const char*>{"name"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(StreamRowsOut, all_columns, std::vector<const char*>())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(StreamRowsOut, texts, std::vector<const char*>{"name"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(StreamRowsThroughAPlugin)->Unit(benchmark::kMillisecond);
BENCHMARK(StreamRowsIntoASnapshot)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
