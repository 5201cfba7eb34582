#include "core/io/xml_reader.h"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

}  // namespace

struct XmlReader::Parser {
  Parser(ZipArchive::Entry e, std::string p) : entry(std::move(e)), part(std::move(p)) {}
  ~Parser() { ::xmlFreeTextReader(reader); }

  static int Read(void* self, char* buffer, int n) {
    auto& parser = *static_cast<Parser*>(self);
    const auto got = parser.entry.Read(buffer, static_cast<size_t>(std::max(n, 0)));
    if (got.ok()) parser.bytes += static_cast<int64_t>(*got);
    if (got.ok()) return static_cast<int>(*got);
    parser.failure = got.status();
    return -1;
  }
  static void Keep(void* self, xmlErrorPtr error) {
    auto& parser = *static_cast<Parser*>(self);
    if (!parser.problem.empty() || error == nullptr || error->message == nullptr) return;
    const std::string_view text = error->message;
    parser.problem = std::string(text.substr(0, text.find('\n')));
  }
  absl::Status Broken(std::string_view what) const {
    if (!failure.ok()) return failure;
    return absl::DataLossError(
        absl::StrCat(OneLine(part), " is broken: ", OneLine(std::string(what))));
  }

  ZipArchive::Entry entry;
  std::string part;
  xmlTextReaderPtr reader = nullptr;
  int64_t bytes = 0;
  absl::Status failure;  // of the archive
  std::string problem;   // of the XML
};

XmlReader::XmlReader(ZipArchive::Entry entry, std::string part)
    : parser_(std::make_unique<Parser>(std::move(entry), std::move(part))) {}

XmlReader::~XmlReader() = default;

absl::StatusOr<std::unique_ptr<XmlReader>> XmlReader::Open(ZipArchive& archive,
                                                           const std::string& part) {
  static std::once_flag once;
  std::call_once(once, [] { ::xmlInitParser(); });
  STELSEL_ASSIGN_OR_RETURN(ZipArchive::Entry entry, archive.Open(part));
  std::unique_ptr<XmlReader> opened(new XmlReader(std::move(entry), part));
  Parser& parser = *opened->parser_;
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOCDATA;
  parser.reader = ::xmlReaderForIO(
      &Parser::Read, [](void*) { return 0; }, &parser, nullptr, nullptr, kOptions);
  if (parser.reader == nullptr) return parser.Broken("it cannot be read");
  ::xmlTextReaderSetStructuredErrorHandler(parser.reader, &Parser::Keep, &parser);
  return opened;
}

absl::StatusOr<bool> XmlReader::Next() {
  const int result = ::xmlTextReaderRead(parser_->reader);
  if (!parser_->failure.ok()) return parser_->failure;
  if (result < 0) return parser_->Broken(parser_->problem);
  if (result == 0) return false;
  switch (::xmlTextReaderNodeType(parser_->reader)) {
    case XML_READER_TYPE_ELEMENT:
      node_ = Node::kStart;
      break;
    case XML_READER_TYPE_END_ELEMENT:
      node_ = Node::kEnd;
      break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      node_ = Node::kText;
      break;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
      return parser_->Broken("it has a document type, which no workbook has");
    default:
      node_ = Node::kOther;
  }
  return true;
}

std::string_view XmlReader::name() const {
  return View(::xmlTextReaderConstLocalName(parser_->reader));
}

std::string_view XmlReader::text() const {
  return View(::xmlTextReaderConstValue(parser_->reader));
}

bool XmlReader::empty() const { return ::xmlTextReaderIsEmptyElement(parser_->reader) == 1; }

int64_t XmlReader::bytes_read() const { return parser_->bytes; }

std::optional<std::string> XmlReader::Attribute(std::string_view name, bool prefixed) const {
  const xmlTextReaderPtr reader = parser_->reader;
  std::optional<std::string> found;
  for (int more = ::xmlTextReaderMoveToFirstAttribute(reader); more == 1 && !found;
       more = ::xmlTextReaderMoveToNextAttribute(reader)) {
    const bool has_prefix = ::xmlTextReaderConstPrefix(reader) != nullptr;
    if (has_prefix != prefixed || View(::xmlTextReaderConstLocalName(reader)) != name) continue;
    found = std::string(View(::xmlTextReaderConstValue(reader)));
  }
  ::xmlTextReaderMoveToElement(reader);
  return found;
}

}  // namespace stelsel::core
