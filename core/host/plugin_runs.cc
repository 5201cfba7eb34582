#include "core/host/plugin_runs.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/host/kept_rows.h"
#include "core/host/parameters.h"
#include "core/host/services.h"

namespace stelsel::core {
namespace {

// A snapshot as a plugin sees it: one that retains it may keep it after the call.
struct ReleaseSnapshot {
  void operator()(const stelsel_snapshot* snapshot) const { ModelService()->release(snapshot); }
};
using LentSnapshot = std::unique_ptr<const stelsel_snapshot, ReleaseSnapshot>;

// ---- Tables ----

// The whole of what a plugin gave, as a stream that needs the plugin no more.
absl::Status Keep(ArrowArrayStream* stream, const std::string& name, ArrowArrayStream* out) {
  if (stream->release == nullptr)
    return absl::InternalError(absl::StrCat(name, " said that all is well, but gave no table"));
  auto rows = KeptRows::Read(stream);
  if (!rows.ok()) {
    return absl::Status(rows.status().code(),
                        absl::StrCat(name, ": ", std::string(rows.status().message())));
  }
  KeptRows::Export(*std::move(rows), out);
  return absl::OkStatus();
}

absl::Status CheckColumns(const Offer& offer, const std::string& name, ArrowArrayStream* out) {
  ArrowSchema schema{};
  if (out->get_schema(out, &schema) != 0) return absl::InternalError(name + " has no schema");
  std::string lacks;
  for (const Field& field : offer.columns) {
    bool found = false;
    for (int64_t i = 0; i < schema.n_children; ++i)
      found = found || field.name == schema.children[i]->name;
    if (!found && lacks.empty()) lacks = field.name;
  }
  schema.release(&schema);
  if (lacks.empty()) return absl::OkStatus();
  out->release(out);
  return absl::InternalError(
      absl::StrCat(name, " gave no column `", lacks, "`, which its manifest names"));
}

}  // namespace

absl::Status CallRun(const Offered& offered, const std::string& name, const RunRequest& request,
                     RunCall call) {
  const Offer& offer = *offered.offer;
  STELSEL_ASSIGN_OR_RETURN(const std::string parameters,
                           CheckParameters(offer.parameters, request.parameters,
                                           offer.free_parameters, request.scalars));
  return CallRunWith(offered, name, request, parameters, call);
}

absl::Status CallRunWith(const Offered& offered, const std::string& name, const RunRequest& request,
                         const std::string& parameters, RunCall call) {
  const LentSnapshot given(request.snapshot != nullptr ? new stelsel_snapshot(request.snapshot)
                                                       : nullptr);
  std::string source = given != nullptr ? request.snapshot->origin().Shown() : "";
  if (given != nullptr && source.empty())
    source = request.language == Language::kNl ? "het geheugen" : "memory";
  const stelsel_run run = {sizeof run,
                           given.get(),
                           request.as_of.c_str(),
                           request.language == Language::kNl ? "nl" : "en",
                           parameters.c_str(),
                           source.c_str(),
                           request.progress};
  stelsel_error error = STELSEL_ERROR_INIT;
  const auto entered = offered.plugin->Enter();
  const int32_t code = call(run, &error);
  return FromCode(code, error, name);
}

absl::Status RunCalculation(const Offered& offered, const std::string& name,
                            const RunRequest& request, ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const void* const table,
                           offered.plugin->Capability(STELSEL_CALCULATION));
  const auto& functions = *static_cast<const stelsel_calculation_v1*>(table);
  ArrowArrayStream stream{};
  const auto entered = offered.plugin->Enter();
  const HeldStream released(&stream);
  STELSEL_RETURN_IF_ERROR(
      CallRun(offered, name, request, [&](const stelsel_run& run, stelsel_error* error) {
        return functions.run(functions.self, offered.offer->id.c_str(), &run, &stream, error);
      }));
  STELSEL_RETURN_IF_ERROR(Keep(&stream, name, out));
  return CheckColumns(*offered.offer, name, out);
}

absl::Status RunQuery(const Offered& offered, const std::string& text, const RunRequest& request,
                      ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const void* const table, offered.plugin->Capability(STELSEL_QUERY));
  const auto& functions = *static_cast<const stelsel_query_v1*>(table);
  const std::string& name = offered.offer->id;
  ArrowArrayStream stream{};
  const auto entered = offered.plugin->Enter();
  const HeldStream released(&stream);
  STELSEL_RETURN_IF_ERROR(
      CallRun(offered, name, request, [&](const stelsel_run& run, stelsel_error* error) {
        return functions.run(functions.self, name.c_str(), &run, text.c_str(), &stream, error);
      }));
  return Keep(&stream, name, out);
}

}  // namespace stelsel::core
