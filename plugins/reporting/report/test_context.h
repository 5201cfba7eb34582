// What tests of reports share: labels as the schemas of the core and of a pack give them.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_TEST_CONTEXT_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_TEST_CONTEXT_H_

#include <fstream>
#include <sstream>
#include <string>

#include "report/context.h"

namespace reporting {

inline Context TestContext(const char* language = "nl") {
  const Words words(language);
  Labels labels(words);
  const auto add = [&](const std::string& folder, const std::string& table) {
    std::ifstream in(STELSEL_SOURCE_DIR "/" + folder + "/" + table + ".json");
    std::ostringstream text;
    text << in.rdbuf();
    labels.Add(text.str());
  };
  for (const char* table : {"agreement_status", "agreement_topic", "agreement_topic_wording",
                            "municipality", "region_municipality", "source_document"}) {
    add("core/schema/tables", table);
  }
  for (const char* table : {"praktijkvoorbeelden_example", "praktijkvoorbeelden_topic"}) {
    add("plugins/praktijkvoorbeelden/schema", table);
  }
  return {words, labels, "2021-12-31", "landscape/"};
}

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_TEST_CONTEXT_H_
