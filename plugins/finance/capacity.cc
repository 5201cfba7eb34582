#include "capacity.h"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "finance/tables.hpp"
#include "output.h"
#include "regioafspraken/tables.hpp"
#include "stelsel/stelsel.hpp"

namespace finance {
namespace {

constexpr Text kSteps{"in gelijke jaarlijkse stappen: een aanname",
                      "in equal yearly steps: an assumption"};
constexpr Text kNoPrice{"geen prijs van {0} in of vóór {1}", "no price of {0} in or before {1}"};
constexpr Text kNotAllPriced{"niet alles heeft in {0} een prijs", "not all has a price in {0}"};
constexpr Text kHomes{"een woning kost wat een plaats van {0} kost: een aanname",
                      "a dwelling costs what a place of {0} does: an assumption"};
constexpr Text kNoTargets{"de regio heeft geen doelen met een aantal plaatsen of woningen",
                          "the region has no targets with a number of places or dwellings"};
constexpr Text kYears{"het doeljaar ligt niet na het eerste jaar",
                      "the target year is not after the first year"};
constexpr Text kOldPrice{"prijs van {0}: een aanname", "price of {0}: an assumption"};
constexpr Text kTargetState{"stand van het doel: {0}", "state of the target: {0}"};
constexpr Text kBase{"aan het begin, {0}", "at the beginning, {0}"};
constexpr Text kDone{"{0} in {1} gelijke stappen, bereikt na {2}",
                     "{0} in {1} equal steps, reached after {2}"};
constexpr Text kPriceStep{"een plaats van {0} in {1}", "a place of {0} in {1}"};
constexpr Text kCostStep{"{0} keer {1}", "{0} times {1}"};

// A target in whole places.
struct Target {
  std::string id, name, kind, source, section, document;
  std::string doubt;  // how firm it is, and what can be doubted
  std::int64_t base = 0, change = 0;
  bool illustratief = false;
};

// Figures have one decimal, shares are percentages with one.
std::int64_t Whole(std::int64_t tenths) { return static_cast<std::int64_t>(Nearest(tenths, 10)); }

class Capacity {
 public:
  Capacity(const stelsel::Run& run, const CapacityWish& wish, const Words& words)
      : run_(run), wish_(wish), words_(words) {}

  stelsel::Stream Table() {
    if (wish_.to <= wish_.from) throw stelsel::Error(STELSEL_INVALID_ARGUMENT, words_(kYears));
    ReadPrices();
    const std::vector<Target> targets = ReadTargets();
    for (const Target& target : targets) Write(target);
    for (const auto& [year, total] : totals_) {
      const bool whole = unpriced_.count(year) == 0;
      const auto why = whole ? std::string() : words_(kNotAllPriced, {std::to_string(year)});
      out_.row(wish_.region, nullptr, words_(texts::kTogether), nullptr, year, nullptr, nullptr,
               nullptr, whole ? Euro(total) : Euro(std::nullopt), whole ? kTotal : kLeftOut,
               nullptr, OrNone(why), nullptr, nullptr, words_(kSteps), made_up_);
    }
    if (targets.empty()) {
      out_.row(wish_.region, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
               kLeftOut, nullptr, words_(kNoTargets), "regioafspraken_target", nullptr, nullptr,
               nullptr);
    }
    return std::move(out_).stream();
  }

 private:
  void ReadPrices() {
    run_.snapshot.rows<tables::Price>([&](const tables::Price& row) {
      if (row.region != wish_.region || row.form != tables::Price::Form::zin) return;
      prices_[std::string(row.facility_kind)][row.year] = row.amount.value;
      made_up_ |= row.illustratief.value_or(false);
    });
  }

