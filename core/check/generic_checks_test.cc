// What any table can rely on: its schema is checked, to the row and the field.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check/check_test_util.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kPlace = R"({"name": "place", "primaryKey": ["place"], "fields": [
  {"name": "place", "type": "string", "constraints": {"required": true, "pattern": "[a-z]+"}},
  {"name": "number", "type": "integer", "constraints": {"minimum": 1, "maximum": 10}},
  {"name": "price", "type": "number", "stelsel:unit": "EUR", "constraints": {"minimum": "0.50"}},
  {"name": "opened", "type": "date", "constraints": {"maximum": "2021-12-31"}},
  {"name": "note", "type": "string", "constraints": {"minLength": 2, "maxLength": 4, "pattern": "[a-zé]*"}},
  {"name": "kind", "type": "string", "constraints": {"enum": ["small", "large"]}},
  {"name": "code", "type": "string", "constraints": {"unique": true}},
  {"name": "text", "type": "string"},
  {"name": "valid_from", "type": "date"}, {"name": "valid_to", "type": "date"}],
  "stelsel:period": ["valid_from", "valid_to"]})";

constexpr std::string_view kStay =
    R"({"name": "stay", "primaryKey": ["place", "sequence"], "fields": [
  {"name": "place", "type": "string", "constraints": {"required": true}},
  {"name": "sequence", "type": "integer", "constraints": {"required": true}},
  {"name": "after_sequence", "type": "integer"},
  {"name": "after_place", "type": "string"},
  {"name": "valid_from", "type": "date"}, {"name": "valid_to", "type": "date"}],
  "foreignKeys": [
    {"fields": ["place"], "reference": {"resource": "place", "fields": ["place"]}, "stelsel:during": true},
    {"fields": ["after_sequence", "after_place"],
     "reference": {"resource": "", "fields": ["sequence", "place"]}}],
  "stelsel:period": ["valid_from", "valid_to"], "stelsel:without_overlap": ["place"]})";

TestData Data() { return TestData(SetOf({kPlace, kStay})); }

// One row of `place` with one more cell.
SnapshotPtr With(std::string_view field, std::string_view cell) {
  return Data().Add("place", {{"place", "a"}, {field, cell}}).Done();
}

constexpr std::string_view kConstraint = "core/constraint-error";

TEST(GenericChecksTest, NothingIsWrongWithARowThatKeepsToItsSchema) {
  EXPECT_THAT(AllFindings(Data()
                              .Add("place", {{"place", "a"},
                                             {"number", "10"},
                                             {"price", "0.50"},
                                             {"opened", "2021-12-31"},
                                             {"note", "één"},
                                             {"kind", "small"},
                                             {"code", "x"},
                                             {"text", "any words"}})
                              .Done()),
              IsEmpty());
  EXPECT_THAT(AllFindings(Data().Done()), IsEmpty());
}

TEST(ConstraintTest, ARequiredFieldMustBeFilledIn) {
  const SnapshotPtr snapshot =
      Data().Add("place", {{"place", "a"}}).Add("place", {{"number", "1"}}).Done();
  EXPECT_THAT(Places(snapshot, kConstraint), ElementsAre("place:3 place"));
  EXPECT_THAT(Messages(snapshot, kConstraint),
              ElementsAre("place is empty but must be filled in."));
}

TEST(ConstraintTest, AnEmptyTextIsNotFilledIn) {
  EXPECT_THAT(Places(Data().Add("place", {{"place", ""}}).Done(), kConstraint),
              ElementsAre("place:2 place"));
}

TEST(ConstraintTest, MinimumAndMaximumCount) {
  EXPECT_THAT(Messages(With("number", "0"), kConstraint),
              ElementsAre("number is “0” but must be at least 1."));
  EXPECT_THAT(Messages(With("number", "11"), kConstraint),
              ElementsAre("number is “11” but must be at most 10."));
  EXPECT_THAT(Messages(With("price", "0.49"), kConstraint),
              ElementsAre("price is “0.49” but must be at least 0.50."));
  EXPECT_THAT(Messages(With("opened", "2022-01-01"), kConstraint),
              ElementsAre("opened is “2022-01-01” but must be at most 2021-12-31."));
}

