// Practice examples: the rows of the pack praktijkvoorbeelden, and the sections of both reports
// that show them. Where the pack was not found there are none.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_EXAMPLES_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_EXAMPLES_H_

#include <string>
#include <vector>

#include "report/context.h"
#include "report/landscape.h"
#include "report/sources.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// That an example is about a topic, and why it is thought so.
struct ExampleTopic {
  std::string topic;
  std::string explanation;
  Citation source;
  bool illustratief = false;
};

struct Example {
  std::string region;
  std::string region_name;  // that of the landscape; without one, as the example's source calls it
  std::string title, description, explanation;
  std::vector<ExampleTopic> topics;  // as TopicBefore has them
  std::vector<std::string> tags;
  Citation source;
  bool illustratief = false;
};

// All examples, in the order of their keys. Empty when the snapshot does not know their table.
std::vector<Example> ReadExamples(const stelsel::Snapshot& snapshot,
                                  const std::vector<Region>& regions);

// Whether an example, or that it is about a topic, is made up.
bool AnyIllustratief(const std::vector<Example>& examples);

// Where examples are shown.
struct ExamplesPlace {
  const Context& context;
  const std::vector<Topic>& topics;
  Sources& sources;
  stelsel::Document& out;
};

// The section of one region: its examples, then their topics. Nothing when there are no examples.
void WriteExamplesOfRegion(const ExamplesPlace& place, const std::vector<Example>& examples);
// The section of all regions: by topic, as one looks for an example, then each example itself.
// `one_domain` tells that the rest of the report is about one domain, which examples have not.
void WriteAllExamples(const ExamplesPlace& place, const std::vector<Example>& examples,
                      bool one_domain);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_EXAMPLES_H_
