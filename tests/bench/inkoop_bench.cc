// Coverage and the rules of inkoop over a made-up country: 342 municipalities, 5,000 providers,
// 50,000 contracts and 500,000 tariffs.
//
//     inkoop_bench make FOLDER [CONTRACTS]
//     inkoop_bench run FOLDER [RUNS]
//
// `run` prints a line of JSON for each step and run, and one with what was found, which
// peers/inkoop compares with the same in SQL on DuckDB.
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>

#include "stelsel/stelsel.hpp"

namespace {

constexpr int kRegions = 43, kMunicipalities = 342, kProviders = 5000, kKinds = 12;
constexpr int kTariffs = 10;  // of each contract
constexpr char kDay[] = "2024-10-01";

// Numbers that look like any, the same each time.
class Dice {
 public:
  int Below(int n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(n));
  }

 private:
  std::uint64_t state_ = 88172645463325252ull;
};

class Maker {
 public:
  Maker(std::string folder, int contracts) : folder_(std::move(folder)), contracts_(contracts) {
    std::filesystem::create_directories(folder_);
  }

  void Make() {
    MakeCountry();
    MakeLots();
    MakeContracts();
    MakeRequired();
  }

 private:
  std::ofstream Open(const std::string& table, const std::string& head) {
    std::ofstream file(folder_ + "/" + table + ".csv");
    file << head << ",illustratief\n";
    return file;
  }
  static std::string Region(int i) { return "regio_" + std::to_string(i % kRegions); }
  static std::string Municipality(int i) { return "GM" + std::to_string(10000 + i).substr(1); }
  static std::string Money(int cents) {
    return std::to_string(cents / 100) + "." + std::to_string(100 + cents % 100).substr(1);
  }

  void MakeCountry() {
    auto region = Open("region", "region,name");
    for (int i = 0; i < kRegions; ++i) region << Region(i) << ",Regio " << i << ",true\n";
    auto municipality = Open("municipality", "municipality,name");
    auto member = Open("region_municipality", "region,municipality,sequence,role");
    for (int i = 0; i < kMunicipalities; ++i) {
      municipality << Municipality(i) << ",Gemeente " << i << ",true\n";
      member << Region(i) << "," << Municipality(i) << ",1,"
             << (i < kRegions ? "centrumgemeente" : "regiogemeente") << ",true\n";
    }
    Open("provider_kind", "provider_kind,name") << "zorgaanbieder,Zorgaanbieder,true\n";
    auto provider = Open("provider", "provider,name,provider_kind");
    for (int i = 0; i < kProviders; ++i)
      provider << "p" << i << ",Aanbieder " << i << ",zorgaanbieder,true\n";
    auto kind = Open("facility_kind", "facility_kind,name");
    for (int i = 0; i < kKinds; ++i) kind << "kind_" << i << ",Soort " << i << ",true\n";
  }

  // A lot for each region and kind, with four products.
  void MakeLots() {
    auto procedure = Open("inkoop_procedure", "region,procedure,name,kind");
    auto lot = Open("inkoop_lot",
                    "region,procedure,lot,name,facility_kind,execution_variant,term_months,"
                    "extensions,extension_months,duty_to_accept");
    auto product =
        Open("inkoop_product", "region,product,name,product_category,unit,frequency,end_date");
    auto link = Open("inkoop_lot_product", "region,procedure,lot,product");
    auto cost =
        Open("inkoop_cost_element", "region,product,element,sequence,amount,share,valid_from");
    for (int r = 0; r < kRegions; ++r) {
      procedure << Region(r) << ",p1,P1,sas,true\n";
      for (int k = 0; k < kKinds; ++k) {
        const bool effort = k % 2 == 0;
        lot << Region(r) << ",p1,l" << k << ",L" << k << ",kind_" << k << ","
            << (k == 11  ? "taakgericht"
                : effort ? "inspanningsgericht"
                         : "outputgericht")
            << "," << (dice_.Below(20) == 0 ? 60 : 24) << ",2,12,true,true\n";
        for (int p = 0; p < 4; ++p) {
          const std::string code = std::to_string(10 + k) + "A" + std::to_string(10 + p);
          const bool wrong = dice_.Below(50) == 0;
          product << Region(r) << "," << code << ",Product,15," << (effort != wrong ? "04" : "82")
                  << "," << (dice_.Below(30) == 0 ? 2 : 4) << ",false,true\n";
          link << Region(r) << ",p1,l" << k << "," << code << ",true\n";
          cost << Region(r) << "," << code << ",overhead,1,,20.00,2023-01-01,true\n"
               << Region(r) << "," << code << ",personeel,1," << Money(4000 + p * 500)
               << ",,2023-01-01,true\n";
        }
      }
    }
  }

