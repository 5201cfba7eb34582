// The fixed words of what the national report says beside its first tables.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_TEXTS_H_

#include <cstddef>

#include "words.h"

namespace reporting::texts {

// Tables 1 and 2.
inline constexpr Text kTableOfAgreements{"{0}: tabel 1, uitvoeringsafspraken",
                                         "{0}: table 1, agreements"};
inline constexpr Text kTableOfNorm{"{0}: tabel 2, Norm voor Opdrachtgeverschap",
                                   "{0}: table 2, Norm voor Opdrachtgeverschap"};
inline constexpr Text kTables{"Tabellen", "Tables"};

// Conclusions in numbers.
inline constexpr Noun kTopicsCounted{{"onderwerp", "topic"}, {"onderwerpen", "topics"}};
inline constexpr Text kPartAndPercent{"{0} ({1}%)", "{0} ({1}%)"};
inline constexpr Text kConclusion{"Conclusie in cijfers.", "Conclusion in numbers."};
inline constexpr Text kMostAndLeast{
    "Het grootste deel van de regio's staat op ja bij {0}, het kleinste bij {1}.",
    "The largest part of the regions is at yes on {0}, the smallest on {1}."};
inline constexpr std::size_t kMostTopicsNamed = 3;
inline constexpr Text kTopicConclusion{"{0}: ja bij {1}, in ontwikkeling bij {2}, nee bij {3}.",
                                       "{0}: yes in {1}, in development in {2}, no in {3}."};
inline constexpr Text kRegionConclusion{
    "Conclusie in cijfers. Van {0} met een stand van zaken: ja {1}, in ontwikkeling {2}, nee {3}.",
    "Conclusion in numbers. Of {0} with a status: yes {1}, in development {2}, no {3}."};

// Waves.
inline constexpr Text kWaves{"Golven", "Waves"};
inline constexpr Text kWave{"Waargenomen op", "Observed on"};
inline constexpr Text kWavesIntroduction{
    "Een golf is wat van meer dan één regio op dezelfde datum is waargenomen, zoals de antwoorden "
    "op één uitvraag. Een andere formulering is een andere vraag: de golven zijn dan niet zonder "
    "meer te vergelijken.",
    "A wave is what was observed of more than one region on the same date, such as the answers to "
    "one survey. Another wording is another question: waves then cannot be compared just like "
    "that."};
inline constexpr Text kOlderWaves{"Er zijn {0} oudere golven, die hier niet staan.",
                                  "There are {0} older waves, which are not shown."};
inline constexpr Text kWavesCaption{"Aantallen en aandelen per golf", "Numbers and shares by wave"};
inline constexpr Text kRegionsCounted{"Regio's", "Regions"};

// Planning.
inline constexpr Text kPlanning{"Planning", "Planning"};
inline constexpr Text kPlanningIntroduction{
    "Wanneer regio's verwachten gereed te zijn met wat nog niet op ja staat.",
    "When regions expect to be ready with what is not at yes yet."};
inline constexpr Text kPlanningChart{"{0}: wanneer gereed, in aantallen afspraken",
                                     "{0}: when ready, in numbers of agreements"};
inline constexpr Text kPlanningCaption{"Verwachte gereedheid per kwartaal",
                                       "Expected to be ready, by quarter"};
inline constexpr Text kPlanningRule{
    "Een afspraak is één onderwerp van één regio. Zij telt in het kwartaal van de laatste dag die "
    "de genoemde datum kan betekenen.",
    "An agreement is one topic of one region. It counts in the quarter of the last day that the "
    "given date can mean."};
inline constexpr Text kExpected{"Verwacht gereed", "Expected to be ready"};
inline constexpr Text kOverdue{"Verstreken", "Overdue"};
inline constexpr Text kNoEnd{"Zonder einddatum", "Without a last date"};
inline constexpr Text kNotSaid{"Niet vermeld", "Not said"};
inline constexpr Text kTimePaths{"Tijdspaden van BW en MO", "Time paths of BW and MO"};
inline constexpr Text kTimePath{"Tijdspad", "Time path"};
inline constexpr Text kTogether{"gelijktijdig", "at once"};
inline constexpr Text kApart{"afzonderlijk", "apart"};
inline constexpr Text kNoTimePaths{
    "Geen regio heeft op één onderwerp een stand van zaken voor zowel BW als MO.",
    "No region has a status on one topic for both BW and MO."};
inline constexpr Text kTimePathsFound{
    "Gelijktijdig: {0}, van de regio's met op één onderwerp een stand van zaken voor beide. "
    "Afzonderlijk: {1}.",
    "At once: {0}, of the regions that have a status on one topic for both. Apart: {1}."};
inline constexpr Text kTimePathsCaption{"Tijdspad per regio", "Time path by region"};
inline constexpr Text kTimePathRule{
    "Gelijktijdig: op ieder onderwerp met een stand van zaken voor beide zijn die stand en de "
    "verwachte datum dezelfde. Dit is afgeleid; regio's is er niet naar gevraagd.",
    "At once: on each topic with a status for both, that status and the expected date are the "
    "same. This is derived; regions were not asked."};

// Phases.
inline constexpr Text kPhases{"Fasen", "Phases"};
inline constexpr Text kPhase{"Fase", "Phase"};
inline constexpr Text kPhases3[] = {{"1 visie ontwikkelen", "1 making a vision"},
                                    {"2 afspraken maken", "2 making agreements"},
                                    {"3 afspraken uitvoeren", "3 executing agreements"}};
inline constexpr Text kPhaseState{"Stand", "State"};
inline constexpr Text kPhaseBecause{"Op grond van", "Because of"};
inline constexpr Text kPhaseDone{"gereed", "done"};
inline constexpr Text kPhaseBusy{"bezig", "busy"};
inline constexpr Text kPhaseNotBegun{"niet begonnen", "not begun"};
inline constexpr Text kPhaseUnknown{"onbekend", "unknown"};
inline constexpr Text kPhaseDoneLetter{"G", "D"};
inline constexpr Text kPhaseBusyLetter{"B", "B"};
inline constexpr Text kPhaseNotBegunLetter{"N", "N"};
inline constexpr Text kPhasesIntroduction{
    "Van {0} van de {1} regio's is iets bekend waaruit een fase blijkt. Een regio kan in meer dan "
    "één fase tegelijk bezig zijn.",
    "Of {0} of the {1} regions something is known that shows a phase. A region may be busy in "
    "several phases at once."};
inline constexpr Text kPhaseCounts{
    "Fase {0}: {1} gereed, {2} bezig, {3} niet begonnen, {4} onbekend.",
    "Phase {0}: {1} done, {2} busy, {3} not begun, {4} unknown."};
inline constexpr Text kSeveralPhases{"In meer dan één fase tegelijk bezig: {0}.",
                                     "Busy in more than one phase at once: {0}."};
inline constexpr Text kPhasesCaption{"Fase per regio", "Phase by region"};
inline constexpr Text kPhasesOfRegion{"In welke fasen de regio is", "The phases of the region"};
inline constexpr Text kPhaseRule{
    "Afgeleid, over alle domeinen. Fase 1 is bezig als A1, D1 of D2 in ontwikkeling is of een "
    "regiovisie of beleidskader wordt voorbereid; gereed als dat niet zo is en er een op ja staat "
    "of is vastgesteld. Fase 2 gaat over de andere onderwerpen (niet C) en afspraken: bezig als "
    "er een in ontwikkeling of voorbereiding is, een besluit is voorgenomen, of een deel op ja en "
    "een deel op nee staat; gereed als alle op ja staan. Fase 3 is bezig als er een project loopt "
    "of is afgerond, een afspraak in gebruik is, of gemeenten een verplichting nakomen.",
    "Derived, over all domains. Phase 1 is busy when A1, D1 or D2 is in development or a regional "
    "vision or policy framework is being prepared; done when that is not so and one is at yes or "
    "adopted. Phase 2 is about the other topics (not C) and agreements: busy when one is in "
    "development or preparation, a decision is intended, or part is at yes and part at no; done "
    "when all are at yes. Phase 3 is busy when a project runs or was finished, an agreement is in "
    "use, or municipalities meet an obligation."};
inline constexpr Text kStatusesJa{"{0} op ja", "{0} at yes"};
inline constexpr Text kStatusesBusy{"{0} in ontwikkeling", "{0} in development"};
inline constexpr Text kStatusesNee{"{0} op nee", "{0} at no"};
inline constexpr Text kVisionsAdopted{"visies vastgesteld of in gebruik: {0}",
                                      "visions adopted or in use: {0}"};
inline constexpr Text kVisionsPrepared{"visies in voorbereiding: {0}",
                                       "visions in preparation: {0}"};
inline constexpr Text kAgreementsMade{"afspraken vastgesteld of in gebruik: {0}",
                                      "agreements adopted or in use: {0}"};
inline constexpr Text kAgreementsPrepared{"afspraken in voorbereiding: {0}",
                                          "agreements in preparation: {0}"};
inline constexpr Text kAgreementsUsed{"afspraken in gebruik: {0}", "agreements in use: {0}"};
inline constexpr Text kDecisionsIntended{"voorgenomen besluiten: {0}", "intended decisions: {0}"};
inline constexpr Text kProjectsRun{"lopende projecten: {0}", "running projects: {0}"};
inline constexpr Text kProjectsDone{"afgeronde projecten: {0}", "finished projects: {0}"};
inline constexpr Text kProjectsWaiting{"projecten voorgenomen of stilgelegd: {0}",
                                       "projects intended or halted: {0}"};
inline constexpr Text kObligationsMet{"nagekomen verplichtingen: {0}", "obligations met: {0}"};

// All regions at a glance.
inline constexpr Text kOverview{"Alle regio's", "All regions"};
inline constexpr Text kTooManyRegions{
    "Er zijn meer dan {0} regio's: planning, kaart en matrix staan er niet bij.",
    "There are more than {0} regions: planning, map and matrix are left out."};
inline constexpr Text kMatrix{"{0}: stand van zaken per regio en onderwerp",
                              "{0}: status by region and topic"};
inline constexpr Text kSilentRegions{"Regio's zonder stand van zaken in dit domein: {0}.",
                                     "Regions without a status in this domain: {0}."};
inline constexpr Text kTileShare{"{0}: deel van de onderwerpen dat op ja staat, per regio",
                                 "{0}: part of the topics at yes, by region"};
inline constexpr Text kTileTopic{"{0}, {1}: stand van zaken per regio",
                                 "{0}, {1}: status by region"};
inline constexpr Text kTileCode{"Tegel", "Tile"};
inline constexpr Text kTileIsADrawing{
    "De plaats van een tegel lijkt op de ligging van de regio; het is een tekening, geen feit.",
    "The place of a tile resembles where the region lies; it is a drawing, no fact."};
inline constexpr Text kWithoutTile{"Regio's met een stand van zaken en zonder tegel: {0}.",
                                   "Regions with a status and without a tile: {0}."};
inline constexpr Text kMostTopics{"twee derde of meer op ja", "two thirds or more at yes"};
inline constexpr Text kSomeTopics{"een derde tot twee derde op ja", "one to two thirds at yes"};
inline constexpr Text kFewTopics{"minder dan een derde op ja", "less than a third at yes"};
inline constexpr Text kWithoutAnyStatus{"geen stand van zaken", "no status"};
inline constexpr Text kTopicsAtJa{"Onderwerpen op ja", "Topics at yes"};

// What agreements wait for, and what helps.
inline constexpr Text kWaiting{"Wachten op landelijke kwesties", "Waiting for national matters"};
inline constexpr Text kWaitingIntroduction{"Afspraken wachten op een landelijke kwestie bij {0}.",
                                           "Agreements wait for a national matter in {0}."};
inline constexpr Text kMattersCaption{"Landelijke kwesties en hoeveel regio's erop wachten",
                                      "National matters and how many regions wait for them"};
inline constexpr Text kWaitingCaption{"Afspraken die wachten", "Agreements that wait"};
inline constexpr Text kAspects{"Wat helpt, wat moeilijk is en wat nodig is",
                               "What helps, what is hard and what is needed"};
inline constexpr Text kAspectsIntroduction{
    "Aandelen zijn die welke de bron noemt, met haar voorbehoud. Een rij zonder aandeel of aantal "
    "heeft er in de bron geen.",
    "Shares are those that the source gives, with its reservation. A row without a share or number "
    "has none in the source."};
inline constexpr Text kShareOfRegions{"Deel van de regio's (%)", "Part of the regions (%)"};

// What was published.
inline constexpr Text kPublished{"Gepubliceerd en nagerekend", "Published and recomputed"};
inline constexpr Text kPublishedIntroduction{
    "Wat documenten drukten, naast wat erachter kan zitten, wat de standen van zaken hier geven en "
    "wat de lopende tekst van hetzelfde document zegt. Drie getallen zijn ja, in ontwikkeling en "
    "nee.",
    "What documents printed, beside what can be behind it, what the statuses here give, and what "
    "the running text of the same document says. Three numbers are yes, in development and no."};
inline constexpr Text kPublishedCounts{
    "Van {0} gepubliceerde rijen: {1} met precies één stel aantallen dat haar zo drukt, {2} die "
    "geen stel aantallen zo drukt en dus niet kan kloppen.",
    "Of {0} published rows: {1} with exactly one set of counts that prints it so, {2} that no set "
    "of counts prints so and that therefore cannot be right."};
inline constexpr Text kPublishedCaption{"Gepubliceerd: {0}", "Published: {0}"};
inline constexpr Text kPublishedRule{
    "Zonder opgave van de bron is het aantal respondenten het kleinste waarmee de meeste rijen van "
    "het document te verklaren zijn. Nagerekend is wat de standen van zaken van deze gegevens "
    "geven; zijn er weinig regio's, dan zegt dat niets over het land.",
    "Where the source does not say, the number of respondents is the smallest with which most rows "
    "of the document can be explained. Recomputed is what the statuses of this data give; of few "
    "regions that says nothing of the country."};
inline constexpr Text kAsPublished{"Gepubliceerd (%)", "Published (%)"};
inline constexpr Text kRespondents{"Respondenten", "Respondents"};
inline constexpr Text kCountsBehind{"Aantallen erachter", "Counts behind it"};
inline constexpr Text kRecomputed{"Nagerekend (%)", "Recomputed (%)"};
inline constexpr Text kRemark{"Opmerking", "Remark"};
inline constexpr Text kCannotBeRight{"kan niet kloppen", "cannot be right"};
inline constexpr Text kDiffers{"wijkt af", "differs"};
inline constexpr Text kSeveralSets{"{0} stellen", "{0} sets"};
inline constexpr Text kNoSets{"geen", "none"};
inline constexpr Text kNearestSet{"geen; dichtst bij {0} (afwijking {1})",
                                  "none; nearest {0} (deviation {1})"};
inline constexpr Text kDoesNotAddUp{"Telt op tot {0}: dat drukt geen enkel stel aantallen.",
                                    "Adds up to {0}: no set of counts prints that."};
inline constexpr Text kNoCountsPrintIt{"Geen aantallen van {0} respondenten drukken dit.",
                                       "No counts of {0} respondents print this."};
inline constexpr Text kClaimsDiffer{"Beweringen in de tekst die afwijken: {0}.",
                                    "Claims of the text that differ: {0}."};
inline constexpr Text kClaimsCaption{"Wat de lopende tekst over deze aandelen zegt",
                                     "What the running text says of these shares"};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_TEXTS_H_
