#include "settlement.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "budget.h"
#include "key.h"
#include "output.h"
#include "stelsel/stelsel.hpp"

namespace finance {
namespace {

constexpr Text kNoMembers{"de regio heeft in {0} geen gemeenten",
                          "the region has no municipalities in {0}"};
constexpr Text kNoKey{"er is geen afspraak met een sleutel voor {0}; geef er een met key",
                      "there is no arrangement with a key for {0}; give one with key"};
constexpr Text kNothingKnown{"er zijn geen kosten van {0}; geef het bedrag met amount",
                             "there are no costs of {0}; give the amount with amount"};
constexpr Text kNoBudget{"het budget van {0} is niet bekend; geef het bedrag met amount",
                         "the budget of {0} is not known; give the amount with amount"};
constexpr Text kOneStream{"een bedrag hoort bij één stroom: geef ook stream (hier {0})",
                          "an amount belongs to one stream: give stream as well (here {0})"};
constexpr Text kRowLeftOut{"{0} telt niet mee: {1}", "{0} does not count: {1}"};
constexpr Text kCost{"kosten van {0} ({1})", "cost of {0} ({1})"};
constexpr Text kGivenAmount{"bedrag zoals gegeven", "amount as given"};
constexpr Text kBudgetLessCost{"budget {0} min kosten {1}", "budget {0} less cost {1}"};
constexpr Text kWholeDivided{"volgens de afspraak gaat {0} in een fonds; hier is alles verdeeld",
                             "the arrangement puts {0} into a fund; here all is divided"};
constexpr Text kPathBeside{"gerekend met ingroeipad {0}; ook geclaimd: {1}",
                           "by growth path {0}; also claimed: {1}"};

// What is to be divided of one stream, and how it came about.
struct Total {
  std::optional<Cents> amount;
  std::string remark;
  bool assumption = false, illustratief = false;
  std::vector<Step> steps;
};

class Settlement {
 public:
  Settlement(const Book& book, Memberships& memberships, const SettlementWish& wish,
             const Words& words)
      : book_(book), memberships_(memberships), wish_(wish), words_(words) {}

  stelsel::Stream Table() {
    NeedKey(book_, wish_.key, words_);
    const std::set<std::string> streams = Streams();
    if (wish_.amount && streams.size() > 1) {
      std::string names;
      for (const std::string& one : streams) names += (names.empty() ? "" : ", ") + one;
      throw stelsel::Error(STELSEL_INVALID_ARGUMENT, words_(kOneStream, {names}));
    }
    for (const std::string& stream : streams) {
      InPlace(wish_.region + " " + stream + " " + std::to_string(wish_.year), words_,
              [&] { Settle(stream); });
    }
    for (const LeftOut& row : book_.left_out) LeaveOut(row.stream, row.reason, row.source);
    for (const LeftOut& row : left_out_) LeaveOut(row.stream, row.reason, row.source);
    return std::move(out_).stream();
  }

 private:
  std::set<std::string> Streams() const {
    if (!wish_.stream.empty()) return {wish_.stream};
    std::set<std::string> streams;
    for (const Budget& row : book_.budgets) {
      if (row.year == wish_.year) streams.insert(row.stream);
    }
    for (const Amount& row : book_.costs) {
      if (row.year == wish_.year) streams.insert(row.stream);
    }
    return streams.empty() ? std::set<std::string>{"bw"} : streams;
  }

  void Settle(const std::string& stream) {
    const std::string year = std::to_string(wish_.year);
    Total total = TotalOf(stream);
    const Arrangement* const arrangement = ArrangementOf(stream);
    const std::string key = arrangement != nullptr ? arrangement->key : wish_.key;
    if (arrangement != nullptr && arrangement->kind == "fonds") {
      total.remark += (total.remark.empty() ? "" : "; ") +
                      words_(kWholeDivided, {words_.Percent(arrangement->share.value_or(0))});
    }
    const Members& members = memberships_.Of(wish_.region, wish_.year);
    if (!total.amount) return LeaveOut(stream, total.remark, "");
    if (key.empty()) return LeaveOut(stream, words_(kNoKey, {year}), "");
    if (members.all.empty()) return LeaveOut(stream, words_(kNoMembers, {year}), "");
    const std::vector<std::string> among(members.all.begin(), members.all.end());
    const Division division =
        DivideByKey(book_, {wish_.region, stream, wish_.year}, key, among, *total.amount, words_);
    if (!division.why_not.empty()) return LeaveOut(stream, division.why_not, "");
    for (std::size_t i = 0; i < among.size(); ++i) Write(stream, key, among[i], total, division, i);
    WriteTotal(stream, key, total, division);
  }

  Total TotalOf(const std::string& stream) {
    if (wish_.amount) return {wish_.amount, words_(kGivenAmount), false, false, {}};
    Total out;
    if (const LeftOut* row = book_.LeftOutOf("finance_cost", wish_.region, stream, wish_.year)) {
      out.remark = words_(kRowLeftOut, {row->source, row->reason});
      return out;
    }
    std::vector<Cents> costs;
    for (const Amount& row : book_.costs) {
      if (row.stream != stream || row.year != wish_.year) continue;
      costs.push_back(row.value);
      out.illustratief |= row.illustratief;
      out.steps.push_back({words_(kCost, {book_.NameOf(row.municipality), row.item}),
                           Subtract(0, row.value), row.source});
    }
    if (costs.empty()) {
      out.remark = words_(kNothingKnown, {std::to_string(wish_.year)});
      return out;
    }
    const std::optional<Cents> budget = BudgetOf(stream, out);
    if (!budget) {
      out.remark = words_(kNoBudget, {std::to_string(wish_.year)});
      return out;
    }
    out.amount = Subtract(*budget, Sum(costs));
    const std::string how =
        words_(kBudgetLessCost, {words_.Euros(*budget), words_.Euros(Sum(costs))});
    out.remark = how + (out.remark.empty() ? "" : "; " + out.remark);
    return out;
  }

