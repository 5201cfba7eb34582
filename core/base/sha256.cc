#include "core/base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "core/base/status.h"

namespace stelsel::core {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

using Digest = std::array<unsigned char, 32>;

EVP_MD_CTX* ContextOf(void* context) { return static_cast<EVP_MD_CTX*>(context); }

absl::Status LibcryptoFailed() {
  return absl::InternalError("libcrypto could not compute a SHA-256 digest");
}

std::string ToHex(const Digest& digest) {
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  failed_ =
      context_ == nullptr || EVP_DigestInit_ex(ContextOf(context_), EVP_sha256(), nullptr) != 1;
}

Sha256::~Sha256() { EVP_MD_CTX_free(ContextOf(context_)); }

void Sha256::Add(std::string_view bytes) {
  if (failed_) return;
  failed_ = EVP_DigestUpdate(ContextOf(context_), bytes.data(), bytes.size()) != 1;
}

absl::StatusOr<std::string> Sha256::Finish() {
  Digest digest;
  if (failed_ || EVP_DigestFinal_ex(ContextOf(context_), digest.data(), nullptr) != 1)
    return LibcryptoFailed();
  return ToHex(digest);
}

std::string Sha256Hex(std::string_view bytes) {
  Digest digest;
  const int done =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return done == 1 ? ToHex(digest) : std::string();
}

absl::StatusOr<std::string> Sha256OfFile(const File& file) {
  Sha256 sum;
  std::vector<char> buffer(kChunkBytes);
  std::int64_t offset = 0;
  while (true) {
    STELSEL_ASSIGN_OR_RETURN(const std::size_t n,
                             file.ReadAt(offset, buffer.data(), buffer.size()));
    if (n == 0) return sum.Finish();
    sum.Add({buffer.data(), n});
    offset += static_cast<std::int64_t>(n);
  }
}

}  // namespace stelsel::core
