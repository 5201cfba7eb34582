#include "report/quality.h"

#include <algorithm>
#include <set>
#include <utility>

#include "report/page.h"
#include "report/quality_texts.h"
#include "report/source_date.h"
#include "report/texts.h"

namespace reporting {
namespace {

std::vector<stelsel::Code> SeverityCodes(const Page& page) {
  return {{"fatal", page(texts::kFatal), "bad", "!"},
          {"error", page(texts::kError), "bad", page(texts::kErrorLetter)},
          {"warning", page(texts::kWarning), "middle", page(texts::kWarningLetter)},
          {"info", page(texts::kInfo), "plain", page(texts::kInfoLetter)}};
}

class QualityWriter {
 public:
  QualityWriter(const Context& context, const Quality& quality, stelsel::Document& out)
      : context_(context),
        quality_(quality),
        out_(out),
        sources_(quality.documents),
        page_{context, sources_, out} {
    for (const Region& region : quality.regions) names_[region.id] = region.name;
  }

  void Write() {
    WriteTitle(context_, out_, page_(texts::kQualityTitle),
               page_(texts::kQualitySubtitle, {context_.source, context_.Day()}));
    if (std::any_of(quality_.tables.begin(), quality_.tables.end(),
                    [](const TableCount& table) { return table.illustratief > 0; })) {
      out_.note(page_(texts::kIllustratief));
    }
    WriteFindings();
    WriteCoverage();
    WriteTables();
    WriteSourceCounts();
    WriteContradictions();
    sources_.Write(out_, context_.words, context_.labels);
  }

 private:
  void WriteFindings() {
    out_.section(1, page_(texts::kFindings), "findings");
    out_.paragraph(page_(texts::kFindingsCounted,
                         {page_.Number(quality_.fatal + quality_.errors),
                          page_.Number(quality_.warnings), page_.Number(quality_.infos)}));
    if (quality_.fatal > 0) out_.note(page_(texts::kCheckIncomplete));
    const std::int64_t all = quality_.fatal + quality_.errors + quality_.warnings + quality_.infos;
    if (all > quality_.kept) out_.note(page_(texts::kNotAllKept));
    if (quality_.rules.empty()) return out_.paragraph(page_(texts::kNothingFound));
    Sheet sheet({{"severity",
                  page_(texts::kSeverity),
                  As::text,
                  {.values = SeverityCodes(page_), .facet = true}},
                 {"rule", page_(texts::kRule), As::text},
                 {"count", page_(texts::kNumber), As::integer},
                 {"where", page_(texts::kTableOrFile), As::text},
                 {"message", page_(texts::kFirstMessage), As::text}});
    for (const RuleCount& rule : quality_.rules) {
      sheet.row(rule.severity, rule.rule, rule.count, rule.where, rule.message);
    }
    std::move(sheet).table(out_, page_(texts::kFindingsCaption));
  }

  void WriteCoverage() {
    if (quality_.regions.empty()) return;
    out_.section(1, page_(texts::kCoverage), "coverage");
    std::vector<SheetColumn> columns{
        {"region", page_.Field("agreement_status", "region"), As::text, {.facet = true}}};
    for (const Domain domain : Domains()) {
      columns.push_back(
          {"topics_" + CodeOf(domain), page_(texts::kTopicsIn, {CodeOf(domain)}), As::integer});
    }
    columns.push_back({"tables", page_(texts::kTablesFilled), As::integer});
    columns.push_back({"rows", page_(texts::kRows), As::integer});
    columns.push_back({"findings", page_(texts::kFindings), As::integer});
    Sheet sheet(std::move(columns));
    for (const Region& region : quality_.regions) AddCoverage(sheet, region);
    std::move(sheet).table(out_, page_(texts::kCoverageOfRegions));
    WriteCoverageMatrix();
  }

  void AddCoverage(Sheet& sheet, const Region& region) {
    std::vector<Cell> row{region.name};
    for (const Domain domain : Domains()) {
      const auto found = quality_.topics.find({region.id, domain});
      row.emplace_back(found != quality_.topics.end() ? found->second : std::int64_t{0});
    }
    std::int64_t tables = 0, rows = 0;
    for (const CoverageCell& cell : quality_.coverage) {
      if (cell.region == region.id) ++tables, rows += cell.rows;
    }
    row.emplace_back(tables);
    row.emplace_back(rows);
    const auto findings = quality_.findings_of_region.find(region.id);
    row.emplace_back(findings != quality_.findings_of_region.end() ? findings->second
                                                                   : std::int64_t{0});
    sheet.cells(row);
  }

