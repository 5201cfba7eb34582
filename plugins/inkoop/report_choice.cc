#include "reports.h"
#include "stelsel/document.hpp"

namespace inkoop {
namespace {

using stelsel::As;
using stelsel::Sheet;

class Memo {
 public:
  Memo(const ReportContext& context, const Choice& choice)
      : context_(context), words_(context.words), choice_(choice), judged_(Judge(choice)) {}

  void Write() {
    context_.Title(choice_.name);
    context_.NoteIllustratief(choice_.illustratief);
    WriteAdvice();
    WriteMatrix();
    WriteStandings();
    WriteTurns();
  }

 private:
  std::string NamesOf(Outcome outcome) const {
    std::vector<std::string> names;
    for (const Standing& standing : judged_.standings) {
      if (standing.outcome == outcome) names.push_back(standing.variant->name);
    }
    return words_.Join(names);
  }

  void WriteAdvice() {
    context_.out.section(1, words_("Advies", "Advice"), "advice");
    const std::string first = NamesOf(Outcome::first), tied = NamesOf(Outcome::tied);
    std::string text;
    if (!first.empty()) {
      text = first + words_(" heeft de meeste punten.", " has the most points.");
    } else if (const std::string incomplete = NamesOf(Outcome::incomplete);
               !NamesOf(Outcome::leads).empty()) {
      text = words_("Er is nog geen uitkomst: niet alle scores zijn gegeven van ",
                    "There is no outcome yet: not all scores are given of ") +
             incomplete + words_(". De meeste punten tot nu toe: ", ". Most points so far: ") +
             NamesOf(Outcome::leads) + ".";
    } else if (!tied.empty()) {
      text = words_("De weging beslist niet: gelijk staan ",
                    "The weighing does not decide: tied are ") +
             tied + ".";
    } else {
      text = words_("Er is niets te vergelijken.", "There is nothing to compare.");
    }
    if (const std::string off = NamesOf(Outcome::falls_off); !off.empty())
      text += words_(" Afgevallen: ", " Fallen off: ") + off + ".";
    context_.out.paragraph(text);
    WriteSource();
  }

  void WriteSource() {
    std::vector<std::string> chosen;
    for (const ChoiceVariant& variant : choice_.variants) {
      if (variant.chosen.value_or(false)) chosen.push_back(variant.name);
    }
    if (!chosen.empty())
      context_.out.paragraph(words_("De bron kiest ", "The source chooses ") + words_.Join(chosen) +
                             ".");
    if (!choice_.source_document.empty())
      context_.out.footnote(choice_.source_document + ", " + choice_.section);
  }

  void WriteMatrix() {
    context_.out.section(1, words_("Scores", "Scores"), "scores");
    stelsel::ColumnLook look;
    for (int score = 0; score <= 10; ++score) {
      const std::string text = std::to_string(score);
      look.values.push_back({text, text, score < 4 ? "bad" : score < 7 ? "middle" : "good", text});
    }
    Sheet sheet({{"variant", words_("Variant", "Variant")},
                 {"criterion", words_("Criterium", "Criterion")},
                 {"score", words_("Score", "Score"), As::text, look},
                 {"weight", words_("Gewicht", "Weight"), As::integer},
                 {"reason", words_("Reden", "Reason")}});
    for (const ChoiceVariant& variant : choice_.variants) {
      for (const Criterion& criterion : choice_.criteria) {
        const auto score = variant.scores.find(criterion.id);
        const auto reason = variant.reasons.find(criterion.id);
        using Maybe = std::optional<std::string>;
        sheet.row(variant.name, criterion.name,
                  score != variant.scores.end() ? Maybe(std::to_string(score->second)) : Maybe(),
                  criterion.weight, reason != variant.reasons.end() ? reason->second : "");
      }
    }
    if (sheet.empty()) return;
    std::move(sheet).chart(
        context_.out,
        words_("Scores van 0 tot 10 per variant en criterium",
               "Scores from 0 to 10 by variant and criterion"),
        {"matrix", {{"row", "variant"}, {"column", "criterion"}, {"value", "score"}}, {}},
        "matrix");
  }

  void WriteStandings() {
    context_.out.section(1, words_("Uitkomst per variant", "Outcome by variant"), "outcome");
    Sheet sheet({{"rank", words_("Plaats", "Rank"), As::integer},
                 {"variant", words_("Variant", "Variant")},
                 {"points", words_("Punten", "Points"), As::integer},
                 {"reason", words_("Reden", "Reason")}});
    for (const Standing& standing : judged_.standings)
      sheet.row(standing.rank, standing.variant->name, standing.points,
                words_.Why(standing, judged_));
    std::move(sheet).table(
        context_.out, words_("Punten zijn gewicht maal score", "Points are weight times score"),
        "standings");
  }

  void WriteTurns() {
    if (judged_.turns.empty()) return;
    context_.out.section(1, words_("Welk gewicht de keuze keert", "Which weight turns the choice"),
                         "turns");
    Sheet sheet({{"criterion", words_("Criterium", "Criterion")},
                 {"now", words_("Gewicht nu", "Weight now"), As::integer},
                 {"at", words_("Keert bij", "Turns at"), As::integer},
                 {"reason", words_("Reden", "Reason")}});
    for (const Turn& turn : judged_.turns)
      sheet.row(turn.criterion->name, turn.criterion->weight, turn.weight, words_.Why(turn));
    std::move(sheet).table(context_.out,
                           words_("Het dichtstbijzijnde gewicht, de andere gelijk gebleven",
                                  "The nearest weight, the others unchanged"),
                           "weights");
  }

  const ReportContext& context_;
  const Words& words_;
  const Choice& choice_;
  const Judged judged_;
};

}  // namespace

void WriteChoice(const ReportContext& context, const Choice& choice) {
  Memo(context, choice).Write();
}

}  // namespace inkoop
