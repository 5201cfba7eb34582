#include "reconstruct/calculations.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reconstruct/beside.h"
#include "reconstruct/published.h"
#include "words.h"

namespace reporting {
namespace {

using stelsel::Kind;

constexpr Text kNotShares{"geen aandelen van 0 tot en met 100", "no shares from 0 to 100"};
constexpr Text kNeverAddsUp{"telt op tot {0}: dat drukken geen aantallen af",
                            "adds up to {0}: no counts print that"};
constexpr Text kNone{"geen aantallen drukken dit af", "no counts print this"};
constexpr Text kNearest{"{0}, dit komt het dichtst in de buurt", "{0}; this comes nearest"};
constexpr Text kNearestOf{"{0}, dit is een van de {1} die het dichtst in de buurt komen",
                          "{0}; this is one of the {1} that come nearest"};
constexpr Text kSeveral{"{0} mogelijkheden: ja {1}, in ontwikkeling {2}, nee {3}",
                        "{0} possibilities: ja {1}, in ontwikkeling {2}, nee {3}"};
constexpr Text kNoRespondents{"geen aantal respondenten tot en met {0} verklaart een rij",
                              "no number of respondents up to {0} explains a row"};
constexpr Text kAlso{"{0} verklaart er evenveel", "{0} explains as many"};
constexpr Text kAlsoMany{"{0} verklaren er evenveel", "{0} explain as many"};
constexpr Text kFromTo{"{0} tot en met {1}", "{0} to {1}"};

// The parameters of a run, whose types the host has checked.
class Parameters {
 public:
  explicit Parameters(const stelsel::Run& run) {
    boost::system::error_code error;
    value_ = boost::json::parse(run.parameters, error);
    if (error || !value_.is_object())
      throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "the parameters are no JSON object");
  }

  std::optional<std::int64_t> Integer(const char* name) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    if (found == nullptr || !found->is_int64()) return std::nullopt;
    return found->get_int64();
  }
  bool Is(const char* name, const char* text) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    return found != nullptr && found->is_string() && found->get_string() == text;
  }
  bool IsTrue(const char* name) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    return found != nullptr && found->is_bool() && found->get_bool();
  }

 private:
  boost::json::value value_;
};

// The number, when it is one that can be worked with.
std::optional<std::int64_t> Within(const Parameters& parameters, const char* name,
                                   std::int64_t most) {
  const auto value = parameters.Integer(name);
  if (value && (*value < 1 || *value > most)) {
    throw stelsel::Error(
        STELSEL_INVALID_ARGUMENT,
        std::string("parameter `") + name + "` must be from 1 to " + std::to_string(most));
  }
  return value;
}

constexpr std::int64_t kMostLimit = 100'000;
constexpr std::int64_t kMostSets = 1'000;

ReconstructOptions OptionsOf(const Parameters& parameters, const stelsel::Run& run) {
  ReconstructOptions options;
  options.respondents = Within(parameters, "respondents", kMostRespondents);
  options.limit = Within(parameters, "limit", kMostLimit).value_or(options.limit);
  options.by_table = parameters.Is("scope", "table");
  options.most = static_cast<std::size_t>(Within(parameters, "most", kMostSets).value_or(10));
  options.advance = [&run](std::int64_t done, std::int64_t total) {
    run.advance("reconstruct", done, total);
  };
  return options;
}

const char* CodeOf(RespondentsFrom from) {
  switch (from) {
    case RespondentsFrom::given:
      return "opgave";
    case RespondentsFrom::source:
      return "bron";
    case RespondentsFrom::found:
      return "gezocht";
    case RespondentsFrom::unknown:
      break;
  }
  return nullptr;
}

template <typename T>
std::optional<T> Unless(bool none, T value) {
  return none ? std::nullopt : std::optional<T>(std::move(value));
}

std::optional<std::string> TextIf(const std::string& text) { return Unless(text.empty(), text); }

class Lines {
 public:
  Lines(const stelsel::Run& run, const ReconstructOptions& options, bool explain)
      : words_(run.language),
        options_(options),
        explain_(explain),
        table_({{"source_document"},
                {"section"},
                {"sequence", Kind::integer},
                {"agreement_topic"},
                {"domain"},
                {"holds_on"},
                {"published"},
                {"respondents", Kind::integer},
                {"respondents_from"},
                {"rows_explained", Kind::integer},
                {"rows", Kind::integer},
                {"sets", Kind::integer},
                {"nearest", Kind::integer},
                {"ja", Kind::integer},
                {"in_ontwikkeling", Kind::integer},
                {"nee", Kind::integer},
                {"prints"},
                {"deviation", Kind::integer},
                {"remark"},
                {"illustratief", Kind::boolean}}) {}

