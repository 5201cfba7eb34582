// The one writer of a snapshot that is to be.
#ifndef STELSEL_CORE_MODEL_WRITER_H_
#define STELSEL_CORE_MODEL_WRITER_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/model/chunk.h"
#include "core/model/snapshot.h"

namespace stelsel::core {

// Starts from a snapshot, takes rows, and hands out the next snapshot; the one it started from does
// not change. Not thread-safe: one writer, one thread at a time. Without Commit nothing has
// happened.
class Writer {
 public:
  explicit Writer(SnapshotPtr base);
  ~Writer();

  // From now on rows are those of this plugin's data/: builders say so in their chunks, and a table
  // that gets them does not become one that the source had. Null: of a source again.
  void SetPlugin(std::shared_ptr<const std::string> plugin) { plugin_ = std::move(plugin); }

  // A builder for rows of `table`, or NotFound.
  absl::StatusOr<ChunkBuilder> NewChunk(std::string_view table) const;

  // Adds rows as they are. Rows with a key that is there already stand beside it: for readers,
  // whose input is checked afterwards.
  absl::Status Append(std::string_view table, ChunkPtr rows);
  // Adds rows; each replaces what has its key. A key field that is empty is refused, with the
  // number of the row when `before` came before these, and with it all of `rows`.
  absl::Status Upsert(std::string_view table, ChunkPtr rows, int64_t before = 0);
  // Removes the rows with the keys of `keys`, whose other fields do not matter. Returns how many
  // keys were there.
  absl::StatusOr<int64_t> Erase(std::string_view table, const Chunk& keys);
  // Marks `table` as present, also when it gets no rows.
  absl::Status Touch(std::string_view table);
  // Remembers a row that could not be read; `key` is empty when its key was not readable.
  void KeepOut(std::string_view table, const std::vector<std::string>& key);

  // The next snapshot. Of a base that was read as of a day, so is the next, and one on what is in a
  // store knows that (see Snapshot::stored). What is written after
  // it goes into a further snapshot, which starts from this one.
  SnapshotPtr Commit(Origin origin);

 private:
  struct Draft;
  absl::StatusOr<Draft*> DraftOf(std::string_view table);

  SnapshotPtr base_;
  std::map<std::string, std::unique_ptr<Draft>, std::less<>> drafts_;
  std::map<std::string, KeptOut, std::less<>> kept_out_;
  std::shared_ptr<const std::string> plugin_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_WRITER_H_
