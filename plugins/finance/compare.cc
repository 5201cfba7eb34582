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
constexpr Text kOneRegion{"één regio heeft geen gemiddelde om naast te staan",
                          "one region has no mean to stand beside"};
constexpr Text kNoCode{"geen Iv3-code voor {0} in {1}", "no Iv3 code for {0} in {1}"};
constexpr Text kNothing{"geen budgetten van {0}", "no budgets of {0}"};

// One region in the benchmark.
struct Line {
  Cents budget = 0;
  std::optional<Cents> cost;
  std::optional<std::int64_t> inhabitants;
  bool assumption = false, illustratief = false;
  std::string path, remark;
};

class Benchmark {
 public:
  Benchmark(const stelsel::Run& run, const std::string& stream, Year year, const Words& words)
      : run_(run),
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
      Write(region, line, all, counted > 1 ? budgets : 0, inhabitants);
    }
    WriteReferences();
    for (const LeftOut& row : left_out_) {
      out_.row(OrNone(row.region), nullptr, OrNone(row.stream), year_, nullptr, nullptr, nullptr,
               nullptr, nullptr, nullptr, nullptr, kLeftOut, row.reason, row.source, nullptr,
               nullptr, nullptr);
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
      line.assumption |= figure.assumption;
      line.illustratief |= figure.illustratief;
    }
    for (auto& [region, line] : lines_) {
      CountInhabitants(memberships.Of(region, year_), line);
    }
    for (const Amount& row : book_.costs) {
      const auto found = lines_.find(row.region);
      if (row.year != year_ || found == lines_.end()) continue;
      found->second.cost = Add(found->second.cost.value_or(0), row.value);
      found->second.illustratief |= row.illustratief;
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
      if (found == nullptr) {
        line.remark = words_(kNoInhabitants, {book_.NameOf(municipality)});
        return;
      }
      sum = Add(sum, found->count);
      line.illustratief |= found->illustratief;
    }
    if (sum > 0) line.inhabitants = sum;
  }

  void Write(const std::string& region, const Line& line, Wide all, Wide budgets,
             Wide inhabitants) {
    std::optional<Cents> each, mean, own;
    std::optional<stelsel::Decimal<1>> deviation;
    std::string remark = line.remark;
    if (line.inhabitants) {
      each = Narrow(Nearest(line.budget, *line.inhabitants));
      if (budgets > 0) {
        mean = Narrow(Nearest(budgets, inhabitants));
        // In tenths of a per cent, of the exact means and not of the rounded ones.
        const Wide here = static_cast<Wide>(line.budget) * inhabitants;
        const Wide there = budgets * *line.inhabitants;
        deviation = stelsel::Decimal<1>{Narrow(Nearest((here - there) * 1000, there))};
      } else {
        remark = words_(kOneRegion);
      }
    }
    if (line.cost) own = Subtract(*line.cost, line.budget);
    const Share share =
        all > 0 ? static_cast<Share>(Nearest(static_cast<Wide>(line.budget) * kWhole, all)) : 0;
    const auto name = book_.regions.find(region);
    out_.row(region, name != book_.regions.end() ? name->second : region, stream_, year_,
             Euro(line.budget), stelsel::Decimal<6>{share}, line.inhabitants, Euro(each),
             Euro(mean), deviation, Euro(own), kWorkedOut, OrNone(remark), nullptr, nullptr,
             line.assumption ? std::make_optional(words_(texts::kLinear)) : std::nullopt,
             line.illustratief);
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
               row.percent, Euro(amount), "bron", row.explanation,
               "finance_reference " + std::string(row.reference), source, nullptr,
               row.illustratief);
    });
  }

  const stelsel::Run& run_;
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
                       TextColumn("explanation"),
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

}  // namespace

stelsel::Stream BenchmarkTable(const stelsel::Run& run, const std::string& stream, Year year,
                               const Words& words) {
  return Benchmark(run, stream, year, words).Table();
}

stelsel::Stream Iv3Table(const stelsel::Run& run, const std::string& region, const Words& words) {
  const Book book = ReadBook(run.snapshot, {region, ""}, words);
  const std::vector<Code> codes = ReadCodes(run.snapshot);
  std::vector<LeftOut> left_out = book.left_out;
  struct Sum {
    Cents amount = 0;
    const Code* code = nullptr;
    bool illustratief = false;
  };
  std::map<std::tuple<std::string, std::string, Year, std::string>, Sum> sums;
  for (const Amount& row : book.costs) {
    const Code* found = nullptr;
    for (const Code& code : codes) {
      if (code.stream == row.stream && code.from <= row.year && row.year <= code.to) found = &code;
    }
    if (found == nullptr) {
      left_out.push_back({row.region, row.source, row.stream, row.municipality, row.year,
                          words(kNoCode, {row.stream, std::to_string(row.year)})});
      continue;
    }
    Sum& sum = sums[{row.region, row.municipality, row.year, found->iv3}];
    sum.amount = Add(sum.amount, row.value);
    sum.code = found;
    sum.illustratief |= row.illustratief;
  }
  stelsel::Table out({TextColumn("region"), TextColumn("municipality"), TextColumn("name"),
                      CountColumn("year"), TextColumn("iv3"), TextColumn("iv3_name"),
                      EuroColumn("amount"), TextColumn("state"), TextColumn("explanation"),
                      TextColumn("source_row"), FlagColumn("illustratief")});
  for (const auto& [of, sum] : sums) {
    const auto& [in, municipality, year, iv3] = of;
    out.row(in, municipality, book.NameOf(municipality), year, iv3, sum.code->name,
            Euro(sum.amount), kWorkedOut, nullptr, sum.code->source, sum.illustratief);
  }
  for (const LeftOut& row : left_out) {
    out.row(OrNone(row.region), OrNone(row.municipality), nullptr, OrNone(row.year), nullptr,
            nullptr, nullptr, kLeftOut, row.reason, row.source, nullptr);
  }
  return std::move(out).stream();
}

}  // namespace finance
