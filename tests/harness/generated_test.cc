// What `stelsel generate` makes: whole landscapes have no errors, and of broken ones a check finds
// just what is said, no less and no more.
#include <cstdlib>
#include <fstream>
#include <set>

#include "core/generate/generate.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stelsel/testing.hpp"
#include "tests/harness/harness_test_util.h"

namespace harness {
namespace {

using stelsel::core::Generate;
using stelsel::core::GenerateRequest;
using stelsel::testing::Compare;
using stelsel::testing::FindingsOf;
using stelsel::testing::FoundFindings;
using ::testing::HasSubstr;

// The first day on which all that is told holds.
const stelsel::CheckOptions kToday = {.as_of = "2026-01-01"};
// Each of another size, and with another number of faults.
constexpr int kSizes[] = {1, 2, 5, 9};
constexpr int kFaults[] = {0, 5, 12, 33, 60};

// STELSEL_SEEDS says how many to go through, for those who change a check or the generator.
uint64_t Seeds() {
  const char* const seeds = std::getenv("STELSEL_SEEDS");
  return seeds == nullptr ? 60 : std::stoull(seeds);
}

class Generated : public Folder {
 protected:
  // What a check finds in a landscape, which is made.
  FoundFindings Check(const std::string& name, const GenerateRequest& request) {
    const auto made = Generate(path(name), request);
    EXPECT_TRUE(made.ok()) << made.status();
    return FindingsOf(engine_, path(name + "/source"), kToday);
  }
  // Puts the kinds of faults that were made into `kinds`.
  void CollectKinds(const std::string& name, std::set<std::string>& kinds) {
    std::ifstream in(path(name + "/broken.ndjson"));
    for (std::string line; std::getline(in, line);)
      kinds.insert(stelsel::detail::NdjsonLine(line).read().at("kind"));
  }
  stelsel::Engine engine_;
};

TEST_F(Generated, WholeOnesHaveNoErrors) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    const std::string name = "whole" + std::to_string(seed);
    GenerateRequest request;
    request.seed = seed;
    request.regions = 3;
    const FoundFindings found = Check(name, request);
    EXPECT_THAT(found, stelsel::testing::HasNoErrors()) << "seed " << seed;
    EXPECT_EQ(Compare(path(name + "/expect.ndjson"), found).text(),
              "0 expected and not found, 0 found and not expected\n")
        << "seed " << seed;
  }
}

TEST_F(Generated, OfBrokenOnesJustThatIsFoundWhichIsSaid) {
  std::set<std::string> kinds;
  for (uint64_t seed = 1; seed <= Seeds(); ++seed) {
    const std::string name = "broken" + std::to_string(seed);
    GenerateRequest request;
    request.seed = seed;
    request.regions = kSizes[seed % std::size(kSizes)];
    request.faults = kFaults[seed % std::size(kFaults)];
    const FoundFindings found = Check(name, request);
    const auto difference = Compare(path(name + "/expect.ndjson"), found);
    EXPECT_TRUE(difference.empty()) << "seed " << seed << ": " << difference.text();
    CollectKinds(name, kinds);
    if (difference.empty()) std::filesystem::remove_all(path(name + "/source"));
    // What is broken is a part of it.
    if (request.faults > 0) {
      EXPECT_EQ(Compare(path(name + "/broken.ndjson"), found).missing.size(), 0u) << seed;
    }
  }
  // Every kind was among them.
  EXPECT_EQ(kinds.size(), 33u);
}

TEST_F(Generated, TheLargestHasNoErrorsEither) {
  GenerateRequest request;
  request.regions = GenerateRequest::kMostRegions;
  EXPECT_THAT(Check("large", request), stelsel::testing::HasNoErrors());
}

TEST_F(Generated, ARuleCanBeAskedFor) {
  for (const std::string& rule : stelsel::core::RulesWithFaults()) {
    const std::string name = rule.substr(rule.find('/') + 1);
    GenerateRequest request;
    request.faults = 1;
    request.rule = rule;
    const FoundFindings found = Check(name, request);
    EXPECT_THAT(found, ::testing::Contains(stelsel::testing::Finding(rule)));
    const auto difference = Compare(path(name + "/expect.ndjson"), found);
    EXPECT_TRUE(difference.empty()) << rule << ": " << difference.text();
  }
}

// What breaks careless readers of CSV is in there.
TEST_F(Generated, TextsHaveWhatBreaksCarelessReaders) {
  ASSERT_TRUE(Generate(path("a"), {}).ok());
  const std::string text = read("a/source/agreement.csv") + read("a/source/decision.csv") +
                           read("a/source/consultation_outcome.csv");
  for (const char* part : {"\"\"", ", ", "ë", ".\nDit"}) EXPECT_THAT(text, HasSubstr(part));
}

}  // namespace
}  // namespace harness
