// Plugins of today on a host of the first release, which the test plays: it has the services that
// border 1.0 had, with just the members they had then, and nothing else.
#include <dlfcn.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>

#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

// Sizes of the tables of 1.0; those of layout_1_0.c.
const std::map<std::string, std::size_t>& SizesOf10() {
  static const auto* const sizes = new std::map<std::string, std::size_t>{
      {"host.model/1", 120}, {"host.document/1", 48}, {"host.findings/1", 48},
      {"host.output/1", 48}, {"host.log/1", 16},      {"host.progress/1", 48},
      {"host.config/1", 16}, {"host.engine/1", 40}};
  return *sizes;
}

// A document of this host: elements as they were added.
struct OldDocument {
  struct Part {
    std::int32_t kind, level;
    std::string id, text, options;
    Lines rows;
  };
  std::vector<Part> parts;
  const stelsel::Engine* engine = nullptr;

  stelsel_document* raw() { return reinterpret_cast<stelsel_document*>(this); }
  static OldDocument& Of(const stelsel_document* raw) {
    return *reinterpret_cast<OldDocument*>(const_cast<stelsel_document*>(raw));
  }
  Lines Texts() const {
    Lines texts;
    for (const Part& part : parts) texts.push_back(part.text);
    return texts;
  }
};

// Behind its tables is an engine of today. What asks for a host gets the engine's instead.
class OldHost {
 public:
  OldHost() {
    current_ = this;
    object_ = {16, std::uint32_t{1} << 16, Service};
    for (const auto& [id, size] : SizesOf10()) {
      // Not a byte more than that: a plugin that reads beyond is seen by the address sanitizer.
      tables_[id] = std::make_unique<char[]>(size);
      const auto* const today =
          static_cast<const char*>(stelsel_service(engine_.host().raw(), id.c_str()));
      std::memcpy(tables_[id].get(), today, size);
      const auto short_size = static_cast<std::uint32_t>(size);
      std::memcpy(tables_[id].get(), &short_size, sizeof short_size);
    }
    Replace();
  }
  ~OldHost() { current_ = nullptr; }
  OldHost(const OldHost&) = delete;
  OldHost& operator=(const OldHost&) = delete;

  const stelsel_host* raw() const { return &object_; }
  const stelsel::Engine& engine() const { return engine_; }
  const Lines& asked_in_vain() const { return asked_in_vain_; }

 private:
  static const void* Service(const stelsel_host*, const char* id) {
    const auto found = current_->tables_.find(id);
    if (found != current_->tables_.end()) return found->second.get();
    current_->asked_in_vain_.emplace_back(id);
    return nullptr;
  }
  static const stelsel_host* Today() { return current_->engine_.host().raw(); }
  static stelsel::Host Services() { return current_->engine_.host(); }
  template <typename T>
  T& Table(const char* id) {
    return *reinterpret_cast<T*>(tables_[id].get());
  }

  void Replace() {
    Table<stelsel_model_v1>(STELSEL_HOST_MODEL).begin =
        [](const stelsel_host*, const stelsel_snapshot* base, stelsel_writer** out,
           stelsel_error* error) { return Services().model().begin(Today(), base, out, error); };
    Table<stelsel_log_v1>(STELSEL_HOST_LOG).log = [](const stelsel_host*, int32_t level,
                                                     const char* text) {
      Services().log().log(Today(), level, text);
    };
    Table<stelsel_config_v1>(STELSEL_HOST_CONFIG).get = [](const stelsel_host*, const char* key) {
      return Services().config().get(Today(), key);
    };
    auto& document = Table<stelsel_document_v1>(STELSEL_HOST_DOCUMENT);
    document.add = Add;
    document.count = [](const stelsel_document* of) { return OldDocument::Of(of).parts.size(); };
    document.element = Element;
    document.rows = Rows;
    document.language = [](const stelsel_document*) { return "en"; };
  }

