// plugin.hpp - writing a stelsel plugin in C++20, header-only. A plugin includes this and nothing
// else of stelsel, and does not link its library.
//
//     #include "stelsel/plugin.hpp"
//     #include "stelsel/tables.hpp"
//
//     class Example : public stelsel::Plugin {
//      public:
//       using Plugin::Plugin;
//       stelsel::Stream check(const std::string&, const stelsel::Run& run) override {
//         stelsel::Table found({{"municipality"}});
//         run.snapshot.rows<stelsel::tables::Municipality>([&](const auto& row) {
//           if (row.name == "?") found.row(row.municipality);
//         });
//         return std::move(found).stream();
//       }
//     };
//     STELSEL_PLUGIN(Example)
//
// Override what the manifest names as capabilities; the rest need not be there. Throw
// stelsel::Error (or anything): it is caught and reaches the caller as an error. The host calls one
// instance one at a time unless the manifest says `"thread_safe": true`.
#ifndef STELSEL_PLUGIN_HPP_
#define STELSEL_PLUGIN_HPP_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stelsel/stelsel.hpp"

namespace stelsel {

/// What one run of a check, calculation, query, report or the writing of a format gets.
struct Run {
  Host host;
  Snapshot snapshot;       ///< all times; see Snapshot::as_of
  std::string as_of;       ///< YYYY-MM-DD; empty where none was given, never for a report
  std::string language;    ///< "nl" or "en"
  std::string parameters;  ///< JSON object, checked against the manifest
  std::string source;      ///< where the snapshot came from
  stelsel_progress* progress = nullptr;

  bool dutch() const { return language == "nl"; }
  /// Tells how far it is; throws when the run is to stop.
  void advance(const char* what, std::int64_t done, std::int64_t total) const {
    host.progress().advance(progress, what, done, total);
    if (host.progress().cancelled(progress) != 0) throw Error(STELSEL_CANCELLED, "cancelled");
  }
};

/// An element as a renderer sees it; views live as long as the document.
struct Element {
  int kind = 0;  ///< enum stelsel_element_kind
  int level = 0;
  std::string_view id, text, options;
};

/// A report before it has a format: written by a report, read by a renderer.
class Document {
 public:
  Document(Host host, stelsel_document* raw) : host_(host), raw_(raw), reading_(raw) {}
  Document(Host host, const stelsel_document* raw) : host_(host), reading_(raw) {}

  void title(const std::string& text, const std::string& options = "{}") {
    add(STELSEL_TITLE, 0, "", text, options);
  }
  void section(int level, const std::string& text, const std::string& id = "") {
    add(STELSEL_SECTION, level, id, text, "{}");
  }
  void paragraph(const std::string& text) { add(STELSEL_PARAGRAPH, 0, "", text, "{}"); }
  void note(const std::string& text) { add(STELSEL_NOTE, 0, "", text, "{}"); }
  /// Belongs to the element before it.
  void footnote(const std::string& text) { add(STELSEL_FOOTNOTE, 0, "", text, "{}"); }
  /// Options are those of stelsel.h.
  void table(const std::string& caption, const std::string& options, Stream rows,
             const std::string& id = "") {
    add(STELSEL_TABLE, 0, id, caption, options, std::move(rows));
  }
  void chart(const std::string& caption, const std::string& options, Stream rows,
             const std::string& id = "") {
    add(STELSEL_CHART, 0, id, caption, options, std::move(rows));
  }

  std::size_t size() const { return host_.document().count(reading_); }
  Element operator[](std::size_t index) const {
    stelsel_element raw{};
    raw.size = sizeof raw;
    detail::check([&](stelsel_error* error) {
      return host_.document().element(reading_, index, &raw, error);
    });
    const auto view = [](const char* text) {
      return text != nullptr ? std::string_view(text) : std::string_view();
    };
    return {raw.kind, raw.level, view(raw.id), view(raw.text), view(raw.options)};
  }
  /// Rows of a table or chart; may be asked for again.
  Stream rows(std::size_t index) const {
    Stream out;
    detail::check([&](stelsel_error* error) {
      return host_.document().rows(reading_, index, out.raw(), error);
    });
    return out;
  }
  std::string language() const { return host_.document().language(reading_); }

