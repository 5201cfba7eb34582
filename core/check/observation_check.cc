// Observations of one thing beside each other: contradictions, ties and, of agreement statuses,
// falls.
#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "core/check/row_check.h"
#include "core/model/groups.h"

namespace stelsel::core::checking {
namespace {

struct Observation {
  uint32_t subject;  // what is observed, numbered
  int64_t version;   // of the wording; kNull when not known
  int64_t source;    // kNull when not named
  int64_t on;        // the date's text, interned
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

// What is known of a subject after some of its observations, in the order of the rows.
struct Course {
  int64_t version = Column::kNull;  // of the latest
  int32_t latest = 0;
  int highest = 0;  // rank of that version
  uint32_t count = 0;
  RowId first = 0;
  uint32_t number = 0;    // among those that are doubtful
  bool doubtful = false;  // may have something to tell

  // Mostly each observation comes after the ones before it and says no less: then there is nothing
  // to tell. `may_fall` when saying less is no matter.
  void Add(const Observation& now, bool may_fall) {
    if (count++ == 0) {
      *this = {now.version, now.latest, now.rank, 1, now.row};
      return;
    }
    const bool next = now.earliest > latest && now.earliest <= now.latest && now.version >= version;
    if (!next || (!may_fall && now.version == version && now.rank < highest)) doubtful = true;
    highest = now.version == version ? std::max(highest, now.rank) : now.rank;
    version = now.version;
    latest = now.latest;
  }
};

// Goes over all rows with a little memory a subject, and then only over the rows of the subjects
// that are doubtful, so many subjects at a time that memory stays bounded.
class ObservationCheck : public RowCheck {
 public:
  ObservationCheck(Context& context, const Table& table, const Observed& observed)
      : context_(context),
        table_(table),
        observed_(observed),
        value_(*observed.lowest),
        version_(table.schema().IndexOf("topic_version")),
        source_(table.schema().IndexOf("source_document")),
        // What falls back elsewhere, such as a project that stops, is no surprise.
        may_fall_(table.schema().name != "agreement_status") {}

  void Prepare() override {
    ReadCodes();
    groups_.emplace(table_, observed_.of);
    courses_.resize(groups_->limit());
    ForEachObservation(
        [this](const Observation& now) { courses_[now.subject].Add(now, may_fall_); });
    for (uint32_t subject = 0; subject < courses_.size(); ++subject) {
      if (courses_[subject].doubtful) doubtful_.push_back(subject);
    }
    std::sort(doubtful_.begin(), doubtful_.end(),
              [this](uint32_t a, uint32_t b) { return courses_[a].first < courses_[b].first; });
    for (size_t i = 0; i < doubtful_.size(); ++i) {
      courses_[doubtful_[i]].number = static_cast<uint32_t>(i);
    }
  }
  void Suspect(size_t, Suspects&) override {}

  void Finish() override {
    for (size_t begin = 0, end = 0; begin < doubtful_.size(); begin = end) {
      for (size_t rows = 0; end < doubtful_.size() && rows < kRowsAtOnce; ++end) {
        rows += courses_[doubtful_[end]].count;
      }
      std::vector<Observation> all = ObservationsOf(begin, end);
      CheckAll(all);
    }
  }

 private:
  static constexpr size_t kRowsAtOnce = 1 << 20;

  const Field& Status() const { return table_.schema().field(value_); }

  void ReadCodes() {
    const Dictionary& values = *table_.dictionary(value_);
    for (int32_t code = 0, n = values.size(); code < n; ++code) {
      ranks_.push_back(Status().Rank(values.Text(code)).value_or(-1));
    }
    const Dictionary* const dates = table_.dictionary(observed_.on);
    for (int32_t code = 0, n = dates == nullptr ? 0 : dates->size(); code < n; ++code) {
      bounds_.push_back({dates->Earliest(code), dates->Latest(code)});
    }
  }

  // Calls f(Observation) for each row that is one, in order.
  template <typename F>
  void ForEachObservation(F f) const {
    for (size_t p = 0; p < table_.parts().size(); ++p) {
      ForEachStretch(table_.parts()[p].chunk->rows,
                     [&](size_t begin, size_t end) { ReadStretch(p, begin, end, f); });
    }
  }

  template <typename F>
  void ReadStretch(size_t p, size_t begin, size_t end, F f) const {
    const Table::Part& part = table_.parts()[p];
    std::vector<uint32_t> subjects(end - begin);
    groups_->Read(p, begin, absl::MakeSpan(subjects));
    const auto read = [&](int field) {
      std::vector<int64_t> values(end - begin, Column::kNull);
      if (field >= 0) {
        ReadValues(part.chunk->columns[static_cast<size_t>(field)], begin, absl::MakeSpan(values));
      }
      return values;
    };
    const std::vector<int64_t> on = read(observed_.on), values = read(value_);
    const std::vector<int64_t> versions = read(version_), sources = read(source_);
    for (size_t i = 0; i < subjects.size(); ++i) {
      const int rank = values[i] == Column::kNull ? -1 : ranks_[static_cast<size_t>(values[i])];
      if (on[i] == Column::kNull || rank < 0 || !part.IsLive(begin + i)) continue;
      const auto [earliest, latest] = BoundsOf(on[i]);
      f(Observation{subjects[i], versions[i], sources[i], on[i], earliest, latest, rank,
                    table_.start(p) + static_cast<RowId>(begin + i)});
    }
  }

  std::pair<int32_t, int32_t> BoundsOf(int64_t on) const {
    if (!bounds_.empty()) return bounds_[static_cast<size_t>(on)];
    const auto day = static_cast<int32_t>(on);
    return {day, day};
  }

  // Those of the doubtful subjects from `begin` to before `end`, which are numbered as they come.
  std::vector<Observation> ObservationsOf(size_t begin, size_t end) const {
    std::vector<Observation> all;
    ForEachObservation([&](Observation now) {
      const Course& course = courses_[now.subject];
      if (!course.doubtful || course.number < begin || course.number >= end) return;
      now.subject = course.number;
      all.push_back(now);
    });
    return all;
  }

  void CheckAll(std::vector<Observation>& all) {
    std::sort(all.begin(), all.end(), ByTime);
    ForEachRun(
        all,
        [](const Observation& a, const Observation& b) {
          return a.subject == b.subject && a.latest == b.latest;
        },
        [this](absl::Span<const Observation> run) { CheckSameTime(run); });
    if (may_fall_) return;
    std::sort(all.begin(), all.end(), ByVersionAndStart);
    ForEachRun(
        all,
        [](const Observation& a, const Observation& b) {
          return a.subject == b.subject && a.version == b.version;
        },
        [this](absl::Span<const Observation> run) { CheckFalls(run); });
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
  const bool may_fall_;
  std::vector<int> ranks_;                           // by code of the status; -1 for no status
  std::vector<std::pair<int32_t, int32_t>> bounds_;  // by code of the date; empty for plain dates
  std::optional<Groups> groups_;
  std::vector<Course> courses_;     // by subject
  std::vector<uint32_t> doubtful_;  // subjects, in the order of their first observations
};

}  // namespace

void AddObservationCheck(Context& context, const Table& table, RowChecks& checks) {
  const auto& observed = table.schema().observed;
  if (!observed || !observed->lowest) return;
  checks.push_back(std::make_unique<ObservationCheck>(context, table, *observed));
}

}  // namespace stelsel::core::checking
