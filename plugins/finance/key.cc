#include "key.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

#include "stelsel/stelsel.hpp"

namespace finance {
namespace {

constexpr std::pair<const char*, Text> kKinds[] = {
    {"inwoners", {"inwoners", "inhabitants"}},
    {"objectief", {"objectief budget", "objective budget"}},
    {"historisch", {"historisch budget", "historical budget"}},
    {"gebruik", {"zorgdagen", "days of care"}},
    {"gelijk", {"gelijke delen", "equal parts"}},
    {"vast", {"vaste aandelen", "fixed shares"}},
    {"mix", {"gewogen mix", "weighted mix"}},
};

// Those that need no row of their own.
constexpr const char* kPlainKinds[] = {"inwoners", "objectief", "historisch", "gebruik", "gelijk"};

constexpr Text kNoKey{"er is geen sleutel `{0}`", "there is no key `{0}`"};
constexpr Text kKnown{"er is geen sleutel `{0}`; bekend zijn {1}",
                      "there is no key `{0}`; known are {1}"};
constexpr Text kNoFigure{"van {0} is voor {1} niets bekend ({2})",
                         "of {0} nothing is known for {1} ({2})"};
constexpr Text kNothing{"de sleutel {0} geeft niemand een gewicht",
                        "key {0} gives nobody a weight"};
constexpr Text kNegative{"de sleutel {0} heeft een gewicht onder nul",
                         "key {0} has a weight below zero"};
constexpr Text kDoNotSum{"de delen van sleutel {0} tellen niet op tot 1",
                         "the parts of key {0} do not add up to 1"};
constexpr Text kStep{"naar {0}: {1} van {2}, over {3}", "by {0}: {1} of {2}, over {3}"};
constexpr Text kOfYear{"{0} van {1}", "{0} of {1}"};
constexpr Text kMixStep{"deel {0} van sleutel {1}: {2} van {3}", "part {0} of key {1}: {2} of {3}"};

// Weights of the municipalities by one kind, and from where; `why_not` when there are none.
struct Weights {
  std::vector<std::int64_t> of;
  std::vector<std::string> source;
  std::string why_not;
  bool illustratief = false;
  std::string assumption;
};

class Divider {
 public:
  Divider(const Book& book, const DivisionPlace& place, const std::string& name,
          const std::vector<std::string>& municipalities, const Words& words)
      : book_(book), place_(place), name_(name), municipalities_(municipalities), words_(words) {}

  Division By(const std::string& kind, const Key* key, Cents total) {
    if (kind == "mix") return ByMix(*key, total);
    Weights weights = WeightsBy(kind, key);
    Division out;
    out.illustratief = weights.illustratief;
    out.assumption = weights.assumption;
    out.why_not = Problem(kind, weights);
    if (!out.why_not.empty()) return out;
    out.parts = Divide(total, weights.of);
    const std::int64_t sum = Sum(weights.of);
    const std::string all = Plain(sum, kind);
    for (std::size_t i = 0; i < weights.of.size(); ++i) {
      const Cents beyond =
          BeyondTruncated(out.parts[i], static_cast<Wide>(total) * weights.of[i], sum);
      const std::string text = words_(
          kStep, {KindInWords(kind, words_), Plain(weights.of[i], kind), all, words_.Euros(total)});
      out.steps.push_back({{text + LeftOverCent(beyond, words_), out.parts[i], weights.source[i]}});
    }
    return out;
  }

 private:
  // Money with its point, the rest as it is.
  static std::string Plain(std::int64_t value, const std::string& kind) {
    const bool money = kind == "objectief" || kind == "historisch";
    return PlainDecimal(value, money ? 2 : kind == "vast" ? 6 : 0);
  }

  std::string Problem(const std::string& kind, const Weights& weights) const {
    if (!weights.why_not.empty()) return weights.why_not;
    const auto& of = weights.of;
    if (std::any_of(of.begin(), of.end(), [](auto w) { return w < 0; })) {
      return words_(kNegative, {kind});
    }
    const bool some = std::any_of(of.begin(), of.end(), [](auto w) { return w > 0; });
    return some ? "" : words_(kNothing, {kind});
  }