  // By one path: where several are claimed the first by name, and that is told. Nothing when the
  // year has no budget, or not all of it.
  std::optional<Cents> BudgetOf(const std::string& stream, Total& out) {
    Book book = book_;
    std::vector<Budget> rows;
    for (const Budget& row : book_.budgets) {
      if (row.stream == stream && row.year == wish_.year) rows.push_back(row);
    }
    book.budgets = std::move(rows);
    const std::vector<std::string> claimed = ClaimedPaths(stream);
    const std::string path = claimed.size() < 2 ? wish_.path : claimed.front();
    const Budgets budgets = WorkOutBudgets(book, memberships_, {path, wish_.key}, words_);
    // What the book left out is told once, for all streams.
    left_out_.insert(left_out_.end(),
                     budgets.left_out.begin() + static_cast<std::ptrdiff_t>(book_.left_out.size()),
                     budgets.left_out.end());
    if (budgets.figures.empty()) return std::nullopt;
    // Where nothing goes by the objective distribution no path has been gone yet.
    if (claimed.size() > 1 && budgets.figures.front().share > 0) SayPaths(claimed, out);
    return AddUp(budgets.figures, out);
  }

  // What is received and what the pool makes of it are the same together.
  Cents AddUp(const std::vector<BudgetFigure>& figures, Total& out) const {
    std::vector<Cents> amounts;
    for (const BudgetFigure& figure : figures) {
      const std::string name = book_.NameOf(figure.municipality);
      amounts.push_back(figure.before);
      out.assumption |= figure.assumption;
      out.illustratief |= figure.illustratief;
      for (const Step& step : figure.steps) {
        if (wish_.explain) out.steps.push_back({name + ": " + step.text, step.amount, step.source});
      }
    }
    return Sum(amounts);
  }

  // Where nobody chose one.
  std::vector<std::string> ClaimedPaths(const std::string& stream) const {
    if (!wish_.path.empty()) return {};
    const auto claimed = book_.region_paths.find({wish_.region, stream});
    return claimed != book_.region_paths.end() ? claimed->second : std::vector<std::string>();
  }

  void SayPaths(const std::vector<std::string>& claimed, Total& out) const {
    std::string others;
    for (std::size_t i = 1; i < claimed.size(); ++i) others += (i > 1 ? ", " : "") + claimed[i];
    out.remark = words_(kPathBeside, {claimed.front(), others});
  }

  // That says the key; null where the caller does, or none.
  const Arrangement* ArrangementOf(const std::string& stream) const {
    if (!wish_.key.empty()) return nullptr;
    for (const Arrangement& row : book_.arrangements) {
      if (row.stream == stream && row.DividesIn(wish_.year)) return &row;
    }
    return nullptr;
  }

  void Write(const std::string& stream, const std::string& key, const std::string& municipality,
             const Total& total, const Division& division, std::size_t place) {
    WriteRows({stream, key, municipality, book_.NameOf(municipality), kWorkedOut}, total, division,
              division.parts[place], division.steps[place]);
  }

  // All together, with the steps by which what is divided came about.
  void WriteTotal(const std::string& stream, const std::string& key, const Total& total,
                  const Division& division) {
    WriteRows({stream, key, "", words_(texts::kTogether), kTotal}, total, division,
              Sum(division.parts), total.steps);
  }

  struct Of {
    std::string stream, key, municipality, name, state;
  };
  void WriteRows(const Of& of, const Total& total, const Division& division, Cents amount,
                 const std::vector<Step>& steps) {
    const bool made_up = total.illustratief || division.illustratief;
    std::string assumed = total.assumption ? words_(texts::kLinear) : "";
    if (!division.assumption.empty())
      assumed += (assumed.empty() ? "" : "; ") + division.assumption;
    const std::optional<std::string> assumption = OrNone(assumed);
    out_.row(wish_.region, of.stream, wish_.year, of.key, OrNone(of.municipality), of.name,
             Euro(total.amount), Euro(amount), of.state, nullptr, OrNone(total.remark), nullptr,
             assumption, made_up);
    std::int64_t number = 0;
    for (const Step& step : steps) {
      if (!wish_.explain) break;
      out_.row(wish_.region, of.stream, wish_.year, of.key, OrNone(of.municipality), of.name,
               nullptr, Euro(step.amount), kStep, ++number, step.text, OrNone(step.source),
               assumption, made_up);
    }
  }

  void LeaveOut(const std::string& stream, const std::string& reason, const std::string& source) {
    out_.row(wish_.region, OrNone(stream), wish_.year, OrNone(wish_.key), nullptr, nullptr, nullptr,
             nullptr, kLeftOut, nullptr, reason, OrNone(source), nullptr, nullptr);
  }

  const Book& book_;
  Memberships& memberships_;
  const SettlementWish& wish_;
  const Words& words_;
  std::vector<LeftOut> left_out_;
  stelsel::Table out_{{TextColumn("region"), TextColumn("stream"), CountColumn("year"),
                       TextColumn("settlement_key"), TextColumn("municipality"), TextColumn("name"),
                       EuroColumn("total"), EuroColumn("amount"), TextColumn("state"),
                       CountColumn("step"), TextColumn("explanation"), TextColumn("source_row"),
                       TextColumn("assumption"), FlagColumn("illustratief")}};
};

}  // namespace

stelsel::Stream SettlementTable(const Book& book, Memberships& memberships,
                                const SettlementWish& wish, const Words& words) {
  return Settlement(book, memberships, wish, words).Table();
}

}  // namespace finance
