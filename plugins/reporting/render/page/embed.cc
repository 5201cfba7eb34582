// Makes a C++ header of the style sheet and the script of a page, with the hashes by which the
// page's policy lets exactly these through:
//
//     embed OUT STYLE SCRIPT
#include <openssl/evp.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace {

std::string ReadFile(const char* path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in || text.empty()) throw std::runtime_error(std::string(path) + " cannot be read");
  return text;
}

// What would end the element or the literal early, or be changed by a browser before it is hashed.
void Check(const char* path, const std::string& text) {
  for (const char* odd : {"</", "<!--", "\r", ")embed\""}) {
    if (text.find(odd) != std::string::npos)
      throw std::runtime_error(std::string(path) + " holds what cannot stand in a page: " + odd);
  }
}

std::string HashOf(const std::string& text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("no hash could be made");
  unsigned char base64[2 * EVP_MAX_MD_SIZE];
  const int length = EVP_EncodeBlock(base64, digest, static_cast<int>(size));
  return "sha256-" + std::string(base64, base64 + length);
}

void Write(std::ostream& out, const std::string& name, const char* path) {
  const std::string text = ReadFile(path);
  Check(path, text);
  out << "inline constexpr std::string_view " << name << " = R\"embed(" << text << ")embed\";\n"
      << "inline constexpr std::string_view " << name << "Hash = \"" << HashOf(text) << "\";\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) throw std::runtime_error("needs OUT STYLE SCRIPT");
  std::ofstream out(argv[1], std::ios::binary);
  out << "#pragma once\n#include <string_view>\nnamespace reporting {\n";
  Write(out, "kStyle", argv[2]);
  Write(out, "kScript", argv[3]);
  out << "}  // namespace reporting\n";
  out.close();
  if (!out) throw std::runtime_error(std::string(argv[1]) + " cannot be written");
  return 0;
} catch (const std::exception& error) {
  std::cerr << "embed: " << error.what() << '\n';
  return 1;
}
