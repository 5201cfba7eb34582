#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/descriptor.h"
#include "core/io/labels.h"
#include "core/io/package.h"
#include "core/io/paths.h"
#include "core/io/source_files.h"
#include "core/io/table_file.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

// A file to read, and the table it holds rows of; a workbook without one holds those that its
// sheets are called after.
struct Input {
  TableSchemaPtr table;
  std::string name;
  NamedFormat format;
};

// The files of a source, and those of them that are to be read.
struct Inputs {
  std::unique_ptr<SourceFiles> files;
  std::vector<Input> inputs;
  bool described = false;  // by a datapackage.json, which tells what hinders it
};

constexpr char kKinds[] = ".csv, .tsv, .json, .jsonl, .ndjson or .xlsx, with .gz or without";

class InputFinder {
 public:
  InputFinder(const SchemaSet& schemas, FindingSink& sink) : schemas_(schemas), sink_(sink) {}

  absl::StatusOr<Inputs> Find(const std::string& path, const std::string& format) {
    struct stat info;
    if (path.empty() || path.find('\0') != std::string::npos) {
      return absl::InvalidArgumentError("a source needs the path of a file or folder");
    }
    if (::stat(path.c_str(), &info) != 0) return NotThere(path);
    const std::string folder(FolderOf(path));
    const std::string name(FileName(path));
    if (S_ISDIR(info.st_mode)) {
      found_.files = FilesOfFolder(path);
      STELSEL_RETURN_IF_ERROR(FindInFolder());
    } else if (name == kDescriptorName) {
      found_.files = FilesOfFolder(folder);
      STELSEL_RETURN_IF_ERROR(FindInPackage());
    } else if (!S_ISREG(info.st_mode)) {
      return absl::InvalidArgumentError(
          absl::StrCat(OneLine(path), " is neither a file nor a folder"));
    } else if (IsZip(name, format)) {
      STELSEL_ASSIGN_OR_RETURN(found_.files, FilesOfZip(path));
      STELSEL_RETURN_IF_ERROR(FindInFolder());
    } else {
      found_.files = FilesOfFolder(folder);
      STELSEL_ASSIGN_OR_RETURN(const NamedFormat named, FormatOf(path, format));
      AddByName(name, named);
    }
    return std::move(found_);
  }

 private:
  static absl::Status NotThere(const std::string& path) {
    const int reason = errno;
    if (reason == ENOENT || reason == ENOTDIR) {
      return absl::NotFoundError(absl::StrCat("there is no file or folder ", OneLine(path)));
    }
    return absl::ErrnoToStatus(reason, absl::StrCat("cannot open ", OneLine(path)));
  }

  static bool IsZip(const std::string& name, const std::string& format) {
    return format.empty() ? absl::EndsWithIgnoreCase(name, ".zip") : format == "zip";
  }

  // By its name, unless the caller says of which kind it is.
  static absl::StatusOr<NamedFormat> FormatOf(const std::string& path, const std::string& format) {
    std::optional<NamedFormat> named = FormatOfName(path);
    if (!format.empty()) {
      if (!named) named = NamedFormat{std::string(FileName(path)), {}};
      named->format.kind = KindCalled(format).value_or(FileKind::kCsv);
    }
    if (named) return *std::move(named);
    return absl::InvalidArgumentError(absl::StrCat(
        OneLine(path), " is of no known kind: not a folder, a datapackage.json, a .zip, ",
        "or a file that ends in ", kKinds));
  }

