#include "core/host/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr char kWhole[] = R"({
  "id": "waterland", "version": "1.2.3", "border": "1.0", "licence": "EUPL-1.2",
  "title": {"nl": "Waterland", "en": "Waterland region"},
  "description": {"nl": "Voor de regio.", "en": "For the region."},
  "requires": ["reporting"], "thread_safe": true,
  "capabilities": {
    "stelsel.report/1": [
      {"id": "plan", "title": {"nl": "Plan", "en": "Plan"},
       "parameters": [{"name": "year", "type": "integer", "constraints": {"required": true}}]}],
    "stelsel.store/1": [
      {"id": "box", "title": {"nl": "Doos", "en": "Box"}, "endings": [".box", ".bx"]}],
    "stelsel.renderer/1": [
      {"id": "txt", "title": {"nl": "Tekst", "en": "Text"}, "ending": ".txt",
       "media_type": "text/plain"}]
  }
})";

TEST(ManifestTest, SaysWhatAPluginIsAndWhatItCanDo) {
  const absl::StatusOr<Manifest> manifest = ReadManifest(kWhole, "plugin.json");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(manifest->id, "waterland");
  EXPECT_EQ(manifest->version, "1.2.3");
  EXPECT_EQ(manifest->border, 1u << 16);
  EXPECT_EQ(manifest->title.en, "Waterland region");
  EXPECT_EQ(manifest->description.nl, "Voor de regio.");
  EXPECT_THAT(manifest->required_plugins, ElementsAre("reporting"));
  EXPECT_TRUE(manifest->thread_safe);
  ASSERT_THAT(manifest->OffersOf(STELSEL_REPORT), SizeIs(1));
  EXPECT_EQ(manifest->OffersOf(STELSEL_REPORT)[0].parameters[0].name, "year");
  EXPECT_THAT(manifest->OffersOf(STELSEL_STORE)[0].endings, ElementsAre(".box", ".bx"));
  EXPECT_THAT(manifest->OffersOf(STELSEL_RENDERER)[0].endings, ElementsAre(".txt"));
  EXPECT_EQ(manifest->OffersOf(STELSEL_RENDERER)[0].media_type, "text/plain");
  EXPECT_THAT(manifest->OffersOf("stelsel.query/1"), IsEmpty());
}

TEST(ManifestTest, NeedsNoMoreThanWhoItIs) {
  const absl::StatusOr<Manifest> manifest = ReadManifest(
      R"({"id": "a", "version": "1", "border": "1.0", "licence": "X",
          "title": {"nl": "A", "en": "A"}})",
      "plugin.json");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_FALSE(manifest->thread_safe);
  EXPECT_THAT(manifest->capabilities, IsEmpty());
}

TEST(ManifestTest, OfALaterMinorVersionOfTheBorderIsWelcome) {
  const auto manifest =
      ReadManifest(absl::StrReplaceAll(kWhole, {{"\"1.0\"", "\"1.7\""}}), "plugin.json");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(STELSEL_MINOR_OF(manifest->border), 7u);
}

// What is replaced in the manifest above, and what is then said.
struct Refusal {
  const char* name;
  const char* was;
  const char* becomes;
  const char* says;
};

class ManifestRefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(ManifestRefusalTest, NamesTheFileAndWhatIsWrong) {
  const std::string text = absl::StrReplaceAll(kWhole, {{GetParam().was, GetParam().becomes}});
  ASSERT_NE(text, kWhole);
  const absl::Status status = ReadManifest(text, "x/plugin.json").status();
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(std::string(status.message()), StartsWith("x/plugin.json"));
  EXPECT_THAT(std::string(status.message()), HasSubstr(GetParam().says));
}

constexpr Refusal kRefusals[] = {
    {"NotJson", "\"thread_safe\": true,", "\"thread_safe\": true,,", ":"},
    {"IdMissing", "\"id\": \"waterland\", ", "", "`id`"},
    {"IdNotAnId", "\"waterland\"", "\"Water land\"", "`id` must be an id"},
    {"IdOfTheCore", "\"waterland\"", "\"core\"", "other than `core`"},
    {"VersionMissing", "\"version\": \"1.2.3\", ", "", "`version`"},
    {"LicenceMissing", ", \"licence\": \"EUPL-1.2\"", "", "`licence`"},
    {"BorderMissing", "\"border\": \"1.0\", ", "", "`border`"},
    {"BorderOfOnePart", "\"1.0\"", "\"1\"", "such as \"1.0\""},
    {"BorderOfThreeParts", "\"1.0\"", "\"1.0.0\"", "such as \"1.0\""},
    {"BorderOfWords", "\"1.0\"", "\"one.two\"", "such as \"1.0\""},
    {"BorderMinorTooLarge", "\"1.0\"", "\"1.65536\"", "such as \"1.0\""},
    {"BorderOfAnotherMajor", "\"1.0\"", "\"2.0\"", "made for border version 2.0"},
    {"TitleMissing", "\"title\": {\"nl\": \"Waterland\", \"en\": \"Waterland region\"},", "",
     "`title`"},
    {"TitleInOneLanguage", ", \"en\": \"Waterland region\"", "", "`en`"},
    {"TitleInAThird", "\"nl\": \"Waterland\"", "\"nl\": \"Waterland\", \"fr\": \"\"", "`fr`"},
    {"TitleAText", "{\"nl\": \"Waterland\", \"en\": \"Waterland region\"}", "\"Waterland\"",
     "`title` must be an object"},
    {"RequiresNoList", "[\"reporting\"]", "\"reporting\"", "`requires`"},
    {"ThreadSafeNoBoolean", "\"thread_safe\": true", "\"thread_safe\": \"yes\"", "`thread_safe`"},
    {"UnknownMember", "\"thread_safe\"", "\"threadsafe\"", "unknown member `threadsafe`"},
    {"UnknownCapability", "stelsel.report/1", "stelsel.magic/1",
     "capability `stelsel.magic/1`, which this stelsel does not know"},
    {"LaterMajorOfACapability", "stelsel.report/1", "stelsel.report/2", "stelsel.report/2"},
    {"OfferUnknownMember", "\"media_type\"", "\"mediatype\"", "unknown member `mediatype`"},
    {"OfferIdNotAnId", "\"plan\"", "\"Plan!\"", "`Plan!` is not an id"},
    {"OfferWithoutTitle", ", \"title\": {\"nl\": \"Plan\", \"en\": \"Plan\"}", "", "`title`"},
    {"OfferTwice", "\"endings\": [\".box\", \".bx\"]}",
     "\"endings\": [\".box\"]}, {\"id\": \"box\", \"title\": {\"nl\": \"D\", \"en\": \"B\"}}",
     "offers `box` twice"},
    {"EndingEmpty", "\".bx\"", "\"\"", "`` is not an ending"},
    {"EndingWithoutPoint", "\".txt\"", "\"txt\"", "`txt` is not an ending"},
    {"ParametersNoList", "[{\"name\": \"year\"", "{\"name\": \"year\"", ":"},
    {"ParameterOfUnknownType", "\"integer\"", "\"year\"", "`year`"},
};

