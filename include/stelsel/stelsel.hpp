// stelsel.hpp - stelsel for C++20 programs: a thin, header-only layer over stelsel.h.
//
//     stelsel::Engine engine({.plugins = {"/usr/lib/stelsel/plugins"}});
//     stelsel::Findings findings(engine.host());
//     stelsel::Snapshot snapshot = engine.read("landscape/", findings);
//     engine.check(snapshot, findings);
//     if (findings.errors() == 0) engine.commit(snapshot, "sqlite:/var/lib/wmo/bw-mo.db");
//     snapshot.as_of("2021-12-31").rows<stelsel::tables::AgreementStatus>([](const auto& row) {
//       std::cout << row.region << ' ' << row.agreement_topic << '\n';
//     });
//
// Ownership: objects release what they hold when they go; they can be moved, and a Snapshot copied.
// An Engine must outlive all but snapshots and streams. Errors: everything that can fail throws
// stelsel::Error. Threads: as in stelsel.h: snapshots from any thread, the others one at a time.
#ifndef STELSEL_STELSEL_HPP_
#define STELSEL_STELSEL_HPP_

#include <functional>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "stelsel/detail/builder.hpp"
#include "stelsel/detail/error.hpp"
#include "stelsel/detail/rows.hpp"
#include "stelsel/detail/typed.hpp"
#include "stelsel/stelsel.h"

namespace stelsel {

/// The host's services, typed. Cheap to copy; lives no longer than its engine.
class Host {
 public:
  explicit Host(const stelsel_host* raw) : raw_(raw) {}
  const stelsel_host* raw() const { return raw_; }

  const stelsel_model_v1& model() const { return need<stelsel_model_v1>(STELSEL_HOST_MODEL); }
  const stelsel_document_v1& document() const {
    return need<stelsel_document_v1>(STELSEL_HOST_DOCUMENT);
  }
  const stelsel_findings_v1& findings() const {
    return need<stelsel_findings_v1>(STELSEL_HOST_FINDINGS);
  }
  const stelsel_output_v1& output() const { return need<stelsel_output_v1>(STELSEL_HOST_OUTPUT); }
  const stelsel_log_v1& log() const { return need<stelsel_log_v1>(STELSEL_HOST_LOG); }
  const stelsel_progress_v1& progress() const {
    return need<stelsel_progress_v1>(STELSEL_HOST_PROGRESS);
  }
  const stelsel_config_v1& config() const { return need<stelsel_config_v1>(STELSEL_HOST_CONFIG); }
  const stelsel_engine_v1& engine() const { return need<stelsel_engine_v1>(STELSEL_HOST_ENGINE); }
  const stelsel_reading_v1& reading() const {
    return need<stelsel_reading_v1>(STELSEL_HOST_READING);
  }

 private:
  template <typename T>
  const T& need(const char* id) const {
    const void* table = raw_->service(raw_, id);
    if (table == nullptr)
      throw Error(STELSEL_UNIMPLEMENTED, std::string("this host has no service ") + id);
    return *static_cast<const T*>(table);
  }
  const stelsel_host* raw_;
};

/// All tables as they stood at one moment. Copies share. Stays good after its engine has gone.
class Snapshot {
 public:
  /// Takes over a snapshot that is yours to release.
  static Snapshot take(Host host, stelsel_snapshot* raw) { return Snapshot(host.model(), raw); }
  /// Shares one that is somebody else's.
  static Snapshot share(Host host, const stelsel_snapshot* raw) {
    host.model().retain(raw);
    return Snapshot(host.model(), raw);
  }

  const stelsel_snapshot* raw() const { return raw_.get(); }

