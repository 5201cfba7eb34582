/* Rows from and to Arrow streams, by hand. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "release_1_0.h"

/* ---- Reading ---- */

/* Place of the column with this name, or -1. */
static int64_t column_of(const struct ArrowSchema* schema, const char* name) {
  int64_t i;
  for (i = 0; i < schema->n_children; ++i) {
    if (strcmp(schema->children[i]->name, name) == 0) return i;
  }
  return -1;
}

/* The text at `row` of a column of utf8, or of a dictionary of it. */
static const char* text_at(const struct ArrowArray* column, int64_t row, size_t* size) {
  const int32_t* offsets;
  row += column->offset;
  if (column->dictionary != NULL) {
    row = ((const int32_t*)column->buffers[1])[row] + column->dictionary->offset;
    column = column->dictionary;
  }
  offsets = (const int32_t*)column->buffers[1];
  *size = (size_t)(offsets[row + 1] - offsets[row]);
  return (const char*)column->buffers[2] + offsets[row];
}

static int32_t read_batch(const struct ArrowArray* batch, int64_t key, int64_t value,
                          release_1_0_each f, void* context, stelsel_error* error) {
  int64_t i;
  for (i = 0; i < batch->length; ++i) {
    size_t key_size, value_size = 0;
    const char* key_text = text_at(batch->children[key], batch->offset + i, &key_size);
    const char* value_text =
        value < 0 ? "" : text_at(batch->children[value], batch->offset + i, &value_size);
    const int32_t code = f(context, key_text, key_size, value_text, value_size, error);
    if (code != STELSEL_OK) return code;
  }
  return STELSEL_OK;
}

static int32_t failed(struct ArrowArrayStream* stream, stelsel_error* error) {
  const char* text = stream->get_last_error(stream);
  return release_1_0_fail(error, STELSEL_UNKNOWN, text != NULL ? text : "a stream failed");
}

static int32_t read_batches(struct ArrowArrayStream* stream, int64_t key, int64_t value,
                            release_1_0_each f, void* context, stelsel_error* error) {
  for (;;) {
    struct ArrowArray batch;
    int32_t code;
    if (stream->get_next(stream, &batch) != 0) return failed(stream, error);
    if (batch.release == NULL) return STELSEL_OK;
    code = read_batch(&batch, key, value, f, context, error);
    batch.release(&batch);
    if (code != STELSEL_OK) return code;
  }
}

int32_t release_1_0_read(struct ArrowArrayStream* stream, release_1_0_each f, void* context,
                         stelsel_error* error) {
  struct ArrowSchema schema;
  int32_t code;
  if (stream->get_schema(stream, &schema) != 0) {
    code = failed(stream, error);
  } else {
    const int64_t key = column_of(&schema, "municipality");
    const int64_t value = column_of(&schema, "name");
    schema.release(&schema);
    code = key < 0 ? release_1_0_fail(error, STELSEL_INVALID_ARGUMENT, "no column `municipality`")
                   : read_batches(stream, key, value, f, context, error);
  }
  stream->release(stream);
  return code;
}

/* ---- Writing ---- */

static const char* const kNames[2] = {"municipality", "name"};

/* What is left of a stream: the batch, until it was handed out. */
typedef struct given {
  struct ArrowArray batch;
} given;

static void release_schema(struct ArrowSchema* schema) {
  int64_t i;
  for (i = 0; i < schema->n_children; ++i) {
    if (schema->children[i]->release != NULL) schema->children[i]->release(schema->children[i]);
    free(schema->children[i]);
  }
  free(schema->children);
  schema->release = NULL;
}

static int get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  int i;
  (void)stream;
  memset(out, 0, sizeof *out);
  out->format = "+s";
  out->name = "";
  out->release = release_schema;
  out->children = calloc(2, sizeof *out->children);
  if (out->children == NULL) return ENOMEM;
  for (i = 0; i < 2; ++i) {
    struct ArrowSchema* const child = calloc(1, sizeof *child);
    if (child == NULL) {
      release_schema(out);
      return ENOMEM;
    }
    child->format = "u";
    child->name = kNames[i];
    child->flags = ARROW_FLAG_NULLABLE;
    child->release = release_schema;
    out->children[out->n_children++] = child;
  }
  return 0;
}

static void release_array(struct ArrowArray* array) {
  int64_t i;
  for (i = 0; i < array->n_children; ++i) {
    if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
    free(array->children[i]);
  }
  for (i = 0; i < array->n_buffers; ++i) free((void*)array->buffers[i]);
  free(array->children);
  free(array->buffers);
  array->release = NULL;
}

static int get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  given* const left = stream->private_data;
  *out = left->batch;
  memset(&left->batch, 0, sizeof left->batch);
  return 0;
}

static const char* get_last_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return "out of memory";
}

static void release_stream(struct ArrowArrayStream* stream) {
  given* const left = stream->private_data;
  if (left->batch.release != NULL) left->batch.release(&left->batch);
  free(left);
  stream->release = NULL;
}

static const char* cell(const release_1_0_row* row, int column) {
  return column == 0 ? row->key : row->value;
}

/* A column of texts; NULL when there is no memory. */
static struct ArrowArray* column_of_rows(const release_1_0_row* rows, size_t count, int column) {
  struct ArrowArray* const out = calloc(1, sizeof *out);
  const void** const buffers = calloc(3, sizeof *buffers);
  int32_t* const offsets = calloc(count + 1, sizeof *offsets);
  char* text = NULL;
  size_t i, size = 0;
  for (i = 0; i < count; ++i) size += strlen(cell(&rows[i], column));
  text = malloc(size + 1);
  if (out == NULL || buffers == NULL || offsets == NULL || text == NULL) {
    free(out);
    free(buffers);
    free(offsets);
    free(text);
    return NULL;
  }
  for (i = 0; i < count; ++i) {
    const size_t length = strlen(cell(&rows[i], column));
    memcpy(text + offsets[i], cell(&rows[i], column), length);
    offsets[i + 1] = offsets[i] + (int32_t)length;
  }
  buffers[1] = offsets;
  buffers[2] = text;
  out->length = (int64_t)count;
  out->n_buffers = 3;
  out->buffers = buffers;
  out->release = release_array;
  return out;
}

/* The two columns as one batch; false when there is no memory. */
static int fill_batch(const release_1_0_row* rows, size_t count, struct ArrowArray* batch) {
  int i;
  batch->length = (int64_t)count;
  batch->release = release_array;
  batch->buffers = calloc(1, sizeof *batch->buffers);
  batch->children = calloc(2, sizeof *batch->children);
  if (batch->buffers == NULL || batch->children == NULL) return 0;
  batch->n_buffers = 1;
  for (i = 0; i < 2; ++i) {
    batch->children[i] = column_of_rows(rows, count, i);
    if (batch->children[i] == NULL) return 0;
    batch->n_children = i + 1;
  }
  return 1;
}

int32_t release_1_0_stream(const release_1_0_row* rows, size_t count, struct ArrowArrayStream* out,
                           stelsel_error* error) {
  given* const left = calloc(1, sizeof *left);
  if (left == NULL || !fill_batch(rows, count, &left->batch)) {
    if (left != NULL) release_array(&left->batch);
    free(left);
    return release_1_0_fail(error, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
  }
  out->get_schema = get_schema;
  out->get_next = get_next;
  out->get_last_error = get_last_error;
  out->release = release_stream;
  out->private_data = left;
  return STELSEL_OK;
}
