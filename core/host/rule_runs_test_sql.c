/* What rule_runs_test.cc has for a plugin that answers queries in SQL: it does what the words behind
 * SELECT say. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stelsel/rows.h"

static const stelsel_progress_v1* progress_service;

/* `COLUMN,COLUMN;CELL,CELL;CELL,CELL`: texts, of which `-` is null. */
static int32_t Rows(const char* words, struct ArrowArrayStream* out, stelsel_error* error) {
  char text[4096];
  stelsel_column columns[8];
  size_t count = 0;
  stelsel_table table;
  char *line, *lines = NULL, *cell, *cells = NULL;
  snprintf(text, sizeof text, "%s", words);
  line = strtok_r(text, ";\n", &lines);
  for (cell = strtok_r(line, ",", &cells); cell != NULL && count < 8;
       cell = strtok_r(NULL, ",", &cells)) {
    columns[count].name = cell;
    columns[count].kind = STELSEL_TEXT;
    columns[count++].scale = 0;
  }
  stelsel_table_begin(&table, columns, count);
  while ((line = strtok_r(NULL, ";\n", &lines)) != NULL) {
    for (cell = strtok_r(line, ",", &cells); cell != NULL; cell = strtok_r(NULL, ",", &cells)) {
      if (strcmp(cell, "-") == 0) {
        stelsel_table_null(&table);
      } else {
        stelsel_table_text(&table, cell);
      }
    }
    stelsel_table_end_row(&table);
  }
  return stelsel_table_stream(&table, out, error);
}

static int32_t Parameters(const stelsel_run* run, struct ArrowArrayStream* out,
                          stelsel_error* error) {
  static const stelsel_column columns[] = {{"municipality", STELSEL_TEXT, 0},
                                           {"message", STELSEL_TEXT, 0}};
  stelsel_table table;
  stelsel_table_begin(&table, columns, 2);
  stelsel_table_text(&table, "GM0193");
  stelsel_table_text(&table, run->parameters);
  stelsel_table_end_row(&table);
  return stelsel_table_stream(&table, out, error);
}

static const char* Behind(const char* text, const char* word) {
  const size_t length = strlen(word);
  return strncmp(text, word, length) == 0 ? text + length : NULL;
}

static int32_t Run(void* self, const char* id, const stelsel_run* run, const char* text,
                   struct ArrowArrayStream* out, stelsel_error* error) {
  const char* const select = strstr(text, "\nSELECT ");
  const char* const words = select != NULL ? select + strlen("\nSELECT ") : "";
  const char* rest;
  (void)self;
  (void)id;
  if ((rest = Behind(words, "fail ")) != NULL)
    return stelsel_fail(error, STELSEL_INVALID_ARGUMENT, "%.*s", (int)strcspn(rest, "\n"), rest);
  if ((rest = Behind(words, "rows ")) != NULL) return Rows(rest, out, error);
  if (Behind(words, "parameters") != NULL) return Parameters(run, out, error);
  if (Behind(words, "nothing") != NULL) return STELSEL_OK;
  if (Behind(words, "as_of ") != NULL && run->as_of[0] == 0)
    return stelsel_fail(error, STELSEL_FAILED_PRECONDITION, "line 1: no day was given");
  if ((rest = Behind(words, "as_of ")) != NULL) return Rows(rest, out, error);
  if (Behind(words, "slow") != NULL) {
    while (!progress_service->cancelled(run->progress)) {
    }
  }
  return stelsel_fail(error, STELSEL_CANCELLED, "cancelled");
}

static const stelsel_query_v1 query = {sizeof query, NULL, Run};

static const void* Capability(void* self, const char* id) {
  (void)self;
  return strcmp(id, STELSEL_QUERY) == 0 ? &query : NULL;
}
static void Stop(void* self) { (void)self; }

STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host,
                                                          stelsel_error* error) {
  static const stelsel_plugin plugin = {sizeof plugin, STELSEL_VERSION, NULL, Capability, Stop};
  if (!stelsel_host_fits(host, error)) return NULL;
  progress_service = (const stelsel_progress_v1*)host->service(host, STELSEL_HOST_PROGRESS);
  return &plugin;
}
