#include "report/conclusions.h"

#include <algorithm>
#include <cstdint>

#include "report/national_texts.h"

namespace reporting {
namespace {

std::int64_t Of(const TopicCount& count, Status status) {
  return count.regions.at(static_cast<std::size_t>(status));
}

// Whether a smaller part of `a` than of `b` is at ja. Neither is of nobody.
bool IsLessFar(const TopicCount& a, const TopicCount& b) {
  return Of(a, Status::ja) * b.observed() < Of(b, Status::ja) * a.observed();
}

std::string PartAndPercent(const Page& page, std::int64_t part, std::int64_t whole) {
  return page(texts::kPartAndPercent, {page.Number(part), page.Number(Percent(part, whole))});
}

std::string Sentence(const Page& page, const Topic& topic, const TopicCount& count) {
  const std::int64_t all = count.observed();
  return page(texts::kTopicConclusion,
              {topic.Title(), PartOf(page, Of(count, Status::ja), all),
               PartAndPercent(page, Of(count, Status::in_ontwikkeling), all),
               PartAndPercent(page, Of(count, Status::nee), all)});
}

}  // namespace

void WriteConclusions(const Page& page, const Tally& tally, const DomainCount& count,
                      const std::vector<std::size_t>& places) {
  std::vector<std::size_t> known;
  for (const std::size_t i : places) {
    if (count.topics[i].observed() > 0) known.push_back(i);
  }
  if (known.empty()) return;
  const auto less = [&](std::size_t a, std::size_t b) {
    return IsLessFar(count.topics[a], count.topics[b]);
  };
  const auto [least, most] = std::minmax_element(known.begin(), known.end(), less);
  // Those that are as far as the one.
  const auto like = [&](std::size_t one) {
    std::vector<std::string> titles;
    for (const std::size_t i : known) {
      if (!less(i, one) && !less(one, i)) titles.push_back(tally.topics()[i].Title());
    }
    return titles;
  };
  const std::vector<std::string> far = like(*most), behind = like(*least);
  std::string text = page(texts::kConclusion);
  const bool named =
      far.size() <= texts::kMostTopicsNamed && behind.size() <= texts::kMostTopicsNamed;
  if (less(*least, *most) && named) {
    text += " " + page(texts::kMostAndLeast, {page.words().Join(far), page.words().Join(behind)});
  }
  for (const std::size_t i : known) {
    text += " " + Sentence(page, tally.topics()[i], count.topics[i]);
  }
  page.out.paragraph(text);
}

std::string ConclusionOf(const Page& page, const std::vector<Observation>& statuses) {
  const auto count = [&](Status status) {
    return std::count_if(statuses.begin(), statuses.end(),
                         [&](const Observation& one) { return one.status == status; });
  };
  const auto all = static_cast<std::int64_t>(statuses.size());
  return page(texts::kRegionConclusion, {page.words().Count(all, texts::kTopicsCounted),
                                         PartAndPercent(page, count(Status::ja), all),
                                         PartAndPercent(page, count(Status::in_ontwikkeling), all),
                                         PartAndPercent(page, count(Status::nee), all)});
}

}  // namespace reporting
