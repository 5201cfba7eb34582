// The plugin: one query language, `sql`.
#include "stelsel/plugin.hpp"

#include "query.h"

namespace {

class Sql : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  stelsel::Stream query(const std::string&, const stelsel::Run& run,
                        const std::string& text) override {
    return sql::run_query(run, text);
  }
};

}  // namespace

STELSEL_PLUGIN(Sql)
