/* What a later border 1.x may look like: members appended to the structs of 1.0. Made up, with a
 * number that no release will have, to test that plugins and hosts of different minor versions get
 * along. */
#ifndef STELSEL_TESTS_BORDER_LATER_BORDER_H_
#define STELSEL_TESTS_BORDER_LATER_BORDER_H_

#include "stelsel/stelsel.h"

#define LATER_VERSION ((uint32_t)1 << 16 | 900)

/* What STELSEL_HAS asks, of the struct of 1.0 that begins a later one. */
#define LATER_HAS(table, member)                                                                   \
  ((size_t)(table)->v1.size >=                                                                     \
       (size_t)((const char*)&(table)->member - (const char*)(table)) + sizeof((table)->member) && \
   (table)->member != NULL)

typedef struct later_host {
  stelsel_host v1;
  const char* (*name)(const stelsel_host* host);
} later_host;

typedef struct later_model {
  stelsel_model_v1 v1;
  int64_t (*byte_count)(const stelsel_snapshot* snapshot);
} later_model;

typedef struct later_document {
  stelsel_document_v1 v1;
  int32_t (*warn)(stelsel_document* document, const char* text, stelsel_error* error);
} later_document;

typedef struct later_plugin {
  stelsel_plugin v1;
  int32_t (*prepare)(void* self);
} later_plugin;

typedef struct later_report {
  stelsel_report_v1 v1;
  int32_t (*estimate)(void* self, const char* id);
} later_report;

typedef struct later_run {
  stelsel_run v1;
  const char* reader;
} later_run;

#endif
