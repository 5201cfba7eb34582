// Part of stelsel.hpp: errors as an exception, and the plain value types of rows.
#ifndef STELSEL_DETAIL_ERROR_HPP_
#define STELSEL_DETAIL_ERROR_HPP_

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "stelsel/detail/utf8.h"
#include "stelsel/stelsel.h"

namespace stelsel {

/// A day. Prints and parses as YYYY-MM-DD, see to_text.
using Date = std::chrono::sys_days;
/// A moment in UTC, to the microsecond.
using DateTime = std::chrono::sys_time<std::chrono::microseconds>;
/// An exact number: `value` divided by 10^Scale.
template <int Scale>
struct Decimal {
  std::int64_t value = 0;
  friend bool operator==(Decimal, Decimal) = default;
};
/// An exact amount of money in cents of a euro.
using Cents = Decimal<2>;

/// What stelsel throws: one sentence, and a code of enum stelsel_code.
class Error : public std::runtime_error {
 public:
  Error(std::int32_t code, const std::string& text) : std::runtime_error(text), code_(code) {}
  std::int32_t code() const noexcept { return code_; }

 private:
  std::int32_t code_;
};

/// A date as YYYY-MM-DD.
inline std::string to_text(Date date) {
  const std::chrono::year_month_day ymd(date);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return text;
}

namespace detail {

// Calls f(&error) and throws when it does not give STELSEL_OK.
template <typename F>
void check(F f) {
  stelsel_error error = STELSEL_ERROR_INIT;
  const std::int32_t code = f(&error);
  if (code != STELSEL_OK)
    throw Error(code, error.text[0] != 0 ? error.text : "failed without a word");
}

// For the border, where a text ends at its first NUL: one inside it would cut it short in silence.
inline const char* c_text(const std::string& text) {
  if (text.find('\0') != std::string::npos)
    throw Error(STELSEL_INVALID_ARGUMENT, "a text with a NUL character was given");
  return text.c_str();
}

// Puts code and text into `error` (may be NULL), cut at a whole character and with a ? for what is
// not UTF-8, and returns the code.
inline std::int32_t fail(stelsel_error* error, std::int32_t code, std::string_view text) noexcept {
  constexpr std::size_t head = offsetof(stelsel_error, text);
  if (error == nullptr || error->size <= head) return code;
  error->code = code;
  std::size_t room =
      error->size - head < sizeof error->text ? error->size - head : sizeof error->text;
  std::size_t length = text.size() < room ? text.size() : room - 1;
  while (length < text.size() && length > 0 &&
         (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
    --length;
  }
  std::memcpy(error->text, text.data(), length);
  error->text[length] = 0;
  stelsel_mend_utf8(error->text);
  return code;
}

// Runs f and turns whatever it throws into a code and a text: nothing may cross the border.
template <typename F>
std::int32_t guard(stelsel_error* error, F f) noexcept {
  try {
    f();
    return STELSEL_OK;
  } catch (const Error& e) {
    return fail(error, e.code() == STELSEL_OK ? STELSEL_UNKNOWN : e.code(), e.what());
  } catch (const std::bad_alloc&) {
    return fail(error, STELSEL_RESOURCE_EXHAUSTED, "out of memory");
  } catch (const std::exception& e) {
    return fail(error, STELSEL_INTERNAL, e.what());
  } catch (...) {
    return fail(error, STELSEL_INTERNAL, "something was thrown that is no std::exception");
  }
}

// What a function of the program threw while the library called it: nothing crosses the border, so
// it is kept until the call that it ended has come back.
class Thrown {
 public:
  // False when f threw.
  template <typename F>
  bool keep(F f) noexcept {
    try {
      f();
      return true;
    } catch (...) {
      if (what_ == nullptr) what_ = std::current_exception();
      return false;
    }
  }
  // Throws it, once, when there is something.
  void rethrow() {
    if (what_ != nullptr) std::rethrow_exception(std::exchange(what_, nullptr));
  }

 private:
  std::exception_ptr what_;
};

// An Arrow stream fails with an errno. These carry the codes through it that a reader acts upon;
// the others become EIO, and STELSEL_UNKNOWN again.
struct StreamCode {
  std::int32_t code;
  int number;
};
inline constexpr StreamCode stream_codes[] = {
    {STELSEL_CANCELLED, ECANCELED},      {STELSEL_INVALID_ARGUMENT, EINVAL},
    {STELSEL_PERMISSION_DENIED, EACCES}, {STELSEL_RESOURCE_EXHAUSTED, ENOMEM},
    {STELSEL_UNIMPLEMENTED, ENOSYS},     {STELSEL_UNAVAILABLE, EAGAIN},
    {STELSEL_DATA_LOSS, EBADMSG},
};
inline int to_errno(std::int32_t code) noexcept {
  for (const StreamCode& known : stream_codes) {
    if (known.code == code) return known.number;
  }
  return EIO;
}
inline std::int32_t from_errno(int number) noexcept {
  for (const StreamCode& known : stream_codes) {
    if (known.number == number) return known.code;
  }
  return STELSEL_UNKNOWN;
}

}  // namespace detail
}  // namespace stelsel

#endif  // STELSEL_DETAIL_ERROR_HPP_