TEST(ConstraintTest, LengthsAreInCharactersNotBytes) {
  EXPECT_THAT(Places(With("note", "éééé"), kConstraint), IsEmpty());
  EXPECT_THAT(Messages(With("note", "ééééé"), kConstraint),
              ElementsAre("note is “ééééé” but must have at most 4 characters."));
  EXPECT_THAT(Messages(With("note", "é"), kConstraint),
              ElementsAre("note is “é” but must have at least 2 characters."));
}

TEST(ConstraintTest, APatternMustMatchTheWholeValue) {
  EXPECT_THAT(Messages(With("note", "ab1"), kConstraint),
              ElementsAre("note is “ab1” but must follow the pattern [a-zé]*."));
  const SnapshotPtr keys =
      Data().Add("place", {{"place", "a"}}).Add("place", {{"place", "B"}}).Done();
  EXPECT_THAT(Places(keys, kConstraint), ElementsAre("place:3 place"));
}

TEST(ConstraintTest, AnEnumsValuesAreTheOnlyOnes) {
  EXPECT_THAT(Messages(With("kind", "medium"), kConstraint),
              ElementsAre("kind is “medium” but must be one of: small, large."));
  EXPECT_THAT(
      Messages(With("kind", "Large"), kConstraint),
      ElementsAre("kind is “Large” but must be one of: small, large; perhaps large is meant."));
  EXPECT_THAT(
      Messages(With("kind", "smal"), kConstraint),
      ElementsAre("kind is “smal” but must be one of: small, large; perhaps small is meant."));
}

TEST(ConstraintTest, OneCellCanBreakSeveral) {
  EXPECT_THAT(Places(With("note", "12345"), kConstraint),
              ElementsAre("place:2 note", "place:2 note"));
}

TEST(UniqueTest, AValueMayOccurOnceAndEmptyOnesDoNotCount) {
  const SnapshotPtr snapshot = Data()
                                   .Add("place", {{"place", "a"}, {"code", "x"}})
                                   .Add("place", {{"place", "b"}})
                                   .Add("place", {{"place", "c"}})
                                   .Add("place", {{"place", "d"}, {"code", "x"}})
                                   .Done();
  EXPECT_THAT(Places(snapshot, "core/unique-error"), ElementsAre("place:5 code"));
  EXPECT_THAT(
      Messages(snapshot, "core/unique-error"),
      ElementsAre("“x” in code also occurs earlier, at place.csv:2, and may occur only once."));
}

TEST(PrimaryKeyTest, EachRowWithAKeyThatIsUsedAlreadyFails) {
  const SnapshotPtr snapshot = Data()
                                   .Add("place", {{"place", "a"}})
                                   .Add("place", {{"place", "b"}})
                                   .Add("place", {{"place", "a"}})
                                   .Done();
  EXPECT_THAT(Places(snapshot, "core/primary-key"), ElementsAre("place:4 place"));
  EXPECT_THAT(Messages(snapshot, "core/primary-key"),
              ElementsAre("The key a has been used already, at place.csv:2."));
}

TEST(PrimaryKeyTest, RowsWithoutAKeyAreNoDuplicatesOfEachOther) {
  const SnapshotPtr snapshot = Data().Add("place", {}).Add("place", {}).Done();
  EXPECT_THAT(Places(snapshot, "core/primary-key"), IsEmpty());
}

TEST(ForeignKeyTest, WhatIsReferredToMustBeThere) {
  const SnapshotPtr snapshot = Data()
                                   .Add("place", {{"place", "a"}})
                                   .Add("stay", {{"place", "a"}, {"sequence", "1"}})
                                   .Add("stay", {{"place", "z"}, {"sequence", "1"}})
                                   .Done();
  EXPECT_THAT(Places(snapshot, "core/foreign-key"), ElementsAre("stay:3 place"));
  EXPECT_THAT(Messages(snapshot, "core/foreign-key"),
              ElementsAre("place refers to “z”, which is not in the table place."));
}

TEST(ForeignKeyTest, ATableThatIsNotThereHasNoRowsToReferTo) {
  const SnapshotPtr snapshot = Data().Add("stay", {{"place", "a"}, {"sequence", "1"}}).Done();
  EXPECT_THAT(Places(snapshot, "core/foreign-key"), ElementsAre("stay:2 place"));
}

