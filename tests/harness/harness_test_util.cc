#include "tests/harness/harness_test_util.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace harness {

Folder::Folder() {
  std::string name = ::testing::TempDir() + "harness-XXXXXX";
  folder_ = mkdtemp(name.data());
}

Folder::~Folder() { std::filesystem::remove_all(folder_); }

std::string Folder::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
  std::ofstream(path(name), std::ios::binary) << text;
  return path(name);
}

std::string Folder::read(const std::string& name) const {
  std::ifstream in(path(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace harness
