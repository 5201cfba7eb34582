#include "render/view.h"

#include <utility>

#include "render/clean.h"
#include "render/options.h"

namespace reporting {
namespace {

using stelsel::Kind;
using stelsel::Rows;

std::vector<ColumnOption> DefaultOptions(const Rows& rows) {
  std::vector<ColumnOption> out;
  for (const stelsel::ColumnType& type : rows.columns()) out.push_back(DefaultOption(type));
  return out;
}

std::size_t DatePlace(const Rows& rows, const std::string& name) {
  const std::size_t place = PlaceOf(rows, name);
  if (rows.columns()[place].kind != Kind::date) {
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT,
                         "column `" + name + "` of events must hold dates");
  }
  return place;
}

std::size_t TextPlace(const Rows& rows, const std::string& name) {
  const std::size_t place = PlaceOf(rows, name);
  if (rows.columns()[place].kind != Kind::text) {
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT,
                         "column `" + name + "` of events must hold texts");
  }
  return place;
}

std::string LineAt(const Rows& rows, std::size_t row, std::size_t place) {
  return rows.is_null(row, place) ? "" : CleanLine(rows.text(row, place));
}

std::optional<std::int64_t> DayAt(const Rows& rows, std::size_t row, std::size_t place) {
  if (rows.is_null(row, place)) return std::nullopt;
  return rows.integer(row, place);
}

}  // namespace

TableReader::TableReader(const stelsel::Document& document, std::size_t index, const Words& words)
    : words_(words), rows_(document.rows(index)) {
  const std::string_view options = document[index].options;
  const auto columns = ReadColumns(options);
  ReadColumnOptions(columns ? *columns : DefaultOptions(rows_));
  ReadEventOptions(options);
}

TableReader::TableReader(const stelsel::Document& document, std::size_t index, const Words& words,
                         std::vector<ColumnOption> columns)
    : words_(words), rows_(document.rows(index)) {
  ReadColumnOptions(columns);
}

void TableReader::ReadColumnOptions(const std::vector<ColumnOption>& columns) {
  options_ = columns;
  for (const ColumnOption& option : columns) {
    CellReader reader(rows_, option);
    if (option.kind == ColumnKind::kMark) {
      marks_.push_back(std::move(reader));
    } else if (option.kind != ColumnKind::kNone) {
      columns_.push_back(reader.column());
      cells_.push_back(std::move(reader));
    }
  }
}

void TableReader::ReadEventOptions(std::string_view options) {
  const auto events = ReadEvents(options);
  if (!events) return;
  events_ = EventPlaces{DatePlace(rows_, events->from), TextPlace(rows_, events->title), {}, {}};
  if (!events->to.empty()) events_->to = DatePlace(rows_, events->to);
  if (!events->id.empty()) events_->id = TextPlace(rows_, events->id);
}

std::vector<Column> TableReader::marks() const {
  std::vector<Column> out;
  for (const CellReader& mark : marks_) out.push_back(mark.column());
  return out;
}

std::size_t TableReader::Add(const std::string& name) {
  for (const ColumnOption& option : options_) {
    if (option.name == name) {
      more_.emplace_back(rows_, option);
      return more_.size() - 1;
    }
  }
  more_.emplace_back(rows_, DefaultOption(rows_.columns()[PlaceOf(rows_, name)]));
  return more_.size() - 1;
}

bool TableReader::Next(TableView::Row& row) {
  while (next_ == size_) {
    if (!rows_.next()) return false;
    next_ = 0;
    size_ = rows_.size();
  }
  row.cells.clear();
  row.marks.clear();
  row.more.clear();
  for (const CellReader& reader : cells_) row.cells.push_back(reader.Read(rows_, next_, words_));
  for (const CellReader& mark : marks_) {
    if (mark.IsTrue(rows_, next_)) row.marks.push_back(mark.column().title);
  }
  for (const CellReader& reader : more_) row.more.push_back(reader.Read(rows_, next_, words_));
  row.event = events_ ? std::optional<Event>(EventOf(next_)) : std::nullopt;
  ++next_;
  return true;
}

Event TableReader::EventOf(std::size_t row) const {
  Event event;
  event.from = DayAt(rows_, row, events_->from);
  if (events_->to) event.to = DayAt(rows_, row, *events_->to);
  event.title = LineAt(rows_, row, events_->title);
  if (events_->id) event.id = LineAt(rows_, row, *events_->id);
  return event;
}

TableView ReadTable(const stelsel::Document& document, std::size_t index, const Words& words) {
  TableReader reader(document, index, words);
  TableView table;
  table.columns = reader.columns();
  table.has_events = reader.has_events();
  table.marks = reader.marks();
  for (TableView::Row row; reader.Next(row); row = {}) table.rows.push_back(std::move(row));
  return table;
}

}  // namespace reporting
