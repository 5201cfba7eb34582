// Tests of what is run over a snapshot: rules, calculations, queries and reports.
#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <thread>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/conformance/cases.h"
#include "core/conformance/failing_host.h"
#include "core/conformance/subject.h"
#include "core/host/parameters.h"
#include "core/host/rule_runs.h"
#include "core/model/writer.h"

namespace stelsel::core::conformance {
namespace {

constexpr int64_t kManyRows = 300'000;
constexpr auto kCancelAfter = std::chrono::milliseconds(50);
constexpr auto kCancelledWithin = std::chrono::milliseconds(1000);
constexpr int kTries = 3;  // a machine may stand still for a while

// Calls `f` with each offer that is run: its capability and itself.
template <typename F>
absl::Status EachRun(const Subject& subject, F f) {
  for (const char* capability :
       {STELSEL_CHECKS, STELSEL_CALCULATION, STELSEL_QUERY, STELSEL_REPORT}) {
    for (const Offer& offer : subject.manifest().OffersOf(capability))
      STELSEL_RETURN_IF_ERROR(f(std::string(capability), offer));
  }
  return absl::OkStatus();
}

std::string NameOf(const std::string& capability, const Offer& offer) {
  return absl::StrCat(capability, " `", offer.id, "`");
}

absl::Status AddDocument(const stelsel_document& document, std::string_view who,
                         std::string* results) {
  for (size_t i = 0; i < document.document.size(); ++i) {
    stelsel_element element{};
    element.size = sizeof element;
    STELSEL_RETURN_IF_ERROR(document.document.Get(i, &element));
    const auto text = [](const char* from) { return from != nullptr ? from : ""; };
    if (results != nullptr) {
      absl::StrAppend(results, element.kind, "|", element.level, "|", text(element.id), "|",
                      text(element.text), "|", text(element.options), "\n");
    }
    if (element.kind != STELSEL_TABLE && element.kind != STELSEL_CHART) continue;
    ArrowArrayStream rows{};
    STELSEL_RETURN_IF_ERROR(document.document.Rows(i, &rows));
    STELSEL_RETURN_IF_ERROR(CheckStream(&rows, who, results));
  }
  return absl::OkStatus();
}

// Runs one offer. When it fails, that is as it should be, and `code` says with what.
absl::Status RunOne(const Instance& instance, const std::string& capability, const Offer& offer,
                    const stelsel_run* run, int32_t* code, std::string* results) {
  const std::string who = NameOf(capability, offer);
  GivenError error;
  if (capability == STELSEL_REPORT) {
    const void* const table = instance.Capability(STELSEL_REPORT);
    if (table == nullptr) return Failed("it has no table for stelsel.report/1");
    const auto& functions = *static_cast<const stelsel_report_v1*>(table);
    stelsel_document document{Document(Language::kNl)};
    *code = functions.run(functions.self, offer.id.c_str(), run, &document, error.raw());
    if (*code != STELSEL_OK) return error.CheckFailure(*code, who);
    if (document.document.size() == 0) return Failed(who + " writes nothing");
    return AddDocument(document, who, results);
  }
  ArrowArrayStream stream{};
  *code = RunToStream(instance, capability, offer.id, run, &stream, error.raw());
  if (*code == STELSEL_OK) return CheckStream(&stream, who, results);
  if (stream.release != nullptr) return Failed(who + " fails, but gives a stream as well");
  return error.CheckFailure(*code, who);
}

absl::StatusOr<std::string> ParametersOf(const Offer& offer) {
  return CheckParameters(offer.parameters, ExamplesOf(offer));
}

absl::Status Runs(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const std::vector<SnapshotPtr> snapshots, subject->Snapshots());
  std::string once, twice;
  STELSEL_RETURN_IF_ERROR(RunEverything(*subject, *instance, snapshots, &once));
  STELSEL_RETURN_IF_ERROR(RunEverything(*subject, *instance, snapshots, &twice));
  if (once != twice) return Failed("the same snapshot gives other results the second time");
  return absl::OkStatus();
}

// Rules as the host uses them: each gives rows that are there, by the key of its table.
absl::Status Rules(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const std::vector<SnapshotPtr> snapshots, subject->Snapshots());
  const Offered sql = subject->engine().plugins().FindById(STELSEL_QUERY, kSql);
  std::map<std::string, int64_t> found;
  for (const SnapshotPtr& snapshot : snapshots) {
    Findings findings(subject->engine().rules());
    RunRequest request;
    request.snapshot = snapshot;
    request.as_of = "2021-12-31";
    for (const Offer& offer : subject->manifest().OffersOf(STELSEL_CHECKS)) {
      for (const auto& [name, value] : ExamplesOf(offer))
        request.parameters[absl::StrCat(subject->manifest().id, "/", offer.id, "/", name)] = value;
    }
    STELSEL_RETURN_IF_ERROR(RunRules(subject->plugin(), sql, request, findings));
    for (const auto& [rule, count] : findings.Totals()) found[rule] += count;
    for (const Finding& finding : findings.Kept()) {
      if (finding.rule != "core/fault") continue;
      return Failed(finding.arguments.empty() ? "a rule breaks" : finding.arguments[0].text);
    }
  }
  for (const Offer& offer : subject->manifest().OffersOf(STELSEL_CHECKS)) {
    const std::string rule = absl::StrCat(subject->manifest().id, "/", offer.id);
    if (found[rule] > 0) continue;
    return Skipped(absl::StrCat(rule,
                                " finds nothing in these rows, so what it gives is not seen; ",
                                "try it on rows that fail it, with --data SOURCE"));
  }
  return absl::OkStatus();
}

