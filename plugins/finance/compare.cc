#include "compare.h"

#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "budget.h"
#include "finance/tables.hpp"
#include "output.h"

namespace finance {
namespace {

constexpr Text kNoInhabitants{"zonder inwoners van {0} geen bedrag per inwoner",
                              "without inhabitants of {0} no amount per inhabitant"};
constexpr Text kMeanOver{"gemiddelde over de {0} regio's waarvan de inwoners bekend zijn",
                         "mean over the {0} regions whose inhabitants are known"};
constexpr Text kOneMember{
    "de gegevens noemen één gemeente in deze regio; is zij niet alleen, dan is "
    "het bedrag per inwoner te hoog",
    "the data name one municipality in this region; if it is not alone, the "
    "amount per inhabitant is too high"};
constexpr Text kInhabitants{"inwoners van {0}", "inhabitants of {0}"};
constexpr Text kCost{"kosten van {0} ({1})", "cost of {0} ({1})"};
constexpr Text kRowLeftOut{"{0} telt niet mee: {1}", "{0} does not count: {1}"};
constexpr Text kCostsWithout{"zonder eigen toevoeging, want {0}",
                             "without own addition, since {0}"};
constexpr Text kOneRegion{"één regio heeft geen gemiddelde om naast te staan",
                          "one region has no mean to stand beside"};
constexpr Text kNoCode{"geen Iv3-code voor {0} in {1}", "no Iv3 code for {0} in {1}"};
constexpr Text kNothing{"geen budgetten van {0}", "no budgets of {0}"};

// A step of the benchmark: an amount of money, or inhabitants.
struct LineStep {
  std::string text;
  std::optional<Cents> amount;
  std::optional<std::int64_t> inhabitants;
  std::string source;
};

// One region in the benchmark.
struct Line {
  Cents budget = 0;
  std::optional<Cents> cost;
  std::optional<std::int64_t> inhabitants;
  bool assumption = false, illustratief = false;
  std::string path, remark;
  std::vector<LineStep> steps;

  void Remark(const std::string& text) { remark += (remark.empty() ? "" : "; ") + text; }
};

class Benchmark {
 public:
  Benchmark(const stelsel::Run& run, const std::string& stream, Year year, bool explain,
            const Words& words)
      : run_(run),
        explain_(explain),
        stream_(stream),
        year_(year),
        words_(words),
        book_(ReadBook(run.snapshot, {"", stream}, words)) {}

  stelsel::Stream Table() {
    Read();
    Wide budgets = 0, inhabitants = 0, all = 0;
    std::size_t counted = 0;
    for (const auto& [region, line] : lines_) {
      all += line.budget;
      if (!line.inhabitants) continue;
      ++counted;
      budgets += line.budget;
      inhabitants += *line.inhabitants;
    }
    for (const auto& [region, line] : lines_) {
      InPlace(region, words_, [&, &of = region, &with = line] {
        Write(of, with, all, counted > 1 ? budgets : 0, inhabitants, counted);
      });
    }
    WriteReferences();
    for (const LeftOut& row : left_out_) {
      out_.row(OrNone(row.region), nullptr, OrNone(row.stream), year_, nullptr, nullptr, nullptr,
               nullptr, nullptr, nullptr, nullptr, kLeftOut, nullptr, row.reason, nullptr,
               row.source, nullptr, nullptr, nullptr);
    }
    return std::move(out_).stream();
  }

