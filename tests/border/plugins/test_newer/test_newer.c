/* A plugin of a later border 1.x: its structs are longer than this host knows, and it asks that
 * host for members that are not there, and does without. */
#include <stdio.h>
#include <string.h>

#include "../later_border.h"

STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host,
                                                          stelsel_error* error);

static int32_t add(const stelsel_document_v1* functions, stelsel_document* document, int32_t kind,
                   const char* text, stelsel_error* error) {
  stelsel_element element = {sizeof(stelsel_element), 0, 0, NULL, NULL, NULL};
  element.kind = kind;
  element.text = text;
  return functions->add(document, &element, NULL, error);
}

/* Says of each later member whether the host has it. */
static int32_t run(void* self, const char* id, const stelsel_run* given, stelsel_document* document,
                   stelsel_error* error) {
  const later_host* host = self;
  const later_model* model = host->v1.service(&host->v1, STELSEL_HOST_MODEL);
  const later_document* out = host->v1.service(&host->v1, STELSEL_HOST_DOCUMENT);
  const later_run* later = (const later_run*)given;
  char text[200];
  int32_t code;
  (void)id;
  code = add(&out->v1, document, STELSEL_TITLE, "members", error);
  if (code != STELSEL_OK) return code;
  snprintf(text, sizeof text, "host.name %s, byte_count %s, diff %s, reader %s",
           LATER_HAS(host, name) ? host->name(&host->v1) : "no",
           LATER_HAS(model, byte_count) ? "yes" : "no",
           STELSEL_HAS(&model->v1, diff) ? "yes" : "no",
           LATER_HAS(later, reader) ? later->reader : "no");
  code = add(&out->v1, document, STELSEL_PARAGRAPH, text, error);
  if (code != STELSEL_OK) return code;
  if (LATER_HAS(out, warn)) return out->warn(document, "warned", error);
  return add(&out->v1, document, STELSEL_NOTE, "warned by a note", error);
}

static int32_t estimate(void* self, const char* id) {
  (void)self;
  (void)id;
  return 1;
}

static int32_t prepare(void* self) {
  (void)self;
  return STELSEL_OK;
}

static later_report report;
static later_plugin plugin;

static const void* capability(void* self, const char* id) {
  report.v1.size = sizeof report;
  report.v1.self = self;
  report.v1.run = run;
  report.estimate = estimate;
  return strcmp(id, STELSEL_REPORT) == 0 ? &report : NULL;
}

static void stop(void* self) { (void)self; }

const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host, stelsel_error* error) {
  (void)error;
  plugin.v1.size = sizeof plugin;
  plugin.v1.version = LATER_VERSION;
  plugin.v1.self = (void*)host;
  plugin.v1.capability = capability;
  plugin.v1.stop = stop;
  plugin.prepare = prepare;
  return &plugin.v1;
}
