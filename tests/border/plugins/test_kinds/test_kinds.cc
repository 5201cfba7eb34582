// A plugin of border 1.1 with something of each kind but a store, to run on hosts of any version.
#include <filesystem>
#include <fstream>

#include "stelsel/plugin.hpp"
#include "stelsel/tables.hpp"

namespace {

using stelsel::tables::Municipality;

class Kinds : public stelsel::Plugin {
 public:
  using Plugin::Plugin;

  stelsel::Stream check(const std::string&, const stelsel::Run& run) override {
    stelsel::Table found({{"municipality"}, {"name"}});
    run.snapshot.rows<Municipality>([&](const Municipality& row) {
      if (row.name.find('!') != std::string_view::npos) found.row(row.municipality, row.name);
    });
    return std::move(found).stream();
  }

  stelsel::Stream calculate(const std::string&, const stelsel::Run& run) override {
    stelsel::Table out({{"municipality"}, {"letters", stelsel::Kind::integer}});
    run.snapshot.rows<Municipality>([&](const Municipality& row) {
      out.row(row.municipality, static_cast<std::int64_t>(row.name.size()));
    });
    return std::move(out).stream();
  }

  stelsel::Stream query(const std::string&, const stelsel::Run&, const std::string& text) override {
    stelsel::Table out({{"text"}});
    out.row(text);
    return std::move(out).stream();
  }

  // Lines of KEY NAME; or, of a folder, the first two columns of what stands in its file `sheet`.
  void read(const std::string&, const std::string& path, stelsel::Reading& out) override {
    if (std::filesystem::is_directory(path)) return read_sheet(path, out);
    std::ifstream in(path);
    stelsel::Table rows({{"municipality"}, {"name"}, {"stelsel:line", stelsel::Kind::integer}});
    std::string key, name;
    for (std::int64_t line = 1; in >> key && std::getline(in >> std::ws, name); ++line)
      rows.row(key, name, line);
    out.rows("municipality", std::move(rows).stream());
  }
  static void read_sheet(const std::string& folder, stelsel::Reading& out) {
    std::string file;
    std::getline(std::ifstream(folder + "/which"), file);
    stelsel::Rows texts(out.texts(folder + "/" + file));
    stelsel::Table rows({{"municipality"}, {"name"}, {"stelsel:line", stelsel::Kind::integer}});
    while (texts.next()) {
      for (std::size_t i = 0; i < texts.size(); ++i)
        rows.row(texts.text(i, 1), texts.text(i, 2), texts.integer(i, 0));
    }
    out.rows("municipality", std::move(rows).stream());
  }
  void write(const std::string&, const stelsel::Run& run, stelsel::Sink& out) override {
    run.snapshot.rows<Municipality>([&](const Municipality& row) {
      out.write(std::string(row.municipality) + " " + std::string(row.name) + "\n");
    });
  }

  // What the host is, and what it has of border 1.1.
  void report(const std::string&, const stelsel::Run& run, stelsel::Document& out) override {
    run.advance("report", 0, 1);
    const std::uint32_t version = host().raw()->version;
    out.title("host " + std::to_string(STELSEL_MAJOR_OF(version)) + "." +
              std::to_string(STELSEL_MINOR_OF(version)));
    const stelsel_engine_v1& engine = host().engine();
    out.paragraph(std::string("calculate ") + (STELSEL_HAS(&engine, calculate) ? "yes" : "no") +
                  ", query " + (STELSEL_HAS(&engine, query) ? "yes" : "no"));
    out.table("as of " + run.as_of, "{}",
              run.snapshot.as_of(run.as_of).stream("municipality", {"name"}));
  }
  void render(const std::string&, const stelsel::Document& document, stelsel::Sink& out) override {
    for (std::size_t i = 0; i < document.size(); ++i) {
      out.write(std::string(document[i].text) + "\n");
      if (document[i].kind != STELSEL_TABLE) continue;
      stelsel::Rows rows(document.rows(i));
      while (rows.next()) {
        for (std::size_t r = 0; r < rows.size(); ++r)
          out.write("  " + std::string(rows.text(r, 0)) + "\n");
      }
    }
  }
};

}  // namespace

STELSEL_PLUGIN(Kinds)
