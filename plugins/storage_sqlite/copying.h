// Copies of a whole store, made while it is in use.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_COPYING_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_COPYING_H_

#include <cstdint>
#include <functional>
#include <string>

namespace storage_sqlite {

// Called with how many pages are done, and of how many; throws to stop.
using CopyProgress = std::function<void(std::int64_t done, std::int64_t total)>;

enum class Existing { kRefuse, kReplace };

// Copies what is committed in the file `from` into `to`, which appears whole or not at all. Others
// may write to `from` meanwhile: the copy has the state of one moment.
void copy_store(const std::string& from, const std::string& to, Existing existing,
                const CopyProgress& progress);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_COPYING_H_
