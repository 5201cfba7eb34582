// Plugins and hosts of different minor versions. Here the test plays the host of another version:
// it loads a plugin's library itself and hands it a host of its own.
#include <dlfcn.h>

#include <memory>

#include "tests/border/border_test_util.h"
#include "tests/border/plugins/later_border.h"

namespace border {
namespace {

using testing::ElementsAre;

// A host of our own making. Its documents are lists of lines.
class PlayedHost {
 public:
  explicit PlayedHost(uint32_t version) {
    host_.later.v1 = {sizeof(stelsel_host), version, Service};
    host_.self = this;
    model_.v1 = engine_.host().model();
    document_.v1 = engine_.host().document();
    document_.v1.add = Add;
    output_ = engine_.host().output();
  }
  PlayedHost(const PlayedHost&) = delete;
  PlayedHost& operator=(const PlayedHost&) = delete;

  // Makes it a host of the later border: every struct has what that appended.
  void Grow() {
    host_.later.v1.size = sizeof(later_host);
    host_.later.name = [](const stelsel_host*) { return "later"; };
    model_.v1.size = sizeof model_;
    model_.byte_count = [](const stelsel_snapshot*) -> int64_t { return 0; };
    document_.v1.size = sizeof document_;
    document_.warn = [](stelsel_document* document, const char* text, stelsel_error*) {
      LinesOf(document).push_back(std::string("warn: ") + text);
      return static_cast<int32_t>(STELSEL_OK);
    };
  }
  // Makes it a host whose host.model/1 ends before `diff`.
  void Shrink() { model_.v1.size = offsetof(stelsel_model_v1, diff); }

  const stelsel_host* raw() const { return &host_.later.v1; }
  stelsel::Snapshot Rows() { return SnapshotOf(engine_, {{"GM0166", "Kampen"}}); }

  static Lines& LinesOf(stelsel_document* document) { return *reinterpret_cast<Lines*>(document); }

 private:
  static const void* Service(const stelsel_host* host, const char* id) {
    const PlayedHost& self = *reinterpret_cast<const Object*>(host)->self;
    if (std::string_view(id) == STELSEL_HOST_MODEL) return &self.model_;
    if (std::string_view(id) == STELSEL_HOST_DOCUMENT) return &self.document_;
    if (std::string_view(id) == STELSEL_HOST_OUTPUT) return &self.output_;
    return nullptr;
  }
  static int32_t Add(stelsel_document* document, const stelsel_element* element,
                     ArrowArrayStream* rows, stelsel_error*) {
    LinesOf(document).push_back(std::to_string(element->kind) + ": " + element->text);
    if (rows != nullptr) rows->release(rows);
    return STELSEL_OK;
  }

  struct Object {
    later_host later{};
    PlayedHost* self = nullptr;
  } host_;
  const stelsel::Engine engine_;
  later_model model_{};
  later_document document_{};
  stelsel_output_v1 output_{};
};

// A plugin that a played host started; stopped when it goes.
class StartedPlugin {
 public:
  StartedPlugin(const std::string& id, const stelsel_host* host) {
    const std::string path = PluginFolder(id) + "/" + id + "/" + id + ".so";
    void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    EXPECT_NE(library, nullptr) << dlerror();
    const auto entry =
        reinterpret_cast<stelsel_plugin_entry_function>(dlsym(library, STELSEL_PLUGIN_ENTRY));
    plugin_ = entry(host, &error_);
  }
  ~StartedPlugin() {
    if (plugin_ != nullptr) plugin_->stop(plugin_->self);
  }
  StartedPlugin(const StartedPlugin&) = delete;
  StartedPlugin& operator=(const StartedPlugin&) = delete;

  const stelsel_plugin* raw() const { return plugin_; }
  const stelsel_error& error() const { return error_; }
  const stelsel_report_v1& report() const {
    return *static_cast<const stelsel_report_v1*>(
        plugin_->capability(plugin_->self, STELSEL_REPORT));
  }
  Lines Run(const char* id, const stelsel_run& run) {
    Lines lines;
    stelsel_error error = STELSEL_ERROR_INIT;
    EXPECT_EQ(
        report().run(report().self, id, &run, reinterpret_cast<stelsel_document*>(&lines), &error),
        STELSEL_OK)
        << error.text;
    return lines;
  }

