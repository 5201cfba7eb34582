// Where a page goes: in pieces of some size, so that a long one need not be held.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_HTML_OUT_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_HTML_OUT_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace reporting {

// Gets the bytes of a page, piece by piece. May throw.
using HtmlSink = std::function<void(std::string_view)>;

// Text for between tags or within quotes.
std::string EscapeHtml(std::string_view text);
// The same, with its line ends shown.
std::string EscapeLines(std::string_view text);

class HtmlOut {
 public:
  explicit HtmlOut(HtmlSink sink) : sink_(std::move(sink)) {}

  HtmlOut& operator<<(std::string_view text) {
    held_ += text;
    if (held_.size() >= kPiece) Flush();
    return *this;
  }
  // After the last piece.
  void Flush() {
    sink_(held_);
    held_.clear();
  }

 private:
  static constexpr std::size_t kPiece = 1 << 16;
  HtmlSink sink_;
  std::string held_;
};

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_HTML_OUT_H_
