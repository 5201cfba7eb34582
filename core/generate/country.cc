// Regions, municipalities and documents: what all else refers to, and what rules of the domain look
// at. Made by hand, so that a country comes out.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/generate/landscape.h"
#include "core/generate/words.h"

namespace stelsel::core {
namespace {

// Codes of no real municipality.
constexpr int kFirstCode = 9001;
constexpr const char* kMerger = "2019-01-01";
constexpr const char* kDecentralisation = "2015-01-01";

class Country {
 public:
  Country(Landscape& landscape, uint64_t seed)
      : landscape_(landscape), random_(seed, "country"), places_(PlaceNames(random_)) {}

  std::vector<Leaf> Make(int regions) {
    AddDocument("landelijke_stand", "Landelijke stand van zaken", "Bureau voor onderzoek",
                "onderzoek");
    for (int i = 0; i < regions; ++i) AddRegion(i);
    return std::move(leaves_);
  }

 private:
  using Cells = std::vector<std::pair<const char*, std::string>>;

  // A row of `table` with these cells and a source.
  void Add(const char* name, const Cells& cells, const Leaf* leaf) {
    MadeTable& table = landscape_.table(name);
    MadeRow& row = table.Add(std::vector<std::string>(table.schema->fields.size()));
    for (const auto& [field, text] : cells) table.at(row, field) = text;
    FillSource(table, row, leaf, random_);
  }

  void AddDocument(const std::string& code, const std::string& title, const std::string& publisher,
                   const char* kind) {
    Add("source_document",
        {{"source_document", code},
         {"title", title},
         {"publisher", publisher},
         {"kind", kind},
         {"published_on", DateWithin(random_.Between(2019, 2021), random_)}},
        nullptr);
  }

  // The first region has none below it, so that there is always one that stands alone; of the
  // others some have two.
  void AddRegion(int number) {
    const std::string& centre = places_[next_place_];
    if (number == 0 || !random_.OneIn(5)) return AddLeaf("");
    const std::string parent = Slug(centre) + "_samen";
    Add("region", {{"region", parent}, {"name", centre + " samen"}}, nullptr);
    AddLeaf(parent);
    AddLeaf(parent);
  }

  // Called after its first member, which is its centrumgemeente.
  void AddLeaf(const std::string& parent) {
    const std::string centre = places_[next_place_];
    Leaf leaf{Slug(centre), centre + " en omgeving", parent, {}};
    const bool since = parent.empty() && random_.OneIn(4);
    Add("region",
        {{"region", leaf.region},
         {"name", leaf.name},
         {"parent_region", parent},
         {"valid_from", since ? kDecentralisation : ""}},
        nullptr);
    const std::string by = "Gemeente " + centre;
    AddDocument("regiovisie_" + leaf.region, "Regiovisie " + leaf.name, by, "regiovisie");
    AddDocument("uitvoeringsplan_" + leaf.region, "Uitvoeringsplan " + leaf.name, by,
                "beleidskader");
    const int members = random_.Between(4, 7);
    for (int i = 0; i < members; ++i) AddMember(leaf, i == 0, since);
    if (random_.OneIn(2)) AddMerged(leaf, since);
    leaves_.push_back(std::move(leaf));
  }

  std::string AddMunicipality(const char* until) {
    const std::string code = absl::StrFormat("GM%04d", kFirstCode + static_cast<int>(next_place_));
    Add("municipality",
        {{"municipality", code}, {"name", places_[next_place_++]}, {"valid_to", until}}, nullptr);
    return code;
  }

  void AddMembership(const Leaf& leaf, const std::string& code, bool centre, bool since,
                     const char* until) {
    Add("region_municipality",
        {{"region", leaf.region},
         {"municipality", code},
         {"sequence", "1"},
         {"role", centre ? "centrumgemeente" : "regiogemeente"},
         {"valid_from", since ? kDecentralisation : ""},
         {"valid_to", until}},
        &leaf);
  }

  void AddMember(Leaf& leaf, bool centre, bool since) {
    leaf.members.push_back(AddMunicipality(""));
    AddMembership(leaf, leaf.members.back(), centre, since, "");
  }

  // One that went up in the second member.
  void AddMerged(const Leaf& leaf, bool since) {
    const std::string code = AddMunicipality(kMerger);
    AddMembership(leaf, code, false, since, kMerger);
    Add("municipality_succession",
        {{"municipality", code}, {"successor", leaf.members[1]}, {"part", "geheel"}}, nullptr);
  }

  Landscape& landscape_;
  Random random_;
  const std::vector<std::string> places_;
  size_t next_place_ = 0;
  std::vector<Leaf> leaves_;
};

}  // namespace

std::vector<Leaf> MakeCountry(Landscape& landscape, int regions, uint64_t seed) {
  return Country(landscape, seed).Make(regions);
}

}  // namespace stelsel::core