  static std::int32_t Add(stelsel_document* document, const stelsel_element* element,
                          ArrowArrayStream* rows, stelsel_error*) {
    const auto text = [](const char* from) { return std::string(from != nullptr ? from : ""); };
    OldDocument::Part part{element->kind,       element->level,         text(element->id),
                           text(element->text), text(element->options), {}};
    if (rows != nullptr) part.rows = LinesOf(stelsel::Stream(std::exchange(*rows, {})));
    OldDocument::Of(document).parts.push_back(std::move(part));
    return STELSEL_OK;
  }
  static std::int32_t Element(const stelsel_document* document, std::size_t index,
                              stelsel_element* out, stelsel_error*) {
    const OldDocument::Part& part = OldDocument::Of(document).parts.at(index);
    *out = {40,
            part.kind,
            part.level,
            part.id.empty() ? nullptr : part.id.c_str(),
            part.text.c_str(),
            part.options.empty() ? nullptr : part.options.c_str()};
    return STELSEL_OK;
  }
  static std::int32_t Rows(const stelsel_document* document, std::size_t index,
                           ArrowArrayStream* out, stelsel_error*) {
    stelsel::Table rows({{"line"}});
    for (const std::string& line : OldDocument::Of(document).parts.at(index).rows) rows.row(line);
    *out = std::exchange(*std::move(rows).stream().raw(), {});
    return STELSEL_OK;
  }

  static OldHost* current_;
  const stelsel::Engine engine_{{.language = "en"}};
  stelsel_host object_{};
  std::map<std::string, std::unique_ptr<char[]>, std::less<>> tables_;
  Lines asked_in_vain_;
};
OldHost* OldHost::current_ = nullptr;

// A plugin of today, started by the old host as that would: its library is loaded, its entry
// called.
class TodaysPlugin {
 public:
  TodaysPlugin(const std::string& folder, const OldHost& host) {
    const std::string path = folder + "/" + folder.substr(folder.rfind('/') + 1) + ".so";
    void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
      ADD_FAILURE() << dlerror();
      return;
    }
    const auto entry =
        reinterpret_cast<stelsel_plugin_entry_function>(dlsym(library, STELSEL_PLUGIN_ENTRY));
    plugin_ = entry(host.raw(), &error_);
    EXPECT_NE(plugin_, nullptr) << error_.text;
  }
  ~TodaysPlugin() {
    if (plugin_ != nullptr) plugin_->stop(plugin_->self);
  }
  TodaysPlugin(const TodaysPlugin&) = delete;
  TodaysPlugin& operator=(const TodaysPlugin&) = delete;

  template <typename T>
  const T& Get(const char* id) const {
    return *static_cast<const T*>(plugin_->capability(plugin_->self, id));
  }

 private:
  const stelsel_plugin* plugin_ = nullptr;
  stelsel_error error_ = STELSEL_ERROR_INIT;
};

// "OK", or the code and text of the error that `f` fills.
template <typename F>
std::string Said(F f) {
  stelsel_error error = STELSEL_ERROR_INIT;
  const std::int32_t code = f(&error);
  return code == STELSEL_OK ? "OK" : std::to_string(code) + ": " + error.text;
}

class OldHostTest : public testing::Test {
 protected:
  static std::string Ours(const std::string& id) {
    return STELSEL_BUILD_DIR "/lib/stelsel/plugins/" + id;
  }
  stelsel_run Run(const char* parameters = "{}") const {
    return {56, rows_.raw(), "2021-12-31", "en", parameters, "a test", nullptr};
  }

  OldHost host_;
  const stelsel::Snapshot rows_ =
      SnapshotOf(host_.engine(), {{"GM0166", "Kampen"}, {"GM0193", "Zwolle!"}});
  OldDocument document_;
};

TEST_F(OldHostTest, GetsReportsFromAPluginOfToday) {
  const TodaysPlugin plugin(PluginFolder("test_kinds") + "/test_kinds", host_);
  const auto& report = plugin.Get<stelsel_report_v1>(STELSEL_REPORT);
  const stelsel_run run = Run();
  EXPECT_EQ(Said([&](stelsel_error* error) {
              return report.run(report.self, "host", &run, document_.raw(), error);
            }),
            "OK");
  EXPECT_THAT(document_.Texts(),
              ElementsAre("host 1.0", "calculate no, query no", "as of 2021-12-31"));
  EXPECT_THAT(document_.parts.back().rows, ElementsAre("Kampen", "Zwolle!"));
}

TEST_F(OldHostTest, GetsTheReportsOfTheTree) {
  const TodaysPlugin plugin(Ours("reporting"), host_);
  const auto& report = plugin.Get<stelsel_report_v1>(STELSEL_REPORT);
  stelsel::Findings findings(host_.engine().host());
  const stelsel::Snapshot landscape = host_.engine().read(Landscape(), findings);
  stelsel_run run = Run("{\"region\":\"ijssel_vecht\"}");
  run.snapshot = landscape.raw();
  EXPECT_EQ(Said([&](stelsel_error* error) {
              return report.run(report.self, "region", &run, document_.raw(), error);
            }),
            "OK");
  EXPECT_GT(document_.parts.size(), 10u);
}

