/* A program in C11 that embeds stelsel, with nothing but stelsel.h: opens an engine, reads a
 * package, checks it, streams a table, and prints what it counted. */
#include <stdio.h>

#include "stelsel/stelsel.h"

static int fail(const char* what, const stelsel_error* error) {
  fprintf(stderr, "%s: code %d: %s\n", what, (int)error->code, error->text);
  return 1;
}

/* Rows of the stream, which is released; -1 when it fails. */
static int64_t count_rows(struct ArrowArrayStream* stream) {
  int64_t rows = 0;
  for (;;) {
    struct ArrowArray batch;
    if (stream->get_next(stream, &batch) != 0) {
      rows = -1;
      break;
    }
    if (batch.release == NULL) break;
    rows += batch.length;
    batch.release(&batch);
  }
  stream->release(stream);
  return rows;
}

static int print_counts(const stelsel_model_v1* model, const stelsel_snapshot* snapshot) {
  stelsel_error error = STELSEL_ERROR_INIT;
  struct ArrowArrayStream stream;
  size_t i;
  for (i = 0; model->table_name(snapshot, i) != NULL; ++i) {
    const char* table = model->table_name(snapshot, i);
    int64_t rows;
    if (model->stream(snapshot, table, NULL, 0, &stream, &error) != STELSEL_OK)
      return fail("stream", &error);
    rows = count_rows(&stream);
    if (rows != model->row_count(snapshot, table)) return fail("the counts differ", &error);
    printf("%s: %lld rows\n", table, (long long)rows);
  }
  return i == model->table_count(snapshot) ? 0 : fail("table_count", &error);
}

static int run(const stelsel_host* host, const char* source) {
  const stelsel_model_v1* model = stelsel_service(host, STELSEL_HOST_MODEL);
  const stelsel_engine_v1* engine = stelsel_service(host, STELSEL_HOST_ENGINE);
  const stelsel_findings_v1* found = stelsel_service(host, STELSEL_HOST_FINDINGS);
  stelsel_error error = STELSEL_ERROR_INIT;
  stelsel_findings* findings = NULL;
  stelsel_snapshot* snapshot = NULL;
  int status = 1;
  if (found->make(host, 0, &findings, &error) != STELSEL_OK) return fail("findings", &error);
  if (engine->read(host, source, NULL, findings, NULL, &snapshot, &error) != STELSEL_OK) {
    fail("read", &error);
  } else if (engine->check(host, snapshot, "{\"as_of\": \"2021-12-31\"}", findings, NULL, &error) !=
             STELSEL_OK) {
    fail("check", &error);
  } else {
    printf("%lld errors\n", (long long)found->count(findings, STELSEL_WRONG));
    status = print_counts(model, snapshot);
  }
  if (snapshot != NULL) model->release(snapshot);
  found->release(findings);
  return status;
}

int main(int argc, char** argv) {
  stelsel_error error = STELSEL_ERROR_INIT;
  const stelsel_host* host;
  int status;
  if (argc != 2) return 2;
  host = stelsel_open(NULL, &error);
  if (host == NULL) return fail("open", &error);
  status = stelsel_version() == STELSEL_VERSION ? run(host, argv[1]) : 1;
  stelsel_close(host);
  return status;
}
