/* Part of rows.h: from a table to a stream, by the rules of the Arrow C stream interface. */
#ifndef STELSEL_DETAIL_ROWS_STREAM_H_
#define STELSEL_DETAIL_ROWS_STREAM_H_

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stelsel/rows.h"

#ifdef __cplusplus
extern "C" {
#endif

static inline void stelsel_schema_release_(struct ArrowSchema* schema) {
  int64_t i;
  for (i = 0; i < schema->n_children; ++i) {
    if (schema->children[i]->release != NULL) schema->children[i]->release(schema->children[i]);
  }
  free(schema->private_data); /* one block: children, pointers, name and format */
  schema->release = NULL;
}

/* A schema that owns `room` bytes for its name and format, behind `children` children. */
static inline char* stelsel_schema_begin_(struct ArrowSchema* out, size_t children, size_t room) {
  const size_t each = sizeof(struct ArrowSchema) + sizeof(struct ArrowSchema*);
  char* const block = (char*)calloc(1, children * each + room + 1);
  struct ArrowSchema* const nodes = (struct ArrowSchema*)(void*)block;
  size_t i;
  memset(out, 0, sizeof *out);
  if (block == NULL) return NULL;
  out->children = (struct ArrowSchema**)(void*)(nodes + children);
  for (i = 0; i < children; ++i) out->children[i] = nodes + i;
  out->n_children = (int64_t)children;
  out->private_data = block;
  out->release = stelsel_schema_release_;
  return block + children * each;
}

static inline int stelsel_stream_schema_(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  static const char* const formats[] = {"", "u", "l", "d:19,", "b", "tdD", "tsu:UTC", "g"};
  const stelsel_table* const table = (const stelsel_table*)stream->private_data;
  size_t i;
  char* text = stelsel_schema_begin_(out, table->column_count, 1);
  if (text == NULL) return ENOMEM;
  out->format = "+s";
  out->name = "";
  for (i = 0; i < table->column_count; ++i) {
    const stelsel_column* const column = &table->columns[i];
    const size_t length = strlen(column->name) + 1;
    text = stelsel_schema_begin_(out->children[i], 0, length + 16);
    if (text == NULL) {
      out->release(out);
      return ENOMEM;
    }
    memcpy(text, column->name, length);
    out->children[i]->name = text;
    out->children[i]->format = text + length;
    out->children[i]->flags = ARROW_FLAG_NULLABLE;
    if (column->kind == STELSEL_DECIMAL) {
      snprintf(text + length, 16, "d:19,%d", (int)column->scale);
    } else {
      snprintf(text + length, 16, "%s", formats[column->kind]);
    }
  }
  return 0;
}

static inline void stelsel_column_release_(struct ArrowArray* array) {
  stelsel_values_free_((stelsel_values_*)array->private_data);
  array->release = NULL;
}

/* Columns that somebody moved out have no release here any more, and live on. */
static inline void stelsel_array_release_(struct ArrowArray* array) {
  int64_t i;
  for (i = 0; i < array->n_children; ++i) {
    if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
  }
  free(array->private_data);
  array->release = NULL;
}

static inline void stelsel_column_export_(stelsel_values_* values, int32_t kind, int64_t rows,
                                          struct ArrowArray* out) {
  static const int64_t nothing = 0; /* a buffer of no bytes is not NULL either */
  values->buffers[0] = values->nulls > 0 ? values->valid.at : NULL;
  values->buffers[1] = values->data.at;
  values->buffers[2] = values->text.at != NULL ? (const void*)values->text.at : &nothing;
  out->length = rows;
  out->null_count = values->nulls;
  out->n_buffers = kind == STELSEL_TEXT ? 3 : 2;
  out->buffers = values->buffers;
  out->private_data = values;
  out->release = stelsel_column_release_;
}

static inline int stelsel_stream_next_(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  stelsel_table* const table = (stelsel_table*)stream->private_data;
  stelsel_batch_* const batch = table->first;
  const size_t count = table->column_count;
  struct ArrowArray* nodes;
  const void** none;
  size_t i;
  memset(out, 0, sizeof *out);
  if (batch == NULL || batch->rows == 0) return 0;
  nodes = (struct ArrowArray*)calloc(1, count * (sizeof *nodes + sizeof nodes) + sizeof *none);
  if (nodes == NULL) return ENOMEM;
  out->children = (struct ArrowArray**)(void*)(nodes + count);
  none = (const void**)(void*)(out->children + count);
  for (i = 0; i < count; ++i) {
    out->children[i] = nodes + i;
    stelsel_column_export_(batch->values[i], table->columns[i].kind, batch->rows, nodes + i);
  }
  out->length = batch->rows;
  out->n_buffers = 1;
  out->buffers = none;
  out->n_children = (int64_t)count;
  out->private_data = nodes;
  out->release = stelsel_array_release_;
  table->first = batch->next;
  free(batch->values); /* the columns themselves went with the array */
  free(batch);
  return 0;
}

static inline const char* stelsel_stream_error_(struct ArrowArrayStream* stream) {
  (void)stream;
  return "out of memory"; /* nothing else can fail here */
}

static inline void stelsel_stream_release_(struct ArrowArrayStream* stream) {
  stelsel_table_drop((stelsel_table*)stream->private_data);
  free(stream->private_data);
  stream->release = NULL;
}

static inline int32_t stelsel_table_stream(stelsel_table* table, struct ArrowArrayStream* out,
                                           stelsel_error* error) {
  stelsel_table* held;
  if (table->cells != 0)
    stelsel_table_fail_(table, STELSEL_INVALID_ARGUMENT, "the last row was not ended");
  held = table->code == STELSEL_OK ? (stelsel_table*)malloc(sizeof *held) : NULL;
  if (held == NULL) {
    const int32_t code = table->code != STELSEL_OK ? table->code : STELSEL_RESOURCE_EXHAUSTED;
    stelsel_fail(error, code, "rows: %s", table->text != NULL ? table->text : "out of memory");
    stelsel_table_drop(table);
    return code;
  }
  *held = *table;
  memset(table, 0, sizeof *table);
  out->get_schema = stelsel_stream_schema_;
  out->get_next = stelsel_stream_next_;
  out->get_last_error = stelsel_stream_error_;
  out->release = stelsel_stream_release_;
  out->private_data = held;
  return STELSEL_OK;
}

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* STELSEL_DETAIL_ROWS_STREAM_H_ */
