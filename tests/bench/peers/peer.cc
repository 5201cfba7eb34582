// peer FOLDER DAY [totals]: reads a package, checks it and looks back at a day, as a program that
// embeds stelsel does, and prints a JSON line for each step: seconds, and the process's peak memory
// so far. With `totals`, only what the checks found.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <optional>
#include <string>

#include "stelsel/stelsel.hpp"
#include "stelsel/tables.hpp"

namespace {

using stelsel::tables::AgreementStatus;

long PeakKib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void Time(const char* step, const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf(R"({"program":"stelsel","step":"%s","seconds":%.4f,"peak_kib":%ld})"
              "\n",
              step, seconds.count(), PeakKib());
}

// The last line of NDJSON, which has the totals by rule.
std::string Totals(const stelsel::Engine& engine, const stelsel::Findings& findings) {
  std::string text;
  const std::function<void(std::string_view)> append = [&](std::string_view part) { text += part; };
  stelsel::Output output = stelsel::Output::function(engine.host(), append);
  findings.write("ndjson", output);
  return text.substr(text.rfind('\n', text.size() - 2) + 1);
}

void Run(const std::string& folder, const std::string& day, bool totals) {
  stelsel::Engine engine;
  stelsel::Findings findings(engine.host());
  std::optional<stelsel::Snapshot> snapshot;
  int64_t subjects = 0, ja = 0;
  const auto load = [&] { snapshot.emplace(engine.read(folder, findings)); };
  const auto check = [&] { engine.check(*snapshot, day, findings); };
  const auto as_of = [&] {
    snapshot->as_of(day).rows<AgreementStatus>([&](const AgreementStatus& row) {
      ++subjects;
      ja += row.status == AgreementStatus::Status::ja ? 1 : 0;
    });
  };
  if (totals) {
    load();
    check();
    as_of();
    std::cout << Totals(engine, findings);
    std::cout << "{\"subjects\":" << subjects << ",\"ja\":" << ja << "}\n";
    return;
  }
  Time("load", load);
  Time("check", check);
  Time("as of", as_of);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: peer FOLDER DAY [totals]\n";
    return 2;
  }
  Run(argv[1], argv[2], argc == 4);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "peer: " << error.what() << '\n';
  return 2;
}
