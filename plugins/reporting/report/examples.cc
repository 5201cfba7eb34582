#include "report/examples.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "praktijkvoorbeelden/tables.hpp"
#include "report/doubt.h"
#include "report/page.h"
#include "report/texts.h"

namespace reporting {
namespace {

namespace pack = praktijkvoorbeelden::tables;

constexpr char kTable[] = "praktijkvoorbeelden_example";

using Key = std::pair<std::string, std::string>;  // region, name of the example

template <typename Row>
Key KeyOf(const Row& row) {
  return {std::string(row.region), std::string(row.praktijkvoorbeelden_example)};
}

// The rows of a table of the pack, which need not be there.
template <typename Row, typename F>
void RowsIfKnown(const stelsel::Snapshot& snapshot, F f) {
  if (snapshot.row_count(std::string(Row::table)) > 0) snapshot.rows<Row>(std::move(f));
}

std::string NameOf(const pack::Example& row, const std::vector<Region>& regions) {
  for (const Region& region : regions) {
    if (region.id == row.region) return region.name;
  }
  return std::string(row.region_as_named.value_or(row.region));
}

Example ExampleOf(const pack::Example& row, const std::vector<Region>& regions) {
  Example out;
  out.region = row.region;
  out.region_name = NameOf(row, regions);
  out.title = row.title;
  out.description = row.description;
  out.explanation = TextOf(row.explanation);
  out.source = SourceOf(row);
  out.illustratief = row.illustratief.value_or(false);
  return out;
}

// A tag in the words of people.
std::string TagOf(std::string_view tag) {
  std::string out(tag);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

// An example with one of its topics.
struct Pairing {
  const Example* example;
  const ExampleTopic* topic;
};

std::vector<Pairing> ByTopic(const std::vector<Example>& examples) {
  std::vector<Pairing> out;
  for (const Example& example : examples) {
    for (const ExampleTopic& topic : example.topics) out.push_back({&example, &topic});
  }
  std::stable_sort(out.begin(), out.end(), [](const Pairing& a, const Pairing& b) {
    return TopicBefore(a.topic->topic, b.topic->topic);
  });
  return out;
}

bool AnyDoubt(const std::vector<Example>& examples) {
  return std::any_of(examples.begin(), examples.end(), [](const Example& example) {
    return HasDoubt(example.explanation) ||
           std::any_of(example.topics.begin(), example.topics.end(),
                       [](const ExampleTopic& topic) { return HasDoubt(topic.explanation); });
  });
}

class ExamplesWriter {
 public:
  ExamplesWriter(const ExamplesPlace& place, const std::vector<Example>& examples, bool all)
      : context_(place.context),
        words_(place.context.words),
        topics_(place.topics),
        sources_(place.sources),
        out_(place.out),
        examples_(examples),
        all_(all) {}

  void WriteIntroduction(const std::string& what) {
    out_.section(1, words_(texts::kExamples), "examples");
    std::string text = what + " " + words_(texts::kExamplesFrom);
    if (AnyDoubt(examples_)) text += " " + words_(texts::kExampleDoubt);
    out_.paragraph(text);
  }

  // Of all regions, topics stand in a table of their own.
  void WriteExamples() {
    std::vector<SheetColumn> columns;
    if (all_) columns.push_back(Column("region"));
    columns.push_back(Column("title"));
    columns.push_back(Column("description"));
    if (!all_) columns.push_back({"agreement_topics", words_(texts::kTopicList), As::text});
    columns.push_back({"tags", words_(texts::kTagList), As::text});
    AddClosing(columns);
    Sheet sheet(std::move(columns));
    for (const Example& example : examples_) sheet.cells(RowOf(example));
    std::move(sheet).table(out_, words_(all_ ? texts::kExamplesByRegion : texts::kExamplesHere));
  }

  void WriteTopics() {
    const std::vector<Pairing> pairings = ByTopic(examples_);
    if (pairings.empty()) return;
    std::vector<SheetColumn> columns{
        {"agreement_topic", context_.labels.Field("praktijkvoorbeelden_topic", "agreement_topic"),
         As::text}};
    if (all_) columns.push_back(Column("region"));
    columns.push_back({"title", words_(texts::kExample), As::text});
    AddClosing(columns);
    Sheet sheet(std::move(columns));
    for (const Pairing& pairing : pairings) sheet.cells(RowOf(pairing));
    std::move(sheet).table(out_, words_(texts::kExamplesByTopic));
  }

 private:
  SheetColumn Column(const char* field) const {
    return {field, context_.labels.Field(kTable, field), As::text};
  }

  // The columns with which both tables end.
  void AddClosing(std::vector<SheetColumn>& columns) const {
    columns.push_back(Column("explanation"));
    columns.push_back({"source_document", words_(texts::kSourceAndSection), As::text});
    columns.push_back({"illustratief", context_.labels.Mark(), As::mark});
  }

  std::vector<Cell> RowOf(const Example& example) {
    std::vector<Cell> row;
    if (all_) row.emplace_back(example.region_name);
    row.emplace_back(example.title);
    row.emplace_back(example.description);
    if (!all_) row.push_back(TextOrNothing(TopicsOf(example)));
    row.push_back(TextOrNothing(TagsOf(example)));
    row.push_back(TextOrNothing(WithDoubtApart(example.explanation)));
    row.push_back(TextOrNothing(sources_.Cite(example.source, words_)));
    row.emplace_back(example.illustratief);
    return row;
  }

  std::vector<Cell> RowOf(const Pairing& pairing) {
    std::vector<Cell> row{TopicTitle(topics_, pairing.topic->topic)};
    if (all_) row.emplace_back(pairing.example->region_name);
    row.emplace_back(pairing.example->title);
    row.push_back(TextOrNothing(WithDoubtApart(pairing.topic->explanation)));
    row.push_back(TextOrNothing(sources_.Cite(pairing.topic->source, words_)));
    row.emplace_back(pairing.example->illustratief || pairing.topic->illustratief);
    return row;
  }

  // Names of topics have commas of their own: one a line.
  std::string TopicsOf(const Example& example) const {
    std::string out;
    for (const ExampleTopic& topic : example.topics) {
      out += (out.empty() ? "" : "\n") + TopicTitle(topics_, topic.topic);
    }
    return out;
  }

  static std::string TagsOf(const Example& example) {
    std::string out;
    for (const std::string& tag : example.tags) out += (out.empty() ? "" : ", ") + tag;
    return out;
  }

  const Context& context_;
  const Words& words_;
  const std::vector<Topic>& topics_;
  Sources& sources_;
  stelsel::Document& out_;
  const std::vector<Example>& examples_;
  bool all_;
};

// `17 praktijkvoorbeelden van 16 regio's, bij 20 onderwerpen`, in a sentence.
std::string CountsOf(const std::vector<Example>& examples, const Words& words) {
  std::set<std::string> regions, topics;
  for (const Example& example : examples) {
    regions.insert(example.region);
    for (const ExampleTopic& topic : example.topics) topics.insert(topic.topic);
  }
  const auto count = [&](const auto& things, const Noun& noun) {
    return words.Count(static_cast<std::int64_t>(things.size()), noun);
  };
  return words(texts::kAllExamples,
               {count(examples, texts::kExampleCount), count(regions, texts::kRegions),
                count(topics, texts::kTopics)});
}

}  // namespace

std::vector<Example> ReadExamples(const stelsel::Snapshot& snapshot,
                                  const std::vector<Region>& regions) {
  std::map<Key, Example> examples;
  RowsIfKnown<pack::Example>(
      snapshot, [&](const pack::Example& row) { examples[KeyOf(row)] = ExampleOf(row, regions); });
  RowsIfKnown<pack::Topic>(snapshot, [&](const pack::Topic& row) {
    const auto found = examples.find(KeyOf(row));
    if (found == examples.end()) return;
    found->second.topics.push_back({std::string(row.agreement_topic), TextOf(row.explanation),
                                    SourceOf(row), row.illustratief.value_or(false)});
  });
  RowsIfKnown<pack::Tag>(snapshot, [&](const pack::Tag& row) {
    const auto found = examples.find(KeyOf(row));
    if (found != examples.end()) found->second.tags.push_back(TagOf(row.tag));
  });
  std::vector<Example> out;
  for (auto& [key, example] : examples) {
    std::sort(example.topics.begin(), example.topics.end(),
              [](const auto& a, const auto& b) { return TopicBefore(a.topic, b.topic); });
    std::sort(example.tags.begin(), example.tags.end());
    out.push_back(std::move(example));
  }
  return out;
}

bool AnyIllustratief(const std::vector<Example>& examples) {
  return std::any_of(examples.begin(), examples.end(), [](const Example& example) {
    return example.illustratief ||
           std::any_of(example.topics.begin(), example.topics.end(),
                       [](const ExampleTopic& topic) { return topic.illustratief; });
  });
}

void WriteExamplesOfRegion(const ExamplesPlace& place, const std::vector<Example>& examples) {
  if (examples.empty()) return;
  const Words& words = place.context.words;
  ExamplesWriter writer(place, examples, false);
  writer.WriteIntroduction(
      words(texts::kExamplesOfRegion,
            {words.Count(static_cast<std::int64_t>(examples.size()), texts::kExampleCount)}));
  writer.WriteExamples();
  writer.WriteTopics();
}

void WriteAllExamples(const ExamplesPlace& place, const std::vector<Example>& examples,
                      bool one_domain) {
  if (examples.empty()) return;
  const Words& words = place.context.words;
  std::string what = CountsOf(examples, words);
  if (one_domain) what += " " + words(texts::kExamplesHaveNoDomain);
  ExamplesWriter writer(place, examples, true);
  writer.WriteIntroduction(what);
  writer.WriteTopics();
  writer.WriteExamples();
}

}  // namespace reporting
