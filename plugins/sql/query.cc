#include "query.h"

#include <boost/json.hpp>
#include <memory>
#include <string_view>
#include <utility>

#include "answer.h"
#include "connection.h"
#include "tables.h"
#include "weigh.h"

namespace sql {
namespace {

namespace json = boost::json;
using stelsel::Error;

// A connection to the run's snapshot, for the time of one query; others then find it ready.
class Borrowed {
 public:
  Borrowed(const stelsel::Run& run, const Limits& limits)
      : tables_(run.snapshot.kept<Tables>()), connection_(tables_.take()) {
    if (connection_ == nullptr) connection_ = std::make_unique<Connection>(run);
    connection_->begin(run, limits);
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  ~Borrowed() {
    connection_->end();
    tables_.give_back(std::move(connection_));
  }
  Connection& operator*() { return *connection_; }

 private:
  Tables& tables_;
  std::unique_ptr<Connection> connection_;
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Statement prepare(Connection& connection, const std::string& text) {
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v2(connection.raw(), text.c_str(),
                                      static_cast<int>(text.size()) + 1, &raw, &rest);
  Statement statement(raw);
  if (code != SQLITE_OK) connection.fail(code, text);
  if (statement == nullptr) throw Error(STELSEL_INVALID_ARGUMENT, "there is no query in it");
  if (sqlite3_stmt_readonly(raw) == 0 || sqlite3_column_count(raw) == 0)
    throw Error(STELSEL_INVALID_ARGUMENT, "a query may not change anything");
  // What follows may be nothing but blanks and comments.
  sqlite3_stmt* more = nullptr;
  const int after = sqlite3_prepare_v2(connection.raw(), rest, -1, &more, nullptr);
  const Statement second(more);
  if (after != SQLITE_OK || second != nullptr)
    throw Error(STELSEL_INVALID_ARGUMENT, "it is more than one query");
  return statement;
}

// The same query so that rows are counted by their weights; none where that cannot be.
Statement prepare_weighed(Connection& connection, const std::string& text) {
  const auto other = connection.may_weigh() ? weighed(text) : std::nullopt;
  if (!other) return nullptr;
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v2(connection.raw(), other->c_str(), -1, &raw, nullptr);
  Statement statement(raw);
  return code == SQLITE_OK ? std::move(statement) : nullptr;
}

// What is bound to the query's names, :as_of and :lang among them. Lives until it has run.
class Parameters {
 public:
  explicit Parameters(const stelsel::Run& run) : run_(run) {
    boost::system::error_code wrong;
    json::value value = json::parse(run.parameters, wrong);
    if (wrong || !value.is_object())
      throw Error(STELSEL_INTERNAL, "the parameters are no JSON object");
    given_ = std::move(value.get_object());
  }

  // Takes a limit out of them.
  void limit(const char* name, std::int64_t& value) {
    const json::value* const given = given_.if_contains(name);
    if (given == nullptr || !given->is_int64()) return;
    value = given->get_int64();
    given_.erase(name);
  }

  void bind(Connection& connection, sqlite3_stmt* statement) const {
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
      const char* const name = sqlite3_bind_parameter_name(statement, i);
      if (name == nullptr || name[0] == '?') {
        throw Error(STELSEL_INVALID_ARGUMENT,
                    "a parameter needs a name, such as :as_of, in place of ?");
      }
      const int code = bind_one(statement, i, name + 1);
      if (code != SQLITE_OK) connection.fail(code, "");
    }
  }

 private:
  int bind_one(sqlite3_stmt* statement, int i, std::string_view name) const {
    const auto text = [&](std::string_view value) {
      return sqlite3_bind_text(statement, i, value.data(), static_cast<int>(value.size()),
                               SQLITE_STATIC);
    };
    if (name == "lang") return text(run_.language);
    if (name == "as_of") {
      if (run_.as_of.empty()) {
        throw Error(STELSEL_FAILED_PRECONDITION, "this asks for :as_of, and no day was given");
      }
      return text(run_.as_of);
    }
    const json::value* const value = given_.if_contains({name.data(), name.size()});
    if (value == nullptr) {
      throw Error(STELSEL_INVALID_ARGUMENT,
                  "parameter :" + std::string(name) +
                      " has no value: a query sets it by its name, a rule names it in its head");
    }
    if (value->is_int64()) return sqlite3_bind_int64(statement, i, value->get_int64());
    if (value->is_double()) return sqlite3_bind_double(statement, i, value->get_double());
    if (value->is_bool()) return sqlite3_bind_int(statement, i, value->get_bool() ? 1 : 0);
    if (!value->is_string()) return sqlite3_bind_null(statement, i);
    return text({value->get_string().data(), value->get_string().size()});
  }

  const stelsel::Run& run_;
  json::object given_;
};

}  // namespace

stelsel::Stream run_query(const stelsel::Run& run, const std::string& text) {
  Parameters parameters(run);
  Limits limits;
  parameters.limit("max_rows", limits.rows);
  parameters.limit("max_seconds", limits.seconds);
  parameters.limit("max_text", limits.text_bytes);
  parameters.limit("max_cache", limits.cache_megabytes);
  Borrowed borrowed(run, limits);
  Connection& connection = *borrowed;
  const Statement given = prepare(connection, text);
  const Statement other = prepare_weighed(connection, text);
  sqlite3_stmt* const statement = other != nullptr ? other.get() : given.get();
  parameters.bind(connection, statement);
  Answer answer(given.get(), limits);
  while (true) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return std::move(answer).stream();
    if (code != SQLITE_ROW) connection.fail(code, text);
    answer.add_row(statement);
  }
}

}  // namespace sql
