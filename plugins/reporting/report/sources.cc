#include "report/sources.h"

#include <algorithm>

#include "report/page.h"
#include "report/source_date.h"
#include "report/texts.h"

namespace reporting {

std::string Sources::Cite(const Citation& citation, const Words& words) {
  if (citation.document.empty()) return "";
  const auto [number, is_new] = numbers_.emplace(citation.document, cited_.size() + 1);
  if (is_new) cited_.push_back(citation.document);
  const std::string document = words(texts::kCite, {std::to_string(number->second)});
  return citation.section.empty() ? document : document + ": " + citation.section;
}

void Sources::Write(stelsel::Document& out, const Words& words, const Labels& labels) const {
  if (cited_.empty()) return;
  const auto title = [&](const char* field) { return labels.Field("source_document", field); };
  Sheet sheet({{"number", words(texts::kSourceNumber), As::text},
               {"title", title("title"), As::text},
               {"publisher", title("publisher"), As::text},
               {"kind", title("kind"), As::text},
               {"published_on", title("published_on"), As::text}});
  for (const std::string& id : cited_) {
    const auto found = documents_.find(id);
    const SourceDocument document = found != documents_.end() ? found->second : SourceDocument();
    const std::string kind = document.kind ? CodeOf(*document.kind) : "";
    sheet.cells({words(texts::kCite, {std::to_string(numbers_.at(id))}),
                 document.title.empty() ? id : document.title, TextOrNothing(document.publisher),
                 TextOrNothing(kind.empty() ? "" : labels.Code("source_document", "kind", kind)),
                 TextOrNothing(InWords(document.published_on, words))});
  }
  out.section(1, words(texts::kSources), "sources");
  std::move(sheet).table(out, words(texts::kSourcesCaption));
}

void WriteWordings(stelsel::Document& out, const std::set<WordingKey>& used,
                   const std::map<WordingKey, Wording>& wordings, const std::vector<Topic>& topics,
                   const Words& words, const Labels& labels, Sources& sources) {
  std::vector<WordingKey> keys(used.begin(), used.end());
  std::erase_if(keys, [&](const WordingKey& key) { return wordings.count(key) == 0; });
  if (keys.empty()) return;
  std::stable_sort(keys.begin(), keys.end(), [](const WordingKey& a, const WordingKey& b) {
    return TopicBefore(a.first, b.first);
  });
  const auto title = [&](const char* field) {
    return labels.Field("agreement_topic_wording", field);
  };
  Sheet sheet({{"agreement_topic", title("agreement_topic"), As::text},
               {"topic_version", title("topic_version"), As::integer},
               {"wording", title("wording"), As::text},
               {"asked_from", title("asked_from"), As::text},
               {"source_document", words(texts::kSourceAndSection), As::text},
               {"illustratief", labels.Mark(), As::mark}});
  for (const WordingKey& key : keys) {
    const Wording& wording = wordings.at(key);
    sheet.cells({TopicTitle(topics, key.first), key.second, wording.text,
                 TextOrNothing(InWords(wording.asked_from, words)),
                 TextOrNothing(sources.Cite(wording.source, words)), wording.illustratief});
  }
  out.section(1, words(texts::kWordings), "wordings");
  std::move(sheet).table(out, words(texts::kWordingsCaption));
}

bool AnyIllustratief(const std::set<WordingKey>& used,
                     const std::map<WordingKey, Wording>& wordings) {
  return std::any_of(used.begin(), used.end(), [&](const WordingKey& key) {
    const auto found = wordings.find(key);
    return found != wordings.end() && found->second.illustratief;
  });
}

}  // namespace reporting
