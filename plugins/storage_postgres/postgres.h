// libpq with owners and with errors that a user can read. Every result is looked at: what is not
// fine is thrown as stelsel::Error, one sentence that names the store. No values of cells and no
// passwords stand in a sentence.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_POSTGRES_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_POSTGRES_H_

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "address.h"
#include "errors.h"

namespace storage_postgres {

// What a statement gave. Texts live as long as it.
class Result {
 public:
  explicit Result(PGresult* raw) : raw_(raw, PQclear) {}
  PGresult* raw() const { return raw_.get(); }
  int rows() const { return PQntuples(raw_.get()); }
  bool is_null(int row, int column) const { return PQgetisnull(raw_.get(), row, column) == 1; }
  std::string text(int row, int column) const {
    return {PQgetvalue(raw_.get(), row, column),
            static_cast<std::size_t>(PQgetlength(raw_.get(), row, column))};
  }
  std::int64_t integer(int row, int column) const { return std::stoll(text(row, column)); }
  bool truth(int row, int column) const { return text(row, column) == "t"; }
  // Rows that an INSERT, UPDATE or DELETE touched.
  std::int64_t touched() const;
  // What the server says it did: COMMIT, ROLLBACK, ...
  std::string tag() const { return PQcmdStatus(raw_.get()); }

 private:
  std::unique_ptr<PGresult, decltype(&PQclear)> raw_;
};

// An open session. One thread at a time. A session that was lost stays so.
class Connection {
 public:
  // Connects, once. Throws Lost when that may be otherwise in a moment.
  explicit Connection(const Address& address);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The store for people, in errors: server, database and schema, and nothing else.
  const std::string& name() const { return name_; }
  std::string user() const { return PQuser(raw_.get()); }
  int server_version() const { return PQserverVersion(raw_.get()); }
  bool lost() const { return PQstatus(raw_.get()) != CONNECTION_OK; }
  // Nothing is running, and no transaction is open.
  bool quiet() const { return PQtransactionStatus(raw_.get()) == PQTRANS_IDLE; }

  // Runs statements and gives the result of the last.
  Result run(const std::string& sql);
  // One statement, with texts for $1, $2, ...; an absent one is NULL.
  Result run(const std::string& sql, const std::vector<std::optional<std::string>>& values);

  // COPY ... FROM STDIN: start_copy, put any number of times, end_copy, which gives how many rows.
  // When something in between throws, call stop_copy: nothing is copied, and the transaction has
  // failed. An error names `table`, which the rows are for.
  void start_copy(const std::string& sql, const std::string& table);
  void put(std::string_view bytes);
  std::int64_t end_copy();
  void stop_copy() noexcept;

  // COPY ... TO STDOUT: the next message, which lives until the next call; absent at the end.
  void start_reading(const std::string& sql);
  std::optional<std::string_view> get();

  [[noreturn]] void fail(const PGresult* result) const;
  // Whether the server warned of something when statements were last run.
  bool warned() const { return warned_; }
  // Throws that the store is not as stelsel left it.
  [[noreturn]] void fail_changed(const std::string& what) const;

 private:
  void begin();
  Result checked(PGresult* raw) const;
  About about(const PGresult* result) const;
  [[noreturn]] void fail_connect(const Address& address) const;

  std::unique_ptr<PGconn, decltype(&PQfinish)> raw_;
  std::unique_ptr<char, decltype(&PQfreemem)> message_;
  std::string name_;
  std::string copying_;  // the table that rows are sent for
  bool warned_ = false;
};

// A name, and a text, as SQL wants them.
std::string quoted(std::string_view name);
std::string literal(std::string_view text);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_POSTGRES_H_
