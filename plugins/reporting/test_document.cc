#include "test_document.h"

#include <cstring>
#include <utility>

// What the C header leaves opaque.
struct stelsel_document {
  struct Element {
    int kind = 0;
    int level = 0;
    std::string id, text, options;
    std::vector<stelsel::ColumnType> types;
    std::vector<std::vector<std::string>> rows;
  };
  std::string language;
  std::vector<Element> elements;
};
struct stelsel_output {
  bool full = false;
  std::string bytes;
};

namespace reporting {
namespace {

std::string CellOf(const stelsel::Rows& rows, std::size_t row, std::size_t column) {
  if (rows.is_null(row, column)) return "-";
  if (rows.columns()[column].kind == stelsel::Kind::text) {
    return std::string(rows.text(row, column));
  }
  if (rows.columns()[column].kind == stelsel::Kind::real) {
    return std::to_string(rows.real(row, column));
  }
  return std::to_string(rows.integer(row, column));
}

void Keep(stelsel::Stream stream, stelsel_document::Element& element) {
  stelsel::Rows rows(std::move(stream));
  element.types = rows.columns();
  while (rows.next()) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      auto& cells = element.rows.emplace_back();
      for (std::size_t c = 0; c < element.types.size(); ++c) cells.push_back(CellOf(rows, r, c));
    }
  }
}

std::int32_t Add(stelsel_document* document, const stelsel_element* raw, ArrowArrayStream* rows,
                 stelsel_error* error) {
  return stelsel::detail::guard(error, [&] {
    stelsel_document::Element element;
    element.kind = raw->kind;
    element.level = raw->level;
    element.id = raw->id != nullptr ? raw->id : "";
    element.text = raw->text;
    element.options = raw->options != nullptr ? raw->options : "";
    if (rows != nullptr) Keep(stelsel::Stream(std::exchange(*rows, {})), element);
    document->elements.push_back(std::move(element));
  });
}

std::size_t Count(const stelsel_document* document) { return document->elements.size(); }

std::int32_t Get(const stelsel_document* document, std::size_t index, stelsel_element* out,
                 stelsel_error*) {
  const auto& element = document->elements.at(index);
  out->kind = element.kind;
  out->level = element.level;
  out->id = element.id.empty() ? nullptr : element.id.c_str();
  out->text = element.text.c_str();
  out->options = element.options.c_str();
  return STELSEL_OK;
}

std::int32_t GetRows(const stelsel_document* document, std::size_t index, ArrowArrayStream* out,
                     stelsel_error* error) {
  return stelsel::detail::guard(error, [&] {
    const auto& element = document->elements.at(index);
    stelsel::Stream stream = RowsFor(element.types, element.rows);
    *out = std::exchange(*stream.raw(), {});
  });
}

const char* Language(const stelsel_document* document) { return document->language.c_str(); }

const stelsel_document_v1 kDocuments{
    sizeof(stelsel_document_v1), Add, Count, Get, GetRows, Language};

std::int32_t Write(stelsel_output* output, const void* bytes, std::size_t count,
                   stelsel_error* error) {
  return stelsel::detail::guard(error, [&] {
    if (output->full) throw stelsel::Error(STELSEL_RESOURCE_EXHAUSTED, "the disk is full");
    output->bytes.append(static_cast<const char*>(bytes), count);
  });
}

const stelsel_output_v1 kOutputs{
    sizeof(stelsel_output_v1), Write, nullptr, nullptr, nullptr, nullptr};

const void* Service(const stelsel_host*, const char* id) {
  if (std::strcmp(id, STELSEL_HOST_OUTPUT) == 0) return &kOutputs;
  return std::strcmp(id, STELSEL_HOST_DOCUMENT) == 0 ? &kDocuments : nullptr;
}

const stelsel_host kHost{sizeof(stelsel_host), STELSEL_VERSION, Service};

}  // namespace

TestDocument::TestDocument(std::string language)
    : kept_(std::make_unique<stelsel_document>()),
      document_(std::make_unique<stelsel::Document>(stelsel::Host(&kHost), kept_.get())) {
  kept_->language = std::move(language);
}

TestDocument::~TestDocument() = default;

std::vector<std::string> TestDocument::Texts(int kind) const {
  std::vector<std::string> texts;
  for (const auto& element : kept_->elements) {
    if (element.kind == kind) texts.push_back(element.text);
  }
  return texts;
}

std::vector<std::vector<std::string>> TestDocument::RowsOf(const std::string& text) const {
  for (const auto& element : kept_->elements) {
    if (element.text == text && !element.types.empty()) return element.rows;
  }
  throw stelsel::Error(STELSEL_NOT_FOUND, "no element has the text " + text);
}

std::string TestDocument::AllText() const {
  std::string all;
  for (const auto& element : kept_->elements) {
    all += element.text + "\n";
    for (const auto& row : element.rows) {
      for (const std::string& cell : row) all += cell + "\n";
    }
  }
  return all;
}

stelsel::Stream RowsFor(const std::vector<stelsel::ColumnType>& types,
                        const std::vector<std::vector<std::string>>& rows) {
  stelsel::Builder builder(types);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (row.at(i) == "-") {
        builder.null(i);
      } else if (types[i].kind == stelsel::Kind::text) {
        builder.text(i, row[i]);
      } else if (types[i].kind == stelsel::Kind::real) {
        builder.real(i, std::stod(row[i]));
      } else {
        builder.integer(i, std::stoll(row[i]));
      }
    }
    builder.end_row();
  }
  return stelsel::stream_of(std::move(builder));
}

std::string Bytes(const std::function<void(stelsel::Sink&)>& render) {
  stelsel_output output;
  stelsel::Sink sink(stelsel::Host(&kHost), &output);
  render(sink);
  return output.bytes;
}

bool FailsOnFullDisk(const std::function<void(stelsel::Sink&)>& render) {
  stelsel_output output;
  output.full = true;
  stelsel::Sink sink(stelsel::Host(&kHost), &output);
  try {
    render(sink);
  } catch (const stelsel::Error& error) {
    return error.code() == STELSEL_RESOURCE_EXHAUSTED;
  }
  return false;
}

}  // namespace reporting
