#include "reconstruct/beside.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "report/source_date.h"

namespace reporting {
namespace {

namespace core = stelsel::tables;

constexpr std::int64_t kHundredths = 100;
constexpr std::int64_t kAll = 100 * kHundredths;
constexpr std::int64_t kNoLimit = 10 * kAll;
constexpr char kNotYet[] = "aandeel_nog_niet_ja";
// In the order of Three.
constexpr std::array<std::string_view, 3> kMeasures{"aandeel_ja", "aandeel_in_ontwikkeling",
                                                    "aandeel_nee"};

// ---- What the statuses give ----

struct Answer {
  Domain domain;
  Status status;
  bool illustratief;
};

// The answers as of one day, by topic and region.
class Answers {
 public:
  explicit Answers(const stelsel::Snapshot& then) {
    std::set<std::string, std::less<>> regions;
    for (const Region& region : ReadRegions(then)) regions.insert(region.id);
    then.rows<core::AgreementStatus>([&](const core::AgreementStatus& row) {
      if (row.status == Status::unlisted || regions.count(row.region) == 0) return;
      answers_[std::string(row.agreement_topic)][std::string(row.region)].push_back(
          {row.domain, row.status, row.illustratief.value_or(false)});
    });
  }

  std::optional<Recomputed> Of(const PublishedRow& row) const {
    const auto topic = answers_.find(row.topic);
    if (topic == answers_.end()) return std::nullopt;
    Recomputed out;
    for (const auto& [region, answers] : topic->second) Count(answers, row.domain, out);
    if (out.regions() == 0) return std::nullopt;
    out.shares = SharesOf(out.counts);
    return out;
  }

 private:
  static void Count(const std::vector<Answer>& answers, std::optional<Domain> domain,
                    Recomputed& out) {
    std::optional<Status> lowest;
    for (const Answer& answer : answers) {
      if (domain && answer.domain != *domain) continue;
      lowest = lowest ? std::min(*lowest, answer.status) : answer.status;
      out.illustratief = out.illustratief || answer.illustratief;
    }
    if (!lowest) return;
    ++out.counts[*lowest == Status::ja ? 0 : *lowest == Status::in_ontwikkeling ? 1 : 2];
  }

  std::map<std::string, std::map<std::string, std::vector<Answer>>, std::less<>> answers_;
};

// A snapshot is looked at once for each day.
class Days {
 public:
  Days(const stelsel::Snapshot& snapshot, std::string as_of)
      : snapshot_(snapshot), as_of_(std::move(as_of)) {}

  const Answers& For(const PublishedRow& row) {
    const std::string day = DayOf(row.holds_on);
    return days_.try_emplace(day, snapshot_.as_of(day)).first->second;
  }

 private:
  std::string DayOf(const std::string& holds_on) const {
    const auto last = LastDay(holds_on);
    if (!last) return as_of_;
    const std::chrono::year_month_day day(*last);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return text;
  }

