/* The store `names`: names of municipalities in a text file. Line 1 is `names REVISION`, line 2 the
 * size of the table's schema, then follow that schema and a line KEY TAB NAME for each row. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "release_1_0.h"

#define MAX_ROWS 1000
#define TABLE "municipality"

typedef struct contents {
  char revision[24]; /* "" when nothing was committed */
  char* schema;      /* may be NULL */
  size_t count;
  release_1_0_row rows[MAX_ROWS];
} contents;

struct stelsel_store {
  char path[1024];
  contents now;
};

struct stelsel_transaction {
  stelsel_store* store;
  contents next;
};

static int32_t no_memory(stelsel_error* error) {
  return release_1_0_fail(error, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
}

/* ---- The file ---- */

/* False when it is not a file of this store. */
static int load(FILE* file, contents* out) {
  unsigned long size = 0;
  if (fscanf(file, "names %23[0-9]\n%lu%*1[\n]", out->revision, &size) != 2 || size > 1000000)
    return 0;
  out->schema = calloc(size + 1, 1);
  if (out->schema == NULL || fread(out->schema, 1, size, file) != size) return 0;
  while (out->count < MAX_ROWS && fscanf(file, " %31[^\t]\t%159[^\n]", out->rows[out->count].key,
                                         out->rows[out->count].value) == 2) {
    ++out->count;
  }
  return feof(file) != 0;
}

static int save(const char* path, const contents* all) {
  size_t i;
  int good;
  const char* const schema = all->schema != NULL ? all->schema : "";
  FILE* const file = fopen(path, "wb");
  if (file == NULL) return 0;
  good = fprintf(file, "names %s\n%lu\n%s\n", all->revision, (unsigned long)strlen(schema),
                 schema) > 0;
  for (i = 0; i < all->count; ++i)
    good = fprintf(file, "%s\t%s\n", all->rows[i].key, all->rows[i].value) > 0 && good;
  return fclose(file) == 0 && good;
}

/* ---- A store ---- */

static int32_t open(void* self, const char* path, int32_t mode, stelsel_store** out,
                    stelsel_error* error) {
  stelsel_store* const store = calloc(1, sizeof *store);
  FILE* const file = fopen(path, "rb");
  int good = 1;
  (void)self;
  if (store != NULL) snprintf(store->path, sizeof store->path, "%s", path);
  if (file != NULL) {
    good = store != NULL && load(file, &store->now);
    fclose(file);
  }
  if (store == NULL) return no_memory(error);
  if (good && (file != NULL || mode == STELSEL_CREATE)) {
    *out = store;
    return STELSEL_OK;
  }
  free(store->now.schema);
  free(store);
  return good ? release_1_0_fail(error, STELSEL_NOT_FOUND, "there is no such store")
              : release_1_0_fail(error, STELSEL_FAILED_PRECONDITION, "this is no store of names");
}

static int32_t close(stelsel_store* store, stelsel_error* error) {
  (void)error;
  free(store->now.schema);
  free(store);
  return STELSEL_OK;
}

static int32_t latest(stelsel_store* store, const char** revision, stelsel_error* error) {
  (void)error;
  *revision = store->now.revision;
  return STELSEL_OK;
}

static int32_t table(stelsel_store* store, size_t index, const char** name, stelsel_error* error) {
  (void)error;
  *name = index == 0 && store->now.revision[0] != 0 ? TABLE : NULL;
  return STELSEL_OK;
}

static int32_t schema(stelsel_store* store, const char* name, const char** json,
                      stelsel_error* error) {
  if (strcmp(name, TABLE) != 0 || store->now.schema == NULL)
    return release_1_0_fail(error, STELSEL_NOT_FOUND, "there is no such table");
  *json = store->now.schema;
  return STELSEL_OK;
}

static int32_t read(stelsel_store* store, const char* name, const char* revision,
                    struct ArrowArrayStream* out, stelsel_error* error) {
  if (strcmp(name, TABLE) != 0)
    return release_1_0_fail(error, STELSEL_NOT_FOUND, "there is no such table");
  if (strcmp(revision, "latest") != 0 && strcmp(revision, store->now.revision) != 0)
    return release_1_0_fail(error, STELSEL_UNIMPLEMENTED, "only the latest revision is kept");
  return release_1_0_stream(store->now.rows, store->now.count, out, error);
}

/* ---- A commit ---- */

static int32_t begin(stelsel_store* store, const stelsel_commit* commit, stelsel_transaction** out,
                     stelsel_error* error) {
  stelsel_transaction* transaction;
  if (strcmp(commit->base, store->now.revision) != 0)
    return release_1_0_fail(error, STELSEL_ABORTED, "somebody else was first");
  transaction = calloc(1, sizeof *transaction);
  if (transaction == NULL) return no_memory(error);
  transaction->store = store;
  transaction->next = store->now;
  transaction->next.schema = NULL;
  snprintf(transaction->next.revision, sizeof transaction->next.revision, "%ld",
           strtol(store->now.revision, NULL, 10) + 1);
  *out = transaction;
  return STELSEL_OK;
}

/* Place of the key among the rows, or the place beyond the last. */
static size_t find(const contents* all, const char* key, size_t size) {
  size_t i = 0;
  while (i < all->count &&
         (strlen(all->rows[i].key) != size || memcmp(all->rows[i].key, key, size) != 0))
    ++i;
  return i;
}

static int32_t put(void* context, const char* key, size_t key_size, const char* value,
                   size_t value_size, stelsel_error* error) {
  contents* const all = context;
  const size_t at = find(all, key, key_size);
  if (at == MAX_ROWS || key_size >= sizeof all->rows[at].key ||
      value_size >= sizeof all->rows[at].value)
    return release_1_0_fail(error, STELSEL_RESOURCE_EXHAUSTED,
                            "that is more than this store holds");
  memset(&all->rows[at], 0, sizeof all->rows[at]);
  memcpy(all->rows[at].key, key, key_size);
  memcpy(all->rows[at].value, value, value_size);
  if (at == all->count) ++all->count;
  return STELSEL_OK;
}

static int32_t drop(void* context, const char* key, size_t key_size, const char* value,
                    size_t value_size, stelsel_error* error) {
  contents* const all = context;
  const size_t at = find(all, key, key_size);
  (void)value;
  (void)value_size;
  (void)error;
  if (at < all->count) all->rows[at] = all->rows[--all->count];
  return STELSEL_OK;
}

static int32_t change(stelsel_transaction* transaction, const char* name, const char* json,
                      struct ArrowArrayStream* rows, release_1_0_each f, stelsel_error* error) {
  char* copy;
  if (strcmp(name, TABLE) != 0) {
    rows->release(rows);
    return release_1_0_fail(error, STELSEL_UNIMPLEMENTED, "this store holds municipalities only");
  }
  copy = malloc(strlen(json) + 1);
  if (copy != NULL) strcpy(copy, json);
  free(transaction->next.schema);
  transaction->next.schema = copy;
  return release_1_0_read(rows, f, &transaction->next, error);
}

static int32_t upsert(stelsel_transaction* transaction, const char* name, const char* json,
                      struct ArrowArrayStream* rows, stelsel_error* error) {
  return change(transaction, name, json, rows, put, error);
}

static int32_t erase(stelsel_transaction* transaction, const char* name, const char* json,
                     struct ArrowArrayStream* keys, stelsel_error* error) {
  return change(transaction, name, json, keys, drop, error);
}

static void rollback(stelsel_transaction* transaction) {
  if (transaction == NULL) return;
  free(transaction->next.schema);
  free(transaction);
}

static int32_t commit(stelsel_transaction* transaction, stelsel_error* error) {
  stelsel_store* const store = transaction->store;
  char beside[1040];
  snprintf(beside, sizeof beside, "%s.new", store->path);
  if (!save(beside, &transaction->next) || rename(beside, store->path) != 0) {
    rollback(transaction);
    return release_1_0_fail(error, STELSEL_UNKNOWN, "the file could not be written");
  }
  free(store->now.schema);
  store->now = transaction->next;
  transaction->next.schema = NULL;
  rollback(transaction);
  return STELSEL_OK;
}

const stelsel_store_v1* release_1_0_store(void) {
  static const stelsel_store_v1 functions = {sizeof(stelsel_store_v1),
                                             NULL,
                                             open,
                                             close,
                                             latest,
                                             table,
                                             schema,
                                             read,
                                             begin,
                                             upsert,
                                             erase,
                                             commit,
                                             rollback};
  return &functions;
}
