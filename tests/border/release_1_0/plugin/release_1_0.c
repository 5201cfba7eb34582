/* A whole plugin as one could be written to border 1.0: the report `count`, the renderer `lines`
 * and the store `names`. It uses each service that a plugin of 1.0 had. */
#include "release_1_0.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host,
                                                          stelsel_error* error);

typedef struct instance {
  stelsel_plugin plugin;
  stelsel_report_v1 report;
  stelsel_renderer_v1 renderer;
  const stelsel_host* host;
  const stelsel_model_v1* model;
  const stelsel_document_v1* document;
  const stelsel_output_v1* output;
  const stelsel_log_v1* log;
  const stelsel_progress_v1* progress;
  const stelsel_config_v1* config;
} instance;

int32_t release_1_0_fail(stelsel_error* error, int32_t code, const char* text) {
  if (error != NULL) {
    error->code = code;
    snprintf(error->text, sizeof error->text, "%s", text);
  }
  return code;
}

/* ---- The report ---- */

static int32_t add(instance* self, stelsel_document* document, int32_t kind, const char* text,
                   const char* options, struct ArrowArrayStream* rows, stelsel_error* error) {
  stelsel_element element = {sizeof(stelsel_element), 0, 0, NULL, NULL, NULL};
  element.kind = kind;
  element.level = kind == STELSEL_SECTION ? 1 : 0;
  element.id = kind == STELSEL_SECTION ? "counted" : NULL;
  element.text = text;
  element.options = options;
  return self->document->add(document, &element, rows, error);
}

/* parameters is {"table":"NAME"}: the host has checked that, so the name is between quotes. */
static void table_of(const char* parameters, char* table, size_t room) {
  const char* at = strstr(parameters, "\"table\":\"");
  size_t length = 0;
  if (at != NULL) {
    at += strlen("\"table\":\"");
    while (at[length] != 0 && at[length] != '"' && length + 1 < room) ++length;
    memcpy(table, at, length);
  }
  table[length] = 0;
}

static int32_t add_head(instance* self, const stelsel_run* given, const char* table,
                        stelsel_document* document, stelsel_error* error) {
  char text[400];
  int32_t code;
  snprintf(text, sizeof text, "%s on %s in %s by %s", table, given->as_of, given->language,
           self->config->get(self->host, "plugin.id"));
  code = add(self, document, STELSEL_TITLE, text, "{\"subtitle\": \"1.0\"}", NULL, error);
  if (code != STELSEL_OK) return code;
  code = add(self, document, STELSEL_SECTION, "Counted", NULL, NULL, error);
  if (code != STELSEL_OK) return code;
  snprintf(text, sizeof text, "%lld rows in all",
           (long long)self->model->row_count(given->snapshot, table));
  return add(self, document, STELSEL_PARAGRAPH, text, NULL, NULL, error);
}

/* The rows that hold that day, from a snapshot that is released before the stream is read. */
static int32_t stream_as_of(instance* self, const stelsel_run* given, const char* table,
                            struct ArrowArrayStream* out, stelsel_error* error) {
  stelsel_snapshot* then = NULL;
  int32_t code = self->model->as_of(given->snapshot, given->as_of, &then, error);
  if (code != STELSEL_OK) return code;
  code = self->model->stream(then, table, NULL, 0, out, error);
  self->model->release(then);
  return code;
}

static int32_t run(void* raw, const char* id, const stelsel_run* given, stelsel_document* document,
                   stelsel_error* error) {
  instance* const self = raw;
  struct ArrowArrayStream rows;
  char table[64];
  int32_t code;
  if (strcmp(id, "count") != 0) return release_1_0_fail(error, STELSEL_NOT_FOUND, "no such report");
  if (given->size < sizeof *given)
    return release_1_0_fail(error, STELSEL_INTERNAL, "the run is shorter than that of 1.0");
  table_of(given->parameters, table, sizeof table);
  self->log->log(self->host, STELSEL_LOG_INFO, "counting");
  self->progress->advance(given->progress, "counting", 0, 1);
  if (self->progress->cancelled(given->progress))
    return release_1_0_fail(error, STELSEL_CANCELLED, "cancelled");
  code = add_head(self, given, table, document, error);
  if (code != STELSEL_OK) return code;
  code = stream_as_of(self, given, table, &rows, error);
  if (code != STELSEL_OK) return code;
  code = add(self, document, STELSEL_TABLE, "Those of that day", NULL, &rows, error);
  if (code != STELSEL_OK) return code;
  return add(self, document, STELSEL_FOOTNOTE, "Counted by hand", NULL, NULL, error);
}

