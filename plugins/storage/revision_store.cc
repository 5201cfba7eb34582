#include "plugins/storage/revision_store.h"

#include <charconv>

namespace storage {

using stelsel::Error;

RevisionStore::RevisionStore(int mode) : writable_(mode != STELSEL_READ) {
  if (mode == STELSEL_READ || mode == STELSEL_WRITE || mode == STELSEL_CREATE) return;
  throw Error(STELSEL_INVALID_ARGUMENT, "a store cannot be opened in this way");
}

void RevisionStore::need_writable() const {
  if (!writable_) throw Error(STELSEL_FAILED_PRECONDITION, name() + " was opened for reading");
}

void RevisionStore::fail_revision(const std::string& revision) const {
  throw Error(STELSEL_NOT_FOUND, name() + " has no revision `" + revision + "`");
}

// As it is written by latest(), and not otherwise: a revision has one name.
std::int64_t RevisionStore::number_of(const std::string& revision) {
  std::int64_t number = 0;
  const char* const end = revision.data() + revision.size();
  const auto parsed = std::from_chars(revision.data(), end, number);
  const bool plain = parsed.ec == std::errc() && parsed.ptr == end && revision[0] != '0';
  return plain && number > 0 && number <= newest() ? number : 0;
}

void RevisionStore::need(std::int64_t number) {
  if (number < 1 || number > newest()) fail_revision(std::to_string(number));
}

std::string RevisionStore::latest() {
  const std::int64_t number = newest();
  return number > 0 ? std::to_string(number) : "";
}

stelsel::Stream RevisionStore::read(const std::string& table, const std::string& revision) {
  if (revision == "latest") return rows_at(table, newest());
  const std::int64_t number = number_of(revision);
  if (number == 0) fail_revision(revision);
  return rows_at(table, number);
}

stelsel::Revision RevisionStore::revision(std::int64_t number) {
  need(number);
  return revision_at(number);
}

stelsel::Changes RevisionStore::changes(const std::string& table, std::int64_t from,
                                        std::int64_t to) {
  if (from < 0 || from > to) {
    throw Error(STELSEL_INVALID_ARGUMENT, "changes lead from a revision to a later one, not from " +
                                              std::to_string(from) + " to " + std::to_string(to));
  }
  if (to > 0) need(to);
  return changes_between(table, from, to);
}

}  // namespace storage
