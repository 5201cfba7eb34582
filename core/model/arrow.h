// Tables as Arrow C streams, and back. What type each field has in Arrow stands in
// core/schema/README.md.
#ifndef STELSEL_CORE_MODEL_ARROW_H_
#define STELSEL_CORE_MODEL_ARROW_H_

#include <cerrno>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "core/model/snapshot.h"
#include "core/model/table.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// Puts a stream over the live rows of `table` into `out`, one batch a chunk. `fields` says which
// columns, in which order. The stream keeps `table` and `pool` alive; batches share their memory
// where Arrow's layout is ours.
void ExportTable(TablePtr table, std::shared_ptr<const DictionaryPool> pool,
                 std::vector<int> fields, ArrowArrayStream* out);

// All fields of a table, for ExportTable.
std::vector<int> AllFields(const TableSchema& schema);

// A decimal128. The compiler has it, ISO C++ does not.
__extension__ typedef __int128 Int128;

struct ImportOptions {
  bool key_only = false;  // only the primary key's columns are wanted
  // When given: the stream is of a store, whose schema may be another version. A column may have an
  // earlier name of its field, and one that the schema does not know is named here and passed over.
  std::vector<std::string>* unknown = nullptr;
};

// Reads `stream` to its end into chunks of `schema` and hands each to `take`. The stream is
// released whatever happens. A column that the schema does not know, a required one that is
// missing, another type, or text that is not UTF-8 is an InvalidArgument that names it.
absl::Status ImportStream(ArrowArrayStream* stream, const TableSchemaPtr& schema,
                          const std::vector<Dictionary*>& dictionaries, ImportOptions options,
                          absl::FunctionRef<absl::Status(ChunkPtr)> take);

// The error of a stream whose callback gave `code`, an errno.
absl::Status StreamError(ArrowArrayStream& stream, int code);

// Runs a callback of a stream of ours, from which nothing may be thrown: its errno.
template <typename F>
int StreamGuard(F f) noexcept {
  try {
    f();
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (...) {
    return EIO;
  }
}

// A stream over one batch given as a chunk builder's schema and chunks: for tables that exist only
// to be handed out, such as findings.
void ExportChunks(TableSchemaPtr schema, std::vector<Dictionary*> dictionaries,
                  std::vector<ChunkPtr> chunks, std::shared_ptr<const void> owner,
                  ArrowArrayStream* out);

// The same over chunks that are made when they are asked for; null is the end.
using MakeChunk = std::function<ChunkPtr()>;
void ExportMadeChunks(TableSchemaPtr schema, std::vector<Dictionary*> dictionaries, MakeChunk make,
                      std::shared_ptr<const void> owner, ArrowArrayStream* out);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_ARROW_H_
