#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "report/quality.h"

namespace reporting {
namespace {

// Enough to count nearly all findings of any import by rule; all are counted by severity.
constexpr std::int64_t kKeptPerRule = 20'000;

int RankOf(const std::string& severity) {
  if (severity == "fatal") return 0;
  if (severity == "error") return 1;
  return severity == "warning" ? 2 : 3;
}

void CountFindings(const stelsel::Findings& findings, const char* language, Quality& out) {
  std::map<std::string, RuleCount> rules;
  findings.each(
      [&](const stelsel::FindingRow& row) {
        RuleCount& rule = rules[std::string(row.rule)];
        if (rule.count++ == 0) {
          rule.rule = row.rule;
          rule.severity = row.severity;
          rule.message = row.message;
          rule.where = row.table.empty() ? row.file : row.table;
        }
        if (!row.region.empty()) ++out.findings_of_region[std::string(row.region)];
        ++out.kept;
      },
      language);
  for (auto& [id, rule] : rules) out.rules.push_back(std::move(rule));
  std::stable_sort(out.rules.begin(), out.rules.end(), [](const RuleCount& a, const RuleCount& b) {
    return RankOf(a.severity) != RankOf(b.severity) ? RankOf(a.severity) < RankOf(b.severity)
                                                    : a.count > b.count;
  });
  out.fatal = findings.count(STELSEL_FATAL);
  out.errors = findings.count(STELSEL_WRONG);
  out.warnings = findings.count(STELSEL_WARNING);
  out.infos = findings.count(STELSEL_INFO);
}

void Check(const stelsel::Run& run, const std::vector<std::string>& packs,
           stelsel::Findings& findings) {
  const stelsel_engine_v1& engine = run.host.engine();
  const std::string options = "{\"as_of\":" + stelsel::detail::quote(run.as_of) +
                              ",\"packs\":" + stelsel::detail::quote(packs) + "}";
  stelsel::detail::check([&](stelsel_error* error) {
    return engine.check(run.host.raw(), run.snapshot.raw(), options.c_str(), findings.raw(),
                        run.progress, error);
  });
}

// Counts by a text column; a run of the same text is looked up once.
class TextCounter {
 public:
  void Add(std::string_view text) {
    if (current_ == nullptr || text != last_) {
      current_ = &counts_[std::string(text)];
      last_ = text;
    }
    ++*current_;
  }
  const std::map<std::string, std::int64_t>& counts() const { return counts_; }

 private:
  std::map<std::string, std::int64_t> counts_;
  std::int64_t* current_ = nullptr;
  std::string last_;
};

void CountTable(const stelsel::Snapshot& snapshot, const std::string& table, const Labels& labels,
                std::map<std::string, std::set<std::string>>& named, Quality& out) {
  TableCount count{table, snapshot.row_count(table), 0, 0};
  if (count.rows <= 0) return;
  std::vector<const char*> columns{"source_document", "illustratief"};
  const bool of_region = labels.Has(table, "region") && table != "region";
  if (of_region) columns.push_back("region");
  if (!labels.Has(table, columns[0]) || !labels.Has(table, columns[1])) {
    out.tables.push_back(count);
    return;
  }
  TextCounter sources, regions;
  for (stelsel::Rows rows(snapshot.stream(table, columns)); rows.next();) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows.is_null(i, 0)) sources.Add(rows.text(i, 0)), ++count.sourced;
      if (!rows.is_null(i, 1)) count.illustratief += rows.integer(i, 1);
      if (of_region && !rows.is_null(i, 2)) regions.Add(rows.text(i, 2));
    }
  }
  for (const auto& [document, rows] : sources.counts()) {
    out.rows_of_source[document] += rows;
    named[document].insert(table);
  }
  for (const auto& [region, rows] : regions.counts()) out.coverage.push_back({region, table, rows});
  out.tables.push_back(count);
}

// What claims are compared by: two that differ in these are about different things.
using ClaimKey = std::tuple<std::string, std::string, std::string, std::string, std::string,
                            std::string, std::string, std::string>;

// What a claim says of its subject: a figure with its unit and qualifier, or a value.
std::string SaysOf(const stelsel::tables::Claim& row, const Words& words) {
  std::string out = row.qualifier ? CodeOf(*row.qualifier) + " " : "";
  std::replace(out.begin(), out.end(), '_', ' ');
  if (row.figure) {
    std::string figure = words.Decimal(row.figure->value, 2);
    const std::string zeros = words.dutch() ? ",00" : ".00";
    if (figure.ends_with(zeros)) figure.resize(figure.size() - zeros.size());
    out += figure + (row.unit ? " " + std::string(*row.unit) : "");
  } else {
    out += TextOf(row.value);
  }
  return out;
}

void FindContradictions(const stelsel::Snapshot& snapshot, const Words& words, Quality& out) {
  std::map<ClaimKey, std::vector<Quality::Claim>> claims;
  snapshot.rows<stelsel::tables::Claim>([&](const stelsel::tables::Claim& row) {
    if (!row.figure && !row.value) return;
    const std::string domain = row.domain ? CodeOf(*row.domain) : "";
    std::string about;
    for (const std::string& part :
         {TextOf(row.region), TextOf(row.municipality), TextOf(row.agreement_topic), domain}) {
      if (!part.empty()) about += (about.empty() ? "" : ", ") + part;
    }
    claims[{std::string(row.subject), TextOf(row.region), TextOf(row.municipality),
            TextOf(row.agreement_topic), domain, TextOf(row.facility_kind), TextOf(row.holds_on),
            TextOf(row.unit)}]
        .push_back({std::string(row.subject), about, std::string(row.statement), SaysOf(row, words),
                    SourceOf(row), row.illustratief.value_or(false)});
  });
  for (auto& [key, of] : claims) {
    const bool differ = std::any_of(of.begin(), of.end(), [&](const Quality::Claim& one) {
      return one.says != of.front().says;
    });
    if (differ) std::move(of.begin(), of.end(), std::back_inserter(out.contradictions));
  }
}

}  // namespace

void CountRows(const stelsel::Snapshot& snapshot, const std::string& as_of, const Labels& labels,
               const Words& words, Quality& out) {
  const stelsel::Snapshot then = snapshot.as_of(as_of);
  out.regions = ReadRegions(then);
  out.documents = ReadSourceDocuments(snapshot);
  std::map<std::string, std::set<std::string>> named;
  for (const std::string& table : snapshot.tables()) {
    CountTable(snapshot, table, labels, named, out);
  }
  for (const auto& [document, tables] : named) {
    out.tables_of_source[document] = static_cast<std::int64_t>(tables.size());
  }
  std::sort(out.coverage.begin(), out.coverage.end(),
            [](const CoverageCell& a, const CoverageCell& b) {
              return std::tie(a.region, a.table) < std::tie(b.region, b.table);
            });
  using stelsel::tables::AgreementStatus;
  then.rows<AgreementStatus>([&](const AgreementStatus& row) {
    if (row.domain != Domain::unlisted) ++out.topics[{std::string(row.region), row.domain}];
  });
  FindContradictions(snapshot, words, out);
}

Quality ReadQuality(const stelsel::Run& run, const Context& context,
                    const std::vector<std::string>& packs) {
  Quality out;
  stelsel::Findings findings(run.host, kKeptPerRule);
  Check(run, packs, findings);
  CountFindings(findings, context.words.language(), out);
  CountRows(run.snapshot, run.as_of, context.labels, context.words, out);
  return out;
}

}  // namespace reporting
