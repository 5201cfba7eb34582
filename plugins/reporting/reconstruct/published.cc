#include "reconstruct/published.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "report/context.h"
#include "reporting/tables.hpp"

namespace reporting {
namespace {

using PublishedShare = reporting::tables::PublishedShare;

std::optional<Domain> DomainOf(const std::optional<PublishedShare::Domain>& value) {
  if (!value) return std::nullopt;
  for (const Domain domain : Domains()) {
    if (CodeOf(domain) == CodeOf(*value)) return domain;
  }
  return Domain::unlisted;
}

PublishedRow RowOf(const PublishedShare& row) {
  PublishedRow out;
  out.source = {std::string(row.source_document), std::string(row.section)};
  out.sequence = row.sequence;
  out.topic = row.agreement_topic;
  out.domain = DomainOf(row.domain);
  out.holds_on = TextOf(row.holds_on);
  out.shares = {row.ja, row.in_ontwikkeling, row.nee};
  out.respondents = row.respondents;
  out.explanation = TextOf(row.explanation);
  out.illustratief = row.illustratief.value_or(false);
  return out;
}

bool IsNumber(const std::optional<std::int64_t>& respondents) {
  return respondents && *respondents >= 1 && *respondents <= kMostRespondents;
}

std::optional<std::int64_t> NumberOf(const PublishedRow& row, const ReconstructOptions& options) {
  if (IsNumber(options.respondents)) return options.respondents;
  return IsNumber(row.respondents) ? row.respondents : std::nullopt;
}

// Fills in the number of respondents of a survey's rows that have none of their own.
void FindRespondents(const std::vector<PublishedRow>& rows, const Survey& survey,
                     const ReconstructOptions& options, std::vector<Reconstruction>& out) {
  const auto best = BestOf(FitRespondents(rows, survey, options.limit, options.advance));
  if (best.empty()) return;
  for (const std::size_t i : survey.rows) {
    out[i].from = RespondentsFrom::found;
    out[i].respondents = best.front().respondents;
    out[i].explained = best.front().explained;
    out[i].rows = static_cast<std::int64_t>(survey.rows.size());
    for (std::size_t k = 1; k < best.size(); ++k) {
      out[i].equally_good.push_back(best[k].respondents);
    }
  }
}

}  // namespace

std::string SharesText(const Three& shares) {
  return std::to_string(shares[0]) + "/" + std::to_string(shares[1]) + "/" +
         std::to_string(shares[2]);
}

std::vector<PublishedRow> ReadPublished(const stelsel::Snapshot& snapshot) {
  std::vector<PublishedRow> rows;
  if (snapshot.row_count(std::string(PublishedShare::table)) <= 0) return rows;
  snapshot.rows<PublishedShare>([&](const PublishedShare& row) { rows.push_back(RowOf(row)); });
  const auto key = [](const PublishedRow& row) {
    return std::tie(row.source.document, row.source.section, row.sequence);
  };
  std::sort(rows.begin(), rows.end(),
            [&](const PublishedRow& a, const PublishedRow& b) { return key(a) < key(b); });
  return rows;
}

std::vector<Survey> SurveysOf(const std::vector<PublishedRow>& rows, bool by_table) {
  std::vector<Survey> surveys;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> places;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Citation source{rows[i].source.document, by_table ? rows[i].source.section : ""};
    const auto [place, added] =
        places.try_emplace({source.document, rows[i].holds_on, source.section}, surveys.size());
    if (added) surveys.push_back({source, rows[i].holds_on, {}});
    surveys[place->second].rows.push_back(i);
  }
  return surveys;
}

std::vector<RespondentsFit> FitRespondents(const std::vector<PublishedRow>& rows,
                                           const Survey& survey, std::int64_t limit,
                                           const Advance& advance) {
  std::vector<RespondentsFit> fits;
  for (std::int64_t n = 1; n <= std::min(limit, kMostRespondents); ++n) {
    if (advance) advance(n, limit);
    RespondentsFit fit{n, 0, 0};
    for (const std::size_t i : survey.rows) {
      const std::int64_t sets = AreShares(rows[i].shares) ? SetsOf(rows[i].shares, n) : 0;
      fit.sets += sets;
      if (sets > 0) ++fit.explained;
    }
    fits.push_back(fit);
  }
  return fits;
}

std::vector<RespondentsFit> BestOf(const std::vector<RespondentsFit>& fits) {
  std::vector<RespondentsFit> best;
  for (const RespondentsFit& fit : fits) {
    if (fit.explained == 0) continue;
    if (!best.empty() && fit.explained > best.front().explained) best.clear();
    if (best.empty() || fit.explained == best.front().explained) best.push_back(fit);
  }
  return best;
}

std::vector<Reconstruction> Reconstruct(const std::vector<PublishedRow>& rows,
                                        const ReconstructOptions& options) {
  std::vector<Reconstruction> out(rows.size());
  for (Survey& survey : SurveysOf(rows, options.by_table)) {
    std::erase_if(survey.rows, [&](std::size_t i) { return NumberOf(rows[i], options); });
    if (!survey.rows.empty()) FindRespondents(rows, survey, options, out);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (const auto number = NumberOf(rows[i], options)) {
      out[i].respondents = *number;
      out[i].from = options.respondents ? RespondentsFrom::given : RespondentsFrom::source;
    }
    if (out[i].respondents == 0 || !AreShares(rows[i].shares)) continue;
    if (options.advance) options.advance(static_cast<std::int64_t>(i), 0);
    out[i].sets = SetsOf(rows[i].shares, out[i].respondents);
    out[i].nearest = FindNearest(rows[i].shares, out[i].respondents, options.most);
  }
  return out;
}

}  // namespace reporting
