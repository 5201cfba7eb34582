#include "case_steps.h"

#include <optional>
#include <utility>

namespace finance {
namespace {

constexpr Text kCase{"bekend is: {0}", "known is: {0}"};
constexpr Text kNothingKnown{"van de casus is niets bekend", "nothing is known of the case"};
constexpr Text kOrigin{"herkomst {0}", "origin {0}"};
constexpr Text kReported{"melding {0}", "report {0}"};
constexpr Text kIndicated{"indicatie {0}", "indication {0}"};
constexpr Text kWaitingSince{"wachtlijst sinds {0}", "waiting list since {0}"};
constexpr Text kUsed{"gebruik {0}", "use {0}"};
constexpr Text kEarlierUse{"eerder gebruik {0}", "earlier use {0}"};
constexpr Text kApplied{"eerdere aanvraag {0}", "earlier application {0}"};
constexpr Text kLaw{"wet: {0}", "law: {0}"};
constexpr Text kFromTo{"{0} tot {1}", "{0} until {1}"};
constexpr Text kFromOn{"vanaf {0}", "from {0}"};

constexpr Text kExistingWording{"formulering {0} over bestaande cliënten: {1}",
                                "wording {0} about existing clients: {1}"};
constexpr Text kFreshWording{"formulering {0} over nieuwe cliënten: {1}",
                             "wording {0} about new clients: {1}"};
constexpr Text kUseBefore{"in gebruik vóór {0}", "in use before {0}"};
constexpr Text kIndicationBefore{"indicatie vóór {0}", "indication before {0}"};
constexpr Text kAppointedFrom{"aangewezen vanaf {0}", "appointed from {0}"};
constexpr Text kAppealFrom{"nieuw beroep vanaf {0}", "new appeal from {0}"};
constexpr Text kApplicationOrUse{"aanvraag of gebruik", "application or use"};
constexpr Text kNoCriterion{"geen maatstaf genoemd", "no criterion named"};
constexpr Text kNoDay{"een dag die niet genoemd is", "a day that is not named"};
constexpr Text kWaitingCounts{", de wachtlijst telt mee", ", the waiting list counts too"};
constexpr Text kWithin{", geteld over {0} dagen vóór de melding",
                       ", counted over {0} days before the report"};
constexpr Text kByTown{"; verantwoordelijk: {0}", "; responsible: {0}"};
constexpr Text kByAll{"; verantwoordelijk: de gemeenten samen",
                      "; responsible: the municipalities together"};
constexpr Text kByHome{"; verantwoordelijk: de gemeente van herkomst",
                       "; responsible: the municipality of origin"};
constexpr Text kPaidBySame{"wie betaalt: wie verantwoordelijk is", "who pays: who is responsible"};
constexpr Text kPaidByCentre{"wie betaalt: de centrumgemeente", "who pays: the centrumgemeente"};
constexpr Text kPaidByAll{"wie betaalt: de gemeenten samen",
                          "who pays: the municipalities together"};
constexpr Text kPaidUntil{", geregeld tot {0}", ", arranged until {0}"};

std::string KeyOf(const CasePlace& place, const char* clients, const Wording& wording) {
  return std::string(place.region) + "|" + std::string(place.domain) + "|" + clients + "|" +
         std::to_string(wording.sequence);
}

std::string Period(std::optional<Day> from, std::optional<Day> to, const Words& words) {
  const std::string begin = from ? ToText(*from) : "…";
  return to ? words(kFromTo, {begin, ToText(*to)}) : words(kFromOn, {begin});
}

std::string WhatIsKnown(const CaseDates& dates, const Words& words) {
  std::string out;
  const auto say = [&](const Text& text, const std::string& value) {
    out += (out.empty() ? "" : ", ") + words(text, {value});
  };
  if (!dates.origin.empty()) say(kOrigin, std::string(dates.origin));
  if (dates.reported) say(kReported, ToText(*dates.reported));
  if (dates.indicated) say(kIndicated, ToText(*dates.indicated));
  if (dates.waiting) say(kWaitingSince, ToText(*dates.waiting));
  if (dates.used_from || dates.used_to) say(kUsed, Period(dates.used_from, dates.used_to, words));
  if (dates.application) say(kApplied, ToText(*dates.application));
  if (dates.earlier_from || dates.earlier_to)
    say(kEarlierUse, Period(dates.earlier_from, dates.earlier_to, words));
  if (!dates.law.empty()) say(kLaw, std::string(dates.law));
  return out.empty() ? words(kNothingKnown) : words(kCase, {out});
}

std::string CriterionOf(const Wording& wording, const Words& words) {
  const std::string day =
      wording.cut_off_text.empty() ? words(kNoDay) : std::string(wording.cut_off_text);
  if (wording.criterion == "gebruik") return words(kUseBefore, {day});
  if (wording.criterion == "indicatie") return words(kIndicationBefore, {day});
  if (wording.criterion == "aangewezen") return words(kAppointedFrom, {day});
  if (wording.criterion == "beroep") return words(kAppealFrom, {day});
  if (wording.criterion == "aanvraag_of_gebruik") return words(kApplicationOrUse);
  return words(kNoCriterion);
}

Step ToStep(const CasePlace& place, const Wording& wording, bool fresh, const Words& words) {
  std::string said = CriterionOf(wording, words);
  if (wording.counts_waiting) said += words(kWaitingCounts);
  if (wording.term_days) said += words(kWithin, {std::to_string(*wording.term_days)});
  if (wording.responsible == "gemeente") said += words(kByTown, {wording.municipality});
  if (wording.responsible == "gezamenlijk") said += words(kByAll);
  if (wording.responsible == "woonplaats") said += words(kByHome);
  return {words(fresh ? kFreshWording : kExistingWording, {std::to_string(wording.sequence), said}),
          std::nullopt,
          "regioafspraken_cut_off " + KeyOf(place, fresh ? "nieuw" : "bestaand", wording)};
}

}  // namespace

std::vector<Step> StepsOf(const CasePlace& place, const CaseDates& dates, const Wordings& wordings,
                          const Answer& answer, const Words& words) {
  std::vector<Step> out;
  out.push_back({WhatIsKnown(dates, words), std::nullopt,
                 "finance_case " + std::string(place.region) + "|" + std::string(place.id)});
  out.push_back(ToStep(place, *answer.wording, false, words));
  const bool fresh = answer.applied != answer.wording;
  const Wording* term = wordings.Term();
  if (fresh) out.push_back(ToStep(place, *answer.applied, true, words));
  if (fresh && answer.applied->criterion == "beroep" && term != nullptr && term != answer.applied)
    out.push_back(ToStep(place, *term, true, words));
  const Wording& applied = *answer.applied;
  if (std::string_view(answer.payer_kind) == "onbekend") return out;
  std::string payer = words(applied.payer == "centrumgemeente" ? kPaidByCentre
                            : applied.payer == "gezamenlijk"   ? kPaidByAll
                                                               : kPaidBySame);
  if (applied.payer_to) payer += words(kPaidUntil, {ToText(*applied.payer_to)});
  out.push_back({std::move(payer), std::nullopt,
                 applied.has_rule
                     ? "finance_case_rule " + KeyOf(place, fresh ? "nieuw" : "bestaand", applied)
                     : ""});
  return out;
}

}  // namespace finance