 private:
  void Read() {
    std::vector<Budget> rows;
    for (const Budget& row : book_.budgets) {
      if (row.year == year_) rows.push_back(row);
    }
    book_.budgets = std::move(rows);
    Memberships memberships(run_.snapshot);
    const Budgets budgets = WorkOutBudgets(book_, memberships, {}, words_);
    left_out_ = budgets.left_out;
    for (const BudgetFigure& figure : budgets.figures) {
      const auto [found, first] = lines_.try_emplace(figure.region);
      Line& line = found->second;
      if (first) line.path = figure.path;
      if (line.path != figure.path) continue;  // of several claimed paths the first
      line.budget = Add(line.budget, figure.before);
      for (const Step& step : figure.steps) {
        if (explain_) {
          line.steps.push_back({book_.NameOf(figure.municipality) + ": " + step.text, step.amount,
                                std::nullopt, step.source});
        }
      }
      line.assumption |= figure.assumption;
      line.illustratief |= figure.illustratief;
    }
    for (auto& [region, line] : lines_) {
      CountInhabitants(memberships.Of(region, year_), line);
    }
    for (const Amount& row : book_.costs) {
      const auto found = lines_.find(row.region);
      if (row.year != year_ || found == lines_.end()) continue;
      Line& line = found->second;
      line.cost = Add(line.cost.value_or(0), row.value);
      line.illustratief |= row.illustratief;
      line.steps.push_back({words_(kCost, {book_.NameOf(row.municipality), row.item}), row.value,
                            std::nullopt, row.source});
    }
    for (auto& [region, line] : lines_) {
      const LeftOut* row = book_.LeftOutOf("finance_cost", region, stream_, year_);
      if (row == nullptr) continue;
      line.cost.reset();
      line.Remark(words_(kCostsWithout, {words_(kRowLeftOut, {row->source, row->reason})}));
    }
    if (lines_.empty()) {
      left_out_.push_back(
          {"", "finance_budget", stream_, "", year_, words_(kNothing, {std::to_string(year_)})});
    }
  }

  void CountInhabitants(const Members& members, Line& line) {
    std::int64_t sum = 0;
    for (const std::string& municipality : members.all) {
      const Inhabitants* found = book_.InhabitantsOf(municipality, year_);
      if (found == nullptr)
        return line.Remark(words_(kNoInhabitants, {book_.NameOf(municipality)}));
      sum = Add(sum, found->count);
      line.steps.push_back(
          {words_(kInhabitants, {book_.NameOf(municipality)}), std::nullopt, found->count,
           "municipality_inhabitants " + municipality + "|" + std::to_string(found->year)});
      line.illustratief |= found->illustratief;
    }
    if (sum > 0) line.inhabitants = sum;
    if (members.all.size() == 1) line.Remark(words_(kOneMember));
  }

  void Write(const std::string& region, const Line& line, Wide all, Wide budgets, Wide inhabitants,
             std::size_t counted) {
    std::optional<Cents> each, mean, own;
    std::optional<stelsel::Decimal<1>> deviation;
    Line said;
    said.remark = line.remark;
    if (line.inhabitants) {
      each = Narrow(Nearest(line.budget, *line.inhabitants));
      if (budgets > 0) {
        mean = Narrow(Nearest(budgets, inhabitants));
        said.Remark(words_(kMeanOver, {std::to_string(counted)}));
        // In tenths of a per cent, of the exact means and not of the rounded ones.
        const Wide here = static_cast<Wide>(line.budget) * inhabitants;
        const Wide there = budgets * *line.inhabitants;
        deviation = stelsel::Decimal<1>{Narrow(Nearest((here - there) * 1000, there))};
      } else {
        said.Remark(words_(kOneRegion));
      }
    }
    if (line.cost) own = Subtract(*line.cost, line.budget);
    const Share share =
        all > 0 ? static_cast<Share>(Nearest(static_cast<Wide>(line.budget) * kWhole, all)) : 0;
    const auto name = book_.regions.find(region);
    out_.row(region, name != book_.regions.end() ? name->second : region, stream_, year_,
             Euro(line.budget), stelsel::Decimal<6>{share}, line.inhabitants, Euro(each),
             Euro(mean), deviation, Euro(own), kWorkedOut, nullptr, OrNone(said.remark), nullptr,
             nullptr, nullptr,
             line.assumption ? std::make_optional(words_(texts::kLinear)) : std::nullopt,
             line.illustratief);
    std::int64_t number = 0;
    for (const LineStep& step : line.steps) {
      if (!explain_) break;
      out_.row(region, nullptr, stream_, year_, nullptr, nullptr, step.inhabitants, nullptr,
               nullptr, nullptr, nullptr, kStep, ++number, step.text, Euro(step.amount),
               OrNone(step.source), nullptr, nullptr, line.illustratief);
    }
  }

