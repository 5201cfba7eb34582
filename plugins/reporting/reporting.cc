// The plugin: reports by their id, renderers by theirs. Neither knows the other. It keeps nothing
// between calls, so that they may come from several threads.
#include <boost/json.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "reconstruct/calculations.h"
#include "render/html.h"
#include "render/markdown.h"
#include "report/context.h"
#include "report/national.h"
#include "report/region.h"
#include "stelsel/plugin.hpp"

namespace reporting {
namespace {

// The text parameter `name`; empty when it was not given. The host has checked the types.
std::string Parameter(const stelsel::Run& run, const char* name) {
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(run.parameters, error);
  if (error || !value.is_object()) {
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "the parameters are no JSON object");
  }
  const boost::json::value* found = value.get_object().if_contains(name);
  const boost::json::string* text = found != nullptr ? found->if_string() : nullptr;
  return text != nullptr ? std::string(text->data(), text->size()) : "";
}

std::optional<Domain> DomainParameter(const stelsel::Run& run) {
  const std::string wanted = Parameter(run, "domain");
  if (wanted.empty()) return std::nullopt;
  for (const Domain domain : Domains()) {
    if (CodeOf(domain) == wanted) return domain;
  }
  throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "no domain is called `" + wanted + "`");
}

class Reporting : public stelsel::Plugin {
 public:
  using Plugin::Plugin;

  void report(const std::string& id, const stelsel::Run& run, stelsel::Document& out) override {
    const Words words(run.language);
    const Context context{words, ReadLabels(run.snapshot, words), run.as_of, run.source};
    if (id == "national") {
      WriteNational(context, ReadNational(run.snapshot, run.as_of, DomainParameter(run)), out);
    } else if (id == "region") {
      WriteRegion(context, ReadRegionState(run.snapshot, Parameter(run, "region"), context), out);
    } else {
      Plugin::report(id, run, out);
    }
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
    } else {
      Plugin::render(id, document, out);
    }
  }
};

}  // namespace
}  // namespace reporting

STELSEL_PLUGIN(reporting::Reporting)
