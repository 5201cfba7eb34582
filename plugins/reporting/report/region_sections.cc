#include "report/region_sections.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "report/capacity.h"
#include "report/flows.h"
#include "report/listing.h"
#include "report/milestones.h"
#include "report/region_texts.h"

namespace reporting {
namespace {

// A table of a section. Rows are those of the region; where the table has none, those of the
// region's decisions.
struct Part {
  const char* table;
  Text caption;
  std::vector<std::string> fields;
  const char* by = "";
  bool later = false;  // what begins after the day is shown as well
  bool of_decision = false;
};

struct Section {
  Text title;
  const char* id;
  std::vector<Part> parts;
};

std::vector<Section> AgreementSections() {
  return {
      {texts::kAgreements,
       "agreements",
       {{"agreement",
         texts::kAgreements,
         {"name", "kind", "governance_form", "state", "adopting_body", "adopted_on", "part_of",
          "replaces", "valid_from", "valid_to", "explanation"},
         "",
         true},
        {"agreement_party",
         texts::kAgreementParties,
         {"agreement", "municipality", "provider", "role", "explanation"}},
        {"agreement_adoption",
         texts::kAdoptions,
         {"agreement", "municipality", "body", "state", "decided_on", "due_on", "explanation"}},
        {"vision_condition",
         texts::kVisionConditions,
         {"agreement", "inclusion_condition", "domain", "treatment", "explanation"}}}},
      {texts::kWaitingInRegion,
       "waiting_for",
       {{"blocking_dependency",
         texts::kWaitingInRegion,
         {"national_matter", "agreement_topic", "domain", "resolved_on", "explanation"}}}},
      {texts::kObligations,
       "obligations",
       {{"obligation",
         texts::kObligations,
         {"description", "domain", "agreement_topic", "due_on", "valid_from", "valid_to",
          "explanation"},
         "",
         true},
        {"obligation_status",
         texts::kObligationStatuses,
         {"obligation", "municipality", "observed_on", "status", "explanation"}},
        {"local_plan",
         texts::kLocalPlans,
         {"municipality", "name", "status", "observed_on", "expected_ready_on", "explanation"}}}}};
}

std::vector<Section> FacilitySections() {
  return {
      {texts::kFacilities,
       "facilities",
       {{"facility",
         texts::kFacilities,
         {"name", "facility_kind", "domain", "setting", "scale", "municipality", "provider",
          "state", "valid_from", "valid_to", "explanation"},
         "",
         true},
        {"supply_gap",
         texts::kSupplyGaps,
         {"description", "domain", "target_group", "facility_kind", "municipality", "explanation"}},
        {"service_level",
         texts::kServiceLevels,
         {"facility_kind", "domain", "aspect", "bound", "value", "unit", "valid_from", "valid_to",
          "explanation"},
         "",
         true},
        {"region_access",
         texts::kAccess,
         {"domain", "access_variant", "state", "provider", "municipality", "valid_from", "valid_to",
          "explanation"},
         "",
         true},
        {"region_provider",
         texts::kProviders,
         {"provider", "domain", "task", "valid_from", "valid_to", "explanation"}}}},
      {texts::kCapacity,
       "capacity",
       {{"region_capacity",
         texts::kRegionCapacity,
         {"facility_kind", "domain", "kind", "places", "qualifier", "valid_from", "valid_to",
          "explanation"},
         "valid_from",
         true},
        {"facility_capacity",
         texts::kFacilityCapacity,
         {"facility", "domain", "kind", "places", "qualifier", "valid_from", "valid_to",
          "explanation"},
         "valid_from",
         true}}}};
}

std::vector<Section> NeedSections() {
  return {{texts::kWaitingTimes,
           "waiting_times",
           {{"waiting_time",
             texts::kWaitingTimes,
             {"waits_for", "domain", "counted_over", "facility_kind", "municipality",
              "origin_municipality", "target_group", "months", "norm_months", "qualifier",
              "explanation"},
             "counted_over"}}},
          {texts::kHousing,
           "housing",
           {{"housing_need",
             texts::kHousing,
             {"needed_over", "domain", "facility_kind", "municipality", "dwellings", "qualifier",
              "explanation"},
             "needed_over"}}}};
}

std::vector<Section> ProcessSections() {
  return {
      {texts::kDecisions,
       "decisions",
       {{"decision",
         texts::kDecisions,
         {"name", "decided_by", "municipality", "decided_on", "state", "agreement",
          "agreement_topic", "domain", "explanation"},
         "decided_on"},
        {"decision_option",
         texts::kOptions,
         {"decision", "name", "chosen", "reason"},
         "",
         false,
         true},
        {"decision_notice",
         texts::kNotices,
         {"decision", "told_to", "municipality", "told_on", "state", "explanation"},
         "told_on",
         false,
         true}}},
      {texts::kConsultations,
       "consultations",
       {{"consultation",
         texts::kConsultations,
         {"name", "kind", "held_on", "times_per_year", "domain", "agreement_topic", "agreement",
          "explanation"},
         "held_on"},
        {"consultation_party",
         texts::kConsultationParties,
         {"consultation", "party", "municipality", "provider", "provider_kind", "role", "people"}},
        {"consultation_outcome",
         texts::kOutcomes,
         {"consultation", "outcome", "agreement_topic", "follow_up"}}}},
      {texts::kProjects,
       "projects",
       {{"project",
         texts::kProjects,
         {"name", "part_of", "domain", "agreement_topic", "valid_from", "valid_to", "explanation"},
         "",
         true},
        {"project_state",
         texts::kProjectStates,
         {"project", "state", "observed_on", "explanation"},
         "observed_on"}}}};
}

std::vector<std::vector<Section>> AllSections() {
  return {AgreementSections(), FacilitySections(), NeedSections(), ProcessSections()};
}

std::set<std::string, std::less<>> DecisionsOf(const RegionTables& tables) {
  std::set<std::string, std::less<>> out;
  using stelsel::tables::Decision;
  tables.then.rows<Decision>([&](const Decision& row) {
    if (row.region == tables.region) out.emplace(row.decision);
  });
  return out;
}

class SectionsWriter {
 public:
  SectionsWriter(const Page& page, const RegionTables& tables)
      : page_(page),
        tables_(tables),
        names_(tables.all, page.context.labels),
        decisions_(DecisionsOf(tables)),
        place_{page, tables.then, names_, tables.region, tables.small_counts} {}

