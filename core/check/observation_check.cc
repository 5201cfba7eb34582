// Observations of one thing beside each other: contradictions, ties and, of agreement statuses,
// falls.
#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "core/check/row_check.h"

namespace stelsel::core::checking {
namespace {

struct Observation {
  int64_t subject;  // what is observed, numbered
  int64_t version;  // of the wording; kNull when not known
  int64_t source;   // kNull when not named
  int64_t on;       // the date's text, interned
  int32_t earliest;
  int32_t latest;
  int rank;  // of the status, lowest first
  RowId row;
};

// What is said at the same time, lowest first.
bool ByTime(const Observation& a, const Observation& b) {
  return std::tie(a.subject, a.latest, a.rank, a.row) <
         std::tie(b.subject, b.latest, b.rank, b.row);
}

bool ByVersionAndStart(const Observation& a, const Observation& b) {
  return std::tie(a.subject, a.version, a.earliest, a.row) <
         std::tie(b.subject, b.version, b.earliest, b.row);
}

bool ByEnd(const Observation* a, const Observation* b) {
  return std::tie(a->latest, a->row) < std::tie(b->latest, b->row);
}

// Calls f with each run of neighbours that are `same`.
template <typename Same, typename F>
void ForEachRun(const std::vector<Observation>& all, Same same, F f) {
  for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && same(all[begin], all[end])) ++end;
    f(absl::MakeConstSpan(all).subspan(begin, end - begin));
  }
}

class ObservationCheck : public RowCheck {
 public:
  ObservationCheck(Context& context, const Table& table, const Observed& observed)
      : context_(context),
        table_(table),
        observed_(observed),
        value_(*observed.lowest),
        version_(table.schema().IndexOf("topic_version")),
        source_(table.schema().IndexOf("source_document")) {}

  void Check(const RowRef& row) override {
    const int64_t on = row.Scalar(observed_.on);
    const std::optional<int> rank = Status().Rank(row.Text(value_));
    if (on == Column::kNull || !rank) return;
    const auto next = static_cast<int64_t>(subjects_.size());
    const auto [earliest, latest] = BoundsOf(on);
    all_.push_back({subjects_.try_emplace(ValuesOf(row, observed_.of), next).first->second,
                    ScalarOrNull(row, version_), ScalarOrNull(row, source_), on, earliest, latest,
                    *rank, row.id()});
  }

  void Finish() override {
    std::sort(all_.begin(), all_.end(), ByTime);
    ForEachRun(
        all_,
        [](const Observation& a, const Observation& b) {
          return a.subject == b.subject && a.latest == b.latest;
        },
        [this](absl::Span<const Observation> run) { CheckSameTime(run); });
    // What falls back elsewhere, such as a project that stops, is no surprise.
    if (table_.schema().name != "agreement_status") return;
    std::sort(all_.begin(), all_.end(), ByVersionAndStart);
    ForEachRun(
        all_,
        [](const Observation& a, const Observation& b) {
          return a.subject == b.subject && a.version == b.version;
        },
        [this](absl::Span<const Observation> run) { CheckFalls(run); });
  }

 private:
  const Field& Status() const { return table_.schema().field(value_); }

  static int64_t ScalarOrNull(const RowRef& row, int field) {
    return field < 0 ? Column::kNull : row.Scalar(field);
  }

  std::pair<int32_t, int32_t> BoundsOf(int64_t on) const {
    const Dictionary* dates = table_.dictionary(observed_.on);
    const auto code = static_cast<int32_t>(on);
    if (dates == nullptr) return {code, code};
    return {dates->Earliest(code), dates->Latest(code)};
  }

  // A row gives one finding: that its own source says something lower, or else that another does.
  void CheckSameTime(absl::Span<const Observation> run) {
    if (run.front().rank == run.back().rank) return;
    using Saying = std::tuple<int64_t, int64_t, int64_t>;
    absl::flat_hash_map<Saying, const Observation*> lowest;  // of one source, date and wording
    for (const Observation& now : run) {
      const Observation* own = &now;
      if (now.source != Column::kNull) {
        own = lowest.try_emplace(Saying(now.source, now.on, now.version), &now).first->second;
      }
      if (own->rank < now.rank) {
        Report("core/contradicting_observations", now, *own);
      } else if (run.front().rank < now.rank && now.latest != Dictionary::kOpenEnd) {
        Report("core/status_tie", now, run.front());
      }
    }
  }

  // `run` is in the order of `earliest`. Walks it beside the same in the order of `latest`: what
  // has ended before `now` begins is certainly earlier.
  void CheckFalls(absl::Span<const Observation> run) {
    std::vector<const Observation*> by_end;
    for (const Observation& one : run) by_end.push_back(&one);
    std::sort(by_end.begin(), by_end.end(), ByEnd);
    const Observation* highest = nullptr;  // and of the equally high ones the nearest
    size_t next = 0;
    for (const Observation& now : run) {
      for (; next < by_end.size() && by_end[next]->latest < now.earliest; ++next) {
        if (highest == nullptr || by_end[next]->rank >= highest->rank) highest = by_end[next];
      }
      if (highest != nullptr && now.rank < highest->rank) {
        Report("core/status_falls_back", now, *highest);
      }
    }
  }

  void Report(std::string_view rule, const Observation& now, const Observation& other) {
    const auto code = [this](const Observation& of) {
      return Status().codes[static_cast<size_t>(of.rank)];
    };
    context_.Report(rule, table_.row(now.row), [&](Finding& finding) {
      finding.field = Status().name;
      finding.With("status", code(now)).With("other_status", code(other));
      finding.With("other", PlaceOf(table_.row(other.row)));
    });
  }

  Context& context_;
  const Table& table_;
  const Observed& observed_;
  const int value_;
  const int version_;
  const int source_;
  absl::flat_hash_map<KeyValues, int64_t> subjects_;
  std::vector<Observation> all_;
};

}  // namespace

void AddObservationCheck(Context& context, const Table& table, RowChecks& checks) {
  const auto& observed = table.schema().observed;
  if (!observed || !observed->lowest) return;
  checks.push_back(std::make_unique<ObservationCheck>(context, table, *observed));
}

}  // namespace stelsel::core::checking
