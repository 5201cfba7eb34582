#include "tests/bench/make_landscape.h"

#include <array>
#include <filesystem>
#include <random>
#include <string_view>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/date.h"
#include "core/base/file.h"
#include "core/base/status.h"

namespace stelsel::bench {
namespace {

using core::FileWriter;

constexpr std::array<std::string_view, 20> kTopics = {"A1", "B1", "B2", "B3", "B4", "B5",  "B6",
                                                      "B7", "B8", "B9", "C",  "D1", "D2",  "D3",
                                                      "D4", "D5", "D6", "D7", "D8", "NVO2"};
constexpr std::array<std::string_view, 5> kDomains = {"BW", "MO", "VO", "OGGZ", "VZ"};
constexpr std::array<std::string_view, 3> kStatuses = {"nee", "in_ontwikkeling", "ja"};
constexpr int64_t kMembers = 8;

// As in the sources, most answers stand without an explanation: one in so many has one. The
// sentences are put together from these, so that most differ.
constexpr uint64_t kOneInExplained = 5;
constexpr std::array<std::string_view, 8> kWho = {"De gemeenten van de regio",
                                                  "De centrumgemeente",
                                                  "Het bestuurlijk overleg",
                                                  "De regiogemeenten",
                                                  "De colleges",
                                                  "De gemeenteraden",
                                                  "De zorgaanbieders en gemeenten",
                                                  "De werkgroep toegang"};
constexpr std::array<std::string_view, 8> kWhat = {
    "hebben hierover een convenant gesloten",
    "werken dit uit in het uitvoeringsplan",
    "wachten op het objectieve verdeelmodel",
    "leggen een voorstel voor aan de raden",
    "voeren de afspraken uit sinds vorig jaar",
    "verkennen varianten, \"\"lokaal wat lokaal kan\"\"",
    "hebben de kosten, baten en risico's in beeld",
    "evalueren de bestaande afspraken"};
constexpr std::array<std::string_view, 6> kWhen = {"in het najaar",    "voor 1 januari",
                                                   "na de zomer",      "in het eerste kwartaal",
                                                   "binnen twee jaar", "zodra er duidelijkheid is"};

// One table's file.
class Csv {
 public:
  static absl::StatusOr<Csv> Create(const std::string& folder, std::string_view table,
                                    std::string_view head) {
    STELSEL_ASSIGN_OR_RETURN(FileWriter writer, FileWriter::Create(absl::StrCat(
                                                    folder, "/", std::string(table), ".csv")));
    Csv csv(std::move(writer));
    STELSEL_RETURN_IF_ERROR(csv.Line(std::string(head)));
    return csv;
  }
  absl::Status Line(const std::string& line) { return writer_.Write(line + "\n"); }
  absl::Status Done() { return writer_.Commit(); }

