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
inline constexpr Text kFigures{"Cijfers bij deze grafiek", "Figures of this chart"};
inline constexpr Text kBar{"{0}: {1}", "{0}: {1}"};
inline constexpr Text kYes{"ja", "yes"};
inline constexpr Text kNo{"nee", "no"};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_TEXTS_H_
