// make-landscape FOLDER STATUSES [SEED]: a landscape to measure with, see make_landscape.h.
#include <cstdio>
#include <string>

#include "absl/strings/numbers.h"
#include "tests/bench/make_landscape.h"

int main(int argc, char** argv) {
  int64_t statuses = 0;
  uint64_t seed = 1;
  const bool right = (argc == 3 || argc == 4) && absl::SimpleAtoi(argv[2], &statuses) &&
                     statuses >= 0 && (argc == 3 || absl::SimpleAtoi(argv[3], &seed));
  if (!right) {
    std::fputs("usage: make-landscape FOLDER STATUSES [SEED]\n", stderr);
    return 2;
  }
  const absl::Status status = stelsel::bench::MakeLandscape(argv[1], statuses, seed);
  if (status.ok()) return 0;
  std::fprintf(stderr, "make-landscape: %s\n", std::string(status.message()).c_str());
  return 2;
}