  /// Names of the tables that are known, each after those that it refers to.
  std::vector<std::string> tables() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < model().table_count(raw()); ++i)
      names.emplace_back(model().table_name(raw(), i));
    return names;
  }
  /// A table's Table Schema as JSON; throws when no table has the name.
  std::string schema(const std::string& table) const {
    const char* json = model().schema(raw(), detail::c_text(table));
    if (json == nullptr) throw Error(STELSEL_NOT_FOUND, "no table is called `" + table + "`");
    return json;
  }
  /// -1 when no table has the name, as where the plugin that brings it is not there.
  std::int64_t row_count(const std::string& table) const {
    return model().row_count(raw(), detail::c_text(table));
  }
  /// The revision of the store that was read; 0 for any other snapshot.
  std::int64_t revision() const {
    return STELSEL_HAS(model_, revision) ? model().revision(raw()) : 0;
  }

  /// The rows of a table as an Arrow stream; `columns` empty means all.
  Stream stream(const std::string& table, const std::vector<const char*>& columns = {}) const {
    Stream out;
    detail::check([&](stelsel_error* error) {
      return model().stream(raw(), detail::c_text(table),
                            columns.empty() ? nullptr : columns.data(), columns.size(), out.raw(),
                            error);
    });
    return out;
  }
  /// Calls f(row) for each row of the table that `Row`, a type of tables.hpp, stands for.
  template <typename Row, typename F>
  void rows(F f) const {
    for_each_row<Row>(stream(std::string(Row::table), column_names<Row>()), std::move(f));
  }
  /// What this library keeps with the snapshot, one `T` of each type, made when it is first asked
  /// for; see stelsel_model_v1::keep. Throws when the host is too old to keep anything.
  template <typename T>
  T& kept() const {
    static char owner = 0;  // its address is this library's and this type's alone
    if (!STELSEL_HAS(model_, keep))
      throw Error(STELSEL_UNIMPLEMENTED, "this stelsel keeps nothing with a snapshot");
    void* out = nullptr;
    detail::check([&](stelsel_error* error) {
      return model().keep(
          raw(), &owner, [](void*) -> void* { return new (std::nothrow) T(); }, nullptr,
          [](void* kept) { delete static_cast<T*>(kept); }, &out, error);
    });
    return *static_cast<T*>(out);
  }

  /// What leads from `before` to this in one table: rows to upsert (whole), and rows of which the
  /// keys are to be erased.
  struct Difference {
    Stream upserts, erasures;
  };
  Difference since(const Snapshot& before, const std::string& table) const {
    Difference out;
    detail::check([&](stelsel_error* error) {
      return model().diff(before.raw(), raw(), detail::c_text(table), out.upserts.raw(),
                          out.erasures.raw(), error);
    });
    return out;
  }

  /// The same, read as of a day, YYYY-MM-DD.
  Snapshot as_of(const std::string& date) const {
    stelsel_snapshot* out = nullptr;
    detail::check([&](stelsel_error* error) {
      return model().as_of(raw(), detail::c_text(date), &out, error);
    });
    return Snapshot(model(), out);
  }

 private:
  Snapshot(const stelsel_model_v1& model, const stelsel_snapshot* raw)
      : model_(&model), raw_(raw, model.release) {}
  const stelsel_model_v1& model() const { return *model_; }

  const stelsel_model_v1* model_;
  std::shared_ptr<const stelsel_snapshot> raw_;
};

/// Makes the next snapshot. Without commit() nothing has happened.
class Writer {
 public:
  explicit Writer(Host host, const Snapshot* base = nullptr) : host_(host) {
    detail::check([&](stelsel_error* error) {
      return host_.model().begin(host_.raw(), base != nullptr ? base->raw() : nullptr, &raw_,
                                 error);
    });
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { host_.model().abandon(raw_); }

  /// Adds rows; each replaces the row that has its key.
  void upsert(const std::string& table, Stream rows) {
    still_open();
    detail::check([&](stelsel_error* error) {
      return host_.model().upsert(raw_, detail::c_text(table), rows.raw(), error);
    });
  }
  template <typename Row>
  void upsert(const std::vector<Row>& rows) {
    upsert(std::string(Row::table), stream_of_rows(rows));
  }
  /// Removes rows by key; only the key's columns are looked at.
  void erase(const std::string& table, Stream keys) {
    still_open();
    detail::check([&](stelsel_error* error) {
      return host_.model().erase(raw_, detail::c_text(table), keys.raw(), error);
    });
  }
  /// Ends the writer, also when it throws: what is called after it throws
  /// STELSEL_FAILED_PRECONDITION.
  Snapshot commit() {
    still_open();
    stelsel_snapshot* out = nullptr;
    detail::check([&](stelsel_error* error) {
      return host_.model().commit(std::exchange(raw_, nullptr), &out, error);
    });
    return Snapshot::take(host_, out);
  }

 private:
  void still_open() const {
    if (raw_ == nullptr) throw Error(STELSEL_FAILED_PRECONDITION, "the writer was committed");
  }

  Host host_;
  stelsel_writer* raw_ = nullptr;
};

/// Where bytes go: a file that is there whole or not at all, or a function.
class Output {
 public:
  static Output file(Host host, const std::string& path) {
    Output out(host);
    detail::check([&](stelsel_error* error) {
      return host.output().to_file(host.raw(), detail::c_text(path), &out.raw_, error);
    });
    return out;
  }
  /// `write` must live as long as the output. What it throws comes out of the call that writes.
  static Output function(Host host, const std::function<void(std::string_view)>& write) {
    Output out(host);
    out.function_ = std::make_unique<Function>(Function{&write, {}});
    const stelsel_write_function thunk = [](void* context, const void* bytes,
                                            std::size_t count) -> std::int32_t {
      auto& self = *static_cast<Function*>(context);
      const bool written = self.thrown.keep([&] {
        (*self.write)({static_cast<const char*>(bytes), count});
      });
      return written ? STELSEL_OK : STELSEL_UNKNOWN;
    };
    detail::check([&](stelsel_error* error) {
      return host.output().to_function(host.raw(), thunk, out.function_.get(), &out.raw_, error);
    });
    return out;
  }
  Output(Output&& other) noexcept
      : host_(other.host_),
        raw_(std::exchange(other.raw_, nullptr)),
        function_(std::move(other.function_)) {}
  Output& operator=(Output&&) = delete;
  ~Output() { host_.output().release(raw_); }