 private:
  const stelsel_plugin* plugin_ = nullptr;
  stelsel_error error_ = STELSEL_ERROR_INIT;
};

later_run RunOver(const stelsel::Snapshot& snapshot, const char* parameters) {
  return {{sizeof(later_run), snapshot.raw(), "2021-12-31", "en", parameters, "", nullptr},
          "a reader"};
}

TEST(LaterHostTest, RunsAPluginOf10WhoseStructsAreShorter) {
  PlayedHost host(LATER_VERSION);
  host.Grow();
  StartedPlugin plugin("test_plain_c", host.raw());
  ASSERT_NE(plugin.raw(), nullptr) << plugin.error().text;
  const auto* const asked = reinterpret_cast<const later_plugin*>(plugin.raw());
  EXPECT_FALSE(LATER_HAS(asked, prepare));
  const auto* const report = reinterpret_cast<const later_report*>(&plugin.report());
  EXPECT_FALSE(LATER_HAS(report, estimate));
  EXPECT_TRUE(STELSEL_HAS(&report->v1, run));
  const stelsel::Snapshot rows = host.Rows();
  EXPECT_THAT(plugin.Run("count", RunOver(rows, "{\"table\":\"municipality\"}").v1),
              ElementsAre("1: municipality on 2021-12-31 in en", "3: 1 rows", "4: all of them"));
}

TEST(LaterHostTest, RunsAPluginInCpp) {
  PlayedHost host(LATER_VERSION);
  host.Grow();
  StartedPlugin plugin("test_throws", host.raw());
  ASSERT_NE(plugin.raw(), nullptr) << plugin.error().text;
  const stelsel::Snapshot rows = host.Rows();
  EXPECT_THAT(plugin.Run("fine", RunOver(rows, "{}").v1), ElementsAre("1: Title"));
}

TEST(LaterHostTest, GivesAPluginOfItsVersionAllItAsksFor) {
  PlayedHost host(LATER_VERSION);
  host.Grow();
  StartedPlugin plugin("test_newer", host.raw());
  ASSERT_NE(plugin.raw(), nullptr) << plugin.error().text;
  const auto* const report = reinterpret_cast<const later_report*>(&plugin.report());
  ASSERT_TRUE(LATER_HAS(report, estimate));
  EXPECT_EQ(report->estimate(report->v1.self, "members"), 1);
  const stelsel::Snapshot rows = host.Rows();
  EXPECT_THAT(
      plugin.Run("members", RunOver(rows, "{}").v1),
      ElementsAre("1: members", "3: host.name later, byte_count yes, diff yes, reader a reader",
                  "warn: warned"));
}

TEST(ThisHostTest, RunsALaterPluginWhichDoesWithoutWhatIsNotThere) {
  const stelsel::Engine engine(
      {.plugins = {PluginFolder("test_newer"), PluginFolder("test_plain_c")}});
  EXPECT_EQ(Report(engine, "test_newer/members", SnapshotOf(engine, {}),
                   {.format = "plain", .as_of = "2021-12-31", .language = "en", .set = "{}"}),
            "1 members\n"
            "3 host.name no, byte_count no, diff yes, reader no\n"
            "6 warned by a note\n");
}

// Its manifest has a member, a capability, and members of an offer and of a rule that this host has
// never heard of; what it knows of it works all the same.
TEST(ThisHostTest, PassesOverWhatALaterManifestAddsAndUsesTheRest) {
  const stelsel::Engine engine({.plugins = {PluginFolder("test_newer")}, .language = "en"});
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = SnapshotOf(engine, {{"GM0166", "Kampen"}});
  engine.check(snapshot, stelsel::CheckOptions{.packs = {"test_newer"}}, findings);
  EXPECT_EQ(findings.count(STELSEL_FATAL), 1) << "its library has no rules, which is told";
  EXPECT_EQ(findings.count(STELSEL_INFO), 0);
}

TEST(OlderHostTest, WithShorterTablesRunsAPluginThatAsksBeforeItUses) {
  PlayedHost host(STELSEL_VERSION);
  host.Shrink();
  StartedPlugin plugin("test_newer", host.raw());
  ASSERT_NE(plugin.raw(), nullptr) << plugin.error().text;
  const stelsel::Snapshot rows = host.Rows();
  stelsel_run run = RunOver(rows, "{}").v1;
  run.size = sizeof run;
  EXPECT_THAT(plugin.Run("members", run),
              ElementsAre("1: members", "3: host.name no, byte_count no, diff no, reader no",
                          "6: warned by a note"));
}

TEST(HostOf2Test, IsRefusedByAPluginOf1) {
  const PlayedHost host(uint32_t{2} << 16);
  const StartedPlugin plugin("test_throws", host.raw());
  EXPECT_EQ(plugin.raw(), nullptr);
  EXPECT_EQ(plugin.error().code, STELSEL_FAILED_PRECONDITION);
}

}  // namespace
}  // namespace border
