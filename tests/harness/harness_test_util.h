// A folder that goes with the test, and files in it.
#ifndef STELSEL_TESTS_HARNESS_HARNESS_TEST_UTIL_H_
#define STELSEL_TESTS_HARNESS_HARNESS_TEST_UTIL_H_

#include <string>

#include "gtest/gtest.h"

namespace harness {

class Folder : public ::testing::Test {
 protected:
  Folder();
  ~Folder() override;
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  // Writes a file; its folders are made. Returns its path.
  std::string write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;

 private:
  std::string folder_;
};

// An import of two tables with three faults and a warning, in the folder; returns its path.
inline constexpr const char* kRegions =
    "region,name,parent_region,illustratief\n"
    "noord,Noord,nergens,true\n"
    "zuid,Zuid,,true\n";
inline constexpr const char* kMunicipalities =
    "municipality,name,valid_from,illustratief\n"
    "GM9901,Dijkstad,2021-02-30,true\n"
    "GM9902,Duindorp,,\n"
    "GM99,Dalen,,true\n";

}  // namespace harness

#endif  // STELSEL_TESTS_HARNESS_HARNESS_TEST_UTIL_H_
