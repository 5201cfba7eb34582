#include "choice.h"

#include <algorithm>
#include <utility>

namespace inkoop {
namespace {

constexpr std::int64_t kHighest = 10;  // as of the schema

std::int64_t ScoreOf(const ChoiceVariant& variant, const Criterion& criterion) {
  const auto it = variant.scores.find(criterion.id);
  return it != variant.scores.end() ? it->second : 0;
}

// Its points, and whether it falls off or lacks a score that weighs.
Standing Stand(const Choice& choice, const ChoiceVariant& variant) {
  Standing out;
  out.variant = &variant;
  std::vector<const Criterion*> low, lacking;
  for (const Criterion& criterion : choice.criteria) {
    const bool has = variant.scores.count(criterion.id) > 0;
    const std::int64_t score = ScoreOf(variant, criterion);
    out.points += criterion.weight * score;
    out.most += criterion.weight * (has ? score : kHighest);
    if (!has && (criterion.weight > 0 || criterion.least_score)) lacking.push_back(&criterion);
    if (has && criterion.least_score && score < *criterion.least_score) low.push_back(&criterion);
  }
  out.outcome = !low.empty()       ? Outcome::falls_off
                : !lacking.empty() ? Outcome::incomplete
                                   : Outcome::behind;
  out.why = !low.empty() ? low : lacking;
  return out;
}

// Where the first gains most on it, at most two.
std::vector<const Criterion*> LosesOn(const Choice& choice, const ChoiceVariant& first,
                                      const ChoiceVariant& variant) {
  const auto lost = [&](const Criterion* criterion) {
    return criterion->weight * (ScoreOf(first, *criterion) - ScoreOf(variant, *criterion));
  };
  std::vector<const Criterion*> out;
  for (const Criterion& criterion : choice.criteria) {
    if (lost(&criterion) > 0) out.push_back(&criterion);
  }
  std::stable_sort(out.begin(), out.end(),
                   [&](const Criterion* a, const Criterion* b) { return lost(a) > lost(b); });
  if (out.size() > 2) out.resize(2);
  return out;
}

void Rank(const Choice& choice, Judged& judged) {
  auto& standings = judged.standings;
  const auto stands = [](const Standing& s) { return s.outcome == Outcome::behind; };
  std::stable_sort(standings.begin(), standings.end(), [&](const Standing& a, const Standing& b) {
    if (stands(a) != stands(b)) return stands(a);
    return stands(a) && a.points > b.points;
  });
  const auto ranked = std::count_if(standings.begin(), standings.end(), stands);
  for (std::int64_t i = 0; i < ranked; ++i) {
    Standing& at = standings[static_cast<std::size_t>(i)];
    const bool same = i > 0 && standings[static_cast<std::size_t>(i - 1)].points == at.points;
    at.rank = same ? *standings[static_cast<std::size_t>(i - 1)].rank : i + 1;
  }
  const std::int64_t best = std::count_if(standings.begin(), standings.end(),
                                          [](const Standing& s) { return s.rank == 1; });
  const bool open = std::any_of(standings.begin(), standings.end(), [&](const Standing& s) {
    return s.outcome == Outcome::incomplete && s.most >= standings.front().points;
  });
  for (Standing& standing : standings) {
    if (standing.rank == 1) {
      standing.outcome = open ? Outcome::leads : best > 1 ? Outcome::tied : Outcome::first;
    } else if (standing.rank) {
      standing.why = LosesOn(choice, *standings.front().variant, *standing.variant);
    }
  }
}

std::int64_t FloorDiv(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

// The nearest weight, at least 0, at which `rival` has more points than the first.
std::optional<std::int64_t> TurnsAt(const Criterion& criterion, const Standing& first,
                                    const Standing& rival) {
  const std::int64_t gain = ScoreOf(*first.variant, criterion) - ScoreOf(*rival.variant, criterion);
  const std::int64_t rest = first.points - rival.points - gain * criterion.weight;
  if (gain == 0) return std::nullopt;
  if (gain < 0) return FloorDiv(rest, -gain) + 1;  // a heavier weight helps the rival
  const std::int64_t below = FloorDiv(-rest - 1, gain);
  return rest < 0 && below >= 0 ? std::optional(below) : std::nullopt;
}

Turn TurnOf(const Criterion& criterion, const Judged& judged) {
  Turn turn{&criterion, std::nullopt, {}};
  const Standing& first = judged.standings.front();
  const auto nearness = [&](std::int64_t weight) {
    return std::pair(std::abs(weight - criterion.weight), weight);
  };
  for (const Standing& rival : judged.standings) {
    if (!rival.rank || &rival == &first) continue;
    const auto at = TurnsAt(criterion, first, rival);
    if (at && (!turn.weight || nearness(*at) < nearness(*turn.weight))) turn.weight = at;
  }
  if (!turn.weight) return turn;
  std::int64_t most = INT64_MIN;
  for (const Standing& one : judged.standings) {
    if (!one.rank) continue;
    const std::int64_t points =
        one.points + ScoreOf(*one.variant, criterion) * (*turn.weight - criterion.weight);
    if (points > most) turn.winners.clear();
    most = std::max(most, points);
    if (points == most) turn.winners.push_back(one.variant);
  }
  return turn;
}

}  // namespace

Judged Judge(const Choice& choice) {
  Judged judged;
  for (const Criterion& criterion : choice.criteria) judged.weights += criterion.weight;
  for (const ChoiceVariant& variant : choice.variants)
    judged.standings.push_back(Stand(choice, variant));
  if (judged.weights == 0) {
    for (Standing& standing : judged.standings) standing.outcome = Outcome::unranked;
    return judged;
  }
  Rank(choice, judged);
  if (judged.standings.empty() || judged.standings.front().outcome != Outcome::first) return judged;
  for (const Criterion& criterion : choice.criteria)
    judged.turns.push_back(TurnOf(criterion, judged));
  return judged;
}

}  // namespace inkoop
