// The words that the renderers add to a document.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_TEXTS_H_

#include "words.h"

namespace reporting::texts {

inline constexpr Text kContents{"Inhoud", "Contents"};
inline constexpr Text kSkip{"Naar de inhoud", "Skip to the content"};
inline constexpr Text kNote{"Let op", "Please note"};
inline constexpr Text kFootnotes{"Noten", "Notes"};
inline constexpr Text kFootnote{"Noot {0}", "Note {0}"};
inline constexpr Text kBack{"Terug naar de tekst bij noot {0}", "Back to the text at note {0}"};
inline constexpr Text kNoRows{"Geen rijen", "No rows"};
inline constexpr Text kEmpty{"geen gegeven", "no value"};
inline constexpr Text kWithheld{"afgeschermd", "withheld"};
inline constexpr Text kWhyWithheld{
    "Afgeschermd: het getal telt minder dan 5 mensen, of zou zo'n getal verraden.",
    "Withheld: the number counts fewer than 5 people, or would give away one that does."};
inline constexpr Text kAsOf{"Peildatum {0}", "As of {0}"};
inline constexpr Text kNumber{"Nummer", "Number"};
inline constexpr Text kText{"Tekst", "Text"};
inline constexpr Text kOverview{"Overzicht", "Overview"};
inline constexpr Text kDrawing{"{0} (beeld)", "{0} (picture)"};
inline constexpr Text kContinued{"{0} (vervolg)", "{0} (continued)"};
inline constexpr Text kCut{
    "{0} afgekapt: een cel van een werkblad houdt hoogstens 32.767 tekens. Het rapport als JSON of "
    "webpagina heeft alles.",
    "{0} cut off: a cell of a sheet holds at most 32,767 characters. The report as JSON or as a "
    "web page has all of them."};
inline constexpr Text kTooManyColumns{
    "{0} weggelaten: een werkblad heeft hoogstens 16.384 kolommen. Het rapport als JSON heeft "
    "alles.",
    "{0} left out: a sheet has at most 16,384 columns. The report as JSON has all of them."};
inline constexpr Text kTooManySheets{
    "Deze tabel staat niet in dit bestand, dat hoogstens {0} werkbladen heeft. Het rapport als "
    "JSON "
    "of CSV heeft alles.",
    "This table is not in this file, which has at most {0} sheets. The report as JSON or CSV has "
    "all of them."};
inline constexpr Text kTooManyRows{
    "{0} weggelaten: er is geen plaats voor nog een werkblad. Het rapport als JSON of CSV heeft "
    "alles.",
    "{0} left out: there is no room for another sheet. The report as JSON or CSV has all of them."};
inline constexpr Noun kCells{{"cel", "cell"}, {"cellen", "cells"}};
inline constexpr Noun kTableRows{{"rij", "row"}, {"rijen", "rows"}};
inline constexpr Noun kTableColumns{{"kolom", "column"}, {"kolommen", "columns"}};
inline constexpr Text kBegin{"Begin", "Begin"};
inline constexpr Text kEnd{"Eind", "End"};
inline constexpr Text kStart{"Start", "Start"};
inline constexpr Text kDays{"Dagen", "Days"};
inline constexpr Text kLegend{"Legenda", "Legend"};
inline constexpr Text kFigures{"Cijfers bij deze grafiek", "Figures of this chart"};
inline constexpr Text kBar{"{0}: {1}", "{0}: {1}"};
inline constexpr Text kYes{"ja", "yes"};
inline constexpr Text kNo{"nee", "no"};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_TEXTS_H_
