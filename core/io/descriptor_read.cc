#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/csv_dialect.h"
#include "core/io/descriptor.h"
#include "core/io/paths.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

absl::Status Refused(std::string_view why) { return absl::InvalidArgumentError(std::string(why)); }

std::string TextOf(const json::value& value) {
  return std::string(value.get_string().data(), value.get_string().size());
}

// One character that can part or quote cells; absent for anything else.
std::optional<char> CharacterOf(const json::value& value) {
  if (!value.is_string() || value.get_string().size() != 1) return std::nullopt;
  const char c = value.get_string()[0];
  if (c == '\n' || c == '\r' || static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
  return c;
}

// A sheet is called by its name, or by its number from 1.
bool ReadSheetName(const json::value& value, TableFormat& format) {
  if (value.is_int64() && value.get_int64() > 0) {
    format.sheet = absl::StrCat(value.get_int64());
  } else if (value.is_string()) {
    format.sheet = TextOf(value);
  }
  return !format.sheet.empty();
}

// Whether a property of a CSV dialect asks for nothing that cannot be read; delimiter and quote go
// into `format`. Those that say nothing about how a file is cut into cells are let be; an unknown
// one might.
bool ReadProperty(std::string_view property, const json::value& value, TableFormat& format) {
  if (property == "delimiter") return (format.delimiter = CharacterOf(value)).has_value();
  if (property == "quoteChar") return (format.quote = CharacterOf(value)).has_value();
  if (property == "lineTerminator")
    return value.is_string() && (TextOf(value) == "\n" || TextOf(value) == "\r\n");
  if (property == "doubleQuote" || property == "header") return value.is_bool() && value.get_bool();
  if (property == "sheet") return ReadSheetName(value, format);
  if (property == "skipInitialSpace") {
    format.skip_spaces = value == true;
    return value.is_bool();
  }
  if (property == "headerRows") return value == json::array{1};
  const bool off =
      property == "escapeChar" || property == "commentChar" || property == "nullSequence";
  if (off) return value.is_null();
  return property == "csvddfVersion" || property == "caseSensitiveHeader" ||
         property == "$schema" || property == "name" || property == "title" ||
         property == "description";
}

absl::Status ReadDialect(const json::object& resource, TableFormat& format) {
  const json::value* dialect = resource.if_contains("dialect");
  if (dialect == nullptr || dialect->is_null()) return absl::OkStatus();
  if (!dialect->is_object())
    return Refused("its `dialect` stands elsewhere; only one in place is read");
  for (const auto& [key, value] : dialect->get_object()) {
    const std::string property(key.data(), key.size());
    if (ReadProperty(property, value, format)) continue;
    return Refused(absl::StrCat(
        "its `dialect` has another `", OneLine(property),
        "` than can be read: one character between cells, doubled quotes, one head, no comments"));
  }
  if (format.delimiter && *format.delimiter == format.quote.value_or(kOwnDialect.quote))
    return Refused("its `dialect` has one character as delimiter and as quote");
  return absl::OkStatus();
}

absl::Status ReadEncoding(const json::object& resource, TableFormat& format) {
  STELSEL_ASSIGN_OR_RETURN(const auto encoding, GetOptionalString(resource, "encoding"));
  // UTF-16 without more is told by its byte-order mark.
  if (!encoding || absl::EqualsIgnoreCase(*encoding, "utf-16")) return absl::OkStatus();
  format.encoding = EncodingCalled(*encoding);
  if (format.encoding) return absl::OkStatus();
  return Refused(absl::StrCat("its encoding is `", OneLine(*encoding),
                              "`; utf-8, utf-16 and windows-1252 are read"));
}

// What the resource says of each of its paths. A path without an ending that is known is of the
// kind that the resource says, or that its other paths have.
absl::StatusOr<std::vector<Resource::Path>> ReadKinds(const json::object& resource,
                                                      const std::vector<std::string>& names) {
  STELSEL_ASSIGN_OR_RETURN(const auto format, GetOptionalString(resource, "format"));
  const std::optional<FileKind> stated = format ? KindCalled(*format) : std::nullopt;
  if (format && !stated) {
    return Refused(absl::StrCat("its format is `", OneLine(*format),
                                "`; csv, tsv, json, ndjson and xlsx are read"));
  }
  STELSEL_ASSIGN_OR_RETURN(const auto compression, GetOptionalString(resource, "compression"));
  const bool gzip = compression && (absl::EqualsIgnoreCase(*compression, "gz") ||
                                    absl::EqualsIgnoreCase(*compression, "gzip"));
  const bool none =
      !compression || compression->empty() || absl::EqualsIgnoreCase(*compression, "no");
  if (!gzip && !none) {
    return Refused(
        absl::StrCat("its compression is `", OneLine(*compression), "`; only gz is read"));
  }
  std::vector<Resource::Path> paths;
  for (const std::string& name : names) {
    const std::optional<NamedFormat> named = FormatOfName(name);
    if (!named && !stated) {
      return Refused(absl::StrCat("`", OneLine(name),
                                  "` is of no known kind by its ending, and it has no `format`"));
    }
    Resource::Path path{name, named ? named->format : TableFormat()};
    if (stated) path.format.kind = *stated;
    path.format.gzip = path.format.gzip || gzip;
    paths.push_back(std::move(path));
  }
  return paths;
}

absl::Status CheckPath(const std::string& path) {
  const std::string quoted = absl::StrCat("its path `", OneLine(path), "` ");
  if (path.empty()) return Refused("it has an empty path");
  if (path.find('\0') != std::string::npos)
    return Refused(absl::StrCat(quoted, "holds a zero byte"));
  if (path.find("://") != std::string::npos) {
    return Refused(absl::StrCat(quoted, "is a URL; nothing is fetched"));
  }
  if (path.front() == '/') {
    return Refused(absl::StrCat(quoted, "is absolute; only files within the package are read"));
  }
  const std::vector<std::string> parts = absl::StrSplit(path, '/');
  if (std::find(parts.begin(), parts.end(), "..") == parts.end()) return absl::OkStatus();
  return Refused(absl::StrCat(quoted, "goes through `..`; only files within the package are read"));
}

absl::StatusOr<std::vector<std::string>> ReadPaths(const json::object& resource) {
  if (resource.contains("data"))
    return Refused("it has its rows inline as `data`, which is not read");
  const json::value* path = resource.if_contains("path");
  std::vector<std::string> paths;
  if (path != nullptr && path->is_string()) {
    paths.push_back(TextOf(*path));
  } else {
    STELSEL_ASSIGN_OR_RETURN(paths, GetStringArray(resource, "path"));
  }
  if (paths.empty()) return Refused("it has no `path`");
  for (const std::string& one : paths) STELSEL_RETURN_IF_ERROR(CheckPath(one));
  return paths;
}

// A description that has a schema says what the decimal mark is: a point, unless a field has
// another.
void ReadDecimalMark(const json::object& resource, TableFormat& format) {
  const json::value* schema = resource.if_contains("schema");
  const json::value* fields = schema != nullptr && schema->is_object()
                                  ? schema->get_object().if_contains("fields")
                                  : nullptr;
  if (fields == nullptr || !fields->is_array()) return;
  const auto& all = fields->get_array();
  format.decimal_comma = std::any_of(all.begin(), all.end(), [](const json::value& field) {
    const json::value* mark =
        field.is_object() ? field.get_object().if_contains("decimalChar") : nullptr;
    return mark != nullptr && mark->is_string() && mark->get_string() == ",";
  });
}

// Its paths, each with its format; the table is left to the caller.
absl::StatusOr<Resource> ReadFiles(const json::object& resource) {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, ReadPaths(resource));
  Resource read;
  STELSEL_ASSIGN_OR_RETURN(read.paths, ReadKinds(resource, names));
  for (Resource::Path& path : read.paths) {
    STELSEL_RETURN_IF_ERROR(ReadEncoding(resource, path.format));
    STELSEL_RETURN_IF_ERROR(ReadDialect(resource, path.format));
    ReadDecimalMark(resource, path.format);
  }
  return read;
}