  // Each part of the mix gets its weight of the total, and is divided by its own kind.
  Division ByMix(const Key& key, Cents total) {
    Division out;
    std::vector<std::int64_t> weights;
    for (const auto& [kind, weight] : key.weights) weights.push_back(weight);
    if (weights.empty() || Sum(weights) != kWhole) {
      out.why_not = words_(kDoNotSum, {name_});
      return out;
    }
    out.parts.assign(municipalities_.size(), 0);
    out.steps.resize(municipalities_.size());
    const std::vector<Cents> totals = Divide(total, weights);
    std::size_t next = 0;
    for (const auto& [kind, weight] : key.weights) {
      const Cents given = totals[next++];
      const Division part = By(kind, &key, given);
      out.illustratief |= part.illustratief;
      if (!part.assumption.empty())
        out.assumption += (out.assumption.empty() ? "" : ", ") + part.assumption;
      if (!part.why_not.empty()) return part;
      const Step share{
          words_(kMixStep,
                 {KindInWords(kind, words_), name_, words_.Percent(weight), words_.Euros(total)}) +
              LeftOverCent(BeyondTruncated(given, static_cast<Wide>(total) * weight, kWhole),
                           words_),
          given, "finance_key_weight " + place_.region + "|" + name_ + "|" + kind};
      for (std::size_t i = 0; i < out.parts.size(); ++i) {
        out.parts[i] = Add(out.parts[i], part.parts[i]);
        out.steps[i].push_back(share);
        out.steps[i].insert(out.steps[i].end(), part.steps[i].begin(), part.steps[i].end());
      }
    }
    return out;
  }

  Weights WeightsBy(const std::string& kind, const Key* key) {
    if (kind == "inwoners") return ByInhabitants();
    if (kind == "objectief" || kind == "historisch") return ByBudget(kind == "objectief");
    if (kind == "gebruik") return ByUse();
    if (kind == "vast") return ByFixedShares(key);
    return {std::vector<std::int64_t>(municipalities_.size(), 1),
            std::vector<std::string>(municipalities_.size()), "", false, ""};
  }

  // What is of an earlier year than is asked for is an assumption.
  std::string OfYear(const std::string& kind, Year year) const {
    if (year >= place_.year) return "";
    return words_(kOfYear, {KindInWords(kind, words_), std::to_string(year)});
  }

  std::string Lacks(const std::string& municipality, const std::string& kind) const {
    return words_(kNoFigure, {book_.NameOf(municipality), std::to_string(place_.year),
                              KindInWords(kind, words_)});
  }

  Weights ByInhabitants() {
    Weights out;
    Year oldest = place_.year;
    for (const std::string& municipality : municipalities_) {
      const Inhabitants* found = book_.InhabitantsOf(municipality, place_.year);
      if (found == nullptr) {
        out.why_not = Lacks(municipality, "inwoners");
        return out;
      }
      out.of.push_back(found->count);
      oldest = std::min(oldest, found->year);
      out.illustratief |= found->illustratief;
      out.source.push_back("municipality_inhabitants " + municipality + "|" +
                           std::to_string(found->year));
    }
    out.assumption = OfYear("inwoners", oldest);
    return out;
  }

  Weights ByBudget(bool objective) {
    Weights out{std::vector<std::int64_t>(municipalities_.size(), 0),
                std::vector<std::string>(municipalities_.size()), "", false, ""};
    bool of_the_region = false;
    for (const Budget& budget : book_.budgets) {
      if (budget.region != place_.region || budget.stream != place_.stream ||
          budget.year != place_.year || budget.objective != objective) {
        continue;
      }
      AddTo(out, budget.municipality, budget.amount, budget.source);
      out.illustratief |= budget.illustratief;
      of_the_region |= budget.regional;
    }
    // Money for all of the region stands with who receives it; the others rightly have nothing.
    if (!of_the_region) NeedAll(out, objective ? "objectief" : "historisch");
    return out;
  }

