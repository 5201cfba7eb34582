#include "ocds_read.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>

#include "ocds_keys.h"
#include "ocds_release.h"
#include "ocds_shape.h"
#include "ocds_slices.h"
#include "ocds_values.h"
#include "stelsel/plugin.hpp"

namespace inkoop {
namespace {

namespace json = boost::json;

// The tables that may stand in `stelsel`/`rows`, and the fields by which a row that came already is
// known; none where each row counts.
const std::map<std::string, std::vector<std::string>>& FurtherTables() {
  static const auto* const tables =
      new std::map<std::string, std::vector<std::string>>{{"source_document", {"source_document"}},
                                                          {"facility_kind", {"facility_kind"}},
                                                          {"provider_kind", {"provider_kind"}},
                                                          {"municipality", {"municipality"}},
                                                          {"region", {"region"}},
                                                          {"provider", {"provider"}},
                                                          {"inkoop_publication", {"region"}},
                                                          {"inkoop_choice", {"region", "choice"}},
                                                          {"inkoop_product", {"region", "product"}},
                                                          {"region_municipality", {}},
                                                          {"inkoop_variant", {}},
                                                          {"inkoop_criterion", {}},
                                                          {"inkoop_score", {}},
                                                          {"inkoop_index_figure", {}},
                                                          {"inkoop_client_stop", {}},
                                                          {"inkoop_procedure", {}},
                                                          {"inkoop_product_category", {}},
                                                          {"inkoop_unit", {}},
                                                          {"inkoop_frequency", {}},
                                                          {"inkoop_lot", {}},
                                                          {"inkoop_lot_funding", {}},
                                                          {"inkoop_lot_product", {}},
                                                          {"inkoop_contract", {}},
                                                          {"inkoop_contract_version", {}},
                                                          {"inkoop_contract_condition", {}},
                                                          {"inkoop_contract_party", {}},
                                                          {"inkoop_contracted_supply", {}},
                                                          {"inkoop_tariff", {}}};
  return *tables;
}

class PackageReader {
 public:
  explicit PackageReader(stelsel::Reading& reading)
      : reading_(reading), sink_(reading), slicer_([this](const Slice& slice) { Take(slice); }) {}

  void Read(std::FILE* file, std::int64_t size) {
    std::string block(1u << 20, '\0');
    std::int64_t done = 0;
    while (const std::size_t got = std::fread(block.data(), 1, block.size(), file)) {
      std::string_view bytes(block.data(), got);
      if (done == 0 && bytes.substr(0, 3) == "\xef\xbb\xbf") bytes.remove_prefix(3);
      done += static_cast<std::int64_t>(got);
      if (!slicer_.Feed(bytes)) return Refuse("ocds_package");
      reading_.advance("ocds", done, size);
    }
    if (std::ferror(file) != 0)
      throw stelsel::Error(STELSEL_UNKNOWN, "the file could not be read to its end");
    if (!slicer_.began()) return Refuse("ocds_package");
    if (!slicer_.ended()) return Refuse("ocds_cut_short");
    ReadAround();
    sink_.Finish();
  }

 private:
  void Say(const char* rule, std::int64_t line, const std::string& field = "",
           const json::object& words = {}) {
    stelsel::Place place;
    place.line = line;
    place.field = field;
    reading_.finding(rule, place, json::serialize(words));
  }
  void SayPath(const char* rule, std::int64_t line, const std::string& path) {
    Say(rule, line, path, {{"path", path}});
  }
  void SayDiffers(const std::string& table, std::int64_t line) {
    Say("ocds_differs", line, "", {{"table", table}});
  }

  // What was read up to here stays.
  void Refuse(const char* rule) {
    Say(rule, slicer_.line());
    sink_.Finish();
  }

  void Tell(const std::vector<ShapeFault>& faults, std::int64_t line) {
    for (const ShapeFault& fault : faults) {
      json::object words{{"path", fault.path.empty() ? "release" : fault.path}};
      if (!fault.expected.empty()) words["expected"] = fault.expected;
      Say(fault.expected.empty() ? "ocds_missing" : "ocds_type", line, fault.path, words);
    }
  }

  void TellRepeated(std::string_view text, std::int64_t line) {
    for (const std::string& path : RepeatedMembers(text)) SayPath("ocds_repeated", line, path);
  }

  void TellVersion(const std::string& version) {
    if (version.empty() || version == "1.1") return;
    // A version is said as it is; any other text by its shape.
    const bool is_version =
        version.size() <= 8 && version.find_first_not_of("0123456789.") == std::string::npos;
    json::object words{{"version", version}};
    if (!is_version) words = {{"values", words}};
    Say("ocds_version", 1, "version", words);
  }

