#include "core/model/diff_rows.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/utf8.h"
#include "core/model/arrow.h"
#include "core/model/order.h"
#include "core/model/pack_rows.h"

namespace stelsel::core {
namespace {

TableSchemaPtr RowsSchema(const DifferenceWords& words) {
  TableSchema schema;
  schema.name = "difference";
  for (const char* name : words.columns) schema.fields.emplace_back().name = name;
  return std::make_shared<const TableSchema>(std::move(schema));
}

bool IsTextual(const Field& field) {
  return field.type == Type::kText || field.type == Type::kCode || field.type == Type::kEdtf;
}

// ---- Order --------------------------------------------------------------------------------

// Less than 0, 0 or more, in the order of InKeyOrder, which only knows rows of one table.
int CompareField(const RowRef& a, const RowRef& b, int field) {
  if (a.IsNull(field) || b.IsNull(field))
    return (a.IsNull(field) ? 0 : 1) - (b.IsNull(field) ? 0 : 1);
  if (IsTextual(a.table().schema().field(field))) return a.Text(field).compare(b.Text(field));
  const int64_t left = a.Scalar(field), right = b.Scalar(field);
  return left < right ? -1 : left > right ? 1 : 0;
}

bool IsBefore(const RowRef& a, const RowRef& b) {
  for (const int field : a.table().schema().primary_key) {
    if (const int order = CompareField(a, b, field); order != 0) return order < 0;
  }
  return false;
}

// The rows of one table's difference in the order of the key.
class Walk {
 public:
  struct Step {
    const RowId* before = nullptr;  // null: it was added
    const RowId* after = nullptr;   // null: it was removed
  };

  explicit Walk(const TableDifference& of) : of_(&of) {}

  bool AtEnd() const {
    return added_ == of_->rows.added.size() && changed_ == of_->rows.changed.size() &&
           removed_ == of_->rows.removed.size();
  }

  Step Next() {
    const TableDiff& rows = of_->rows;
    const RowId* const added = At(rows.added, added_);
    const RowId* const changed = At(rows.changed, changed_);
    const RowId* const removed = At(rows.removed, removed_);
    if (added != nullptr && !Precedes(of_->after, changed, added) &&
        !Precedes(of_->before, removed, added)) {
      ++added_;
      return {nullptr, added};
    }
    if (changed != nullptr && !Precedes(of_->before, removed, changed))
      return {&rows.was[changed_++], changed};
    ++removed_;
    return {removed, nullptr};
  }

 private:
  static const RowId* At(const std::vector<RowId>& rows, size_t i) {
    return i < rows.size() ? &rows[i] : nullptr;
  }
  // Whether `row` of `table` is there and comes before `other`, a row of `after`.
  bool Precedes(const TablePtr& table, const RowId* row, const RowId* other) const {
    return row != nullptr && IsBefore(table->row(*row), of_->after->row(*other));
  }

  const TableDifference* of_;
  size_t added_ = 0, changed_ = 0, removed_ = 0;
};

// ---- Values -------------------------------------------------------------------------------

bool SameValue(const RowRef& a, const RowRef& b, int field) {
  if (a.IsNull(field) || b.IsNull(field)) return a.IsNull(field) == b.IsNull(field);
  if (IsTextual(a.table().schema().field(field))) return a.Text(field) == b.Text(field);
  return a.Scalar(field) == b.Scalar(field);
}

bool BeginsCodePoint(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

// Where code point `number` begins.
size_t ByteOf(std::string_view text, size_t number) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (BeginsCodePoint(text[i]) && number-- == 0) return i;
  }
  return text.size();
}

// `most` code points of the text from `from` on; what is left out is an ellipsis.
std::string Part(std::string_view text, size_t from, size_t most) {
  const size_t begin = ByteOf(text, from), end = ByteOf(text, from + most);
  return absl::StrCat(begin > 0 ? "…" : "", std::string(text.substr(begin, end - begin)),
                      end < text.size() ? "…" : "");
}

size_t CodePointsInCommon(std::string_view a, std::string_view b) {
  const size_t shorter = std::min(a.size(), b.size());
  size_t same = 0;
  while (same < shorter && a[same] == b[same]) ++same;
  while (same > 0 && same < a.size() && !BeginsCodePoint(a[same])) --same;
  return CountCodePoints(a.substr(0, same));
}

// Leaves of both what fits, from a little before the first difference.
void Shorten(std::string& before, std::string& after, size_t most) {
  if (std::max(CountCodePoints(before), CountCodePoints(after)) <= most) return;
  const size_t same = CodePointsInCommon(before, after);
  const size_t from = same > most / 2 ? same - most / 4 : 0;
  before = Part(before, from, most);
  after = Part(after, from, most);
}

// ---- Rows ---------------------------------------------------------------------------------

class Rows {
 public:
  Rows(Differences differences, size_t most, const DifferenceWords& words)
      : differences_(std::move(differences)),
        most_(most),
        words_(words),
        schema_(RowsSchema(words)),
        chunk_(schema_, Dictionaries()) {}

