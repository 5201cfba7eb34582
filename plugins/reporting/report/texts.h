// The fixed words of the reports. What tables, fields and codes are called stands in the schemas.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_TEXTS_H_

#include "words.h"

namespace reporting::texts {

// In the explanation of a status: from here on it says why another reader could decide otherwise.
inline constexpr const char kDoubt[] = "Twijfel:";

// Counted things.
inline constexpr Noun kRegions{{"regio", "region"}, {"regio's", "regions"}};
inline constexpr Noun kMunicipalities{{"gemeente", "municipality"},
                                      {"gemeenten", "municipalities"}};
inline constexpr Noun kDomains{{"domein", "domain"}, {"domeinen", "domains"}};
inline constexpr Noun kTopics{{"onderwerp", "topic"}, {"onderwerpen", "topics"}};
inline constexpr Noun kExampleCount{{"praktijkvoorbeeld", "practice example"},
                                    {"praktijkvoorbeelden", "practice examples"}};
inline constexpr Noun kObservations{{"waarneming is", "observation was"},
                                    {"waarnemingen zijn", "observations were"}};

// Dates.
inline constexpr Text kQuarters[] = {{"eerste kwartaal van {0}", "first quarter of {0}"},
                                     {"tweede kwartaal van {0}", "second quarter of {0}"},
                                     {"derde kwartaal van {0}", "third quarter of {0}"},
                                     {"vierde kwartaal van {0}", "fourth quarter of {0}"}};
inline constexpr Text kSeasons[] = {{"voorjaar van {0}", "spring of {0}"},
                                    {"zomer van {0}", "summer of {0}"},
                                    {"najaar van {0}", "autumn of {0}"},
                                    {"winter van {0} op {1}", "winter of {0} to {1}"}};
inline constexpr Text kApproximate{"ongeveer {0}", "about {0}"};
inline constexpr Text kUncertain{"mogelijk {0}", "possibly {0}"};
inline constexpr Text kUncertainAndApproximate{"mogelijk, ongeveer {0}", "possibly, about {0}"};
inline constexpr Text kBetween{"tussen {0} en {1}", "between {0} and {1}"};
inline constexpr Text kAtTheLatest{"uiterlijk {0}", "{0} at the latest"};
inline constexpr Text kOnwards{"vanaf {0}", "from {0}"};

// Both reports.
inline constexpr Text kSummary{"In het kort", "In brief"};
inline constexpr Text kDataFrom{"De gegevens zijn gelezen uit {0}.", "The data was read from {0}."};
inline constexpr Text kIllustratief{
    "Dit rapport gebruikt rijen die illustratief zijn: verzonnen om iets te laten zien, zonder "
    "feit "
    "te vermelden. Ze zijn gemarkeerd.",
    "This report uses rows that are illustratief: made up to illustrate, stating no fact. They are "
    "marked."};
inline constexpr Text kDomainTitle{"{0} ({1})", "{0} ({1})"};
inline constexpr Text kOtherTopics{"Overige onderwerpen", "Other topics"};
inline constexpr Text kThemeInDomain{"{0} ({1})", "{0} ({1})"};
inline constexpr Text kPartOfRegions{"{0} van de {1} regio's ({2}%)",
                                     "{0} of the {1} regions ({2}%)"};
inline constexpr Text kYes{"ja", "yes"};
inline constexpr Text kNo{"nee", "no"};
inline constexpr Text kUnknownCode{"(onbekend)", "(unknown)"};

// The closing lists.
inline constexpr Text kSources{"Bronnen", "Sources"};
inline constexpr Text kSourcesCaption{"Documenten waarop dit rapport steunt",
                                      "Documents that this report rests on"};
inline constexpr Text kSourceNumber{"Bron", "Source"};
inline constexpr Text kCbsCode{"CBS-code", "CBS code"};
inline constexpr Text kCite{"bron {0}", "source {0}"};
inline constexpr Text kSourceAndSection{"Bron en vindplaats", "Source and section"};
inline constexpr Text kWordings{"Formuleringen", "Wordings"};
inline constexpr Text kWordingsCaption{
    "De vragen en normen die zijn beantwoord, in de woorden van de bron",
    "The questions and norms that were answered, in the words of the source"};

// Practice examples.
inline constexpr Text kExamples{"Praktijkvoorbeelden", "Practice examples"};
inline constexpr Text kExample{"Praktijkvoorbeeld", "Practice example"};
inline constexpr Text kExamplesOfRegion{
    "Wat deze regio doet of deed en waar anderen van kunnen leren: {0}.",
    "What this region does, or did, from which others may learn: {0}."};
inline constexpr Text kAllExamples{
    "Wat regio's doen of deden en waar anderen van kunnen leren: {0} van {1}, bij {2}.",
    "What regions do, or did, from which others may learn: {0} from {1}, on {2}."};
inline constexpr Text kExamplesHaveNoDomain{"Praktijkvoorbeelden zijn niet naar domein verdeeld.",
                                            "Practice examples are not divided by domain."};
inline constexpr Text kExamplesFrom{
    "Ze komen uit de plugin praktijkvoorbeelden, en uit de gelezen gegevens als daar ook "
    "praktijkvoorbeelden in staan.",
    "They come from the plugin praktijkvoorbeelden, and from the data that was read when that has "
    "practice examples, too."};
inline constexpr Text kExampleDoubt{
    "Achter ‘Twijfel:’ staat waarom een ander de bron anders kan lezen.",
    "‘Twijfel:’ (doubt) is followed by why somebody else could read the source otherwise."};
inline constexpr Text kExamplesHere{"Praktijkvoorbeelden van de regio",
                                    "Practice examples of the region"};
inline constexpr Text kExamplesByRegion{"Praktijkvoorbeelden per regio",
                                        "Practice examples by region"};
inline constexpr Text kExamplesByTopic{"Praktijkvoorbeelden per onderwerp",
                                       "Practice examples by topic"};
inline constexpr Text kTopicList{"Onderwerpen", "Topics"};
inline constexpr Text kTagList{"Trefwoorden", "Tags"};

// The national report.
inline constexpr Text kNationalTitle{"Landelijke stand van zaken", "National status"};
inline constexpr Text kNationalSubtitle{
    "Uitvoeringsafspraken voor beschermd wonen en maatschappelijke opvang op {0}",
    "Agreements on beschermd wonen and maatschappelijke opvang on {0}"};
inline constexpr Text kNationalIntroduction{
    "Op {0} telt het landschap {1}. Van {2} is een stand van zaken bekend.",
    "On {0} the landscape counts {1}. The status of {2} is known."};
inline constexpr Text kHowToRead{
    "Iedere tabel telt regio's binnen één domein. Domeinen worden niet bij elkaar opgeteld.",
    "Each table counts regions within one domain. Domains are not added up."};
inline constexpr Text kFewRegions{
    "Van {0} van de {1} regio's is een stand van zaken bekend. De cijfers gaan alleen over die "
    "regio's en geven geen beeld van het land.",
    "The status of {0} of the {1} regions is known. The figures are about those regions only and "
    "do "
    "not show the country."};
inline constexpr Text kLeftOut{
    "{0} niet meegeteld: regio, onderwerp, domein of stand van zaken is hier niet bekend.",
    "{0} left out: their region, topic, domain or status is not known here."};
inline constexpr Text kNoStatus{"Er is op deze datum geen stand van zaken bekend.",
                                "No status is known on this date."};
inline constexpr Text kCoverageCaption{"Regio's met een stand van zaken, per domein",
                                       "Regions with a status, by domain"};
inline constexpr Text kRegionsWithStatus{"Regio's met stand van zaken", "Regions with a status"};
inline constexpr Text kRegionsWithoutStatus{"Regio's zonder", "Regions without"};
inline constexpr Text kTopicsWithStatus{"Onderwerpen met stand van zaken", "Topics with a status"};
inline constexpr Text kDomainIntroduction{
    "Van {0} van de {1} regio's is in dit domein een stand van zaken bekend.",
    "The status of {0} of the {1} regions is known in this domain."};
inline constexpr Text kNoStatusInTheme{"Van geen enkele regio is hier een stand van zaken bekend.",
                                       "No region's status is known here."};
inline constexpr Text kNationalChart{"{0}: aantal regio's per stand van zaken",
                                     "{0}: number of regions by status"};
inline constexpr Text kNationalTable{"{0}: aantallen en aandelen", "{0}: numbers and shares"};
inline constexpr Text kShare{"{0} %", "{0} %"};
inline constexpr Text kWithoutStatus{"Zonder", "Without"};
inline constexpr Text kHowShares{
    "Een aandeel is een heel percentage van de regio's waarvan de stand van zaken op dit onderwerp "
    "bekend is, een half naar boven afgerond. Aandelen tellen daardoor niet altijd op tot 100%. "
    "‘Zonder’ zijn de regio's waarvan die niet bekend is.",
    "A share is a whole percentage of the regions whose status on this topic is known, a half "
    "rounded up. Shares therefore do not always add up to 100%. ‘Without’ are the regions whose "
    "status is not known."};
inline constexpr Text kMixedWordings{
    "{0}: de regio's beantwoordden verschillende formuleringen ({1}). Zie Formuleringen.",
    "{0}: the regions answered different wordings ({1}). See Wordings."};

// The report of a region.
inline constexpr Text kRegionTitle{"Regio {0}", "Region {0}"};
inline constexpr Text kRegionSubtitle{
    "Stand van zaken beschermd wonen en maatschappelijke opvang op {0}",
    "Status of beschermd wonen and maatschappelijke opvang on {0}"};
inline constexpr Text kMembersKnown{"Op {0} zijn van deze regio {1} bekend.",
                                    "On {0}, {1} of this region are known."};
inline constexpr Text kMemberKnown{"Op {0} is van deze regio {1} bekend.",
                                   "On {0}, {1} of this region is known."};
inline constexpr Text kNoMembers{"Op {0} is van deze regio geen gemeente bekend.",
                                 "On {0}, no municipality of this region is known."};
inline constexpr Text kCentre{"Centrumgemeente is {0}.", "The centrumgemeente is {0}."};
inline constexpr Text kCentreOfParent{"Centrumgemeente is die van de hoofdregio: {0}.",
                                      "The centrumgemeente is that of the parent region: {0}."};
inline constexpr Text kSubregionOf{"Zij is een subregio van {0}.", "It is a subregion of {0}."};
inline constexpr Text kHasSubregions{"Haar subregio's zijn {0}; zij hebben een eigen rapport.",
                                     "Its subregions are {0}; each has its own report."};
inline constexpr Text kStatusIn{"Er is een stand van zaken in {0}: {1}.",
                                "There is a status in {0}: {1}."};
inline constexpr Text kNoStatusOfRegion{"Van deze regio is op {0} geen stand van zaken bekend.",
                                        "No status of this region is known on {0}."};
inline constexpr Text kDoubtCount{
    "In {0} van de {1} toelichtingen staat achter ‘Twijfel:’ waarom een ander tot een andere stand "
    "van zaken kan komen.",
    "In {0} of the {1} explanations, ‘Twijfel:’ (doubt) is followed by why somebody else could "
    "arrive at another status."};
inline constexpr Text kRegionChart{"Aantal onderwerpen per stand van zaken, per domein",
                                   "Number of topics by status, by domain"};
inline constexpr Text kMembers{"Gemeenten", "Municipalities"};
inline constexpr Text kMembersCaption{"Gemeenten van de regio, voor zover bekend",
                                      "Municipalities of the region, as far as known"};
inline constexpr Text kMissing{"Onderwerpen zonder stand van zaken", "Topics without a status"};
inline constexpr Text kMissingIsNotNo{
    "Een onderwerp zonder stand van zaken staat niet op nee: er is geen waarneming.",
    "A topic without a status is not at no: there is no observation."};
inline constexpr Text kMissingCaption{"Onderwerpen zonder stand van zaken, per domein",
                                      "Topics without a status, by domain"};
inline constexpr Text kMissingDomains{
    "In {0} is van geen enkel onderwerp een stand van zaken bekend.",
    "In {0} no topic has a status."};
inline constexpr Text kNumber{"Aantal", "Number"};
inline constexpr Text kMovement{"Verloop", "Movement"};
inline constexpr Text kMovementIntroduction{
    "Van deze onderwerpen is er meer dan één waarneming. De laatste geldt; van even late geldt de "
    "laagste. De andere blijven hier staan.",
    "Of these topics there is more than one observation. The latest counts; of equally late ones "
    "the lowest. The others are kept here."};
inline constexpr Text kMovementCaption{"Waarnemingen van oud naar nieuw",
                                       "Observations from old to new"};
inline constexpr Text kCounts{"geldt", "counts"};
inline constexpr Text kNewWording{
    "Een nieuwe formulering is een nieuwe vraag. Een lagere stand van zaken onder een nieuwe "
    "formulering betekent niet dat er minder is gedaan.",
    "A new wording is a new question. A lower status under a new wording does not mean that less "
    "was "
    "done."};
inline constexpr Text kWordingOf{"{0}, formulering {1}", "{0}, wording {1}"};
inline constexpr Text kUnknownRegion{"Regio `{0}` is er niet op {1}. Het dichtst in de buurt: {2}.",
                                     "There is no region `{0}` on {1}. Nearest: {2}."};
inline constexpr Text kNoRegions{"Regio `{0}` is er niet op {1}; er zijn geen regio's.",
                                 "There is no region `{0}` on {1}; there are no regions."};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_TEXTS_H_
