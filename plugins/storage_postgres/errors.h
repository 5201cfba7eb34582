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

// What an error is about, as far as the server says; names, never a value.
struct About {
  std::string table, column, constraint;
};

// The column that the context of an error of a binary COPY names: "COPY t, line 1, column c", in
// whatever language. Empty when it names none.
std::string column_of_copy(const std::string& context);

// Throws what an SQLSTATE means. `store` names the store for people, `said` is the server's primary
// message: it is shown only where it cannot hold a value of a row, otherwise the state is.
[[noreturn]] void throw_state(const std::string& store, const std::string& state,
                              const std::string& said, const About& about = {});

// Whether the state means that this session has ended.
bool is_lost(const std::string& state);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_ERRORS_H_
