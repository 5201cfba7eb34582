// A plugin that keeps the snapshot of its last run, asks its host who it is, and says so when it is
// stopped.
#include <optional>

#include "stelsel/plugin.hpp"

namespace {

class Keeps : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  ~Keeps() override { host().log().log(host().raw(), STELSEL_LOG_INFO, "stopped"); }
  void report(const std::string&, const stelsel::Run& run, stelsel::Document& out) override {
    out.title(host().config().get(host().raw(), "plugin.id"));
    out.paragraph(host().config().get(host().raw(), "plugin.folder"));
    out.paragraph(last_ ? std::to_string(last_->row_count("municipality")) : "none");
    last_ = run.snapshot;
  }

 private:
  std::optional<stelsel::Snapshot> last_;
};

}  // namespace

STELSEL_PLUGIN(Keeps)
