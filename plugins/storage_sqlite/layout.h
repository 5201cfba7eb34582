// How the tables of a store are laid out, and bringing an older layout forward.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_LAYOUT_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_LAYOUT_H_

#include <cstdint>

#include "sqlite.h"

namespace storage_sqlite {

inline constexpr std::uint32_t kApplicationId = 0x53544C53;  // "STLS"
// user_version of the file. Layout 1 kept the newest rows only.
inline constexpr std::int64_t kLayout = 2;
inline constexpr std::int64_t kFirstLayout = 1;

struct Layout {
  std::int64_t number = kLayout;
  // The oldest revision of which the rows are kept.
  std::int64_t first_revision = 1;
  bool keeps_revisions() const { return number > kFirstLayout; }
  // Whether this version knows too little of the layout to write to it.
  bool is_newer() const { return number > kLayout; }
};

// What the file says of itself. One that this version cannot even read is
// STELSEL_FAILED_PRECONDITION.
Layout read_layout(Connection& connection);

// Makes layout 2 of layout 1, within the transaction that is open. The revisions that there were
// stay in the history; only the rows of the newest are there.
void bring_forward(Connection& connection);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_LAYOUT_H_
