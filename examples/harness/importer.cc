#include "importer.h"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace {

constexpr const char* kHead = "Regio;Gemeentecode;Gemeente;Rol;Sinds;Tot";

std::vector<std::string> Split(std::string line) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
  std::vector<std::string> cells;
  std::istringstream in(line + ";");
  for (std::string cell; std::getline(in, cell, ';');) cells.push_back(cell);
  return cells;
}

// `Noord-Kust` as `noord_kust`.
std::string Code(const std::string& name) {
  std::string code;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    code += std::isalnum(byte) ? static_cast<char>(std::tolower(byte)) : '_';
  }
  return code;
}

// 01-02-2015 as 2015-02-01; anything else as it is.
std::string Date(const std::string& date) {
  const bool dutch = date.size() == 10 && date[2] == '-' && date[5] == '-';
  return dutch ? date.substr(6) + "-" + date.substr(3, 2) + "-" + date.substr(0, 2) : date;
}

std::string Role(const std::string& role) {
  if (role == "centrum") return "centrumgemeente";
  return role == "lid" ? "regiogemeente" : role;
}

std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

void Write(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::runtime_error(path + " cannot be written");
}

}  // namespace

void ImportExport(const std::string& file, const std::string& folder) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) throw std::runtime_error(file + " cannot be read");
  if (Split(line) != Split(kHead)) throw std::runtime_error(file + " has another head");
  std::map<std::string, std::string> regions, municipalities;
  std::string memberships = "region,municipality,sequence,role,valid_from,valid_to,illustratief\n";
  while (std::getline(in, line)) {
    std::vector<std::string> cells = Split(line);
    cells.resize(6);
    regions[Code(cells[0])] = cells[0];
    municipalities[cells[1]] = cells[2];
    memberships += Code(cells[0]) + "," + cells[1] + ",1," + Role(cells[3]) + "," + Date(cells[4]) +
                   "," + Date(cells[5]) + ",true\n";
  }
  std::string region = "region,name,illustratief\n";
  for (const auto& [code, name] : regions) region += code + "," + Quoted(name) + ",true\n";
  std::string municipality = "municipality,name,illustratief\n";
  for (const auto& [code, name] : municipalities)
    municipality += code + "," + Quoted(name) + ",true\n";
  std::filesystem::create_directories(folder);
  Write(folder + "/region.csv", region);
  Write(folder + "/municipality.csv", municipality);
  Write(folder + "/region_municipality.csv", memberships);
}
