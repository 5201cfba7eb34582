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
    CountExtensions();
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

  // Extensions that were agreed by the day.
  void CountExtensions() {
    extended_.resize(market_.contracts.size());
    for (const Version& version : market_.versions) {
      if (version.contract == kNone || version.kind != VersionKind::verlenging) continue;
      if (version.agreed_on.value_or(version.period.from) <= day_) ++extended_[version.contract];
    }
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
    const Day end = contract.period.to;
    if (end == kEnd || end <= day_ || contract.period.from > day_ || !Wanted(contract.region))
      return;
    const Day last = end - 1;
    if (Ahead(last))
      Add(EventKind::end, last, contract.region, contract.id, contract.id + "-" + TextOf(end));
    const Day notice = AddMonths(last, -contract.notice_months);
    if (notice >= until_) return;
    const std::int64_t left = contract.extensions.value_or(0) - extended_[i];
    Event& event = Add(left > 0 ? EventKind::extend : EventKind::follow_up, notice, contract.region,
                       contract.id, contract.id + "-" + TextOf(end));
    event.left = std::max<std::int64_t>(left, 0);
    event.overdue = notice < day_;
  }

  void AddCeiling(const CeilingState& state) {
    if (!state.notice_on) return;
    const bool reached = !state.notice_forecast;
    if (!reached && !Ahead(*state.notice_on)) return;
    Event& event =
        Add(EventKind::ceiling, *state.notice_on, state.contract->region, state.contract->id,
            state.contract->id + "-" + state.ceiling->provider + "-" +
                std::to_string(state.ceiling->year));
    event.provider = state.ceiling->provider;
    event.forecast = !reached;
    event.overdue = reached && *state.notice_on < day_;
  }

  void AddEvaluation(const Evaluation& evaluation) {
    if (!evaluation.planned_on || evaluation.held || !Wanted(evaluation.region)) return;
    if (*evaluation.planned_on >= until_) return;
    Event& event = Add(EventKind::evaluation, *evaluation.planned_on, evaluation.region,
                       evaluation.contract, evaluation.id);
    event.words = evaluation.name;
    event.overdue = *evaluation.planned_on < day_;
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
  std::vector<std::int64_t> extended_;
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> EventsFrom(const Market& market, Day day, std::int64_t months,
                              const std::string& region) {
  return Collector(market, day, months, region).Collect();
}

}  // namespace inkoop