  const stelsel::Snapshot& snapshot_;
  const std::string as_of_;
  std::map<std::string, Answers> days_;
};

// ---- What the text says ----

struct Claim {
  ClaimBeside beside;
  std::string document, topic, domain, holds_on;
};

// Hundredths that a claim leaves open; both ends count.
struct Range {
  std::int64_t low, high;
};

Range RangeOf(const ClaimBeside& claim) {
  const std::int64_t figure = claim.figure;
  if (claim.qualifier == "ten_minste") return {figure, kNoLimit};
  if (claim.qualifier == "meer_dan") return {figure + 1, kNoLimit};
  if (claim.qualifier == "ten_hoogste") return {-kNoLimit, figure};
  if (claim.qualifier == "minder_dan") return {-kNoLimit, figure - 1};
  std::int64_t open = kHundredths / 2;
  if (claim.qualifier == "ongeveer") open = std::max(std::abs(figure) / 10, 5 * kHundredths);
  return {figure - open, figure + open};
}

// Which share the claim is about; 3 for the rest beside ja.
std::size_t PlaceOf(const std::string& measure) {
  const auto found = std::find(kMeasures.begin(), kMeasures.end(), measure);
  return static_cast<std::size_t>(found - kMeasures.begin());
}

// The measure, or the subject of the one kind of share that the model has no measure for.
std::string MeasureOf(const core::Claim& row) {
  if (row.measure) {
    const std::string code = CodeOf(*row.measure);
    return PlaceOf(code) < kMeasures.size() ? code : "";
  }
  return row.subject == kNotYet ? kNotYet : "";
}

std::vector<Claim> ReadClaims(const stelsel::Snapshot& snapshot) {
  std::vector<Claim> claims;
  snapshot.rows<core::Claim>([&](const core::Claim& row) {
    const std::string measure = MeasureOf(row);
    if (measure.empty() || !row.figure || row.unit.value_or("") != "%" || row.region ||
        row.municipality || row.facility_kind || !row.agreement_topic) {
      return;
    }
    const std::int64_t figure = std::clamp(row.figure->value, -kNoLimit, kNoLimit);
    claims.push_back({{std::string(row.claim), std::string(row.statement), TextOf(row.section),
                       measure, figure, row.qualifier ? CodeOf(*row.qualifier) : "", false, false},
                      TextOf(row.source_document),
                      TextOf(row.agreement_topic),
                      row.domain ? CodeOf(*row.domain) : "",
                      TextOf(row.holds_on)});
  });
  std::sort(claims.begin(), claims.end(),
            [](const Claim& a, const Claim& b) { return a.beside.claim < b.beside.claim; });
  return claims;
}

bool IsAbout(const Claim& claim, const PublishedRow& row) {
  return claim.document == row.source.document && claim.topic == row.topic &&
         claim.domain == (row.domain ? CodeOf(*row.domain) : "") && claim.holds_on == row.holds_on;
}

}  // namespace

bool Differs(const ClaimBeside& claim, const PublishedRow& row, const Three* counts) {
  const Range range = RangeOf(claim);
  const std::size_t place = PlaceOf(claim.measure);
  const bool rest = place == kMeasures.size();
  if (counts != nullptr && !claim.of_table) {
    const std::int64_t whole = SumOf(*counts);
    const std::int64_t part = rest ? whole - (*counts)[0] : (*counts)[place];
    return part * kAll < range.low * whole || part * kAll > range.high * whole;
  }
  // What repeats the table added up what is printed there.
  const std::int64_t printed = claim.of_table ? row.shares[1] + row.shares[2] : 100 - row.shares[0];
  const std::int64_t share = (rest ? printed : row.shares[place]) * kHundredths;
  const std::int64_t open = claim.of_table ? 0 : kHundredths / 2;
  return share + open < range.low || share - open > range.high;
}

bool PublishedBeside::AddsUp() const { return std::abs(SumOf(row.shares) - 100) <= 1; }

std::vector<PublishedBeside> ReadPublishedBeside(const stelsel::Snapshot& snapshot,
                                                 const std::string& as_of,
                                                 const ReconstructOptions& options) {
  std::vector<PublishedRow> rows = ReadPublished(snapshot);
  if (rows.empty()) return {};
  const std::vector<Reconstruction> reconstructed = Reconstruct(rows, options);
  const std::vector<Claim> claims = ReadClaims(snapshot);
  Days days(snapshot, as_of);
  std::vector<PublishedBeside> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    PublishedBeside beside{rows[i], reconstructed[i], days.For(rows[i]).Of(rows[i]), {}};
    for (const Claim& claim : claims) {
      if (!IsAbout(claim, rows[i])) continue;
      beside.claims.push_back(claim.beside);
      ClaimBeside& added = beside.claims.back();
      added.of_table = added.section == rows[i].source.section;
      added.differs = Differs(added, rows[i], reconstructed[i].Only());
    }
    out.push_back(std::move(beside));
  }
  return out;
}

}  // namespace reporting