  void WriteReferences() {
    run_.snapshot.rows<tables::Reference>([&](const tables::Reference& row) {
      const auto codes = codes_of(row.stream);
      const auto place = static_cast<std::size_t>(row.stream);
      if (place >= codes.size() || codes[place] != stream_) return;
      std::optional<Cents> amount;
      if (row.amount) amount = row.amount->value;
      const std::string source = std::string(row.source_document.value_or("")) + " " +
                                 std::string(row.section.value_or(""));
      out_.row(row.region, row.name, stream_, row.year, nullptr, nullptr, nullptr, nullptr, nullptr,
               row.percent, Euro(amount), "bron", nullptr, row.explanation, nullptr,
               "finance_reference " + std::string(row.reference), source, nullptr,
               row.illustratief);
    });
  }

  const stelsel::Run& run_;
  const bool explain_;
  const std::string& stream_;
  const Year year_;
  const Words& words_;
  Book book_;
  std::map<std::string, Line> lines_;
  std::vector<LeftOut> left_out_;
  stelsel::Table out_{{TextColumn("region"),
                       TextColumn("name"),
                       TextColumn("stream"),
                       CountColumn("year"),
                       EuroColumn("budget"),
                       ShareColumn("share_of_total"),
                       CountColumn("inhabitants"),
                       EuroColumn("per_inhabitant"),
                       EuroColumn("mean_per_inhabitant"),
                       {"deviation_percent", stelsel::Kind::decimal, 1},
                       EuroColumn("own_addition"),
                       TextColumn("state"),
                       CountColumn("step"),
                       TextColumn("explanation"),
                       EuroColumn("amount"),
                       TextColumn("source_row"),
                       TextColumn("source"),
                       TextColumn("assumption"),
                       FlagColumn("illustratief")}};
};

// A code and the years in which it holds.
struct Code {
  std::string iv3, name, stream, source;
  Year from = 0, to = kLastYear;
};

std::vector<Code> ReadCodes(const stelsel::Snapshot& snapshot) {
  std::vector<Code> codes;
  snapshot.rows<tables::Iv3>([&](const tables::Iv3& row) {
    const auto streams = codes_of(row.stream);
    const auto place = static_cast<std::size_t>(row.stream);
    codes.push_back({std::string(row.iv3), std::string(row.name),
                     place < streams.size() ? std::string(streams[place]) : "",
                     "finance_iv3 " + std::string(row.iv3), row.from_year,
                     row.to_year.value_or(kLastYear)});
  });
  return codes;
}

// What was spent under a code, of a municipality or of all together.
struct CodeSum {
  Cents amount = 0;
  const Code* code = nullptr;
  bool illustratief = false;
  std::vector<Step> steps;
  std::string lacks;  // which row does not count; the sum is then not known
};

class Iv3 {
 public:
  Iv3(const stelsel::Run& run, const std::string& region, bool explain, const Words& words)
      : words_(words),
        explain_(explain),
        book_(ReadBook(run.snapshot, {region, ""}, words)),
        codes_(ReadCodes(run.snapshot)),
        left_out_(book_.left_out) {}

