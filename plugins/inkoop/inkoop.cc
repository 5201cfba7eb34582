// The plugin: rules, calculations, reports and the format by their id. It keeps nothing but what is
// kept with a snapshot, so that calls may come from several threads.
#include <string>

#include "calculations.h"
#include "ocds_read.h"
#include "ocds_write.h"
#include "reports.h"
#include "rules.h"
#include "stelsel/plugin.hpp"

namespace inkoop {
namespace {

class Inkoop : public stelsel::Plugin {
 public:
  using Plugin::Plugin;

  stelsel::Stream check(const std::string& id, const stelsel::Run& run) override {
    stelsel::Stream found = RunRule(id, run);
    return found ? std::move(found) : Plugin::check(id, run);
  }
  stelsel::Stream calculate(const std::string& id, const stelsel::Run& run) override {
    stelsel::Stream rows = RunCalculation(id, run);
    return rows ? std::move(rows) : Plugin::calculate(id, run);
  }
  void report(const std::string& id, const stelsel::Run& run, stelsel::Document& out) override {
    if (!WriteReport(id, run, out)) Plugin::report(id, run, out);
  }
  void read(const std::string& id, const std::string& path, stelsel::Reading& reading) override {
    if (id != "ocds") return Plugin::read(id, path, reading);
    ReadOcds(path, reading);
  }
  void write(const std::string& id, const stelsel::Run& run, stelsel::Sink& out) override {
    if (id != "ocds") return Plugin::write(id, run, out);
    WriteOcds(run, out);
  }
};

}  // namespace
}  // namespace inkoop

STELSEL_PLUGIN(inkoop::Inkoop)
