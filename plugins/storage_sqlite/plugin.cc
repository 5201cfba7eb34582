#include "stelsel/plugin.hpp"

#include "store.h"

namespace storage_sqlite {

class SqlitePlugin : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  std::unique_ptr<stelsel::Store> open_store(const std::string& path, int mode) override {
    return std::make_unique<SqliteStore>(host(), path, mode);
  }
};

}  // namespace storage_sqlite

STELSEL_PLUGIN(storage_sqlite::SqlitePlugin)
