/* rows.h in C11, when memory runs out: each allocation fails once, and every time that is told and
 * nothing is left. Ends with 0 when all is well. */
#include <stdio.h>
#include <stdlib.h>

static long left; /* allocations until one fails; below zero: none does */
static long kept; /* that were not freed */
static int was_refused;

static int refused(void) {
  if (left != 0) {
    if (left > 0) --left;
    return 0;
  }
  was_refused = 1;
  return 1;
}

static void* test_calloc(size_t count, size_t size) {
  void* const made = refused() ? NULL : calloc(count, size);
  kept += made != NULL;
  return made;
}
static void* test_malloc(size_t size) { return test_calloc(1, size); }
static void* test_realloc(void* old, size_t size) {
  void* const made = refused() ? NULL : realloc(old, size);
  kept += made != NULL && old == NULL;
  return made;
}
static void test_free(void* old) {
  kept -= old != NULL;
  free(old);
}

#define calloc test_calloc
#define malloc test_malloc
#define realloc test_realloc
#define free test_free
#include "stelsel/rows.h"
#undef calloc
#undef malloc
#undef realloc
#undef free

enum { kRows = 70000 }; /* more than a batch */

static void fill(stelsel_table* table) {
  static const stelsel_column columns[] = {
      {"name", STELSEL_TEXT, 0}, {"n", STELSEL_INTEGER, 0}, {"yes", STELSEL_BOOLEAN, 0}};
  int i;
  stelsel_table_begin(table, columns, 3);
  for (i = 0; i < kRows; ++i) {
    stelsel_table_text(table, "name");
    stelsel_table_integer(table, i);
    stelsel_table_null(table);
    stelsel_table_end_row(table);
  }
}

/* Makes rows and reads them back; counts them. */
static int32_t there_and_back(long* rows, stelsel_error* error) {
  stelsel_table table;
  stelsel_cursor cursor;
  struct ArrowArrayStream stream;
  int32_t code;
  *rows = 0;
  fill(&table);
  code = stelsel_table_stream(&table, &stream, error);
  if (code != STELSEL_OK) return code;
  stelsel_cursor_open(&cursor, &stream);
  while (stelsel_cursor_next(&cursor)) {
    const stelsel_cell name = stelsel_cursor_cell(&cursor, stelsel_cursor_column(&cursor, "name"));
    const stelsel_cell n = stelsel_cursor_cell(&cursor, 1);
    if (stelsel_cell_is(name, "name") && n.integer == *rows) ++*rows;
  }
  return stelsel_cursor_close(&cursor, error);
}

static int wrong(long allocation, const char* what) {
  fprintf(stderr, "with allocation %ld refused: %s\n", allocation, what);
  return 1;
}

int main(void) {
  long allocation, rows;
  for (allocation = 0;; ++allocation) {
    stelsel_error error = STELSEL_ERROR_INIT;
    int32_t code;
    left = allocation;
    was_refused = 0;
    code = there_and_back(&rows, &error);
    if (kept != 0) return wrong(allocation, "memory is left");
    if (!was_refused) break;
    if (code != STELSEL_RESOURCE_EXHAUSTED || error.code != code) return wrong(allocation, "code");
    if (strstr(error.text, "out of memory") == NULL) return wrong(allocation, error.text);
  }
  if (rows != kRows) return wrong(-1, "rows are lost");
  printf("%ld allocations\n", allocation);
  return allocation > 20 ? 0 : wrong(allocation, "that is too few to have tried them all");
}
