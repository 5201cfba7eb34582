// Loads one library, in a process that has not seen it, and prints how many nanoseconds that took:
//
//   border_bench_load bare|load|hash LIBRARY
//
// bare is dlopen and dlsym; load is all that stelsel does, which is to look who may write to the
// file and the folders above it, to hash it, and then the same; hash is that part alone.
#include <dlfcn.h>

#include <chrono>
#include <cstdio>
#include <string>

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/host/loader.h"

namespace {

using stelsel::core::File;

bool Bare(const std::string& path) {
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  return library != nullptr && dlsym(library, STELSEL_PLUGIN_ENTRY) != nullptr;
}

bool Hash(const std::string& path) {
  const auto file = File::OpenForReading(path);
  return file.ok() && stelsel::core::Sha256OfFile(*file).ok();
}

bool Do(const std::string& what, const std::string& path) {
  if (what == "bare") return Bare(path);
  if (what == "hash") return Hash(path);
  return what == "load" && stelsel::core::LoadLibrary(path).ok();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto begin = std::chrono::steady_clock::now();
  const bool good = Do(argv[1], argv[2]);
  const auto end = std::chrono::steady_clock::now();
  std::printf("%lld\n",
              static_cast<long long>(
                  std::chrono::duration_cast<std::chrono::nanoseconds>(end - begin).count()));
  return good ? 0 : 1;
}
