// Whether a file is one of ours, found out without touching it; and making a new one.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_FILE_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_FILE_H_

#include <cstdint>
#include <string>

namespace storage_sqlite {

// True when a store of ours is there, false when nothing is. Anything else is refused with
// STELSEL_FAILED_PRECONDITION, after nothing but its first 100 bytes were read.
bool is_there(const std::string& path);

// Makes an empty store, which appears whole or not at all. When somebody else makes a file of that
// name meanwhile, theirs stays.
void make_store(const std::string& path);

// A file that is being made beside its place; removed when it goes before it was put there.
class NewFile {
 public:
  // Makes it, empty. `path` is its place.
  explicit NewFile(const std::string& path);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();
  // Where it is now.
  const std::string& name() const { return name_; }
  // Gives it its place for good, power cuts included. When something is there already it is
  // replaced, or that is STELSEL_ALREADY_EXISTS.
  void put_in_place(bool replace);

 private:
  std::string path_, name_;
  bool there_ = true;
};

// Throws that `path` cannot be `what`: "made", "read"; `cause` is an errno.
[[noreturn]] void fail_file(const std::string& path, const char* what, int cause);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_FILE_H_
