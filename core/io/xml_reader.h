// Reads the parts of a workbook: XML within a zip archive.
#ifndef STELSEL_CORE_IO_XML_READER_H_
#define STELSEL_CORE_IO_XML_READER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "core/io/unpack.h"

namespace stelsel::core {

// One node after another; nothing is fetched, and a document type is refused, since with one a
// small document can mean a huge one. Namespaces are not looked at: names are local names. One
// thread at a time.
class XmlReader {
 public:
  enum class Node { kStart, kEnd, kText, kOther };

  // Fails when the archive has no such part. `archive` must outlive it.
  static absl::StatusOr<std::unique_ptr<XmlReader>> Open(ZipArchive& archive,
                                                         const std::string& part);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // Goes to the next node; false at the end. An element without contents has a kStart, and
  // `empty()` tells that no kEnd follows.
  absl::StatusOr<bool> Next();

  Node node() const { return node_; }
  std::string_view name() const;  // of an element, borrowed until the next Next
  std::string_view text() const;  // of a text, likewise
  bool empty() const;
  // How much of the part has been read.
  int64_t bytes_read() const;
  // Of the element, without its prefix; `prefixed` asks for one that has a prefix.
  std::optional<std::string> Attribute(std::string_view name, bool prefixed = false) const;

 private:
  struct Parser;

  XmlReader(ZipArchive::Entry entry, std::string part);

  std::unique_ptr<Parser> parser_;
  Node node_ = Node::kOther;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_XML_READER_H_
