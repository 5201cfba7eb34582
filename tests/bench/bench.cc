// How long the main steps take, over landscapes of several sizes. Run it from the root of the
// project:
//
//   build/release/bin/stelsel_bench [--benchmark_filter=...]
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/check/findings.h"
#include "core/host/engine.h"
#include "core/model/arrow.h"
#include "core/model/writer.h"
#include "tests/bench/make_landscape.h"

namespace stelsel::bench {
namespace {

using core::Engine;
using core::EngineOptions;
using core::Findings;
using core::SnapshotPtr;

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::fprintf(stderr, "bench: %s\n", std::string(value.status().message()).c_str());
  std::exit(2);
}

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "bench: %s\n", std::string(status.message()).c_str());
  std::exit(2);
}

Engine& TheEngine() {
  static Engine* const engine = [] {
    EngineOptions options;
    options.plugin_folders = {absl::StrCat(STELSEL_BUILD_DIR, "/lib/stelsel/plugins")};
    return Must(Engine::Open(options)).release();
  }();
  return *engine;
}

std::string Scratch() {
  static const std::string* const folder =
      new std::string(absl::StrCat(STELSEL_BUILD_DIR, "/bench"));
  std::filesystem::create_directories(*folder);
  return *folder;
}

// A package with so many statuses; made once and kept for the next run.
std::string Package(int64_t statuses) {
  const std::string folder = absl::StrCat(Scratch(), "/statuses-", statuses);
  if (!std::filesystem::exists(folder + "/agreement_status.csv"))
    Must(MakeLandscape(folder, statuses, 1));
  return folder;
}

const SnapshotPtr& Landscape(int64_t statuses) {
  static auto* const read = new std::map<int64_t, SnapshotPtr>();
  SnapshotPtr& snapshot = (*read)[statuses];
  if (snapshot == nullptr) {
    Findings findings;
    snapshot = Must(TheEngine().Read(Package(statuses), {}, findings));
  }
  return snapshot;
}

void PerRow(benchmark::State& state) {
  state.counters["rows/s"] = benchmark::Counter(static_cast<double>(state.range(0)),
                                                benchmark::Counter::kIsIterationInvariantRate);
}

void Read(benchmark::State& state) {
  const std::string package = Package(state.range(0));
  for (auto _ : state) {
    Findings findings;
    benchmark::DoNotOptimize(Must(TheEngine().Read(package, {}, findings)));
  }
  PerRow(state);
}

void Check(benchmark::State& state) {
  const SnapshotPtr& snapshot = Landscape(state.range(0));
  for (auto _ : state) {
    Findings findings;
    Must(TheEngine().Check(snapshot, {}, findings));
  }
  PerRow(state);
}

void AsOf(benchmark::State& state) {
  const SnapshotPtr& snapshot = Landscape(state.range(0));
  const int32_t day = *core::ParseDate("2017-06-01");
  for (auto _ : state)
    benchmark::DoNotOptimize(snapshot->AsOf(day)->table("agreement_status")->row_count());
  PerRow(state);
}

// Every column of every row through an Arrow stream.
void Stream(benchmark::State& state) {
  const SnapshotPtr& snapshot = Landscape(state.range(0));
  const core::TablePtr table = snapshot->table("agreement_status");
  for (auto _ : state) {
    ArrowArrayStream stream{};
    core::ExportTable(table, snapshot->pool(), core::AllFields(table->schema()), &stream);
    int64_t rows = 0;
    for (ArrowArray batch{}; stream.get_next(&stream, &batch) == 0 && batch.release != nullptr;) {
      rows += batch.length;
      batch.release(&batch);
    }
    stream.release(&stream);
    if (rows != state.range(0)) state.SkipWithError("rows went missing");
  }
  PerRow(state);
}

// A snapshot with one row changed, from one of so many rows.
void SnapshotOfOneChange(benchmark::State& state) {
  const SnapshotPtr& snapshot = Landscape(state.range(0));
  for (auto _ : state) {
    core::Writer writer(snapshot);
    core::ChunkBuilder rows = Must(writer.NewChunk("region"));
    rows.AppendText(0, "regio_000");
    rows.AppendText(1, "Een andere naam");
    for (size_t field = 2; field < rows.schema().fields.size(); ++field) rows.AppendNull(field);
    rows.EndRow();
    Must(writer.Upsert("region", rows.Finish()));
    benchmark::DoNotOptimize(writer.Commit({}));
  }
}

void StoreInSqlite(benchmark::State& state) {
  const SnapshotPtr& snapshot = Landscape(state.range(0));
  const std::string file = Scratch() + "/bench.sqlite";
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove(file);
    state.ResumeTiming();
    benchmark::DoNotOptimize(
        Must(TheEngine().Commit(snapshot, "sqlite:" + file, {"bench"}, nullptr)));
  }
  std::filesystem::remove(file);
  PerRow(state);
}

// Measured by the clock, since several threads may work.
void Sizes(benchmark::internal::Benchmark* steps) {
  steps->Arg(100'000)->Arg(1'000'000)->Arg(5'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK(Read)->Apply(Sizes);
BENCHMARK(Check)->Apply(Sizes);
BENCHMARK(AsOf)->Apply(Sizes);
BENCHMARK(Stream)->Apply(Sizes);
BENCHMARK(SnapshotOfOneChange)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(StoreInSqlite)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace stelsel::bench

BENCHMARK_MAIN();