  void Add(const PublishedRow& row, const Reconstruction& found) {
    const bool counted = found.sets == 1 || found.sets == 0 || explain_;
    if (!counted || found.nearest.first.empty()) return AddLine(row, found, nullptr);
    for (const Three& counts : found.nearest.first) AddLine(row, found, &counts);
  }

  stelsel::Stream Done() && { return std::move(table_).stream(); }

 private:
  void AddLine(const PublishedRow& row, const Reconstruction& found, const Three* counts) {
    const bool unknown = found.respondents == 0 || !AreShares(row.shares);
    const bool sought = found.from == RespondentsFrom::found;
    const auto count = [&](std::size_t i) {
      return counts == nullptr ? std::nullopt : std::optional((*counts)[i]);
    };
    std::optional<std::string> prints, from;
    if (counts != nullptr) prints = SharesText(SharesOf(*counts));
    if (const char* code = CodeOf(found.from)) from = code;
    table_.row(
        row.source.document, row.source.section, row.sequence, row.topic,
        row.domain ? TextIf(reporting::CodeOf(*row.domain)) : std::nullopt, TextIf(row.holds_on),
        SharesText(row.shares), Unless(found.respondents == 0, found.respondents), from,
        Unless(!sought, found.explained), Unless(!sought, found.rows), Unless(unknown, found.sets),
        Unless(unknown || found.sets > 0, found.nearest.sets), count(0), count(1), count(2), prints,
        Unless(counts == nullptr, found.nearest.deviation), TextIf(RemarkOn(row, found)),
        row.illustratief);
  }

  std::string RemarkOn(const PublishedRow& row, const Reconstruction& found) const {
    std::string remark = OnSets(row, found);
    if (found.equally_good.empty()) return remark;
    std::vector<std::string> others;
    for (const std::int64_t other : found.equally_good) others.push_back(words_.Number(other));
    if (!remark.empty()) remark += "; ";
    return remark + words_(others.size() == 1 ? kAlso : kAlsoMany, {words_.Join(others)});
  }

  std::string OnSets(const PublishedRow& row, const Reconstruction& found) const {
    if (!AreShares(row.shares)) return words_(kNotShares);
    const std::int64_t sum = SumOf(row.shares);
    const bool adds_up = std::abs(sum - 100) <= 1;
    const std::string none = adds_up ? words_(kNone) : words_(kNeverAddsUp, {words_.Number(sum)});
    if (found.respondents == 0) {
      return adds_up ? words_(kNoRespondents, {words_.Number(options_.limit)}) : none;
    }
    if (found.sets == 1) return "";
    if (found.sets > 1) return Several(row, found);
    if (found.nearest.sets == 1) return words_(kNearest, {none});
    return words_(kNearestOf, {none, words_.Number(found.nearest.sets)});
  }

  // Between which counts each answer is: those that print its share and leave room for the others.
  std::string Several(const PublishedRow& row, const Reconstruction& found) const {
    std::vector<std::string> parts{words_.Number(found.sets)};
    std::array<CountRange, 3> ranges;
    std::int64_t least = 0, most = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      ranges[i] = CountsOf(row.shares[i], found.respondents);
      least += ranges[i].least;
      most += ranges[i].most;
    }
    for (const CountRange& range : ranges) {
      const std::int64_t low = std::max(range.least, found.respondents - (most - range.most));
      const std::int64_t high = std::min(range.most, found.respondents - (least - range.least));
      parts.push_back(low == high ? words_.Number(low)
                                  : words_(kFromTo, {words_.Number(low), words_.Number(high)}));
    }
    return words_(kSeveral, parts);
  }

  const Words words_;
  const ReconstructOptions& options_;
  const bool explain_;
  stelsel::Table table_;
};

// How many rows a number would explain if all rows of shares that add up were as likely.
class Chance {
 public:
  stelsel::Decimal<2> Of(std::int64_t respondents, std::int64_t rows) {
    const auto [place, added] = printable_.try_emplace(respondents, 0);
    if (added) place->second = PrintableRows(respondents);
    return {rows * 100 * place->second / kRowsThatAddUp};
  }