TEST(ForeignKeyTest, AReferenceOfSeveralFieldsIsFoundInAnyOrderAndRefersToNothingWhenPartIsEmpty) {
  const SnapshotPtr snapshot =
      Data()
          .Add("place", {{"place", "a"}})
          .Add("stay", {{"place", "a"}, {"sequence", "1"}, {"valid_to", "2020-01-01"}})
          .Add("stay", {{"place", "a"},
                        {"sequence", "2"},
                        {"valid_from", "2020-01-01"},
                        {"valid_to", "2021-01-01"},
                        {"after_sequence", "1"},
                        {"after_place", "a"}})
          .Add("stay", {{"place", "a"},
                        {"sequence", "3"},
                        {"valid_from", "2021-01-01"},
                        {"valid_to", "2022-01-01"},
                        {"after_sequence", "7"},
                        {"after_place", "a"}})
          .Add("stay", {{"place", "a"},
                        {"sequence", "4"},
                        {"valid_from", "2022-01-01"},
                        {"after_sequence", "7"}})
          .Done();
  EXPECT_THAT(Places(snapshot, "core/foreign-key"), ElementsAre("stay:4 after_place"));
  EXPECT_THAT(Messages(snapshot, "core/foreign-key"),
              ElementsAre("after_place refers to “a, 7”, which is not in the table stay."));
  EXPECT_EQ(AllFindings(snapshot).size(), 1u);
}

TEST(ForeignKeyTest, AReferenceToARowThatCouldNotBeReadRaisesNothing) {
  const SnapshotPtr snapshot = Data()
                                   .KeepOut("place", {"a"})
                                   .KeepOut("stay", {"a", "7"})
                                   .Add("stay", {{"place", "a"}, {"sequence", "1"}})
                                   .Add("stay", {{"place", "a"},
                                                 {"sequence", "2"},
                                                 {"after_sequence", "7"},
                                                 {"after_place", "a"},
                                                 {"valid_from", "2020-01-01"},
                                                 {"valid_to", "2020-01-01"}})
                                   .Add("stay", {{"place", "b"}, {"sequence", "1"}})
                                   .Done();
  EXPECT_THAT(Places(snapshot, "core/foreign-key"), ElementsAre("stay:4 place"));
}

TEST(PeriodTest, MustEndAfterItBegins) {
  const SnapshotPtr snapshot =
      Data()
          .Add("place", {{"place", "a"}, {"valid_from", "2021-01-01"}})
          .Add("place", {{"place", "b"}, {"valid_to", "2021-01-01"}})
          .Add("place", {{"place", "c"}, {"valid_from", "2021-01-01"}, {"valid_to", "2021-01-02"}})
          .Add("place", {{"place", "d"}, {"valid_from", "2021-01-02"}, {"valid_to", "2021-01-01"}})
          .Add("place", {{"place", "e"}, {"valid_from", "2021-01-01"}, {"valid_to", "2021-01-01"}})
          .Done();
  EXPECT_THAT(Places(snapshot, "core/period_reversed"),
              ElementsAre("place:5 valid_to", "place:6 valid_to"));
  EXPECT_THAT(
      Messages(snapshot, "core/period_reversed")[0],
      "The period begins on 2021-01-02 and already ends on 2021-01-01, so it covers no day.");
}

TEST(OverlapTest, RowsAboutTheSameThingMayTouchButNotOverlap) {
  const SnapshotPtr touching =
      Data()
          .Add("place", {{"place", "a"}})
          .Add("stay", {{"place", "a"}, {"sequence", "2"}, {"valid_from", "2021-01-01"}})
          .Add("stay", {{"place", "a"}, {"sequence", "1"}, {"valid_to", "2021-01-01"}})
          .Done();
  EXPECT_THAT(Places(touching, "core/overlap"), IsEmpty());
  const SnapshotPtr overlapping =
      Data()
          .Add("place", {{"place", "a"}})
          .Add("place", {{"place", "b"}})
          .Add("stay", {{"place", "a"}, {"sequence", "2"}, {"valid_from", "2020-12-31"}})
          .Add("stay", {{"place", "a"}, {"sequence", "1"}, {"valid_to", "2021-01-01"}})
          .Add("stay", {{"place", "b"}, {"sequence", "1"}})
          .Done();
  EXPECT_THAT(Places(overlapping, "core/overlap"), ElementsAre("stay:2 valid_from"));
  EXPECT_THAT(
      Messages(overlapping, "core/overlap"),
      ElementsAre(
          "This row and stay.csv:3 both hold from 2020-12-31 until 2021-01-01, which cannot be."));
}

