// What a report was told by: the list of source documents and that of wordings, which end it.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_SOURCES_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_SOURCES_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "report/landscape.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// The documents that a report cites, numbered in the order of their first use.
class Sources {
 public:
  explicit Sources(std::map<std::string, SourceDocument> documents)
      : documents_(std::move(documents)) {}

  // `bron 2: §4.1`, with which the reader finds the document in the closing list. Empty when the
  // citation names no document.
  std::string Cite(const Citation& citation, const Words& words);
  // The closing section. Nothing when nothing was cited.
  void Write(stelsel::Document& out, const Words& words, const Labels& labels) const;

 private:
  std::map<std::string, SourceDocument> documents_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> cited_;
};

// The section that gives the wordings in `used`; nothing when none of them is known. Cites their
// sources. `topics` says what the topics are called.
void WriteWordings(stelsel::Document& out, const std::set<WordingKey>& used,
                   const std::map<WordingKey, Wording>& wordings, const std::vector<Topic>& topics,
                   const Words& words, const Labels& labels, Sources& sources);

// Whether one of the wordings in `used` is illustratief.
bool AnyIllustratief(const std::set<WordingKey>& used,
                     const std::map<WordingKey, Wording>& wordings);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_SOURCES_H_
