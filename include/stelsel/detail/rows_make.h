/* Part of rows.h: values that are added to a table. */
#ifndef STELSEL_DETAIL_ROWS_MAKE_H_
#define STELSEL_DETAIL_ROWS_MAKE_H_

#include <stdlib.h>
#include <string.h>

#include "stelsel/rows.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct stelsel_bytes_ {
  unsigned char* at;
  size_t size;
  size_t room;
} stelsel_bytes_;

/* The values of one column of a batch, in Arrow's layout. */
typedef struct stelsel_values_ {
  stelsel_bytes_ valid; /* a bit a row */
  stelsel_bytes_ data;  /* of a text: the offsets */
  stelsel_bytes_ text;
  int64_t nulls;
  const void* buffers[3];
} stelsel_values_;

typedef struct stelsel_batch_ {
  struct stelsel_batch_* next;
  int64_t rows;
  size_t text_bytes;
  stelsel_values_** values; /* one a column */
} stelsel_batch_;

static inline void stelsel_table_fail_(stelsel_table* table, int32_t code, const char* text) {
  if (table->code != STELSEL_OK) return;
  table->code = code;
  table->text = text;
}

/* Room for `count` bytes more, not yet counted in; NULL when memory ran out. */
static inline void* stelsel_room_(stelsel_bytes_* bytes, size_t count) {
  if (bytes->room - bytes->size < count) {
    size_t room = bytes->room < 64 ? 64 : bytes->room;
    void* moved;
    while (room - bytes->size < count) {
      if (room > SIZE_MAX / 2) return NULL;
      room *= 2;
    }
    moved = realloc(bytes->at, room);
    if (moved == NULL) return NULL;
    bytes->at = (unsigned char*)moved;
    bytes->room = room;
  }
  return bytes->at + bytes->size;
}

static inline int stelsel_add_(stelsel_bytes_* bytes, const void* from, size_t count) {
  void* to;
  if (count == 0) return 1;
  to = stelsel_room_(bytes, count);
  if (to == NULL) return 0;
  memcpy(to, from, count);
  bytes->size += count;
  return 1;
}

static inline int stelsel_add_bit_(stelsel_bytes_* bits, int64_t row, int value) {
  static const unsigned char none = 0;
  if ((row & 7) == 0 && !stelsel_add_(bits, &none, 1)) return 0;
  if (value) bits->at[row >> 3] = (unsigned char)(bits->at[row >> 3] | (1u << (row & 7)));
  return 1;
}

static inline void stelsel_values_free_(stelsel_values_* values) {
  if (values == NULL) return;
  free(values->valid.at);
  free(values->data.at);
  free(values->text.at);
  free(values);
}

static inline void stelsel_batch_free_(stelsel_batch_* batch, size_t columns) {
  size_t i;
  if (batch == NULL) return;
  for (i = 0; batch->values != NULL && i < columns; ++i) stelsel_values_free_(batch->values[i]);
  free(batch->values);
  free(batch);
}

static inline void stelsel_table_drop(stelsel_table* table) {
  size_t i;
  while (table->first != NULL) {
    stelsel_batch_* const next = table->first->next;
    stelsel_batch_free_(table->first, table->column_count);
    table->first = next;
  }
  for (i = 0; table->columns != NULL && i < table->column_count; ++i)
    free((char*)table->columns[i].name);
  free(table->columns);
  memset(table, 0, sizeof *table);
}

