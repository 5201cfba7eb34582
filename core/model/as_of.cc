#include "core/model/as_of.h"

#include <algorithm>
#include <limits>
#include <new>
#include <optional>
#include <utility>

#include "core/base/parallel.h"
#include "core/model/groups.h"

namespace stelsel::core {
namespace {

constexpr int32_t kUnlisted = std::numeric_limits<int32_t>::max();
constexpr int32_t kNever = std::numeric_limits<int32_t>::max();
constexpr RowId kNoRow = std::numeric_limits<RowId>::max();
// With fewer rows a subject than this, a second list of subjects costs more than a thread saves.
constexpr int64_t kRowsForPiece = 4;

// The best row of a subject so far, and how good it is: late first, then low, then the first row.
struct Best {
  int64_t merit = 0;
  RowId row = kNoRow;
  void Offer(int64_t other_merit, RowId other) {
    const bool better = other_merit > merit || (other_merit == merit && other < row);
    if (row == kNoRow || better) *this = {other_merit, other};
  }
};

int64_t MeritOf(int32_t counts_from, int32_t rank) {
  return int64_t{counts_from} * (int64_t{1} << 32) + (kUnlisted - rank);
}

// Something of each code of a dictionary, worked out once. Without a dictionary there is none.
template <typename F>
std::vector<int32_t> OfEachCode(const Dictionary* dictionary, F f) {
  std::vector<int32_t> all;
  for (int32_t code = 0, n = dictionary == nullptr ? 0 : dictionary->size(); code < n; ++code) {
    all.push_back(f(code));
  }
  return all;
}

// Finds the latest observation of each subject.
class LatestOf {
 public:
  LatestOf(const Table& table, const Observed& observed, int32_t day)
      : table_(table),
        observed_(observed),
        day_(day),
        groups_(table, observed.of),
        from_(OfEachCode(table.dictionary(observed.on),
                         [&](int32_t code) { return CountsFromCode(code); })),
        ranks_(OfEachCode(observed.lowest ? table.dictionary(*observed.lowest) : nullptr,
                          [&](int32_t code) { return RankOf(code); })) {}

  std::vector<RowId> Rows(int threads) {
    if (static_cast<int64_t>(groups_.limit()) * kRowsForPiece > table_.row_count()) threads = 1;
    const auto pieces = static_cast<size_t>(std::max(threads, 1));
    const size_t parts = table_.parts().size();
    best_.resize(pieces);
    const absl::Status done = ForEachTask(threads, pieces, [&](size_t i) {
      best_[i].resize(groups_.limit());
      for (size_t p = i; p < parts; p += pieces) ReadPart(p, best_[i]);
      return absl::OkStatus();
    });
    // A task fails only when memory runs out, which this function is not there to tell of.
    if (!done.ok()) throw std::bad_alloc();
    return Merge();
  }

 private:
  int32_t CountsFromCode(int32_t code) const {
    const int32_t latest = table_.dictionary(observed_.on)->Latest(code);
    return latest == Dictionary::kOpenEnd ? kNever : latest;
  }
  int32_t RankOf(int32_t code) const {
    const std::string_view text = table_.dictionary(*observed_.lowest)->Text(code);
    return table_.schema().field(*observed_.lowest).Rank(text).value_or(kUnlisted);
  }

  int32_t FromAt(int64_t value) const {
    if (value == Column::kNull) return kNever;
    return from_.empty() ? static_cast<int32_t>(value) : from_[static_cast<size_t>(value)];
  }

  // Whether no date that the chunk may have counts by the day. Sources are mostly in order of time.
  bool IsAllLater(const Column& on) const {
    if (on.HasOnlyNulls()) return true;
    if (from_.empty()) return on.values.min() > day_;
    const auto first = from_.begin() + on.values.min();
    return std::all_of(first, from_.begin() + on.values.max() + 1,
                       [this](int32_t from) { return from > day_ || from == kNever; });
  }

