#include "core/conformance/subject.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/host/parameters.h"
#include "core/io/cell.h"
#include "core/model/stream_cells.h"
#include "core/model/writer.h"

namespace stelsel::core::conformance {
namespace {

// Rows by table: a head and rows of cells, parted by `|`; an empty cell is null.
struct SampleTable {
  const char* table;
  const char* rows;
};
constexpr SampleTable kSample[] = {
    {"region", "region|name|illustratief\nnoord|Noord|true\nzuid|Zuid \"<b>\" & é|true\n"},
    {"municipality",
     "municipality|name|valid_from|illustratief\nGM9001|Één||true\nGM9002|Twee|2016-01-01|true\n"
     "GM9003|Drie||true\n"},
    {"region_municipality",
     "region|municipality|sequence|role|valid_from|illustratief\n"
     "noord|GM9001|1|centrumgemeente||true\nnoord|GM9002|1|regiogemeente|2016-01-01|true\n"
     "zuid|GM9003|1|centrumgemeente||true\n"},
};

absl::Status AddCell(const Field& field, size_t index, const std::string& text,
                     ChunkBuilder& chunk) {
  if (text.empty()) {
    chunk.AppendNull(index);
    return absl::OkStatus();
  }
  const std::optional<CellValue> value = ParseCell(field, text);
  if (!value) return absl::InternalError(absl::StrCat("made-up rows: ", field.name, " ", text));
  if (value->kind == CellValue::Kind::kText) {
    chunk.AppendText(index, value->text);
  } else {
    chunk.AppendScalar(index, value->scalar);
  }
  return absl::OkStatus();
}

absl::Status AddTable(const SampleTable& sample, const TableSchema& schema, Writer& writer) {
  STELSEL_ASSIGN_OR_RETURN(ChunkBuilder chunk, writer.NewChunk(sample.table));
  const std::vector<std::string> lines = absl::StrSplit(sample.rows, '\n', absl::SkipEmpty());
  const std::vector<std::string> head = absl::StrSplit(lines[0], '|');
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = absl::StrSplit(lines[i], '|');
    for (size_t f = 0; f < schema.fields.size(); ++f) {
      const auto at = std::find(head.begin(), head.end(), schema.fields[f].name);
      const std::string text =
          at == head.end() ? "" : cells[static_cast<size_t>(at - head.begin())];
      STELSEL_RETURN_IF_ERROR(AddCell(schema.fields[f], f, text, chunk));
    }
    chunk.EndRow();
  }
  return writer.Append(sample.table, chunk.Finish());
}

struct ReleaseStream {
  void operator()(ArrowArrayStream* stream) const {
    if (stream->release != nullptr) stream->release(stream);
  }
};

// One value within the bounds of a number.
std::string NumberOf(const Field& field) {
  const int64_t least = field.minimum.value_or(0);
  const int64_t value = field.maximum && *field.maximum < least ? *field.maximum : least;
  return field.type == Type::kDecimal ? FormatScaled(value, field.scale) : std::to_string(value);
}

// What the end of a stream must be, after its last row.
absl::Status CheckEnd(ArrowArrayStream* stream, std::string_view who) {
  for (int i = 0; i < 2; ++i) {
    ArrowArray batch{};
    const int code = stream->get_next(stream, &batch);
    if (batch.release != nullptr) {
      batch.release(&batch);
      return Failed(absl::StrCat(std::string(who), " gives a batch after the end of its rows"));
    }
    if (code != 0)
      return Failed(absl::StrCat(std::string(who), " fails when asked again after its end"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Failed(std::string_view what) {
  return absl::FailedPreconditionError(absl::string_view(what.data(), what.size()));
}
absl::Status Skipped(std::string_view why) {
  return absl::UnavailableError(absl::string_view(why.data(), why.size()));
}

absl::StatusOr<std::unique_ptr<Subject>> Subject::Open(const ConformanceSubject& given,
                                                       bool needs_library) {
  std::unique_ptr<Subject> subject(new Subject());
  subject->data_ = given.data;
  EngineOptions options;
  options.plugin_folders = given.plugin_folders;
  options.packs = {given.folder};
  STELSEL_ASSIGN_OR_RETURN(subject->engine_, Engine::Open(options));
  STELSEL_ASSIGN_OR_RETURN(const std::string real, TrustedFolder(given.folder));
  for (const auto& plugin : subject->engine_->plugins().plugins()) {
    if (plugin->folder() == real) subject->plugin_ = plugin.get();
  }
  if (subject->plugin_ == nullptr) return absl::InternalError("the plugin was not found");
  const std::string& id = subject->manifest().id;
  subject->host_ = {*subject->engine_->host(), subject->engine_.get(), id, real};
  if (!needs_library) return subject;
  const std::string library = absl::StrCat(real, "/", id, ".so");
  if (subject->IsPack() && !std::filesystem::exists(library))
    return Skipped("it is a pack, without code");
  STELSEL_ASSIGN_OR_RETURN(subject->entry_, LoadLibrary(library));
  return subject;
}

absl::StatusOr<std::vector<SnapshotPtr>> Subject::Snapshots() {
  std::vector<SnapshotPtr> snapshots = {Snapshot::Empty(engine_->schemas())};
  STELSEL_ASSIGN_OR_RETURN(SnapshotPtr sample, SampleOf(engine_->schemas()));
  snapshots.push_back(std::move(sample));
  if (data_.empty()) return snapshots;
  Findings findings(engine_->rules());
  STELSEL_ASSIGN_OR_RETURN(SnapshotPtr read, engine_->Read(data_, {}, findings));
  snapshots.push_back(std::move(read));
  return snapshots;
}

absl::StatusOr<std::unique_ptr<Instance>> Instance::Start(const Subject& subject,
                                                          const stelsel_host* host) {
  stelsel_error error = STELSEL_ERROR_INIT;
  const stelsel_plugin* const raw = subject.entry()(host, &error);
  if (raw == nullptr)
    return FromCode(error.code != STELSEL_OK ? error.code : static_cast<int32_t>(STELSEL_UNKNOWN),
                    error, "it does not start");
  if (!STELSEL_HAS(raw, capability) || !STELSEL_HAS(raw, stop))
    return Failed("what its entry gives lacks `capability` or `stop`");
  return std::unique_ptr<Instance>(new Instance(raw));
}

void Instance::Stop() {
  if (!std::exchange(stopped_, true)) raw_->stop(raw_->self);
}

absl::StatusOr<SnapshotPtr> SampleOf(const SchemaSetPtr& schemas) {
  Writer writer(Snapshot::Empty(schemas));
  for (const SampleTable& sample : kSample)
    STELSEL_RETURN_IF_ERROR(AddTable(sample, *schemas->Find(sample.table), writer));
  return writer.Commit({"made-up rows", ""});
}

std::string ExampleOf(const Field& field) {
  if (!field.codes.empty()) return field.codes.front();
  switch (field.type) {
    case Type::kInteger:
    case Type::kDecimal:
      return NumberOf(field);
    case Type::kBoolean:
      return "true";
    case Type::kDate:
    case Type::kEdtf:
      return "2021-12-31";
    case Type::kDateTime:
      return "2021-12-31T00:00:00Z";
    case Type::kText:
    case Type::kCode:
      break;
  }
  return std::string(static_cast<size_t>(std::max<int64_t>(field.min_length.value_or(1), 1)), 'a');
}

std::map<std::string, std::string> ExamplesOf(const Offer& offer) {
  std::map<std::string, std::string> examples = offer.examples;
  for (const Field& field : offer.parameters) {
    if (field.required) examples.emplace(field.name, ExampleOf(field));
  }
  return examples;
}

RunOn::RunOn(SnapshotPtr snapshot, std::string parameters, stelsel_progress* progress)
    : snapshot_(std::move(snapshot)), parameters_(std::move(parameters)), run_{sizeof run_,
                                                                               &snapshot_,
                                                                               "2021-12-31",
                                                                               "nl",
                                                                               parameters_.c_str(),
                                                                               "made-up rows",
                                                                               progress} {}

absl::Status GivenError::CheckFailure(int32_t code, std::string_view who) const {
  const std::string name(who);
  if (code == STELSEL_OK) return Failed(name + " says that all is well");
  if (code < STELSEL_OK || code > STELSEL_DATA_LOSS)
    return Failed(absl::StrCat(name, " fails with code ", code, ", which is none of stelsel.h"));
  if (error_.code != code)
    return Failed(absl::StrCat(name, " fails with code ", code, " and puts ", error_.code,
                               " into the error"));
  if (text().empty()) return Failed(name + " fails without a word");
  if (FirstInvalidUtf8(text()) != std::string_view::npos)
    return Failed(name + " fails with a text that is not UTF-8");
  return absl::OkStatus();
}

int32_t RunToStream(const Instance& instance, const std::string& capability, const std::string& id,
                    const stelsel_run* run, ArrowArrayStream* out, stelsel_error* error) {
  const void* const table = instance.Capability(capability.c_str());
  if (table == nullptr) return STELSEL_UNIMPLEMENTED;
  if (capability == STELSEL_CHECKS) {
    const auto& functions = *static_cast<const stelsel_checks_v1*>(table);
    return functions.run(functions.self, id.c_str(), run, out, error);
  }
  if (capability == STELSEL_CALCULATION) {
    const auto& functions = *static_cast<const stelsel_calculation_v1*>(table);
    return functions.run(functions.self, id.c_str(), run, out, error);
  }
  const auto& functions = *static_cast<const stelsel_query_v1*>(table);
  return functions.run(functions.self, id.c_str(), run, "", out, error);
}

std::vector<std::string> StreamCapabilities(const Manifest& manifest) {
  std::vector<std::string> found;
  for (const char* capability : {STELSEL_CHECKS, STELSEL_CALCULATION}) {
    if (!manifest.OffersOf(capability).empty()) found.emplace_back(capability);
  }
  return found;
}

absl::Status CheckStream(ArrowArrayStream* stream, std::string_view who, std::string* cells) {
  const std::string name(who);
  const std::unique_ptr<ArrowArrayStream, ReleaseStream> released(stream);
  if (stream->release == nullptr || stream->get_schema == nullptr || stream->get_next == nullptr)
    return Failed(name + " says that all is well, but gives no stream");
  ArrowSchema schema{};
  if (stream->get_schema(stream, &schema) != 0) return Failed(name + ": its schema cannot be had");
  if (schema.release == nullptr) return Failed(name + ": its schema is released already");
  schema.release(&schema);
  // Read by a copy of the struct, whose release is ours to call.
  ArrowArrayStream lent = *stream;
  lent.release = [](ArrowArrayStream* self) { self->release = nullptr; };
  auto read = StreamCells::Open(&lent);
  if (!read.ok()) return Failed(absl::StrCat(name, ": ", std::string(read.status().message())));
  while (true) {
    const absl::StatusOr<bool> more = read->Next();
    if (!more.ok()) return Failed(absl::StrCat(name, ": ", std::string(more.status().message())));
    if (!*more) break;
    for (size_t i = 0; i < read->columns().size(); ++i) {
      const auto text = read->Text(i);
      if (!text.ok()) return Failed(absl::StrCat(name, ": ", std::string(text.status().message())));
      if (cells != nullptr) absl::StrAppend(cells, *text == nullptr ? "-" : **text, "|");
    }
    if (cells != nullptr) *cells += '\n';
  }
  STELSEL_RETURN_IF_ERROR(CheckEnd(stream, name));
  stream->release(stream);
  if (stream->release != nullptr)
    return Failed(name + ": releasing the stream does not set its release to NULL");
  return absl::OkStatus();
}

}  // namespace stelsel::core::conformance
