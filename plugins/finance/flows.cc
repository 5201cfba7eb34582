#include "flows.h"

#include <algorithm>

#include "finance/tables.hpp"
#include "once.h"

namespace finance {
namespace {

constexpr Text kWrongCount{"een aantal, verblijf of aandeel buiten zijn grenzen",
                           "a count, stay or share outside its bounds"};
constexpr Text kWrongPrice{"een prijs onder nul, of van een vorm die niet in de lijst staat",
                           "a price below zero, or of a form that is not listed"};
constexpr std::int64_t kMostClients = 10'000'000;

bool IsShare(Share share) { return share >= 0 && share <= kWhole; }
bool IsYear(Year year) { return year >= kFirstYear && year <= kLastYear; }

class Reader {
 public:
  Reader(const std::string& wanted, const Words& words) : wanted_(wanted), words_(words) {}

  AllFlows Read(const stelsel::Snapshot& snapshot) {
    Year inflow = 0;
    Once<tables::Cohort>(snapshot, [&](const tables::Cohort& row, const std::string&) {
      Take(row, row.clients, &Flows::cohort);
      if (IsYear(row.year)) out_.latest = std::max(out_.latest, row.year);
    });
    Once<tables::Inflow>(snapshot, [&](const tables::Inflow& row, const std::string&) {
      Take(row, row.expected.value, &Flows::inflow);
      if (IsYear(row.year)) inflow = std::max(inflow, row.year);
    });
    if (out_.latest == 0) out_.latest = inflow;
    Once<tables::Price>(snapshot, [&](const tables::Price& row, const std::string& source) {
      const auto found = out_.regions.find(std::string(row.region));
      if (found == out_.regions.end()) return;
      const std::string kind(row.facility_kind);
      const bool pgb = row.form == tables::Price::Form::pgb;
      if (row.form == tables::Price::Form::unlisted || row.amount.value < 0) {
        out_.left_out.push_back(
            {std::string(row.region), source, "", "", row.year, words_(kWrongPrice)});
        return;
      }
      found->second.prices[{kind, pgb}][row.year] = row.amount.value;
      found->second.illustratief |= row.illustratief.value_or(false);
    });
    return std::move(out_);
  }

 private:
  static std::string KeyOf(const tables::Price& row) {
    const std::string form = row.form == tables::Price::Form::pgb   ? "pgb"
                             : row.form == tables::Price::Form::zin ? "zin"
                                                                    : "";
    return std::string(row.region) + "|" + std::string(row.facility_kind) + "|" + form + "|" +
           std::to_string(row.year);
  }
  template <typename Row>
  static std::string KeyOf(const Row& row) {
    return std::string(row.region) + "|" + std::string(row.municipality) + "|" +
           std::string(row.facility_kind) + "|" + std::to_string(row.year);
  }

  template <typename Row, typename Use>
  void Once(const stelsel::Snapshot& snapshot, Use use) {
    const auto key = [](const Row& row) { return KeyOf(row); };
    EachOnce<Row>(snapshot, key, use, [&](const Row& row, const std::string& source) {
      if (!wanted_.empty() && row.region != wanted_) return;
      out_.left_out.push_back(
          {std::string(row.region), source, "", "", row.year, words_(texts::kTwice)});
    });
  }

  template <typename Row>
  void Take(const Row& row, std::int64_t count,
            std::map<Group, std::map<Year, Clients>> Flows::*part) {
    const std::string region(row.region), municipality(row.municipality);
    const std::string kind(row.facility_kind);
    if (!wanted_.empty() && region != wanted_) return;
    const Clients clients{count, row.average_stay_months, row.wlz_share ? row.wlz_share->value : 0,
                          row.pgb_share ? row.pgb_share->value : 0};
    const bool right = count >= 0 && count <= kMostClients && clients.stay >= 1 &&
                       IsShare(clients.wlz) && IsShare(clients.pgb) && IsYear(row.year) &&
                       !municipality.empty();
    if (!right) {
      out_.left_out.push_back({region,
                               std::string(Row::table) + " " + region + "|" + municipality + "|" +
                                   kind + "|" + std::to_string(row.year),
                               "", municipality, row.year, words_(kWrongCount)});
      return;
    }
    Flows& flows = out_.regions[region];
    (flows.*part)[{municipality, kind}][row.year] = clients;
    flows.illustratief |= row.illustratief.value_or(false);
  }

  const std::string& wanted_;
  const Words& words_;
  AllFlows out_;
};

}  // namespace

std::set<Group> Flows::Groups() const {
  std::set<Group> groups;
  for (const auto* part : {&cohort, &inflow}) {
    for (const auto& [group, years] : *part) groups.insert(group);
  }
  return groups;
}

AllFlows ReadFlows(const stelsel::Snapshot& snapshot, const std::string& wanted,
                   const Words& words) {
  return Reader(wanted, words).Read(snapshot);
}

}  // namespace finance
