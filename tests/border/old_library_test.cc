// A program of today with a library of the first release. This file is that library: it exports the
// four functions, has the tables of 1.0 and refuses options that 1.0 did not know.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "stelsel/stelsel.hpp"

namespace {

using testing::HasSubstr;

std::int32_t Refuse(const char* options, const std::vector<const char*>& unknown,
                    stelsel_error* error) {
  for (const char* const member : unknown) {
    if (options == nullptr || std::strstr(options, member) == nullptr) continue;
    error->code = STELSEL_INVALID_ARGUMENT;
    std::snprintf(error->text, sizeof error->text, "options have an unknown member %s", member);
    return error->code;
  }
  return STELSEL_OK;
}

void Nothing(const stelsel_snapshot*) {}

const stelsel_model_v1 kModel = [] {
  stelsel_model_v1 model{};
  model.size = 120;
  model.retain = Nothing;
  model.release = Nothing;
  return model;
}();

const stelsel_findings_v1 kFindings = [] {
  stelsel_findings_v1 findings{};
  findings.size = 48;
  findings.make = [](const stelsel_host*, std::int64_t, stelsel_findings** out, stelsel_error*) {
    static int some = 0;
    *out = reinterpret_cast<stelsel_findings*>(&some);
    return static_cast<std::int32_t>(STELSEL_OK);
  };
  findings.release = [](stelsel_findings*) {};
  return findings;
}();

// What stands behind its 40 bytes would be something else in such a library.
const stelsel_engine_v1 kEngine = [] {
  stelsel_engine_v1 engine{};
  std::memset(static_cast<void*>(&engine), 0xA5, sizeof engine);
  engine.size = 40;
  engine.read = [](const stelsel_host*, const char*, const char* options, stelsel_findings*,
                   stelsel_progress*, stelsel_snapshot** out, stelsel_error* error) {
    static int some = 0;
    *out = reinterpret_cast<stelsel_snapshot*>(&some);
    return Refuse(options, {"\"threads\"", "\"set\""}, error);
  };
  engine.check = [](const stelsel_host*, const stelsel_snapshot*, const char* options,
                    stelsel_findings*, stelsel_progress*, stelsel_error* error) {
    return Refuse(options, {"\"threads\"", "\"set\"", "\"packs\""}, error);
  };
  return engine;
}();

const void* Service(const stelsel_host*, const char* id) {
  const std::string_view wanted = id;
  if (wanted == STELSEL_HOST_MODEL) return &kModel;
  if (wanted == STELSEL_HOST_FINDINGS) return &kFindings;
  if (wanted == STELSEL_HOST_ENGINE) return &kEngine;
  return nullptr;
}

}  // namespace

extern "C" {

uint32_t stelsel_version(void) { return uint32_t{1} << 16; }
const stelsel_host* stelsel_open(const char* options, stelsel_error* error) {
  static const stelsel_host host = {sizeof(stelsel_host), uint32_t{1} << 16, Service};
  return Refuse(options, {"\"packs\"", "\"lock\""}, error) == STELSEL_OK ? &host : nullptr;
}
const void* stelsel_service(const stelsel_host* host, const char* id) {
  return host->service(host, id);
}
void stelsel_close(const stelsel_host*) {}

}  // extern "C"

namespace {

// The code of the stelsel::Error that `f` throws, and its text.
template <typename F>
std::string Failure(F f) {
  try {
    f();
    return "OK";
  } catch (const stelsel::Error& error) {
    return std::to_string(error.code()) + ": " + error.what();
  }
}

class OldLibraryTest : public testing::Test {
 protected:
  const stelsel::Engine engine_{{.plugins = {"/usr/lib/stelsel/plugins"}, .language = "en"}};
  stelsel::Findings findings_{engine_.host()};
  const stelsel::Snapshot snapshot_ = engine_.read("landscape", findings_);
};

TEST_F(OldLibraryTest, TakesWhatAProgramAsksOfBorder10) {
  EXPECT_EQ(Failure([&] { engine_.check(snapshot_, findings_); }), "OK");
  EXPECT_EQ(Failure([&] { engine_.check(snapshot_, "2021-12-31", findings_); }), "OK");
}

TEST_F(OldLibraryTest, SaysSoWhenAProgramAsksForMore) {
  EXPECT_THAT(
      Failure([&] { engine_.check(snapshot_, stelsel::CheckOptions{.packs = {"a"}}, findings_); }),
      HasSubstr("unknown member"));
  EXPECT_THAT(Failure([] { stelsel::Engine engine({.lock = "/a.lock"}); }),
              HasSubstr("unknown member"));
  EXPECT_EQ(Failure([&] { engine_.calculate("a/b", snapshot_, {}); }),
            "12: this stelsel is too old for calculations");
  EXPECT_EQ(Failure([&] { engine_.query("sql", snapshot_, "select 1"); }),
            "12: this stelsel is too old for queries");
}

}  // namespace