  stelsel_output* raw() { return raw_; }
  void commit() {
    run([&](stelsel_error* error) { return host_.output().commit(raw_, error); });
  }
  /// For what writes: detail::check, but what the function of this threw comes first.
  template <typename F>
  void run(F f) {
    try {
      detail::check(f);
    } catch (const Error&) {
      if (function_ != nullptr) function_->thrown.rethrow();
      throw;
    }
  }

 private:
  struct Function {
    const std::function<void(std::string_view)>* write;
    detail::Thrown thrown;
  };
  explicit Output(Host host) : host_(host) {}
  Host host_;
  stelsel_output* raw_ = nullptr;
  std::unique_ptr<Function> function_;  // stays where it is when this moves
};

/// One finding, as Findings::each gives it; views live for the call.
struct FindingRow {
  std::string_view rule, severity, message, file, field, table, key, region;
  std::int64_t line = 0, column = 0, row = 0;  ///< 0: not known
};

/// What is wrong with the data, and where.
class Findings {
 public:
  explicit Findings(Host host, std::int64_t max_per_rule = 0) : host_(host) {
    detail::check([&](stelsel_error* error) {
      return host.findings().make(host.raw(), max_per_rule, &raw_, error);
    });
  }
  Findings(const Findings&) = delete;
  Findings& operator=(const Findings&) = delete;
  ~Findings() { host_.findings().release(raw_); }

  stelsel_findings* raw() { return raw_; }
  /// Errors and worse, kept or not.
  std::int64_t errors() const { return count(STELSEL_FATAL) + count(STELSEL_WRONG); }
  std::int64_t warnings() const { return count(STELSEL_WARNING); }
  std::int64_t count(std::int32_t severity) const { return host_.findings().count(raw_, severity); }

  /// Those that were kept, as an Arrow stream; `language` is "nl" or "en".
  Stream stream(const char* language = "nl") const {
    Stream out;
    detail::check([&](stelsel_error* error) {
      return host_.findings().stream(raw_, language, out.raw(), error);
    });
    return out;
  }
  /// Calls f(FindingRow) for each that was kept.
  template <typename F>
  void each(F f, const char* language = "nl") const {
    Rows rows(stream(language));
    const auto place = [&](const char* name) {
      return static_cast<std::size_t>(rows.column(name));
    };
    const std::size_t at[] = {place("rule"),  place("severity"), place("message"), place("file"),
                              place("field"), place("table"),    place("key"),     place("region"),
                              place("line"),  place("column"),   place("row")};
    while (rows.next()) {
      const auto text = [&](std::size_t i, std::size_t c) {
        return rows.is_null(i, c) ? std::string_view() : rows.text(i, c);
      };
      const auto number = [&](std::size_t i, std::size_t c) {
        return rows.is_null(i, c) ? 0 : rows.integer(i, c);
      };
      for (std::size_t i = 0; i < rows.size(); ++i) {
        f(FindingRow{text(i, at[0]), text(i, at[1]), text(i, at[2]), text(i, at[3]), text(i, at[4]),
                     text(i, at[5]), text(i, at[6]), text(i, at[7]), number(i, at[8]),
                     number(i, at[9]), number(i, at[10])});
      }
    }
  }
  /// Writes them with their totals as "text", "ndjson", "json", "sarif" or "junit".
  void write(const char* format, Output& output, const char* options = nullptr) const {
    output.run([&](stelsel_error* error) {
      return host_.findings().write(raw_, format, options, output.raw(), error);
    });
  }

