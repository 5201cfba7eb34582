// The fixed words of the letter to a council.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_LETTER_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_LETTER_TEXTS_H_

#include "words.h"

namespace reporting::texts {

inline constexpr Text kLetterTitle{
    "Raadsbrief over beschermd wonen en maatschappelijke opvang: {0}",
    "Letter to the council on beschermd wonen and maatschappelijke "
    "opvang: {0}"};
inline constexpr Text kLetterSubtitle{"Aan de gemeenteraad van {0}, stand van {1}",
                                      "To the council of {0}, as of {1}"};
inline constexpr Text kPlaceholderMunicipality{"[gemeente]", "[municipality]"};
inline constexpr Text kLetterIsADraft{
    "Dit is een opzet, gevuld uit de gegevens. Wat het college besloot en wil zeggen, vult het "
    "zelf aan.",
    "This is a draft, filled from the data. What the college decided and wants to say, it adds "
    "itself."};
inline constexpr Text kWhat{"Wat", "What"};
inline constexpr Text kAttachment{"Bijlage", "Attachment"};
inline constexpr Text kNoAttachment{"[bijlage]", "[attachment]"};
inline constexpr Text kTakeNoteOf{"Kennisnemen van", "Take note of"};
inline constexpr Text kTakeNote{
    "De stand van zaken van de samenwerking op het gebied van beschermd wonen en maatschappelijke "
    "opvang in de regio {0} op {1}.",
    "How cooperation on beschermd wonen and maatschappelijke opvang stands in the region {0} on "
    "{1}."};
inline constexpr Text kIntroduction{"Inleiding", "Introduction"};
inline constexpr Text kWorkTogether{"In de regio werken samen: {0}.",
                                    "In the region these work together: {0}."};
inline constexpr Text kCoreMessage{"Informatie/kernboodschap", "Information, core message"};
inline constexpr Text kDecided{"Besluiten, het laatste eerst", "Decisions, the latest first"};
inline constexpr Text kDevelopment{"Doorontwikkeling", "Development"};
inline constexpr Text kNoDevelopment{"Er is niets bekend dat in ontwikkeling is.",
                                     "Nothing is known to be in development."};
inline constexpr Text kExpectedOn{"verwacht gereed {0}", "expected to be ready {0}"};
inline constexpr Text kProjectsOfLetter{"Projecten", "Projects"};
inline constexpr Text kCooperation{"Samenwerking", "Cooperation"};
inline constexpr Text kNoCooperation{"Er zijn geen samenwerkingsafspraken bekend.",
                                     "No agreements on cooperation are known."};
inline constexpr Text kNextSteps{"Vervolg(procedure)", "Next steps"};
inline constexpr Text kNoNextSteps{"Er zijn geen mijlpalen of toezeggingen bekend.",
                                   "No milestones or promises are known."};
inline constexpr Text kToCome{"Mijlpalen", "Milestones"};
inline constexpr Text kPromised{"Toegezegde berichten", "Promised reports"};
inline constexpr Text kPromise{"{0}, over {1}", "{0}, about {1}"};
inline constexpr Text kClosing{"Afsluiting en ondertekening", "Closing and signature"};
inline constexpr Text kInformed{"Wij vertrouwen erop u hiermee voldoende te hebben geïnformeerd.",
                                "We trust that this informs you sufficiently."};
inline constexpr Text kSignature{
    "Burgemeester en wethouders van {0}: [de secretaris], [de burgemeester]",
    "The college of {0}: [the secretary], [the mayor]"};
inline constexpr Text kNoSuchMember{"`{0}` is op deze dag geen gemeente van {1}: dat zijn {2}.",
                                    "`{0}` is no municipality of {1} on this day: those are {2}."};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_LETTER_TEXTS_H_
