// A plugin that is not thread_safe, and fails when two calls are inside it at once, or one while
// rows of another are still read.
#include <chrono>
#include <thread>

#include "stelsel/plugin.hpp"

namespace {

class Alone : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  stelsel::Stream check(const std::string&, const stelsel::Run&) override {
    return Rows("municipality");
  }
  stelsel::Stream calculate(const std::string&, const stelsel::Run&) override {
    return Rows("any");
  }
  stelsel::Stream query(const std::string&, const stelsel::Run&, const std::string&) override {
    return Rows("any");
  }
  void report(const std::string&, const stelsel::Run&, stelsel::Document& out) override {
    out.title("Alone");
    out.table("Rows", "{}", Rows("any"));
  }
  void render(const std::string&, const stelsel::Document&, stelsel::Sink& out) override {
    Stay();
    out.write("rendered");
  }

 private:
  // A number that nothing guards: whoever comes in changes it, waits, and must find it as it was.
  void Stay() {
    const int mine = ++calls_;
    std::this_thread::sleep_for(std::chrono::microseconds(500));
    if (calls_ != mine) throw stelsel::Error(STELSEL_INTERNAL, "two calls at once");
  }
  // No rows, which take a while to come.
  stelsel::Stream Rows(const char* column) {
    Stay();
    return stelsel::stream_of({{column, stelsel::Kind::text, 0}}, [this](stelsel::Builder&) {
      Stay();
      return false;
    });
  }
  int calls_ = 0;
};

}  // namespace

STELSEL_PLUGIN(Alone)
