#include "core/conformance/elf_symbols.h"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/base/status.h"

namespace stelsel::core::conformance {
namespace {

constexpr int64_t kMaxLibrary = int64_t{1} << 30;

// A file in memory of which structs are read, as far as they lie within it.
class Image {
 public:
  explicit Image(std::string bytes) : bytes_(std::move(bytes)) {}

  template <typename T>
  std::optional<T> At(uint64_t offset) const {
    if (offset > bytes_.size() || bytes_.size() - offset < sizeof(T)) return std::nullopt;
    T value;
    std::memcpy(&value, bytes_.data() + offset, sizeof value);
    return value;
  }
  std::string TextAt(uint64_t offset) const {
    if (offset >= bytes_.size()) return "";
    const std::string_view rest = std::string_view(bytes_).substr(offset);
    return std::string(rest.substr(0, rest.find('\0')));
  }

 private:
  std::string bytes_;
};

bool IsForOthers(const Elf64_Sym& symbol) {
  const unsigned binding = ELF64_ST_BIND(symbol.st_info);
  return symbol.st_shndx != SHN_UNDEF && symbol.st_shndx != SHN_ABS &&
         (binding == STB_GLOBAL || binding == STB_WEAK || binding == STB_GNU_UNIQUE);
}

void AddSymbols(const Image& image, const Elf64_Shdr& section, const Elf64_Shdr& names,
                std::vector<std::string>& symbols) {
  for (uint64_t at = 0; at + sizeof(Elf64_Sym) <= section.sh_size; at += sizeof(Elf64_Sym)) {
    const auto symbol = image.At<Elf64_Sym>(section.sh_offset + at);
    if (!symbol) return;
    if (IsForOthers(*symbol)) symbols.push_back(image.TextAt(names.sh_offset + symbol->st_name));
  }
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ExportedSymbols(const std::string& path) {
  STELSEL_ASSIGN_OR_RETURN(std::string bytes, ReadWholeFile(path, kMaxLibrary));
  const Image image(std::move(bytes));
  const auto head = image.At<Elf64_Ehdr>(0);
  if (!head || std::memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 ||
      head->e_ident[EI_CLASS] != ELFCLASS64 || head->e_shentsize != sizeof(Elf64_Shdr)) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is no 64-bit ELF library"));
  }
  const auto section_at = [&](uint64_t index) {
    return image.At<Elf64_Shdr>(head->e_shoff + index * sizeof(Elf64_Shdr));
  };
  std::vector<std::string> symbols;
  for (uint64_t i = 0; i < head->e_shnum; ++i) {
    const auto section = section_at(i);
    if (!section || section->sh_type != SHT_DYNSYM) continue;
    const auto names = section_at(section->sh_link);
    if (names) AddSymbols(image, *section, *names, symbols);
  }
  std::sort(symbols.begin(), symbols.end());
  return symbols;
}

}  // namespace stelsel::core::conformance
