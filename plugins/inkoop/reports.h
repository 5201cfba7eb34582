// The reports of the manifest.
#ifndef STELSEL_PLUGINS_INKOOP_REPORTS_H_
#define STELSEL_PLUGINS_INKOOP_REPORTS_H_

#include <string>
#include <vector>

#include "calculations.h"
#include "stelsel/document.hpp"
#include "stelsel/plugin.hpp"
#include "words.h"

namespace inkoop {

// False when no report is called so.
bool WriteReport(const std::string& id, const stelsel::Run& run, stelsel::Document& out);

// What each is written with.
struct ReportContext {
  const stelsel::Run& run;
  const Market& market;
  const Words& words;
  const Day day;
  stelsel::Document& out;

  void Title(const std::string& title) const;
  // The remark that rows are made up, where any are.
  void NoteIllustratief(bool any) const;
  // A column of codes, said as the table's schema says them; readers may choose among them.
  stelsel::ColumnLook Codes(const char* table, const char* field) const;
};

// The contracts of a region: coverage, time line, tariffs, ceilings, calendar.
void WriteRegion(const ReportContext& context, const Region& region, std::int64_t months);
// What comes up, as rows for a calendar; `region` empty: everywhere.
void WriteCalendar(const ReportContext& context, const std::string& region, std::int64_t months,
                   const std::string& section);
// Tariffs in time, and those in force; nothing where the region has none.
void WriteTariffs(const ReportContext& context, const std::string& region,
                  const std::vector<TariffState>& tariffs);
// Places bought outside the region and money for new ways, as the tables have them; nothing where
// there are none.
void WriteOutsideOrders(const ReportContext& context, const std::string& region);
void WriteInnovationBudgets(const ReportContext& context, const std::string& region);
// A decision memo of a choice.
void WriteChoice(const ReportContext& context, const Choice& choice);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_REPORTS_H_