  const TableSchemaPtr& schema() const { return schema_; }
  static std::vector<Dictionary*> Dictionaries() {
    return std::vector<Dictionary*>(std::size(DifferenceWords().columns), nullptr);
  }

  ChunkPtr Next() {
    for (; table_ < differences_.tables.size(); ++table_) {
      const TableDifference& of = differences_.tables[table_];
      if (!walk_) walk_.emplace(of);
      while (!walk_->AtEnd()) {
        if (chunk_.full() || chunk_.rows() + of.after->schema().fields.size() > Chunk::kMaxRows)
          return chunk_.Finish();
        Add(of, walk_->Next());
      }
      walk_.reset();
    }
    return chunk_.rows() > 0 ? chunk_.Finish() : nullptr;
  }

 private:
  void Add(const TableDifference& of, const Walk::Step& step) {
    if (step.before == nullptr)
      return Begin(of.after->row(*step.after), words_.added).EndWithout(3);
    if (step.after == nullptr)
      return Begin(of.before->row(*step.before), words_.removed).EndWithout(3);
    const RowRef before = of.before->row(*step.before), after = of.after->row(*step.after);
    for (int field = 0; field < static_cast<int>(after.table().schema().fields.size()); ++field) {
      if (!SameValue(before, after, field)) AddField(before, after, field);
    }
  }

  void AddField(const RowRef& before, const RowRef& after, int field) {
    std::string was = before.Format(field), is = after.Format(field);
    if (most_ > 0) Shorten(was, is, most_);
    Begin(after, words_.changed);
    chunk_.AppendText(3, after.table().schema().field(field).name);
    before.IsNull(field) ? chunk_.AppendNull(4) : chunk_.AppendText(4, was);
    after.IsNull(field) ? chunk_.AppendNull(5) : chunk_.AppendText(5, is);
    chunk_.EndRow();
  }

  Rows& Begin(const RowRef& row, std::string_view change) {
    chunk_.AppendText(0, row.table().schema().name);
    chunk_.AppendText(1, absl::StrJoin(row.Key(), "|"));
    chunk_.AppendText(2, change);
    return *this;
  }
  void EndWithout(size_t first) {
    for (size_t i = first; i < std::size(words_.columns); ++i) chunk_.AppendNull(i);
    chunk_.EndRow();
  }

  const Differences differences_;
  const size_t most_;
  const DifferenceWords words_;
  const TableSchemaPtr schema_;
  ChunkBuilder chunk_;
  size_t table_ = 0;
  std::optional<Walk> walk_;
};

}  // namespace

Differences DifferencesOf(const SnapshotPtr& before, const SnapshotPtr& after,
                          absl::FunctionRef<bool(std::string_view table)> wanted) {
  Differences found{before, after, {}};
  for (const TableSchemaPtr& schema : after->schemas()->tables()) {
    if (!wanted(schema->name)) continue;
    const TablePtr from = WithoutPackRows(before->table(schema->name));
    const TablePtr to = WithoutPackRows(after->table(schema->name));
    TableDiff rows = Diff(*from, *to);
    if (rows.added.empty() && rows.changed.empty() && rows.removed.empty()) continue;
    rows.added = InKeyOrder(*to, std::move(rows.added));
    rows.removed = InKeyOrder(*from, std::move(rows.removed));
    // Of each pair the keys are the same, so both come out in one order.
    rows.changed = InKeyOrder(*to, std::move(rows.changed));
    rows.was = InKeyOrder(*from, std::move(rows.was));
    found.tables.push_back({from, to, std::move(rows)});
  }
  return found;
}

void ExportDifferences(Differences differences, size_t most, ArrowArrayStream* out,
                       const DifferenceWords& words) {
  const auto rows = std::make_shared<Rows>(std::move(differences), most, words);
  ExportMadeChunks(
      rows->schema(), Rows::Dictionaries(), [rows] { return rows->Next(); }, rows, out);
}

}  // namespace stelsel::core
