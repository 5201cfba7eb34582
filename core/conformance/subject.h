// What the conformance tests share: the plugin's library called directly, hosts of several kinds,
// rows to run on, and looks at the streams that come back. Internal to this room.
#ifndef STELSEL_CORE_CONFORMANCE_SUBJECT_H_
#define STELSEL_CORE_CONFORMANCE_SUBJECT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/conformance/conformance.h"
#include "core/host/border.h"
#include "core/host/engine.h"
#include "core/host/loader.h"
#include "core/model/snapshot.h"

namespace stelsel::core::conformance {

// A test failed: the plugin did what it may not.
absl::Status Failed(std::string_view what);
// A test does not apply.
absl::Status Skipped(std::string_view why);

// The plugin within an engine, and its library.
class Subject {
 public:
  // Fails when the manifest cannot be read, the engine does not open, or, when `needs_library`, the
  // library does not load. Skipped when a library is needed and the plugin is a pack.
  static absl::StatusOr<std::unique_ptr<Subject>> Open(const ConformanceSubject& given,
                                                       bool needs_library = true);

  Engine& engine() { return *engine_; }
  Plugin& plugin() { return *plugin_; }
  const Manifest& manifest() const { return plugin_->manifest(); }
  stelsel_plugin_entry_function entry() const { return entry_; }
  // A host such as the plugin gets. Lives as long as this.
  const stelsel_host* host() const { return &host_.c; }
  bool IsPack() const { return manifest().capabilities.empty(); }

  // Snapshots to run on: without rows; with a few made-up ones in many tables; of the data that was
  // given, when some was.
  absl::StatusOr<std::vector<SnapshotPtr>> Snapshots();

 private:
  Subject() = default;
  std::string data_;
  std::unique_ptr<Engine> engine_;
  Plugin* plugin_ = nullptr;
  stelsel_plugin_entry_function entry_ = nullptr;
  HostObject host_{};
};

// One instance of the plugin, stopped when it goes.
class Instance {
 public:
  static absl::StatusOr<std::unique_ptr<Instance>> Start(const Subject& subject,
                                                         const stelsel_host* host);
  ~Instance() { Stop(); }
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  void Stop();
  const stelsel_plugin& raw() const { return *raw_; }
  const void* Capability(const char* id) const { return raw_->capability(raw_->self, id); }

 private:
  explicit Instance(const stelsel_plugin* raw) : raw_(raw) {}
  const stelsel_plugin* raw_;
  bool stopped_ = false;
};

// A few rows in many tables, all right by their schemas.
absl::StatusOr<SnapshotPtr> SampleOf(const SchemaSetPtr& schemas);

// A value for a parameter: one of its codes, else one that its type and bounds allow.
std::string ExampleOf(const Field& field);
// The parameters of an offer that have an example, and those that must be given.
std::map<std::string, std::string> ExamplesOf(const Offer& offer);

// What a run gets, on this stack; borrows what it is made from.
class RunOn {
 public:
  RunOn(SnapshotPtr snapshot, std::string parameters, stelsel_progress* progress = nullptr);
  const stelsel_run* get() const { return &run_; }

 private:
  stelsel_snapshot snapshot_;
  std::string parameters_;
  stelsel_run run_;
};

// An error that a plugin fills, and a look at it.
class GivenError {
 public:
  stelsel_error* raw() { return &error_; }
  std::string text() const {
    return std::string(error_.text, strnlen(error_.text, sizeof error_.text));
  }
  // A failure has a code that is known, which the error has as well, and a text that is UTF-8.
  absl::Status CheckFailure(int32_t code, std::string_view who) const;

 private:
  stelsel_error error_ = STELSEL_ERROR_INIT;
};

// Runs one offer of a capability that gives a stream: stelsel.checks/1, stelsel.calculation/1 or
// stelsel.query/1.
int32_t RunToStream(const Instance& instance, const std::string& capability, const std::string& id,
                    const stelsel_run* run, ArrowArrayStream* out, stelsel_error* error);
// The capabilities of the manifest that do.
std::vector<std::string> StreamCapabilities(const Manifest& manifest);

// Reads a stream to its end, cell by cell, and looks whether it keeps to the rules of the Arrow C
// stream interface: the end stays the end, release empties it. Adds up the rows into `rows`, which
// may be null. The stream is released.
absl::Status CheckStream(ArrowArrayStream* stream, std::string_view who, std::string* cells);

}  // namespace stelsel::core::conformance

#endif  // STELSEL_CORE_CONFORMANCE_SUBJECT_H_