  void WriteCoverageMatrix() {
    Sheet sheet({{"region", page_.Field("agreement_status", "region"), As::text, {.facet = true}},
                 {"table", page_(texts::kTable), As::text, {.facet = true}},
                 {"has",
                  page_(texts::kHasRows),
                  As::text,
                  {.values = {{"has", page_(texts::kYes), "good", "x"}}}},
                 {"rows", page_(texts::kRows), As::integer}});
    for (const CoverageCell& cell : quality_.coverage) {
      const auto name = names_.find(cell.region);
      sheet.row(name != names_.end() ? name->second : cell.region,
                context_.labels.Table(cell.table), "has", cell.rows);
    }
    if (sheet.empty()) return;
    std::move(sheet).chart(
        out_, page_(texts::kCoverageMatrix),
        stelsel::Chart{"matrix", {{"row", "region"}, {"column", "table"}, {"value", "has"}}, {}});
  }

  void WriteTables() {
    Sheet sheet({{"table", page_(texts::kTable), As::text, {.facet = true}},
                 {"rows", page_(texts::kRows), As::integer},
                 {"sourced", page_(texts::kWithSource), As::integer},
                 {"illustratief_rows", Capital(context_.labels.Mark()), As::integer}});
    for (const TableCount& table : quality_.tables) {
      sheet.row(context_.labels.Table(table.table), table.rows, table.sourced, table.illustratief);
    }
    if (sheet.empty()) return;
    out_.section(1, page_(texts::kTablesTitle), "tables");
    std::move(sheet).table(out_, page_(texts::kTablesCaption));
    out_.footnote(page_(texts::kPackRows));
  }

  void WriteSourceCounts() {
    if (quality_.rows_of_source.empty()) return;
    Sheet sheet({{"document", page_.Field("source_document", "title"), As::text},
                 {"published_on", page_.Field("source_document", "published_on"), As::text},
                 {"tables", page_(texts::kTablesFilled), As::integer},
                 {"rows", page_(texts::kRows), As::integer},
                 {"unknown", page_(texts::kUnknownDocument), As::mark}});
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [document, rows] : quality_.rows_of_source)
      order.emplace_back(-rows, document);
    std::sort(order.begin(), order.end());
    for (const auto& [rows, id] : order) {
      const auto found = quality_.documents.find(id);
      const bool known = found != quality_.documents.end();
      sheet.cells(
          {known && !found->second.title.empty() ? found->second.title : id,
           known ? TextOrNothing(InWords(found->second.published_on, context_.words)) : Cell(),
           quality_.tables_of_source.at(id), -rows, !known});
    }
    out_.section(1, page_(texts::kSourceCounts), "source_counts");
    std::move(sheet).table(out_, page_(texts::kSourceCounts));
  }

  void WriteContradictions() {
    if (quality_.contradictions.empty()) return;
    out_.section(1, page_(texts::kContradictions), "contradictions");
    out_.paragraph(page_(texts::kContradictionsIntroduction));
    Sheet sheet({{"subject", page_.Field("claim", "subject"), As::text, {.facet = true}},
                 {"about", page_(texts::kAbout), As::text},
                 {"says", page_(texts::kSays), As::text},
                 {"statement", page_.Field("claim", "statement"), As::text},
                 SourceColumn(context_),
                 MarkColumn(context_)});
    for (const Quality::Claim& claim : quality_.contradictions) {
      std::string subject = claim.subject;
      std::replace(subject.begin(), subject.end(), '_', ' ');
      sheet.cells({Capital(std::move(subject)), TextOrNothing(claim.about), claim.says,
                   claim.statement, TextOrNothing(page_.Cite(claim.source)), claim.illustratief});
    }
    std::move(sheet).table(out_, page_(texts::kContradictionsCaption));
  }

  const Context& context_;
  const Quality& quality_;
  stelsel::Document& out_;
  Sources sources_;
  Page page_;
  std::map<std::string, std::string> names_;
};

}  // namespace

void WriteQuality(const Context& context, const Quality& quality, stelsel::Document& out) {
  QualityWriter(context, quality, out).Write();
}

}  // namespace reporting
