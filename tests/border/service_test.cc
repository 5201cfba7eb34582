// The services themselves: how they are asked for, and how they fail.
#include <cstddef>
#include <cstring>
#include <memory>

#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::HasSubstr;
using testing::StrEq;

constexpr const char* kServices[] = {
    STELSEL_HOST_MODEL, STELSEL_HOST_DOCUMENT, STELSEL_HOST_FINDINGS, STELSEL_HOST_OUTPUT,
    STELSEL_HOST_LOG,   STELSEL_HOST_PROGRESS, STELSEL_HOST_CONFIG,   STELSEL_HOST_ENGINE};

class ServiceTest : public testing::Test {
 protected:
  const stelsel_host* host() const { return engine_.host().raw(); }
  const stelsel_engine_v1& api() const { return engine_.host().engine(); }

  const stelsel::Engine engine_;
  stelsel::Findings findings_{engine_.host()};
};

TEST_F(ServiceTest, AreTheSameEachTimeAndBothWays) {
  for (const char* id : kServices) {
    const void* const service = host()->service(host(), id);
    ASSERT_NE(service, nullptr) << id;
    EXPECT_EQ(service, stelsel_service(host(), id));
    EXPECT_GT(*static_cast<const uint32_t*>(service), sizeof(uint32_t)) << id;
  }
}

TEST_F(ServiceTest, OfAnIdThatIsNotKnownAreNull) {
  for (const char* id : {"host.model/2", "host.model", "", "model/1"}) {
    EXPECT_EQ(host()->service(host(), id), nullptr) << id;
  }
  EXPECT_EQ(host()->service(host(), nullptr), nullptr);
  EXPECT_EQ(stelsel_service(nullptr, STELSEL_HOST_MODEL), nullptr);
}

TEST_F(ServiceTest, AreOfTheVersionThatTheHostSays) {
  EXPECT_EQ(stelsel_version(), STELSEL_VERSION);
  EXPECT_EQ(host()->version, STELSEL_VERSION);
  EXPECT_EQ(host()->size, sizeof(stelsel_host));
}

TEST_F(ServiceTest, HaveAllMembersOfTheirVersion) {
  EXPECT_TRUE(STELSEL_HAS(&engine_.host().model(), diff));
  EXPECT_TRUE(STELSEL_HAS(&engine_.host().document(), language));
  EXPECT_TRUE(STELSEL_HAS(&engine_.host().findings(), write));
  EXPECT_TRUE(STELSEL_HAS(&engine_.host().output(), release));
  EXPECT_TRUE(STELSEL_HAS(&engine_.host().log(), log));
  EXPECT_TRUE(STELSEL_HAS(&engine_.host().progress(), release));
  EXPECT_TRUE(STELSEL_HAS(&engine_.host().config(), get));
  EXPECT_TRUE(STELSEL_HAS(&engine_.host().engine(), commit));
}

TEST_F(ServiceTest, MayBeCalledWithoutAnError) {
  stelsel_snapshot* snapshot = nullptr;
  EXPECT_EQ(api().read(host(), "/nowhere", nullptr, findings_.raw(), nullptr, &snapshot, nullptr),
            STELSEL_NOT_FOUND);
  EXPECT_EQ(stelsel_open("[]", nullptr), nullptr);
}

TEST_F(ServiceTest, LeaveTheErrorAloneWhenTheySucceed) {
  stelsel_error error = {sizeof error, 99, "as it was"};
  stelsel_snapshot* snapshot = nullptr;
  ASSERT_EQ(
      api().read(host(), Landscape().c_str(), nullptr, findings_.raw(), nullptr, &snapshot, &error),
      STELSEL_OK);
  engine_.host().model().release(snapshot);
  EXPECT_EQ(error.code, 99);
  EXPECT_THAT(error.text, StrEq("as it was"));
}

bool IsWholeUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (i + length > text.size()) return false;
    i += length;
  }
  return true;
}

TEST_F(ServiceTest, CutTheErrorAtAWholeCharacterToTheSizeThatItsOwnerGave) {
  constexpr std::size_t kHead = offsetof(stelsel_error, text);
  for (std::size_t room = 0; room < 40; ++room) {
    stelsel_error error;
    std::memset(&error, 'x', sizeof error);
    error.size = static_cast<uint32_t>(kHead + room);
    error.code = 0;
    stelsel_snapshot* snapshot = nullptr;
    const int32_t code =
        api().read(host(), "/é€😀é€😀é€😀é€😀", nullptr, findings_.raw(), nullptr, &snapshot, &error);
    EXPECT_EQ(code, STELSEL_NOT_FOUND);
    EXPECT_EQ(error.text[room], 'x') << "nothing is written beyond " << room;
    if (room == 0) continue;
    EXPECT_EQ(error.code, STELSEL_NOT_FOUND);
    const std::size_t length = strnlen(error.text, room);
    ASSERT_LT(length, room) << "the text ends within its room";
    EXPECT_TRUE(IsWholeUtf8({error.text, length})) << error.text;
    EXPECT_GE(length + 4, room) << "and is cut no shorter than it must";
  }
}

