// A report before it has a format: elements in order, with the rows of tables and charts.
#ifndef STELSEL_CORE_HOST_DOCUMENT_H_
#define STELSEL_CORE_HOST_DOCUMENT_H_

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "core/schema/schema.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// The batches of a stream that was read to its end, to be handed out any number of times.
class KeptRows;

// Filled by one thread; then read by any.
class Document {
 public:
  // `note` is the host's own: it comes after the title, as an element of kind STELSEL_NOTE. Empty
  // when there is nothing to say.
  explicit Document(Language language, std::string note = "")
      : language_(language), note_(std::move(note)) {}

  // Adds an element. Rows are read to their end here, and released whatever happens. Refuses what a
  // renderer could not rely on: an unknown kind, a level out of range, an id twice, text that is
  // not UTF-8, options that are no JSON object, rows where none belong or none where they do.
  absl::Status Add(const stelsel_element& element, ArrowArrayStream* rows);

  size_t size() const { return elements_.size(); }
  // Texts live as long as the document.
  absl::Status Get(size_t index, stelsel_element* out) const;
  absl::Status Rows(size_t index, ArrowArrayStream* out) const;
  Language language() const { return language_; }

 private:
  struct Element {
    int32_t kind = 0;
    int32_t level = 0;
    std::string id;
    std::string text;
    std::string options;
    std::shared_ptr<const KeptRows> rows;
  };

  absl::Status Check(const Element& element, bool has_rows) const;
  absl::Status CheckIndex(size_t index) const;

  Language language_;
  std::string note_;
  std::vector<std::unique_ptr<const Element>> elements_;
  std::set<std::string> ids_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_DOCUMENT_H_
