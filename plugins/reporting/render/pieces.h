// Text on its way out, in pieces of some size, so that a long document need not be held.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_PIECES_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_PIECES_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "stelsel/plugin.hpp"

namespace reporting {

// Gets the bytes of a document, piece by piece. May throw.
using PieceSink = std::function<void(std::string_view)>;

// Throws what the sink throws. What was not flushed is lost.
class Pieces {
 public:
  explicit Pieces(PieceSink sink) : sink_(std::move(sink)) {}
  // `sink` outlives it.
  explicit Pieces(stelsel::Sink& sink)
      : sink_([&sink](std::string_view piece) { sink.write(piece); }) {}

  Pieces& operator<<(std::string_view text) {
    held_ += text;
    if (held_.size() >= kPiece) Flush();
    return *this;
  }
  // After the last piece.
  void Flush() {
    if (!held_.empty()) sink_(held_);
    held_.clear();
  }

 private:
  static constexpr std::size_t kPiece = 1 << 16;
  PieceSink sink_;
  std::string held_;
};

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_PIECES_H_