static inline void stelsel_table_begin(stelsel_table* table, const stelsel_column* columns,
                                       size_t count) {
  size_t i;
  memset(table, 0, sizeof *table);
  table->columns = (stelsel_column*)calloc(count > 0 ? count : 1, sizeof *columns);
  if (table->columns == NULL) {
    stelsel_table_fail_(table, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
    return;
  }
  table->column_count = count;
  for (i = 0; i < count; ++i) {
    const size_t length = strlen(columns[i].name) + 1;
    char* const name = (char*)malloc(length);
    table->columns[i] = columns[i];
    table->columns[i].name = name;
    if (name == NULL) {
      stelsel_table_fail_(table, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
    } else {
      memcpy(name, columns[i].name, length);
    }
    if (columns[i].kind < STELSEL_TEXT || columns[i].kind > STELSEL_REAL || columns[i].scale < 0 ||
        columns[i].scale > 18)
      stelsel_table_fail_(table, STELSEL_INVALID_ARGUMENT, "a column has no such kind or scale");
  }
}

static inline int stelsel_batch_begin_(stelsel_table* table) {
  static const int32_t zero = 0;
  stelsel_batch_* const batch = (stelsel_batch_*)calloc(1, sizeof *batch);
  size_t i;
  int made = batch != NULL;
  if (made) {
    batch->values = (stelsel_values_**)calloc(table->column_count + 1, sizeof *batch->values);
    made = batch->values != NULL;
  }
  for (i = 0; made && i < table->column_count; ++i) {
    batch->values[i] = (stelsel_values_*)calloc(1, sizeof(stelsel_values_));
    made = batch->values[i] != NULL && (table->columns[i].kind != STELSEL_TEXT ||
                                        stelsel_add_(&batch->values[i]->data, &zero, sizeof zero));
  }
  if (!made) {
    stelsel_batch_free_(batch, table->column_count);
    return 0;
  }
  if (table->last != NULL) table->last->next = batch;
  if (table->first == NULL) table->first = batch;
  table->last = batch;
  return 1;
}

/* Adds the bytes of a value, or of the zero that stands where there is none. */
static inline int stelsel_values_add_(stelsel_values_* values, int64_t row,
                                      const stelsel_cell* cell) {
  const int32_t day = (int32_t)cell->integer;
  const int64_t wide[2] = {cell->integer, cell->integer < 0 ? -1 : 0};
  int32_t end;
  switch (cell->kind) {
    case STELSEL_TEXT:
      if (!stelsel_add_(&values->text, cell->text, cell->valid ? cell->length : 0)) return 0;
      end = (int32_t)values->text.size;
      return stelsel_add_(&values->data, &end, sizeof end);
    case STELSEL_BOOLEAN:
      return stelsel_add_bit_(&values->data, row, cell->integer != 0);
    case STELSEL_DATE:
      return stelsel_add_(&values->data, &day, sizeof day);
    case STELSEL_DECIMAL:
      return stelsel_add_(&values->data, wide, sizeof wide);
    case STELSEL_REAL:
      return stelsel_add_(&values->data, &cell->real, sizeof cell->real);
    default:
      return stelsel_add_(&values->data, wide, sizeof wide[0]);
  }
}

static inline void stelsel_table_cell(stelsel_table* table, stelsel_cell cell) {
  stelsel_values_* values;
  if (table->code == STELSEL_OK && table->cells >= table->column_count)
    stelsel_table_fail_(table, STELSEL_INVALID_ARGUMENT, "a row has more cells than columns");
  if (table->code != STELSEL_OK) return;
  if (cell.valid && cell.kind != table->columns[table->cells].kind)
    stelsel_table_fail_(table, STELSEL_INVALID_ARGUMENT, "a cell is not of its column's kind");
  if (cell.valid && cell.kind == STELSEL_TEXT && cell.length > INT32_MAX / 2)
    stelsel_table_fail_(table, STELSEL_RESOURCE_EXHAUSTED, "a text has more than 1 GiB");
  if (cell.valid && cell.kind == STELSEL_DATE && cell.integer != (int32_t)cell.integer)
    stelsel_table_fail_(table, STELSEL_OUT_OF_RANGE, "a date is too far away");
  if (table->code == STELSEL_OK && table->last == NULL && !stelsel_batch_begin_(table))
    stelsel_table_fail_(table, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
  if (table->code != STELSEL_OK) return;
  cell.kind = table->columns[table->cells].kind;
  if (!cell.valid) cell.integer = 0, cell.real = 0, cell.length = 0;
  values = table->last->values[table->cells];
  if (!stelsel_add_bit_(&values->valid, table->last->rows, cell.valid) ||
      !stelsel_values_add_(values, table->last->rows, &cell)) {
    stelsel_table_fail_(table, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
    return;
  }
  if (!cell.valid) ++values->nulls;
  table->last->text_bytes += cell.kind == STELSEL_TEXT ? cell.length : 0;
  ++table->cells;
}

static inline void stelsel_table_bytes(stelsel_table* table, const char* text, size_t length) {
  stelsel_cell cell = {0, STELSEL_TEXT, 0, 0, NULL, 0};
  cell.valid = text != NULL;
  cell.text = text;
  cell.length = length;
  stelsel_table_cell(table, cell);
}
static inline void stelsel_table_text(stelsel_table* table, const char* text) {
  stelsel_table_bytes(table, text, text != NULL ? strlen(text) : 0);
}
static inline void stelsel_table_integer(stelsel_table* table, int64_t value) {
  stelsel_cell cell = {1, STELSEL_INTEGER, 0, 0, NULL, 0};
  cell.integer = value;
  if (table->cells < table->column_count && table->columns[table->cells].kind != STELSEL_TEXT &&
      table->columns[table->cells].kind != STELSEL_REAL)
    cell.kind = table->columns[table->cells].kind;
  stelsel_table_cell(table, cell);
}
static inline void stelsel_table_real(stelsel_table* table, double value) {
  stelsel_cell cell = {1, STELSEL_REAL, 0, 0, NULL, 0};
  cell.real = value;
  stelsel_table_cell(table, cell);
}
static inline void stelsel_table_null(stelsel_table* table) {
  const stelsel_cell none = {0, STELSEL_TEXT, 0, 0, NULL, 0};
  stelsel_table_cell(table, none);
}

static inline void stelsel_table_end_row(stelsel_table* table) {
  if (table->code != STELSEL_OK) return;
  if (table->cells != table->column_count || table->column_count == 0) {
    stelsel_table_fail_(table, STELSEL_INVALID_ARGUMENT, "a row has fewer cells than columns");
    return;
  }
  table->cells = 0;
  ++table->last->rows;
  /* Offsets are 32 bits, and a batch is what is in memory twice: both want bounds. */
  if ((table->last->rows >= 65536 || table->last->text_bytes >= ((size_t)64 << 20)) &&
      !stelsel_batch_begin_(table))
    stelsel_table_fail_(table, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
}

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* STELSEL_DETAIL_ROWS_MAKE_H_ */
