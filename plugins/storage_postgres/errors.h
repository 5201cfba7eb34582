// What an error of the server means for whoever asked.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_ERRORS_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_ERRORS_H_

#include <string>

#include "stelsel/detail/error.hpp"

namespace storage_postgres {

// The connection is gone, and with it what was being done. Nothing of it was kept, unless it was
// the answer to COMMIT that did not come.
class Lost : public stelsel::Error {
 public:
  explicit Lost(const std::string& text) : Error(STELSEL_UNAVAILABLE, text) {}
};

// Throws what an SQLSTATE means. `store` names the store for people, `said` is the server's primary
// message: it is shown only where it cannot hold a value of a row.
[[noreturn]] void throw_state(const std::string& store, const std::string& state,
                              const std::string& said);

// Whether the state means that this session has ended.
bool is_lost(const std::string& state);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_ERRORS_H_
