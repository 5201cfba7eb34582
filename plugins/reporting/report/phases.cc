#include "report/phases.h"

#include <algorithm>
#include <utility>

#include "report/national_texts.h"

namespace reporting {
namespace {

namespace tables = stelsel::tables;
using Kind = tables::Agreement::Kind;
using State = tables::Agreement::State;

bool IsVisionTopic(std::string_view topic) {
  return topic == "A1" || topic == "D1" || topic == "D2";
}

bool IsVision(Kind kind) { return kind == Kind::regiovisie || kind == Kind::beleidskader; }

void Count(const tables::Agreement& row, PhaseFacts& facts) {
  const bool made = row.state == State::vastgesteld || row.state == State::in_gebruik;
  const bool prepared = row.state == State::voorgenomen || row.state == State::in_voorbereiding ||
                        row.state == State::opgesteld;
  if (IsVision(row.kind)) {
    facts.visions_adopted += made ? 1 : 0;
    facts.visions_prepared += prepared ? 1 : 0;
    return;
  }
  facts.agreements_made += made ? 1 : 0;
  facts.agreements_prepared += prepared ? 1 : 0;
  facts.agreements_used += row.state == State::in_gebruik ? 1 : 0;
}

void Count(const tables::ProjectState& row, PhaseFacts& facts) {
  using Of = tables::ProjectState::State;
  facts.projects_run += row.state == Of::loopt ? 1 : 0;
  facts.projects_done += row.state == Of::afgerond ? 1 : 0;
  facts.projects_waiting += row.state == Of::voorgenomen || row.state == Of::stilgelegd ? 1 : 0;
}

PhaseState VisionOf(const PhaseFacts& f) {
  if (f.vision_busy + f.visions_prepared > 0) return PhaseState::busy;
  if (f.vision_ja + f.visions_adopted > 0) return PhaseState::done;
  return f.vision_nee > 0 ? PhaseState::not_begun : PhaseState::unknown;
}

PhaseState AgreementsOf(const PhaseFacts& f) {
  const bool made = f.topics_ja + f.agreements_made > 0;
  if (f.topics_busy + f.agreements_prepared + f.decisions_intended > 0) return PhaseState::busy;
  if (made && f.topics_nee > 0) return PhaseState::busy;
  if (f.topics_ja > 0) return PhaseState::done;
  if (made) return PhaseState::busy;
  return f.topics_nee > 0 ? PhaseState::not_begun : PhaseState::unknown;
}

PhaseState ExecutionOf(const PhaseFacts& f) {
  if (f.projects_run + f.projects_done + f.agreements_used + f.obligations_met > 0) {
    return PhaseState::busy;
  }
  return f.projects_waiting > 0 ? PhaseState::not_begun : PhaseState::unknown;
}

std::string CodeOf(PhaseState state) {
  constexpr const char* codes[] = {"unknown", "not_begun", "busy", "done"};
  return codes[static_cast<std::size_t>(state)];
}

std::vector<stelsel::Code> Codes(const Page& page) {
  return {{"done", page(texts::kPhaseDone), "good", page(texts::kPhaseDoneLetter)},
          {"busy", page(texts::kPhaseBusy), "middle", page(texts::kPhaseBusyLetter)},
          {"not_begun", page(texts::kPhaseNotBegun), "bad", page(texts::kPhaseNotBegunLetter)},
          {"unknown", page(texts::kPhaseUnknown), "plain", "?"}};
}

// What a phase rests on, in words: the numbers that are not 0.
std::string Because(const Page& page, const PhaseFacts& f, std::size_t phase) {
  const std::vector<std::pair<int, const Text*>> parts[] = {
      {{f.vision_ja, &texts::kStatusesJa},
       {f.vision_busy, &texts::kStatusesBusy},
       {f.vision_nee, &texts::kStatusesNee},
       {f.visions_adopted, &texts::kVisionsAdopted},
       {f.visions_prepared, &texts::kVisionsPrepared}},
      {{f.topics_ja, &texts::kStatusesJa},
       {f.topics_busy, &texts::kStatusesBusy},
       {f.topics_nee, &texts::kStatusesNee},
       {f.agreements_made, &texts::kAgreementsMade},
       {f.agreements_prepared, &texts::kAgreementsPrepared},
       {f.decisions_intended, &texts::kDecisionsIntended}},
      {{f.projects_run, &texts::kProjectsRun},
       {f.projects_done, &texts::kProjectsDone},
       {f.projects_waiting, &texts::kProjectsWaiting},
       {f.agreements_used, &texts::kAgreementsUsed},
       {f.obligations_met, &texts::kObligationsMet}}};
  std::string out;
  for (const auto& [number, text] : parts[phase]) {
    if (number > 0) out += (out.empty() ? "" : "; ") + page(*text, {page.Number(number)});
  }
  return out;
}

class PhasesWriter {
 public:
  explicit PhasesWriter(const Page& page)
      : page_(page),
        sheet_(
            {{"region", page.Field("agreement_status", "region"), As::text, {.facet = true}},
             {"phase", page(texts::kPhase), As::text},
             {"state", page(texts::kPhaseState), As::text, {.values = Codes(page), .facet = true}},
             {"because", page(texts::kPhaseBecause), As::text}}) {}

