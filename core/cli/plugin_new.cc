#include "core/cli/plugin_new.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "core/base/file.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/package.h"
#include "core/schema/embedded.h"
#include "core/schema/schema.h"

namespace stelsel::core {

// The templates, at build.
std::vector<EmbeddedFile> EmbeddedScaffold();

namespace {

namespace fs = std::filesystem;

constexpr size_t kLongestName = 40;

// What CMake keeps for itself as names of targets.
constexpr std::string_view kOfCMake[] = {"all",           "clean",   "edit_cache",     "help",
                                         "install",       "package", "package_source", "preinstall",
                                         "rebuild_cache", "test"};

// A file of the new folder and the template that it comes from. Either may have placeholders.
struct File {
  const char* path;
  const char* from;
};

// Of every kind.
constexpr File kCommon[] = {{"plugin.json", "plugin.json"},
                            {"CMakeLists.txt", "CMakeLists.txt"},
                            {"README.md", "readme.md"},
                            {"test/run.sh", "run.sh"},
                            {"test/conformance.sh", "conformance.sh"}};

// The regions that most kinds are tested on.
const std::vector<File> kRegions = {
    {"test/data/region.csv", "region.csv"},
    {"test/data/municipality.csv", "municipality.csv"},
    {"test/data/region_municipality.csv", "region_municipality.csv"},
    {"test/data/facility.csv", "facility.csv"},
    {"test/data/facility_kind.csv", "facility_kind.csv"}};

struct Kind {
  std::string_view name;
  bool has_code;
  std::vector<File> files;
};

const std::vector<Kind>& Kinds() {
  static const auto* const kinds =
      new std::vector<Kind>{{"pack",
                             false,
                             {{"schema/@ID@_bed.json", "pack_schema.json"},
                              {"schema/@ID@_norm.json", "pack_norm_schema.json"},
                              {"data/@ID@_norm.csv", "pack_norm.csv"},
                              {"rules/too_few_beds.sql", "pack_rule.sql"},
                              {"test/data/good/@ID@_bed.csv", "pack_bed.csv"},
                              {"test/data/good/region.csv", "region.csv"},
                              {"test/data/good/facility.csv", "facility.csv"},
                              {"test/data/good/facility_kind.csv", "facility_kind.csv"},
                              {"test/data/wrong/@ID@_bed.csv", "pack_bed_wrong.csv"},
                              {"test/data/wrong/region.csv", "region.csv"},
                              {"test/data/wrong/facility.csv", "facility.csv"},
                              {"test/data/wrong/facility_kind.csv", "facility_kind.csv"}}},
                            {"checks",
                             true,
                             {{"test/data/good/region.csv", "region.csv"},
                              {"test/data/good/facility.csv", "facility.csv"},
                              {"test/data/good/facility_kind.csv", "facility_kind.csv"},
                              {"test/data/wrong/region.csv", "region_wrong.csv"},
                              {"test/data/wrong/facility.csv", "facility.csv"},
                              {"test/data/wrong/facility_kind.csv", "facility_kind.csv"}}},
                            {"format",
                             true,
                             {{"test/data/municipalities.txt", "municipalities.txt"},
                              {"test/data/municipalities_wrong.txt", "municipalities_wrong.txt"}}},
                            {"store", true, kRegions},
                            {"query", true, kRegions},
                            {"calculation", true, kRegions},
                            {"report", true, kRegions},
                            {"renderer", true, kRegions}};
  return *kinds;
}

// ---- The request ----

absl::StatusOr<const Kind*> FindKind(const std::string& name) {
  for (const Kind& kind : Kinds()) {
    if (kind.name == name) return &kind;
  }
  return absl::InvalidArgumentError(absl::StrCat("no kind of plugin is called `", OneLine(name),
                                                 "`; there are ",
                                                 absl::StrJoin(PluginKinds(), ", ")));
}

absl::Status CheckName(const PluginRequest& request) {
  const std::string& name = request.name;
  const auto wrong = [&](const char* why) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", OneLine(name), "` cannot be the name of a plugin: ", why));
  };
  if (!IsId(name)) return wrong("it must be [a-z][a-z0-9_]*");
  if (name == "core") return wrong("that is stelsel itself");
  if (name.size() > kLongestName) return wrong("it has more than 40 characters");
  if (std::find(std::begin(kOfCMake), std::end(kOfCMake), name) != std::end(kOfCMake))
    return wrong("CMake keeps it for itself");
  const bool is_format = request.kind == "format" || request.kind == "store";
  if (is_format && IsFileFormat(name)) return wrong("stelsel reads that format itself");
  return absl::OkStatus();
}

absl::Status CheckLanguage(const std::string& language) {
  if (language == "c++" || language == "c") return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("no plugin is made in `", OneLine(language), "`; there are c++, c"));
}

// ---- The files ----

using Values = std::vector<std::pair<std::string, std::string>>;  // by @NAME@

std::string Template(const std::string& name) {
  for (const EmbeddedFile& file : EmbeddedScaffold()) {
    if (file.name == name + ".in") return std::string(file.text);
  }
  return "";
}

// Values may have placeholders of others, two deep at most.
std::string Fill(std::string text, const Values& values) {
  for (int depth = 0; depth < 3; ++depth) text = absl::StrReplaceAll(text, values);
  return text;
}

// What a template has under the lines @@NAME, as values.
void AddParts(const std::string& text, Values& values) {
  for (const std::string& part :
       std::vector<std::string>(absl::StrSplit(text, "@@", absl::SkipEmpty()))) {
    const size_t line = part.find('\n');
    std::string value = part.substr(line + 1);
    value.erase(value.find_last_not_of('\n') + 1);
    values.push_back({absl::StrCat("@", part.substr(0, line), "@"), value});
  }
}

// `my_plugin` as `My plugin`.
std::string TitleOf(const std::string& name) {
  std::string title = absl::StrReplaceAll(name, {{"_", " "}});
  title[0] = static_cast<char>(std::toupper(title[0]));
  return title;
}

Values ValuesFor(const Kind& kind, const PluginRequest& request) {
  const std::string name(kind.name);
  const bool is_c = request.language == "c";
  const std::string source = request.name + (is_c ? ".c" : ".cc");
  Values values = {{"@ID@", request.name}, {"@TITLE@", TitleOf(request.name)}};
  if (kind.has_code) {
    values.insert(values.end(),
                  {{"@LANGUAGE@", is_c ? "C" : "CXX"},
                   {"@COMPILER@", is_c ? " and a compiler of C11" : " and a compiler of C++20"},
                   {"@SOURCES@", " SOURCES " + source},
                   {"@OPTIONS@", "target_compile_options(@ID@ PRIVATE -Wall -Wextra)\n"},
                   {"@SOURCE@", "`" + source + "`"},
                   {"@LAID_OUT@", " and `@ID@.so`"}});
  } else {
    // CMake looks for packages in all places only when it has a compiler.
    values.insert(values.end(), {{"@LANGUAGE@", "C"},
                                 {"@COMPILER@", " and a compiler for CMake to find its way"},
                                 {"@SOURCES@", ""},
                                 {"@OPTIONS@", ""},
                                 {"@LAID_OUT@", ", `schema`, `data` and `rules`"}});
  }
  std::string capabilities = Template(name + ".json"), test = Template(name + ".test.sh");
  capabilities.erase(capabilities.find_last_not_of('\n') + 1);
  test.erase(test.find_last_not_of('\n') + 1);
  values.push_back({"@CAPABILITIES@", capabilities});
  values.push_back({"@TEST@", test});
  AddParts(Template(name + ".readme"), values);
  return values;
}

std::vector<File> FilesOf(const Kind& kind) {
  std::vector<File> files(std::begin(kCommon), std::end(kCommon));
  files.insert(files.end(), kind.files.begin(), kind.files.end());
  return files;
}

absl::Status Write(const std::string& path, const std::string& text) {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  STELSEL_ASSIGN_OR_RETURN(FileWriter file, FileWriter::Create(path));
  STELSEL_RETURN_IF_ERROR(file.Write(text));
  return file.Commit();
}

absl::Status WriteAll(const Kind& kind, const PluginRequest& request, const std::string& folder) {
  const Values values = ValuesFor(kind, request);
  for (const File& file : FilesOf(kind)) {
    STELSEL_RETURN_IF_ERROR(Write(absl::StrCat(folder, "/", Fill(file.path, values)),
                                  Fill(Template(file.from), values)));
  }
  if (!kind.has_code) return absl::OkStatus();
  const char* const ending = request.language == "c" ? ".c" : ".cc";
  return Write(absl::StrCat(folder, "/", request.name, ending),
               Fill(Template(absl::StrCat(std::string(kind.name), ending)), values));
}

// ---- The folder ----

absl::Status IsThere(const std::string& folder) {
  return absl::AlreadyExistsError(
      absl::StrCat(OneLine(folder), " is there already; nothing was written"));
}

// Never over something, not even an empty folder that came meanwhile.
absl::Status Publish(const std::string& made, const std::string& folder) {
  if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, folder.c_str(), RENAME_NOREPLACE) == 0)
    return absl::OkStatus();
  // Some file systems cannot promise that.
  if (errno == EINVAL && ::rename(made.c_str(), folder.c_str()) == 0) return absl::OkStatus();
  if (errno == EEXIST || errno == ENOTEMPTY) return IsThere(folder);
  return absl::ErrnoToStatus(errno, absl::StrCat("cannot make ", OneLine(folder)));
}

}  // namespace

std::vector<std::string> PluginKinds() {
  std::vector<std::string> names;
  for (const Kind& kind : Kinds()) names.emplace_back(kind.name);
  return names;
}

absl::Status NewPlugin(const PluginRequest& request) {
  STELSEL_ASSIGN_OR_RETURN(const Kind* const kind, FindKind(request.kind));
  STELSEL_RETURN_IF_ERROR(CheckName(request));
  STELSEL_RETURN_IF_ERROR(CheckLanguage(request.language));
  fs::path folder = fs::absolute(request.folder).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  struct stat info;
  if (::lstat(folder.c_str(), &info) == 0) return IsThere(request.folder);
  std::string work = folder.string() + ".tmp-XXXXXX";
  if (::mkdtemp(work.data()) == nullptr)
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot make ", OneLine(request.folder)));
  const auto clean = absl::MakeCleanup([&] {
    std::error_code error;
    fs::remove_all(work, error);
  });
  // One level deeper, where the umask decides who may read it.
  const std::string made = work + "/made";
  STELSEL_RETURN_IF_ERROR(WriteAll(*kind, request, made));
  return Publish(made, folder);
}

}  // namespace stelsel::core