TEST(OverlapTest, ALongPeriodIsComparedWithAllThatBeginWithinIt) {
  const SnapshotPtr snapshot =
      Data()
          .Add("place", {{"place", "a"}})
          .Add("stay", {{"place", "a"}, {"sequence", "1"}, {"valid_from", "2020-01-01"}})
          .Add("stay", {{"place", "a"},
                        {"sequence", "2"},
                        {"valid_from", "2021-01-01"},
                        {"valid_to", "2021-02-01"}})
          .Add("stay", {{"place", "a"},
                        {"sequence", "3"},
                        {"valid_from", "2022-01-01"},
                        {"valid_to", "2022-02-01"}})
          .Done();
  EXPECT_THAT(Places(snapshot, "core/overlap"),
              ElementsAre("stay:3 valid_from", "stay:4 valid_from"));
}

TEST(OverlapTest, ARowThatStandsThereTwiceIsToldOnlyOnce) {
  const SnapshotPtr snapshot = Data()
                                   .Add("place", {{"place", "a"}})
                                   .Add("stay", {{"place", "a"}, {"sequence", "1"}})
                                   .Add("stay", {{"place", "a"}, {"sequence", "1"}})
                                   .Done();
  EXPECT_THAT(Places(snapshot, "core/overlap"), IsEmpty());
  EXPECT_THAT(Places(snapshot, "core/primary-key"), ElementsAre("stay:3 sequence"));
}

TEST(DuringTest, ARowLiesWithinThePeriodOfWhatItRefersTo) {
  const TestData::Cells place = {
      {"place", "a"}, {"valid_from", "2020-01-01"}, {"valid_to", "2021-01-01"}};
  const SnapshotPtr within = Data()
                                 .Add("place", place)
                                 .Add("stay", {{"place", "a"},
                                               {"sequence", "1"},
                                               {"valid_from", "2020-01-01"},
                                               {"valid_to", "2021-01-01"}})
                                 .Done();
  EXPECT_THAT(Places(within, "core/during"), IsEmpty());
  const SnapshotPtr early =
      Data()
          .Add("place", place)
          .Add("stay", {{"place", "a"}, {"sequence", "1"}, {"valid_to", "2020-06-01"}})
          .Done();
  EXPECT_THAT(Places(early, "core/during"), ElementsAre("stay:2 valid_from"));
  const SnapshotPtr late =
      Data()
          .Add("place", place)
          .Add("stay", {{"place", "a"}, {"sequence", "1"}, {"valid_from", "2020-06-01"}})
          .Done();
  EXPECT_THAT(Places(late, "core/during"), ElementsAre("stay:2 valid_to"));
  EXPECT_THAT(
      Messages(late, "core/during"),
      ElementsAre(
          "This row holds from 2020-06-01 on, but a in place holds only from 2020-01-01 until "
          "2021-01-01."));
}

TEST(PersonalNumberTest, ATextWithWhatLooksLikeOneIsAWarningThatDoesNotShowIt) {
  const SnapshotPtr snapshot = With("text", "cliënt 123456782");
  EXPECT_THAT(Places(snapshot, "core/personal_number"), ElementsAre("place:2 text"));
  EXPECT_THAT(Messages(snapshot, "core/personal_number"),
              ElementsAre("text holds something that may be a citizen service number (BSN)."));
  EXPECT_THAT(Places(With("text", "dossier 123456789"), "core/personal_number"), IsEmpty());
}

TEST(PersonalNumberTest, IsNotShownAsAKeyOrAsAValueEither) {
  const SnapshotPtr snapshot = Data().Add("place", {{"place", "123456782"}}).Done();
  for (const Finding& finding : AllFindings(snapshot))
    EXPECT_THAT(finding.key, ElementsAre("999999999"));
  for (const std::string& message : Messages(snapshot, kConstraint))
    EXPECT_THAT(message, HasSubstr("999999999"));
  EXPECT_THAT(Places(snapshot, "core/personal_number"), ElementsAre("place:2 place"));
}