  // Whether anything of the region is known.
  bool Add(const Region& region, const PhaseFacts& facts) {
    const auto states = PhasesOf(facts);
    if (std::count(states.begin(), states.end(), PhaseState::unknown) == 3) return false;
    for (std::size_t i = 0; i < states.size(); ++i) {
      sheet_.cells({region.name, page_(texts::kPhases3[i]), CodeOf(states[i]),
                    TextOrNothing(Because(page_, facts, i))});
    }
    return true;
  }

  void Write(const std::string& caption) {
    std::move(sheet_).chart(
        page_.out, caption,
        stelsel::Chart{"matrix", {{"row", "region"}, {"column", "phase"}, {"value", "state"}}, {}});
    page_.out.footnote(page_(texts::kPhaseRule));
  }

 private:
  const Page& page_;
  Sheet sheet_;
};

// `fase 1: 3 regio's bezig, 2 gereed`, one a phase.
void WriteCounts(const Page& page, const std::vector<std::array<PhaseState, 3>>& all) {
  for (std::size_t i = 0; i < 3; ++i) {
    const auto count = [&](PhaseState state) {
      return page.Number(
          std::count_if(all.begin(), all.end(), [&](const auto& one) { return one[i] == state; }));
    };
    page.out.paragraph(
        page(texts::kPhaseCounts,
             {page(texts::kPhases3[i]), count(PhaseState::done), count(PhaseState::busy),
              count(PhaseState::not_begun), count(PhaseState::unknown)}));
  }
  const auto several = std::count_if(all.begin(), all.end(), [](const auto& one) {
    return std::count(one.begin(), one.end(), PhaseState::busy) > 1;
  });
  page.out.paragraph(page(texts::kSeveralPhases, {page.Number(several)}));
}

}  // namespace

std::array<PhaseState, 3> PhasesOf(const PhaseFacts& facts) {
  return {VisionOf(facts), AgreementsOf(facts), ExecutionOf(facts)};
}

void PhaseCounter::Add(std::string_view region, std::string_view topic, Status status) {
  // C is the planning, which is of no phase.
  if (topic == "C" || status == Status::unlisted) return;
  auto found = facts_.find(region);
  if (found == facts_.end()) found = facts_.emplace(std::string(region), PhaseFacts()).first;
  PhaseFacts& f = found->second;
  const bool vision = IsVisionTopic(topic);
  int& ja = vision ? f.vision_ja : f.topics_ja;
  int& busy = vision ? f.vision_busy : f.topics_busy;
  int& nee = vision ? f.vision_nee : f.topics_nee;
  ++(status == Status::ja ? ja : status == Status::nee ? nee : busy);
}

void PhaseCounter::Read(const stelsel::Snapshot& then) {
  then.rows<tables::Agreement>(
      [&](const tables::Agreement& row) { Count(row, facts_[std::string(row.region)]); });
  then.rows<tables::ProjectState>(
      [&](const tables::ProjectState& row) { Count(row, facts_[std::string(row.region)]); });
  then.rows<tables::Decision>([&](const tables::Decision& row) {
    if (!row.region || row.state != tables::Decision::State::voorgenomen) return;
    ++facts_[std::string(*row.region)].decisions_intended;
  });
  then.rows<tables::ObligationStatus>([&](const tables::ObligationStatus& row) {
    if (row.status == tables::ObligationStatus::Status::nee) return;
    ++facts_[std::string(row.region)].obligations_met;
  });
}

PhaseFacts PhaseCounter::Of(const std::string& region) const {
  const auto found = facts_.find(region);
  return found != facts_.end() ? found->second : PhaseFacts();
}

void WritePhases(const Page& page, const std::vector<Region>& regions, const PhaseCounter& phases) {
  PhasesWriter writer(page);
  std::vector<std::array<PhaseState, 3>> known;
  for (const Region& region : regions) {
    const PhaseFacts facts = phases.Of(region.id);
    if (writer.Add(region, facts)) known.push_back(PhasesOf(facts));
  }
  if (known.empty()) return;
  page.out.section(1, page(texts::kPhases), "phases");
  page.out.paragraph(
      page(texts::kPhasesIntroduction, {page.Number(static_cast<std::int64_t>(known.size())),
                                        page.Number(static_cast<std::int64_t>(regions.size()))}));
  WriteCounts(page, known);
  writer.Write(page(texts::kPhasesCaption));
}

void WritePhasesOfRegion(const Page& page, const Region& region, const PhaseCounter& phases) {
  PhasesWriter writer(page);
  if (!writer.Add(region, phases.Of(region.id))) return;
  page.out.section(1, page(texts::kPhases), "phases");
  writer.Write(page(texts::kPhasesOfRegion));
}

}  // namespace reporting
