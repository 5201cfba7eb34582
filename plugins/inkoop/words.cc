#include "words.h"

#include <utility>

namespace inkoop {
namespace {

// The texts of an enum, by its value.
struct Term {
  const char *code, *nl, *en;
};
constexpr Term kCovers[] = {
    {"gedekt", "gedekt", "covered"},
    {"onbekend", "plaatsen niet afgesproken", "places not agreed"},
    {"tekort", "tekort", "short"},
    {"geen", "geen aanbod", "no supply"},
    {"niet_vereist", "niet vereist", "not required"},
};
constexpr Term kEvents[] = {
    {"einde", "Laatste dag van het contract", "Last day of the contract"},
    {"verlenging_melden", "Verlenging melden", "Tell of the extension"},
    {"opvolging", "Opvolging regelen", "Arrange what follows"},
    {"plafond", "Plafond melden", "Tell of the ceiling"},
    {"evaluatie", "Evaluatie", "Evaluation"},
    {"clientenstop_begint", "Cliëntenstop begint", "Client stop begins"},
    {"clientenstop_eindigt", "Cliëntenstop eindigt", "Client stop ends"},
};
constexpr const char* kOutcomes[] = {"eerste",     "gelijk",         "lager",    "valt_af",
                                     "onvolledig", "geen_gewichten", "voorlopig"};
constexpr const char* kSpendings[] = {"onbekend", "binnen", "verwacht_boven", "melden",
                                      "overschreden"};

std::string Grouped(std::int64_t whole, char between) {
  std::string out = std::to_string(whole);
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, 1, between);
  return out;
}

std::string Names(const std::vector<const Criterion*>& criteria, const Words& words) {
  std::vector<std::string> names;
  for (const Criterion* const one : criteria) names.push_back(one->name);
  return words.Join(names);
}

}  // namespace

std::string Words::Euro(std::int64_t cents) const {
  const bool negative = cents < 0;
  const std::uint64_t size =
      negative ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
  const std::string rest = std::to_string(100 + size % 100).substr(1);
  return std::string("€\u00a0") + (negative ? "-" : "") +
         Grouped(static_cast<std::int64_t>(size / 100), dutch_ ? '.' : ',') + (dutch_ ? ',' : '.') +
         rest;
}

std::string Words::Percent(std::int64_t hundredths) const {
  const std::string rest = std::to_string(100 + std::abs(hundredths % 100)).substr(1);
  return std::string(hundredths < 0 ? "-" : "") + std::to_string(std::abs(hundredths / 100)) +
         (dutch_ ? "," : ".") + rest + "%";
}

std::string Words::Join(const std::vector<std::string>& parts) const {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? (dutch_ ? " en " : " and ") : ", ";
    out += parts[i];
  }
  return out;
}

std::string Words::Providers(const std::vector<std::string>& ids) const {
  std::vector<std::string> names;
  for (const std::string& id : ids) names.push_back(Provider(id));
  return Join(names);
}

const char* Words::CodeOf(Cover cover) { return kCovers[static_cast<std::size_t>(cover)].code; }
const char* Words::CodeOf(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)]; }
const char* Words::CodeOf(Spending spending) {
  return kSpendings[static_cast<std::size_t>(spending)];
}
const char* Words::CodeOf(EventKind kind) { return kEvents[static_cast<std::size_t>(kind)].code; }

std::string Words::TitleOf(Cover cover) const {
  const Term& term = kCovers[static_cast<std::size_t>(cover)];
  return dutch_ ? term.nl : term.en;
}
std::string Words::TitleOf(EventKind kind) const {
  const Term& term = kEvents[static_cast<std::size_t>(kind)];
  return dutch_ ? term.nl : term.en;
}

std::string Words::Why(const Coverage& coverage) const {
  std::string out = WhyCover(coverage);
  if (!coverage.gone.empty())
    out += (*this)(" Niet meegeteld, want er op die dag niet: ",
                   " Not counted, as not there on that day: ") +
           Providers(coverage.gone) + ".";
  if (coverage.other_scale && coverage.cover != Cover::covered)
    out += coverage.scale == Scale::lokaal
               ? (*this)(" Er is wel regionaal aanbod, dat niet als lokaal telt.",
                         " There is regional supply, which does not count as local.")
               : (*this)(" Er is wel lokaal aanbod, dat niet als regionaal telt.",
                         " There is local supply, which does not count as regional.");
  return out;
}

