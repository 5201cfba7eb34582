#include "tests/border/border_test_util.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace border {

namespace fs = std::filesystem;

TempFolder::TempFolder() : path_(testing::TempDir() + "stelsel-border-XXXXXX") {
  EXPECT_NE(::mkdtemp(path_.data()), nullptr);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TempFolder::Put(std::string_view name, std::string_view bytes) const {
  const std::string path = *this / name;
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  EXPECT_TRUE(out) << path;
  return path;
}

Lines TempFolder::List() const {
  Lines names;
  for (const auto& entry : fs::directory_iterator(path_)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string BytesOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string PluginFolder(const std::string& id) { return STELSEL_BUILD_DIR "/tests/plugins/" + id; }

std::string OwnPlugins() { return STELSEL_BUILD_DIR "/lib/stelsel/plugins"; }

std::string Landscape() { return STELSEL_SOURCE_DIR "/examples/landscape"; }

Lines LinesOf(stelsel::Stream stream) {
  Lines lines;
  stelsel::Rows rows(std::move(stream));
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::string line;
      for (std::size_t c = 0; c < rows.columns().size(); ++c) {
        if (c > 0) line += '|';
        if (rows.is_null(i, c)) {
          line += '-';
        } else if (rows.columns()[c].kind == stelsel::Kind::text) {
          line += rows.text(i, c);
        } else {
          line += std::to_string(rows.integer(i, c));
        }
      }
      lines.push_back(line);
    }
  }
  return lines;
}

stelsel::Stream Municipalities(const std::vector<std::pair<std::string, std::string>>& rows) {
  stelsel::Builder builder(
      {{"municipality", stelsel::Kind::text, 0}, {"name", stelsel::Kind::text, 0}});
  for (const auto& [key, name] : rows) {
    builder.text(0, key);
    builder.text(1, name);
    builder.end_row();
  }
  return stelsel::stream_of(std::move(builder));
}

stelsel::Snapshot SnapshotOf(const stelsel::Engine& engine,
                             const std::vector<std::pair<std::string, std::string>>& rows) {
  stelsel::Writer writer(engine.host());
  writer.upsert("municipality", Municipalities(rows));
  return writer.commit();
}

std::string Report(const stelsel::Engine& engine, const std::string& id,
                   const stelsel::Snapshot& snapshot, const stelsel::ReportOptions& options) {
  std::string text;
  const std::function<void(std::string_view)> write = [&](std::string_view part) { text += part; };
  stelsel::Output output = stelsel::Output::function(engine.host(), write);
  engine.report(id, snapshot, options, output);
  output.commit();
  return text;
}

}  // namespace border
