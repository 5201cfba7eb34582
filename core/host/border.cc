#include "core/host/border.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "core/base/utf8.h"
#include "stelsel/detail/utf8.h"

namespace stelsel::core {

// stelsel.h promises the same numbers.
static_assert(STELSEL_CANCELLED == static_cast<int>(absl::StatusCode::kCancelled));
static_assert(STELSEL_NOT_FOUND == static_cast<int>(absl::StatusCode::kNotFound));
static_assert(STELSEL_ABORTED == static_cast<int>(absl::StatusCode::kAborted));
static_assert(STELSEL_DATA_LOSS == static_cast<int>(absl::StatusCode::kDataLoss));

int32_t ToCode(const absl::Status& status, stelsel_error* error) {
  const auto code = static_cast<int32_t>(status.code());
  constexpr size_t kHead = offsetof(stelsel_error, text);
  if (status.ok() || error == nullptr || error->size <= kHead) return code;
  error->code = code;
  const size_t room = std::min<size_t>(error->size - kHead, sizeof error->text);
  const std::string text(status.message());
  size_t length = std::min(text.size(), room - 1);
  while (length < text.size() && length > 0 &&
         (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
    --length;
  }
  std::memcpy(error->text, text.data(), length);
  error->text[length] = 0;
  stelsel_mend_utf8(error->text);  // it may quote what was given
  return code;
}

absl::Status FromCode(int32_t code, const stelsel_error& error, std::string_view who) {
  if (code == STELSEL_OK) return absl::OkStatus();
  const bool known = code > STELSEL_OK && code <= STELSEL_DATA_LOSS;
  const size_t length = strnlen(error.text, sizeof error.text);
  const std::string text = OneLine(std::string_view(error.text, length));
  return absl::Status(known ? static_cast<absl::StatusCode>(code) : absl::StatusCode::kUnknown,
                      text.empty() ? absl::StrCat("plugin ", std::string(who), " failed with code ",
                                                  code, " and no word")
                                   : absl::StrCat(std::string(who), ": ", text));
}

}  // namespace stelsel::core

stelsel_findings::stelsel_findings(const stelsel::core::Registry& rules, int64_t max_per_rule)
    : findings(rules, max_per_rule > 0 ? max_per_rule : stelsel::core::Findings::kMaxPerRule) {}