absl::Status UnknownOffers(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(subject->engine().schemas()));
  const RunOn run(sample, "{}");
  for (const std::string& id : {std::string(), std::string("there_is_none"), std::string("\xff%n"),
                                std::string(100000, 'x')}) {
    for (const auto& [capability, offers] : subject->manifest().capabilities) {
      if (capability == STELSEL_STORE || capability == STELSEL_RENDERER ||
          capability == STELSEL_FORMAT)
        continue;
      Offer unknown;
      unknown.id = id;
      int32_t code = STELSEL_OK;
      // One that has but one rule need not look at the id: the host asks for none that is not
      // named.
      STELSEL_RETURN_IF_ERROR(RunOne(*instance, capability, unknown, run.get(), &code, nullptr));
    }
  }
  return absl::OkStatus();
}

absl::Status OutsideParameters(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(subject->engine().schemas()));
  return EachRun(*subject, [&](const std::string& capability, const Offer& offer) -> absl::Status {
    std::vector<std::string> odd = {
        "", "{", "[]", "null", "{\"no such parameter\": 1}", std::string(2000, '[')};
    for (const Field& field : offer.parameters) {
      for (const char* value : {"null", "-9223372036854775808", "1e400", "true", "\"\\u0000\"",
                                "[1, 2]", "{}", "\"<script>\"", "\"9999-99-99\""})
        odd.push_back(absl::StrCat("{\"", field.name, "\": ", value, "}"));
    }
    for (const std::string& parameters : odd) {
      const RunOn run(sample, parameters);
      int32_t code = STELSEL_OK;
      STELSEL_RETURN_IF_ERROR(RunOne(*instance, capability, offer, run.get(), &code, nullptr));
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<SnapshotPtr> ManyRows(const SchemaSetPtr& schemas) {
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(schemas));
  Writer writer(sample);
  STELSEL_ASSIGN_OR_RETURN(ChunkBuilder chunk, writer.NewChunk("municipality"));
  const TableSchema& schema = *schemas->Find("municipality");
  const auto key = static_cast<size_t>(schema.IndexOf("municipality"));
  const auto name = static_cast<size_t>(schema.IndexOf("name"));
  for (int64_t i = 0; i < kManyRows; ++i) {
    for (size_t f = 0; f < schema.fields.size(); ++f) {
      if (f == key) {
        chunk.AppendText(f, absl::StrCat("GX", i));
      } else if (f == name) {
        chunk.AppendText(f, "Gemeente");
      } else {
        chunk.AppendNull(f);
      }
    }
    chunk.EndRow();
    if (chunk.rows() == Chunk::kMaxRows)
      STELSEL_RETURN_IF_ERROR(writer.Append("municipality", chunk.Finish()));
  }
  STELSEL_RETURN_IF_ERROR(writer.Append("municipality", chunk.Finish()));
  return writer.Commit({"many made-up rows", ""});
}

// How long it goes on once it is cancelled.
absl::StatusOr<std::chrono::nanoseconds> EndsAfter(const Instance& instance,
                                                   const std::string& capability,
                                                   const Offer& offer, const SnapshotPtr& rows) {
  STELSEL_ASSIGN_OR_RETURN(const std::string parameters, ParametersOf(offer));
  stelsel_progress progress;
  const RunOn run(rows, parameters, &progress);
  auto cancelled = std::chrono::steady_clock::time_point();
  std::thread canceller([&] {
    std::this_thread::sleep_for(kCancelAfter);
    progress.cancelled.store(true);
    cancelled = std::chrono::steady_clock::now();
  });
  int32_t code = STELSEL_OK;
  absl::Status status = RunOne(instance, capability, offer, run.get(), &code, nullptr);
  const auto ended = std::chrono::steady_clock::now();
  canceller.join();
  STELSEL_RETURN_IF_ERROR(status);
  return ended - cancelled;
}

absl::Status Cancel(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr many, ManyRows(subject->engine().schemas()));
  return EachRun(*subject, [&](const std::string& capability, const Offer& offer) -> absl::Status {
    for (int i = 0; i < kTries; ++i) {
      STELSEL_ASSIGN_OR_RETURN(const auto after, EndsAfter(*instance, capability, offer, many));
      if (after <= kCancelledWithin) return absl::OkStatus();
    }
    return Failed(absl::StrCat(NameOf(capability, offer),
                               " goes on for more than a second once "
                               "it is cancelled: ask host.progress/1 for it"));
  });
}

// ---- Streams that are not simply read to their end ----

struct Held {
  ArrowArrayStream stream{};
  ArrowSchema schema{};
  ArrowArray batch{};
  void Release() {
    if (batch.release != nullptr) batch.release(&batch);
    if (schema.release != nullptr) schema.release(&schema);
    if (stream.release != nullptr) stream.release(&stream);
  }
};

// Runs it and stops after so many steps: 0 only takes the stream, 1 the schema, 2 a batch.
absl::Status Take(const Instance& instance, const std::string& capability, const Offer& offer,
                  const stelsel_run* run, int steps, Held& held) {
  GivenError error;
  if (RunToStream(instance, capability, offer.id, run, &held.stream, error.raw()) != STELSEL_OK)
    return Skipped(absl::StrCat(NameOf(capability, offer), " does not run: ", error.text()));
  if (steps >= 1 && held.stream.get_schema(&held.stream, &held.schema) != 0)
    return Failed("a schema cannot be had");
  if (steps >= 2 && held.stream.get_next(&held.stream, &held.batch) != 0)
    return Failed("a batch cannot be had");
  return absl::OkStatus();
}

absl::Status ReleasedEarlyAndLate(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(subject->engine().schemas()));
  const std::vector<std::string> capabilities = StreamCapabilities(subject->manifest());
  for (const std::string& capability : capabilities) {
    for (const Offer& offer : subject->manifest().OffersOf(capability)) {
      STELSEL_ASSIGN_OR_RETURN(const std::string parameters, ParametersOf(offer));
      for (int steps = 0; steps <= 2; ++steps) {
        STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
        Held early, late;
        {
          const RunOn run(sample, parameters);
          STELSEL_RETURN_IF_ERROR(Take(*instance, capability, offer, run.get(), steps, early));
          STELSEL_RETURN_IF_ERROR(Take(*instance, capability, offer, run.get(), steps, late));
        }
        early.Release();
        if (early.stream.release != nullptr)
          return Failed("releasing a stream does not set its release to NULL");
        instance->Stop();
        // The stream first: what came from it lives on its own.
        if (late.stream.release != nullptr) late.stream.release(&late.stream);
        late.Release();
      }
    }
  }
  return absl::OkStatus();
}