  void AddTo(Weights& out, const std::string& municipality, std::int64_t value,
             const std::string& source) {
    const auto found =
        std::lower_bound(municipalities_.begin(), municipalities_.end(), municipality);
    if (found == municipalities_.end() || *found != municipality) return;
    const auto place = static_cast<std::size_t>(found - municipalities_.begin());
    out.of[place] = Add(out.of[place], value);
    out.source[place] += (out.source[place].empty() ? "" : "; ") + source;
  }

  // Nobody has a weight of nothing because a row is missing.
  void NeedAll(Weights& out, const std::string& kind) const {
    for (std::size_t i = 0; i < municipalities_.size(); ++i) {
      if (out.source[i].empty() && out.why_not.empty())
        out.why_not = Lacks(municipalities_[i], kind);
    }
  }

  Weights ByUse() {
    Year latest = 0;
    const auto is_here = [&](const Amount& row) {
      return row.region == place_.region && row.stream == place_.stream && row.year <= place_.year;
    };
    for (const Amount& row : book_.usage) {
      if (is_here(row)) latest = std::max(latest, row.year);
    }
    Weights out{std::vector<std::int64_t>(municipalities_.size(), 0),
                std::vector<std::string>(municipalities_.size()), "", false, ""};
    for (const Amount& row : book_.usage) {
      if (!is_here(row) || row.year != latest) continue;
      AddTo(out, row.municipality, row.value, row.source);
      out.illustratief |= row.illustratief;
    }
    NeedAll(out, "gebruik");
    out.assumption = OfYear("gebruik", latest);
    return out;
  }

  Weights ByFixedShares(const Key* key) {
    Weights out;
    for (const std::string& municipality : municipalities_) {
      const auto found = key->shares.find(municipality);
      out.of.push_back(found != key->shares.end() ? found->second : 0);
      out.source.push_back("finance_key_share " + place_.region + "|" + name_ + "|" + municipality);
    }
    if (Sum(out.of) != kWhole) out.why_not = words_(kDoNotSum, {name_});
    return out;
  }

  const Book& book_;
  const DivisionPlace& place_;
  const std::string& name_;  // of the key
  const std::vector<std::string>& municipalities_;
  const Words& words_;
};

}  // namespace

void NeedKey(const Book& book, const std::string& key, const Words& words) {
  std::set<std::string> known(std::begin(kPlainKinds), std::end(kPlainKinds));
  for (const auto& [place, one] : book.keys) known.insert(place.second);
  if (key.empty() || known.count(key) > 0) return;
  std::string names;
  for (const std::string& one : known) names += (names.empty() ? "" : ", ") + one;
  throw stelsel::Error(STELSEL_NOT_FOUND, words(kKnown, {key, names}));
}

std::string LeftOverCent(Cents beyond, const Words& words) {
  return beyond == 0 ? "" : words(texts::kLeftOverCent, {words.Euros(beyond)});
}

std::string KindInWords(const std::string& kind, const Words& words) {
  for (const auto& [code, text] : kKinds) {
    if (kind == code) return words(text);
  }
  return kind;
}

Division DivideByKey(const Book& book, const DivisionPlace& place, const std::string& key,
                     const std::vector<std::string>& municipalities, Cents total,
                     const Words& words) {
  Divider divider(book, place, key, municipalities, words);
  const auto found = book.keys.find({place.region, key});
  if (found != book.keys.end() && !found->second.kind.empty()) {
    Division out = divider.By(found->second.kind, &found->second, total);
    out.illustratief |= found->second.illustratief;
    return out;
  }
  for (const char* kind : kPlainKinds) {
    if (key == kind) return divider.By(kind, nullptr, total);
  }
  Division out;
  out.why_not = words(kNoKey, {key});
  return out;
}

}  // namespace finance
