// A plugin that does nothing, to measure what it costs to call one: what a renderer of it takes is
// the call. Its calculation hands the rows back that it was given.
#include "stelsel/plugin.hpp"

namespace {

class Nothing : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  void render(const std::string&, const stelsel::Document&, stelsel::Sink&) override {}
  stelsel::Stream calculate(const std::string&, const stelsel::Run& run) override {
    return run.snapshot.stream("municipality");
  }
};

}  // namespace

STELSEL_PLUGIN(Nothing)