// What the old host gives a renderer, as the bytes that come of it.
std::string Rendered(const OldHost& host, const TodaysPlugin& plugin, const char* id,
                     OldDocument& document) {
  const auto& renderer = plugin.Get<stelsel_renderer_v1>(STELSEL_RENDERER);
  std::string text;
  const std::function<void(std::string_view)> write = [&](std::string_view part) { text += part; };
  stelsel::Output output = stelsel::Output::function(host.engine().host(), write);
  EXPECT_EQ(Said([&](stelsel_error* error) {
              return renderer.render(renderer.self, id, document.raw(), output.raw(), error);
            }),
            "OK");
  return text;
}

TEST_F(OldHostTest, GetsItsDocumentsRendered) {
  document_.parts = {{STELSEL_TITLE, 0, "", "A title", "", {}},
                     {STELSEL_TABLE, 0, "", "A table", "", {"one", "two"}}};
  const TodaysPlugin kinds(PluginFolder("test_kinds") + "/test_kinds", host_);
  EXPECT_EQ(Rendered(host_, kinds, "raw", document_), "A title\nA table\n  one\n  two\n");
  const TodaysPlugin reporting(Ours("reporting"), host_);
  EXPECT_THAT(Rendered(host_, reporting, "md", document_), StartsWith("# A title"));
  EXPECT_THAT(Rendered(host_, reporting, "html", document_), HasSubstr(">two<"));
}

TEST_F(OldHostTest, KeepsRowsInAStoreOfToday) {
  const TempFolder temp;
  const TodaysPlugin plugin(Ours("storage_sqlite"), host_);
  const auto& store = plugin.Get<stelsel_store_v1>(STELSEL_STORE);
  stelsel_store* opened = nullptr;
  stelsel_transaction* transaction = nullptr;
  const char* revision = nullptr;
  const stelsel_commit commit = {32, "", "first", "2021-12-31T00:00:00Z", nullptr};  // no author
  const std::string schema = rows_.schema("municipality");
  stelsel::Stream rows = rows_.stream("municipality"), back;
  const std::string path = temp / "a.sqlite";
  EXPECT_EQ(
      Said([&](stelsel_error* error) -> std::int32_t {
        const auto ok = [](std::int32_t code) { return code == STELSEL_OK; };
        ok(store.open(store.self, path.c_str(), STELSEL_CREATE, &opened, error)) &&
            ok(store.begin(opened, &commit, &transaction, error)) &&
            ok(store.upsert(transaction, "municipality", schema.c_str(), rows.raw(), error)) &&
            ok(store.commit(transaction, error)) && ok(store.latest(opened, &revision, error)) &&
            ok(store.read(opened, "municipality", revision, back.raw(), error));
        return error->code;
      }),
      "OK");
  EXPECT_EQ(LinesOf(std::move(back)).size(), 2u);
  EXPECT_EQ(Said([&](stelsel_error* error) { return store.close(opened, error); }), "OK");
}

// A host of 1.0 would not ask for these. One that does gets what needs no more than 1.0 had.
TEST_F(OldHostTest, CouldEvenHaveRulesCalculationsAndQueriesRun) {
  const TodaysPlugin plugin(PluginFolder("test_kinds") + "/test_kinds", host_);
  const auto& checks = plugin.Get<stelsel_checks_v1>(STELSEL_CHECKS);
  const auto& calculation = plugin.Get<stelsel_calculation_v1>(STELSEL_CALCULATION);
  const auto& query = plugin.Get<stelsel_query_v1>(STELSEL_QUERY);
  const stelsel_run run = Run();
  stelsel::Stream wrong, letters, answer;
  EXPECT_EQ(checks.run(checks.self, "shouts", &run, wrong.raw(), nullptr), STELSEL_OK);
  EXPECT_EQ(calculation.run(calculation.self, "letters", &run, letters.raw(), nullptr), STELSEL_OK);
  EXPECT_EQ(query.run(query.self, "echo", &run, "hello", answer.raw(), nullptr), STELSEL_OK);
  EXPECT_THAT(LinesOf(std::move(wrong)), ElementsAre("GM0193|Zwolle!"));
  EXPECT_THAT(LinesOf(std::move(letters)), ElementsAre("GM0166|6", "GM0193|7"));
  EXPECT_THAT(LinesOf(std::move(answer)), ElementsAre("hello"));
}