  void Take(const Slice& slice) {
    if (slice.too_large) return Say("ocds_too_large", slice.line);
    boost::system::error_code error;
    const json::value value = ParseJson(slice.text, error);
    if (error) return Say("ocds_json", slice.line);
    TellRepeated(slice.text, slice.line);
    Tell(FaultsOfRelease(value), slice.line);
    if (!value.is_object()) return;
    const std::string ocid = TextAt(value.if_object(), "ocid");
    const auto [first, is_new] = ocids_.emplace(ocid, slice.line);
    if (!is_new && !ocid.empty())
      return Say("ocds_again", slice.line, "ocid", {{"line", std::to_string(first->second)}});
    const ReleaseRows rows{
        slice.line, sink_,
        [&](const std::string& path) { SayPath("ocds_not_read", slice.line, path); },
        [&](const std::string& table) { SayDiffers(table, slice.line); }};
    const json::object& release = value.get_object();
    // Ours say whose they are.
    const json::object* const own = ObjectIn(&release, "stelsel");
    if (own != nullptr && own->contains("region")) return ReadOwnRelease(release, rows);
    ReadOtherRelease(release, names_, rows);
  }

  void ReadAround() {
    boost::system::error_code error;
    const json::value value = ParseJson(slicer_.around(), error);
    if (error) return Refuse("ocds_json");
    TellRepeated(slicer_.around(), 1);
    Tell(FaultsOfPackage(value), 1);
    if (slicer_.has_empty_list()) Say("ocds_no_release", slicer_.line());
    TellVersion(TextAt(value.if_object(), "version"));
    const json::object* const rest = ObjectIn(value.if_object(), "stelsel");
    if (rest == nullptr && value.is_object() && value.get_object().contains("stelsel"))
      SayPath("ocds_not_read", slicer_.line(), "stelsel");
    ReadFurther(rest);
    if (const json::array& left_out = ListIn(rest, "left_out"); !left_out.empty())
      Say("ocds_left_out", slicer_.line(), "", {{"count", std::to_string(left_out.size())}});
    // Names of tables only, so that nothing else comes into a finding.
    std::string tables;
    for (const json::value& one : ListIn(rest, "tables_left_out")) {
      const std::string table = TextOfValue(one);
      const bool is_name = !table.empty() && table.size() <= 64 && table == Slug(table);
      if (is_name && tables.size() < 1000) tables += (tables.empty() ? "" : ", ") + table;
    }
    if (!tables.empty()) Say("ocds_tables_left_out", slicer_.line(), "", {{"tables", tables}});
  }
  void ReadFurther(const json::object* rest) {
    const json::object* const rows = ObjectIn(rest, "rows");
    if (rows == nullptr) {
      if (rest != nullptr && rest->contains("rows"))
        SayPath("ocds_not_read", slicer_.line(), "stelsel/rows");
      return;
    }
    for (const auto& [name, list] : *rows) {
      const std::string table(name.data(), name.size());
      const auto known = FurtherTables().find(table);
      const bool is_name = table.size() <= 64 && table == Slug(table);
      const std::string path = is_name ? "stelsel/rows/" + table : "stelsel/rows";
      if (known == FurtherTables().end() || !list.is_array()) {
        SayPath("ocds_not_read", slicer_.line(), path);
        continue;
      }
      for (const json::value& one : list.get_array()) {
        TextRow row;
        PutRest(row, one.if_object());
        if (row.empty()) {
          SayPath("ocds_not_read", slicer_.line(), path);
        } else if (!sink_.Add(table, row, slicer_.line(), known->second)) {
          SayDiffers(table, slicer_.line());
        }
      }
    }
  }

  stelsel::Reading& reading_;
  RowSink sink_;
  Names names_;
  std::map<std::string, std::int64_t> ocids_;  // with the line of the release
  Slicer slicer_;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// Only a regular file: a folder cannot be read, and a named pipe would keep us waiting.
std::unique_ptr<std::FILE, CloseFile> OpenFile(const std::string& path, std::int64_t& size) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat info {};
  if (fd < 0)
    throw stelsel::Error(errno == ENOENT ? STELSEL_NOT_FOUND : STELSEL_PERMISSION_DENIED,
                         std::string("the file cannot be opened: ") + std::strerror(errno));
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(fd);
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "this is not a regular file");
  }
  size = info.st_size;
  std::unique_ptr<std::FILE, CloseFile> file(::fdopen(fd, "rb"));
  if (file == nullptr) {
    ::close(fd);
    throw stelsel::Error(STELSEL_RESOURCE_EXHAUSTED, "there is no memory to read the file");
  }
  return file;
}

}  // namespace

void ReadOcds(const std::string& path, stelsel::Reading& reading) {
  std::int64_t size = 0;
  const std::unique_ptr<std::FILE, CloseFile> file = OpenFile(path, size);
  PackageReader(reading).Read(file.get(), size);
}

}  // namespace inkoop