INSTANTIATE_TEST_SUITE_P(All, ManifestRefusalTest, testing::ValuesIn(kRefusals),
                         [](const auto& tested) { return tested.param.name; });

TEST(ManifestTest, WhoseCapabilitiesAreMisshapenIsRefused) {
  const auto with = [](std::string_view capabilities) {
    return ReadManifest(absl::StrCat(R"({"id": "a", "version": "1", "border": "1.0",
        "licence": "X", "title": {"nl": "A", "en": "A"}, "capabilities": )",
                                     std::string(capabilities), "}"),
                        "plugin.json")
        .status();
  };
  EXPECT_TRUE(with("{}").ok());
  EXPECT_TRUE(with(R"({"stelsel.report/1": []})").ok());
  EXPECT_EQ(with("[]").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(with(R"({"stelsel.report/1": {}})").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(with(R"({"stelsel.report/1": ["plan"]})").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReadManifest("[]", "plugin.json").status().code(), absl::StatusCode::kInvalidArgument);
}

absl::StatusOr<Manifest> WithParameters(const std::string& parameters) {
  return ReadManifest(
      absl::StrReplaceAll(kWhole, {{R"("requires")", absl::StrCat(R"("parameters": )", parameters,
                                                                  R"(, "requires")")}}),
      "plugin.json");
}

TEST(ManifestTest, DeclaresParametersOfItsRulesInSqlWithDefaults) {
  const auto manifest = WithParameters(
      R"([{"name": "days", "type": "integer", "default": 30}, {"name": "words", "default": "a b"},
          {"name": "share", "type": "number", "stelsel:scale": 2, "default": 0.5},
          {"name": "since", "type": "date"}])");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  ASSERT_THAT(manifest->parameters, SizeIs(4));
  EXPECT_THAT(manifest->defaults,
              ElementsAre(testing::Pair("days", "30"), testing::Pair("share", "0.5"),
                          testing::Pair("words", "a b")));
  EXPECT_EQ(manifest->parameter_schemas.at("since"), R"({"name":"since","type":"date"})");
}

TEST(ManifestTest, RefusesADefaultThatDoesNotFit) {
  const auto why_not = [](const std::string& field) {
    return std::string(WithParameters("[" + field + "]").status().message());
  };
  EXPECT_THAT(why_not(R"({"name": "days", "type": "integer", "default": "many"})"),
              HasSubstr("has a `default` that does not fit: parameter `days` must be a value of"));
  EXPECT_THAT(why_not(R"({"name": "d", "type": "integer", "constraints": {"minimum": 1},
                          "default": 0})"),
              HasSubstr("`d` is below its minimum"));
  EXPECT_THAT(why_not(R"({"name": "d", "type": "integer", "default": null})"),
              HasSubstr("must be a value of type integer"));
  EXPECT_THAT(why_not(R"({"name": "d", "type": "integer", "default": [1]})"),
              HasSubstr("must be a value of type integer"));
  EXPECT_THAT(why_not("1"), HasSubstr("each of `parameters` must be an object"));
  EXPECT_THAT(why_not(R"({"name": "a"}, {"name": "a"})"), HasSubstr("`a` stands twice"));
}

TEST(ManifestTest, SaysWhetherAQueryTakesFreeParameters) {
  const auto manifest = ReadManifest(absl::StrReplaceAll(kWhole, {{R"("stelsel.report/1": [)",
                                                                   R"("stelsel.query/1": [
          {"id": "sql", "title": {"nl": "S", "en": "S"}, "free_parameters": true}],
        "stelsel.report/1": [)"}}),
                                     "plugin.json");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_TRUE(manifest->OffersOf(STELSEL_QUERY)[0].free_parameters);
  EXPECT_FALSE(manifest->OffersOf(STELSEL_REPORT)[0].free_parameters);
}

}  // namespace
}  // namespace stelsel::core
