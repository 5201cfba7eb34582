#include "core/base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "core/base/status.h"

namespace stelsel::core {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

using Digest = std::array<unsigned char, 32>;

struct ContextDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextDeleter>;

absl::Status LibcryptoFailed() {
  return absl::InternalError("libcrypto could not compute a SHA-256 digest");
}

std::string ToHex(const Digest& digest) {
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

absl::Status UpdateFromFile(const File& file, EVP_MD_CTX* context) {
  std::vector<char> buffer(kChunkBytes);
  std::int64_t offset = 0;
  while (true) {
    STELSEL_ASSIGN_OR_RETURN(const std::size_t n,
                             file.ReadAt(offset, buffer.data(), buffer.size()));
    if (n == 0) return absl::OkStatus();
    if (EVP_DigestUpdate(context, buffer.data(), n) != 1) return LibcryptoFailed();
    offset += static_cast<std::int64_t>(n);
  }
}

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  Digest digest;
  const int done =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return done == 1 ? ToHex(digest) : std::string();
}

absl::StatusOr<std::string> Sha256OfFile(const File& file) {
  const Context context(EVP_MD_CTX_new());
  if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) {
    return LibcryptoFailed();
  }
  STELSEL_RETURN_IF_ERROR(UpdateFromFile(file, context.get()));
  Digest digest;
  if (EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) return LibcryptoFailed();
  return ToHex(digest);
}

}  // namespace stelsel::core
