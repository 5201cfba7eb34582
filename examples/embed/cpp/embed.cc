// stelsel in a C++ program: open it, fill it from files and from objects, check, ask, report,
// store.
//
//     cmake -B build -DCMAKE_PREFIX_PATH=WHERE_IT_IS_INSTALLED && cmake --build build
//     build/embed LANDSCAPE PLUGINS STORE
#include <chrono>
#include <cstdint>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "stelsel/stelsel.hpp"
#include "stelsel/tables.hpp"

namespace {

namespace tables = stelsel::tables;

// How long the million rows took goes to standard error.
double since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// 3. Fill it from your own objects: one row, and a million.
stelsel::Snapshot with_objects(const stelsel::Engine& engine, const stelsel::Snapshot& snapshot) {
  const auto start = std::chrono::steady_clock::now();
  stelsel::Writer writer(engine.host(), &snapshot);
  tables::Region region;
  region.region = "voorbeeld";
  region.name = "Voorbeeld";
  region.illustratief = true;
  writer.upsert(std::vector{region});
  std::vector<tables::AgreementStatus> statuses(1'000'000);
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    tables::AgreementStatus& row = statuses[i];
    row.region = "voorbeeld";
    row.agreement_topic = "A1";
    row.domain = tables::AgreementStatus::Domain::BW;
    row.observed_on = "2021-10-01";
    row.sequence = static_cast<std::int64_t>(i) + 1;
    row.topic_version = 1;
    row.status =
        i % 2 == 0 ? tables::AgreementStatus::Status::ja : tables::AgreementStatus::Status::nee;
    row.illustratief = true;
  }
  writer.upsert(statuses);
  stelsel::Snapshot next = writer.commit();
  std::cerr << "a million rows written in " << since(start) << " s\n";
  return next;
}

// 4. Check it, and read what is wrong and where.
void check(const stelsel::Engine& engine, const stelsel::Snapshot& snapshot,
           stelsel::Findings& findings) {
  engine.check(snapshot, stelsel::CheckOptions{.as_of = "2021-12-31"}, findings);
  std::cout << "errors: " << findings.errors() << "\n";
  bool shown = false;
  findings.each(
      [&](const stelsel::FindingRow& finding) {
        if (shown || finding.rule != "core/contradicting_observations") return;
        std::cout << "finding: " << finding.severity << " " << finding.table << " " << finding.field
                  << " " << finding.key << "\n";
        shown = true;
      },
      "en");
}

// 5. Ask it something. A value goes in by name, never into the text.
void ask(const stelsel::Engine& engine, const stelsel::Snapshot& snapshot) {
  const std::string question =
      "SELECT count(*) AS n, sum(sequence) AS total FROM agreement_status WHERE region = :region";
  stelsel::Rows answer(
      engine.query("sql", snapshot, question, {.set = R"({"region": "voorbeeld"})"}));
  while (answer.next()) {
    for (std::size_t i = 0; i < answer.size(); ++i)
      std::cout << "query: " << answer.integer(i, 0) << " " << answer.integer(i, 1) << "\n";
  }
  // A table without a copy: batches share the snapshot's own memory.
  const auto start = std::chrono::steady_clock::now();
  std::int64_t total = 0;
  for (stelsel::Rows rows(snapshot.stream("agreement_status", {"sequence"})); rows.next();) {
    for (std::size_t i = 0; i < rows.size(); ++i) total += rows.integer(i, 0);
  }
  std::cerr << "and read in " << since(start) << " s\n";
  std::cout << "sequence: " << total << "\n";
}

// 6. Report into memory, and commit to a store.
void report_and_commit(const stelsel::Engine& engine, const stelsel::Snapshot& snapshot,
                       const std::string& store) {
  std::string page;
  const std::function<void(std::string_view)> take = [&](std::string_view bytes) { page += bytes; };
  stelsel::Output output = stelsel::Output::function(engine.host(), take);
  engine.report("reporting/region", snapshot,
                {.format = "html", .as_of = "2021-12-31", .set = R"({"region": "voorbeeld"})"},
                output);
  output.commit();
  std::cout << "report: " << page.substr(0, 15) << "\n";
  const stelsel_committed done =
      engine.commit(snapshot, "sqlite:" + store, {.message = "an example", .author = "example"});
  std::cout << "revision: " << done.revision << " rows: " << done.written << "\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) return 2;
  // 1. Open an engine. It finds plugins, and loads one when it is first needed.
  const stelsel::Engine engine({.plugins = {argv[2]}, .language = "en"});
  // 2. Fill it from files: a folder of CSV files, a workbook, a store.
  stelsel::Findings findings(engine.host());
  stelsel::Snapshot snapshot = engine.read(argv[1], findings);
  std::cout << "regions: " << snapshot.row_count("region") << "\n";
  snapshot = with_objects(engine, snapshot);
  std::cout << "statuses: " << snapshot.row_count("agreement_status") << "\n";
  check(engine, snapshot, findings);
  ask(engine, snapshot);
  report_and_commit(engine, snapshot, argv[3]);
  return 0;
} catch (const stelsel::Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
