// Part of plugin.hpp: the functions of a plugin as the host calls them.
#ifndef STELSEL_DETAIL_PLUGIN_BORDER_HPP_
#define STELSEL_DETAIL_PLUGIN_BORDER_HPP_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stelsel/plugin.hpp"

namespace stelsel {

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
    Revision revision;
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
    if (wanted == STELSEL_CHECKS) return &border.checks_;
    if (wanted == STELSEL_CALCULATION) return &border.calculation_;
    if (wanted == STELSEL_QUERY) return &border.query_;
    if (wanted == STELSEL_FORMAT) return &border.format_;
    if (wanted == STELSEL_REPORT) return &border.report_;
    if (wanted == STELSEL_RENDERER) return &border.renderer_;
    if (wanted == STELSEL_STORE) return &border.store_;
    return nullptr;
  }
  static void stop(void* self) noexcept { delete &of(self); }

  static Run given(void* self, const stelsel_run& run) {
    const Host host = of(self).plugin_->host();
    return {host,           Snapshot::share(host, run.snapshot),
            run.as_of,      run.language,
            run.parameters, run.source,
            run.progress};
  }
  // A stream that a plugin made, into `out`; one that is empty says that something was forgotten.
  static void hand_over(Stream stream, ArrowArrayStream* out) {
    if (!stream) throw Error(STELSEL_INTERNAL, "no rows were given, not even an empty table");
    *out = std::exchange(*stream.raw(), {});
  }

  static std::int32_t run_check(void* self, const char* id, const stelsel_run* run,
                                ArrowArrayStream* out, stelsel_error* error) noexcept {
    return detail::guard(error,
                         [&] { hand_over(of(self).plugin_->check(id, given(self, *run)), out); });
  }
  static std::int32_t run_calculation(void* self, const char* id, const stelsel_run* run,
                                      ArrowArrayStream* out, stelsel_error* error) noexcept {
    return detail::guard(
        error, [&] { hand_over(of(self).plugin_->calculate(id, given(self, *run)), out); });
  }
  static std::int32_t run_query(void* self, const char* id, const stelsel_run* run,
                                const char* text, ArrowArrayStream* out,
                                stelsel_error* error) noexcept {
    return detail::guard(
        error, [&] { hand_over(of(self).plugin_->query(id, given(self, *run), text), out); });
  }
  static std::int32_t read_format(void* self, const char* id, const char* path,
                                  const stelsel_run* run, stelsel_reading* reading,
                                  stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      Reading out(of(self).plugin_->host(), reading, *run);
      of(self).plugin_->read(id, path, out);
    });
  }
  static std::int32_t write_format(void* self, const char* id, const stelsel_run* run,
                                   stelsel_output* output, stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      Sink sink(of(self).plugin_->host(), output);
      of(self).plugin_->write(id, given(self, *run), sink);
    });
  }
  static std::int32_t run_report(void* self, const char* id, const stelsel_run* run,
                                 stelsel_document* document, stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      Document out(of(self).plugin_->host(), document);
      of(self).plugin_->report(id, given(self, *run), out);
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
      hand_over(of(store).store->read(table, revision != nullptr ? revision : "latest"), out);
    });
  }
  static std::int32_t begin(stelsel_store* store, const stelsel_commit* commit,
                            stelsel_transaction** out, stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      const char* const author = STELSEL_HAS(commit, author) ? commit->author : "";
      *out = reinterpret_cast<stelsel_transaction*>(
          of(store).store->begin({commit->base, commit->message, commit->time, author}).release());
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
  static std::int32_t revision(stelsel_store* store, std::int64_t number, stelsel_revision* out,
                               stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      Revision& found = of(store).revision = of(store).store->revision(number);
      out->number = found.number;
      out->upserted = found.upserted;
      out->erased = found.erased;
      out->time = found.time.c_str();
      out->author = found.author.c_str();
      out->message = found.message.c_str();
      out->digest = found.digest.c_str();
    });
  }
  static std::int32_t changes(stelsel_store* store, const char* table, std::int64_t from,
                              std::int64_t to, ArrowArrayStream* upserts,
                              ArrowArrayStream* erasures, stelsel_error* error) noexcept {
    return detail::guard(error, [&] {
      Changes found = of(store).store->changes(table, from, to);
      if (upserts != nullptr) hand_over(std::move(found.upserts), upserts);
      if (erasures != nullptr) hand_over(std::move(found.erasures), erasures);
    });
  }
  static std::int32_t finish(stelsel_transaction* transaction, const char* digest,
                             stelsel_error* error) noexcept {
    const std::unique_ptr<Transaction> ended(&of(transaction));
    return detail::guard(error, [&] { ended->finish(digest != nullptr ? digest : ""); });
  }
  static std::int32_t verify(stelsel_store* store, stelsel_progress* progress,
                             stelsel_error* error) noexcept {
    return detail::guard(error, [&] { of(store).store->verify(progress); });
  }
  static std::int32_t backup(stelsel_store* store, const char* path, stelsel_progress* progress,
                             stelsel_error* error) noexcept {
    return detail::guard(error, [&] { of(store).store->backup(path, progress); });
  }

  std::unique_ptr<Plugin> plugin_;
  stelsel_plugin table_{sizeof(stelsel_plugin), STELSEL_VERSION, this, capability, stop};
  stelsel_checks_v1 checks_{sizeof(stelsel_checks_v1), this, run_check};
  stelsel_calculation_v1 calculation_{sizeof(stelsel_calculation_v1), this, run_calculation};
  stelsel_query_v1 query_{sizeof(stelsel_query_v1), this, run_query};
  stelsel_format_v1 format_{sizeof(stelsel_format_v1), this, read_format, write_format};
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
                          rollback,
                          revision,
                          changes,
                          finish,
                          verify,
                          backup};
};

}  // namespace stelsel

#endif  // STELSEL_DETAIL_PLUGIN_BORDER_HPP_