  void MakeContracts() {
    auto contract = Open("inkoop_contract",
                         "region,contract,procedure,lot,name,valid_from,valid_to,duty_to_accept");
    auto version = Open("inkoop_contract_version",
                        "region,contract,version,kind,agreed_on,valid_from,valid_to");
    auto condition = Open("inkoop_contract_condition", "region,contract,clause,value");
    auto party =
        Open("inkoop_contract_party", "region,contract,provider,sequence,role,subcontractor_of");
    auto supply = Open("inkoop_contracted_supply",
                       "region,contract,provider,facility_kind,sequence,scale,municipality,places");
    auto ceiling = Open("inkoop_ceiling", "region,contract,provider,year,amount");
    auto tariff =
        Open("inkoop_tariff", "region,contract,product,sequence,amount,valid_from,valid_to");
    for (int i = 0; i < contracts_; ++i) {
      const int m = i % kMunicipalities, k = dice_.Below(kKinds), p = dice_.Below(kProviders - 1);
      const std::string key = Region(m) + ",c" + std::to_string(i) + ",",
                        one = "p" + std::to_string(p);
      const bool is_long = dice_.Below(100) != 0;
      contract << key << "p1,l" << k << ",Contract,"
               << "2023-01-01," << (is_long ? "2025-01-01" : "2023-10-01") << ","
               << (dice_.Below(200) == 0 ? "false" : "") << ",true\n";
      version << key << "1,eerste,2022-10-01,2023-01-01,2024-01-01,true\n"
              << key << "2,verlenging,2023-05-01,2024-01-01,"
              << (dice_.Below(300) == 0 ? "2025-06-01" : "2025-01-01") << ",true\n";
      condition << key << "betaaltermijn," << (dice_.Below(100) == 0 ? 14 : 30) << " dagen,true\n"
                << key << "berichten,iWmo,true\n";
      party << key << one << ",1,hoofdaannemer,,true\n"
            << key << "p" << p + 1 << ",1,onderaannemer," << one << ",true\n";
      supply << key << one << ",kind_" << k << ",1,"
             << (k < 4 ? "lokaal," + Municipality(m) : std::string("regionaal,")) << ","
             << dice_.Below(20) << ",true\n";
      if (i % 3 == 0 && k != 11) ceiling << key << one << ",2024," << Money(100000000) << ",true\n";
      for (int t = 0; t < kTariffs; ++t) MakeTariff(key, k, t, tariff);
    }
  }
  // Two products, of five half years each.
  void MakeTariff(const std::string& key, int kind, int t, std::ofstream& out) {
    static const char* const kBegins[] = {"2023-01-01", "2023-07-01", "2024-01-01",
                                          "2024-07-01", "2025-01-01", "2025-07-01"};
    const int product = t / 5, half = t % 5;
    out << key << 10 + kind << "A" << 10 + product << "," << half + 1 << ","
        << Money(4800 + product * 600 + dice_.Below(1000) - 20) << "," << kBegins[half] << ","
        << kBegins[half + 1] << ",true\n";
  }

  void MakeRequired() {
    auto required = Open("inkoop_required_supply", "region,facility_kind,sequence,scale,places");
    for (int r = 0; r < kRegions; ++r) {
      for (int k = 0; k < kKinds; ++k)
        required << Region(r) << ",kind_" << k << ",1," << (k < 4 ? "lokaal" : "regionaal") << ","
                 << (k < 4 ? 100 : 900) << ",true\n";
    }
  }

  const std::string folder_;
  const int contracts_;
  Dice dice_;
};

// Wall time, and that of the processors, which says more on a machine that does other things too.
struct Clock {
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
  std::clock_t processors = std::clock();

  void Print(const char* step) const {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    const double cpu = static_cast<double>(std::clock() - processors) / CLOCKS_PER_SEC;
    struct rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "{\"program\":\"stelsel\",\"step\":\"%s\",\"seconds\":%.4f,\"cpu\":%.4f,\"peak_kib\":%ld}"
        "\n",
        step, wall.count(), cpu, usage.ru_maxrss);
  }
};

template <typename F>
void Timed(const char* step, F f) {
  const Clock clock;
  f();
  clock.Print(step);
}

// How many rows of the coverage have which outcome.
std::map<std::string, long> Outcomes(stelsel::Stream rows) {
  std::map<std::string, long> out;
  stelsel::Rows all(std::move(rows));
  const auto column = static_cast<std::size_t>(all.column("outcome"));
  while (all.next()) {
    for (std::size_t i = 0; i < all.size(); ++i) ++out[std::string(all.text(i, column))];
  }
  return out;
}

int Run(const std::string& folder, int runs) {
  const stelsel::Engine engine({.plugins = {STELSEL_BUILD_DIR "/lib/stelsel/plugins"}});
  std::map<std::string, long> found;
  for (int i = 0; i < runs; ++i) {
    stelsel::Findings reading(engine.host()), findings(engine.host(), 1000000);
    std::optional<stelsel::Snapshot> snapshot;
    Timed("load", [&] { snapshot = engine.read(folder, reading); });
    std::map<std::string, long> outcomes;
    const Clock both;
    Timed("coverage", [&] {
      outcomes = Outcomes(engine.calculate("inkoop/coverage", *snapshot, {.as_of = kDay}));
    });
    Timed("rules", [&] {
      engine.check(*snapshot, stelsel::CheckOptions{.as_of = kDay, .packs = {"inkoop"}}, findings);
    });
    both.Print("coverage and rules");
    found.clear();
    findings.each([&](const stelsel::FindingRow& row) { ++found[std::string(row.rule)]; });
    for (const auto& [outcome, rows] : outcomes) found["coverage " + outcome] = rows;
  }
  std::printf("{\"found\":{");
  const char* between = "";
  for (const auto& [what, count] : found) {
    std::printf("%s\"%s\":%ld", between, what.c_str(), count);
    between = ",";
  }
  std::printf("}}\n");
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string what = argc > 2 ? argv[1] : "";
  if (what == "make") {
    Maker(argv[2], argc > 3 ? std::atoi(argv[3]) : 50000).Make();
    return 0;
  }
  if (what == "run") return Run(argv[2], argc > 3 ? std::atoi(argv[3]) : 3);
  std::fprintf(stderr, "usage: inkoop_bench make FOLDER [CONTRACTS] | run FOLDER [RUNS]\n");
  return 2;
} catch (const stelsel::Error& error) {
  std::fprintf(stderr, "inkoop_bench: %s\n", error.what());
  return 2;
}
