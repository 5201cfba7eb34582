#include "report/labels.h"

#include <gtest/gtest.h>

#include "stelsel/stelsel.hpp"

namespace reporting {
namespace {

const char kSchema[] = R"({"name": "t", "fields": [
  {"name": "status", "title": "Status", "stelsel:nl": {"title": "Stand van zaken"},
   "stelsel:labels": {"ja": {"en": "yes"}, "bezig": {"nl": "in ontwikkeling", "en": "busy"}}},
  {"name": "bare"}]})";

Labels LabelsIn(const char* language) {
  Labels labels{Words(language)};
  labels.Add(kSchema);
  return labels;
}

TEST(LabelsTest, TitlesComeFromTheSchemaInTheLanguageOfTheReport) {
  EXPECT_EQ(LabelsIn("nl").Field("t", "status"), "Stand van zaken");
  EXPECT_EQ(LabelsIn("en").Field("t", "status"), "Status");
}

TEST(LabelsTest, ACodeWithoutALabelIsItsOwnLabel) {
  EXPECT_EQ(LabelsIn("nl").Code("t", "status", "bezig"), "in ontwikkeling");
  EXPECT_EQ(LabelsIn("nl").Code("t", "status", "ja"), "ja");
  EXPECT_EQ(LabelsIn("en").Code("t", "status", "ja"), "yes");
  EXPECT_EQ(LabelsIn("nl").Code("t", "status", "onbekend"), "onbekend");
}

TEST(LabelsTest, AFieldWithoutATitleKeepsItsName) {
  EXPECT_EQ(LabelsIn("nl").Field("t", "bare"), "bare");
  EXPECT_EQ(LabelsIn("nl").Field("other", "field"), "field");
}

TEST(LabelsTest, AMadeUpRowIsMarkedInLowerCase) {
  Labels labels{Words("nl")};
  EXPECT_EQ(labels.Mark(), "illustratief");
  labels.Add(R"({"name": "agreement_status", "fields": [
    {"name": "illustratief", "stelsel:nl": {"title": "Illustratief"}}]})");
  EXPECT_EQ(labels.Mark(), "illustratief");
}

TEST(LabelsTest, AFaultySchemaIsRefused) {
  Labels labels{Words("nl")};
  EXPECT_THROW(labels.Add("[]"), stelsel::Error);
  EXPECT_THROW(labels.Add("{"), stelsel::Error);
}

}  // namespace
}  // namespace reporting
