// plugin.hpp - writing a stelsel plugin in C++20, header-only. A plugin includes this and nothing
// else of stelsel, and does not link its library.
//
//     #include "stelsel/plugin.hpp"
//
//     class Example : public stelsel::Plugin {
//      public:
//       using Plugin::Plugin;
//       void report(const std::string& id, const stelsel::Run& run, stelsel::Document& out)
//       override {
//         out.title("Hallo");
//         out.paragraph("Gemeenten: " + std::to_string(run.snapshot.row_count("municipality")));
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

/// What one run of a report gets.
struct Run {
  Host host;
  Snapshot snapshot;       ///< all times; see Snapshot::as_of
  std::string as_of;       ///< YYYY-MM-DD
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

/// What is kept with a commit to a store.
struct Commit {
  std::string base;  ///< revision the changes start from; "" for an empty store
  std::string message;
  std::string time;  ///< UTC
};

/// A commit being made. Destroyed without commit(): rolled back.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual void upsert(const std::string& table, const std::string& schema, Stream rows) = 0;
  virtual void erase(const std::string& table, const std::string& schema, Stream keys) = 0;
  virtual void commit() = 0;
};

/// An open store. See stelsel_store_v1 for what each member promises.
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
};

/// Base of a plugin: one instance an engine.
class Plugin {
 public:
  explicit Plugin(const stelsel_host* host) : host_(host) {}
  virtual ~Plugin() = default;
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

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
    throw Error(STELSEL_NOT_FOUND, std::string("this plugin has no ") + what + " `" + id + "`");
  }
  friend class PluginBorder;
  Host host_;
};

// The C side of a Plugin: every function is noexcept and catches everything.
class PluginBorder {
 public:
  template <typename P>
  static const stelsel_plugin* enter(const stelsel_host* host, stelsel_error* error) noexcept {
    const stelsel_plugin* out = nullptr;
    detail::guard(error, [&] {
      if (host == nullptr || STELSEL_MAJOR_OF(host->version) != STELSEL_VERSION_MAJOR) {
        throw Error(STELSEL_FAILED_PRECONDITION,
                    "the host has another major version of the border");
      }
      out = &(new PluginBorder(std::make_unique<P>(host)))->table_;
    });
    return out;
  }

 private:
  // Kept by the store's caller; strings that were handed out live here until the next call.
  struct OpenStore {
    std::unique_ptr<Store> store;
    std::string text;
    std::vector<std::string> tables;
  };

  explicit PluginBorder(std::unique_ptr<Plugin> plugin) : plugin_(std::move(plugin)) {}
  static PluginBorder& of(void* self) { return *static_cast<PluginBorder*>(self); }
  static OpenStore& of(stelsel_store* store) { return *reinterpret_cast<OpenStore*>(store); }
  static Transaction& of(stelsel_transaction* transaction) {
    return *reinterpret_cast<Transaction*>(transaction);
  }
  // A stream that was passed in is taken, whatever happens.
  static Stream taken(ArrowArrayStream* raw) { return Stream(std::exchange(*raw, {})); }

  static const void* capability(void* self, const char* id) noexcept {
    PluginBorder& border = of(self);
    const std::string_view wanted = id != nullptr ? id : "";
    if (wanted == STELSEL_REPORT) return &border.report_;
    if (wanted == STELSEL_RENDERER) return &border.renderer_;
    if (wanted == STELSEL_STORE) return &border.store_;
    return nullptr;
  }
  static void stop(void* self) noexcept { delete &of(self); }