class DescriptorReader {
 public:
  DescriptorReader(const std::string& path, const SchemaSet& schemas, FindingSink& sink)
      : path_(path), schemas_(schemas), sink_(sink) {}

  std::vector<Resource> Read(const json::array& resources) {
    for (size_t i = 0; i < resources.size(); ++i) {
      if (resources[i].is_object()) {
        ReadResource(resources[i].get_object(), i + 1);
      } else {
        Wrong("", absl::StrCat("resource ", i + 1, " is no object"));
      }
    }
    return std::move(read_);
  }

 private:
  void ReadResource(const json::object& resource, size_t number) {
    const absl::StatusOr<std::string> name = GetString(resource, "name");
    if (!name.ok()) {
      Wrong("", absl::StrCat("resource ", number, ": ", std::string(name.status().message())));
      return;
    }
    // What is refused below was listed all the same.
    read_.push_back({nullptr, {{absl::StrCat(*name, std::string(kCsvEnding))}}});
    const TableSchemaPtr table = schemas_.Find(*name);
    if (table == nullptr) {
      sink_.Add("core/unknown_table", [&](Finding& finding) {
        finding.file = path_;
        finding.With("name", OneLine(*name));
      });
      if (auto files = ReadFiles(resource); files.ok()) read_.push_back(*std::move(files));
      return;
    }
    if (!names_.insert(*name).second) {
      Wrong(*name, absl::StrCat("resource `", *name, "` is listed twice; only the first is read"));
      return;
    }
    absl::StatusOr<Resource> files = ReadFiles(resource);
    if (files.ok()) {
      files->table = table;
      read_.push_back(*std::move(files));
    } else {
      Wrong(*name, absl::StrCat("resource `", *name,
                                "` is not read: ", std::string(files.status().message())));
    }
  }

  void Wrong(const std::string& table, const std::string& reason) {
    sink_.Add("core/package-error", [&](Finding& finding) {
      finding.file = path_;
      finding.table = table;
      finding.With("reason", reason);
    });
  }

  const std::string& path_;
  const SchemaSet& schemas_;
  FindingSink& sink_;
  std::vector<Resource> read_;
  std::set<std::string> names_;
};

}  // namespace

absl::StatusOr<std::vector<Resource>> ReadDescriptor(const File& file, const std::string& path,
                                                     const SchemaSet& schemas, FindingSink& sink) {
  STELSEL_ASSIGN_OR_RETURN(const std::string text,
                           ReadWholeFile(file, static_cast<int64_t>(kMaxJsonBytes)));
  STELSEL_ASSIGN_OR_RETURN(const json::value value, ParseJson(text, OneLine(path)));
  const json::value* resources =
      value.is_object() ? value.get_object().if_contains("resources") : nullptr;
  if (resources == nullptr || !resources->is_array() || resources->get_array().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(OneLine(path), " lists no `resources`, so there is no table to read"));
  }
  return DescriptorReader(path, schemas, sink).Read(resources->get_array());
}

}  // namespace stelsel::core
