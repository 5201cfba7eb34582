// Part of stelsel.hpp: rows of tables.hpp from and to streams.
#ifndef STELSEL_DETAIL_TYPED_HPP_
#define STELSEL_DETAIL_TYPED_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "stelsel/detail/builder.hpp"

namespace stelsel {

/// A column of a row type: its name and the member that holds it.
template <typename Row, typename T>
struct Column {
  std::string_view name;
  T Row::*member;
};
template <typename Row, typename T>
constexpr Column<Row, T> column(std::string_view name, T Row::*member) {
  return {name, member};
}

namespace detail {

template <typename T>
struct IsDecimal : std::false_type {};
template <int S>
struct IsDecimal<Decimal<S>> : std::true_type {
  static constexpr int scale = S;
};
template <typename T>
struct IsOptional : std::false_type {
  using Value = T;
};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Value = T;
};

template <typename T>
ColumnType type_of(std::string_view name) {
  ColumnType type{std::string(name), Kind::text, 0};
  if constexpr (std::is_same_v<T, std::int64_t>) type.kind = Kind::integer;
  if constexpr (std::is_same_v<T, bool>) type.kind = Kind::boolean;
  if constexpr (std::is_same_v<T, Date>) type.kind = Kind::date;
  if constexpr (std::is_same_v<T, DateTime>) type.kind = Kind::datetime;
  if constexpr (IsDecimal<T>::value) type.kind = Kind::decimal, type.scale = IsDecimal<T>::scale;
  return type;
}

template <typename T>
T value_at(const Rows& rows, std::size_t row, std::size_t column) {
  if constexpr (std::is_same_v<T, std::string_view>) {
    return rows.text(row, column);
  } else if constexpr (std::is_enum_v<T>) {
    const auto codes = codes_of(T{});
    const std::string_view text = rows.text(row, column);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (codes[i] == text) return static_cast<T>(i);
    }
    return T::unlisted;
  } else if constexpr (std::is_same_v<T, Date>) {
    return Date(std::chrono::days(rows.integer(row, column)));
  } else if constexpr (std::is_same_v<T, DateTime>) {
    return DateTime(std::chrono::microseconds(rows.integer(row, column)));
  } else if constexpr (IsDecimal<T>::value) {
    return T{rows.integer(row, column)};
  } else {
    return static_cast<T>(rows.integer(row, column));
  }
}

template <typename T>
void read_into(T& out, const Rows& rows, std::size_t row, std::size_t column) {
  if constexpr (IsOptional<T>::value) {
    if (rows.is_null(row, column)) {
      out.reset();
    } else {
      out = value_at<typename T::value_type>(rows, row, column);
    }
  } else {
    out = rows.is_null(row, column) ? T{} : value_at<T>(rows, row, column);
  }
}

template <typename T>
void write_value(const T& value, Builder& to, std::size_t column) {
  if constexpr (IsOptional<T>::value) {
    if (value) return write_value(*value, to, column);
    to.null(column);
  } else if constexpr (std::is_same_v<T, std::nullptr_t>) {
    to.null(column);
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    to.text(column, value);
  } else if constexpr (std::is_floating_point_v<T>) {
    to.real(column, value);
  } else if constexpr (std::is_enum_v<T>) {
    const auto codes = codes_of(T{});
    const auto place = static_cast<std::size_t>(value);
    if (place >= codes.size())
      throw Error(STELSEL_INVALID_ARGUMENT, "a value that is not listed cannot be written");
    to.text(column, codes[place]);
  } else if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, DateTime>) {
    to.integer(column, value.time_since_epoch().count());
  } else if constexpr (IsDecimal<T>::value) {
    to.integer(column, value.value);
  } else {
    to.integer(column, static_cast<std::int64_t>(value));
  }
}

}  // namespace detail

/// Names of a row type's columns, in order.
template <typename Row>
std::vector<const char*> column_names() {
  return std::apply([](auto... c) { return std::vector<const char*>{c.name.data()...}; },
                    Row::columns());
}

/// Calls f(row) for each row of a stream that has the columns of `Row` (in any order; others are
/// passed over). An empty cell of a required field gives the member's zero value.
template <typename Row, typename F>
void for_each_row(Stream stream, F f) {
  Rows rows(std::move(stream));
  std::vector<std::size_t> places;
  for (const char* name : column_names<Row>()) {
    const int place = rows.column(name);
    if (place < 0)
      throw Error(STELSEL_INVALID_ARGUMENT, std::string("the stream has no column `") + name + "`");
    places.push_back(static_cast<std::size_t>(place));
  }
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Row row;
      std::size_t next = 0;
      std::apply(
          [&](auto... c) { (detail::read_into(row.*(c.member), rows, i, places[next++]), ...); },
          Row::columns());
      f(static_cast<const Row&>(row));
    }
  }
}

/// A stream of these rows; they are copied.
template <typename Row>
Stream stream_of_rows(const std::vector<Row>& rows) {
  std::vector<ColumnType> types = std::apply(
      [](auto... c) {
        return std::vector<ColumnType>{detail::type_of<typename detail::IsOptional<
            std::remove_reference_t<decltype(std::declval<Row&>().*(c.member))>>::Value>(
            c.name)...};
      },
      Row::columns());
  Builder builder(std::move(types));
  for (const Row& row : rows) {
    std::size_t next = 0;
    std::apply([&](auto... c) { (detail::write_value(row.*(c.member), builder, next++), ...); },
               Row::columns());
    builder.end_row();
  }
  return stream_of(std::move(builder));
}

/// A table made row by row, such as the result of a check or a calculation.
///
///     stelsel::Table found({{"region"}, {"places", stelsel::Kind::integer}});
///     found.row("zkijh", 12);
///     return std::move(found).stream();
class Table {
 public:
  explicit Table(std::vector<ColumnType> columns) : columns_(std::move(columns)) {}

  /// One value for each column: a text, a whole number, a bool, a Date, a DateTime, a Decimal of
  /// the column's scale, a double for a real; nullptr or an empty optional for none.
  template <typename... Values>
  void row(const Values&... values) {
    if (sizeof...(Values) != columns_.size())
      throw Error(STELSEL_INVALID_ARGUMENT, "a row needs a value for each column");
    if (batches_.empty() || batches_.back().full()) batches_.emplace_back(columns_);
    std::size_t next = 0;
    (detail::write_value(static_cast<const std::decay_t<const Values>&>(values), batches_.back(),
                         next++),
     ...);
    batches_.back().end_row();
  }
  std::size_t size() const {
    std::size_t rows = 0;
    for (const Builder& batch : batches_) rows += batch.rows();
    return rows;
  }
  /// All rows as a stream; the table is empty afterwards.
  Stream stream() && {
    auto held = std::make_shared<std::vector<Builder>>(std::move(batches_));
    return stream_of(std::move(columns_), [held, next = std::size_t{0}](Builder& out) mutable {
      if (next >= held->size()) return false;
      std::swap(out, (*held)[next++]);
      return next < held->size();
    });
  }

 private:
  std::vector<ColumnType> columns_;
  std::vector<Builder> batches_;
};

}  // namespace stelsel

#endif  // STELSEL_DETAIL_TYPED_HPP_
