#include "ocds_write.h"

#include <boost/json.hpp>
#include <map>
#include <set>
#include <utility>

#include "ocds_json.h"
#include "ocds_release_write.h"
#include "ocds_slices.h"
#include "parameters.h"

namespace inkoop {
namespace {

namespace json = boost::json;
using RowList = std::vector<const TextRow*>;

// Not registered for anybody: whoever publishes sets one, in inkoop_publication or as a parameter.
constexpr char kNoPrefix[] = "ocds-000000";
constexpr char kExtensions[] = "https://raw.githubusercontent.com/open-contracting-extensions/";

// What the package has no place for, or what is not for everybody.
constexpr const char* kLeftOut[] = {
    "inkoop_required_supply", "inkoop_ceiling",    "inkoop_ceiling_use",      "inkoop_cost_element",
    "inkoop_outside_order",   "inkoop_evaluation", "inkoop_innovation_budget"};

// What is written, and what of the core it refers to.
class Package {
 public:
  Package(const stelsel::Run& run, stelsel::Sink& out)
      : run_(run),
        out_(out),
        from_(run.snapshot),
        releases_(from_, referred_),
        prefix_(Parameters(run.parameters).Text("ocid_prefix")) {}

  void Write() {
    const std::string head = Head();
    out_.write(head);
    bool first = true;
    std::int64_t done = 0;
    for (const TextRow& procedure : from_.procedures.rows()) {
      run_.advance("ocds", ++done, static_cast<std::int64_t>(from_.procedures.rows().size()));
      const std::string region = TextIn(procedure, "region"), id = TextIn(procedure, "procedure");
      if (TextIn(procedure, "kind") == "subsidie") {
        left_out_.push_back(
            json::object{{"region", region}, {"procedure", id}, {"reason", "subsidie"}});
        KeepOutside(procedure);
        continue;
      }
      const std::string release = Serialized(releases_.Write(procedure, PrefixOf(region), newest_));
      CheckSize(release.size(), "the release of procedure `" + id + "`");
      out_.write((first ? "\n" : ",\n") + release);
      first = false;
    }
    const std::string further = Serialized(Further());
    CheckSize(head.size() + further.size(), "what stands around the releases");
    out_.write(std::string(first ? "" : "\n") + "],\n\"stelsel\":" + further + "}\n");
    Log();
  }

 private:
  // Nobody could read it back.
  static void CheckSize(std::size_t size, const std::string& what) {
    if (size + 100 > Slicer::kMost)
      throw stelsel::Error(STELSEL_OUT_OF_RANGE,
                           what + " would be larger than 64 MiB, which is not read back");
  }

  std::string PrefixOf(const std::string& region) const {
    if (!prefix_.empty()) return prefix_;
    const TextRow* const publication = from_.publications.One({region});
    return publication != nullptr ? TextIn(*publication, "ocid_prefix") : kNoPrefix;
  }

  // The day of the newest thing that is written: no clock is read, so that nothing changes by
  // itself. Where nothing tells when it was agreed or announced, when it begins counts.
  std::string Newest() const {
    const auto all = [](const ByKey& table) {
      RowList rows;
      for (const TextRow& row : table.rows()) rows.push_back(&row);
      return rows;
    };
    std::string newest = NewestMoment(all(from_.versions), {"agreed_on"});
    newest = std::max(newest, NewestMoment(all(from_.procedures), {"announced_on", "awarded_on"}));
    if (newest.empty()) newest = NewestMoment(all(from_.procedures), {"starts_on"});
    if (newest.empty()) newest = NewestMoment(all(from_.contracts), {"valid_from"});
    return newest.empty() ? "1970-01-01T00:00:00Z" : newest;
  }

  std::string Head() const {
    const auto& published = from_.publications.rows();
    json::object head;
    head["uri"] =
        "urn:stelsel:inkoop:" +
        (published.empty() ? PrefixOf("") : PrefixOf(TextIn(published.front(), "region")));
    head["version"] = "1.1";
    const std::string from = kExtensions;
    head["extensions"] = {from + "ocds_lots_extension/master/extension.json",
                          from + "ocds_techniques_extension/master/extension.json"};
    head["publisher"] = {
        {"name", published.size() == 1 ? TextIn(published.front(), "publisher") : "stelsel"}};
    head["publishedDate"] = newest_;
    std::string text = Serialized(head);
    text.pop_back();
    return text + ",\n\"releases\":[";
  }

