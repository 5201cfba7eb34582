// finance/responsible: which municipality is responsible for a case, and who pays, by each wording
// of its region. Nothing here knows a person.
#ifndef STELSEL_PLUGINS_FINANCE_RESPONSIBLE_H_
#define STELSEL_PLUGINS_FINANCE_RESPONSIBLE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wording.h"
#include "words.h"

namespace finance {

// The dates and places of one case; texts belong to whoever reads it.
struct CaseDates {
  std::string_view origin, law;
  std::optional<Day> reported, indicated, waiting, used_from, used_to, application, earlier_from,
      earlier_to;
};

// Whether somebody is a new client by a wording with a term.
enum class Newness {
  kNew,
  kNotNew,
  kByReading,  // new when the term holds for earlier use as well, otherwise not
  kUnknown
};

// What one wording says of one case.
struct Answer {
  const Wording* wording = nullptr;  // about existing clients
  const Wording* applied = nullptr;  // the one that answered: it, or its partner for new clients
  const char* client = "onbekend";   // bestaand, nieuw, onbekend
  const char* responsible_kind = "onbeslist";  // gemeente, gezamenlijk, onbeslist, geen
  std::string_view responsible;                // municipality
  const char* payer_kind = "onbekend";         // gemeente, gezamenlijk, niet_geregeld, zorgkantoor,
                                               // zorgverzekeraar, onbekend
  std::string_view payer;                      // municipality
  Newness newness = Newness::kUnknown;
  bool assumption = false;
  std::string explanation;
};

// Judges the cases of one region and domain.
class Judge {
 public:
  // `centre` is the region's centrumgemeente; `as_of` the day on which somebody pays.
  Judge(const Wordings& wordings, std::string centre, Day as_of, const Words& words)
      : wordings_(wordings), centre_(std::move(centre)), as_of_(as_of), words_(words) {}

  // An answer for each wording about existing clients.
  std::vector<Answer> Answers(const CaseDates& dates) const;
  Newness NewnessOf(const CaseDates& dates) const;

 private:
  Answer ByWording(const Wording& wording, const CaseDates& dates) const;
  void Existing(const Wording& wording, const CaseDates& dates, Answer& out) const;
  bool EarlierUse(const Wording& wording, const CaseDates& dates, Answer& out) const;
  void Fresh(const Wording& wording, const CaseDates& dates, Answer& out) const;
  bool IsFresh(const Wording& fresh, const CaseDates& dates, Answer& out) const;
  void Hold(const Wording& wording, const CaseDates& dates, Answer& out) const;
  void Pay(const Wording& wording, Answer& out) const;

  const Wordings& wordings_;
  const std::string centre_;
  const Day as_of_;
  const Words words_;
};

// Why the dates of a case cannot be judged; null when they can.
const Text* WrongDates(const CaseDates& dates);

// Whether two answers name another.
bool Differ(const std::vector<Answer>& answers);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_RESPONSIBLE_H_
