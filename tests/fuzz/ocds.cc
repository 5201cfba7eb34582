// An OCDS release package: the releases are the same however the bytes come, and whatever stands in
// them, reading gives rows and findings, with a line each.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "plugins/inkoop/ocds_read.h"
#include "plugins/inkoop/ocds_slices.h"
#include "tests/fuzz/fuzz_util.h"

namespace {

using stelsel::core::Require;

std::vector<std::string> SlicesOf(std::string_view text, std::size_t step) {
  std::vector<std::string> out;
  inkoop::Slicer slicer([&](const inkoop::Slice& slice) {
    out.push_back(std::to_string(slice.line) + ": " + std::string(slice.text));
  });
  bool whole = true;
  for (std::size_t at = 0; whole && at < text.size(); at += step)
    whole = slicer.Feed(text.substr(at, step));
  if (whole) out.push_back(slicer.around());
  out.emplace_back(whole ? "whole" : "broken");
  return out;
}

// A host that takes rows and findings, and looks whether they are in order.
int32_t TakeRows(stelsel_reading*, const char*, ArrowArrayStream* rows, stelsel_error*) {
  stelsel::Rows taken{stelsel::Stream(std::exchange(*rows, {}))};
  while (taken.next()) {
    for (std::size_t row = 0; row < taken.size(); ++row)
      Require(taken.integer(row, taken.columns().size() - 1) >= 1, "a row has a line");
  }
  return STELSEL_OK;
}
int32_t TakeFinding(stelsel_reading*, const char*, const stelsel_place* place,
                    const char* arguments, stelsel_error*) {
  Require(place->line >= 1, "a finding has a line");
  Require(arguments[0] == '{', "a finding has words");
  return STELSEL_OK;
}
const stelsel_reading_v1 kReading = {sizeof kReading, TakeRows, TakeFinding, nullptr};
const stelsel_progress_v1 kProgress = {sizeof kProgress,
                                       [](stelsel_progress*, const char*, int64_t, int64_t) {},
                                       [](const stelsel_progress*) -> int32_t { return 0; },
                                       nullptr,
                                       nullptr,
                                       nullptr};
const stelsel_host kHost = {sizeof kHost, STELSEL_VERSION,
                            [](const stelsel_host*, const char* id) -> const void* {
                              if (id == std::string_view(STELSEL_HOST_READING)) return &kReading;
                              if (id == std::string_view(STELSEL_HOST_PROGRESS)) return &kProgress;
                              return nullptr;
                            }};

void Try(std::string_view text) {
  const std::vector<std::string> slices = SlicesOf(text, text.size() + 1);
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}})
    Require(slices == SlicesOf(text, step), "the releases do not depend on how the bytes come");
  const stelsel::core::MemoryFile file(text);
  stelsel_run run{};
  run.size = sizeof run;
  run.as_of = run.parameters = run.source = "";
  run.language = "nl";
  int unused = 0;
  stelsel::Reading reading(stelsel::Host(&kHost), reinterpret_cast<stelsel_reading*>(&unused), run);
  inkoop::ReadOcds(file.path(), reading);
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Try(stelsel::core::View(data, size));
  return 0;
}