  void Write() {
    Write(AgreementSections());
    WriteMilestoneSection();
    for (const Section& section : FacilitySections()) {
      const std::size_t written = WriteOne(section);
      if (written > 0 && std::string_view(section.id) == "capacity") {
        WriteCapacityCharts(page_, tables_.all, names_, tables_.region);
      }
    }
    WriteFlows(page_, names_, tables_.region,
               ReadFlows(tables_.then, tables_.region, page_.context.as_of), tables_.small_counts);
    Write(NeedSections());
    Write(ProcessSections());
  }

  Listing ListingOf(const Part& part) const {
    Listing out{part.table, part.fields, part.by};
    if (part.later) out.not_ended_of = &tables_.all;
    for (const char* facet : {"domain", "agreement_topic", "municipality", "agreement"}) {
      out.facets.emplace_back(facet);
    }
    out.where = part.of_decision ? "decision" : "region";
    out.is = [this, of_decision = part.of_decision](const std::string& value) {
      return of_decision ? decisions_.count(value) > 0 : value == tables_.region;
    };
    return out;
  }

 private:
  void Write(const std::vector<Section>& sections) {
    for (const Section& section : sections) WriteOne(section);
  }

  std::size_t WriteOne(const Section& section) {
    std::size_t written = 0;
    for (const Part& part : section.parts) {
      written += WriteListing(place_, ListingOf(part), page_(part.caption), [&] {
        if (written == 0) page_.out.section(1, page_(section.title), section.id);
      });
    }
    return written;
  }

  void WriteMilestoneSection() {
    const auto milestones =
        ReadMilestones(tables_.all, page_.context.as_of,
                       [&](const Milestone& one) { return one.region == tables_.region; });
    if (milestones.empty()) return;
    page_.out.section(1, page_(texts::kMilestones), "milestones");
    WriteMilestones(page_, milestones);
    WriteRenamings(page_, milestones);
  }

  const Page& page_;
  const RegionTables& tables_;
  Names names_;
  std::set<std::string, std::less<>> decisions_;
  ListingPlace place_;
};

}  // namespace

void WriteRegionSections(const Page& page, const RegionTables& tables) {
  SectionsWriter(page, tables).Write();
}

bool AnyIllustratief(const RegionTables& tables) {
  const auto marked = [&](const char* table) {
    Listing listing{table, {}};
    listing.where = "region";
    listing.is = [&](const std::string& value) { return value == tables.region; };
    return AnyIllustratief(tables.all, listing);
  };
  for (const auto& sections : AllSections()) {
    for (const Section& section : sections) {
      for (const Part& part : section.parts) {
        if (!part.of_decision && marked(part.table)) return true;
      }
    }
  }
  return marked("flow") || marked("milestone");
}

}  // namespace reporting
