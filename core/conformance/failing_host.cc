#include "core/conformance/failing_host.h"

#include <atomic>
#include <cstring>

#include "absl/status/status.h"
#include "core/host/plugin_format.h"
#include "core/host/services.h"

namespace stelsel::core::conformance {
namespace {

std::atomic<int> calls_left{0};

bool Fails() { return calls_left.fetch_sub(1) <= 0; }

int32_t Refuse(stelsel_error* error) {
  return ToCode(absl::ResourceExhaustedError("this host fails, as a test"), error);
}

const stelsel_document_v1* RealDocument() {
  return static_cast<const stelsel_document_v1*>(FindService(STELSEL_HOST_DOCUMENT));
}
const stelsel_output_v1* RealOutput() {
  return static_cast<const stelsel_output_v1*>(FindService(STELSEL_HOST_OUTPUT));
}

// What is taken must be released, also by who refuses it.
void Drop(ArrowArrayStream* stream) {
  if (stream != nullptr && stream->release != nullptr) stream->release(stream);
}

const stelsel_model_v1* FailingModel() {
  static const stelsel_model_v1 table = [] {
    stelsel_model_v1 copy = *ModelService();
    copy.stream = [](const stelsel_snapshot* snapshot, const char* name, const char* const* columns,
                     size_t count, ArrowArrayStream* out, stelsel_error* error) {
      if (Fails()) return Refuse(error);
      return ModelService()->stream(snapshot, name, columns, count, out, error);
    };
    copy.as_of = [](const stelsel_snapshot* snapshot, const char* date, stelsel_snapshot** out,
                    stelsel_error* error) {
      if (Fails()) return Refuse(error);
      return ModelService()->as_of(snapshot, date, out, error);
    };
    copy.begin = [](const stelsel_host* host, const stelsel_snapshot* base, stelsel_writer** out,
                    stelsel_error* error) {
      if (Fails()) return Refuse(error);
      return ModelService()->begin(reinterpret_cast<const FailingHostObject*>(host)->real, base,
                                   out, error);
    };
    return copy;
  }();
  return &table;
}

const stelsel_document_v1* FailingDocument() {
  static const stelsel_document_v1 table = [] {
    stelsel_document_v1 copy = *RealDocument();
    copy.add = [](stelsel_document* document, const stelsel_element* element,
                  ArrowArrayStream* rows, stelsel_error* error) {
      if (!Fails()) return RealDocument()->add(document, element, rows, error);
      Drop(rows);
      return Refuse(error);
    };
    copy.element = [](const stelsel_document* document, size_t index, stelsel_element* out,
                      stelsel_error* error) {
      if (Fails()) return Refuse(error);
      return RealDocument()->element(document, index, out, error);
    };
    copy.rows = [](const stelsel_document* document, size_t index, ArrowArrayStream* out,
                   stelsel_error* error) {
      if (Fails()) return Refuse(error);
      return RealDocument()->rows(document, index, out, error);
    };
    return copy;
  }();
  return &table;
}

const stelsel_output_v1* FailingOutput() {
  static const stelsel_output_v1 table = [] {
    stelsel_output_v1 copy = *RealOutput();
    copy.write = [](stelsel_output* output, const void* bytes, size_t count, stelsel_error* error) {
      if (Fails()) return Refuse(error);
      return RealOutput()->write(output, bytes, count, error);
    };
    return copy;
  }();
  return &table;
}

const stelsel_reading_v1* FailingReading() {
  static const stelsel_reading_v1 table = [] {
    stelsel_reading_v1 copy = *ReadingService();
    copy.rows = [](stelsel_reading* reading, const char* name, ArrowArrayStream* rows,
                   stelsel_error* error) {
      if (!Fails()) return ReadingService()->rows(reading, name, rows, error);
      Drop(rows);
      return Refuse(error);
    };
    copy.finding = [](stelsel_reading* reading, const char* rule, const stelsel_place* place,
                      const char* arguments, stelsel_error* error) {
      if (Fails()) return Refuse(error);
      return ReadingService()->finding(reading, rule, place, arguments, error);
    };
    return copy;
  }();
  return &table;
}

const stelsel_config_v1* ConfigOfReal() {
  static const stelsel_config_v1 table = {
      sizeof(stelsel_config_v1), [](const stelsel_host* host, const char* key) {
        const stelsel_host* const real = reinterpret_cast<const FailingHostObject*>(host)->real;
        return static_cast<const stelsel_config_v1*>(FindService(STELSEL_HOST_CONFIG))
            ->get(real, key);
      }};
  return &table;
}

const stelsel_log_v1* SilentLog() {
  static const stelsel_log_v1 table = {sizeof(stelsel_log_v1),
                                       [](const stelsel_host*, int32_t, const char*) {}};
  return &table;
}

const void* Service(const stelsel_host*, const char* id) {
  const std::string_view wanted = id != nullptr ? id : "";
  if (wanted == STELSEL_HOST_MODEL) return FailingModel();
  if (wanted == STELSEL_HOST_DOCUMENT) return FailingDocument();
  if (wanted == STELSEL_HOST_OUTPUT) return FailingOutput();
  if (wanted == STELSEL_HOST_READING) return FailingReading();
  if (wanted == STELSEL_HOST_CONFIG) return ConfigOfReal();
  if (wanted == STELSEL_HOST_LOG) return SilentLog();
  if (wanted == STELSEL_HOST_PROGRESS) return FindService(wanted);
  return nullptr;
}

}  // namespace

FailingHostObject MakeFailingHost(const stelsel_host* real) {
  return {{sizeof(stelsel_host), STELSEL_VERSION, Service}, real};
}

void FailAfter(int calls) { calls_left.store(calls); }

}  // namespace stelsel::core::conformance