// A host whose services fail, each time one call later.
absl::Status FailingHost(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(subject->engine().schemas()));
  constexpr int kMostCalls = 60;
  for (int fine = 0; fine < kMostCalls; ++fine) {
    FailAfter(fine);
    const FailingHostObject host = MakeFailingHost(subject->host());
    STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, &host.c));
    STELSEL_RETURN_IF_ERROR(
        EachRun(*subject, [&](const std::string& capability, const Offer& offer) -> absl::Status {
          STELSEL_ASSIGN_OR_RETURN(const std::string parameters, ParametersOf(offer));
          const RunOn run(sample, parameters);
          FailAfter(fine);
          int32_t code = STELSEL_OK;
          return RunOne(*instance, capability, offer, run.get(), &code, nullptr);
        }));
  }
  return absl::OkStatus();
}

// A wrong call without an error to fill.
absl::Status RunsWithoutError(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(subject->engine().schemas()));
  const RunOn run(sample, "{}");
  for (const std::string& capability : StreamCapabilities(subject->manifest())) {
    ArrowArrayStream stream{};
    RunToStream(*instance, capability, "there_is_none", run.get(), &stream, nullptr);
    if (stream.release != nullptr) stream.release(&stream);
  }
  if (const void* const table = instance->Capability(STELSEL_REPORT)) {
    const auto& functions = *static_cast<const stelsel_report_v1*>(table);
    stelsel_document document{Document(Language::kNl)};
    functions.run(functions.self, "there_is_none", run.get(), &document, nullptr);
  }
  return absl::OkStatus();
}

