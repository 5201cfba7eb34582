/* Part of rows.h: reading a stream. */
#ifndef STELSEL_DETAIL_ROWS_READ_H_
#define STELSEL_DETAIL_ROWS_READ_H_

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stelsel/rows.h"

#ifdef __cplusplus
extern "C" {
#endif

static inline void stelsel_cursor_fail_(stelsel_cursor* rows, int32_t code, const char* text) {
  if (rows->code != STELSEL_OK) return;
  rows->code = code;
  snprintf(rows->text, sizeof rows->text, "%s", text != NULL ? text : "a stream of rows failed");
}

/* What the stream answered, as one of our codes. */
static inline void stelsel_cursor_errno_(stelsel_cursor* rows, int number) {
  const int32_t code = number == ENOMEM      ? STELSEL_RESOURCE_EXHAUSTED
                       : number == EINVAL    ? STELSEL_INVALID_ARGUMENT
                       : number == ECANCELED ? STELSEL_CANCELLED
                                             : STELSEL_INTERNAL;
  stelsel_cursor_fail_(rows, code, rows->stream.get_last_error(&rows->stream));
}

/* 0 for what the border does not have. */
static inline int32_t stelsel_kind_of_(const struct ArrowSchema* schema, int32_t* scale) {
  const char* const format = schema->format;
  const char* comma;
  *scale = 0;
  if (schema->dictionary != NULL) {
    const int coded = strcmp(format, "i") == 0 && strcmp(schema->dictionary->format, "u") == 0;
    return coded ? STELSEL_TEXT : 0;
  }
  if (strcmp(format, "u") == 0) return STELSEL_TEXT;
  if (strcmp(format, "l") == 0) return STELSEL_INTEGER;
  if (strcmp(format, "b") == 0) return STELSEL_BOOLEAN;
  if (strcmp(format, "tdD") == 0) return STELSEL_DATE;
  if (strncmp(format, "tsu:", 4) == 0) return STELSEL_DATETIME;
  if (strcmp(format, "g") == 0) return STELSEL_REAL;
  comma = strncmp(format, "d:", 2) == 0 ? strchr(format, ',') : NULL;
  if (comma == NULL) return 0;
  *scale = (int32_t)strtol(comma + 1, NULL, 10);
  return STELSEL_DECIMAL;
}

static inline void stelsel_cursor_open(stelsel_cursor* rows, struct ArrowArrayStream* stream) {
  size_t i;
  int number;
  memset(rows, 0, sizeof *rows);
  rows->stream = *stream;
  stream->release = NULL;
  if (rows->stream.release == NULL) {
    stelsel_cursor_fail_(rows, STELSEL_FAILED_PRECONDITION, "the stream was used already");
    return;
  }
  number = rows->stream.get_schema(&rows->stream, &rows->schema);
  if (number != 0) {
    rows->schema.release = NULL;
    stelsel_cursor_errno_(rows, number);
    return;
  }
  rows->column_count = (size_t)rows->schema.n_children;
  rows->columns = (stelsel_column*)calloc(rows->column_count + 1, sizeof *rows->columns);
  if (rows->columns == NULL) {
    rows->column_count = 0;
    stelsel_cursor_fail_(rows, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
    return;
  }
  for (i = 0; i < rows->column_count; ++i) {
    const struct ArrowSchema* const child = rows->schema.children[i];
    rows->columns[i].name = child->name != NULL ? child->name : "";
    rows->columns[i].kind = stelsel_kind_of_(child, &rows->columns[i].scale);
    if (rows->columns[i].kind == 0)
      stelsel_cursor_fail_(rows, STELSEL_INVALID_ARGUMENT,
                           "a column has an Arrow type that is not of the border");
  }
}

static inline const stelsel_column* stelsel_cursor_columns(const stelsel_cursor* rows,
                                                           size_t* count) {
  *count = rows->column_count;
  return rows->columns;
}

static inline int stelsel_cursor_column(const stelsel_cursor* rows, const char* name) {
  size_t i;
  for (i = 0; i < rows->column_count; ++i) {
    if (strcmp(rows->columns[i].name, name) == 0) return (int)i;
  }
  return -1;
}

static inline int stelsel_cursor_next(stelsel_cursor* rows) {
  int number;
  if (rows->code != STELSEL_OK) return 0;
  if (rows->batch.release != NULL && ++rows->row < rows->batch.length) return 1;
  do {
    if (rows->batch.release != NULL) rows->batch.release(&rows->batch);
    memset(&rows->batch, 0, sizeof rows->batch);
    number = rows->stream.get_next(&rows->stream, &rows->batch);
    if (number != 0) {
      rows->batch.release = NULL;
      stelsel_cursor_errno_(rows, number);
      return 0;
    }
    if (rows->batch.release == NULL) return 0;
    if (rows->batch.n_children != (int64_t)rows->column_count) {
      stelsel_cursor_fail_(rows, STELSEL_INTERNAL, "a batch of rows does not fit its schema");
      return 0;
    }
  } while (rows->batch.length == 0);
  rows->row = 0;
  return 1;
}

static inline int stelsel_bit_(const void* bits, int64_t at) {
  return (((const unsigned char*)bits)[at >> 3] >> (at & 7)) & 1;
}

static inline void stelsel_cell_text_(const struct ArrowArray* array, int64_t at,
                                      stelsel_cell* cell) {
  const int32_t* offsets;
  if (array->dictionary != NULL) {
    at = ((const int32_t*)array->buffers[1])[at];
    array = array->dictionary;
    cell->valid = at >= 0 && at < array->length;
    at += array->offset;
    if (!cell->valid) return;
  }
  offsets = (const int32_t*)array->buffers[1] + at;
  cell->text = (const char*)array->buffers[2] + offsets[0];
  cell->length = (size_t)(offsets[1] - offsets[0]);
}

static inline stelsel_cell stelsel_cursor_cell(const stelsel_cursor* rows, int column) {
  stelsel_cell cell = {0, STELSEL_TEXT, 0, 0, "", 0};
  const struct ArrowArray* array;
  int64_t at;
  if (column < 0 || (size_t)column >= rows->column_count || rows->batch.release == NULL)
    return cell;
  array = rows->batch.children[column];
  at = rows->row + array->offset + rows->batch.offset;
  cell.kind = rows->columns[column].kind;
  cell.valid = array->buffers[0] == NULL || stelsel_bit_(array->buffers[0], at);
  if (!cell.valid) return cell;
  switch (cell.kind) {
    case STELSEL_TEXT:
      stelsel_cell_text_(array, at, &cell);
      break;
    case STELSEL_BOOLEAN:
      cell.integer = stelsel_bit_(array->buffers[1], at);
      break;
    case STELSEL_DATE:
      cell.integer = ((const int32_t*)array->buffers[1])[at];
      break;
    case STELSEL_DECIMAL: /* the low half of 128 bits: all values of the border fit in it */
      cell.integer = ((const int64_t*)array->buffers[1])[2 * at];
      break;
    case STELSEL_REAL:
      cell.real = ((const double*)array->buffers[1])[at];
      break;
    default:
      cell.integer = ((const int64_t*)array->buffers[1])[at];
  }
  return cell;
}

static inline int32_t stelsel_cursor_close(stelsel_cursor* rows, stelsel_error* error) {
  const int32_t code = rows->code;
  if (rows->batch.release != NULL) rows->batch.release(&rows->batch);
  if (rows->schema.release != NULL) rows->schema.release(&rows->schema);
  if (rows->stream.release != NULL) rows->stream.release(&rows->stream);
  free(rows->columns);
  if (code != STELSEL_OK) stelsel_fail(error, code, "%s", rows->text);
  memset(rows, 0, sizeof *rows);
  return code;
}

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* STELSEL_DETAIL_ROWS_READ_H_ */