 private:
  Host host_;
  stelsel_findings* raw_ = nullptr;
};

/// How far a call is, and whether it is to stop. cancel() may be called from any thread. What the
/// function throws cancels the call, and comes out of it.
class Progress {
 public:
  using Function = std::function<void(const char* what, std::int64_t done, std::int64_t total)>;
  explicit Progress(Host host, Function function = nullptr)
      : host_(host), function_(std::move(function)) {
    const stelsel_progress_function thunk = [](void* context, const char* what, std::int64_t done,
                                               std::int64_t total) {
      auto& self = *static_cast<Progress*>(context);
      const bool told = self.thrown_.keep([&] {
        if (self.function_) self.function_(what, done, total);
      });
      if (!told) self.cancel();
    };
    detail::check([&](stelsel_error* error) {
      return host.progress().make(host.raw(), thunk, this, &raw_, error);
    });
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { host_.progress().release(raw_); }
  stelsel_progress* raw() { return raw_; }
  void cancel() { host_.progress().cancel(raw_); }
  /// Calls f, with this as the progress of a call; what the function of this threw comes before the
  /// Error that tells of the cancelling. May be null.
  template <typename F>
  static void within(Progress* progress, F f) {
    try {
      f();
    } catch (const Error&) {
      if (progress != nullptr) progress->thrown_.rethrow();
      throw;
    }
    if (progress != nullptr) progress->thrown_ = {};  // the call ended well all the same
  }

 private:
  Host host_;
  Function function_;
  detail::Thrown thrown_;
  stelsel_progress* raw_ = nullptr;
};

namespace detail {

// A text as a JSON string.
inline std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x",
                    static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + "\"";
}
inline std::string quote(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? "," : "") + quote(text);
  return out + "]";
}

// The members of a JSON object.
class Members {
 public:
  // `value` is JSON.
  void add(std::string_view name, const std::string& value) {
    text_ += (text_.empty() ? "" : ",") + quote(name) + ":" + value;
  }
  std::string json() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

}  // namespace detail

/// How an engine is opened.
struct EngineOptions {
  std::vector<std::string> plugins = {};  ///< absolute folders, each holding folders of plugins
  std::vector<std::string> packs = {};    ///< absolute folders, each of one plugin
  std::string lock = {};                  ///< file of what may be loaded; see `stelsel plugin lock`
  std::string language = "nl";            ///< "nl" or "en": of findings and reports
};

/// What a source is read with.
struct ReadOptions {
  std::string set = "{}";  ///< parameters of the source's format, a JSON object
  int threads = 0;         ///< 1 to 64; 0: as many as there are processors
};

/// What a check is run with.
struct CheckOptions {
  std::string as_of = {};               ///< YYYY-MM-DD: the day that counts as today; or none
  std::vector<std::string> packs = {};  ///< plugins whose rules run as well
  std::string set = "{}";               ///< {"PLUGIN/PARAMETER" or "PLUGIN/RULE/PARAMETER": VALUE}
  int threads = 0;                      ///< 1 to 64; 0: as many as there are processors
};

/// What a calculation or query is run with.
struct RunOptions {
  std::string as_of = {};     ///< YYYY-MM-DD; required for a calculation
  std::string language = {};  ///< empty: the engine's
  std::string set = "{}";     ///< parameters, a JSON object
};

/// What a report is run with.
struct ReportOptions {
  std::string format = "html";
  std::string as_of = {};     ///< YYYY-MM-DD; required
  std::string language = {};  ///< empty: the engine's
  std::string set = "{}";     ///< parameters, a JSON object
};

/// What is kept with a commit, and what its target is written with.
struct CommitOptions {
  std::string message = {};
  std::string author = {};  ///< best a function or an organisation, not a person
  std::string set = "{}";   ///< parameters of the target's format, a JSON object
};

/// stelsel in this process. Several may be open at once.
class Engine {
 public:
  explicit Engine(const EngineOptions& options = {}) {
    std::string json = "{\"language\":" + detail::quote(options.language) +
                       ",\"plugins\":" + detail::quote(options.plugins);
    // Of 1.1, so only where they say something: a library of 1.0 takes the rest.
    if (!options.packs.empty()) json += ",\"packs\":" + detail::quote(options.packs);
    if (!options.lock.empty()) json += ",\"lock\":" + detail::quote(options.lock);
    json += "}";
    detail::check([&](stelsel_error* error) {
      raw_ = stelsel_open(json.c_str(), error);
      return raw_ != nullptr             ? STELSEL_OK
             : error->code != STELSEL_OK ? error->code
                                         : STELSEL_UNKNOWN;
    });
  }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() { stelsel_close(raw_); }