  // What stands in no release, and is needed to read the rows back.
  json::object Further() {
    json::object rows;
    // Those that refer to others come before them.
    for (const char* const table : {"inkoop_publication", "inkoop_choice", "inkoop_variant",
                                    "inkoop_criterion", "inkoop_score", "inkoop_index_figure"})
      AddAll(table, Noted(TextRowsOf(run_.snapshot, table)), rows);
    std::vector<TextRow> unused, members;
    for (const TextRow& product : from_.products.rows()) {
      if (releases_.used_products().count(Key(product, {"region", "product"})) == 0)
        unused.push_back(product);
    }
    AddAll("inkoop_product", Noted(unused), rows);
    for (const std::string& region : releases_.used_regions()) KeepRegion(region);
    for (const TextRow& row : TextRowsOf(run_.snapshot, "region_municipality")) {
      const std::string region = TextIn(row, "region");
      if (kept_.count("region|" + region) > 0) members.push_back(referred_.Noted(row));
    }
    AddAll("region_municipality", members, rows);
    // The lists of iWmo come with the plugin; codes of one's own do not.
    for (const char* const table : {"inkoop_product_category", "inkoop_unit", "inkoop_frequency"}) {
      std::vector<TextRow> own;
      for (const TextRow& row : TextRowsOf(run_.snapshot, table)) {
        if (TextIn(row, "source_document") != "iwmo_3_2") own.push_back(referred_.Noted(row));
      }
      AddAll(table, own, rows);
    }
    for (const auto& [table, list] : outside_) AddAll(table.c_str(), list, rows);
    for (const char* const table : {"facility_kind", "provider_kind", "municipality"})
      AddAll(table, referred_.Rows(run_.snapshot, table), rows);
    // Last: all rows above cite some.
    AddAll("source_document", referred_.Rows(run_.snapshot, "source_document"), rows);
    json::object out{{"rows", std::move(rows)}};
    if (!left_out_.empty()) out["left_out"] = left_out_;
    json::array tables;
    for (const char* const table : kLeftOut) {
      if (run_.snapshot.row_count(table) > 0) tables.push_back(json::string(table));
    }
    if (!tables.empty()) out["tables_left_out"] = std::move(tables);
    return out;
  }
  std::vector<TextRow> Noted(const std::vector<TextRow>& rows) {
    std::vector<TextRow> out;
    for (const TextRow& row : rows) {
      out.push_back(referred_.Noted(row));
      KeepRegion(TextIn(row, "region"));
    }
    return out;
  }

  // A subsidy has no release; its rows go along all the same.
  void KeepOutside(const TextRow& procedure) {
    const auto keep = [&](const char* table, const RowList& rows) {
      for (const TextRow* const row : rows) outside_[table].push_back(referred_.Noted(*row));
    };
    keep("inkoop_procedure", {&procedure});
    KeepRegion(TextIn(procedure, "region"));
    for (const TextRow* const lot : from_.lots.Of(procedure, kProcedureKey)) {
      keep("inkoop_lot", {lot});
      keep("inkoop_lot_funding", from_.fundings.Of(*lot, kLotKey));
      keep("inkoop_lot_product", from_.lot_products.Of(*lot, kLotKey));
    }
    for (const TextRow* const contract : from_.contracts.Of(procedure, kProcedureKey)) {
      keep("inkoop_contract", {contract});
      keep("inkoop_contract_condition", from_.conditions.Of(*contract, kContractKey));
      for (const auto& [table, rows] : {std::pair("inkoop_contract_version", &from_.versions),
                                        std::pair("inkoop_contract_party", &from_.bound),
                                        std::pair("inkoop_contracted_supply", &from_.supply),
                                        std::pair("inkoop_client_stop", &from_.stops),
                                        std::pair("inkoop_tariff", &from_.tariffs)}) {
        keep(table, rows->Of(*contract, kContractKey));
        for (const TextRow* const row : rows->Of(*contract, kContractKey)) {
          for (const char* const field : {"provider", "subcontractor_of"})
            KeepOne("provider", releases_.parties().ProviderRow(TextIn(*row, field)));
        }
      }
    }
  }
  // With those that it is part of. One that buys in a release stands there.
  void KeepRegion(std::string region) {
    while (!region.empty() && kept_.count("region|" + region) == 0) {
      const TextRow* const row = releases_.parties().RegionRow(region);
      if (row == nullptr) return;
      if (releases_.used_regions().count(region) > 0) {
        kept_.insert("region|" + region);
      } else {
        KeepOne("region", row);
      }
      region = TextIn(*row, "parent_region");
    }
  }
  // Once, however often it is referred to.
  void KeepOne(const char* table, const TextRow* row) {
    if (row != nullptr && kept_.insert(table + ("|" + TextIn(*row, table))).second)
      outside_[table].push_back(referred_.Noted(*row));
  }
  static void AddAll(const char* table, const std::vector<TextRow>& rows, json::object& out) {
    json::array list;
    for (const TextRow& row : rows) list.push_back(ToObject(row));
    if (!list.empty()) out[table] = std::move(list);
  }

  void Log() const {
    const auto warn = [&](const std::string& text) {
      run_.host.log().log(run_.host.raw(), STELSEL_LOG_WARNING, text.c_str());
    };
    if (!left_out_.empty())
      warn("ocds: subsidies are outside OCDS; left out: " + std::to_string(left_out_.size()));
    std::string tables;
    for (const char* const table : kLeftOut) {
      if (const std::int64_t rows = run_.snapshot.row_count(table); rows > 0)
        tables +=
            (tables.empty() ? "" : ", ") + std::string(table) + " (" + std::to_string(rows) + ")";
    }
    if (!tables.empty()) warn("ocds: not taken along, with their rows: " + tables);
  }

  const stelsel::Run& run_;
  stelsel::Sink& out_;
  const Source from_;
  Referred referred_;
  ReleaseWriter releases_;
  const std::string prefix_;  // empty: of each region
  const std::string newest_ = Newest();
  json::array left_out_;
  std::map<std::string, std::vector<TextRow>> outside_;  // rows of what was left out, by table
  std::set<std::string> kept_;
};

}  // namespace

void WriteOcds(const stelsel::Run& run, stelsel::Sink& out) { Package(run, out).Write(); }

}  // namespace inkoop
