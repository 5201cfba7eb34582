// Values in the binary format of PostgreSQL's COPY.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_BINARY_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_BINARY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "stelsel/detail/rows.hpp"

namespace storage_postgres {

// Collects rows: start(), then for each row begin_row() and its values in order, then end().
class Encoder {
 public:
  void start();
  void begin_row(std::size_t columns);
  void null();
  void text(std::string_view value);
  void integer(std::int64_t value);
  void decimal(std::int64_t value, int scale);
  void boolean(bool value);
  // Days since 1970. False when PostgreSQL and people have no such date: not in the years 0001 to
  // 9999; then nothing was added. The same of microseconds since 1970.
  [[nodiscard]] bool date(std::int64_t days);
  [[nodiscard]] bool datetime(std::int64_t micros);
  void end();

  std::string_view bytes() const { return bytes_; }
  void clear() { bytes_.clear(); }

 private:
  template <typename T>
  void put(T value);
  std::string bytes_;
};

// Walks through what COPY gives. Everything is absent or false when the bytes are not as they must.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  // The head, which comes before the first row, perhaps in one message with it.
  bool skip_head();
  bool done() const { return rest_.empty(); }
  // How many values the next row has; -1 at the end of all rows.
  std::optional<int> begin_row();
  // The bytes of the next value; none for NULL.
  struct Value {
    bool null = false;
    std::string_view bytes;
  };
  std::optional<Value> value();

 private:
  template <typename T>
  std::optional<T> take();
  std::string_view rest_;
};

// The number that stelsel has for a value (see stelsel::Kind); absent when the bytes are no such
// value, or one that stelsel does not know, such as infinity.
std::optional<std::int64_t> decode(stelsel::Kind kind, int scale, std::string_view bytes);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_BINARY_H_