/* ---- The renderer ---- */

/* The rows of a stream, counted; -1 when it fails. */
static long long count_rows(struct ArrowArrayStream* stream) {
  long long rows = 0;
  for (;;) {
    struct ArrowArray batch;
    if (stream->get_next(stream, &batch) != 0) rows = -1;
    if (rows < 0 || batch.release == NULL) break;
    rows += (long long)batch.length;
    batch.release(&batch);
  }
  stream->release(stream);
  return rows;
}

static int32_t render_one(instance* self, const stelsel_document* document, size_t index,
                          stelsel_output* output, stelsel_error* error) {
  stelsel_element element = {sizeof(stelsel_element), 0, 0, NULL, NULL, NULL};
  struct ArrowArrayStream stream;
  char line[512];
  int length;
  int32_t code = self->document->element(document, index, &element, error);
  if (code != STELSEL_OK) return code;
  length =
      snprintf(line, sizeof line, "%d.%d %s%s%s\n", (int)element.kind, (int)element.level,
               element.id != NULL ? element.id : "", element.id != NULL ? ": " : "", element.text);
  code = self->output->write(output, line, (size_t)length, error);
  if (code != STELSEL_OK || element.kind != STELSEL_TABLE) return code;
  code = self->document->rows(document, index, &stream, error);
  if (code != STELSEL_OK) return code;
  length = snprintf(line, sizeof line, "    %lld rows\n", count_rows(&stream));
  return self->output->write(output, line, (size_t)length, error);
}

static int32_t render(void* raw, const char* id, const stelsel_document* document,
                      stelsel_output* output, stelsel_error* error) {
  instance* const self = raw;
  size_t i;
  if (strcmp(id, "lines") != 0)
    return release_1_0_fail(error, STELSEL_NOT_FOUND, "no such renderer");
  for (i = 0; i < self->document->count(document); ++i) {
    const int32_t code = render_one(self, document, i, output, error);
    if (code != STELSEL_OK) return code;
  }
  return STELSEL_OK;
}

/* ---- The plugin ---- */

static const void* capability(void* raw, const char* id) {
  instance* const self = raw;
  if (strcmp(id, STELSEL_REPORT) == 0) return &self->report;
  if (strcmp(id, STELSEL_RENDERER) == 0) return &self->renderer;
  if (strcmp(id, STELSEL_STORE) == 0) return release_1_0_store();
  return NULL;
}

static void stop(void* raw) {
  instance* const self = raw;
  self->log->log(self->host, STELSEL_LOG_INFO, "stopped");
  free(self);
}

/* Whether the host has each service of 1.0, with all members it had then. */
static int find_services(instance* self) {
  const stelsel_host* const host = self->host;
  self->model = host->service(host, STELSEL_HOST_MODEL);
  self->document = host->service(host, STELSEL_HOST_DOCUMENT);
  self->output = host->service(host, STELSEL_HOST_OUTPUT);
  self->log = host->service(host, STELSEL_HOST_LOG);
  self->progress = host->service(host, STELSEL_HOST_PROGRESS);
  self->config = host->service(host, STELSEL_HOST_CONFIG);
  return self->model != NULL && STELSEL_HAS(self->model, diff) && self->document != NULL &&
         STELSEL_HAS(self->document, language) && self->output != NULL &&
         STELSEL_HAS(self->output, release) && self->log != NULL && STELSEL_HAS(self->log, log) &&
         self->progress != NULL && STELSEL_HAS(self->progress, release) && self->config != NULL &&
         STELSEL_HAS(self->config, get);
}

const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host, stelsel_error* error) {
  const stelsel_plugin plugin = {sizeof(stelsel_plugin), STELSEL_VERSION, NULL, capability, stop};
  instance* const self = calloc(1, sizeof *self);
  if (self == NULL) {
    release_1_0_fail(error, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
    return NULL;
  }
  self->host = host;
  if (STELSEL_MAJOR_OF(host->version) != 1 || !find_services(self)) {
    free(self);
    release_1_0_fail(error, STELSEL_FAILED_PRECONDITION, "the host lacks what border 1.0 had");
    return NULL;
  }
  self->plugin = plugin;
  self->plugin.self = self;
  self->report.size = sizeof self->report;
  self->report.self = self;
  self->report.run = run;
  self->renderer.size = sizeof self->renderer;
  self->renderer.self = self;
  self->renderer.render = render;
  return &self->plugin;
}
