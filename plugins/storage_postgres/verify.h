// Looks for damage in how a store is kept.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_VERIFY_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_VERIFY_H_

#include <cstdint>
#include <functional>
#include <string>

#include "postgres.h"

namespace storage_postgres {

// Throws STELSEL_DATA_LOSS with what was found. `advance` is told which table is looked at, how
// many were and how many there are; what it throws ends the work.
void verify_store(
    Connection& connection, const std::string& store,
    const std::function<void(const std::string&, std::int64_t, std::int64_t)>& advance);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_VERIFY_H_