  stelsel::Stream Table() {
    for (const Amount& row : book_.costs) {
      InPlace(row.source, words_, [&] { Count(row); });
    }
    for (const LeftOut& row : book_.left_out) MarkLacking(row);
    // Sums of a code come in the order of municipalities, with all of them last.
    for (const auto& [of, sum] : sums_) Write(of, sum);
    for (const LeftOut& row : left_out_) {
      out_.row(OrNone(row.region), OrNone(row.municipality), nullptr, OrNone(row.year), nullptr,
               nullptr, nullptr, kLeftOut, nullptr, row.reason, row.source, nullptr);
    }
    return std::move(out_).stream();
  }

 private:
  // Region, year, code, whether it is of all together, municipality.
  using Of = std::tuple<std::string, Year, std::string, bool, std::string>;

  const Code* CodeOf(const std::string& stream, Year year) const {
    const Code* found = nullptr;
    for (const Code& code : codes_) {
      if (code.stream == stream && code.from <= year && year <= code.to) found = &code;
    }
    return found;
  }

  void Count(const Amount& row) {
    const Code* code = CodeOf(row.stream, row.year);
    if (code == nullptr) {
      left_out_.push_back({row.region, row.source, row.stream, row.municipality, row.year,
                           words_(kNoCode, {row.stream, std::to_string(row.year)})});
      return;
    }
    for (const bool all : {false, true}) {
      CodeSum& sum = sums_[{row.region, row.year, code->iv3, all, all ? "" : row.municipality}];
      sum.amount = Add(sum.amount, row.value);
      sum.code = code;
      sum.illustratief |= row.illustratief;
      if (!all) sum.steps.push_back({row.item, row.value, row.source});
    }
  }

  // What a row that was left out belongs to is not known without it.
  void MarkLacking(const LeftOut& row) {
    const Code* code = CodeOf(row.stream, row.year);
    if (code == nullptr || row.source.compare(0, 13, "finance_cost ") != 0) return;
    for (const bool all : {false, true}) {
      if (!all && row.municipality.empty()) continue;
      CodeSum& sum = sums_[{row.region, row.year, code->iv3, all, all ? "" : row.municipality}];
      sum.code = code;
      sum.lacks = words_(kRowLeftOut, {row.source, row.reason});
    }
  }

  void Write(const Of& of, const CodeSum& sum) {
    const auto& [region, year, iv3, all, municipality] = of;
    const std::string name = all ? words_(texts::kTogether) : book_.NameOf(municipality);
    const bool whole = sum.lacks.empty();
    const auto amount = whole ? std::make_optional(sum.amount) : std::nullopt;
    out_.row(region, OrNone(municipality), name, year, iv3, sum.code->name, Euro(amount),
             !whole ? kLeftOut
             : all  ? kTotal
                    : kWorkedOut,
             nullptr, OrNone(sum.lacks), sum.code->source, sum.illustratief);
    std::int64_t number = 0;
    for (const Step& step : sum.steps) {
      if (!explain_) break;
      out_.row(region, OrNone(municipality), name, year, iv3, sum.code->name, Euro(step.amount),
               kStep, ++number, step.text, step.source, sum.illustratief);
    }
  }

  const Words& words_;
  const bool explain_;
  const Book book_;
  const std::vector<Code> codes_;
  std::vector<LeftOut> left_out_;
  std::map<Of, CodeSum> sums_;
  stelsel::Table out_{{TextColumn("region"), TextColumn("municipality"), TextColumn("name"),
                       CountColumn("year"), TextColumn("iv3"), TextColumn("iv3_name"),
                       EuroColumn("amount"), TextColumn("state"), CountColumn("step"),
                       TextColumn("explanation"), TextColumn("source_row"),
                       FlagColumn("illustratief")}};
};

}  // namespace

stelsel::Stream BenchmarkTable(const stelsel::Run& run, const std::string& stream, Year year,
                               bool explain, const Words& words) {
  return Benchmark(run, stream, year, explain, words).Table();
}

stelsel::Stream Iv3Table(const stelsel::Run& run, const std::string& region, bool explain,
                         const Words& words) {
  return Iv3(run, region, explain, words).Table();
}

}  // namespace finance
