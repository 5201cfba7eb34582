// What the tests across the border share. They see include/ only, as a program outside does.
#ifndef STELSEL_TESTS_BORDER_BORDER_TEST_UTIL_H_
#define STELSEL_TESTS_BORDER_BORDER_TEST_UTIL_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stelsel/stelsel.hpp"
#include "stelsel/tables.hpp"

namespace border {

using Lines = std::vector<std::string>;

// A new folder, gone with its contents when the test ends.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  // Writes a file, and the folders it stands in; returns its path.
  std::string Put(std::string_view name, std::string_view bytes) const;
  // Names of all that is directly in it, sorted.
  Lines List() const;

 private:
  std::string path_;
};

std::string BytesOf(const std::string& path);

// The folder of one test plugin, as `--plugins` takes it.
std::string PluginFolder(const std::string& id);
// The folder of the plugins that come with stelsel, likewise.
std::string OwnPlugins();
// The landscape that comes with stelsel.
std::string Landscape();

// "OK", or the code and the text of the stelsel::Error that `f` throws: "5: there is no ...".
template <typename F>
std::string Failure(F f) {
  try {
    f();
    return "OK";
  } catch (const stelsel::Error& error) {
    return std::to_string(error.code()) + ": " + error.what();
  }
}

// Cells joined by |, a null as -.
Lines LinesOf(stelsel::Stream stream);

// A stream of municipalities: KEY NAME for each.
stelsel::Stream Municipalities(const std::vector<std::pair<std::string, std::string>>& rows);
// A snapshot that holds just these.
stelsel::Snapshot SnapshotOf(const stelsel::Engine& engine,
                             const std::vector<std::pair<std::string, std::string>>& rows);

// Runs a report and gives its text.
std::string Report(const stelsel::Engine& engine, const std::string& id,
                   const stelsel::Snapshot& snapshot, const stelsel::ReportOptions& options);

}  // namespace border

#endif  // STELSEL_TESTS_BORDER_BORDER_TEST_UTIL_H_