 private:
  void add(int kind, int level, const std::string& id, const std::string& text,
           const std::string& options, Stream rows = {}) {
    const stelsel_element element{sizeof(stelsel_element),           kind,         level,
                                  id.empty() ? nullptr : id.c_str(), text.c_str(), options.c_str()};
    detail::check([&](stelsel_error* error) {
      return host_.document().add(raw_, &element, rows ? rows.raw() : nullptr, error);
    });
  }

  Host host_;
  stelsel_document* raw_ = nullptr;
  const stelsel_document* reading_;
};

/// Takes the bytes that a renderer makes.
class Sink {
 public:
  Sink(Host host, stelsel_output* raw) : host_(host), raw_(raw) {}
  void write(std::string_view bytes) {
    detail::check([&](stelsel_error* error) {
      return host_.output().write(raw_, bytes.data(), bytes.size(), error);
    });
  }

 private:
  Host host_;
  stelsel_output* raw_;
};

/// Where something is in a file; empty and 0 when that is not known.
struct Place {
  std::string table, field;
  std::string cell;       ///< of a sheet: C5
  std::int64_t line = 0;  ///< from 1
};

/// A file that a format reads.
class Reading {
 public:
  Reading(Host host, stelsel_reading* raw, const stelsel_run& run)
      : language(run.language),
        parameters(run.parameters),
        host_(host),
        raw_(raw),
        progress_(run.progress) {}

  const std::string language;    ///< "nl" or "en"
  const std::string parameters;  ///< JSON object, checked against the manifest

  /// Adds rows of a table; see stelsel_reading_v1 for the columns that tell places.
  void rows(const std::string& table, Stream rows) {
    detail::check([&](stelsel_error* error) {
      return service().rows(raw_, table.c_str(), rows.raw(), error);
    });
  }
  /// Something wrong: a rule of the format's manifest, and words for its message as a JSON object.
  void finding(const std::string& rule, const Place& place, const std::string& arguments = "{}") {
    const stelsel_place at{sizeof at, place.table.c_str(), place.field.c_str(), place.cell.c_str(),
                           place.line};
    detail::check([&](stelsel_error* error) {
      return service().finding(raw_, rule.c_str(), &at, arguments.c_str(), error);
    });
  }
  /// The rows of a CSV file or of a sheet as texts, for a format that is laid out as rows; see
  /// stelsel_reading_v1. An empty `sheet` is the first.
  Stream texts(const std::string& path, const std::string& sheet = "") {
    if (!STELSEL_HAS(&service(), texts))
      throw Error(STELSEL_UNIMPLEMENTED, "this stelsel does not read rows for a format");
    Stream out;
    detail::check([&](stelsel_error* error) {
      return service().texts(raw_, path.c_str(), sheet.empty() ? nullptr : sheet.c_str(), out.raw(),
                             error);
    });
    return out;
  }
  /// Tells how far it is; throws when the reading is to stop.
  void advance(const char* what, std::int64_t done, std::int64_t total) const {
    host_.progress().advance(progress_, what, done, total);
    if (host_.progress().cancelled(progress_) != 0) throw Error(STELSEL_CANCELLED, "cancelled");
  }

