// The plugin: reports by their id, renderers by theirs. Neither knows the other. It keeps nothing
// between calls, so that they may come from several threads.
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconstruct/calculations.h"
#include "render/csv.h"
#include "render/html.h"
#include "render/ics.h"
#include "render/json.h"
#include "render/markdown.h"
#include "render/xlsx.h"
#include "report/comparison.h"
#include "report/comparison_texts.h"
#include "report/context.h"
#include "report/council_letter.h"
#include "report/national.h"
#include "report/plan_of_approach.h"
#include "report/quality.h"
#include "report/region.h"
#include "report/source_date.h"
#include "stelsel/plugin.hpp"

namespace reporting {
namespace {

// All of them, a JSON object. The host has checked the types.
boost::json::value Parameters(const stelsel::Run& run) {
  boost::system::error_code error;
  boost::json::value value = boost::json::parse(run.parameters, error);
  if (error || !value.is_object()) {
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "the parameters are no JSON object");
  }
  return value;
}

// A text; empty when it was not given.
std::string Parameter(const stelsel::Run& run, const char* name) {
  const boost::json::value all = Parameters(run);
  const boost::json::value* found = all.get_object().if_contains(name);
  const boost::json::string* text = found != nullptr ? found->if_string() : nullptr;
  return text != nullptr ? std::string(text->data(), text->size()) : "";
}

// Whether it is given and true.
bool IsSet(const stelsel::Run& run, const char* name) {
  const boost::json::value all = Parameters(run);
  const boost::json::value* found = all.get_object().if_contains(name);
  const bool* value = found != nullptr ? found->if_bool() : nullptr;
  return value != nullptr && *value;
}

// The texts between commas, without blanks around them.
std::vector<std::string> ListParameter(const stelsel::Run& run, const char* name) {
  std::vector<std::string> out;
  std::string one;
  for (const char c : Parameter(run, name) + ",") {
    if (c != ',') {
      if (c != ' ') one += c;
    } else if (!one.empty()) {
      out.push_back(std::exchange(one, {}));
    }
  }
  return out;
}

std::optional<Domain> DomainParameter(const stelsel::Run& run) {
  const std::string wanted = Parameter(run, "domain");
  if (wanted.empty()) return std::nullopt;
  for (const Domain domain : Domains()) {
    if (CodeOf(domain) == wanted) return domain;
  }
  throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "no domain is called `" + wanted + "`");
}

// Another source, for a report that compares.
stelsel::Snapshot ReadSource(const stelsel::Run& run, const std::string& source,
                             std::int64_t& errors) {
  stelsel::Findings findings(run.host);
  stelsel_snapshot* raw = nullptr;
  stelsel::detail::check([&](stelsel_error* error) {
    return run.host.engine().read(run.host.raw(), source.c_str(), nullptr, findings.raw(),
                                  run.progress, &raw, error);
  });
  errors = findings.errors();
  return stelsel::Snapshot::take(run.host, raw);
}

void ReportNational(const stelsel::Run& run, const Context& context, stelsel::Document& out) {
  const NationalOptions options{DomainParameter(run), Parameter(run, "topic")};
  WriteNational(context, ReadNational(run.snapshot, run.as_of, options), out);
}

void ReportRegion(const stelsel::Run& run, const Context& context, stelsel::Document& out) {
  const std::string region = Parameter(run, "region");
  const bool small_counts = IsSet(run, "small_counts");
  WriteRegion(context, ReadRegionState(run.snapshot, region, context, small_counts), out);
}

void ReportComparison(const stelsel::Run& run, const Context& context, stelsel::Document& out) {
  const std::string before = Parameter(run, "before"), with = Parameter(run, "with");
  if (before.empty() && with.empty()) {
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT, context.words(texts::kNeedsBefore));
  }
  std::int64_t errors = 0;
  const stelsel::Snapshot earlier = with.empty() ? run.snapshot : ReadSource(run, with, errors);
  const std::string& day = before.empty() ? run.as_of : before;
  const ComparisonOptions options{DomainParameter(run), Parameter(run, "region")};
  Comparison comparison = ReadComparison(earlier, day, run.snapshot, context, options);
  comparison.findings = errors;
  const std::string then = InWords(day, context.words), now = context.Day();
  comparison.before = with.empty() ? then : context.words(texts::kSideOfSource, {with, then});
  comparison.after =
      with.empty() ? now : context.words(texts::kSideOfSource, {context.source, now});
  WriteComparison(context, comparison, out);
}

void ReportPlan(const stelsel::Run& run, const Context& context, stelsel::Document& out) {
  WritePlanOfApproach(context, ReadPlanOfApproach(run.snapshot, context, Parameter(run, "region")),
                      out);
}

void ReportLetter(const stelsel::Run& run, const Context& context, stelsel::Document& out) {
  WriteCouncilLetter(context,
                     ReadCouncilLetter(run.snapshot, context, Parameter(run, "region"),
                                       Parameter(run, "municipality")),
                     out);
}

void ReportQuality(const stelsel::Run& run, const Context& context, stelsel::Document& out) {
  WriteQuality(context, ReadQuality(run, context, ListParameter(run, "packs")), out);
}

using Report = void (*)(const stelsel::Run&, const Context&, stelsel::Document&);
constexpr std::pair<std::string_view, Report> kReports[] = {
    {"national", ReportNational},     {"region", ReportRegion},
    {"comparison", ReportComparison}, {"plan_of_approach", ReportPlan},
    {"council_letter", ReportLetter}, {"quality", ReportQuality}};

class Reporting : public stelsel::Plugin {
 public:
  using Plugin::Plugin;

  void report(const std::string& id, const stelsel::Run& run, stelsel::Document& out) override {
    const Words words(run.language);
    const Context context{words, ReadLabels(run.snapshot, words), run.as_of, run.source};
    for (const auto& [name, write] : kReports) {
      if (name == id) return write(run, context, out);
    }
    Plugin::report(id, run, out);
  }

  stelsel::Stream calculate(const std::string& id, const stelsel::Run& run) override {
    if (id == "reconstruct") return CalculateReconstruct(run);
    if (id == "respondents") return CalculateRespondents(run);
    if (id == "published") return CalculatePublished(run);
    return Plugin::calculate(id, run);
  }

  void render(const std::string& id, const stelsel::Document& document,
              stelsel::Sink& out) override {
    if (id == "html") {
      RenderHtml(document, [&](std::string_view piece) { out.write(piece); });
    } else if (id == "md") {
      out.write(RenderMarkdown(document));
    } else if (id == "csv") {
      RenderCsv(document, out);
    } else if (id == "json") {
      RenderJson(document, out);
    } else if (id == "xlsx") {
      RenderXlsx(document, out);
    } else if (id == "ics") {
      RenderIcs(document, out);
    } else {
      Plugin::render(id, document, out);
    }
  }
};

}  // namespace
}  // namespace reporting

STELSEL_PLUGIN(reporting::Reporting)
