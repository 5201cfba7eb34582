// The fixed words of the plan of approach.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_PLAN_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_PLAN_TEXTS_H_

#include "words.h"

namespace reporting::texts {

inline constexpr Text kPlanTitle{"Regionale plannen van aanpak", "Regional plans of approach"};
inline constexpr Text kPlanTitleOf{"Plan van aanpak: {0}", "Plan of approach: {0}"};
inline constexpr Text kPlanSubtitle{
    "De punten van de handreiking afgevinkt, het tijdspad en wat verschoof, op {0}",
    "The items of the guide ticked, the timetable and what slipped, on {0}"};
inline constexpr Text kNoChecklist{
    "De punten van de handreiking komen uit het pack plan_van_aanpak, dat hier niet is gevonden.",
    "The items of the guide come from the pack plan_van_aanpak, which was not found here."};
inline constexpr Text kTickedOf{"Afgevinkt: {0} van de {1} punten ({2}%).",
                                "Ticked: {0} of the {1} items ({2}%)."};
inline constexpr Text kNoTicks{
    "Geen bron zegt dat de regio een punt heeft afgevinkt. Dat wil niet zeggen dat er niets is "
    "gedaan: vul plan_van_aanpak_tick.",
    "No source says that the region ticked an item. That does not mean that nothing was done: fill "
    "plan_van_aanpak_tick."};
inline constexpr Text kTicked{"afgevinkt", "ticked"};
inline constexpr Text kNotTicked{"niet afgevinkt", "not ticked"};
inline constexpr Text kByGroup{"Punten per groep", "Items by group"};
inline constexpr Text kMissingItems{"Wat ontbreekt", "What is missing"};
inline constexpr Text kRegionsThatTick{"Regio's die van de {1} punten iets afvinkten: {0}.",
                                       "Regions that ticked any of the {1} items: {0}."};
inline constexpr Text kChecklist{"De punten van de handreiking", "The items of the guide"};
inline constexpr Text kCompleteness{"Hoe volledig, per regio", "How complete, by region"};
inline constexpr Text kTickMatrix{"Punten per regio", "Items by region"};
inline constexpr Text kTimetable{"Tijdspad", "Timetable"};
inline constexpr Text kTimetableIntroduction{
    "De mijlpalen van de handreiking, met actiehouder. Eén regel van het tijdspad noemt er twee.",
    "The milestones of the guide, with their owner. One line of the timetable names two."};
inline constexpr Text kSlipsIntroduction{
    "Per onderwerp wat eerst werd gezegd, wat daarna, en waar. Een datum die alleen preciezer of "
    "ruimer is, is niet verschoven en staat er ook.",
    "For each subject what was said before, what after, and where. A date that is only more or "
    "less precise did not slip, and is shown as well."};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_PLAN_TEXTS_H_