std::string Words::WhyCover(const Coverage& coverage) const {
  const auto lacks = [&] {
    std::vector<std::string> parts;
    const auto add = [&](std::int64_t count, const std::string& one, const std::string& more) {
      if (count > 0) parts.push_back(std::to_string(count) + " " + (count == 1 ? one : more));
    };
    add(coverage.lacking_facilities(), (*this)("voorziening", "facility"),
        (*this)("voorzieningen", "facilities"));
    add(coverage.lacking_places().value_or(0), (*this)("plaats", "place"),
        (*this)("plaatsen", "places"));
    return (*this)("Te weinig: ", "Too few: ") + Join(parts) + ".";
  };
  switch (coverage.cover) {
    case Cover::covered:
      if (!coverage.asks()) return (*this)("Er is niets gevraagd.", "Nothing is asked.");
      if (coverage.alone.empty()) return (*this)("Gedekt.", "Covered.");
      return (*this)("Gedekt, maar niet zonder ", "Covered, but not without ") +
             Providers(coverage.alone) + ".";
    case Cover::unknown:
      return (*this)("Er zijn voorzieningen genoeg, maar niet overal zijn plaatsen afgesproken.",
                     "There are facilities enough, but not everywhere were places agreed.");
    case Cover::short_of:
      return lacks();
    case Cover::none:
      return coverage.scale == Scale::lokaal
                 ? (*this)("In deze gemeente is geen lokaal aanbod.",
                           "There is no local supply in this municipality.")
                 : (*this)("In de regio is geen regionaal aanbod.",
                           "There is no regional supply in the region.");
    case Cover::not_required:
      return (*this)("Gecontracteerd, zonder dat het hier is vereist.",
                     "Contracted, though nothing requires it here.");
  }
  return "";
}

std::string Words::Why(const Standing& standing, const Judged& judged) const {
  switch (standing.outcome) {
    case Outcome::first:
      return (*this)("Heeft de meeste punten.", "Has the most points.");
    case Outcome::tied:
      return (*this)("Heeft evenveel punten als een andere variant: de weging beslist niet.",
                     "Has as many points as another variant: the weighing does not decide.");
    case Outcome::behind: {
      const std::int64_t gap = judged.standings.front().points - standing.points;
      return std::to_string(gap) +
             (gap == 1 ? (*this)(" punt", " point") : (*this)(" punten", " points")) +
             (*this)(" lager dan de beste, vooral op ", " below the best, mostly on ") +
             Names(standing.why, *this) + ".";
    }
    case Outcome::falls_off:
      return (*this)("Valt af: scoort lager dan het minste op ",
                     "Falls off: scores below the least on ") +
             Names(standing.why, *this) + ".";
    case Outcome::incomplete:
      return (*this)("Niet te vergelijken: zonder score op ",
                     "Cannot be compared: without a score on ") +
             Names(standing.why, *this) + ".";
    case Outcome::leads:
      return (*this)(
          "Heeft tot nu toe de meeste punten; een variant zonder alle scores kan er nog evenveel "
          "of "
          "meer krijgen.",
          "Has the most points so far; a variant that lacks scores may still get as many or more.");
    case Outcome::unranked:
      return (*this)("De gewichten zijn samen 0, zodat niets is te vergelijken.",
                     "The weights are 0 together, so that nothing can be compared.");
  }
  return "";
}

std::string Words::Why(const Turn& turn) const {
  if (!turn.weight)
    return (*this)("Geen gewicht van dit criterium keert de keuze.",
                   "No weight of this criterion turns the choice.");
  std::vector<std::string> names;
  for (const ChoiceVariant* const winner : turn.winners) names.push_back(winner->name);
  const bool one = names.size() == 1;
  return (*this)("Bij gewicht ", "At weight ") + std::to_string(*turn.weight) +
         (*this)(", nu ", ", now ") + std::to_string(turn.criterion->weight) +
         (one ? (*this)(", komt ", ", ") : (*this)(", komen ", ", ")) + Join(names) +
         (one ? (*this)(" bovenaan.", " comes first.")
              : (*this)(" samen bovenaan.", " come first together."));
}

std::string Words::Why(const CeilingState& state) const {
  if (state.months == 0)
    return (*this)("Van dit jaar is nog geen maand bekend.", "No month of this year is known yet.");
  std::string out = state.ceiling->cents > 0 ? Percent(state.hundredths) : Euro(state.used);
  out += (*this)(" gebruikt in de bekende maanden (", " used in the known months (") +
         std::to_string(state.months) + ").";
  if (state.forecast && state.months < state.contract_months)
    out += (*this)(" Met dat gemiddelde wordt het jaar ", " At that mean the year comes to ") +
           Euro(*state.forecast) + ".";
  return out;
}

std::string Words::What(const Event& event) const {
  std::string out = TitleOf(event.kind);
  if (!event.words.empty()) out = event.words;
  if (!event.contract.empty()) out += ": " + event.contract;
  if (!event.provider.empty()) out += ", " + Provider(event.provider);
  if (event.kind == EventKind::extend)
    out +=
        (*this)(" (verlengingen over: ", " (extensions left: ") + std::to_string(*event.left) + ")";
  if (event.kind == EventKind::follow_up)
    out += event.ended_early ? (*this)(" (beëindigd)", " (ended early)")
           : event.left      ? (*this)(" (geen verlenging meer)", " (no extension left)")
                             : (*this)(" (verlengingen niet bekend)", " (extensions not known)");
  if (!event.planned.empty()) out += (*this)(" (gepland: ", " (planned: ") + event.planned + ")";
  if (event.forecast) out += (*this)(" (raming)", " (forecast)");
  return out;
}

}  // namespace inkoop
