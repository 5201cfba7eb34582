// The wordings by which regions say who is responsible for a client, read from
// regioafspraken_cut_off and finance_case_rule.
#ifndef STELSEL_PLUGINS_FINANCE_WORDING_H_
#define STELSEL_PLUGINS_FINANCE_WORDING_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stelsel/edtf.hpp"
#include "stelsel/plugin.hpp"

namespace finance {

using Day = std::int32_t;  // since 1970-01-01
std::string ToText(Day day);

struct Wording {
  std::int64_t sequence = 0;
  std::string criterion, responsible, municipality, cut_off_text, source_document, section;
  stelsel::DateBounds cut_off;  // first day of the new situation
  std::optional<std::int64_t> term_days;
  bool illustratief = false;
  // What finance_case_rule adds, where it has a row.
  bool has_rule = false, counts_waiting = false, payer_assumed = true;
  std::string payer = "verantwoordelijke";
  std::optional<Day> payer_to;
};

// Those of one region and domain, by sequence.
struct Wordings {
  std::vector<Wording> existing, fresh;
  // The wording about new clients that goes with one about existing ones: of the same number, or
  // else the first that names who is responsible. Null when there is none.
  const Wording* FreshFor(const Wording& existing_one) const;
  // The wording that says how far back is counted for a new client; null when there is none.
  const Wording* Term() const;
};

// By region and domain.
using AllWordings = std::map<std::pair<std::string, std::string>, Wordings>;
AllWordings ReadWordings(const stelsel::Snapshot& snapshot);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_WORDING_H_