  static std::int32_t run_report(void* self, const char* id, const stelsel_run* run,
                                 stelsel_document* document, stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      const Host host = of(self).plugin_->host();
      Document out(host, document);
      of(self).plugin_->report(id,
                               {host, Snapshot::share(host, run->snapshot), run->as_of,
                                run->language, run->parameters, run->source, run->progress},
                               out);
    });
  }
  static std::int32_t render(void* self, const char* id, const stelsel_document* document,
                             stelsel_output* output, stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      const Host host = of(self).plugin_->host();
      Sink sink(host, output);
      of(self).plugin_->render(id, Document(host, document), sink);
    });
  }

  static std::int32_t open(void* self, const char* path, std::int32_t mode, stelsel_store** out,
                           stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      auto opened = std::make_unique<OpenStore>();
      opened->store = of(self).plugin_->open_store(path, mode);
      if (opened->store == nullptr) throw Error(STELSEL_INTERNAL, "open_store gave no store");
      *out = reinterpret_cast<stelsel_store*>(opened.release());
    });
  }
  static std::int32_t close(stelsel_store* store, stelsel_error* error) noexcept {
    const std::unique_ptr<OpenStore> ended(store != nullptr ? &of(store) : nullptr);
    return detail::guard(error, [&] {
      if (ended != nullptr) ended->store->close();
    });
  }
  static std::int32_t latest(stelsel_store* store, const char** revision,
                             stelsel_error* error) noexcept {
    return detail::guard(error,
                         [&] { *revision = (of(store).text = of(store).store->latest()).c_str(); });
  }
  static std::int32_t table(stelsel_store* store, std::size_t index, const char** name,
                            stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      OpenStore& self = of(store);
      if (index == 0) self.tables = self.store->tables();
      *name = index < self.tables.size() ? self.tables[index].c_str() : nullptr;
    });
  }
  static std::int32_t schema(stelsel_store* store, const char* table, const char** json,
                             stelsel_error* error) noexcept {
    return detail::guard(
        error, [&] { *json = (of(store).text = of(store).store->schema(table)).c_str(); });
  }
  static std::int32_t read(stelsel_store* store, const char* table, const char* revision,
                           ArrowArrayStream* out, stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      Stream stream = of(store).store->read(table, revision != nullptr ? revision : "latest");
      *out = std::exchange(*stream.raw(), {});
    });
  }
  static std::int32_t begin(stelsel_store* store, const stelsel_commit* commit,
                            stelsel_transaction** out, stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      *out = reinterpret_cast<stelsel_transaction*>(
          of(store).store->begin({commit->base, commit->message, commit->time}).release());
    });
  }
  static std::int32_t upsert(stelsel_transaction* transaction, const char* table,
                             const char* schema, ArrowArrayStream* rows,
                             stelsel_error* error) noexcept {
    return detail::guard(error, [&] { of(transaction).upsert(table, schema, taken(rows)); });
  }
  static std::int32_t erase(stelsel_transaction* transaction, const char* table, const char* schema,
                            ArrowArrayStream* keys, stelsel_error* error) noexcept {
    return detail::guard(error, [&] { of(transaction).erase(table, schema, taken(keys)); });
  }
  static std::int32_t commit(stelsel_transaction* transaction, stelsel_error* error) noexcept {
    const std::unique_ptr<Transaction> ended(&of(transaction));
    return detail::guard(error, [&] { ended->commit(); });
  }
  static void rollback(stelsel_transaction* transaction) noexcept {
    detail::guard(nullptr, [&] { delete reinterpret_cast<Transaction*>(transaction); });
  }

  std::unique_ptr<Plugin> plugin_;
  stelsel_plugin table_{sizeof(stelsel_plugin), STELSEL_VERSION, this, capability, stop};
  stelsel_report_v1 report_{sizeof(stelsel_report_v1), this, run_report};
  stelsel_renderer_v1 renderer_{sizeof(stelsel_renderer_v1), this, render};
  stelsel_store_v1 store_{sizeof(stelsel_store_v1),
                          this,
                          open,
                          close,
                          latest,
                          table,
                          schema,
                          read,
                          begin,
                          upsert,
                          erase,
                          commit,
                          rollback};
};

}  // namespace stelsel

/// Exports a plugin class, whose constructor takes the `const stelsel_host*`.
#define STELSEL_PLUGIN(Class)                                                                    \
  extern "C" STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host, \
                                                                       stelsel_error* error) {   \
    return stelsel::PluginBorder::enter<Class>(host, error);                                     \
  }

#endif  // STELSEL_PLUGIN_HPP_
