/* What calls across the border are measured against: a function in a shared library, with as many
 * arguments, that does nothing. */
#include <stddef.h>
#include <stdint.h>

#include "stelsel/stelsel.h"

typedef int32_t (*bare_function)(void* self, const char* id, const void* document, void* output,
                                 void* error);
STELSEL_EXPORT bare_function border_bench_bare(void);

static int32_t nothing(void* self, const char* id, const void* document, void* output,
                       void* error) {
  (void)self;
  (void)id;
  (void)document;
  (void)output;
  (void)error;
  return STELSEL_OK;
}

bare_function border_bench_bare(void) { return nothing; }
