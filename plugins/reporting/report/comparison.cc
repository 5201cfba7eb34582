#include "report/comparison.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "report/comparison_texts.h"
#include "report/doubt.h"
#include "report/find_region.h"
#include "report/page.h"
#include "report/texts.h"

namespace reporting {
namespace {

constexpr std::size_t kDirections = 5;
using Counts = std::array<std::int64_t, kDirections>;

constexpr const char* kDirectionCodes[] = {"forward", "back", "same", "fresh", "gone"};

std::int64_t Of(const Counts& counts, Direction direction) {
  return counts[static_cast<std::size_t>(direction)];
}

std::vector<stelsel::Code> DirectionCodes(const Page& page) {
  return {{"forward", page(texts::kForward), "good", "↑"},
          {"back", page(texts::kBack), "bad", "↓"},
          {"same", page(texts::kSame), "middle", "="},
          {"fresh", page(texts::kFresh), "plain", "+"},
          {"gone", page(texts::kGone), "plain", "−"}};
}

class ComparisonWriter {
 public:
  ComparisonWriter(const Context& context, const Comparison& comparison, stelsel::Document& out)
      : context_(context),
        comparison_(comparison),
        out_(out),
        sources_(comparison.documents),
        page_{context, sources_, out} {}

  void Write() {
    WriteTitle(context_, out_, page_(texts::kComparisonTitle),
               page_(texts::kComparisonSubtitle, {comparison_.before, comparison_.after}));
    if (AnyMarked()) out_.note(page_(texts::kIllustratief));
    WriteSummary();
    if (comparison_.moves.empty()) return;
    WriteFlows();
    WriteCounts(texts::kByTopic, "agreement_topic", [this](const Move& move) {
      return TopicTitle(comparison_.topics, std::get<1>(move.subject));
    });
    WriteCounts(texts::kByRegion, "region",
                [this](const Move& move) { return RegionName(std::get<2>(move.subject)); });
    WriteMoves();
    WriteWordings(out_, Used(), comparison_.wordings, comparison_.topics, context_.words,
                  context_.labels, sources_);
    sources_.Write(out_, context_.words, context_.labels);
  }

 private:
  bool AnyMarked() const {
    return std::any_of(comparison_.moves.begin(), comparison_.moves.end(), [](const Move& move) {
      return (move.before && move.before->illustratief) || (move.after && move.after->illustratief);
    });
  }

  template <typename F>
  Counts CountIf(F f) const {
    Counts counts{};
    for (const Move& move : comparison_.moves) {
      if (f(move)) ++counts[static_cast<std::size_t>(move.direction())];
    }
    return counts;
  }

  void WriteSummary() {
    out_.section(1, page_(texts::kSummary), "summary");
    if (comparison_.findings > 0) {
      out_.note(page_(texts::kOtherHasErrors, {page_.Number(comparison_.findings)}));
    }
    if (comparison_.moves.empty()) return out_.paragraph(page_(texts::kNothingToCompare));
    const Counts all = CountIf([](const Move&) { return true; });
    const Counts reworded = CountIf([](const Move& move) { return move.reworded(); });
    const auto number = [&](const Counts& counts, Direction direction) {
      return page_.Number(Of(counts, direction));
    };
    const std::int64_t both =
        Of(all, Direction::forward) + Of(all, Direction::back) + Of(all, Direction::same);
    out_.paragraph(
        page_(texts::kMovesCounted, {page_.Number(both), number(all, Direction::forward),
                                     number(all, Direction::back), number(all, Direction::same),
                                     number(all, Direction::fresh), number(all, Direction::gone)}));
    if (Of(reworded, Direction::forward) + Of(reworded, Direction::back) == 0) return;
    out_.paragraph(page_(texts::kMovesReworded, {number(reworded, Direction::forward),
                                                 number(reworded, Direction::back)}));
  }

