// A host that keeps documents and nothing else, so that reports and renderers can be tested without
// the real one.
#ifndef STELSEL_PLUGINS_REPORTING_TEST_DOCUMENT_H_
#define STELSEL_PLUGINS_REPORTING_TEST_DOCUMENT_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "stelsel/plugin.hpp"

namespace reporting {

// A document that is written through the border and read through it, as with a real host.
class TestDocument {
 public:
  explicit TestDocument(std::string language = "nl");
  ~TestDocument();

  // For a report to write to, and for a renderer to read.
  stelsel::Document& operator*() { return *document_; }
  stelsel::Document* operator->() { return document_.get(); }

  // The texts of all elements of this kind, in order.
  std::vector<std::string> Texts(int kind) const;
  // The rows of the table or chart with this text: cells as text, nulls as `-`.
  std::vector<std::vector<std::string>> RowsOf(const std::string& text) const;
  // All texts below each other, for searching.
  std::string AllText() const;

 private:
  std::unique_ptr<stelsel_document> kept_;
  std::unique_ptr<stelsel::Document> document_;
};

// Rows of texts and whole numbers for a table or chart; a text that is `-` becomes a null.
stelsel::Stream RowsFor(const std::vector<stelsel::ColumnType>& types,
                        const std::vector<std::vector<std::string>>& rows);

// What `render` writes.
std::string Bytes(const std::function<void(stelsel::Sink&)>& render);
// Whether `render` hands on that a disk is full.
bool FailsOnFullDisk(const std::function<void(stelsel::Sink&)>& render);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_TEST_DOCUMENT_H_
