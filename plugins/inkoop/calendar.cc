#include "calendar.h"

#include <algorithm>
#include <tuple>

#include "agreed.h"
#include "ceiling.h"

namespace inkoop {
namespace {

const char* WordOf(EventKind kind) {
  switch (kind) {
    case EventKind::end:
      return "end";
    case EventKind::extend:
    case EventKind::follow_up:
      return "notice";
    case EventKind::ceiling:
      return "ceiling";
    case EventKind::evaluation:
      return "evaluation";
    case EventKind::stop_begins:
      return "stop-begins";
    case EventKind::stop_ends:
      return "stop-ends";
  }
  return "";
}

class Collector {
 public:
  Collector(const Market& market, Day day, std::int64_t months, const std::string& region)
      : market_(market),
        day_(day),
        until_(AddMonths(day, months)),
        region_(region),
        agreed_(AgreedBy(market, day)) {}

  std::vector<Event> Collect() && {
    for (std::size_t i = 0; i < market_.contracts.size(); ++i) AddContract(i);
    for (const CeilingState& state : CeilingsOn(market_, day_, region_)) AddCeiling(state);
    for (const Evaluation& evaluation : market_.evaluations) AddEvaluation(evaluation);
    for (const ClientStop& stop : market_.client_stops) AddStop(stop);
    std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) {
      return std::tie(a.day, a.id) < std::tie(b.day, b.id);
    });
    return std::move(events_);
  }

 private:
  bool Wanted(const std::string& region) const { return region_.empty() || region == region_; }
  bool Ahead(Day day) const { return day_ <= day && day < until_; }

  Event& Add(EventKind kind, Day day, const std::string& region, const std::string& what) {
    Event event;
    event.kind = kind;
    event.day = day;
    event.region = region;
    event.id = std::string("inkoop-") + WordOf(kind) + "-" + region + "-" + what;
    return events_.emplace_back(std::move(event));
  }
  Event& Add(EventKind kind, Day day, const Contract& contract, const std::string& what) {
    Event& event = Add(kind, day, contract.region, what);
    event.contract = contract.id;
    event.illustratief = contract.illustratief;
    return event;
  }

  void AddContract(std::size_t i) {
    const Contract& contract = market_.contracts[i];
    const AgreedContract& agreed = agreed_[i];
    const Day from = agreed.period.from, end = agreed.period.to;
    if (end == kEnd || end <= day_ || from >= until_ || !Wanted(contract.region)) return;
    const Day last = end - 1;
    const std::string what = contract.id + "-" + TextOf(end);
    if (Ahead(last)) Add(EventKind::end, last, contract, what);
    const Day notice = std::max(AddMonths(last, -contract.notice_months), from);
    if (notice >= until_) return;
    const bool is_left = !agreed.ended_early && contract.extensions.value_or(0) > agreed.extended;
    Event& event = Add(is_left ? EventKind::extend : EventKind::follow_up, notice, contract, what);
    if (contract.extensions)
      event.left = std::max<std::int64_t>(*contract.extensions - agreed.extended, 0);
    event.ended_early = agreed.ended_early;
    event.overdue = notice < day_;
  }

  void AddCeiling(const CeilingState& state) {
    if (!state.notice_on || *state.notice_on >= until_) return;
    if (state.ceiling->informed_on && *state.ceiling->informed_on <= day_) return;
    // What last year would have come to is past: of it only what was seen is told.
    if (state.notice_forecast && state.ceiling->year < YearOf(day_)) return;
    Event& event = Add(EventKind::ceiling, *state.notice_on, *state.contract,
                       state.contract->id + "-" + state.ceiling->provider + "-" +
                           std::to_string(state.ceiling->year));
    event.provider = state.ceiling->provider;
    event.illustratief = event.illustratief || state.ceiling->illustratief;
    event.forecast = state.notice_forecast;
    event.overdue = *state.notice_on < day_;
  }

  void AddEvaluation(const Evaluation& evaluation) {
    const bool is_held = evaluation.held_on && *evaluation.held_on <= day_;
    const bool is_planned = evaluation.from || evaluation.to;
    if (!is_planned || is_held || !Wanted(evaluation.region)) return;
    if (evaluation.from.value_or(day_) >= until_) return;
    // A year or a quarter has until its last day.
    Event& event = Add(EventKind::evaluation, evaluation.to ? *evaluation.to : *evaluation.from,
                       evaluation.region, evaluation.id);
    event.contract = evaluation.contract;
    event.illustratief = evaluation.illustratief;
    event.words = evaluation.name;
    if (evaluation.from != evaluation.to) event.planned = evaluation.planned;
    event.overdue = evaluation.to.value_or(day_) < day_;
  }

  void AddStop(const ClientStop& stop) {
    if (stop.contract == kNone) return;
    const Contract& contract = market_.contracts[stop.contract];
    if (!Wanted(contract.region)) return;
    const std::string what =
        contract.id + "-" + stop.provider + "-" + std::to_string(stop.sequence);
    const auto add = [&](EventKind kind, Day day) {
      if (day == kBegin || day == kEnd || !Ahead(day)) return;
      Event& event = Add(kind, day, contract, what);
      event.provider = stop.provider;
      event.illustratief = event.illustratief || stop.illustratief;
    };
    add(EventKind::stop_begins, stop.period.from);
    add(EventKind::stop_ends, stop.period.to);
  }

  const Market& market_;
  const Day day_, until_;
  const std::string& region_;
  const std::vector<AgreedContract> agreed_;
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> EventsFrom(const Market& market, Day day, std::int64_t months,
                              const std::string& region) {
  return Collector(market, day, months, region).Collect();
}

}  // namespace inkoop