  // From which status to which, in each domain.
  void WriteFlows() {
    out_.section(1, page_(texts::kFlows), "flows");
    for (const Domain domain : Domains()) {
      std::map<std::pair<std::string, std::string>, std::int64_t> amounts;
      for (const Move& move : comparison_.moves) {
        if (std::get<0>(move.subject) != domain) continue;
        ++amounts[{StateOf(move.before), StateOf(move.after)}];
      }
      if (amounts.empty()) continue;
      std::vector<stelsel::Code> states = StatusCodes(context_);
      states.push_back({"none", page_(texts::kNoState), "plain", "·"});
      Sheet sheet({{"from", page_(texts::kFrom), As::text, {.values = states}},
                   {"to", page_(texts::kTo), As::text, {.values = states}},
                   {"amount", page_(texts::kNumber), As::integer}});
      for (const auto& [states_of, amount] : amounts) {
        sheet.row(states_of.first, states_of.second, amount);
      }
      std::move(sheet).chart(
          out_, page_(texts::kFlowChart, {context_.DomainTitle(domain)}),
          stelsel::Chart{"flow", {{"from", "from"}, {"to", "to"}, {"amount", "amount"}}, {}});
    }
  }

  static std::string StateOf(const std::optional<Stood>& stood) {
    return stood ? CodeOf(stood->status) : "none";
  }

  template <typename F>
  void WriteCounts(const Text& caption, const char* field, F title) {
    std::vector<std::string> order;
    std::map<std::pair<std::string, Domain>, Counts> counts;
    for (const Move& move : comparison_.moves) {
      const std::string of = title(move);
      if (std::find(order.begin(), order.end(), of) == order.end()) order.push_back(of);
      ++counts[{of, std::get<0>(move.subject)}][static_cast<std::size_t>(move.direction())];
    }
    std::vector<SheetColumn> columns{
        {field, page_.Field("agreement_status", field), As::text, {.facet = true}},
        {"domain", page_.Field("agreement_status", "domain"), As::text, {.facet = true}}};
    for (const stelsel::Code& code : DirectionCodes(page_)) {
      columns.push_back({code.value, Capital(code.title), As::integer});
    }
    Sheet sheet(std::move(columns));
    for (const std::string& one : order) {
      for (const Domain domain : Domains()) {
        const auto found = counts.find({one, domain});
        if (found == counts.end()) continue;
        std::vector<Cell> row{one, CodeOf(domain)};
        for (const std::int64_t count : found->second) row.emplace_back(count);
        sheet.cells(row);
      }
    }
    out_.section(1, page_(caption));
    std::move(sheet).table(out_, page_(caption));
  }

  // All but what stayed the same under the same wording.
  void WriteMoves() {
    const char* table = "agreement_status";
    Sheet sheet(
        {{"agreement_topic", page_.Field(table, "agreement_topic"), As::text, {.facet = true}},
         {"domain", page_.Field(table, "domain"), As::text, {.facet = true}},
         {"region", page_.Field(table, "region"), As::text, {.facet = true}},
         {"before", page_(texts::kBefore), As::text, {.values = StatusCodes(context_)}},
         {"after", page_(texts::kAfter), As::text, {.values = StatusCodes(context_)}},
         {"direction",
          page_(texts::kDirection),
          As::text,
          {.values = DirectionCodes(page_), .facet = true}},
         {"why", page_(texts::kWhy), As::text, {.facet = true}},
         {"explanation", page_.Field(table, "explanation"), As::text},
         SourceColumn(context_),
         MarkColumn(context_)});
    for (const Move& move : comparison_.moves) {
      if (move.direction() != Direction::same || move.reworded()) AddMove(sheet, move);
    }
    if (sheet.empty()) return;
    out_.section(1, page_(texts::kMoves), "moves");
    out_.paragraph(page_(texts::kMovesIntroduction));
    std::move(sheet).table(out_, page_(texts::kMoves));
  }

  void AddMove(Sheet& sheet, const Move& move) {
    const auto& [domain, topic, region] = move.subject;
    const Stood& shown = move.after ? *move.after : *move.before;
    const auto state = [](const std::optional<Stood>& stood) {
      return stood ? TextOrNothing(CodeOf(stood->status)) : Cell();
    };
    sheet.cells({TopicTitle(comparison_.topics, topic), CodeOf(domain), RegionName(region),
                 state(move.before), state(move.after),
                 kDirectionCodes[static_cast<std::size_t>(move.direction())],
                 TextOrNothing(Why(move)), TextOrNothing(WithDoubtApart(shown.explanation)),
                 TextOrNothing(page_.Cite(shown.source)), shown.illustratief});
  }

