/* Libraries that are not what their manifests say: test_lies has another major version, test_lacks
 * lacks the capability, test_short has a table without functions, test_no_entry has no entry. */
#include <stddef.h>

#include "stelsel/stelsel.h"

#ifdef TEST_NO_ENTRY
STELSEL_EXPORT int test_no_entry(void);
int test_no_entry(void) { return 0; }
#else

STELSEL_EXPORT const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host,
                                                          stelsel_error* error);

static const void* capability(void* self, const char* id) {
  (void)self;
  (void)id;
#ifdef TEST_LACKS
  return NULL;
#else
  static const stelsel_report_v1 report = {offsetof(stelsel_report_v1, run), NULL, NULL};
  return &report;
#endif
}

static void stop(void* self) { (void)self; }

#ifdef TEST_LIES
#define VERSION ((uint32_t)2 << 16)
#else
#define VERSION STELSEL_VERSION
#endif

const stelsel_plugin* stelsel_plugin_entry(const stelsel_host* host, stelsel_error* error) {
  static const stelsel_plugin plugin = {sizeof(stelsel_plugin), VERSION, NULL, capability, stop};
  (void)host;
  (void)error;
  return &plugin;
}
#endif
