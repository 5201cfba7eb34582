#include "core/host/document.h"

#include <cstddef>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/host/kept_rows.h"
#include "re2/re2.h"

namespace stelsel::core {
namespace {

// The members of border 1.0.
constexpr size_t kElementSize = offsetof(stelsel_element, options) + sizeof(const char*);

bool NeedsRows(int32_t kind) { return kind == STELSEL_TABLE || kind == STELSEL_CHART; }

absl::Status Wrong(std::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("an element of a document ", std::string(what)));
}

bool IsUtf8(const std::string& text) { return FirstInvalidUtf8(text) == std::string_view::npos; }

std::string TextOf(const char* text) { return text != nullptr ? text : ""; }

}  // namespace

absl::Status Document::Check(const Element& element, bool has_rows) const {
  static const RE2* const kId = new RE2("[a-z][a-z0-9_-]*");
  if (element.kind < STELSEL_TITLE || element.kind > STELSEL_FOOTNOTE)
    return Wrong("has an unknown kind");
  const bool is_section = element.kind == STELSEL_SECTION;
  if (element.level < (is_section ? 1 : 0) || element.level > (is_section ? 5 : 0)) {
    return Wrong("has a level that does not fit: 1 to 5 for a section, 0 otherwise");
  }
  if ((element.kind == STELSEL_TITLE) != elements_.empty())
    return Wrong("is out of place: the title is once, and first");
  if (!element.id.empty() && !RE2::FullMatch(element.id, *kId))
    return Wrong("has an id that is not [a-z][a-z0-9_-]*");
  if (ids_.count(element.id) > 0)
    return Wrong(absl::StrCat("has the id `", element.id, "`, which another has"));
  if (element.text.empty()) return Wrong("has no text");
  if (!IsUtf8(element.text) || !IsUtf8(element.options)) return Wrong("has text that is not UTF-8");
  if (has_rows != NeedsRows(element.kind))
    return Wrong("has rows where none belong, or none where they do");
  if (element.options.empty()) return absl::OkStatus();
  STELSEL_ASSIGN_OR_RETURN(const boost::json::value options, ParseJson(element.options, "options"));
  return options.is_object() ? absl::OkStatus() : Wrong("has options that are no JSON object");
}

absl::Status Document::Add(const stelsel_element& raw, ArrowArrayStream* rows) {
  auto release = absl::MakeCleanup([rows] {
    if (rows != nullptr && rows->release != nullptr) rows->release(rows);
  });
  if (raw.size < kElementSize) return Wrong("has a wrong size");
  auto element = std::make_unique<Element>();
  element->kind = raw.kind;
  element->level = raw.level;
  element->id = TextOf(raw.id);
  element->text = TextOf(raw.text);
  element->options = TextOf(raw.options);
  const bool has_rows = rows != nullptr && rows->release != nullptr;
  STELSEL_RETURN_IF_ERROR(Check(*element, has_rows));
  if (has_rows) {
    STELSEL_ASSIGN_OR_RETURN(element->rows, KeptRows::Read(rows));
  }
  if (!element->id.empty()) ids_.insert(element->id);
  elements_.push_back(std::move(element));
  if (elements_.size() == 1 && !note_.empty()) {
    auto note = std::make_unique<Element>();
    note->kind = STELSEL_NOTE;
    note->text = note_;
    elements_.push_back(std::move(note));
  }
  return absl::OkStatus();
}

absl::Status Document::CheckIndex(size_t index) const {
  if (index < elements_.size()) return absl::OkStatus();
  return absl::OutOfRangeError(absl::StrCat("the document has ", elements_.size(), " elements"));
}

absl::Status Document::Get(size_t index, stelsel_element* out) const {
  STELSEL_RETURN_IF_ERROR(CheckIndex(index));
  if (out->size < kElementSize) return Wrong("has a wrong size");
  const Element& element = *elements_[index];
  out->kind = element.kind;
  out->level = element.level;
  out->id = element.id.empty() ? nullptr : element.id.c_str();
  out->text = element.text.c_str();
  out->options = element.options.empty() ? nullptr : element.options.c_str();
  return absl::OkStatus();
}

absl::Status Document::Rows(size_t index, ArrowArrayStream* out) const {
  STELSEL_RETURN_IF_ERROR(CheckIndex(index));
  if (elements_[index]->rows == nullptr) return Wrong("has no rows");
  KeptRows::Export(elements_[index]->rows, out);
  return absl::OkStatus();
}

}  // namespace stelsel::core
