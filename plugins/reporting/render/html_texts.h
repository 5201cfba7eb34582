// The words that the page adds to a document, beside those of texts.h. What the script says stands
// in page/page.js.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_HTML_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_HTML_TEXTS_H_

#include "words.h"

namespace reporting::texts {

inline constexpr Text kMarked{"{0}: {1} van {2}", "{0}: {1} of {2}"};
inline constexpr Text kSeeTable{"Alle gegevens staan in de tabel bij deze grafiek.",
                                "All of it stands in the table of this chart."};
inline constexpr Text kTooMuch{"Te veel om te tekenen; de tabel hieronder heeft alles.",
                               "Too much to draw; the table below has all of it."};
inline constexpr Text kTileCounts{"Kaart met {0} tegels. {1}.", "Map with {0} tiles. {1}."};
inline constexpr Text kMatrixCorner{"{0} en {1}", "{0} and {1}"};
inline constexpr Text kLineRun{"{0}: van {1} ({2}) naar {3} ({4})",
                               "{0}: from {1} ({2}) to {3} ({4})"};
inline constexpr Text kTimelineSpan{"{0}, verdeeld over {1}, van {2} tot en met {3}.",
                                    "{0}, in {1}, from {2} to {3}."};
inline constexpr Noun kEvents{{"gebeurtenis", "event"}, {"gebeurtenissen", "events"}};
inline constexpr Noun kLanes{{"baan", "lane"}, {"banen", "lanes"}};
inline constexpr Text kMore{"en nog {0}", "and {0} more"};
inline constexpr Text kUp{"omhoog", "up"};
inline constexpr Text kDown{"omlaag", "down"};
inline constexpr Text kTotal{"stand", "level"};
inline constexpr Text kBand{"bandbreedte", "range"};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_HTML_TEXTS_H_
