// Files of kinds that a plugin knows: reading one into a snapshot, and writing one.
#ifndef STELSEL_CORE_HOST_PLUGIN_FORMAT_H_
#define STELSEL_CORE_HOST_PLUGIN_FORMAT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/host/output.h"
#include "core/host/plugin_runs.h"
#include "core/host/plugins.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// host.reading/1; lives for ever.
const stelsel_reading_v1* ReadingService();

// Reads the file at `path` in the format that is offered; see stelsel_format_v1 and, of what
// becomes a finding, ReadSource.
absl::StatusOr<SnapshotPtr> ReadFormat(const Offered& offered, const std::string& path,
                                       const SchemaSetPtr& schemas, const RunRequest& request,
                                       FindingSink& findings);

// Writes the request's snapshot to `output`, which is left uncommitted. Unimplemented when the
// format is only read. The plugin gets `target` as the run's source: a format that has several
// kinds of file goes by its ending.
absl::Status WriteFormat(const Offered& offered, const RunRequest& request, Output& output,
                         const std::string& target = "");

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PLUGIN_FORMAT_H_
