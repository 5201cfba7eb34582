#include "report/published_section.h"

#include <algorithm>
#include <utility>

#include "report/doubt.h"
#include "report/national_texts.h"
#include "report/texts.h"

namespace reporting {
namespace {

std::string CountsText(const Three& counts) {
  std::string out;
  for (const std::int64_t count : counts) out += (out.empty() ? "" : "/") + std::to_string(count);
  return out;
}

class PublishedWriter {
 public:
  PublishedWriter(const Page& page, const std::vector<PublishedBeside>& rows,
                  const std::vector<Topic>& topics)
      : page_(page), rows_(rows), topics_(topics) {}

  void Write() {
    page_.out.section(1, page_(texts::kPublished), "published");
    page_.out.paragraph(page_(texts::kPublishedIntroduction));
    WriteDoubts();
    std::vector<std::pair<std::string, std::string>> tables;  // document, section
    for (const PublishedBeside& row : rows_) {
      const std::pair<std::string, std::string> table{row.row.source.document,
                                                      row.row.source.section};
      if (std::find(tables.begin(), tables.end(), table) == tables.end()) tables.push_back(table);
    }
    for (const auto& [document, section] : tables) WriteTable(document, section);
    WriteClaims();
  }

 private:
  // How many rows cannot be right, in a sentence.
  void WriteDoubts() {
    const auto wrong = std::count_if(rows_.begin(), rows_.end(),
                                     [](const PublishedBeside& row) { return IsWrong(row); });
    const auto only = std::count_if(rows_.begin(), rows_.end(), [](const PublishedBeside& row) {
      return row.reconstruction.Only() != nullptr;
    });
    const auto all = static_cast<std::int64_t>(rows_.size());
    page_.out.paragraph(page_(texts::kPublishedCounts,
                              {page_.Number(all), page_.Number(only), page_.Number(wrong)}));
  }

  static bool IsWrong(const PublishedBeside& row) {
    return row.reconstruction.respondents > 0 && row.reconstruction.sets == 0;
  }

  void WriteTable(const std::string& document, const std::string& section) {
    Sheet sheet({{"agreement_topic",
                  page_.Field("agreement_status", "agreement_topic"),
                  As::text,
                  {.facet = true}},
                 {"published", page_(texts::kAsPublished), As::text},
                 {"respondents", page_(texts::kRespondents), As::integer},
                 {"counts", page_(texts::kCountsBehind), As::text},
                 {"recomputed", page_(texts::kRecomputed), As::text},
                 {"regions", page_(texts::kRegionsCounted), As::integer},
                 {"remark", page_(texts::kRemark), As::text},
                 {"wrong", page_(texts::kCannotBeRight), As::mark},
                 SourceColumn(page_.context),
                 MarkColumn(page_.context)});
    for (const PublishedBeside& row : rows_) {
      if (row.row.source.document != document || row.row.source.section != section) continue;
      AddRow(sheet, row);
    }
    std::move(sheet).table(page_.out, page_(texts::kPublishedCaption, {section}));
    page_.out.footnote(page_(texts::kPublishedRule));
  }

  void AddRow(Sheet& sheet, const PublishedBeside& row) {
    const Reconstruction& behind = row.reconstruction;
    const bool known = behind.respondents > 0;
    Cell recomputed, regions;
    if (row.recomputed) {
      recomputed = SharesText(row.recomputed->shares);
      regions = row.recomputed->regions();
    }
    sheet.cells({TopicTitle(topics_, row.row.topic), SharesText(row.row.shares),
                 known ? Cell(behind.respondents) : Cell(), TextOrNothing(Behind(row)),
                 std::move(recomputed), std::move(regions), TextOrNothing(Remark(row)),
                 IsWrong(row), TextOrNothing(page_.Cite(row.row.source)), row.row.illustratief});
  }

  // The counts, when there is one set of them; else how many there are.
  std::string Behind(const PublishedBeside& row) const {
    const Reconstruction& behind = row.reconstruction;
    if (behind.respondents == 0) return "";
    if (const Three* only = behind.Only()) return CountsText(*only);
    if (behind.sets > 1) return page_(texts::kSeveralSets, {page_.Number(behind.sets)});
    if (behind.nearest.first.empty()) return page_(texts::kNoSets);
    return page_(texts::kNearestSet, {CountsText(behind.nearest.first.front()),
                                      page_.Number(behind.nearest.deviation)});
  }

  std::string Remark(const PublishedBeside& row) const {
    std::vector<std::string> parts;
    if (!row.AddsUp()) {
      parts.push_back(page_(texts::kDoesNotAddUp, {page_.Number(SumOf(row.row.shares))}));
    } else if (IsWrong(row)) {
      parts.push_back(
          page_(texts::kNoCountsPrintIt, {page_.Number(row.reconstruction.respondents)}));
    }
    const auto differing = std::count_if(row.claims.begin(), row.claims.end(),
                                         [](const ClaimBeside& claim) { return claim.differs; });
    if (differing > 0) parts.push_back(page_(texts::kClaimsDiffer, {page_.Number(differing)}));
    if (!row.row.explanation.empty()) parts.push_back(WithDoubtApart(row.row.explanation));
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : "\n") + part;
    return out;
  }

  void WriteClaims() {
    Sheet sheet(
        {{"agreement_topic", page_.Field("claim", "agreement_topic"), As::text, {.facet = true}},
         {"statement", page_.Field("claim", "statement"), As::text},
         {"measure", page_.Field("claim", "measure"), As::text},
         {"qualifier", page_.Field("claim", "qualifier"), As::text},
         {"figure", page_.Field("claim", "figure"), As::decimal, {.decimals = 2}},
         {"published", page_(texts::kAsPublished), As::text},
         {"differs", page_(texts::kDiffers), As::mark},
         SourceColumn(page_.context)});
    for (const PublishedBeside& row : rows_) {
      for (const ClaimBeside& claim : row.claims) {
        if (!claim.of_table) AddClaim(sheet, row, claim);
      }
    }
    if (!sheet.empty()) std::move(sheet).table(page_.out, page_(texts::kClaimsCaption));
  }

  void AddClaim(Sheet& sheet, const PublishedBeside& row, const ClaimBeside& claim) {
    const Labels& labels = page_.context.labels;
    sheet.cells({TopicTitle(topics_, row.row.topic), claim.statement,
                 labels.Code("claim", "measure", claim.measure),
                 TextOrNothing(claim.qualifier.empty()
                                   ? ""
                                   : labels.Code("claim", "qualifier", claim.qualifier)),
                 claim.figure, SharesText(row.row.shares), claim.differs,
                 TextOrNothing(page_.Cite({row.row.source.document, claim.section}))});
  }

  const Page& page_;
  const std::vector<PublishedBeside>& rows_;
  const std::vector<Topic>& topics_;
};

}  // namespace

void WritePublished(const Page& page, const std::vector<PublishedBeside>& rows,
                    const std::vector<Topic>& topics) {
  if (!rows.empty()) PublishedWriter(page, rows, topics).Write();
}

}  // namespace reporting
