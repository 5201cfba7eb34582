// A plugin that throws wherever a host calls it. Nothing of it may reach the host.
#include <new>
#include <stdexcept>

#include "stelsel/plugin.hpp"

namespace {

[[noreturn]] void Throw(const std::string& what) {
  if (what == "error") throw stelsel::Error(STELSEL_ABORTED, "an error of the border");
  if (what == "number") throw 7;
  if (what == "memory") throw std::bad_alloc();
  throw std::logic_error("an exception: " + what);
}

// Each member throws when its name is the path that the store was opened with.
class ThrowingStore : public stelsel::Store {
 public:
  explicit ThrowingStore(std::string where) : where_(std::move(where)) {}
  std::string latest() override { return At("latest"), "1"; }
  std::vector<std::string> tables() override { return At("tables"), std::vector{Table()}; }
  std::string schema(const std::string&) override { return At("schema"), "{}"; }
  stelsel::Stream read(const std::string&, const std::string&) override {
    At("read");
    return stelsel::stream_of(
        {{"municipality", stelsel::Kind::text, 0}, {"name", stelsel::Kind::text, 0}},
        [where = where_](stelsel::Builder&) -> bool {
          if (where == "rows") Throw("rows");
          return false;
        });
  }
  std::unique_ptr<stelsel::Transaction> begin(const stelsel::Commit&) override;
  void close() override { At("close"); }

 private:
  static std::string Table() { return "municipality"; }
  void At(const char* member) const {
    if (where_ == member) Throw(where_);
  }
  std::string where_;
};

class ThrowingTransaction : public stelsel::Transaction {
 public:
  explicit ThrowingTransaction(std::string where) : where_(std::move(where)) {}
  void upsert(const std::string&, const std::string&, stelsel::Stream) override {
    if (where_ == "upsert") Throw(where_);
  }
  void erase(const std::string&, const std::string&, stelsel::Stream) override { Throw(where_); }
  void commit() override { Throw(where_); }

 private:
  std::string where_;
};

std::unique_ptr<stelsel::Transaction> ThrowingStore::begin(const stelsel::Commit&) {
  At("begin");
  if (where_ == "nothing") return nullptr;
  return std::make_unique<ThrowingTransaction>(where_);
}

class Throws : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  void report(const std::string& id, const stelsel::Run&, stelsel::Document& out) override {
    out.title("Title");
    if (id == "fine") return;
    if (id != "rows") Throw(id);
    out.table("Table", "{}",
              stelsel::stream_of({{"cell", stelsel::Kind::text, 0}},
                                 [](stelsel::Builder&) -> bool { Throw("rows"); }));
  }
  void render(const std::string&, const stelsel::Document&, stelsel::Sink& out) override {
    out.write("half of it");
    Throw("renderer");
  }
  std::unique_ptr<stelsel::Store> open_store(const std::string& path, int) override {
    if (path == "open") Throw(path);
    if (path == "none") return nullptr;
    return std::make_unique<ThrowingStore>(path);
  }
};

}  // namespace

STELSEL_PLUGIN(Throws)
