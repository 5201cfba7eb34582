#include "report/listing.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "report/doubt.h"
#include "report/small_counts.h"
#include "report/source_date.h"
#include "report/texts.h"
#include "stelsel/edtf.hpp"

namespace reporting {
namespace {

using Kind = FieldInfo::Kind;

// A field as text, whatever its type: numbers in digits, decimals unscaled.
std::optional<std::string> TextAt(const stelsel::Rows& rows, std::size_t row, std::size_t column) {
  if (rows.is_null(row, column)) return std::nullopt;
  if (rows.columns()[column].kind == stelsel::Kind::text) {
    return std::string(rows.text(row, column));
  }
  return std::to_string(rows.integer(row, column));
}

std::int32_t FirstDay(const std::optional<std::string>& edtf) {
  const auto bounds = stelsel::edtf_bounds(edtf.value_or(""));
  if (!bounds) return std::numeric_limits<std::int32_t>::max();
  return bounds->earliest ? *bounds->earliest : *bounds->latest;
}

class ListingWriter {
 public:
  ListingWriter(const ListingPlace& place, const Listing& listing)
      : place_(place), page_(place.page), listing_(listing), columns_(listing.fields) {
    for (const char* field : {"source_document", "section", "illustratief"}) {
      if (page_.context.labels.Has(listing.table, field)) Want(field);
    }
    Want(listing.by);
    Want(listing.where);
    if (listing.not_ended_of != nullptr) Want("valid_to");
    const auto day = ParseDay(page_.context.as_of);
    day_ = day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : 0;
    Read();
  }

  bool empty() const { return rows_.empty(); }
  std::size_t size() const { return rows_.size(); }

  void Write(const std::string& caption) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < listing_.fields.size(); ++i) {
      if (std::any_of(rows_.begin(), rows_.end(), [&](const RowTexts& row) { return row[i]; })) {
        shown.push_back(i);
      }
    }
    Sheet sheet(Columns(shown));
    for (const RowTexts& row : rows_) sheet.cells(Cells(row, shown));
    std::move(sheet).table(page_.out, caption);
  }

 private:
  void Want(const std::string& field) {
    if (!field.empty() && !PlaceOf(field)) columns_.push_back(field);
  }

  FieldInfo Info(std::size_t i) const {
    return page_.context.labels.Info(listing_.table, listing_.fields[i]);
  }

