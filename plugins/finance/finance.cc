// The plugin: calculations and the report by their id. It keeps nothing between calls, so that they
// may come from several threads.
#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "book.h"
#include "budget.h"
#include "cases.h"
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
      return ResponsibleTable(run, given.Text("region"), given.Flag("summary"), words);
    }
    return Plugin::calculate(id, run);
  }

 private:
  static stelsel::Stream Budget(const stelsel::Run& run, const Parameters& given,
                                const Words& words) {
    const Book book = ReadBook(run.snapshot, {given.Text("region"), given.Text("stream")}, words);
    Memberships memberships(run.snapshot);
    const Budgets budgets = WorkOutBudgets(book, memberships, given.Text("path"), words);
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
