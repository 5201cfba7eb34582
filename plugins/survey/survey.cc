// The format survey: filled-in surveys are read, and an empty form is written.
#include "form.h"
#include "read.h"
#include "stelsel/plugin.hpp"

namespace {

class Survey : public stelsel::Plugin {
 public:
  using Plugin::Plugin;

  void read(const std::string&, const std::string& path, stelsel::Reading& out) override {
    survey::ReadSurvey(path, survey::ReadSettings(out.parameters), out);
  }

  // CSV, or a workbook for a target that is called so.
  void write(const std::string&, const stelsel::Run& run, stelsel::Sink& out) override {
    const survey::Form form = survey::FormOf(run.snapshot);
    const bool is_workbook = run.source.ends_with(".xlsx");
    out.write(is_workbook ? survey::FormAsXlsx(form) : survey::FormAsCsv(form));
  }
};

}  // namespace

STELSEL_PLUGIN(Survey)
