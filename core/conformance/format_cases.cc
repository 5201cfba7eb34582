// Tests of formats: files that are none, and what was written being read back.
#include <sys/stat.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/conformance/cases.h"
#include "core/conformance/failing_host.h"
#include "core/conformance/subject.h"
#include "core/host/parameters.h"
#include "core/host/plugin_format.h"
#include "core/model/diff.h"

namespace stelsel::core::conformance {
namespace {

absl::StatusOr<std::string> Put(const ConformanceSubject& given, const std::string& name,
                                const std::string& bytes) {
  const std::string path = absl::StrCat(given.scratch, "/", name);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (!file) return absl::UnknownError(path + " cannot be written");
  return path;
}

// Bytes of all kinds, the same each time.
std::string Noise(size_t size) {
  std::string bytes;
  uint64_t state = 88172645463325252ull;
  while (bytes.size() < size) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    bytes.push_back(static_cast<char>(state >> 32));
  }
  return bytes;
}

Offered OfferedBy(Subject& subject, const Offer& offer) { return {&subject.plugin(), &offer}; }

RunRequest RequestFor(const Offer& offer, SnapshotPtr snapshot) {
  RunRequest request;
  request.snapshot = std::move(snapshot);
  request.parameters = ExamplesOf(offer);
  return request;
}

// A failure is fine as long as it has a text; findings are, too.
absl::Status ReadOdd(Subject& subject, const Offer& offer, const std::string& path) {
  Findings findings(subject.engine().rules());
  const auto read = ReadFormat(OfferedBy(subject, offer), path, subject.engine().schemas(),
                               RequestFor(offer, nullptr), findings);
  if (read.ok() || !read.status().message().empty()) return absl::OkStatus();
  return Failed(absl::StrCat("format `", offer.id, "` fails without a word"));
}

absl::Status OddFiles(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  const std::vector<std::string> odd = {
      "",
      "\n",
      "\"",
      "{",
      "[[[[",
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
      "\xEF\xBB\xBF",
      std::string("\xFF\xFE\x00", 3),
      std::string(1 << 20, 'a'),
      std::string(1 << 20, '\n'),
      std::string(100000, '['),
      Noise(1 << 16),
      std::string(1 << 16, '\0'),
      "PK\x03\x04"};
  for (const Offer& offer : subject->manifest().OffersOf(STELSEL_FORMAT)) {
    for (const std::string& bytes : odd) {
      STELSEL_ASSIGN_OR_RETURN(const std::string path, Put(given, "odd", bytes));
      STELSEL_RETURN_IF_ERROR(ReadOdd(*subject, offer, path));
    }
    STELSEL_RETURN_IF_ERROR(ReadOdd(*subject, offer, given.scratch));
  }
  return absl::OkStatus();
}

// Asked directly: the host would not ask for what is not there.
absl::Status NoFile(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  const auto& functions =
      *static_cast<const stelsel_format_v1*>(instance->Capability(STELSEL_FORMAT));
  const std::string nowhere = given.scratch + "/nowhere";
  for (const Offer& offer : subject->manifest().OffersOf(STELSEL_FORMAT)) {
    STELSEL_ASSIGN_OR_RETURN(const std::string parameters,
                             CheckParameters(offer.parameters, ExamplesOf(offer)));
    const RunOn with_rows(Snapshot::Empty(subject->engine().schemas()), parameters);
    stelsel_run run = *with_rows.get();
    run.snapshot = nullptr;
    GivenError error;
    const int32_t code = functions.read(functions.self, offer.id.c_str(), nowhere.c_str(), &run,
                                        nullptr, error.raw());
    STELSEL_RETURN_IF_ERROR(error.CheckFailure(
        code, absl::StrCat("format `", offer.id, "`, reading a file that is not there,")));
    struct stat info {};
    if (stat(nowhere.c_str(), &info) == 0) return Failed("reading a file makes it");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Written(Subject& subject, const Offer& offer,
                                    const SnapshotPtr& snapshot) {
  std::string bytes;
  const auto output = FunctionOutput([&](std::string_view more) {
    bytes.append(more);
    return absl::OkStatus();
  });
  STELSEL_RETURN_IF_ERROR(
      WriteFormat(OfferedBy(subject, offer), RequestFor(offer, snapshot), *output));
  return bytes;
}

// Called as the format's files are, since it may go by the ending.
std::string WrittenName(const Offer& offer) {
  return offer.endings.empty() ? "written" : absl::StrCat("written", offer.endings[0]);
}

// What was read is written; that is a fixed point, though a format need not hold all tables.
absl::Status RoundTrip(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const std::vector<SnapshotPtr> snapshots, subject->Snapshots());
  bool any = false;
  for (const Offer& offer : subject->manifest().OffersOf(STELSEL_FORMAT)) {
    for (const SnapshotPtr& snapshot : snapshots) {
      const auto first = Written(*subject, offer, snapshot);
      if (absl::IsUnimplemented(first.status())) break;
      if (!first.ok()) return Failed(std::string(first.status().message()));
      any = true;
      STELSEL_ASSIGN_OR_RETURN(const std::string path, Put(given, WrittenName(offer), *first));
      Findings findings(subject->engine().rules());
      const auto read = ReadFormat(OfferedBy(*subject, offer), path, subject->engine().schemas(),
                                   RequestFor(offer, nullptr), findings);
      if (!read.ok())
        return Failed(
            absl::StrCat("what it wrote is not read: ", std::string(read.status().message())));
      if (findings.Count(Severity::kError) + findings.Count(Severity::kFatal) > 0)
        return Failed(absl::StrCat("format `", offer.id, "` finds errors in what it wrote itself"));
      STELSEL_ASSIGN_OR_RETURN(const std::string second, Written(*subject, offer, *read));
      if (*first != second)
        return Failed(absl::StrCat("format `", offer.id,
                                   "`: what was written, read and written again is not the same"));
    }
  }
  return any ? absl::OkStatus() : Skipped("its formats are read, not written");
}

absl::Status HostFails(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(subject->engine().schemas()));
  for (const Offer& offer : subject->manifest().OffersOf(STELSEL_FORMAT)) {
    STELSEL_ASSIGN_OR_RETURN(const std::string parameters,
                             CheckParameters(offer.parameters, ExamplesOf(offer)));
    for (int fine = 0; fine < 20; ++fine) {
      FailAfter(fine);
      const FailingHostObject host = MakeFailingHost(subject->host());
      STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, &host.c));
      const auto& functions =
          *static_cast<const stelsel_format_v1*>(instance->Capability(STELSEL_FORMAT));
      if (!STELSEL_HAS(&functions, write)) break;
      const auto output = FunctionOutput([](std::string_view) { return absl::OkStatus(); });
      stelsel_output lent{output.get(), nullptr};
      const RunOn run(sample, parameters);
      GivenError error;
      FailAfter(fine);
      const int32_t code =
          functions.write(functions.self, offer.id.c_str(), run.get(), &lent, error.raw());
      if (code != STELSEL_OK)
        STELSEL_RETURN_IF_ERROR(error.CheckFailure(code, absl::StrCat("format `", offer.id, "`")));
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<ConformanceCase> FormatCases() {
  return {
      {"format.odd", STELSEL_FORMAT, "files of any bytes are read or refused", 60, OddFiles},
      {"format.no_file", STELSEL_FORMAT, "a file that is not there is an error, and stays away", 60,
       NoFile},
      {"format.round_trip", STELSEL_FORMAT, "what it writes it reads back as the same rows", 60,
       RoundTrip},
      {"format.failing_host", STELSEL_FORMAT, "when the host fails, it fails with an error", 60,
       HostFails},
  };
}

}  // namespace stelsel::core::conformance
