// Whether a file is one of ours, found out without touching it; and making a new one.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_FILE_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_FILE_H_

#include <cstdint>
#include <string>

namespace storage_sqlite {

inline constexpr std::uint32_t kApplicationId = 0x53544C53;  // "STLS"
// How the tables inside are laid out; user_version of the file.
inline constexpr std::uint32_t kLayout = 1;

// True when a store of ours is there, false when nothing is. Anything else is refused with
// STELSEL_FAILED_PRECONDITION, after nothing but its first 100 bytes were read.
bool is_there(const std::string& path);

// Makes an empty store, which appears whole or not at all. When somebody else makes a file of that
// name meanwhile, theirs stays.
void make_store(const std::string& path);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_FILE_H_
