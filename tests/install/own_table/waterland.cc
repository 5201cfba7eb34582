#include "stelsel/plugin.hpp"
#include "waterland/tables.hpp"

using waterland::tables::Plan;

class Waterland : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  void report(const std::string&, const stelsel::Run& run, stelsel::Document& out) override {
    out.title("Plans");
    run.snapshot.rows<Plan>([&](const Plan& plan) {
      out.paragraph(std::string(plan.region) + " " + std::to_string(plan.year) + ": " +
                    std::to_string(plan.budget ? plan.budget->value : 0) + " cents, " +
                    (plan.stage == Plan::Stage::draft ? "draft" : "decided"));
    });
  }
};
STELSEL_PLUGIN(Waterland)