 private:
  std::map<std::int64_t, std::int64_t> printable_;  // takes long for many
};

void AddFits(const std::vector<PublishedRow>& rows, const Survey& survey,
             const ReconstructOptions& options, Chance& chance, stelsel::Table& out) {
  const auto fits = FitRespondents(rows, survey, options.limit, options.advance);
  const auto best = BestOf(fits);
  const auto count = static_cast<std::int64_t>(survey.rows.size());
  for (const RespondentsFit& fit : fits) {
    if (fit.explained == 0) continue;
    options.advance(fit.respondents, options.limit);
    out.row(survey.source.document, TextIf(survey.source.section), TextIf(survey.holds_on),
            fit.respondents, fit.explained, count, fit.sets, chance.Of(fit.respondents, count),
            fit.explained == best.front().explained);
  }
}

void AddBeside(const PublishedBeside& beside, stelsel::Table& out) {
  const PublishedRow& row = beside.row;
  const Three* counts = beside.reconstruction.Only();
  const auto count = [&](std::size_t i) {
    return counts == nullptr ? std::nullopt : std::optional((*counts)[i]);
  };
  std::optional<std::string> recomputed;
  std::optional<std::int64_t> regions;
  std::optional<bool> same;
  if (beside.recomputed) {
    recomputed = SharesText(beside.recomputed->shares);
    regions = beside.recomputed->regions();
    same = beside.recomputed->shares == row.shares;
  }
  std::string differ;
  for (const ClaimBeside& claim : beside.claims) {
    if (claim.differs) differ += (differ.empty() ? "" : " ") + claim.claim;
  }
  out.row(row.source.document, row.source.section, row.sequence, row.topic,
          row.domain ? TextIf(reporting::CodeOf(*row.domain)) : std::nullopt, TextIf(row.holds_on),
          SharesText(row.shares), beside.AddsUp(), count(0), count(1), count(2), recomputed,
          regions, same, static_cast<std::int64_t>(beside.claims.size()), TextIf(differ),
          row.illustratief);
}

}  // namespace

stelsel::Stream CalculatePublished(const stelsel::Run& run) {
  const ReconstructOptions options = OptionsOf(Parameters(run), run);
  stelsel::Table out({{"source_document"},
                      {"section"},
                      {"sequence", Kind::integer},
                      {"agreement_topic"},
                      {"domain"},
                      {"holds_on"},
                      {"published"},
                      {"adds_up", Kind::boolean},
                      {"ja", Kind::integer},
                      {"in_ontwikkeling", Kind::integer},
                      {"nee", Kind::integer},
                      {"recomputed"},
                      {"regions", Kind::integer},
                      {"same", Kind::boolean},
                      {"claims", Kind::integer},
                      {"claims_that_differ"},
                      {"illustratief", Kind::boolean}});
  for (const auto& beside : ReadPublishedBeside(run.snapshot, run.as_of, options)) {
    AddBeside(beside, out);
  }
  return std::move(out).stream();
}

stelsel::Stream CalculateReconstruct(const stelsel::Run& run) {
  const Parameters parameters(run);
  const ReconstructOptions options = OptionsOf(parameters, run);
  const std::vector<PublishedRow> rows = ReadPublished(run.snapshot);
  const std::vector<Reconstruction> found = Reconstruct(rows, options);
  Lines lines(run, options, parameters.IsTrue("explain"));
  for (std::size_t i = 0; i < rows.size(); ++i) lines.Add(rows[i], found[i]);
  return std::move(lines).Done();
}

stelsel::Stream CalculateRespondents(const stelsel::Run& run) {
  const ReconstructOptions options = OptionsOf(Parameters(run), run);
  const std::vector<PublishedRow> rows = ReadPublished(run.snapshot);
  stelsel::Table out({{"source_document"},
                      {"section"},
                      {"holds_on"},
                      {"respondents", Kind::integer},
                      {"rows_explained", Kind::integer},
                      {"rows", Kind::integer},
                      {"sets", Kind::integer},
                      {"by_chance", Kind::decimal, 2},
                      {"best", Kind::boolean}});
  Chance chance;
  for (const bool by_table : {false, true}) {
    for (const Survey& survey : SurveysOf(rows, by_table)) {
      AddFits(rows, survey, options, chance, out);
    }
  }
  return std::move(out).stream();
}

}  // namespace reporting
