/* Two libraries for loader_test.cc: a plugin that refuses to start, and one without an entry. */
#include "stelsel/stelsel.h"

#ifdef WITHOUT_ENTRY
STELSEL_EXPORT int some_function(void);
int some_function(void) { return 0; }
#else
STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host,
                                                          stelsel_error* error);
const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host, stelsel_error* error) {
  (void)host;
  (void)error;
  return NULL;
}
#endif
