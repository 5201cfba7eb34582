#include "report/waves.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "report/national_texts.h"
#include "report/source_date.h"
#include "report/tally.h"
#include "report/texts.h"

namespace reporting {
namespace {

// The last day of a date as it stands, and of how many regions there is an observation: one, or
// more.
struct DayOfWave {
  std::int32_t last = 0;
  std::string region;
  bool several = false;
};
using Days = std::unordered_map<std::string, DayOfWave>;  // by date as it stands

// The dates of observations that were made by the day, of more than one region.
Days ReadDays(const stelsel::Snapshot& snapshot, std::int32_t day) {
  Days days;
  std::string text;
  const std::vector<const char*> columns{"observed_on", "region"};
  for (stelsel::Rows rows(snapshot.stream("agreement_status", columns)); rows.next();) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      text = rows.text(i, 0);
      const auto [known, is_new] = days.try_emplace(text);
      DayOfWave& one = known->second;
      if (!is_new) {
        one.several = one.several || one.region != rows.text(i, 1);
        continue;
      }
      const auto last = LastDay(text);
      one.last = last ? static_cast<std::int32_t>(last->time_since_epoch().count()) : day + 1;
      one.region = rows.text(i, 1);
    }
  }
  std::erase_if(days,
                [&](const auto& one) { return one.second.last > day || !one.second.several; });
  return days;
}

// The latest of them, the oldest first.
std::vector<Wave> Latest(const Days& days) {
  std::vector<Wave> waves;
  for (const auto& [text, day] : days) waves.push_back({text, day.last, {}});
  std::sort(waves.begin(), waves.end(), [](const Wave& a, const Wave& b) {
    return a.last_day != b.last_day ? a.last_day < b.last_day : a.observed_on < b.observed_on;
  });
  if (waves.size() > Waves::kMost) {
    waves.erase(waves.begin(), waves.end() - static_cast<std::ptrdiff_t>(Waves::kMost));
  }
  return waves;
}

// Takes the rows of the waves; keeps a byte for each region, topic, domain and wave.
class WaveCounter {
 public:
  WaveCounter(Waves& waves, std::optional<Domain> only) : waves_(waves), only_(only) {
    for (std::size_t i = 0; i < waves.topics.size(); ++i) topics_[waves.topics[i].code] = i;
    for (std::size_t i = 0; i < waves.waves.size(); ++i) places_[waves.waves[i].observed_on] = i;
  }

  void Read(const stelsel::Snapshot& snapshot) {
    const std::vector<const char*> columns{"observed_on", "agreement_topic", "domain",
                                           "status",      "region",          "topic_version"};
    for (stelsel::Rows rows(snapshot.stream("agreement_status", columns)); rows.next();) {
      for (std::size_t i = 0; i < rows.size(); ++i) Add(rows, i);
    }
    for (const auto& [key, lowest] : lowest_) {
      const auto& [wave, domain, topic] = key;
      for (const std::uint8_t one : lowest) {
        if (one > 0) ++waves_.waves[wave].counts[{domain, topic}].regions[one - 1];
      }
    }
  }

 private:
  using Key = std::tuple<std::size_t, Domain, std::size_t>;  // wave, domain, topic

  void Add(const stelsel::Rows& rows, std::size_t i) {
    text_ = rows.text(i, 0);
    const auto wave = places_.find(text_);
    if (wave == places_.end()) return;
    text_ = rows.text(i, 1);
    const auto topic = topics_.find(text_);
    const auto domain = stelsel::detail::value_at<Domain>(rows, i, 2);
    const auto status = stelsel::detail::value_at<Status>(rows, i, 3);
    if (topic == topics_.end() || domain == Domain::unlisted || status == Status::unlisted) return;
    if (only_ && domain != *only_) return;
    text_ = rows.text(i, 4);
    const std::size_t region = regions_.try_emplace(text_, regions_.size()).first->second;
    auto& lowest = lowest_[Key{wave->second, domain, topic->second}];
    if (lowest.size() <= region) lowest.resize(region + 1, 0);
    const auto value = static_cast<std::uint8_t>(static_cast<int>(status) + 1);
    lowest[region] = lowest[region] == 0 ? value : std::min(lowest[region], value);
    if (!rows.is_null(i, 5)) {
      waves_.waves[wave->second].counts[{domain, topic->second}].wordings.insert(
          rows.integer(i, 5));
    }
  }

