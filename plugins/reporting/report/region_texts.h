// The fixed words of what a region's report lists.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_REGION_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_REGION_TEXTS_H_

#include "words.h"

namespace reporting::texts {

// Agreements and obligations.
inline constexpr Text kAgreements{"Afspraken", "Agreements"};
inline constexpr Text kAgreementParties{"Partijen bij afspraken", "Parties to agreements"};
inline constexpr Text kAdoptions{"Vaststelling van afspraken", "Adoption of agreements"};
inline constexpr Text kVisionConditions{"Condities voor sociale inclusie in de visie",
                                        "Conditions for social inclusion in the vision"};
inline constexpr Text kWaitingInRegion{"Wachten op landelijke kwesties",
                                       "Waiting for national matters"};
inline constexpr Text kObligations{"Verplichtingen van gemeenten", "Obligations of municipalities"};
inline constexpr Text kObligationStatuses{"Hoe ver gemeenten zijn met hun verplichtingen",
                                          "How far municipalities are with their obligations"};
inline constexpr Text kLocalPlans{"Lokale plannen", "Local plans"};

// Milestones.
inline constexpr Text kMilestones{"Mijlpalen", "Milestones"};
inline constexpr Text kMilestonesCaption{"Mijlpalen zoals zij nu zijn gepland",
                                         "Milestones as they are planned now"};
inline constexpr Text kTimeline{"Genoemde data per mijlpaal", "Dates named for each milestone"};
inline constexpr Text kSlipsCaption{"Verschoven data", "Dates that slipped"};
inline constexpr Text kChange{"Wat er gebeurde", "What happened"};
inline constexpr Text kLater{"later", "later"};
inline constexpr Text kEarlier{"eerder", "earlier"};
inline constexpr Text kDatedAgain{"weer een datum", "a date again"};
inline constexpr Text kOtherPrecision{"preciezer of ruimer", "more or less precise"};
inline constexpr Text kFromDay{"Vanaf", "From"};
inline constexpr Text kToDay{"Tot", "Until"};
inline constexpr Text kWhich{"Genoemd", "Named"};
inline constexpr Text kLatestDate{"laatst genoemde datum", "date named last"};
inline constexpr Text kLatestLetter{"L", "L"};
inline constexpr Text kEarlierDate{"eerder genoemde datum", "date named before"};
inline constexpr Text kEarlierLetter{"E", "B"};
inline constexpr Text kTimesSlipped{"Keer verschoven", "Times slipped"};
inline constexpr Text kNoLongerDated{"geen datum meer", "no longer a date"};
inline constexpr Text kSaidBefore{"Eerst gezegd", "Said before"};
inline constexpr Text kSaidBeforeWhere{"Waar dat stond", "Where that stood"};
inline constexpr Text kSaidAfter{"Daarna gezegd", "Said after"};

// Facilities and people.
inline constexpr Text kFacilities{"Voorzieningen", "Facilities"};
inline constexpr Text kSupplyGaps{"Leemten in het aanbod", "Gaps in supply"};
inline constexpr Text kServiceLevels{"Serviceniveaus", "Service levels"};
inline constexpr Text kAccess{"Toegang", "Access"};
inline constexpr Text kProviders{"Partners", "Partners"};
inline constexpr Text kCapacity{"Capaciteit", "Capacity"};
inline constexpr Text kRegionCapacity{"Plaatsen van de regio", "Places of the region"};
inline constexpr Text kFacilityCapacity{"Plaatsen van voorzieningen", "Places of facilities"};
inline constexpr Text kCapacityChart{"{0}: plaatsen, gepland en gerealiseerd",
                                     "{0}: places, planned and realised"};
inline constexpr Text kFlowsOfPeople{"Instroom, doorstroom, uitstroom en aantallen",
                                     "Inflow, through-flow, outflow and numbers"};
inline constexpr Text kFlowsIntroduction{
    "Aantallen mensen, nooit personen. Getallen uit verschillende rijen zijn niet zonder meer op "
    "te tellen.",
    "Numbers of people, never persons. Numbers of different rows cannot just be added up."};
inline constexpr Text kSmallCountsWithheld{
    "Aantallen onder 5 zijn afgeschermd, en ook de aantallen waaruit zij te berekenen zouden zijn.",
    "Counts under 5 are withheld, and so are counts from which they could be worked out."};
inline constexpr Text kSmallCountsShown{
    "Aantallen onder 5 worden getoond, omdat daar om is gevraagd. Geef dit rapport niet verder.",
    "Counts under 5 are shown, as was asked for. Do not pass this report on."};
inline constexpr Text kWaitingTimes{"Wachttijden", "Waiting times"};
inline constexpr Text kHousing{"Benodigde woningen", "Dwellings needed"};

// Decisions, consultations and projects.
inline constexpr Text kDecisions{"Besluiten", "Decisions"};
inline constexpr Text kOptions{"Opties bij besluiten", "Options in decisions"};
inline constexpr Text kNotices{"Mededelingen van besluiten", "Notices of decisions"};
inline constexpr Text kConsultations{"Raadplegingen", "Consultations"};
inline constexpr Text kConsultationParties{"Partijen bij raadplegingen",
                                           "Parties to consultations"};
inline constexpr Text kOutcomes{"Opbrengsten van raadplegingen", "Outcomes of consultations"};
inline constexpr Text kProjects{"Projecten", "Projects"};
inline constexpr Text kProjectStates{"Stand van projecten", "State of projects"};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_REGION_TEXTS_H_