 private:
  explicit Csv(FileWriter writer) : writer_(std::move(writer)) {}
  FileWriter writer_;
};

std::string Region(int64_t i) { return absl::StrFormat("regio_%03d", i); }
std::string Municipality(int64_t i) { return absl::StrFormat("GM%04d", i); }

absl::Status WriteRegions(const std::string& folder, int64_t regions) {
  STELSEL_ASSIGN_OR_RETURN(Csv region, Csv::Create(folder, "region", "region,name,illustratief"));
  STELSEL_ASSIGN_OR_RETURN(Csv municipality,
                           Csv::Create(folder, "municipality", "municipality,name,illustratief"));
  STELSEL_ASSIGN_OR_RETURN(
      Csv member,
      Csv::Create(folder, "region_municipality", "region,municipality,sequence,role,illustratief"));
  for (int64_t i = 0; i < regions; ++i) {
    STELSEL_RETURN_IF_ERROR(region.Line(absl::StrCat(Region(i), ",Regio ", i, ",true")));
    for (int64_t m = 0; m < kMembers; ++m) {
      const std::string code = Municipality(i * kMembers + m);
      STELSEL_RETURN_IF_ERROR(
          municipality.Line(absl::StrCat(code, ",Gemeente ", i * kMembers + m, ",true")));
      STELSEL_RETURN_IF_ERROR(member.Line(absl::StrCat(
          Region(i), ",", code, ",1,", m == 0 ? "centrumgemeente" : "regiogemeente", ",true")));
    }
  }
  STELSEL_RETURN_IF_ERROR(region.Done());
  STELSEL_RETURN_IF_ERROR(municipality.Done());
  return member.Done();
}

absl::Status WriteTopics(const std::string& folder) {
  STELSEL_ASSIGN_OR_RETURN(Csv topic,
                           Csv::Create(folder, "agreement_topic", "agreement_topic,name,answer"));
  STELSEL_ASSIGN_OR_RETURN(Csv wording,
                           Csv::Create(folder, "agreement_topic_wording",
                                       "agreement_topic,topic_version,wording,illustratief"));
  for (const std::string_view code : kTopics) {
    const std::string name(code);
    STELSEL_RETURN_IF_ERROR(
        topic.Line(absl::StrCat(name, ",Onderwerp ", name, ",stand_van_zaken")));
    STELSEL_RETURN_IF_ERROR(
        wording.Line(absl::StrCat(name, ",1,Is er een afspraak over ", name, "?,true")));
  }
  STELSEL_RETURN_IF_ERROR(topic.Done());
  STELSEL_RETURN_IF_ERROR(wording.Done());
  STELSEL_ASSIGN_OR_RETURN(Csv source,
                           Csv::Create(folder, "source_document", "source_document,title"));
  STELSEL_RETURN_IF_ERROR(source.Line("opgave,Opgave van de regio"));
  return source.Done();
}

absl::string_view Text(std::string_view text) { return {text.data(), text.size()}; }

// Empty, or a quoted sentence; quotes within it are doubled.
std::string Explanation(uint64_t dice, int64_t number) {
  if ((dice >> 40) % kOneInExplained != 0) return "";
  return absl::StrCat("\"", Text(kWho[dice >> 8 & 7]), " ", Text(kWhat[dice >> 16 & 7]), " ",
                      Text(kWhen[(dice >> 32) % kWhen.size()]), ", zie dossier ", number % 4093,
                      ".\"");
}

std::string SubjectCells(size_t subject, int64_t regions) {
  const size_t rest = subject / static_cast<size_t>(regions);
  return absl::StrCat(Region(static_cast<int64_t>(subject) % regions), ",",
                      Text(kTopics[rest % kTopics.size()]), ",",
                      Text(kDomains[rest / kTopics.size()]), ",");
}

// A status moves forward only: later waves give at least what an earlier one gave.
absl::Status WriteStatuses(const std::string& folder, int64_t regions, int64_t statuses,
                           uint64_t seed) {
  STELSEL_ASSIGN_OR_RETURN(
      Csv csv,
      Csv::Create(
          folder, "agreement_status",
          "region,agreement_topic,domain,observed_on,sequence,topic_version,status,observed_by,"
          "explanation,source_document,section,illustratief"));
  std::mt19937_64 random(seed);
  const int64_t subjects = regions * static_cast<int64_t>(kTopics.size() * kDomains.size());
  const int32_t first_day = core::DaysFromCivil(2016, 1, 1);
  std::vector<uint8_t> reached(static_cast<size_t>(subjects), 0);
  for (int64_t i = 0; i < statuses; ++i) {
    const auto subject = static_cast<size_t>(i % subjects);
    const auto wave = static_cast<int32_t>(i / subjects);
    const uint64_t dice = random();
    if (reached[subject] < 2 && dice % 8 == 0) ++reached[subject];
    STELSEL_RETURN_IF_ERROR(
        csv.Line(absl::StrCat(SubjectCells(subject, regions), core::FormatDate(first_day + wave),
                              ",1,1,", Text(kStatuses[reached[subject]]), ",regio,",
                              Explanation(dice, i), ",opgave,§", dice >> 24 & 63, ",true")));
  }
  return csv.Done();
}

}  // namespace

absl::Status MakeLandscape(const std::string& folder, int64_t statuses, uint64_t seed) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return absl::UnknownError(absl::StrCat(folder, ": ", error.message()));
  // More regions than the country has only when the calendar would not hold the observations.
  const int64_t waves_for_country =
      statuses / (45 * static_cast<int64_t>(kTopics.size() * kDomains.size()));
  const int64_t regions = waves_for_country > 3000 ? 450 : 45;
  STELSEL_RETURN_IF_ERROR(WriteRegions(folder, regions));
  STELSEL_RETURN_IF_ERROR(WriteTopics(folder));
  return WriteStatuses(folder, regions, statuses, seed);
}

}  // namespace stelsel::bench