  std::vector<Target> ReadTargets() const {
    std::vector<Target> targets;
    using Row = regioafspraken::tables::Target;
    run_.snapshot.rows<Row>([&](const Row& row) {
      const bool counted = row.unit == Row::Unit::plaatsen || row.unit == Row::Unit::woningen;
      if (row.region != wish_.region || !counted) return;
      Target target{std::string(row.target),
                    std::string(row.name),
                    std::string(row.facility_kind.value_or("")),
                    "regioafspraken_target " + wish_.region + "|" + std::string(row.target),
                    std::string(row.section.value_or("")),
                    std::string(row.source_document.value_or("")),
                    DoubtOf(row),
                    0,
                    0,
                    row.illustratief.value_or(false)};
      if (row.base_figure && row.share) {  // to a share of what there is
        target.base = Whole(row.base_figure->value);
        const Wide left = static_cast<Wide>(row.base_figure->value) * row.share->value;
        target.change = static_cast<std::int64_t>(Nearest(left, 10'000)) - target.base;
      } else if (row.figure) {  // so many more
        target.change = Whole(row.figure->value);
      } else {
        return;
      }
      targets.push_back(std::move(target));
    });
    return targets;
  }

  std::string DoubtOf(const regioafspraken::tables::Target& row) const {
    std::string doubt(row.explanation.value_or(""));
    if (!row.state) return doubt;
    const auto codes = codes_of(*row.state);
    const auto place = static_cast<std::size_t>(*row.state);
    if (place >= codes.size()) return doubt;
    return words_(kTargetState, {std::string(codes[place])}) + (doubt.empty() ? "" : "; ") + doubt;
  }

  // Of the year, or of the latest before it; with its year.
  std::optional<std::pair<Year, Cents>> PriceOf(const std::string& kind, Year year) const {
    const auto of_kind = prices_.find(kind);
    if (of_kind == prices_.end()) return std::nullopt;
    auto next = of_kind->second.upper_bound(year);
    if (next == of_kind->second.begin()) return std::nullopt;
    return *std::prev(next);
  }

  void Write(const Target& target) {
    const auto years = static_cast<std::size_t>(wish_.to - wish_.from);
    const std::string& kind = target.kind.empty() ? wish_.home_kind : target.kind;
    std::int64_t done = 0;
    for (std::size_t i = 0; i <= years; ++i) {
      // What is done by then is rounded, and not each step.
      const auto by_then =
          years == 0 ? target.change
                     : Narrow(Nearest(static_cast<Wide>(target.change) * static_cast<Wide>(i),
                                      static_cast<Wide>(years)));
      const std::int64_t step = by_then - done;
      done = by_then;
      WriteYear(target, kind, wish_.from + static_cast<Year>(i), step, done);
    }
  }

  void WriteYear(const Target& target, const std::string& kind, Year year, std::int64_t step,
                 std::int64_t done) {
    const auto price = PriceOf(kind, year);
    std::optional<Cents> each, cost;
    std::string remark, assumption = words_(kSteps);
    totals_.try_emplace(year, 0);
    if (price) {
      each = price->second;
      cost = Narrow(static_cast<Wide>(*each) * done);
      totals_[year] = Add(totals_[year], *cost);
      if (price->first < year) {
        assumption += "; " + words_(kOldPrice, {std::to_string(price->first)});
      }
    } else {
      remark = words_(kNoPrice, {kind, std::to_string(year)});
      if (done != 0) unpriced_.insert(year);
    }
    if (target.kind.empty()) assumption += "; " + words_(kHomes, {kind});
    if (!target.doubt.empty()) remark += (remark.empty() ? "" : "; ") + target.doubt;
    const bool made_up = target.illustratief || made_up_;
    out_.row(wish_.region, target.id, target.name, kind, year, target.base + done, step, Euro(each),
             Euro(cost), kWorkedOut, nullptr, OrNone(remark), target.source,
             OrNone(target.document + " " + target.section), assumption, made_up);
    if (!wish_.explain) return;
    std::int64_t number = 0;
    const auto write = [&](const std::string& text, auto places, auto change, auto a_price,
                           auto a_cost, const std::string& source) {
      out_.row(wish_.region, target.id, target.name, kind, year, places, change, a_price, a_cost,
               kStep, ++number, text, OrNone(source), nullptr, assumption, made_up);
    };
    const std::string years = std::to_string(wish_.to - wish_.from);
    const std::string after = std::to_string(year - wish_.from);
    write(words_(kBase, {std::to_string(wish_.from)}), target.base, nullptr, nullptr, nullptr,
          target.source);
    write(words_(kDone, {std::to_string(target.change), years, after}), nullptr, done, nullptr,
          nullptr, target.source);
    if (!price) return;
    write(words_(kPriceStep, {kind, std::to_string(price->first)}), nullptr, nullptr, Euro(each),
          nullptr,
          "finance_price " + wish_.region + "|" + kind + "|zin|" + std::to_string(price->first));
    write(words_(kCostStep, {std::to_string(done), words_.Euros(*each)}), nullptr, nullptr, nullptr,
          Euro(cost), "");
  }

  const stelsel::Run& run_;
  const CapacityWish& wish_;
  const Words& words_;
  std::map<std::string, std::map<Year, Cents>> prices_;
  std::map<Year, Cents> totals_;
  std::set<Year> unpriced_;  // in which the total would lack something
  bool made_up_ = false;
  stelsel::Table out_{{TextColumn("region"), TextColumn("target"), TextColumn("name"),
                       TextColumn("facility_kind"), CountColumn("year"), CountColumn("places"),
                       CountColumn("change"), EuroColumn("price"), EuroColumn("cost_change"),
                       TextColumn("state"), CountColumn("step"), TextColumn("explanation"),
                       TextColumn("source_row"), TextColumn("source"), TextColumn("assumption"),
                       FlagColumn("illustratief")}};
};

}  // namespace

stelsel::Stream CapacityTable(const stelsel::Run& run, const CapacityWish& wish,
                              const Words& words) {
  return Capacity(run, wish, words).Table();
}

}  // namespace finance
