// Words of tables and reports in the language of a run.
#ifndef STELSEL_PLUGINS_INKOOP_WORDS_H_
#define STELSEL_PLUGINS_INKOOP_WORDS_H_

#include <string>
#include <vector>

#include "calendar.h"
#include "ceiling.h"
#include "choice.h"
#include "coverage.h"

namespace inkoop {

class Words {
 public:
  Words(const Market& market, bool dutch) : market_(market), dutch_(dutch) {}

  const Market& market() const { return market_; }
  bool dutch() const { return dutch_; }
  std::string operator()(const char* nl, const char* en) const { return dutch_ ? nl : en; }

  // 1234.50 as 1.234,50 or 1,234.50, with the sign of the euro.
  std::string Euro(std::int64_t cents) const;
  // Hundredths of a per cent as 12,34% or 12.34%.
  std::string Percent(std::int64_t hundredths) const;
  std::string Join(const std::vector<std::string>& parts) const;

  std::string Provider(const std::string& id) const {
    return market_.Name(market_.provider_names, id);
  }
  std::string Kind(const std::string& id) const { return market_.Name(market_.kind_names, id); }
  std::string Municipality(const std::string& id) const {
    return market_.Name(market_.municipality_names, id);
  }
  std::string Providers(const std::vector<std::string>& ids) const;

  // Codes for tables, which stay the same in every language.
  static const char* CodeOf(Cover cover);
  static const char* CodeOf(Outcome outcome);
  static const char* CodeOf(Spending spending);
  static const char* CodeOf(EventKind kind);
  static const char* CodeOf(Scale scale) { return scale == Scale::lokaal ? "lokaal" : "regionaal"; }

  std::string TitleOf(Cover cover) const;
  std::string TitleOf(EventKind kind) const;

  // Why, in a sentence.
  std::string Why(const Coverage& coverage) const;
  std::string Why(const Standing& standing, const Judged& judged) const;
  std::string Why(const Turn& turn) const;
  std::string Why(const CeilingState& state) const;
  std::string What(const Event& event) const;

 private:
  std::string WhyCover(const Coverage& coverage) const;
  const Market& market_;
  const bool dutch_;
};

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_WORDS_H_
