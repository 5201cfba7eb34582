#include "core/host/kept_rows.h"

#include <utility>

#include "core/model/arrow.h"

namespace stelsel::core {
namespace {

// A copy of one node of an array or schema: its own struct and child list, the owner's buffers.
template <typename Node>
struct Copy {
  std::shared_ptr<const KeptRows> owner;
  std::vector<Node> children;
  std::vector<Node*> pointers;
  std::unique_ptr<Node> dictionary;
};

template <typename Node>
void ReleaseCopy(Node* node) {
  auto* copy = static_cast<Copy<Node>*>(node->private_data);
  for (Node& child : copy->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (copy->dictionary != nullptr && copy->dictionary->release != nullptr) {
    copy->dictionary->release(copy->dictionary.get());
  }
  delete copy;
  node->release = nullptr;
}

// Whoever gets a node may move its children out of it, so each node is copied, however deep.
template <typename Node>
void CopyNode(const Node& from, const std::shared_ptr<const KeptRows>& owner, Node* out) {
  auto copy = std::make_unique<Copy<Node>>();
  copy->owner = owner;
  copy->children.resize(static_cast<size_t>(from.n_children));
  for (size_t i = 0; i < copy->children.size(); ++i) {
    CopyNode(*from.children[i], owner, &copy->children[i]);
    copy->pointers.push_back(&copy->children[i]);
  }
  if (from.dictionary != nullptr) {
    copy->dictionary = std::make_unique<Node>();
    CopyNode(*from.dictionary, owner, copy->dictionary.get());
  }
  *out = from;
  out->children = copy->pointers.data();
  out->dictionary = copy->dictionary.get();
  out->release = ReleaseCopy<Node>;
  out->private_data = copy.release();
}

struct Replay {
  std::shared_ptr<const KeptRows> rows;
  size_t next = 0;
};

Replay& Self(ArrowArrayStream* stream) { return *static_cast<Replay*>(stream->private_data); }

struct Release {
  void operator()(ArrowArrayStream* stream) const {
    if (stream->release != nullptr) stream->release(stream);
  }
};

}  // namespace

absl::StatusOr<std::shared_ptr<const KeptRows>> KeptRows::Read(ArrowArrayStream* stream) {
  const std::unique_ptr<ArrowArrayStream, Release> taken(stream);
  if (stream->release == nullptr)
    return absl::FailedPreconditionError("the stream was used already");
  std::shared_ptr<KeptRows> rows(new KeptRows());
  if (const int code = stream->get_schema(stream, &rows->schema_))
    return StreamError(*stream, code);
  while (true) {
    ArrowArray batch{};
    if (const int code = stream->get_next(stream, &batch)) return StreamError(*stream, code);
    if (batch.release == nullptr) return rows;
    rows->batches_.push_back(batch);
  }
}

KeptRows::~KeptRows() {
  for (ArrowArray& batch : batches_) batch.release(&batch);
  if (schema_.release != nullptr) schema_.release(&schema_);
}

void KeptRows::Export(std::shared_ptr<const KeptRows> rows, ArrowArrayStream* out) {
  *out = {};
  out->get_schema = [](ArrowArrayStream* self, ArrowSchema* schema) {
    return StreamGuard([&] { CopyNode(Self(self).rows->schema(), Self(self).rows, schema); });
  };
  out->get_next = [](ArrowArrayStream* self, ArrowArray* array) {
    return StreamGuard([&] {
      Replay& replay = Self(self);
      *array = {};
      if (replay.next < replay.rows->batches().size()) {
        CopyNode(replay.rows->batches()[replay.next++], replay.rows, array);
      }
    });
  };
  out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out->release = [](ArrowArrayStream* self) {
    delete &Self(self);
    self->release = nullptr;
  };
  out->private_data = new Replay{std::move(rows)};
}

}  // namespace stelsel::core
