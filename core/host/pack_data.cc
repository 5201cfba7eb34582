#include "core/host/pack_data.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/io/source_files.h"
#include "core/io/table_file.h"
#include "core/model/pack_rows.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

// The folder data/ of a plugin, as readers see it: what may not be used cannot be opened.
class DataFiles final : public SourceFiles {
 public:
  explicit DataFiles(const Plugin& plugin)
      : plugin_(plugin), files_(FilesOfFolder(plugin.folder() + "/data")) {}

  absl::StatusOr<std::vector<std::string>> List() const override { return files_->List(); }
  bool Has(const std::string& name) const override { return files_->Has(name); }
  bool LeadsOut(const std::string& name) const override { return files_->LeadsOut(name); }
  absl::StatusOr<File> Open(const std::string& name) override { return plugin_.OpenData(name); }
  std::string Shown(const std::string& name) const override { return files_->Shown(name); }
  std::string Called() const override { return files_->Called(); }
  bool HasChanged() const override { return files_->HasChanged(); }

 private:
  const Plugin& plugin_;
  const std::unique_ptr<SourceFiles> files_;
};

absl::Status ReadData(const Plugin& plugin, const ReadTarget& target) {
  DataFiles files(plugin);
  target.writer.SetPlugin(std::make_shared<const std::string>(plugin.manifest().id));
  for (const std::string& table : plugin.data()) {
    const TableSchemaPtr schema = target.schemas.Find(table);
    STELSEL_RETURN_IF_ERROR(ReadTableFile(files, absl::StrCat(table, ".csv"), {}, *schema, target));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SnapshotPtr> WithPackRows(const SnapshotPtr& snapshot, const PluginSet& plugins,
                                         FindingSink& findings) {
  Writer writer(snapshot);
  ReadOptions options;
  options.threads = 1;
  bool is_any = false;
  for (const auto& plugin : plugins.plugins()) {
    if (plugin->data().empty()) continue;
    is_any = true;
    STELSEL_RETURN_IF_ERROR(ReadData(*plugin, {*snapshot->schemas(), writer, findings, options}));
  }
  return is_any ? WithoutReplacedRows(writer.Commit(snapshot->origin())) : snapshot;
}

PackRowFilter::PackRowFilter(const std::vector<Plugin*>& running, FindingSink& to) : to_(to) {
  for (const Plugin* const plugin : running) running_.insert(plugin->manifest().id);
}

void PackRowFilter::Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) {
  to_.Add(rule, fill);
}

void PackRowFilter::AddRow(std::string_view rule, const RowRef& row,
                           absl::FunctionRef<void(Finding&)> fill) {
  if (row.plugin() == nullptr || running_.count(*row.plugin()) > 0) to_.AddRow(rule, row, fill);
}

}  // namespace stelsel::core
