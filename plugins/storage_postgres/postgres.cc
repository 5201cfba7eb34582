#include "postgres.h"

#include <poll.h>

#include <chrono>
#include <cstdlib>
#include <new>

namespace storage_postgres {
namespace {

using stelsel::Error;
using PgConnection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

PGconn* connect(const Address& address) {
  PGconn* raw = PQconnectdbParams(address.keywords().data(), address.values().data(), 0);
  if (raw == nullptr) throw std::bad_alloc();
  return raw;
}

std::string first_line(std::string text) {
  if (const std::size_t end = text.find('\n'); end != std::string::npos) text.resize(end);
  return text;
}

// True when the socket is ready, false after ten seconds.
bool wait_for(PGconn* raw, PostgresPollingStatusType wanted) {
  pollfd ready{PQsocket(raw),
               static_cast<short>(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
  return ::poll(&ready, 1, 10'000) > 0;
}

// Why the server refuses: libpq tells that in the server's language only, unless it is asked, by a
// second attempt, to tell the code and nothing else. Empty when it is not the server that refuses.
std::string refusal(const Address& address) {
  const PgConnection raw(
      PQconnectStartParams(address.keywords().data(), address.values().data(), 0), PQfinish);
  if (raw == nullptr) throw std::bad_alloc();
  PQsetErrorVerbosity(raw.get(), PQERRORS_SQLSTATE);
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  while (PQstatus(raw.get()) != CONNECTION_BAD &&
         (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) &&
         wait_for(raw.get(), status)) {
    status = PQconnectPoll(raw.get());
  }
  std::string text = PQerrorMessage(raw.get());
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const std::size_t blank = text.find_last_of(' ');
  if (blank == std::string::npos || text.size() - blank != 6) return "";
  const std::string state = text.substr(blank + 1);
  for (const char c : state) {
    if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z')) return "";
  }
  return state;
}

std::string place_of(const PGconn* raw, const std::string& schema) {
  const auto text = [](const char* given) { return std::string(given != nullptr ? given : ""); };
  std::string host = text(PQhost(raw));
  if (host.empty()) host = "localhost";
  const std::string port = text(PQport(raw));
  return "store `" + schema + "` of database `" + text(PQdb(raw)) + "` at `" + host +
         (port.empty() ? "" : ":" + port) + "`";
}

}  // namespace

std::int64_t Result::touched() const {
  const char* count = PQcmdTuples(raw_.get());
  return *count != 0 ? std::atoll(count) : 0;
}

Connection::Connection(const Address& address)
    : raw_(connect(address), PQfinish), message_(nullptr, PQfreemem) {
  name_ = place_of(raw_.get(), address.schema());
  if (lost()) fail_connect(address);
  PQsetNoticeReceiver(
      raw_.get(),
      [](void* self, const PGresult*) { static_cast<Connection*>(self)->warned_ = true; }, this);
  if (server_version() < 150000) {
    throw Error(STELSEL_FAILED_PRECONDITION, name_ + " is on PostgreSQL " +
                                                 std::to_string(server_version() / 10000) +
                                                 "; stelsel needs version 15 or later");
  }
  // No function or operator of somebody else may pass for one of the server's.
  run("SET search_path = pg_catalog; SET row_security = on; SET standard_conforming_strings = on; "
      "SET client_min_messages = warning; SET DateStyle = ISO");
}

void Connection::fail_connect(const Address& address) const {
  const std::string words = PQerrorMessage(raw_.get());
  const bool slow = words.find("timeout expired") != std::string::npos;
  if (const std::string state = slow ? "" : refusal(address); !state.empty()) {
    throw_state(name_, state, "");
  }
  if (words.find("invalid response") != std::string::npos ||
      words.find("expected authentication request") != std::string::npos) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                name_ + " is not there: what answers is no PostgreSQL server");
  }
  const bool secret = address.shows_secret(words);
  throw Lost(name_ + " cannot be reached" + (secret ? "" : ": " + first_line(words)));
}

void Connection::begin() {
  warned_ = false;
  copying_.clear();
}

Result Connection::run(const std::string& sql) {
  begin();
  return checked(PQexec(raw_.get(), sql.c_str()));
}

Result Connection::run(const std::string& sql,
                       const std::vector<std::optional<std::string>>& values) {
  begin();
  std::vector<const char*> texts;
  for (const std::optional<std::string>& value : values) {
    texts.push_back(value ? value->c_str() : nullptr);
  }
  return checked(PQexecParams(raw_.get(), sql.c_str(), static_cast<int>(texts.size()), nullptr,
                              texts.data(), nullptr, nullptr, 0));
}

Result Connection::checked(PGresult* raw) const {
  Result result(raw);
  switch (PQresultStatus(raw)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
      return result;
    default:
      fail(raw);
  }
}

void Connection::fail(const PGresult* result) const {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (lost() || state == nullptr) throw Lost(name_ + " was cut off");
  // The session goes on: it is a server that has partitions.
  const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (is_lost(state) && severity != nullptr && std::string_view(severity) == "ERROR") {
    throw Lost(name_ + " cannot reach a server that has some of its regions" +
               (words != nullptr ? ": " + first_line(words) : ""));
  }
  throw_state(name_, state, words != nullptr ? words : "", about(result));
}

About Connection::about(const PGresult* result) const {
  const auto field = [&](int code) {
    const char* text = PQresultErrorField(result, code);
    return std::string(text != nullptr ? text : "");
  };
  About out{field(PG_DIAG_TABLE_NAME), field(PG_DIAG_COLUMN_NAME), field(PG_DIAG_CONSTRAINT_NAME)};
  if (copying_.empty()) return out;
  out.table = copying_;
  if (out.column.empty()) out.column = column_of_copy(field(PG_DIAG_CONTEXT));
  return out;
}

void Connection::fail_changed(const std::string& what) const {
  throw Error(STELSEL_DATA_LOSS, name_ + " is not as stelsel left it: " + what);
}

void Connection::start_copy(const std::string& sql, const std::string& table) {
  run(sql);
  copying_ = table;
}

void Connection::put(std::string_view bytes) {
  if (PQputCopyData(raw_.get(), bytes.data(), static_cast<int>(bytes.size())) == 1) return;
  end_copy();  // the server's reason is waiting there
  throw Lost(name_ + " was cut off");
}

std::int64_t Connection::end_copy() {
  PQputCopyEnd(raw_.get(), nullptr);  // that it failed shows in the result
  const Result result = checked(PQgetResult(raw_.get()));
  while (PGresult* more = PQgetResult(raw_.get())) PQclear(more);
  return result.touched();
}

void Connection::stop_copy() noexcept {
  PQputCopyEnd(raw_.get(), "the rows ended early");
  while (PGresult* more = PQgetResult(raw_.get())) {
    const bool copying = PQresultStatus(more) == PGRES_COPY_IN;
    PQclear(more);
    if (copying) return;  // nothing can be sent any more: the session is of no use
  }
}

void Connection::start_reading(const std::string& sql) { run(sql); }

std::optional<std::string_view> Connection::get() {
  char* raw = nullptr;
  const int size = PQgetCopyData(raw_.get(), &raw, 0);
  message_.reset(raw);
  if (size > 0) return std::string_view(raw, static_cast<std::size_t>(size));
  if (size == -2) throw Lost(name_ + " was cut off");
  const Result result = checked(PQgetResult(raw_.get()));
  while (PGresult* more = PQgetResult(raw_.get())) PQclear(more);
  return std::nullopt;
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

std::string literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

}  // namespace storage_postgres
