#include "responsible.h"

#include <algorithm>
#include <utility>

#include "stelsel/plugin.hpp"

namespace finance {
namespace {

constexpr Text kUseReversed{"het gebruik eindigt voordat het begint", "use ends before it begins"};
constexpr Text kEarlierReversed{"het eerdere gebruik eindigt voordat het begint",
                                "the earlier use ends before it begins"};
constexpr Text kEarlierLater{"het eerdere gebruik begint niet vóór de melding",
                             "the earlier use does not begin before the report"};
constexpr Text kApplicationLater{"de eerdere aanvraag is niet van vóór de melding",
                                 "the earlier application is not from before the report"};

constexpr Text kBefore{"{0} op {1}, vóór de grens {2}: bestaande cliënt",
                       "{0} on {1}, before the cut-off {2}: existing client"};
constexpr Text kFrom{"{0} op {1}, niet vóór de grens {2}",
                     "{0} on {1}, not before the cut-off {2}"};
constexpr Text kNone{"geen {0}", "no {0}"};
constexpr Text kNotYet{"nog geen {0}, en de grens {1} is nog niet voorbij",
                       "no {0} yet, and the cut-off {1} is still to come"};
constexpr Text kEnded{"gebruik geëindigd vóór de grens {0}", "use ended before the cut-off {0}"};
constexpr Text kWaiting{"op de wachtlijst sinds {0}, vóór de grens {1}: bestaande cliënt",
                        "on the waiting list since {0}, before the cut-off {1}: existing client"};
constexpr Text kImprecise{"de bron geeft de grens niet zo precies dat {0} op {1} te plaatsen is",
                          "the source's cut-off is not precise enough to place {0} on {1}"};
constexpr Text kNoCriterion{"de bron zegt niet wat bepaalt of iemand een bestaande cliënt is",
                            "the source does not say what makes somebody an existing client"};
constexpr Text kNewByTerm{"nieuw volgens de termijn van {0} dagen", "new by the term of {0} days"};
constexpr Text kNotNewByTerm{
    "ook geen nieuwe cliënt: een aanvraag of gebruik binnen {0} dagen voor de melding",
    "no new client either: an application or use within {0} days before the report"};
constexpr Text kByReading{
    "nieuw als de termijn van {0} dagen ook voor het gebruik geldt, en anders niet; de bron laat "
    "het open",
    "new if the term of {0} days holds for use as well, and otherwise not; the source leaves it "
    "open"};
constexpr Text kNeither{"ook geen nieuwe cliënt: {0} op {1}, vóór de grens {2}",
                        "no new client either: {0} on {1}, before the cut-off {2}"};
constexpr Text kNoDates{"van de cliënt is geen dag bekend", "no day of the client is known"};
constexpr Text kNotKnownNew{"en zonder {0} is niet te zeggen of de cliënt nieuw is",
                            "and without {0} it cannot be said whether the client is new"};
constexpr Text kEarlierUse{"eerder gebruik vanaf {0} liep door tot de grens {1}: bestaande cliënt",
                           "earlier use from {0} went on up to the cut-off {1}: existing client"};
constexpr Text kEarlierOpen{"eerder gebruik vanaf {0}, waarvan het einde niet bekend is",
                            "earlier use from {0}, of which the end is not known"};
constexpr Text kNoReport{"zonder dag van melding is niet te zeggen of de cliënt nieuw is",
                         "without a day of report it cannot be said whether the client is new"};
constexpr Text kNoWordingForNew{
    "geen formulering zegt wie voor nieuwe cliënten verantwoordelijk is",
    "no wording says who is responsible for new clients"};
constexpr Text kNoOrigin{"de gemeente van herkomst is niet bekend",
                         "the municipality of origin is not known"};
constexpr Text kPaidByWlz{"valt onder de Wlz, niet onder de gemeente",
                          "falls under the Wlz, not under a municipality"};
constexpr Text kPaidByZvw{"valt onder de Zvw, niet onder de gemeente",
                          "falls under the Zvw, not under a municipality"};
constexpr Text kNothingArranged{"wie betaalt is afgesproken tot {0}",
                                "who pays was arranged until {0}"};

constexpr Text kUse{"gebruik", "use"};
constexpr Text kIndication{"indicatie", "indication"};
constexpr Text kReport{"melding", "report"};

// The day that a criterion goes by, and what it is called.
struct Measured {
  const Text* what = nullptr;
  std::optional<Day> on;
};

Measured MeasuredBy(const std::string& criterion, const CaseDates& dates) {
  if (criterion == "gebruik") return {&kUse, dates.used_from};
  if (criterion == "indicatie" || criterion == "aangewezen") return {&kIndication, dates.indicated};
  if (criterion == "beroep") return {&kReport, dates.reported};
  if (criterion == "aanvraag_of_gebruik") {
    if (dates.used_from && (!dates.reported || *dates.used_from < *dates.reported)) {
      return {&kUse, dates.used_from};
    }
    return {&kReport, dates.reported};
  }
  return {};
}

// The cut-off is the first day of the new situation, so the day itself is not before it.
bool IsBefore(Day day, const stelsel::DateBounds& cut_off) {
  return cut_off.earliest && day < *cut_off.earliest;
}
bool IsFrom(Day day, const stelsel::DateBounds& cut_off) {
  return cut_off.latest && day >= *cut_off.latest;
}

void Say(Answer& out, std::string text) {
  if (!out.explanation.empty()) out.explanation += "; ";
  out.explanation += text;
}

}  // namespace

const Text* WrongDates(const CaseDates& dates) {
  const auto reversed = [](std::optional<Day> from, std::optional<Day> to) {
    return from && to && *to < *from;
  };
  if (reversed(dates.used_from, dates.used_to)) return &kUseReversed;
  if (reversed(dates.earlier_from, dates.earlier_to)) return &kEarlierReversed;
  if (dates.earlier_from && dates.reported && *dates.earlier_from >= *dates.reported)
    return &kEarlierLater;
  if (dates.application && dates.reported && *dates.application >= *dates.reported) {
    return &kApplicationLater;
  }
  return nullptr;
}

bool Differ(const std::vector<Answer>& answers) {
  return std::any_of(answers.begin(), answers.end(), [&](const Answer& answer) {
    return std::string_view(answer.responsible_kind) != answers.front().responsible_kind ||
           answer.responsible != answers.front().responsible;
  });
}

std::vector<Answer> Judge::Answers(const CaseDates& dates) const {
  std::vector<Answer> out;
  for (const Wording& wording : wordings_.existing) out.push_back(ByWording(wording, dates));
  return out;
}

// Counted back from the day of the report: with 365 days, somebody who applied exactly 365 days
// before it is not new, and 366 days before it is.
Newness Judge::NewnessOf(const CaseDates& dates) const {
  const Wording* term = wordings_.Term();
  if (term == nullptr || !dates.reported) return Newness::kUnknown;
  const std::int64_t first = *dates.reported - *term->term_days;
  if (dates.application && *dates.application >= first) return Newness::kNotNew;
  if (dates.used_from && *dates.used_from < *dates.reported &&
      (!dates.used_to || *dates.used_to > first)) {
    return Newness::kNotNew;
  }
  const bool used_before = dates.used_from && *dates.used_from < *dates.reported;
  if (!dates.earlier_from && !dates.earlier_to && !used_before) return Newness::kNew;
  // The last day of use is the day before earlier_to.
  if (dates.earlier_to && *dates.earlier_to > first) return Newness::kNotNew;
  return Newness::kByReading;
}

Answer Judge::ByWording(const Wording& wording, const CaseDates& dates) const {
  Answer out;
  out.wording = out.applied = &wording;
  out.newness = NewnessOf(dates);
  if (dates.law == "wlz" || dates.law == "zvw") {
    out.responsible_kind = "geen";
    out.payer_kind = dates.law == "wlz" ? "zorgkantoor" : "zorgverzekeraar";
    Say(out, words_(dates.law == "wlz" ? kPaidByWlz : kPaidByZvw));
    return out;
  }
  const Measured measured = MeasuredBy(wording.criterion, dates);
  if (measured.what == nullptr) {
    Say(out, words_(kNoCriterion));
    return out;
  }
  const std::string what = words_(*measured.what);
  if (wording.counts_waiting && dates.waiting && IsBefore(*dates.waiting, wording.cut_off) &&
      !(measured.on && IsBefore(*measured.on, wording.cut_off))) {
    Say(out, words_(kWaiting, {ToText(*dates.waiting), wording.cut_off_text}));
    Existing(wording, dates, out);
  } else if (measured.what == &kUse && EarlierUse(wording, dates, out)) {
    return out;
  } else if (!measured.on && wording.cut_off.earliest && as_of_ < *wording.cut_off.earliest) {
    Say(out, words_(kNotYet, {what, wording.cut_off_text}));
  } else if (!measured.on) {
    Say(out, words_(kNone, {what}));
    Fresh(wording, dates, out);
  } else if (IsFrom(*measured.on, wording.cut_off)) {
    Say(out, words_(kFrom, {what, ToText(*measured.on), wording.cut_off_text}));
    Fresh(wording, dates, out);
  } else if (!IsBefore(*measured.on, wording.cut_off)) {
    Say(out, words_(kImprecise, {what, ToText(*measured.on)}));
  } else if (measured.what == &kUse && dates.used_to && IsBefore(*dates.used_to, wording.cut_off)) {
    Say(out, words_(kEnded, {wording.cut_off_text}));
    Fresh(wording, dates, out);
  } else {
    Say(out, words_(kBefore, {what, ToText(*measured.on), wording.cut_off_text}));
    Existing(wording, dates, out);
  }
  return out;
}

// Use that began before the cut-off and went on until it, is use before it, whatever came later.
// True when that settles the case, or leaves it open.
bool Judge::EarlierUse(const Wording& wording, const CaseDates& dates, Answer& out) const {
  if (!dates.earlier_from || !IsBefore(*dates.earlier_from, wording.cut_off)) return false;
  if (dates.used_from && IsBefore(*dates.used_from, wording.cut_off)) return false;
  const std::string from = ToText(*dates.earlier_from);
  if (!dates.earlier_to) {
    Say(out, words_(kEarlierOpen, {from}));
    return true;
  }
  // The last day of use is the day before earlier_to, as it is of used_to.
  if (!IsFrom(*dates.earlier_to, wording.cut_off)) return false;
  Say(out, words_(kEarlierUse, {from, wording.cut_off_text}));
  Existing(wording, dates, out);
  return true;
}

void Judge::Existing(const Wording& wording, const CaseDates& dates, Answer& out) const {
  out.client = "bestaand";
  Hold(wording, dates, out);
}

// A wording that speaks of a new appeal holds for new clients only; what that is, the term says.
void Judge::Fresh(const Wording& wording, const CaseDates& dates, Answer& out) const {
  const Wording* fresh = wordings_.FreshFor(wording);
  if (fresh == nullptr) return Say(out, words_(kNoWordingForNew));
  out.applied = fresh;
  if (!IsFresh(*fresh, dates, out)) return;
  const Wording* term = wordings_.Term();
  if (fresh->criterion == "beroep" && term != nullptr) {
    const std::string days = std::to_string(*term->term_days);
    if (out.newness == Newness::kUnknown) return Say(out, words_(kNoReport));
    if (out.newness == Newness::kNotNew) return Say(out, words_(kNotNewByTerm, {days}));
    if (out.newness == Newness::kByReading) return Say(out, words_(kByReading, {days}));
    Say(out, words_(kNewByTerm, {days}));
  }
  out.client = "nieuw";
  Hold(*fresh, dates, out);
}

// Who is no existing client is a new one only when the wording about new ones holds as well.
bool Judge::IsFresh(const Wording& fresh, const CaseDates& dates, Answer& out) const {
  const Measured measured = MeasuredBy(fresh.criterion, dates);
  if (!dates.reported && !dates.indicated && !dates.waiting && !dates.used_from) {
    Say(out, words_(kNoDates));
    return false;
  }
  if (measured.what == nullptr || !fresh.cut_off.latest) return true;
  const std::string what = words_(*measured.what);
  if (!measured.on) {
    Say(out, words_(kNotKnownNew, {what}));
  } else if (IsBefore(*measured.on, fresh.cut_off)) {
    Say(out, words_(kNeither, {what, ToText(*measured.on), fresh.cut_off_text}));
  } else if (!IsFrom(*measured.on, fresh.cut_off)) {
    Say(out, words_(kImprecise, {what, ToText(*measured.on)}));
  } else {
    return true;
  }
  return false;
}

void Judge::Hold(const Wording& wording, const CaseDates& dates, Answer& out) const {
  if (wording.responsible == "gezamenlijk") {
    out.responsible_kind = "gezamenlijk";
  } else if (wording.responsible == "gemeente" || wording.responsible == "woonplaats") {
    const bool named = wording.responsible == "gemeente";
    out.responsible = named ? std::string_view(wording.municipality) : dates.origin;
    if (out.responsible.empty()) return Say(out, words_(kNoOrigin));
    out.responsible_kind = "gemeente";
  } else {
    return Say(out, words_(kNoWordingForNew));
  }
  out.assumption = wording.payer_assumed;
  Pay(wording, out);
}

void Judge::Pay(const Wording& wording, Answer& out) const {
  if (wording.payer_to && as_of_ >= *wording.payer_to) {
    out.payer_kind = "niet_geregeld";
    return Say(out, words_(kNothingArranged, {ToText(*wording.payer_to)}));
  }
  if (wording.payer == "verantwoordelijke") {
    out.payer_kind = out.responsible_kind;
    out.payer = out.responsible;
  } else if (wording.payer == "gezamenlijk") {
    out.payer_kind = "gezamenlijk";
  } else if (!centre_.empty()) {
    out.payer_kind = "gemeente";
    out.payer = centre_;
  }
}

}  // namespace finance
