#include "report/context.h"

#include <cstddef>

#include "report/source_date.h"
#include "report/texts.h"

namespace reporting {
namespace {

template <typename Enum>
std::vector<Enum> AllOf() {
  std::vector<Enum> all;
  for (std::size_t i = 0; i < codes_of(Enum{}).size(); ++i) all.push_back(static_cast<Enum>(i));
  return all;
}

const char* Tone(Status status) {
  if (status == Status::ja) return "good";
  return status == Status::nee ? "bad" : "middle";
}

}  // namespace

std::string Context::Day() const { return InWords(as_of, words); }

std::string Context::DomainTitle(Domain domain) const {
  const std::string code = CodeOf(domain);
  if (code.empty()) return words(texts::kUnknownCode);
  const std::string label = labels.Code("agreement_status", "domain", code);
  return label == code ? code : words(texts::kDomainTitle, {Capital(label), code});
}

std::string Context::ThemeTitle(std::optional<Theme> theme) const {
  if (!theme) return words(texts::kOtherTopics);
  return Capital(labels.Code("agreement_topic", "theme", CodeOf(*theme)));
}

std::string Context::StatusLabel(Status status) const {
  const std::string code = CodeOf(status);
  return code.empty() ? words(texts::kUnknownCode)
                      : labels.Code("agreement_status", "status", code);
}

std::vector<stelsel::Series> Context::StatusSeries() const {
  std::vector<stelsel::Series> series;
  for (const Status status : kBestFirst) {
    series.push_back({CodeOf(status), StatusLabel(status), Tone(status)});
  }
  return series;
}

std::vector<std::optional<Theme>> Themes() {
  std::vector<std::optional<Theme>> themes;
  for (const Theme theme : AllOf<Theme>()) themes.emplace_back(theme);
  themes.emplace_back(std::nullopt);
  return themes;
}

bool IsOf(const Topic& topic, std::optional<Theme> theme) {
  const bool listed = topic.theme && *topic.theme != Theme::unlisted;
  return theme ? topic.theme == theme : !listed;
}

std::vector<Domain> Domains() { return AllOf<Domain>(); }

}  // namespace reporting
