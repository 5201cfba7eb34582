#include "stelsel/plugin.hpp"

#include "store.h"

namespace storage_postgres {

class PostgresPlugin : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  std::unique_ptr<stelsel::Store> open_store(const std::string& path, int mode) override {
    return std::make_unique<PostgresStore>(host(), path, mode);
  }
};

}  // namespace storage_postgres

STELSEL_PLUGIN(storage_postgres::PostgresPlugin)