TEST_F(ServiceTest, RefuseOptionsWithAMemberThatTheyDoNotKnow) {
  const stelsel::Snapshot snapshot = SnapshotOf(engine_, {});
  const char* const wrong = "{\"asof\": \"2021-12-31\"}";
  stelsel_error error = STELSEL_ERROR_INIT;
  stelsel_snapshot* out = nullptr;
  EXPECT_EQ(stelsel_open(wrong, &error), nullptr);
  EXPECT_EQ(error.code, STELSEL_INVALID_ARGUMENT);
  EXPECT_THAT(error.text, HasSubstr("unknown member `asof`"));
  EXPECT_EQ(api().read(host(), Landscape().c_str(), wrong, findings_.raw(), nullptr, &out, &error),
            STELSEL_INVALID_ARGUMENT);
  EXPECT_EQ(api().check(host(), snapshot.raw(), wrong, findings_.raw(), nullptr, &error),
            STELSEL_INVALID_ARGUMENT);
  EXPECT_EQ(api().run(host(), "a/b", snapshot.raw(), wrong, nullptr, nullptr, &error),
            STELSEL_INVALID_ARGUMENT);
  const std::function<void(std::string_view)> nobody = [](std::string_view) {};
  stelsel::Output output = stelsel::Output::function(engine_.host(), nobody);
  EXPECT_THAT(Failure([&] { findings_.write("json", output, wrong); }),
              HasSubstr("unknown member `asof`"));
}

TEST_F(ServiceTest, RefuseOptionsThatAreNoObjectOrOfAnotherType) {
  for (const char* options : {"", "[]", "null", "{\"plugins\": \"/usr\"}", "{\"plugins\": [1]}",
                              "{\"language\": \"fr\"}", "{\"language\": 1}", "{\"log\": \"loud\"}",
                              "{\"log\": \"off\", \"log\": \"off\"}", "{} {}"}) {
    stelsel_error error = STELSEL_ERROR_INIT;
    EXPECT_EQ(stelsel_open(options, &error), nullptr) << options;
    EXPECT_EQ(error.code, STELSEL_INVALID_ARGUMENT) << options;
    EXPECT_THAT(error.text, testing::Not(StrEq(""))) << options;
  }
}

TEST_F(ServiceTest, TakeAnAsOfThatIsADateOnly) {
  const stelsel::Snapshot snapshot = SnapshotOf(engine_, {});
  for (const char* options :
       {"{\"as_of\": \"today\"}", "{\"as_of\": \"2021-02-30\"}", "{\"as_of\": 1}"}) {
    EXPECT_EQ(api().check(host(), snapshot.raw(), options, findings_.raw(), nullptr, nullptr),
              STELSEL_INVALID_ARGUMENT);
  }
}

TEST_F(ServiceTest, RefuseAnArgumentThatIsMissing) {
  const stelsel::Snapshot snapshot = SnapshotOf(engine_, {});
  stelsel_snapshot* out = nullptr;
  stelsel_output* output = nullptr;
  EXPECT_EQ(api().read(host(), nullptr, nullptr, findings_.raw(), nullptr, &out, nullptr),
            STELSEL_INVALID_ARGUMENT);
  EXPECT_EQ(api().commit(host(), snapshot.raw(), nullptr, nullptr, nullptr, nullptr, nullptr),
            STELSEL_INVALID_ARGUMENT);
  EXPECT_EQ(engine_.host().output().to_file(host(), nullptr, &output, nullptr),
            STELSEL_INVALID_ARGUMENT);
}

TEST_F(ServiceTest, TellAProgramItsLanguageAndAPluginWhoItIs) {
  const stelsel::Engine english({.plugins = {}, .language = "en"});
  const stelsel_config_v1& config = english.host().config();
  EXPECT_THAT(config.get(english.host().raw(), "language"), StrEq("en"));
  EXPECT_THAT(config.get(host(), "language"), StrEq("nl"));
  for (const char* key : {"plugin.id", "plugin.folder", "colour", ""}) {
    EXPECT_EQ(config.get(host(), key), nullptr) << key;
  }
  EXPECT_EQ(config.get(host(), nullptr), nullptr);
}

TEST_F(ServiceTest, DoNothingWhenNothingIsReleased) {
  const stelsel::Host services = engine_.host();
  services.model().release(nullptr);
  services.model().abandon(nullptr);
  services.findings().release(nullptr);
  services.output().release(nullptr);
  services.progress().release(nullptr);
  stelsel_close(nullptr);
}

TEST(LogTest, GoesToStandardErrorAsOneLineFromTheAskedLevel) {
  stelsel_error error = STELSEL_ERROR_INIT;
  const stelsel_host* const host = stelsel_open("{\"log\": \"warning\"}", &error);
  ASSERT_NE(host, nullptr) << error.text;
  const stelsel_log_v1& log = stelsel::Host(host).log();
  testing::internal::CaptureStderr();
  log.log(host, STELSEL_LOG_INFO, "not this");
  log.log(host, STELSEL_LOG_WARNING, "two\nlines");
  log.log(host, STELSEL_LOG_ERROR, nullptr);
  const std::string said = testing::internal::GetCapturedStderr();
  stelsel_close(host);
  EXPECT_EQ(said, "stelsel: warning: two\\nlines\nstelsel: error: \n");
}

}  // namespace
}  // namespace border
