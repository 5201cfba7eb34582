/* A whole plugin in C: the report `count` and the renderer `plain`. It is of border 1.0 and checks
 * what it uses, so that any host of border 1 can run it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stelsel/stelsel.h"

STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host,
                                                          stelsel_error* error);

typedef struct plain_plugin {
  stelsel_plugin plugin;
  stelsel_report_v1 report;
  stelsel_renderer_v1 renderer;
  const stelsel_model_v1* model;
  const stelsel_document_v1* document;
  const stelsel_output_v1* output;
} plain_plugin;

static int32_t add(plain_plugin* self, stelsel_document* document, int32_t kind, const char* text,
                   struct ArrowArrayStream* rows, stelsel_error* error) {
  stelsel_element element = {sizeof(stelsel_element), 0, 0, NULL, NULL, NULL};
  element.kind = kind;
  element.text = text;
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

static int32_t run(void* raw, const char* id, const stelsel_run* given, stelsel_document* document,
                   stelsel_error* error) {
  plain_plugin* self = raw;
  char table[64], text[160];
  struct ArrowArrayStream rows;
  int32_t code;
  (void)id;
  table_of(given->parameters, table, sizeof table);
  snprintf(text, sizeof text, "%s on %s in %s", table, given->as_of, given->language);
  code = add(self, document, STELSEL_TITLE, text, NULL, error);
  if (code != STELSEL_OK) return code;
  snprintf(text, sizeof text, "%lld rows",
           (long long)self->model->row_count(given->snapshot, table));
  code = add(self, document, STELSEL_PARAGRAPH, text, NULL, error);
  if (code != STELSEL_OK) return code;
  code = self->model->stream(given->snapshot, table, NULL, 0, &rows, error);
  if (code != STELSEL_OK) return code;
  return add(self, document, STELSEL_TABLE, "all of them", &rows, error);
}

/* The rows of a table's stream, counted; -1 when it fails. */
static long long count_rows(struct ArrowArrayStream* stream) {
  long long rows = 0;
  struct ArrowArray batch;
  while (stream->get_next(stream, &batch) == 0) {
    if (batch.release == NULL) {
      stream->release(stream);
      return rows;
    }
    rows += (long long)batch.length;
    batch.release(&batch);
  }
  stream->release(stream);
  return -1;
}

static int32_t render_one(plain_plugin* self, const stelsel_document* document, size_t index,
                          stelsel_output* output, stelsel_error* error) {
  stelsel_element element = {sizeof(stelsel_element), 0, 0, NULL, NULL, NULL};
  struct ArrowArrayStream stream;
  char line[64];
  int length;
  int32_t code = self->document->element(document, index, &element, error);
  if (code != STELSEL_OK) return code;
  length = snprintf(line, sizeof line, "%d ", (int)element.kind);
  code = self->output->write(output, line, (size_t)length, error);
  if (code == STELSEL_OK)
    code = self->output->write(output, element.text, strlen(element.text), error);
  if (code == STELSEL_OK) code = self->output->write(output, "\n", 1, error);
  if (code != STELSEL_OK || element.kind != STELSEL_TABLE) return code;
  code = self->document->rows(document, index, &stream, error);
  if (code != STELSEL_OK) return code;
  length = snprintf(line, sizeof line, "  %lld rows\n", count_rows(&stream));
  return self->output->write(output, line, (size_t)length, error);
}

static int32_t render(void* raw, const char* id, const stelsel_document* document,
                      stelsel_output* output, stelsel_error* error) {
  plain_plugin* self = raw;
  size_t i;
  (void)id;
  for (i = 0; i < self->document->count(document); ++i) {
    const int32_t code = render_one(self, document, i, output, error);
    if (code != STELSEL_OK) return code;
  }
  return STELSEL_OK;
}

static const void* capability(void* raw, const char* id) {
  plain_plugin* self = raw;
  if (strcmp(id, STELSEL_REPORT) == 0) return &self->report;
  if (strcmp(id, STELSEL_RENDERER) == 0) return &self->renderer;
  return NULL;
}

static void stop(void* raw) { free(raw); }

static const stelsel_plugin* refuse(stelsel_error* error, const char* why) {
  if (error != NULL) {
    error->code = STELSEL_FAILED_PRECONDITION;
    snprintf(error->text, sizeof error->text, "%s", why);
  }
  return NULL;
}

const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host, stelsel_error* error) {
  const stelsel_plugin plugin = {sizeof(stelsel_plugin), STELSEL_VERSION, NULL, capability, stop};
  plain_plugin* self = calloc(1, sizeof *self);
  if (self == NULL) return refuse(error, "out of memory");
  self->model = host->service(host, STELSEL_HOST_MODEL);
  self->document = host->service(host, STELSEL_HOST_DOCUMENT);
  self->output = host->service(host, STELSEL_HOST_OUTPUT);
  if (self->model == NULL || self->document == NULL || self->output == NULL) {
    free(self);
    return refuse(error, "the host lacks a service");
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
