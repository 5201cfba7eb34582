#include "reports.h"

#include <algorithm>
#include <boost/json.hpp>

#include "parameters.h"

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

stelsel::ColumnLook ReportContext::Codes(const char* table, const char* field) const {
  stelsel::ColumnLook look;
  look.facet = true;
  const boost::json::value schema = boost::json::parse(run.snapshot.schema(table));
  for (const boost::json::value& one : schema.at("fields").as_array()) {
    const boost::json::value* const labels = one.as_object().if_contains("stelsel:labels");
    if (labels == nullptr || one.at("name").as_string() != field) continue;
    for (const auto& [code, label] : labels->as_object()) {
      const boost::json::string& text = label.at(words.dutch() ? "nl" : "en").as_string();
      look.values.push_back({std::string(code), std::string(text), "plain", ""});
    }
  }
  return look;
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
               {"made_up", "illustratief", As::mark},
               {"id", "id", As::hidden_text}});
  for (const Event& event : events) {
    const Region* const of = context.market.FindRegion(event.region);
    sheet.row(ToDate(event.day), of != nullptr ? of->name : event.region, words.TitleOf(event.kind),
              words.What(event), event.overdue, event.illustratief, event.id);
  }
  std::move(sheet).table(context.out, words("Wat aankomt", "What comes up"),
                         stelsel::Events{"day", "", "what", "id"}, "events");
}

namespace {

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
    WriteRegion(context, market.NeededRegion(region), months);
  } else if (id == "choice") {
    WriteChoices(context, market.NeededRegion(region).id, parameters.Text("choice"));
  } else {
    if (!region.empty()) market.NeededRegion(region);
    const std::string title = words("Contractkalender", "Contract calendar");
    context.Title(title);
    const std::vector<Event> events = EventsFrom(market, context.day, months, region);
    context.NoteIllustratief(std::any_of(events.begin(), events.end(),
                                         [](const Event& event) { return event.illustratief; }));
    WriteCalendar(context, region, months, title);
  }
  return true;
}

}  // namespace inkoop