TEST(CheckSnapshotTest, RowsOfAStoreAreKnownByKeyAndRevision) {
  const SnapshotPtr snapshot =
      Data().AddStored("stay", {{"place", "z"}, {"sequence", "1"}}).Done({"store.db", "r7"});
  EXPECT_THAT(Places(snapshot, "core/foreign-key"), ElementsAre("stay(z, 1) place"));
  EXPECT_EQ(AllFindings(snapshot).front().revision, "r7");
}

TEST(CheckSnapshotTest, TellsHowFarItIsAndStopsWhenAsked) {
  const SnapshotPtr snapshot =
      Data().Add("place", {{"place", "a"}}).Add("place", {{"place", "A"}}).Done();
  std::vector<std::string> told;
  CheckOptions options;
  options.progress = [&](const std::string& what, int64_t done, int64_t total) {
    told.push_back(what + " " + std::to_string(done) + "/" + std::to_string(total));
    return told.size() < 3;
  };
  Findings findings;
  EXPECT_TRUE(absl::IsCancelled(CheckSnapshot(snapshot, options, findings)));
  EXPECT_THAT(told, ElementsAre("place 1/4", "place 2/4", "place 3/4"));
}

// Says that memory ran out as soon as it hears of a rule, as a broken rule might.
class BrokenSink : public FindingSink {
 public:
  void Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) override {
    Finding finding;
    fill(finding);
    faults.push_back(std::string(rule) + " " + finding.arguments.front().text);
  }
  void AddRow(std::string_view, const RowRef&, absl::FunctionRef<void(Finding&)>) override {
    throw std::runtime_error("the rule broke");
  }
  std::vector<std::string> faults;
};

TEST(CheckSnapshotTest, ARuleThatBreaksIsAFaultAndTheOtherTablesAreStillChecked) {
  const SnapshotPtr snapshot =
      Data().Add("place", {{"place", "A"}}).Add("stay", {{"place", "z"}, {"sequence", "1"}}).Done();
  BrokenSink sink;
  EXPECT_TRUE(CheckSnapshot(snapshot, {}, sink).ok());
  EXPECT_THAT(sink.faults,
              ElementsAre("core/fault place: the rule broke", "core/fault stay: the rule broke"));
}

// ---- What may have been meant ---------------------------------------------------------------

std::vector<std::string> MessagesFor(std::string_view municipality) {
  TestData data;
  data.Add("municipality", {{"municipality", "GM0193"}, {"name", "Zwolle"}})
      .Add("municipality", {{"municipality", "GM0160"}, {"name", "Hardenberg"}})
      .Add("municipality_inhabitants",
           {{"municipality", municipality}, {"year", "2021"}, {"inhabitants", "1"}});
  return Messages(data.Done(), "core/foreign-key");
}

TEST(SuggestionTest, IsTheRowOfThatNameOrCodeOrTheOneThatTakesTheFewestChanges) {
  for (const char* meant : {"gm0193", "0193", "Zwolle", "ZWOLLE", "GM0139", "GM193"}) {
    EXPECT_THAT(MessagesFor(meant), ElementsAre(testing::EndsWith("; perhaps GM0193 is meant.")))
        << meant;
  }
}

TEST(SuggestionTest, IsNotMadeWhereNothingIsNear) {
  for (const char* other : {"GM9999", "Utrecht", "x"}) {
    EXPECT_THAT(MessagesFor(other), ElementsAre(testing::EndsWith("in the table municipality.")))
        << other;
  }
}

TEST(SuggestionTest, OfAMunicipalityThatEndedAreItsSuccessors) {
  TestData data;
  data.Add("region", {{"region", "r"}})
      .Add("municipality", {{"municipality", "GM0788"}, {"valid_to", "2021-01-01"}})
      .Add("municipality", {{"municipality", "GM0757"}})
      .Add("municipality", {{"municipality", "GM0824"}})
      .Add("municipality_succession", {{"municipality", "GM0788"}, {"successor", "GM0757"}})
      .Add("municipality_succession", {{"municipality", "GM0788"}, {"successor", "GM0824"}})
      .Add("region_municipality", {{"region", "r"}, {"municipality", "GM0788"}, {"sequence", "1"}});
  EXPECT_THAT(
      Messages(data.Done(), "core/during"),
      ElementsAre("This row holds on every date, but GM0788 in municipality holds only until "
                  "2021-01-01; succeeded by GM0757, GM0824."));
}

}  // namespace
}  // namespace stelsel::core
