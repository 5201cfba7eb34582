#include "core/io/text_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/ascii.h"
#include "core/base/status.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

constexpr int64_t kBlock = int64_t{1} << 20;
constexpr int64_t kLeastBlock = 64;
constexpr size_t kLongestSequence = 4;
// No UTF-8 has this byte.
constexpr char kUndecodable = '\xFF';

// Code points of the bytes 0x80 to 0x9F in Windows-1252; 0 where it has none. The others are those
// of Latin-1.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void AppendUtf8(char32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

char32_t CodeOf1252(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte;
}

// Calls f with block after block of `file`; `last` tells the end. f returns how many bytes at the
// end of its block it wants to see again in front of the next one.
absl::Status EachBlock(
    const File& file,
    absl::FunctionRef<absl::StatusOr<size_t>(std::string_view block, bool last)> f) {
  // Most files are small, and need no room for a whole block.
  const auto block = static_cast<size_t>(std::clamp(file.size() + 1, kLeastBlock, kBlock));
  const auto buffer = std::make_unique_for_overwrite<char[]>(block);
  size_t kept = 0;
  for (int64_t offset = 0;;) {
    STELSEL_ASSIGN_OR_RETURN(const size_t got,
                             file.ReadAt(offset, buffer.get() + kept, block - kept));
    offset += static_cast<int64_t>(got);
    const size_t size = kept + got;
    const bool last = size < block;
    STELSEL_ASSIGN_OR_RETURN(kept, f(std::string_view(buffer.get(), size), last));
    if (last) return absl::OkStatus();
    std::copy(buffer.get() + (size - kept), buffer.get() + size, buffer.get());
  }
}

struct Seen {
  bool utf8 = false;       // characters beyond ASCII that are UTF-8
  bool other = false;      // bytes that are not
  bool undefined = false;  // bytes that Windows-1252 does not have, or zero bytes
};

// Looks at what is not ASCII, up to the block's end; returns how much of it may go on in the next.
size_t Look(std::string_view block, bool last, Seen& seen) {
  seen.undefined = seen.undefined || block.find('\0') != std::string_view::npos;
  for (size_t at = 0; at < block.size();) {
    if (static_cast<unsigned char>(block[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto code = DecodeFirst(block.substr(at));
    if (!code && !last && block.size() - at < kLongestSequence) return block.size() - at;
    if (code) {
      seen.utf8 = true;
      at += code->length;
    } else {
      seen.other = true;
      seen.undefined = seen.undefined || CodeOf1252(static_cast<unsigned char>(block[at])) == 0;
      ++at;
    }
  }
  return 0;
}

absl::StatusOr<Encoding> Judge(const File& file, char quote, int threads,
                               std::optional<TextSurvey>& survey) {
  std::array<char, 2> mark{};
  STELSEL_ASSIGN_OR_RETURN(const size_t got, file.ReadAt(0, mark.data(), mark.size()));
  if (got == 2 && mark[0] == '\xFF' && mark[1] == '\xFE') return Encoding::kUtf16Le;
  if (got == 2 && mark[0] == '\xFE' && mark[1] == '\xFF') return Encoding::kUtf16Be;
  // Most files are UTF-8, which one quick look tells.
  STELSEL_ASSIGN_OR_RETURN(survey, SurveyText(file, quote, threads));
  if (survey->is_utf8) return Encoding::kUtf8;
  survey.reset();
  Seen seen;
  STELSEL_RETURN_IF_ERROR(
      EachBlock(file, [&](std::string_view block, bool last) -> absl::StatusOr<size_t> {
        return Look(block, last, seen);
      }));
  const bool windows = seen.other && !seen.utf8 && !seen.undefined;
  return windows ? Encoding::kWindows1252 : Encoding::kUtf8;
}

absl::Status Decode1252(const File& from, File& to) {
  std::string text;
  return EachBlock(from, [&](std::string_view block, bool) -> absl::StatusOr<size_t> {
    text.clear();
    for (const char c : block) {
      const char32_t code = CodeOf1252(static_cast<unsigned char>(c));
      if (code == 0 && c != '\0') {
        text += kUndecodable;
      } else {
        AppendUtf8(code, text);
      }
    }
    STELSEL_RETURN_IF_ERROR(to.Append(text));
    return size_t{0};
  });
}

absl::Status Decode16(const File& from, bool little, File& to) {
  std::string text;
  return EachBlock(from, [&](std::string_view block, bool last) -> absl::StatusOr<size_t> {
    const auto unit = [&](size_t at) {
      const auto first = static_cast<unsigned char>(block[at]);
      const auto second = static_cast<unsigned char>(block[at + 1]);
      return static_cast<char32_t>(little ? first | second << 8 : first << 8 | second);
    };
    text.clear();
    size_t at = 0;
    while (block.size() - at >= 2) {
      const char32_t code = unit(at);
      const bool high = code >= 0xD800 && code < 0xDC00;
      if (high && block.size() - at < 4 && !last) break;
      const char32_t low = high && block.size() - at >= 4 ? unit(at + 2) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        AppendUtf8(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), text);
        at += 4;
        continue;
      }
      if (code >= 0xD800 && code < 0xE000) {
        text += kUndecodable;
      } else {
        AppendUtf8(code, text);
      }
      at += 2;
    }
    if (last && at < block.size()) text += kUndecodable;  // half a character
    STELSEL_RETURN_IF_ERROR(to.Append(text));
    return last ? size_t{0} : block.size() - at;
  });
}

}  // namespace

std::optional<Encoding> EncodingCalled(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c != '-' && c != '_' && c != ' ')
      plain += absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  if (plain == "utf8" || plain == "utf8sig" || plain == "ascii" || plain == "usascii")
    return Encoding::kUtf8;
  if (plain == "utf16le") return Encoding::kUtf16Le;
  if (plain == "utf16be") return Encoding::kUtf16Be;
  // What calls itself Latin-1 is nearly always Windows-1252, which has all its characters.
  if (plain == "windows1252" || plain == "cp1252" || plain == "iso88591" || plain == "latin1")
    return Encoding::kWindows1252;
  return std::nullopt;
}

std::string_view NameOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "utf-8";
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return "utf-16";
    case Encoding::kWindows1252:
      return "windows-1252";
  }
  return "";
}

Stamp Stamp::Of(const File& file) {
  struct stat info;
  if (::fstat(file.fd(), &info) != 0) return {};
  return {info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

absl::StatusOr<Text> AsUtf8(const File& file, std::optional<Encoding> stated, char quote,
                            int threads) {
  Text text;
  if (!stated) {
    STELSEL_ASSIGN_OR_RETURN(stated, Judge(file, quote, threads, text.survey));
  }
  text.encoding = *stated;
  if (*stated == Encoding::kUtf8) return text;
  STELSEL_ASSIGN_OR_RETURN(File copy, File::Temporary(file.path()));
  STELSEL_RETURN_IF_ERROR(*stated == Encoding::kWindows1252
                              ? Decode1252(file, copy)
                              : Decode16(file, *stated == Encoding::kUtf16Le, copy));
  text.copy = std::move(copy);
  return text;
}

}  // namespace stelsel::core
