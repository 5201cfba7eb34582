// Text on its way out, in pieces of some size, so that a long document need not be held.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_PIECES_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_PIECES_H_

#include <string>
#include <string_view>

#include "stelsel/plugin.hpp"

namespace reporting {

// Throws what the sink throws. What was not flushed is lost.
class Pieces {
 public:
  explicit Pieces(stelsel::Sink& sink) : sink_(sink) {}
  Pieces& operator+=(std::string_view text) {
    held_ += text;
    if (held_.size() >= kPiece) Flush();
    return *this;
  }
  void Flush() {
    if (!held_.empty()) sink_.write(held_);
    held_.clear();
  }

 private:
  static constexpr std::size_t kPiece = 1 << 16;
  stelsel::Sink& sink_;
  std::string held_;
};

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_PIECES_H_
