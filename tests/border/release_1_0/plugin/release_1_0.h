/* Between the files of the plugin of border 1.0. It was written to the first release and stays as
 * it is: what worked then must work for ever. */
#ifndef RELEASE_1_0_H_
#define RELEASE_1_0_H_

#include "stelsel/stelsel.h"

/* Puts code and text into `error`, which may be NULL; returns the code. */
int32_t release_1_0_fail(stelsel_error* error, int32_t code, const char* text);

/* The table of functions for STELSEL_STORE. */
const stelsel_store_v1* release_1_0_store(void);

/* A stream of one batch of two text columns, `keys` and `values` copied. */
typedef struct release_1_0_row {
  char key[32];
  char value[160];
} release_1_0_row;
int32_t release_1_0_stream(const release_1_0_row* rows, size_t count, struct ArrowArrayStream* out,
                           stelsel_error* error);

/* Calls `f` with the key and value of each row of a stream that has the columns `municipality` and
 * `name`, or only the first; releases the stream. `f` may stop it with a code. */
typedef int32_t (*release_1_0_each)(void* context, const char* key, size_t key_size,
                                    const char* value, size_t value_size, stelsel_error* error);
int32_t release_1_0_read(struct ArrowArrayStream* stream, release_1_0_each f, void* context,
                         stelsel_error* error);

#endif
