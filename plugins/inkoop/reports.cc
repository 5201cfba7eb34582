#include "reports.h"

#include "parameters.h"
#include "stelsel/document.hpp"

namespace inkoop {

using stelsel::As;
using stelsel::Sheet;

void ReportContext::Title(const std::string& title) const {
  const std::string subtitle = words("Stand op ", "As of ") + run.as_of;
  boost::json::object options{{"subtitle", subtitle}, {"as_of", run.as_of}};
  out.title(title, boost::json::serialize(options));
}

void ReportContext::NoteIllustratief(bool any) const {
  if (any)
    out.note(words("Een deel van de rijen is illustratief: verzonnen, en geen feit.",
                   "Some of the rows are illustratief: made up, and no fact."));
}

void WriteCalendar(const ReportContext& context, const std::string& region, std::int64_t months,
                   const std::string& section) {
  const Words& words = context.words;
  context.out.section(1, section, "calendar");
  const std::vector<Event> events = EventsFrom(context.market, context.day, months, region);
  if (events.empty())
    return context.out.paragraph(words("Er komt niets aan.", "Nothing comes up."));
  Sheet sheet({{"day", words("Datum", "Date"), As::date},
               {"region", words("Regio", "Region"), As::text, {.facet = true}},
               {"event", words("Soort", "Kind"), As::text, {.facet = true}},
               {"what", words("Wat", "What")},
               {"overdue", words("te laat", "overdue"), As::mark},
               {"id", "id", As::hidden_text}});
  for (const Event& event : events) {
    const Region* const of = context.market.FindRegion(event.region);
    sheet.row(ToDate(event.day), of != nullptr ? of->name : event.region, words.TitleOf(event.kind),
              words.What(event), event.overdue, event.id);
  }
  std::move(sheet).table(context.out, words("Wat aankomt", "What comes up"),
                         stelsel::Events{"day", "", "what", "id"}, "events");
}

namespace {

const Region& NeededRegion(const Market& market, const std::string& id) {
  const Region* const region = market.FindRegion(id);
  if (region == nullptr) throw stelsel::Error(STELSEL_NOT_FOUND, "no region is called so");
  return *region;
}

void WriteChoices(const ReportContext& context, const std::string& region, const std::string& id) {
  const Choice* only = nullptr;
  for (const Choice& choice : context.market.choices) {
    if (choice.region != region || (!id.empty() && choice.id != id)) continue;
    if (only != nullptr)
      throw stelsel::Error(STELSEL_INVALID_ARGUMENT,
                           "the region has several choices: name one with `choice`");
    only = &choice;
  }
  if (only == nullptr) throw stelsel::Error(STELSEL_NOT_FOUND, "the region has no such choice");
  WriteChoice(context, *only);
}

}  // namespace

bool WriteReport(const std::string& id, const stelsel::Run& run, stelsel::Document& out) {
  if (id != "region" && id != "choice" && id != "calendar") return false;
  const Parameters parameters(run.parameters);
  const Market& market = MarketOf(run);
  const Words words(market, run.dutch());
  const ReportContext context{run, market, words, NeededDay(run), out};
  const std::string region = parameters.Text("region");
  const std::int64_t months = parameters.Number("months", 12, 1, 1200);
  if (id == "region") {
    WriteRegion(context, NeededRegion(market, region), months);
  } else if (id == "choice") {
    WriteChoices(context, NeededRegion(market, region).id, parameters.Text("choice"));
  } else {
    if (!region.empty()) NeededRegion(market, region);
    const std::string title = words("Contractkalender", "Contract calendar");
    context.Title(title);
    WriteCalendar(context, region, months, title);
  }
  return true;
}

}  // namespace inkoop