  Host host() const { return Host(raw_); }

  /// Reads [FORMAT:]PATH[@REVISION]; what is wrong with the data goes to `findings`.
  Snapshot read(const std::string& source, Findings& findings, Progress* progress = nullptr) const {
    return read(source, ReadOptions{}, findings, progress);
  }
  Snapshot read(const std::string& source, const ReadOptions& options, Findings& findings,
                Progress* progress = nullptr) const {
    detail::Members members;
    if (options.set != "{}") members.add("set", options.set);
    if (options.threads != 0) members.add("threads", std::to_string(options.threads));
    const std::string json = members.json();
    stelsel_snapshot* out = nullptr;
    run(progress, [&](stelsel_error* error) {
      return host().engine().read(raw_, detail::c_text(source), json.c_str(), findings.raw(),
                                  raw(progress), &out, error);
    });
    return Snapshot::take(host(), out);
  }
  /// Runs every rule but those about dates that pass.
  void check(const Snapshot& snapshot, Findings& findings, Progress* progress = nullptr) const {
    check(snapshot, CheckOptions{}, findings, progress);
  }
  /// Runs every rule; `as_of` (2021-12-31) is the day that counts as today.
  void check(const Snapshot& snapshot, const std::string& as_of, Findings& findings,
             Progress* progress = nullptr) const {
    check(snapshot, CheckOptions{.as_of = as_of}, findings, progress);
  }
  void check(const Snapshot& snapshot, const CheckOptions& options, Findings& findings,
             Progress* progress = nullptr) const {
    // The members of 1.1 only where they say something: a library of 1.0 takes the rest.
    detail::Members members;
    if (options.set != "{}") members.add("set", options.set);
    if (!options.packs.empty()) members.add("packs", detail::quote(options.packs));
    if (!options.as_of.empty()) members.add("as_of", detail::quote(options.as_of));
    if (options.threads != 0) members.add("threads", std::to_string(options.threads));
    const std::string json = members.json();
    run(progress, [&](stelsel_error* error) {
      return host().engine().check(raw_, snapshot.raw(), json.c_str(), findings.raw(),
                                   raw(progress), error);
    });
  }
  /// The table that calculation `PLUGIN/NAME` works out.
  Stream calculate(const std::string& id, const Snapshot& snapshot, const RunOptions& options,
                   Progress* progress = nullptr) const {
    const stelsel_engine_v1& engine = host().engine();
    if (!STELSEL_HAS(&engine, calculate)) too_old("calculations");
    const std::string json = to_json(options);
    Stream out;
    run(progress, [&](stelsel_error* error) {
      return engine.calculate(raw_, detail::c_text(id), snapshot.raw(), json.c_str(), raw(progress),
                              out.raw(), error);
    });
    return out;
  }
  /// The answer to `text` in the query language `id`, such as "sql".
  Stream query(const std::string& id, const Snapshot& snapshot, const std::string& text,
               const RunOptions& options = {}, Progress* progress = nullptr) const {
    const stelsel_engine_v1& engine = host().engine();
    if (!STELSEL_HAS(&engine, query)) too_old("queries");
    const std::string json = to_json(options);
    Stream out;
    run(progress, [&](stelsel_error* error) {
      return engine.query(raw_, detail::c_text(id), snapshot.raw(), detail::c_text(text),
                          json.c_str(), raw(progress), out.raw(), error);
    });
    return out;
  }
  /// Runs report `PLUGIN/NAME` into `output`, which is left uncommitted.
  void report(const std::string& id, const Snapshot& snapshot, const ReportOptions& options,
              Output& output, Progress* progress = nullptr) const {
    std::string json = "{\"format\":" + detail::quote(options.format) +
                       ",\"as_of\":" + detail::quote(options.as_of) + ",\"set\":" + options.set;
    if (!options.language.empty()) json += ",\"lang\":" + detail::quote(options.language);
    json += "}";
    Progress::within(progress, [&] {
      output.run([&](stelsel_error* error) {
        return host().engine().run(raw_, detail::c_text(id), snapshot.raw(), json.c_str(),
                                   output.raw(), raw(progress), error);
      });
    });
  }
  /// Makes `target` hold what the snapshot holds; returns how many rows changed.
  std::int64_t commit(const Snapshot& snapshot, const std::string& target) const {
    return commit(snapshot, target, std::string());
  }
  // A template, so that a list in braces can only be CommitOptions.
  template <typename Text,
            typename = std::enable_if_t<std::is_convertible_v<const Text&, std::string>>>
  std::int64_t commit(const Snapshot& snapshot, const std::string& target, const Text& text,
                      Progress* progress = nullptr) const {
    const std::string message = text;
    std::int64_t written = 0;
    run(progress, [&](stelsel_error* error) {
      return host().engine().commit(raw_, snapshot.raw(), detail::c_text(target),
                                    detail::c_text(message), raw(progress), &written, error);
    });
    return written;
  }
  /// The same, and tells what was done and which revision it made.
  stelsel_committed commit(const Snapshot& snapshot, const std::string& target,
                           const CommitOptions& options, Progress* progress = nullptr) const {
    const stelsel_engine_v1& engine = host().engine();
    if (!STELSEL_HAS(&engine, commit_with)) too_old("authors of commits");
    const std::string json = "{\"message\":" + detail::quote(options.message) +
                             ",\"author\":" + detail::quote(options.author) +
                             ",\"set\":" + options.set + "}";
    stelsel_committed done{sizeof done, 0, 0, 0};
    run(progress, [&](stelsel_error* error) {
      return engine.commit_with(raw_, snapshot.raw(), detail::c_text(target), json.c_str(),
                                raw(progress), &done, error);
    });
    return done;
  }
  /// The revisions of a store, the oldest first.
  Stream history(const std::string& source) const {
    const stelsel_engine_v1& engine = host().engine();
    if (!STELSEL_HAS(&engine, history)) too_old("histories");
    Stream out;
    detail::check([&](stelsel_error* error) {
      return engine.history(raw_, detail::c_text(source), out.raw(), error);
    });
    return out;
  }
  /// Throws when a store is damaged, or holds rows that were not committed.
  void verify(const std::string& source, Progress* progress = nullptr) const {
    const stelsel_engine_v1& engine = host().engine();
    if (!STELSEL_HAS(&engine, verify)) too_old("verifying stores");
    run(progress, [&](stelsel_error* error) {
      return engine.verify(raw_, detail::c_text(source), raw(progress), error);
    });
  }
  /// Copies a store with all its revisions to `path`, where nothing may be.
  void backup(const std::string& source, const std::string& path,
              Progress* progress = nullptr) const {
    const stelsel_engine_v1& engine = host().engine();
    if (!STELSEL_HAS(&engine, backup)) too_old("backups");
    run(progress, [&](stelsel_error* error) {
      return engine.backup(raw_, detail::c_text(source), detail::c_text(path), raw(progress),
                           error);
    });
  }

 private:
  static std::string to_json(const RunOptions& options) {
    std::string json = "{\"set\":" + options.set;
    if (!options.as_of.empty()) json += ",\"as_of\":" + detail::quote(options.as_of);
    if (!options.language.empty()) json += ",\"lang\":" + detail::quote(options.language);
    return json + "}";
  }
  [[noreturn]] static void too_old(const std::string& what) {
    throw Error(STELSEL_UNIMPLEMENTED, "this stelsel is too old for " + what);
  }
  template <typename F>
  static void run(Progress* progress, F f) {
    Progress::within(progress, [&] { detail::check(f); });
  }
  static stelsel_progress* raw(Progress* progress) {
    return progress != nullptr ? progress->raw() : nullptr;
  }
  const stelsel_host* raw_ = nullptr;
};

}  // namespace stelsel

#endif  // STELSEL_STELSEL_HPP_
