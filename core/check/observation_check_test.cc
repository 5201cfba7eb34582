// Observations beside each other, by the plainest reading: each with every other one.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/edtf.h"
#include "core/check/check_test_util.h"

namespace stelsel::core {
namespace {

const std::vector<std::string> kStatuses = {"nee", "in_ontwikkeling", "ja"};

struct Seen {
  int region;
  std::string on;
  int version;  // 0: none
  int rank;
  int source;  // 0: none

  int32_t earliest() const { return ParseEdtf(on)->earliest.value_or(INT32_MIN); }
  int32_t latest() const { return ParseEdtf(on)->latest.value_or(INT32_MAX); }
  bool SameTime(const Seen& other) const {
    return region == other.region && latest() == other.latest();
  }
  bool SameSaying(const Seen& other) const {
    return SameTime(other) && source != 0 && source == other.source && on == other.on &&
           version == other.version;
  }
  bool Follows(const Seen& other) const {
    return region == other.region && version == other.version && other.latest() < earliest();
  }
};

// Rule and line of each finding there should be.
std::multiset<std::string> Expected(const std::vector<Seen>& all) {
  std::multiset<std::string> expected;
  for (size_t i = 0; i < all.size(); ++i) {
    const Seen& now = all[i];
    const auto lower = [&](auto beside) {
      return std::any_of(all.begin(), all.end(),
                         [&](const Seen& other) { return other.rank < now.rank && beside(other); });
    };
    const auto tell = [&](const char* rule) { expected.insert(absl::StrCat(rule, " ", i + 2)); };
    if (lower([&](const Seen& other) { return now.SameSaying(other); })) {
      tell("core/contradicting_observations");
    } else if (now.latest() != INT32_MAX &&
               lower([&](const Seen& other) { return now.SameTime(other); })) {
      tell("core/status_tie");
    }
    const bool falls = std::any_of(all.begin(), all.end(), [&](const Seen& other) {
      return other.rank > now.rank && now.Follows(other);
    });
    if (falls) tell("core/status_falls_back");
  }
  return expected;
}

std::multiset<std::string> Found(const std::vector<Seen>& all, size_t rows_a_chunk) {
  TestData data(CoreSet(), rows_a_chunk);
  for (size_t i = 0; i < all.size(); ++i) {
    const std::string region = absl::StrCat("r", all[i].region);
    const std::string version = absl::StrCat(all[i].version);
    const std::string source = absl::StrCat("s", all[i].source);
    const std::string sequence = absl::StrCat(i + 1);
    TestData::Cells cells = {
        {"region", region},     {"agreement_topic", "A1"},
        {"domain", "BW"},       {"observed_on", all[i].on},
        {"sequence", sequence}, {"status", kStatuses[static_cast<size_t>(all[i].rank)]}};
    if (all[i].version != 0) cells.emplace_back("topic_version", version);
    if (all[i].source != 0) cells.emplace_back("source_document", source);
    data.Add("agreement_status", cells);
  }
  std::multiset<std::string> found;
  for (const Finding& finding : AllFindings(data.Done())) {
    const bool of_observations = finding.rule == "core/contradicting_observations" ||
                                 finding.rule == "core/status_tie" ||
                                 finding.rule == "core/status_falls_back";
    if (of_observations) found.insert(absl::StrCat(finding.rule, " ", finding.line));
  }
  return found;
}

RC_GTEST_PROP(ObservationCheckTest, TellsWhatThePlainestReadingTells, ()) {
  // Vague dates, or only such as follow each other: then most subjects are soon done with.
  const bool vague = *rc::gen::arbitrary<bool>();
  const std::vector<std::string> dates =
      vague ? std::vector<std::string>{"2021",          "2021-12", "2021-12-31", "2021-06/2021-12",
                                       "../2021-12-31", "2021/..", "2022-01-01"}
            : std::vector<std::string>{"2021-01-01", "2021-01-02", "2021-02", "2021-03", "2022"};
  auto all = *rc::gen::container<std::vector<Seen>>(rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(0, 3), rc::gen::elementOf(dates), rc::gen::inRange(0, 3),
                     rc::gen::inRange(0, 3), rc::gen::inRange(0, 3)),
      [](const std::tuple<int, std::string, int, int, int>& made) {
        const auto& [region, on, version, rank, source] = made;
        return Seen{region, on, version, rank, source};
      }));
  if (*rc::gen::arbitrary<bool>()) {
    std::stable_sort(all.begin(), all.end(), [](const Seen& a, const Seen& b) {
      return std::make_tuple(a.latest(), a.version) < std::make_tuple(b.latest(), b.version);
    });
  }
  RC_ASSERT(Found(all, *rc::gen::inRange<size_t>(1, 50)) == Expected(all));
}

}  // namespace
}  // namespace stelsel::core