  std::optional<std::size_t> PlaceOf(const std::string& field) const {
    const auto found = std::find(columns_.begin(), columns_.end(), field);
    if (found == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
  }

  void Read() {
    const stelsel::Snapshot& from =
        listing_.not_ended_of != nullptr ? *listing_.not_ended_of : place_.snapshot;
    if (from.row_count(listing_.table) <= 0) return;
    std::vector<const char*> wanted;
    for (const std::string& column : columns_) wanted.push_back(column.c_str());
    for (stelsel::Rows rows(from.stream(listing_.table, wanted)); rows.next();) {
      for (std::size_t i = 0; i < rows.size(); ++i) Take(rows, i);
    }
    if (listing_.by.empty()) return;
    const std::size_t by = *PlaceOf(listing_.by);
    std::stable_sort(rows_.begin(), rows_.end(), [&](const RowTexts& a, const RowTexts& b) {
      return FirstDay(a[by]) < FirstDay(b[by]);
    });
  }

  void Take(const stelsel::Rows& rows, std::size_t i) {
    if (!listing_.where.empty()) {
      const auto value = TextAt(rows, i, *PlaceOf(listing_.where));
      if (!listing_.is(value.value_or(""))) return;
    }
    if (listing_.not_ended_of != nullptr && HasEnded(rows, i)) return;
    RowTexts row;
    for (std::size_t c = 0; c < columns_.size(); ++c) row.push_back(TextAt(rows, i, c));
    rows_.push_back(std::move(row));
  }

  bool HasEnded(const stelsel::Rows& rows, std::size_t i) const {
    const auto to = TextAt(rows, i, *PlaceOf("valid_to"));
    return to && FirstDay(to) <= day_;
  }

  bool IsPeople(std::size_t i) const { return listing_.fields[i] == "people"; }

  std::vector<SheetColumn> Columns(const std::vector<std::size_t>& shown) const {
    std::vector<SheetColumn> columns;
    for (const std::size_t i : shown) {
      const std::string& field = listing_.fields[i];
      SheetColumn column{field, page_.context.labels.Field(listing_.table, field), AsOf(Info(i))};
      column.look.decimals = Info(i).scale;
      column.look.facet = std::count(listing_.facets.begin(), listing_.facets.end(), field) > 0;
      if (IsPeople(i)) column.look.withheld = "people_withheld";
      columns.push_back(std::move(column));
      if (IsPeople(i)) columns.push_back({"people_withheld", "", As::hidden_flag});
    }
    if (PlaceOf("source_document")) columns.push_back(SourceColumn(page_.context));
    if (PlaceOf("illustratief")) columns.push_back(MarkColumn(page_.context));
    return columns;
  }

  static As AsOf(const FieldInfo& info) {
    if (info.kind == Kind::integer) return As::integer;
    return info.kind == Kind::decimal ? As::decimal : As::text;
  }

  std::vector<Cell> Cells(const RowTexts& row, const std::vector<std::size_t>& shown) {
    std::vector<Cell> cells;
    for (const std::size_t i : shown) {
      const bool withheld =
          IsPeople(i) && row[i] && !place_.small_counts && IsSmallCount(std::stoll(*row[i]));
      cells.push_back(row[i] && !withheld ? CellOf(i, *row[i]) : Cell());
      if (IsPeople(i)) cells.emplace_back(withheld);
    }
    if (const auto source = PlaceOf("source_document")) {
      const auto section = PlaceOf("section");
      cells.push_back(TextOrNothing(page_.Cite(
          {row[*source].value_or(""), section ? row[*section].value_or("") : std::string()})));
    }
    if (const auto mark = PlaceOf("illustratief")) cells.emplace_back(row[*mark] == "1");
    return cells;
  }

  Cell CellOf(std::size_t i, const std::string& text) {
    const std::string& field = listing_.fields[i];
    const FieldInfo info = Info(i);
    switch (info.kind) {
      case Kind::integer:
      case Kind::decimal:
        return std::int64_t{std::stoll(text)};
      case Kind::boolean:
        return page_(text == "1" ? texts::kYes : texts::kNo);
      case Kind::date:
        return page_.words().Day(stelsel::Date(std::chrono::days(std::stoll(text))));
      case Kind::edtf:
        return InWords(text, page_.words());
      case Kind::code:
        // Short, as in the other tables, which readers choose by together.
        if (field == "domain") return text;
        return page_.context.labels.Code(listing_.table, field, text);
      case Kind::reference:
        return place_.names.Of(info.refers_to, place_.region, text);
      default:
        return field == "explanation" ? WithDoubtApart(text) : text;
    }
  }

  const ListingPlace& place_;
  const Page& page_;
  const Listing& listing_;
  std::vector<std::string> columns_;  // read: fields, then source and the like
  std::vector<RowTexts> rows_;
  std::int32_t day_ = 0;
};

}  // namespace

std::size_t WriteListing(const ListingPlace& place, const Listing& listing,
                         const std::string& caption, const std::function<void()>& before) {
  ListingWriter writer(place, listing);
  if (writer.empty()) return 0;
  if (before) before();
  writer.Write(caption);
  return writer.size();
}

bool AnyIllustratief(const stelsel::Snapshot& snapshot, const Listing& listing) {
  if (snapshot.row_count(listing.table) <= 0) return false;
  std::vector<const char*> columns{"illustratief"};
  if (!listing.where.empty()) columns.push_back(listing.where.c_str());
  for (stelsel::Rows rows(snapshot.stream(listing.table, columns)); rows.next();) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows.is_null(i, 0) || rows.integer(i, 0) == 0) continue;
      if (listing.where.empty() || listing.is(TextAt(rows, i, 1).value_or(""))) return true;
    }
  }
  return false;
}

}  // namespace reporting
