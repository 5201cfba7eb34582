// Tests of renderers: documents with all that a document can hold, as odd as it may be.
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/conformance/cases.h"
#include "core/conformance/failing_host.h"
#include "core/conformance/subject.h"
#include "core/host/output.h"
#include "core/model/arrow.h"

namespace stelsel::core::conformance {
namespace {

// Texts that a renderer must escape, and that are empty, long, right to left or full of controls.
const std::vector<std::string>& OddTexts() {
  static const auto* const texts = new std::vector<std::string>{"Gewoon",
                                                                "<script>alert(1)</script> & \"'`",
                                                                "a|b\\c*d_e#f[g](h)",
                                                                "=1+1",
                                                                "\xE2\x80\xAE omgekeerd",
                                                                "regel\nregel\ttab",
                                                                std::string("\x01\x1F", 2),
                                                                std::string(50000, 'x')};
  return *texts;
}

// Their days, for formats that have nothing else.
constexpr char kEvents[] =
    R"({"events": {"from": "valid_from", "to": "valid_to", "title": "name"}})";

// The municipalities of the made-up rows: texts, dates and booleans, some of them empty.
absl::Status AddElement(const SnapshotPtr& snapshot, int32_t kind, int32_t level,
                        const std::string& text, const char* options, stelsel_document& document) {
  const stelsel_element element{sizeof element, kind, level, nullptr, text.c_str(), options};
  if (kind != STELSEL_TABLE && kind != STELSEL_CHART)
    return document.document.Add(element, nullptr);
  ArrowArrayStream rows{};
  const TablePtr table = snapshot->table("municipality");
  ExportTable(table, snapshot->pool(), AllFields(table->schema()), &rows);
  return document.document.Add(element, &rows);
}

absl::StatusOr<stelsel_document> OddDocument(const SchemaSetPtr& schemas) {
  STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr sample, SampleOf(schemas));
  const SnapshotPtr empty = Snapshot::Empty(schemas);
  stelsel_document document{Document(Language::kNl)};
  STELSEL_RETURN_IF_ERROR(AddElement(sample, STELSEL_TITLE, 0, "Vreemd <b>", "{}", document));
  int32_t level = 0;
  for (const std::string& text : OddTexts()) {
    level = level % 5 + 1;
    STELSEL_RETURN_IF_ERROR(AddElement(sample, STELSEL_SECTION, level, text, "{}", document));
    for (const int32_t kind : {STELSEL_PARAGRAPH, STELSEL_NOTE, STELSEL_FOOTNOTE, STELSEL_TABLE})
      STELSEL_RETURN_IF_ERROR(AddElement(sample, kind, 0, text, "{}", document));
    STELSEL_RETURN_IF_ERROR(AddElement(empty, STELSEL_TABLE, 0, text, "{}", document));
    STELSEL_RETURN_IF_ERROR(AddElement(sample, STELSEL_TABLE, 0, text, kEvents, document));
  }
  return document;
}

// What a renderer makes of a document; fails as it does, which must be properly.
absl::StatusOr<std::string> Rendered(const Instance& instance, const std::string& id,
                                     const stelsel_document& document, bool output_fails,
                                     int32_t* code) {
  std::string bytes;
  const auto output = FunctionOutput([&](std::string_view more) -> absl::Status {
    if (output_fails) return absl::ResourceExhaustedError("the disk is full, as a test");
    bytes.append(more);
    return absl::OkStatus();
  });
  stelsel_output lent{output.get(), nullptr};
  const auto& functions =
      *static_cast<const stelsel_renderer_v1*>(instance.Capability(STELSEL_RENDERER));
  GivenError error;
  *code = functions.render(functions.self, id.c_str(), &document, &lent, error.raw());
  if (*code != STELSEL_OK)
    STELSEL_RETURN_IF_ERROR(error.CheckFailure(*code, absl::StrCat("renderer `", id, "`")));
  return bytes;
}

absl::Status OddDocuments(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const stelsel_document odd, OddDocument(subject->engine().schemas()));
  const stelsel_document nothing{Document(Language::kEn)};
  for (const Offer& offer : subject->manifest().OffersOf(STELSEL_RENDERER)) {
    int32_t code = STELSEL_OK;
    STELSEL_ASSIGN_OR_RETURN(const std::string once,
                             Rendered(*instance, offer.id, odd, false, &code));
    if (code != STELSEL_OK)
      return Failed(absl::StrCat("renderer `", offer.id, "` refuses what a report may write"));
    STELSEL_ASSIGN_OR_RETURN(const std::string twice,
                             Rendered(*instance, offer.id, odd, false, &code));
    if (once.empty()) return Failed(absl::StrCat("renderer `", offer.id, "` writes nothing"));
    if (once != twice)
      return Failed(absl::StrCat("renderer `", offer.id, "` gives other bytes the second time"));
    STELSEL_RETURN_IF_ERROR(Rendered(*instance, offer.id, nothing, false, &code).status());
  }
  return absl::OkStatus();
}

absl::Status FullDisk(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, subject->host()));
  STELSEL_ASSIGN_OR_RETURN(const stelsel_document odd, OddDocument(subject->engine().schemas()));
  for (const Offer& offer : subject->manifest().OffersOf(STELSEL_RENDERER)) {
    int32_t code = STELSEL_OK;
    STELSEL_RETURN_IF_ERROR(Rendered(*instance, offer.id, odd, true, &code).status());
    if (code == STELSEL_OK)
      return Failed(absl::StrCat("renderer `", offer.id,
                                 "` says that all is well when nothing could be written"));
  }
  // One that has but one format need not look at the id; it may not break, though.
  int32_t code = STELSEL_OK;
  return Rendered(*instance, "there_is_none", odd, false, &code).status();
}

absl::Status HostFails(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const stelsel_document odd, OddDocument(subject->engine().schemas()));
  for (int fine = 0; fine < 40; ++fine) {
    FailAfter(fine);
    const FailingHostObject host = MakeFailingHost(subject->host());
    STELSEL_ASSIGN_OR_RETURN(const auto instance, Instance::Start(*subject, &host.c));
    for (const Offer& offer : subject->manifest().OffersOf(STELSEL_RENDERER)) {
      int32_t code = STELSEL_OK;
      FailAfter(fine);
      STELSEL_RETURN_IF_ERROR(Rendered(*instance, offer.id, odd, false, &code).status());
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<ConformanceCase> RendererCases() {
  return {
      {"renderer.odd", STELSEL_RENDERER, "all that a document may hold is rendered, twice the same",
       60, OddDocuments},
      {"renderer.full_disk", STELSEL_RENDERER, "what cannot be written is an error", 60, FullDisk},
      {"renderer.failing_host", STELSEL_RENDERER, "when the host fails, it fails with an error", 60,
       HostFails},
  };
}

}  // namespace stelsel::core::conformance
