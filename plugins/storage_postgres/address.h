// Where a store is: what libpq is to be told, and the PostgreSQL schema that is the store.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_ADDRESS_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_ADDRESS_H_

#include <string>
#include <string_view>
#include <vector>

namespace storage_postgres {

// May hold a password, so that nothing of it stands in an error: see Connection::name().
class Address {
 public:
  // `path` is what stands behind `postgresql:`, `//user@host/db?option=value` or `key=value ...`.
  // The option `schema` is ours; all others are libpq's. Throws STELSEL_INVALID_ARGUMENT without a
  // word of `path`.
  explicit Address(const std::string& path);

  const std::string& schema() const { return schema_; }
  // For PQconnectdbParams: both end with a null, and live as long as this.
  std::vector<const char*> keywords() const;
  std::vector<const char*> values() const;
  // Whether `text` has something in it that is to stay secret.
  bool shows_secret(std::string_view text) const;

 private:
  struct Option {
    std::string keyword, value;
  };
  void parse(const std::string& conninfo);
  void check_schema() const;
  void check(const Option& option) const;
  void add_defaults();
  bool has(std::string_view keyword) const;

  std::string schema_ = "stelsel";
  std::vector<Option> options_;
};

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_ADDRESS_H_