TEST_F(OldHostTest, IsToldWhatItLacksWhenAPluginNeedsIt) {
  const TempFolder temp;
  const std::string path = temp.Put("a.names", "GM0166 Kampen\n");
  const TodaysPlugin plugin(PluginFolder("test_kinds") + "/test_kinds", host_);
  const auto& format = plugin.Get<stelsel_format_v1>(STELSEL_FORMAT);
  stelsel_run run = Run();
  run.snapshot = nullptr;
  int unused = 0;
  EXPECT_EQ(Said([&](stelsel_error* error) {
              return format.read(format.self, "names", path.c_str(), &run,
                                 reinterpret_cast<stelsel_reading*>(&unused), error);
            }),
            "12: this host has no service host.reading/1");
  EXPECT_THAT(host_.asked_in_vain(), ElementsAre("host.reading/1"));
}

TEST(NewHostTest, RunsEachKindOfTheSamePlugin) {
  const TempFolder temp;
  const stelsel::Engine engine({.plugins = {PluginFolder("test_kinds")}, .language = "en"});
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot rows =
      engine.read(temp.Put("a.names", "GM0166 Kampen\nGM0193 Zwolle!\n"), findings);
  engine.check(rows, stelsel::CheckOptions{.packs = {"test_kinds"}}, findings);
  EXPECT_EQ(findings.errors(), 1);
  EXPECT_THAT(LinesOf(engine.calculate("test_kinds/letters", rows, {.as_of = "2021-12-31"})),
              ElementsAre("GM0166|6", "GM0193|7"));
  EXPECT_THAT(LinesOf(engine.query("echo", rows, "hello")), ElementsAre("hello"));
  EXPECT_EQ(engine.commit(rows, "names:" + (temp / "b.names")), 2);
  EXPECT_EQ(BytesOf(temp / "b.names"), "GM0166 Kampen\nGM0193 Zwolle!\n");
  EXPECT_THAT(Failure([&] {
                engine.commit(rows, "names:" + (temp / "c.names"), {.set = R"({"colour": 1})"});
              }),
              testing::HasSubstr("colour"));
  EXPECT_EQ(Report(engine, "test_kinds/host", rows,
                   {.format = "raw", .as_of = "2021-12-31", .language = "en", .set = "{}"}),
            "host 1.1\ncalculate yes, query yes\nas of 2021-12-31\n  Kampen\n  Zwolle!\n");
}

TEST(ThisHostTest, RunsThePluginOfTheFirstRelease) {
  const TempFolder temp;
  const stelsel::Engine engine({.plugins = {PluginFolder("release_1_0")}});
  const stelsel::Snapshot rows = SnapshotOf(engine, {{"GM0166", "Kampen"}, {"GM0193", "Zwolle"}});
  EXPECT_EQ(Report(engine, "release_1_0/count", rows,
                   {.format = "lines",
                    .as_of = "2021-12-31",
                    .language = "nl",
                    .set = R"({"table": "municipality"})"}),
            "1.0 municipality on 2021-12-31 in nl by release_1_0\n2.1 counted: Counted\n"
            "3.0 2 rows in all\n4.0 Those of that day\n    2 rows\n7.0 Counted by hand\n");
  const std::string target = "names:" + (temp / "a.names");
  EXPECT_EQ(engine.commit(rows, target, "first"), 2);
  EXPECT_EQ(engine.commit(SnapshotOf(engine, {{"GM0166", "KAMPEN"}}), target, "second"), 2);
  stelsel::Findings findings(engine.host());
  EXPECT_THAT(LinesOf(engine.read(target, findings).stream("municipality", {"name"})),
              ElementsAre("KAMPEN"));
  EXPECT_THAT(Failure([&] { engine.read(target + "@1", findings); }),
              HasSubstr("only the latest revision is kept"));
  temp.Put("b.names", "nonsense");
  EXPECT_THAT(Failure([&] { engine.read("names:" + (temp / "b.names"), findings); }),
              StartsWith("9: "));
}

}  // namespace
}  // namespace border
