// The fixed words of the comparison.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_COMPARISON_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_COMPARISON_TEXTS_H_

#include "words.h"

namespace reporting::texts {

inline constexpr Text kComparisonTitle{"Wat er veranderde", "What moved"};
inline constexpr Text kComparisonSubtitle{"Standen van zaken: {0} vergeleken met {1}",
                                          "Statuses: {0} compared with {1}"};
inline constexpr Text kSideOfDay{"{0}", "{0}"};
inline constexpr Text kSideOfSource{"{0} (op {1})", "{0} (on {1})"};
inline constexpr Text kNeedsBefore{
    "Geef `before` (een datum) of `with` (een bron): waarmee is te vergelijken?",
    "Give `before` (a date) or `with` (a source): what is to be compared with?"};
inline constexpr Text kOtherHasErrors{
    "Bij het lezen van de andere bron zijn {0} fouten gevonden; wat niet te lezen was, ontbreekt.",
    "Reading the other source gave {0} errors; what could not be read is missing."};
inline constexpr Text kNothingToCompare{"Aan geen van beide kanten is een stand van zaken bekend.",
                                        "On neither side a status is known."};
inline constexpr Text kMovesCounted{
    "Aan beide kanten bekend: {0}. Daarvan vooruit: {1}, terug: {2}, gelijk: {3}. Alleen aan de "
    "latere kant: {4}, alleen aan de eerdere: {5}.",
    "Known on both sides: {0}. Of these forward: {1}, back: {2}, the same: {3}. On the later side "
    "only: {4}, on the earlier side only: {5}."};
inline constexpr Text kMovesReworded{
    "Onder een andere formulering: {0} vooruit en {1} terug. Daar is een andere vraag beantwoord: "
    "terug betekent dan niet dat er minder is gedaan.",
    "Under another wording: {0} forward and {1} back. There another question was answered: back "
    "then does not mean that less was done."};
inline constexpr Text kFlows{"Van welke stand naar welke", "From which status to which"};
inline constexpr Text kFlowChart{"{0}: van welke stand van zaken naar welke",
                                 "{0}: from which status to which"};
inline constexpr Text kFrom{"Van", "From"};
inline constexpr Text kTo{"Naar", "To"};
inline constexpr Text kNoState{"geen", "none"};
inline constexpr Text kByTopic{"Per onderwerp", "By topic"};
inline constexpr Text kByRegion{"Per regio", "By region"};
inline constexpr Text kMoves{"Wat veranderde", "What moved"};
inline constexpr Text kMovesIntroduction{
    "Toelichting en bron zijn die van de latere kant, als die er is.",
    "Explanation and source are those of the later side, where there is one."};
inline constexpr Text kBefore{"Eerst", "Before"};
inline constexpr Text kAfter{"Daarna", "After"};
inline constexpr Text kDirection{"Richting", "Direction"};
inline constexpr Text kForward{"vooruit", "forward"};
inline constexpr Text kBack{"terug", "back"};
inline constexpr Text kSame{"gelijk", "the same"};
inline constexpr Text kFresh{"nieuw", "new"};
inline constexpr Text kGone{"weg", "gone"};
inline constexpr Text kWhy{"Waardoor", "Why"};
inline constexpr Text kRewordedWhy{"andere formulering ({0} → {1})", "another wording ({0} → {1})"};
inline constexpr Text kStatusWhy{"andere stand van zaken", "another status"};
inline constexpr Text kFreshWhy{"eerder niet waargenomen", "not observed before"};
inline constexpr Text kGoneWhy{"niet meer waargenomen", "no longer observed"};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_COMPARISON_TEXTS_H_
