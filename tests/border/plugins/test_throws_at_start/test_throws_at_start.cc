// A plugin that cannot be made.
#include <stdexcept>

#include "stelsel/plugin.hpp"

namespace {

class ThrowsAtStart : public stelsel::Plugin {
 public:
  explicit ThrowsAtStart(const stelsel_host* host) : Plugin(host) {
    throw std::runtime_error("no room here");
  }
};

}  // namespace

STELSEL_PLUGIN(ThrowsAtStart)