 private:
  const stelsel_reading_v1& service() const { return host_.reading(); }
  Host host_;
  stelsel_reading* raw_;
  stelsel_progress* progress_;
};

/// What is kept with a commit to a store.
struct Commit {
  std::string base;  ///< revision the changes start from; "" for an empty store
  std::string message;
  std::string time;    ///< UTC
  std::string author;  ///< may be empty
};

/// What is kept of a revision; see stelsel_revision.
struct Revision {
  std::int64_t number = 0, upserted = 0, erased = 0;
  std::string time, author, message, digest;
};

/// What leads from one revision to another in one table.
struct Changes {
  Stream upserts;   ///< whole rows
  Stream erasures;  ///< keys
};

/// A commit being made. Destroyed without commit(): rolled back.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual void upsert(const std::string& table, const std::string& schema, Stream rows) = 0;
  virtual void erase(const std::string& table, const std::string& schema, Stream keys) = 0;
  virtual void commit() = 0;
  /// As commit, keeping the digest with the revision. For a store that keeps revisions.
  virtual void finish(const std::string& /*digest*/) { commit(); }
};

/// An open store. See stelsel_store_v1 for what each member promises. One that keeps revisions
/// overrides the members with a body as well.
class Store {
 public:
  virtual ~Store() = default;
  virtual std::string latest() = 0;
  virtual std::vector<std::string> tables() = 0;
  virtual std::string schema(const std::string& table) = 0;
  virtual Stream read(const std::string& table, const std::string& revision) = 0;
  virtual std::unique_ptr<Transaction> begin(const Commit& commit) = 0;
  /// Called once, last; what could not be written must be said here.
  virtual void close() = 0;

  virtual Revision revision(std::int64_t /*number*/) { return keeps_none(), Revision(); }
  virtual Changes changes(const std::string& /*table*/, std::int64_t /*from*/, std::int64_t) {
    return keeps_none(), Changes();
  }
  virtual void verify(stelsel_progress*) { keeps_none(); }
  virtual void backup(const std::string& /*path*/, stelsel_progress*) {
    throw Error(STELSEL_UNIMPLEMENTED, "this store does not copy itself");
  }

 private:
  [[noreturn]] static void keeps_none() {
    throw Error(STELSEL_UNIMPLEMENTED, "this store keeps no revisions");
  }
};

/// Base of a plugin: one instance an engine.
class Plugin {
 public:
  explicit Plugin(const stelsel_host* host) : host_(host) {}
  virtual ~Plugin() = default;
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  /// The rows that fail a rule: the columns of its table's key, and words for its message.
  virtual Stream check(const std::string& id, const Run&) { return unknown("rule", id), Stream(); }
  virtual Stream calculate(const std::string& id, const Run&) {
    return unknown("calculation", id), Stream();
  }
  virtual Stream query(const std::string& id, const Run&, const std::string& /*text*/) {
    return unknown("query language", id), Stream();
  }
  virtual void read(const std::string& id, const std::string& /*path*/, Reading&) {
    unknown("format", id);
  }
  virtual void write(const std::string& id, const Run&, Sink&) {
    throw Error(STELSEL_UNIMPLEMENTED, "format " + id + " is read, not written");
  }
  virtual void report(const std::string& id, const Run&, Document&) { unknown("report", id); }
  virtual void render(const std::string& id, const Document&, Sink&) { unknown("renderer", id); }
  /// `mode` is of enum stelsel_open_mode.
  virtual std::unique_ptr<Store> open_store(const std::string& path, int) {
    return unknown("store", path), nullptr;
  }

 protected:
  Host host() const { return host_; }

 private:
  [[noreturn]] static void unknown(const char* what, const std::string& id) {
    bool plain = id.size() <= 100;
    for (const char c : id) plain = plain && c > 0x20 && c < 0x7f;
    throw Error(STELSEL_NOT_FOUND, std::string("this plugin has no ") + what +
                                       (plain ? " `" + id + "`" : std::string(" of that name")));
  }
  friend class PluginBorder;
  Host host_;
};

}  // namespace stelsel

#include "stelsel/detail/plugin_border.hpp"

/// Exports a plugin class, whose constructor takes the `const stelsel_host*`.
#define STELSEL_PLUGIN(Class)                                                                    \
  extern "C" STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host, \
                                                                       stelsel_error* error) {   \
    return stelsel::PluginBorder::enter<Class>(host, error);                                     \
  }

#endif  // STELSEL_PLUGIN_HPP_