absl::Status OddQueries(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(subject->engine().schemas()));
  const RunOn run(sample, "{}");
  const auto& functions =
      *static_cast<const stelsel_query_v1*>(instance->Capability(STELSEL_QUERY));
  for (const Offer& offer : subject->manifest().OffersOf(STELSEL_QUERY)) {
    for (const std::string& text :
         {std::string(), std::string("'"), std::string("\xff\xfe"), std::string(1 << 20, '('),
          std::string("select"), std::string("%s%n"), std::string("; drop table region")}) {
      GivenError error;
      ArrowArrayStream stream{};
      const int32_t code = functions.run(functions.self, offer.id.c_str(), run.get(), text.c_str(),
                                         &stream, error.raw());
      const std::string who = NameOf(STELSEL_QUERY, offer);
      STELSEL_RETURN_IF_ERROR(code == STELSEL_OK ? CheckStream(&stream, who, nullptr)
                                                 : error.CheckFailure(code, who));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RunEverything(Subject& subject, const Instance& instance,
                           const std::vector<SnapshotPtr>& snapshots, std::string* results) {
  return EachRun(subject, [&](const std::string& capability, const Offer& offer) -> absl::Status {
    STELSEL_ASSIGN_OR_RETURN(const std::string parameters, ParametersOf(offer));
    for (const SnapshotPtr& snapshot : snapshots) {
      const RunOn run(snapshot, parameters);
      int32_t code = STELSEL_OK;
      STELSEL_RETURN_IF_ERROR(RunOne(instance, capability, offer, run.get(), &code, results));
    }
    return absl::OkStatus();
  });
}

std::vector<ConformanceCase> RunCases() {
  std::vector<ConformanceCase> cases;
  const auto add = [&](const char* capability, const char* kind, const char* name,
                       const char* promise, int seconds, auto run) {
    cases.push_back({absl::StrCat(kind, ".", name), capability, promise, seconds, run});
  };
  add(STELSEL_CHECKS, "checks", "rules",
      "each rule gives rows of its table that are there, by their key", 60, Rules);
  add(STELSEL_QUERY, "query", "odd", "odd questions are answered or refused with an error", 60,
      OddQueries);
  struct Kind {
    const char* capability;
    const char* name;
  };
  for (const Kind& kind : {Kind{STELSEL_CHECKS, "checks"}, Kind{STELSEL_CALCULATION, "calculation"},
                           Kind{STELSEL_QUERY, "query"}, Kind{STELSEL_REPORT, "report"}}) {
    add(kind.capability, kind.name, "runs",
        "it runs on no rows, a few and many kinds, and twice the same", 60, Runs);
    add(kind.capability, kind.name, "unknown",
        "an id that the manifest does not name is refused, or passed over", 60, UnknownOffers);
    add(kind.capability, kind.name, "parameters",
        "parameters outside their declaration are refused or passed over", 60, OutsideParameters);
    add(kind.capability, kind.name, "cancel", "once cancelled it ends within a second", 60, Cancel);
    add(kind.capability, kind.name, "failing_host", "when the host fails, it fails with an error",
        60, FailingHost);
    add(kind.capability, kind.name, "null_error", "it may be called without an error to fill", 60,
        RunsWithoutError);
    const bool gives_streams = kind.capability == std::string_view(STELSEL_CHECKS) ||
                               kind.capability == std::string_view(STELSEL_CALCULATION);
    if (gives_streams) {
      add(kind.capability, kind.name, "streams",
          "streams may be released early, and late: after their snapshot and the plugin's stop", 60,
          ReleasedEarlyAndLate);
    }
  }
  return cases;
}

}  // namespace stelsel::core::conformance
