// The plugin: calculations and the report by their id. It keeps nothing between calls, so that they
// may come from several threads.
#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "book.h"
#include "budget.h"
#include "capacity.h"
#include "cases.h"
#include "compare.h"
#include "forecast.h"
#include "report.h"
#include "settlement.h"
#include "stelsel/plugin.hpp"

namespace finance {
namespace {

// The parameters of a run. The host has checked their names and types.
class Parameters {
 public:
  explicit Parameters(const stelsel::Run& run) {
    boost::system::error_code error;
    value_ = boost::json::parse(run.parameters, error);
    if (error || !value_.is_object()) {
      throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "the parameters are no JSON object");
    }
  }
  std::string Text(const char* name) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    const boost::json::string* text = found != nullptr ? found->if_string() : nullptr;
    return text != nullptr ? std::string(text->data(), text->size()) : "";
  }
  std::int64_t Number(const char* name, std::int64_t otherwise) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    const std::int64_t* number = found != nullptr ? found->if_int64() : nullptr;
    return number != nullptr ? *number : otherwise;
  }
  bool Flag(const char* name) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    const bool* flag = found != nullptr ? found->if_bool() : nullptr;
    return flag != nullptr && *flag;
  }

 private:
  boost::json::value value_;
};

class Finance : public stelsel::Plugin {
 public:
  using Plugin::Plugin;

  stelsel::Stream calculate(const std::string& id, const stelsel::Run& run) override {
    const Words words(run.dutch());
    const Parameters given(run);
    if (id == "budget") return Budget(run, given, words);
    if (id == "settlement") return Settlement(run, given, words);
    if (id == "responsible") {
      NeedRegion(run.snapshot, given.Text("region"), words);
      return ResponsibleTable(
          run, {given.Text("region"), given.Flag("summary"), given.Flag("explain")}, words);
    }
    if (id == "projection") return Projection(run, given, words);
    if (id == "capacity") return Capacity(run, given, words);
    if (id == "benchmark") {
      const std::string stream = given.Text("stream");
      return BenchmarkTable(run, stream.empty() ? "mo" : stream, given.Number("year", 0),
                            given.Flag("explain"), words);
    }
    if (id == "iv3") return Iv3Table(run, given.Text("region"), given.Flag("explain"), words);
    return Plugin::calculate(id, run);
  }

  void report(const std::string& id, const stelsel::Run& run, stelsel::Document& out) override {
    if (id != "region") return Plugin::report(id, run, out);
    WriteReport(run, Forecast(Parameters(run)), out);
  }

 private:
  static ForecastWish Forecast(const Parameters& given) {
    ForecastWish wish;
    wish.region = given.Text("region");
    wish.path = given.Text("path");
    wish.key = given.Text("key");
    wish.scenario = given.Text("scenario");
    wish.from = given.Number("from", 0);
    wish.years = given.Number("years", 10);
    wish.explain = given.Flag("explain");
    wish.simulation.seed = static_cast<std::uint64_t>(given.Number("seed", 1));
    wish.simulation.draws = given.Number("draws", 1000);
    wish.simulation.threads = static_cast<int>(given.Number("threads", 2));
    const std::string limit = given.Text("limit");
    if (!limit.empty()) wish.simulation.limit = ParseAmount(limit);
    return wish;
  }

  static stelsel::Stream Projection(const stelsel::Run& run, const Parameters& given,
                                    const Words& words) {
    const ForecastWish wish = Forecast(given);
    const Book book = ReadBook(run.snapshot, {wish.region, "bw"}, words);
    return ForecastTable(book, WorkOutForecasts(run, book, wish, words), wish, words);
  }

  static stelsel::Stream Capacity(const stelsel::Run& run, const Parameters& given,
                                  const Words& words) {
    CapacityWish wish{given.Text("region"), given.Number("from", 2016), given.Number("to", 2026),
                      given.Text("home_kind"), given.Flag("explain")};
    if (wish.home_kind.empty()) wish.home_kind = "beschermd_thuis";
    NeedRegion(run.snapshot, wish.region, words);
    return CapacityTable(run, wish, words);
  }

  static stelsel::Stream Budget(const stelsel::Run& run, const Parameters& given,
                                const Words& words) {
    const Book book = ReadBook(run.snapshot, {given.Text("region"), given.Text("stream")}, words);
    Memberships memberships(run.snapshot);
    const Budgets budgets =
        WorkOutBudgets(book, memberships, {given.Text("path"), given.Text("key")}, words);
    return BudgetTable(book, budgets, given.Flag("explain"), words);
  }

  static stelsel::Stream Settlement(const stelsel::Run& run, const Parameters& given,
                                    const Words& words) {
    SettlementWish wish{given.Text("region"), given.Text("stream"), given.Number("year", 0),
                        std::nullopt,         given.Text("key"),    given.Text("path"),
                        given.Flag("explain")};
    const std::string amount = given.Text("amount");
    if (!amount.empty()) wish.amount = ParseAmount(amount);
    const Book book = ReadBook(run.snapshot, {wish.region, wish.stream}, words);
    Memberships memberships(run.snapshot);
    return SettlementTable(book, memberships, wish, words);
  }
};

}  // namespace
}  // namespace finance

STELSEL_PLUGIN(finance::Finance)
