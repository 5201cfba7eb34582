#include "calendar.h"

#include <algorithm>
#include <tuple>

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
      : market_(market), day_(day), until_(AddMonths(day, months)), region_(region) {}

  std::vector<Event> Collect() && {
    ReadVersions();
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

  // What is known of a contract on the day.
  struct Known {
    std::int64_t extended = 0;  // how many times
    bool ended_early = false;
    const Version* last = nullptr;  // of those that were agreed by the day and have an end
    bool agreed_later = false;      // whether there are others
  };

  // Of a version without a day of agreement nothing says that it was agreed later.
  void ReadVersions() {
    known_.resize(market_.contracts.size());
    for (const Version& version : market_.versions) {
      if (version.contract == kNone) continue;
      Known& known = known_[version.contract];
      if (version.agreed_on.value_or(day_) > day_) {
        known.agreed_later = true;
        continue;
      }
      known.extended += version.kind == VersionKind::verlenging ? 1 : 0;
      known.ended_early = known.ended_early || version.kind == VersionKind::beeindiging;
      const bool is_later = known.last == nullptr || known.last->version < version.version;
      if (version.period.to != kEnd && is_later) known.last = &version;
    }
  }
  // A contract has the end that was agreed last, which on the day may have been yet to come.
  Day EndOf(std::size_t i) const {
    const Known& known = known_[i];
    return known.agreed_later && known.last != nullptr ? known.last->period.to
                                                       : market_.contracts[i].period.to;
  }

  Event& Add(EventKind kind, Day day, const std::string& region, const std::string& contract,
             const std::string& what) {
    Event event;
    event.kind = kind;
    event.day = day;
    event.region = region;
    event.contract = contract;
    event.id = std::string("inkoop-") + WordOf(kind) + "-" + region + "-" + what;
    return events_.emplace_back(std::move(event));
  }

  void AddContract(std::size_t i) {
    const Contract& contract = market_.contracts[i];
    const Day end = EndOf(i);
    if (end == kEnd || end <= day_ || contract.period.from >= until_ || !Wanted(contract.region))
      return;
    const Day last = end - 1;
    if (Ahead(last))
      Add(EventKind::end, last, contract.region, contract.id, contract.id + "-" + TextOf(end));
    const Day notice = std::max(AddMonths(last, -contract.notice_months), contract.period.from);
    if (notice >= until_) return;
    const Known& known = known_[i];
    const std::int64_t left =
        known.ended_early ? 0 : contract.extensions.value_or(0) - known.extended;
    Event& event = Add(left > 0 ? EventKind::extend : EventKind::follow_up, notice, contract.region,
                       contract.id, contract.id + "-" + TextOf(end));
    event.left = std::max<std::int64_t>(left, 0);
    event.ended_early = known.ended_early;
    event.overdue = notice < day_;
  }

  void AddCeiling(const CeilingState& state) {
    if (!state.notice_on || *state.notice_on >= until_) return;
    if (state.ceiling->informed_on && *state.ceiling->informed_on <= day_) return;
    // What last year would have come to is past: of it only what was seen is told.
    if (state.notice_forecast && state.ceiling->year < YearOf(day_)) return;
    Event& event =
        Add(EventKind::ceiling, *state.notice_on, state.contract->region, state.contract->id,
            state.contract->id + "-" + state.ceiling->provider + "-" +
                std::to_string(state.ceiling->year));
    event.provider = state.ceiling->provider;
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
                       evaluation.region, evaluation.contract, evaluation.id);
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
    if (stop.period.from != kBegin && Ahead(stop.period.from))
      Add(EventKind::stop_begins, stop.period.from, contract.region, contract.id, what).provider =
          stop.provider;
    if (stop.period.to != kEnd && Ahead(stop.period.to))
      Add(EventKind::stop_ends, stop.period.to, contract.region, contract.id, what).provider =
          stop.provider;
  }

  const Market& market_;
  const Day day_, until_;
  const std::string& region_;
  std::vector<Known> known_;
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> EventsFrom(const Market& market, Day day, std::int64_t months,
                              const std::string& region) {
  return Collector(market, day, months, region).Collect();
}

}  // namespace inkoop