  std::string Why(const Move& move) const {
    if (move.reworded()) {
      return page_(texts::kRewordedWhy,
                   {std::to_string(move.before->wording), std::to_string(move.after->wording)});
    }
    if (move.direction() == Direction::fresh) return page_(texts::kFreshWhy);
    if (move.direction() == Direction::gone) return page_(texts::kGoneWhy);
    return page_(texts::kStatusWhy);
  }

  std::string RegionName(const std::string& id) const {
    const auto found = comparison_.regions.find(id);
    return found != comparison_.regions.end() ? found->second : id;
  }

  std::set<WordingKey> Used() const {
    std::set<WordingKey> used;
    for (const Move& move : comparison_.moves) {
      if (!move.reworded()) continue;
      used.emplace(std::get<1>(move.subject), move.before->wording);
      used.emplace(std::get<1>(move.subject), move.after->wording);
    }
    return used;
  }

  const Context& context_;
  const Comparison& comparison_;
  stelsel::Document& out_;
  Sources sources_;
  Page page_;
};

}  // namespace

Direction Move::direction() const {
  if (!before) return Direction::fresh;
  if (!after) return Direction::gone;
  if (before->status == after->status) return Direction::same;
  return before->status < after->status ? Direction::forward : Direction::back;
}

bool Move::reworded() const {
  return before && after && before->wording != 0 && after->wording != 0 &&
         before->wording != after->wording;
}

std::vector<Move> Compare(const Side& before, const Side& after) {
  std::vector<Move> moves;
  for (const auto& [subject, stood] : before) {
    const auto found = after.find(subject);
    moves.push_back(
        {subject, stood, found != after.end() ? std::optional(found->second) : std::nullopt});
  }
  for (const auto& [subject, stood] : after) {
    if (before.count(subject) == 0) moves.push_back({subject, std::nullopt, stood});
  }
  std::sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
    const auto& [a_domain, a_topic, a_region] = a.subject;
    const auto& [b_domain, b_topic, b_region] = b.subject;
    if (a_topic != b_topic) return TopicBefore(a_topic, b_topic);
    return std::tie(a_domain, a_region) < std::tie(b_domain, b_region);
  });
  return moves;
}

Side ReadSide(const stelsel::Snapshot& snapshot, const std::string& as_of,
              const ComparisonOptions& options, bool explanations) {
  using stelsel::tables::AgreementStatus;
  Side side;
  snapshot.as_of(as_of).rows<AgreementStatus>([&](const AgreementStatus& row) {
    if (row.domain == Domain::unlisted || row.status == Status::unlisted) return;
    if (options.domain && row.domain != *options.domain) return;
    if (!options.region.empty() && row.region != options.region) return;
    side[{row.domain, std::string(row.agreement_topic), std::string(row.region)}] = {
        row.status, row.topic_version.value_or(0),
        explanations ? TextOf(row.explanation) : std::string(), SourceOf(row),
        row.illustratief.value_or(false)};
  });
  return side;
}

Comparison ReadComparison(const stelsel::Snapshot& earlier, const std::string& before,
                          const stelsel::Snapshot& later, const Context& context,
                          const ComparisonOptions& options) {
  const stelsel::Snapshot then = later.as_of(context.as_of);
  Comparison out;
  const std::vector<Region> regions = ReadRegions(then);
  if (!options.region.empty()) FindRegion(options.region, regions, ReadMembers(then), context);
  for (const Region& region : ReadRegions(earlier.as_of(before))) {
    out.regions[region.id] = region.name;
  }
  for (const Region& region : regions) out.regions[region.id] = region.name;
  out.moves = Compare(ReadSide(earlier, before, options, false),
                      ReadSide(later, context.as_of, options, true));
  out.topics = ReadTopics(then);
  out.wordings = ReadWordings(then);
  out.wordings.merge(ReadWordings(earlier));
  out.documents = ReadSourceDocuments(then);
  out.documents.merge(ReadSourceDocuments(earlier));
  return out;
}

void WriteComparison(const Context& context, const Comparison& comparison, stelsel::Document& out) {
  ComparisonWriter(context, comparison, out).Write();
}

}  // namespace reporting
