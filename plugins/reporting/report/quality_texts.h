// The fixed words of the report on quality.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_QUALITY_TEXTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_QUALITY_TEXTS_H_

#include "words.h"

namespace reporting::texts {

inline constexpr Text kQualityTitle{"Kwaliteit van de gegevens", "Quality of the data"};
inline constexpr Text kQualitySubtitle{"{0}, op {1}", "{0}, on {1}"};
inline constexpr Text kFindings{"Bevindingen", "Findings"};
inline constexpr Text kFindingsCounted{"Fouten: {0}. Waarschuwingen: {1}. Opmerkingen: {2}.",
                                       "Errors: {0}. Warnings: {1}. Remarks: {2}."};
inline constexpr Text kCheckIncomplete{
    "Een regel kon niet worden uitgevoerd: de controle is niet volledig.",
    "A rule could not be run: the check is not complete."};
inline constexpr Text kNotAllKept{
    "Van regels met zeer veel bevindingen zijn er per regel minder geteld dan er zijn.",
    "Of rules with very many findings, fewer are counted by rule than there are."};
inline constexpr Text kNothingFound{"Er zijn geen bevindingen.", "There are no findings."};
inline constexpr Text kFindingsCaption{"Bevindingen per regel", "Findings by rule"};
inline constexpr Text kSeverity{"Ernst", "Severity"};
inline constexpr Text kFatal{"uitvoering mislukt", "could not run"};
inline constexpr Text kError{"fout", "error"};
inline constexpr Text kErrorLetter{"F", "E"};
inline constexpr Text kWarning{"waarschuwing", "warning"};
inline constexpr Text kWarningLetter{"W", "W"};
inline constexpr Text kInfo{"opmerking", "remark"};
inline constexpr Text kInfoLetter{"O", "R"};
inline constexpr Text kRule{"Regel", "Rule"};
inline constexpr Text kTableOrFile{"Tabel of bestand", "Table or file"};
inline constexpr Text kFirstMessage{"Eerste bevinding", "First finding"};
inline constexpr Text kCoverage{"Wat de gegevens bestrijken", "What the data covers"};
inline constexpr Text kCoverageOfRegions{"Per regio: onderwerpen met stand van zaken, en rijen",
                                         "By region: topics with a status, and rows"};
inline constexpr Text kCoverageMatrix{"Van welke regio's welke tabellen rijen hebben",
                                      "Of which regions which tables have rows"};
inline constexpr Text kTopicsIn{"Onderwerpen {0}", "Topics {0}"};
inline constexpr Text kTablesFilled{"Tabellen", "Tables"};
inline constexpr Text kRows{"Rijen", "Rows"};
inline constexpr Text kHasRows{"Heeft rijen", "Has rows"};
inline constexpr Text kTable{"Tabel", "Table"};
inline constexpr Text kTablesTitle{"Tabellen", "Tables"};
inline constexpr Text kTablesCaption{"Rijen per tabel, en waar zij op steunen",
                                     "Rows by table, and what they rest on"};
inline constexpr Text kWithSource{"Met bron", "With a source"};
inline constexpr Text kPackRows{
    "Rijen die een plugin meebrengt tellen mee; die staan niet in de gelezen gegevens.",
    "Rows that a plugin brings are counted as well; they are not in the data that was read."};
inline constexpr Text kSourceCounts{"Rijen per bron", "Rows by source"};
inline constexpr Text kUnknownDocument{"onbekend document", "unknown document"};
inline constexpr Text kContradictions{"Tegenspraken", "Contradictions"};
inline constexpr Text kContradictionsIntroduction{
    "Beweringen over hetzelfde onderwerp die niet hetzelfde zeggen. Zij blijven naast elkaar "
    "staan; welke juist is, staat hier niet.",
    "Claims about the same subject that do not say the same. They stay beside each other; which "
    "of them is right is not told here."};
inline constexpr Text kContradictionsCaption{"Beweringen die van elkaar verschillen",
                                             "Claims that differ from each other"};
inline constexpr Text kAbout{"Over", "About"};
inline constexpr Text kSays{"Zegt", "Says"};

}  // namespace reporting::texts

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_QUALITY_TEXTS_H_
