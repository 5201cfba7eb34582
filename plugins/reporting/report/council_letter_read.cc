#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "report/council_letter.h"
#include "report/letter_texts.h"
#include "report/milestones.h"
#include "report/names.h"
#include "report/source_date.h"
#include "report/texts.h"
#include "stelsel/edtf.hpp"

namespace reporting {
namespace {

namespace tables = stelsel::tables;

// `Naam (vastgesteld, december 2021)`.
std::string WithRemarks(const std::string& name, const std::vector<std::string>& remarks) {
  std::string out;
  for (const std::string& remark : remarks) {
    if (!remark.empty()) out += (out.empty() ? "" : ", ") + remark;
  }
  return out.empty() ? name : name + " (" + out + ")";
}

std::int32_t FirstDay(const std::string& edtf) {
  const auto bounds = stelsel::edtf_bounds(edtf);
  if (!bounds) return 0;
  return bounds->earliest ? *bounds->earliest : *bounds->latest;
}

class LetterReader {
 public:
  LetterReader(const stelsel::Snapshot& then, const Context& context, CouncilLetter& out)
      : then_(then), context_(context), out_(out), region_(out.state.region.id) {}

  void Read() {
    ReadAgreements();
    ReadDecisions();
    ReadProjects();
    ReadDevelopments();
    ReadNext();
  }

 private:
  const Words& words() const { return context_.words; }
  std::string Code(const char* table, const char* field, const std::string& code) const {
    return code.empty() ? "" : context_.labels.Code(table, field, code);
  }

  template <typename Row>
  static LetterItem Item(std::string text, const Row& row) {
    return {std::move(text), SourceOf(row), row.illustratief.value_or(false)};
  }

  void ReadAgreements() {
    using Kind = tables::Agreement::Kind;
    then_.rows<tables::Agreement>([&](const tables::Agreement& row) {
      if (row.region != region_) return;
      const std::string text =
          WithRemarks(std::string(row.name), {Code("agreement", "state", CodeOf(row.state)),
                                              InWords(TextOf(row.adopted_on), words())});
      const bool paper =
          row.kind == Kind::regiovisie || row.kind == Kind::beleidskader || row.kind == Kind::plan;
      (paper ? out_.attachments : out_.governance).push_back(Item(text, row));
    });
  }

  void ReadDecisions() {
    std::map<std::string, std::string> names;
    std::vector<std::pair<std::int32_t, LetterItem>> found;
    then_.rows<tables::Decision>([&](const tables::Decision& row) {
      if (row.region != region_) return;
      names[std::string(row.decision)] = row.name;
      const std::string on = TextOf(row.decided_on);
      const auto last = LastDay(on);
      const auto day = ParseDay(context_.as_of);
      if (last && day && *last > *day) return;
      found.push_back({FirstDay(on), Item(WithRemarks(std::string(row.name),
                                                      {TextOf(row.decided_by),
                                                       Code("decision", "state", CodeOf(row.state)),
                                                       InWords(on, words())}),
                                          row)});
    });
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [day, item] : found) out_.decisions.push_back(std::move(item));
    ReadPromises(names);
  }

  // Notices that were promised and not given, to the council of the letter or to any.
  void ReadPromises(const std::map<std::string, std::string>& names) {
    using State = tables::DecisionNotice::State;
    then_.rows<tables::DecisionNotice>([&](const tables::DecisionNotice& row) {
      const auto name = names.find(std::string(row.decision));
      if (name == names.end() || row.state != State::toegezegd) return;
      if (!out_.municipality.empty() && row.municipality &&
          *row.municipality != out_.municipality) {
        return;
      }
      const std::string what = words()(texts::kPromise, {std::string(row.told_to), name->second});
      out_.promised.push_back(
          Item(WithRemarks(what, {InWords(TextOf(row.told_on), words())}), row));
    });
  }

  void ReadProjects() {
    std::map<std::string, tables::ProjectState::State> states;
    then_.rows<tables::ProjectState>([&](const tables::ProjectState& row) {
      if (row.region == region_) states[std::string(row.project)] = row.state;
    });
    then_.rows<tables::Project>([&](const tables::Project& row) {
      if (row.region != region_) return;
      const auto state = states.find(std::string(row.project));
      out_.projects.push_back(Item(
          WithRemarks(
              std::string(row.name),
              {state != states.end() ? Code("project_state", "state", CodeOf(state->second)) : ""}),
          row));
    });
  }

  // What is being made, with when it is expected; domains of which the same is said stand together.
  void ReadDevelopments() {
    struct Group {
      std::string topic, expected;
      std::vector<std::string> domains;
      LetterItem item;
    };
    std::vector<Group> groups;
    for (const Observation& one : out_.state.current) {
      if (one.status != Status::in_ontwikkeling) continue;
      auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& g) {
        return g.topic == one.topic && g.expected == one.expected_ready_on &&
               g.item.source.document == one.source.document;
      });
      if (group == groups.end()) {
        groups.push_back({one.topic, one.expected_ready_on, {}, {"", one.source, false}});
        group = groups.end() - 1;
      }
      group->domains.push_back(CodeOf(one.domain));
      group->item.illustratief = group->item.illustratief || one.illustratief;
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return TopicBefore(a.topic, b.topic); });
    for (Group& group : groups) {
      const std::string expected =
          group.expected.empty() ? ""
                                 : words()(texts::kExpectedOn, {InWords(group.expected, words())});
      group.item.text = WithRemarks(TopicTitle(out_.state.topics, group.topic),
                                    {words().Join(group.domains), expected});
      out_.developments.push_back(std::move(group.item));
    }
  }

  // Milestones that were not reached, with the date that was named last.
  void ReadNext() {
    const auto milestones = ReadMilestones(then_, context_.as_of, [&](const Milestone& one) {
      return one.region == region_ && one.state.empty();
    });
    for (const Milestone& one : milestones) {
      const NamedDate& last = one.dates.back();
      out_.next.push_back({WithRemarks(one.name, {InWords(last.planned_on, words()), one.owner}),
                           last.source, one.illustratief || last.illustratief});
    }
  }

  const stelsel::Snapshot& then_;
  const Context& context_;
  CouncilLetter& out_;
  std::string region_;
};

// The CBS code of the member with this code or name.
std::string MemberCode(const RegionState& state, const std::string& wanted,
                       const Context& context) {
  if (wanted.empty()) return "";
  std::vector<std::string> names;
  for (const Member& member : state.members) {
    if (member.municipality == wanted || member.name == wanted) return member.municipality;
    names.push_back(member.name);
  }
  throw stelsel::Error(
      STELSEL_NOT_FOUND,
      context.words(texts::kNoSuchMember, {wanted, state.region.name, context.words.Join(names)}));
}

}  // namespace

CouncilLetter ReadCouncilLetter(const stelsel::Snapshot& snapshot, const Context& context,
                                const std::string& region, const std::string& municipality) {
  CouncilLetter out;
  out.state = ReadRegionState(snapshot, region, context);
  out.municipality = MemberCode(out.state, municipality, context);
  LetterReader(snapshot.as_of(context.as_of), context, out).Read();
  return out;
}

}  // namespace reporting