  void ReadPart(size_t p, std::vector<Best>& best) const {
    const Table::Part& part = table_.parts()[p];
    const auto column = [&](int field) -> const Column& {
      return part.chunk->columns[static_cast<size_t>(field)];
    };
    if (IsAllLater(column(observed_.on))) return;
    std::vector<uint32_t> subjects;
    std::vector<int64_t> on, values;
    ForEachStretch(part.chunk->rows, [&](size_t begin, size_t end) {
      subjects.resize(end - begin);
      on.resize(end - begin);
      values.assign(end - begin, Column::kNull);
      groups_.Read(p, begin, absl::MakeSpan(subjects));
      ReadValues(column(observed_.on), begin, absl::MakeSpan(on));
      if (observed_.lowest) ReadValues(column(*observed_.lowest), begin, absl::MakeSpan(values));
      for (size_t i = 0; i < subjects.size(); ++i) {
        const int32_t from = FromAt(on[i]);
        if (from > day_ || from == kNever || !part.IsLive(begin + i)) continue;
        const int64_t value = values[i];
        const int32_t rank =
            value == Column::kNull ? kUnlisted : ranks_[static_cast<size_t>(value)];
        best[subjects[i]].Offer(MeritOf(from, rank),
                                table_.start(p) + static_cast<RowId>(begin + i));
      }
    });
  }

  std::vector<RowId> Merge() {
    std::vector<RowId> rows;
    for (size_t group = 0; group < groups_.limit(); ++group) {
      Best& best = best_[0][group];
      for (size_t i = 1; i < best_.size(); ++i) {
        const Best& other = best_[i][group];
        if (other.row != kNoRow) best.Offer(other.merit, other.row);
      }
      if (best.row != kNoRow) rows.push_back(best.row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  const Table& table_;
  const Observed& observed_;
  const int32_t day_;
  const Groups groups_;
  const std::vector<int32_t> from_;      // by code, the day from which the date counts
  const std::vector<int32_t> ranks_;     // by code
  std::vector<std::vector<Best>> best_;  // by piece of the table and by group
};

// The first day that a period's bound can mean, or else the last; `open` when it is empty.
int32_t BoundOf(const RowRef& row, int field, int32_t open) {
  const int64_t value = row.Scalar(field);
  if (value == Column::kNull) return open;
  const Dictionary* dictionary = row.table().dictionary(field);
  const auto code = static_cast<int32_t>(value);
  if (dictionary == nullptr) return code;
  const int32_t earliest = dictionary->Earliest(code);
  return earliest == Dictionary::kOpenStart ? dictionary->Latest(code) : earliest;
}

}  // namespace

std::optional<int32_t> CountsFrom(const RowRef& row, int field) {
  const int64_t value = row.Scalar(field);
  if (value == Column::kNull) return std::nullopt;
  const Dictionary* dictionary = row.table().dictionary(field);
  if (dictionary == nullptr) return static_cast<int32_t>(value);
  const int32_t latest = dictionary->Latest(static_cast<int32_t>(value));
  if (latest == Dictionary::kOpenEnd) return std::nullopt;
  return latest;
}

Period PeriodOf(const RowRef& row) {
  const auto& [from, to] = *row.table().schema().period;
  return {BoundOf(row, from, Period::kOpenStart), BoundOf(row, to, Period::kOpenEnd)};
}

TablePtr TableAsOf(const TablePtr& table, int32_t day, int threads) {
  TablePtr current = table;
  if (table->schema().period) {
    std::vector<RowId> rows;
    current->ForEachRow([&](const RowRef& row) {
      if (PeriodOf(row).has(day)) rows.push_back(row.id());
    });
    current = PickRows(*current, rows);
  }
  if (const auto& observed = table->schema().observed) {
    current = PickRows(*current, LatestOf(*current, *observed, day).Rows(threads));
  }
  return current;
}

}  // namespace stelsel::core