  Waves& waves_;
  std::optional<Domain> only_;
  std::unordered_map<std::string, std::size_t> topics_, places_, regions_;
  std::map<Key, std::vector<std::uint8_t>> lowest_;  // by region: 0, or a status and 1
  std::string text_;
};

std::vector<SheetColumn> ColumnsOf(const Page& page) {
  const Context& context = page.context;
  std::vector<SheetColumn> columns{
      {"agreement_topic",
       page.Field("agreement_status", "agreement_topic"),
       As::text,
       {.facet = true}},
      {"domain", page.Field("agreement_status", "domain"), As::text, {.facet = true}},
      {"observed_on", page(texts::kWave), As::text},
      {"topic_version", page.Field("agreement_status", "topic_version"), As::text},
      {"regions", page(texts::kRegionsCounted), As::integer}};
  for (const stelsel::Series& one : context.StatusSeries()) {
    columns.push_back({one.name, Capital(one.title), As::integer});
  }
  for (const stelsel::Series& one : context.StatusSeries()) {
    columns.push_back(
        {one.name + "_percent", page(texts::kShare, {Capital(one.title)}), As::percent});
  }
  return columns;
}

void AddRow(const Page& page, Sheet& sheet, const Wave& wave, const Topic& topic, Domain domain,
            const Wave::Count& count) {
  const std::int64_t all = count.regions[0] + count.regions[1] + count.regions[2];
  std::vector<std::string> versions;
  for (const std::int64_t version : count.wordings) versions.push_back(std::to_string(version));
  std::vector<Cell> row{topic.Title(), CodeOf(domain), InWords(wave.observed_on, page.words()),
                        TextOrNothing(page.words().Join(versions)), all};
  for (const Status status : kBestFirst) {
    row.emplace_back(count.regions[static_cast<std::size_t>(status)]);
  }
  for (const Status status : kBestFirst) {
    row.push_back(PercentOrNothing(count.regions[static_cast<std::size_t>(status)], all));
  }
  sheet.cells(row);
}

}  // namespace

Waves ReadWaves(const stelsel::Snapshot& snapshot, const std::string& as_of,
                const std::vector<Topic>& topics, std::optional<Domain> only) {
  Waves out;
  for (const Topic& topic : topics) {
    if (topic.has_status) out.topics.push_back(topic);
  }
  const auto day = ParseDay(as_of);
  if (!day) return out;
  const Days days = ReadDays(snapshot, static_cast<std::int32_t>(day->time_since_epoch().count()));
  out.waves = Latest(days);
  out.older = days.size() - out.waves.size();
  WaveCounter(out, only).Read(snapshot);
  std::erase_if(out.waves, [](const Wave& wave) { return wave.counts.empty(); });
  return out;
}

void WriteWaves(const Page& page, const Waves& waves) {
  if (waves.waves.size() < 2) return;
  page.out.section(1, page(texts::kWaves), "waves");
  page.out.paragraph(page(texts::kWavesIntroduction));
  if (waves.older > 0) {
    page.out.note(page(texts::kOlderWaves, {page.Number(static_cast<std::int64_t>(waves.older))}));
  }
  Sheet sheet(ColumnsOf(page));
  for (std::size_t topic = 0; topic < waves.topics.size(); ++topic) {
    for (const Domain domain : Domains()) {
      for (const Wave& wave : waves.waves) {
        const auto found = wave.counts.find({domain, topic});
        if (found == wave.counts.end()) continue;
        AddRow(page, sheet, wave, waves.topics[topic], domain, found->second);
      }
    }
  }
  std::move(sheet).table(page.out, page(texts::kWavesCaption));
}

}  // namespace reporting