  absl::Status FindInFolder() {
    if (found_.files->Has(std::string(kDescriptorName))) return FindInPackage();
    STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, found_.files->List());
    bool any = false;
    for (const std::string& name : names) {
      const std::optional<NamedFormat> format = FormatOfName(name);
      if (!format) continue;
      any = true;
      if (IsWithin(name)) AddByName(name, *format);
    }
    if (any) return absl::OkStatus();
    return absl::NotFoundError(absl::StrCat(
        found_.files->Called(), " holds no datapackage.json and no file that ends in ", kKinds));
  }

  absl::Status FindInPackage() {
    found_.described = true;
    const std::string name(kDescriptorName);
    STELSEL_ASSIGN_OR_RETURN(const File file, found_.files->Open(name));
    STELSEL_ASSIGN_OR_RETURN(const std::vector<Resource> resources,
                             ReadDescriptor(file, found_.files->Shown(name), schemas_, sink_));
    std::set<std::string> listed;
    for (const Resource& resource : resources) {
      for (const Resource::Path& path : resource.paths) {
        listed.insert(path.name);
        if (resource.table == nullptr || !IsWithin(path.name)) continue;
        found_.inputs.push_back({resource.table, path.name, {"", path.format}});
      }
    }
    return TellUnlisted(listed);
  }

  // A file that was put beside the others but not into the description is easily thought to be
  // read. Other JSON files and workbooks than those called as a table may be anything.
  absl::Status TellUnlisted(const std::set<std::string>& listed) {
    STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, found_.files->List());
    for (const std::string& name : names) {
      const std::optional<NamedFormat> format = FormatOfName(name);
      if (!format || listed.count(name) > 0) continue;
      const bool csv = format->format.kind == FileKind::kCsv;
      if (!csv && FindTable(schemas_, format->stem) == nullptr) continue;
      sink_.Add("core/unlisted_file",
                [&](Finding& finding) { finding.file = found_.files->Shown(name); });
    }
    return absl::OkStatus();
  }

  bool IsWithin(const std::string& name) {
    if (!found_.files->LeadsOut(name)) return true;
    sink_.Add("core/package-error", [&](Finding& finding) {
      finding.file = found_.files->Shown(name);
      finding.With("reason", "the file is not read: it leads out of the package");
    });
    return false;
  }

  void AddByName(const std::string& name, const NamedFormat& format) {
    TableSchemaPtr table;
    if (format.format.kind != FileKind::kWorkbook) {
      table = FindTable(schemas_, format.stem);
      if (table == nullptr) {
        sink_.Add("core/unknown_table", [&](Finding& finding) {
          finding.file = found_.files->Shown(name);
          finding.With("name", OneLine(format.stem));
        });
        return;
      }
    }
    found_.inputs.push_back({std::move(table), name, format});
  }

  const SchemaSet& schemas_;
  FindingSink& sink_;
  Inputs found_;
};

}  // namespace

bool IsFileFormat(std::string_view format) {
  return std::find(kFileFormats.begin(), kFileFormats.end(), format) != kFileFormats.end();
}

bool IsFileName(std::string_view path) {
  const absl::string_view name(path.data(), path.size());
  return FormatOfName(path) || absl::EndsWithIgnoreCase(name, ".zip");
}

absl::StatusOr<SnapshotPtr> ReadSource(const std::string& path, const SchemaSetPtr& schemas,
                                       FindingSink& sink, const ReadOptions& options) {
  STELSEL_ASSIGN_OR_RETURN(const Inputs found,
                           InputFinder(*schemas, sink).Find(path, options.format));
  Writer writer(Snapshot::Empty(schemas));
  const ReadTarget target{*schemas, writer, sink, options};
  for (const Input& input : found.inputs) {
    STELSEL_RETURN_IF_ERROR(
        input.table == nullptr
            ? ReadWorkbookFile(*found.files, input.name, input.format, target)
            : ReadTableFile(*found.files, input.name, input.format.format, *input.table, target));
  }
  if (found.files->HasChanged()) {
    sink.Add("core/source-error", [&](Finding& finding) {
      finding.file = path;
      finding.With("reason", "the file was changed while it was read");
    });
  }
  SnapshotPtr snapshot = writer.Commit({path, ""});
  const auto& tables = schemas->tables();
  const bool is_any = std::any_of(tables.begin(), tables.end(), [&](const TableSchemaPtr& table) {
    return snapshot->has(table->name) || snapshot->kept_out().count(table->name) > 0;
  });
  // Where a file is called as a table, what hindered it was told.
  const bool is_called = std::any_of(found.inputs.begin(), found.inputs.end(),
                                     [](const Input& input) { return input.table != nullptr; });
  if (!is_any && !is_called && !found.described) {
    sink.Add("core/source-error", [&](Finding& finding) {
      finding.file = path;
      finding.With("reason", "nothing was read: no file or sheet is called as a table");
    });
  }
  return snapshot;
}

}  // namespace stelsel::core
